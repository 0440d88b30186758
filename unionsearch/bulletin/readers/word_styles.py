"""What a Word document's ``styles.xml`` and ``numbering.xml`` say about its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from unionsearch.bulletin.readers.outline import Level
from unionsearch.bulletin.readers.xmlstream import local

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_FALSE = frozenset({"0", "false", "off"})


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether a switch such as ``w:b`` is on: it is unless it says that it is off."""
    return attributes.get("val", "1") not in _FALSE


def number(text: str | None, default: int = 0) -> int:
    """A whole number as an attribute has it; anything else is ``default``."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text, re.ASCII) else default


@dataclass(slots=True)
class WordStyle:
    """A style of paragraphs: what it says itself, None where it leaves it to the style it is based on.

    ``numbering`` is the list (its number) and the depth that its paragraphs have in it.
    """

    based_on: str | None = None
    heading: int | None = None
    centred: bool | None = None
    bold: bool | None = None
    numbering: tuple[str, int] | None = None


@dataclass(slots=True)
class Styles:
    """Handler of ``styles.xml``. ``found`` holds the styles by their ids."""

    found: dict[str, WordStyle] = field(default_factory=dict)
    default: str | None = None
    _now: WordStyle | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = local(name)
        if tag == "style":
            self._now = WordStyle()
            key = attributes.get("styleId", "")
            self.found[key] = self._now
            if attributes.get("type") == "paragraph" and attributes.get("default") in ("1", "true", "on"):
                self.default = key
            return
        style = self._now
        if style is None:
            return
        value = attributes.get("val", "")
        if tag == "name" and (heading := _HEADING.match(value)):
            style.heading = int(heading[1])
        elif tag == "basedOn":
            style.based_on = value
        elif tag == "outlineLvl" and number(value, 9) < 9:
            style.heading = number(value) + 1
        elif tag == "jc":
            style.centred = value == "center"
        elif tag == "b":
            style.bold = is_on(attributes)
        elif tag == "numId":
            style.numbering = value, style.numbering[1] if style.numbering else 0
        elif tag == "ilvl":
            style.numbering = style.numbering[0] if style.numbering else "", number(value)

    def end(self, name: str) -> None:
        if local(name) == "style":
            self._now = None

    def text(self, data: str) -> None:
        """Styles have no text."""

    def of(self, key: str | None) -> WordStyle:
        """A paragraph's style, the usual one for None, with what it takes from those that it is based on."""
        return self.named(key or self.default)

    def named(self, key: str | None) -> WordStyle:
        """A style with what it takes from those that it is based on."""
        whole = WordStyle()
        met: set[str] = set()
        while key is not None and key in self.found and key not in met:
            met.add(key)
            style = self.found[key]
            whole.heading = style.heading if whole.heading is None else whole.heading
            whole.centred = style.centred if whole.centred is None else whole.centred
            whole.bold = style.bold if whole.bold is None else whole.bold
            whole.numbering = whole.numbering or style.numbering
            key = style.based_on
        return whole


@dataclass(slots=True)
class Numbering:
    """Handler of ``numbering.xml``."""

    _abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    _lists: dict[str, str] = field(default_factory=dict)
    _overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    _levels: dict[int, Level] | None = None
    _list: str = ""
    _depth: int = 0
    _parts: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag, value = local(name), attributes.get("val", "")
        if tag == "abstractNum":
            self._levels = self._abstract.setdefault(attributes.get("abstractNumId", ""), {})
        elif tag == "num":
            self._list, self._levels = attributes.get("numId", ""), None
        elif tag == "abstractNumId":
            self._lists[self._list] = value
        elif tag in ("lvl", "lvlOverride"):
            self._depth = number(attributes.get("ilvl"))
            self._parts = {}
        elif tag == "startOverride":
            self._overrides.setdefault(self._list, {})[self._depth] = number(value, 1)
        elif tag in ("start", "numFmt", "lvlText"):
            self._parts[tag] = value

    def end(self, name: str) -> None:
        if local(name) == "lvl" and self._levels is not None:
            said = self._parts
            self._levels[self._depth] = Level(
                number(said.get("start"), 1), said.get("numFmt", "decimal"), said.get("lvlText", "")
            )

    def text(self, data: str) -> None:
        """Numberings have no text."""

    def levels(self, list_id: str) -> tuple[str, Mapping[int, Level]]:
        """The levels of a list, and by what name it counts: lists made alike go on counting together."""
        abstract = self._lists.get(list_id)
        if abstract is None:
            return list_id, {}
        levels = self._abstract.get(abstract, {})
        own = self._overrides.get(list_id)
        if own is None:
            return f"abstract {abstract}", levels
        changed = {
            depth: Level(own.get(depth, level.start), level.kind, level.text)
            for depth, level in levels.items()
        }
        return f"list {list_id}", changed
