"""Printed lines of all pages into paragraphs: page headers out, wrapped lines joined, over pages too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from unionsearch.bulletin.block import join
from unionsearch.bulletin.layout import bullet_length, ends_sentence, numbered, section_name
from unionsearch.bulletin.lines import cells
from unionsearch.bulletin.readers.build import Paragraph
from unionsearch.bulletin.readers.page_lines import Column, PrintedLine
from unionsearch.bulletin.readers.page_rows import with_whole_cells
from unionsearch.bulletin.readers.source import Style

_EDGE_LINES = 2  # lines at a page's top and bottom that may be a header or footer
#: A unit in parentheses after a sentence signs an article and ends its last paragraph.
_SIGNED = re.compile(r"[。！？”]\s{0,40}[（(][^（）()]{2,30}[）)]$")
_PAGE_NUMBER = re.compile(
    r"[-－—–─·•~～\s]{0,6}(?:第\s{0,2})?([0-9０-９]{1,4}|[ivxIVX]{1,6}|[一二三四五六七八九十]{1,4})(?:\s{0,2}[页頁版])?"
    r"(?:\s{0,2}[/／，,]?\s{0,2}共?\s{0,2}[0-9０-９]{1,4}\s{0,2}[页頁]?)?[-－—–─·•~～\s]{0,6}"
)
_BROKEN_WORD = re.compile(r"[A-Za-z][a-z]-$")
_NOTE = re.compile(r"[\[［(（]?[0-9０-９]{1,3}[\]］)）]?\s?[^0-9０-９.．、年月日]|[①-⑳*＊†※]")
_SMALL = 0.85  # type of footnotes, by that of the text
_DIGITS = re.compile(r"[0-9０-９]+")
#: What stands together at a line's beginning: a word or number, or a character; with what opens before
#: it and the punctuation that may not begin a line.
_FIRST_UNIT = re.compile(
    r"[“‘（《「『【〔(]{0,3}(?:[A-Za-z0-9.,%]{1,20}|.)?[，。、；：！？’”）》」』】〕…—,.;:!?)]{0,3}",
    re.DOTALL,
)
#: Shares of a character's width (em), or of the distance between lines.
_INDENT = 0.5
_RAGGED = 0.4  # how far before the margin a full line may end
_RAGGED_INDENTED = 2.5  # the same in mid-sentence, where paragraphs begin with an indent and this does not
_FEWEST_INDENTS = 3
_DEEPEST_INDENT = 4.5  # of a paragraph's first line
_BLANK = 1.6  # distances between lines from which one is blank
_APART = 1.15  # from which a paragraph may begin
_SIZE = 0.15  # relative difference of type between lines of one paragraph
_CENTRED = 1.0


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line in its column on its page. ``gap`` is its distance from the one above, None at the top.

    ``note``: it belongs to a footnote.
    """

    line: PrintedLine
    page: int
    left: float
    right: float
    gap: float | None
    note: bool = False

    @property
    def indent(self) -> float:
        """How far from the margin it begins, in ems."""
        return (self.line.left - self.left) / self.line.em


def paragraphs(pages: Sequence[Sequence[Column]]) -> Iterator[Paragraph]:
    """The text of all pages, pages counted from 1."""
    placed = list(_placed(pages))
    pitch = _Pitch(placed)
    indented = _is_indented(placed)
    em = _usual_em(placed)
    current: list[_Placed] = []
    notes: list[_Placed] = []
    for item in placed:
        if item.note and current:
            notes.append(item)
            continue
        if current and (
            _runs_on(current[-1], item, pitch.of(item), indented) or _is_title(current[-1], item, em)
        ):
            current.append(item)
            continue
        if current:
            yield from _ended(current, notes)
            notes = []
            if _is_blank(item, pitch.of(item)):
                yield Paragraph("", None, item.page)
        current = [item]
    if current:
        yield from _ended(current, notes)


def _ended(items: Sequence[_Placed], notes: Sequence[_Placed]) -> Iterator[Paragraph]:
    """A paragraph, and behind it the notes that stand at the foot of the column in which it is broken."""
    yield _paragraph(items)
    current: list[_Placed] = []
    for note in notes:
        if current and _NOTE.match(note.line.text):
            yield _paragraph(current)
            current = []
        current.append(note)
    if current:
        yield _paragraph(current)


