"""What a document says of itself, in the formats that keep it as XML: its title and the day it was made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from unionsearch.bulletin.readers.source import Properties
from unionsearch.bulletin.readers.xmlstream import local

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def day(text: str) -> date | None:
    """The day of a time such as ``2011-12-30T08:00:00Z``."""
    found = _DAY.match(text.strip())
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


@dataclass(slots=True)
class About:
    """Handler of a document's properties; ``created`` is the name of the element that has the day."""

    created: str
    _said: dict[str, str] = field(default_factory=dict)
    _now: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._now = local(name)

    def end(self, name: str) -> None:
        self._now = ""

    def text(self, data: str) -> None:
        if self._now in ("title", self.created):
            self._said[self._now] = self._said.get(self._now, "") + data

    def properties(self) -> Properties:
        """What was said so far."""
        return Properties(self._said.get("title", "").strip() or None, day(self._said.get(self.created, "")))
