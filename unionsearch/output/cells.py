"""Text measured in terminal cells: a Han character fills two, a Latin letter one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from unionsearch.output import wrapping

# Control characters could move the cursor or change colours; direction marks could show a text in
# another order than it has; stray bytes of a file's name are no characters. None of them can stand in a
# line that is laid out.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"


@lru_cache(maxsize=1 << 14)
def _cells(char: str) -> int:
    """How many cells a character fills; one that is put onto the one before it fills none."""
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1


def clean(text: str) -> str:
    """``text`` of the same length on one line, with nothing in it that a terminal would obey."""
    return _UNSAFE.sub(lambda m: " " if m[0] in _SPACES else "\N{REPLACEMENT CHARACTER}", text)


def width(text: str) -> int:
    """How many cells ``text`` fills."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def cut(text: str, cells: int) -> str:
    """``text``, or as much of it as fits into ``cells`` cells together with an ellipsis."""
    if width(text) <= cells:
        return text
    used = 0
    for i, char in enumerate(text):
        used += _cells(char)
        if used > cells - 1:
            return text[:i] + "…"
    return text


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """``text`` with spaces after it (``right``: before it) up to ``cells`` cells; never shortened."""
    spaces = " " * max(0, cells - width(text))
    return spaces + text if right else text + spaces


def wrap(text: str, cells: int | None, *, first: int | None = None) -> list[tuple[int, int]]:
    """Spans of ``text``, one for each line of at most ``cells`` cells; None means one line.

    ``first`` is the first line's room where it differs.
    """
    return wrapping.wrap(text, cells, first=first, measure=_cells)
