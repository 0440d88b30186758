"""A text as printed lines, each knowing where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionsearch.bulletin.readers.source import Mark, Style
from unionsearch.patterns import pattern

# Only these count as line ends, as in every editor; form feeds and the like are white space.
_LINE_END = pattern(r"\r\n|\r|\n")
# After a Chinese character, or a number with one behind it; a row of dots is a leader.
_HALF_WIDTH = pattern(
    r"(?<=[\u4e00-\u9fff”’》）】)])(?:[,;:!?]|\.(?![.A-Za-z]))(?!//)|(?<=[0-9A-Za-z%])[,;:!?](?=[\u4e00-\u9fff“《])|(?<=%)\.(?=[\u4e00-\u9fff]|$)"
)
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_NUMERALS = "一二三四五六七八九十百（）()【】 "
_MEASURED = 400  # a longer line is no printed line; its width is only estimated


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    ``number`` counts from 1. ``text`` is the source's ``[start, end)``, without white space at its ends.
    ``indent`` and ``width`` are in cells (a Chinese character takes two), ``count`` is in characters, for
    files that break lines after so many; ``width`` and ``count`` include the indent.
    ``blank_before`` says that at least one blank line stands before it. ``style`` is how a document sets
    it, None where the format does not tell. In ``text`` the half-width punctuation of Chinese sentences is
    full width, so that rules need to know one kind; ``printed`` is the line as it was, if that differs.
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
    printed: str | None = None

    @property
    def original(self) -> str:
        """The line as the file has it."""
        return self.text if self.printed is None else self.printed


def cells(text: str) -> int:
    """The width of ``text`` in cells as Chinese fonts print it: quotation marks are wide too."""
    if text.isascii():
        return len(text)
    if len(text) > _MEASURED:
        return 2 * len(text)
    return sum(1 if c < "ɐ" and c not in "·×÷" else 2 for c in text)


def full_width(text: str) -> str:
    """The line with the punctuation of Chinese sentences (市总工会召开会议,部署工作.) in full width."""
    if text.isascii() or not _HALF_WIDTH.search(text):
        return text
    return _HALF_WIDTH.sub(lambda m: m.group() if _is_number(text, m.start()) else _WIDE[m.group()], text)


def _is_number(text: str, at: int) -> bool:
    """The dot stands behind an outline number: 三.开展帮扶"""
    return text[at] == "." and at <= 4 and all(c in _NUMERALS for c in text[:at])


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
            read = full_width(bare)
            printed = None if read == bare else bare
            width = indent + cells(bare)
            found.append(
                Line(number, first, start + count, read, indent, width, count, blank, style, printed)
            )
            blank = False
        else:
            blank = True
        start = following
    return found