def _placed(pages: Sequence[Sequence[Column]]) -> Iterator[_Placed]:
    """All lines in reading order, headers and footers of pages left out."""
    furniture = _furniture(pages)
    margins = _Margins(pages)
    for number, columns in enumerate(pages, 1):
        for column in columns:
            left, right = margins.of(column)
            column = with_whole_cells(column)
            above: PrintedLine | None = None
            lines = [line for line in column.lines if id(line) not in furniture]
            notes = len(lines) - _notes(lines)
            for index, line in enumerate(lines):
                gap = line.base - above.base if above else None
                yield _Placed(line, number, left, right, gap, index >= notes)
                above = line


def _notes(lines: Sequence[PrintedLine]) -> int:
    """How many lines at a column's foot are footnotes: smaller than the text, and marked as such."""
    if not lines:
        return 0
    small = _SMALL * median(line.em for line in lines)
    count = 0
    while count < len(lines) and lines[-1 - count].em <= small:
        count += 1
    return count if 0 < count < len(lines) and _NOTE.match(lines[-count].text) else 0


class _Margins:
    """The margins of columns. Columns of a document that overlap are set between the same margins."""

    def __init__(self, pages: Sequence[Sequence[Column]]) -> None:
        widths: Counter[tuple[bool, int, int]] = Counter()
        for columns in pages:
            for column in columns:
                key = column.beside, _rounded(column.left), _rounded(column.right)
                widths[key] += len(column.lines)
        self._usual = [sides for sides, _ in widths.most_common(8)]

    def of(self, column: Column) -> tuple[float, float]:
        """A short column (the last page, a title over two columns) takes the margins of one that holds it."""
        for beside, left, right in self._usual:
            if beside == column.beside and left - 1 <= column.left and column.right <= right + 1:
                return min(float(left), column.left), max(float(right), column.right)
        return column.left, column.right


def _rounded(place: float) -> int:
    return 2 * round(place / 2)


class _Pitch:
    """The usual distance between two lines of a paragraph, for each size of type between its margins."""

    def __init__(self, placed: Sequence[_Placed]) -> None:
        gaps: dict[tuple[float, ...], list[float]] = {}
        for before, item in pairwise(placed):
            if item.gap is not None and item.gap > 0 and _is_full(before, item) and item.indent < _INDENT:
                for key in self._keys(item):
                    gaps.setdefault(key, []).append(item.gap)
        self._usual = {key: median(found) for key, found in gaps.items() if len(found) >= len(key)}

    @staticmethod
    def _keys(item: _Placed) -> tuple[tuple[float, ...], ...]:
        """Ever less is asked to be alike: type and margins, type, nothing."""
        em = round(item.line.em)
        return (em, round(item.left), round(item.right)), (em,), ()

    def of(self, item: _Placed) -> float:
        """The distance for a line; 0 where no line tells."""
        return next((self._usual[key] for key in self._keys(item) if key in self._usual), 0.0)


def _is_blank(item: _Placed, pitch: float) -> bool:
    """The distance from the line above is that of a blank line; lines are seldom set wider than twice."""
    em = item.line.em
    return item.gap is not None and item.gap > _BLANK * min(max(pitch, 1.1 * em), 2.2 * em)


def _is_apart(item: _Placed, pitch: float) -> bool:
    """The distance from the line above is greater than within a paragraph."""
    return item.gap is not None and item.gap > _APART * pitch


def _is_indented(placed: Sequence[_Placed]) -> bool:
    """Paragraphs of the document begin with an indent of two characters, or about as much."""
    count = sum(1.5 <= item.indent <= 2.5 for item in placed)
    return count >= _FEWEST_INDENTS and count >= 0.1 * len(placed)


def _is_full(item: _Placed, following: _Placed, ragged: float = _RAGGED) -> bool:
    """No room was left in the line for what the next one begins with."""
    room = (item.right - item.line.right) / item.line.em
    return room <= cells(_FIRST_UNIT.match(following.line.text)[0]) / 2 + ragged  # type: ignore[index]


