"""A text as printed lines, each knowing where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionsearch.bulletin.readers.source import Mark, Style
from unionsearch.patterns import pattern

# Only these count as line ends, as in every editor; form feeds and the like are white space.
_LINE_END = pattern(r"\r\n|\r|\n")
_MEASURED = 400  # a longer line is no printed line; its width is only estimated


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    ``number`` counts from 1. ``text`` is the source's ``[start, end)``, without white space at its ends.
    ``indent`` and ``width`` are in cells (a Chinese character takes two), ``count`` is in characters, for
    files that break lines after so many; ``width`` and ``count`` include the indent.
    ``blank_before`` says that at least one blank line stands before it. ``style`` is how a document sets
    it, None where the format does not tell.
    """

    number: int
    start: int
    end: int
    text: str
    indent: int
    width: int
    count: int
    blank_before: bool
    style: Style | None = None


def cells(text: str) -> int:
    """The width of ``text`` in cells as Chinese fonts print it: quotation marks are wide too."""
    if text.isascii():
        return len(text)
    if len(text) > _MEASURED:
        return 2 * len(text)
    return sum(1 if c < "ɐ" and c not in "·×÷" else 2 for c in text)


def split_lines(text: str, marks: Sequence[Mark] = ()) -> list[Line]:
    """The lines of ``text`` that are not blank, in order; ``marks`` is what a document knows of each line."""
    found: list[Line] = []
    blank = False
    start = 0
    ends = [(m.start(), m.end()) for m in _LINE_END.finditer(text)]
    ends.append((len(text), len(text)))
    for number, (end, following) in enumerate(ends, 1):
        raw = text[start:end]
        bare = raw.strip()
        if bare:
            left = len(raw) - len(raw.lstrip())
            indent = cells(raw[:left].expandtabs(4))
            style = marks[number - 1].style if number <= len(marks) else None
            first, count = start + left, left + len(bare)
            found.append(
                Line(number, first, start + count, bare, indent, indent + cells(bare), count, blank, style)
            )
            blank = False
        else:
            blank = True
        start = following
    return found
