"""What every reader hands on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text. ``encoding`` is None for formats that have none of their own to tell."""

    text: str
    encoding: str | None = None