def _runs_on(item: _Placed, following: _Placed, pitch: float, indented: bool) -> bool:
    """``following`` continues the paragraph of ``item``."""
    line, after = item.line, following.line
    if abs(line.em - after.em) > _SIZE * line.em or line.bold != after.bold:
        return False
    if item.indent > _DEEPEST_INDENT:  # set at the right margin
        return False
    ragged = _RAGGED_INDENTED if indented and not ends_sentence(line.text) else _RAGGED
    if not _is_full(item, following, ragged) or abs(following.indent) > _INDENT:
        return False
    if pitch and (_is_blank(following, pitch) or (_is_apart(following, pitch) and ends_sentence(line.text))):
        return False
    if section_name(after.text) or section_name(line.text) or bullet_length(after.text):
        return False
    if line.cells or _SIGNED.search(line.text):
        return False
    return not (ends_sentence(line.text) and numbered(after.text))


def _is_title(item: _Placed, following: _Placed, em: float) -> bool:
    """``following`` is the second line of a title whose first fills the width; it stands in the middle."""
    line, after = item.line, following.line
    if abs(line.em - after.em) > _SIZE * line.em or line.bold != after.bold:
        return False
    stands_out = line.em > (1 + _SIZE) * em or line.bold
    return (
        stands_out
        and not line.cells
        and not ends_sentence(line.text)
        and not section_name(line.text)
        and not section_name(after.text)
        and _is_full(item, following, _RAGGED_INDENTED)
        and _is_centred(following)
        and following.page == item.page
    )


def _usual_em(placed: Sequence[_Placed]) -> float:
    """The size of type that most characters have."""
    sizes: Counter[float] = Counter()
    for item in placed:
        sizes[round(item.line.em, 1)] += len(item.line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _paragraph(items: Sequence[_Placed]) -> Paragraph:
    text = items[0].line.text
    for item in items[1:]:
        text = _join(text, item.line.text)
    # Of a title over two lines, the first may fill the width.
    style = Style(
        centred=_is_centred(items[-1]),
        bold=all(item.line.bold for item in items),
        cell=any(bool(item.line.cells) for item in items),
    )
    return Paragraph(text, style, items[0].page)


def _join(text: str, following: str) -> str:
    """Two lines as one: a word or number that was broken between them is whole again."""
    if _BROKEN_WORD.search(text) and following[:1].islower():
        return text[:-1] + following
    if text[-1:].isdecimal() and following[:1].isdecimal():
        return text + following
    return join(text, following)


def _is_centred(item: _Placed) -> bool:
    before, behind = item.line.left - item.left, item.right - item.line.right
    return before > 2 * item.line.em and abs(before - behind) <= _CENTRED * item.line.em


def _furniture(pages: Sequence[Sequence[Column]]) -> set[int]:
    """The identities of lines that are page headers, footers or page numbers."""
    edges: list[list[tuple[PrintedLine, str]]] = []
    for columns in pages:
        lines = sorted((line for column in columns for line in column.lines), key=lambda line: line.base)
        near = {id(line): line for line in (*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:])}
        edges.append([(line, _DIGITS.sub("0", line.text)) for line in near.values()])
    met = Counter(
        (text, _rounded(line.base)) for edge in edges for text, line in {(text, line) for line, text in edge}
    )
    needed = max(2, min(4, len(pages) // 2))
    found: set[int] = set()
    before: set[tuple[str, int]] = set()
    for columns, edge in zip(pages, edges, strict=True):
        lines = [line for column in columns for line in column.lines]
        for line, text in edge:
            place = _rounded(line.base)
            often = sum(met[text, place + step] for step in (-2, 0, 2))
            outermost = line.base in (
                min(other.base for other in lines),
                max(other.base for other in lines),
            )
            repeated = often >= needed if len(pages) > 2 else (line.text, place) in before
            if repeated or (outermost and _PAGE_NUMBER.fullmatch(line.text)):
                found.add(id(line))
        # Of two pages the first keeps what both have: nothing is lost where it was no header.
        before = {(line.text, _rounded(line.base) + step) for line, _ in edge for step in (-2, 0, 2)}
    # A document of nothing but such lines, a sign on every page, has them for its text.
    return found if sum(len(column.lines) for columns in pages for column in columns) > len(found) else set()
