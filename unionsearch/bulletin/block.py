"""A block: one or more printed lines that are one paragraph, title line or header."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from unionsearch.bulletin import layout
from unionsearch.bulletin.byline import is_byline, is_date_line, is_labelled
from unionsearch.bulletin.lines import Line
from unionsearch.bulletin.signature import Signature, find_signature
from unionsearch.patterns import pattern

_T = TypeVar("_T")
_CELLS = pattern(r"\t| {2}")


class _look(Generic[_T]):
    """A property that is worked out once: functools.cached_property without the lock it takes before 3.12."""

    def __init__(self, work: Callable[[Any], _T]) -> None:
        self.work, self.name, self.__doc__ = work, work.__name__, work.__doc__

    def __get__(self, block: Any, kind: type | None = None) -> _T:
        value = block.__dict__[self.name] = self.work(block)
        return value


@dataclass(frozen=True)
class Block:
    """Printed lines as one text, and how that text looks by itself.

    ``starts`` maps it to the source: for each line the offset in ``text`` and the line. The looks are
    worked out when first asked for and kept: several rules ask for the same one.
    """

    text: str
    starts: tuple[tuple[int, Line], ...]
    running: bool = False  # a page's header or footer, which comes again and again
    companion: bool = False  # one of the lines that stand at title after title, or text after text
    leading: bool = False  # one of the lines that stand right above title after title
    entry: bool = False  # a day and a title, one of many
    inner: bool = False  # a heading that comes again in article after article
    label: int = 0  # characters of the label of a record's text: 正文：
    closing: Signature | None = None  # the contributor at its end, whom the shape of many ends tells

    @property
    def line(self) -> Line:
        """The first line."""
        return self.starts[0][1]

    @property
    def blank_before(self) -> bool:
        """A blank line stands before it."""
        return self.line.blank_before

    @_look
    def printed(self) -> str:
        """The text as the file has it: of the same length as ``text``, which has other punctuation."""
        if all(line.printed is None for _, line in self.starts):
            return self.text
        parts: list[str] = []
        length = 0
        for offset, line in self.starts:
            parts.append(" " * (offset - length) + line.original)
            length = offset + len(line.text)
        return "".join(parts)

    @_look
    def furniture(self) -> bool:
        """A ruled line or a page number."""
        return self.running or layout.is_furniture(self.text)

    @_look
    def section(self) -> str | None:
        """The section that it heads, when it is a header in brackets."""
        if self.inner:
            return None
        return None if self.text[0] in "【［[" and self.byline else layout.section_name(self.text)

    @_look
    def plain_section(self) -> str | None:
        """The section that it may head without brackets."""
        return layout.plain_section_name(self.text)

    @_look
    def bullet(self) -> int:
        """Characters of the bullet at its start; 0 without."""
        return layout.bullet_length(self.text)

    @property
    def level(self) -> int:
        """The level of the heading that it is, by its number signs or its style; 0 for none."""
        return layout.markdown_level(self.text) or (self.line.style.heading or 0 if self.line.style else 0)

    @_look
    def number(self) -> layout.Numbered | None:
        """The outline number at its start."""
        return layout.numbered(self.text)

    @_look
    def salutation(self) -> bool:
        """各位委员、同志们："""
        return layout.is_salutation(self.text)

    @_look
    def signature(self) -> Signature | None:
        """The contributor who closes it, or who it names as a whole."""
        return self.closing or find_signature(self.text)

    @property
    def is_signature(self) -> bool:
        """A contributor and nothing else."""
        return self.signature is not None and self.signature.start == 0

    @_look
    def byline(self) -> bool:
        """An author or date line."""
        return self.companion or is_byline(self.text)

    @_look
    def labelled(self) -> bool:
        """来源：市总工会: a byline below a title."""
        return is_labelled(self.text)

    @_look
    def date_line(self) -> bool:
        """Nothing but a date."""
        return is_date_line(self.text)

    @_look
    def row(self) -> bool:
        """A row of a table, with more than one cell that holds something, or an entry of a calendar."""
        if self.entry:
            return False
        in_table = self.line.style is not None and self.line.style.cell and _CELLS.search(self.text)
        return bool(in_table) or layout.is_row(self.text)

    @_look
    def columns(self) -> bool:
        """A wide gap stands within it."""
        return layout.has_columns(self.text)

    @_look
    def title_like(self) -> bool:
        """It could be a line of a title."""
        return (
            (layout.is_short(layout.words(self.text[self.bullet :])) or layout.markdown_level(self.text) > 0)
            and not (self.inner or self.leading)
            and not layout.is_address(self.text)
            and not layout.is_caption(self.text)
            and not layout.is_bare_number(self.text)
            and not self.furniture
            and self.section is None
            and not self.salutation
            and not self.date_line
            and not self.row
            and not self.is_signature
            and not self.row
            and not layout.begins_news(self.text)
        )

    @_look
    def question(self) -> bool:
        """问：… or 答：…: below a title the beginning of its text, elsewhere it may be a title."""
        return layout.is_question(self.text)

    @_look
    def kicker(self) -> bool:
        """Who does what the title on the next line says: 动力厂女工委："""
        text = self.text
        return (
            3 < len(text) <= 24
            and text[-1] in "：:"
            and not (self.salutation or self.number or self.bullet)
            and not any(c in "，。；、“" for c in text)
        )

    @_look
    def prose(self) -> bool:
        """It could be the first paragraph of a text."""
        if self.section is not None or self.furniture:
            return False
        if self.salutation or self.number is not None or self.bullet:
            return True
        return self.row or (not self.title_like and not self.date_line)


def join(left: str, right: str) -> str:
    """Two printed lines as one: a space only where two Latin words or numbers would run together."""
    last, first = left[-1:], right[:1]
    latin = last.isascii() and last.isalnum() and first.isascii() and first.isalnum()
    return left + " " + right if latin else left + right


def make_block(lines: Sequence[Line], running: bool = False) -> Block:
    """The block of these consecutive lines."""
    if len(lines) == 1:
        return Block(lines[0].text, ((0, lines[0]),), running)
    parts: list[str] = []
    starts: list[tuple[int, Line]] = []
    length = 0
    last = ""
    for line in lines:
        gap = len(join(last[-1:], line.text[:1])) - len(last[-1:]) - 1 if last else 0
        parts.append(" " * gap + line.text)
        starts.append((length + gap, line))
        length += gap + len(line.text)
        last = line.text
    return Block("".join(parts), tuple(starts))
