"""Characters that stand somewhere on a page, into lines in reading order.

For formats that say where each character is printed and nothing else (PDF, OFD). Lengths are in the
unit of the format; places are measured from the page's upper left corner.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from unicodedata import east_asian_width

#: Shares of a character's width (em).
_SAME_LINE = 0.25  # base lines of characters that stand in one line differ by no more than this height
_RAISED = 0.75  # height of a raised character
_LATIN_SPACE = 0.18
_WIDE_SPACE = 0.6  # Chinese is set with a quarter em around digits and Latin words
_COLUMN_GAP = 1.2
_SPREAD = 0.5
_EVEN = 1.6  # greatest by smallest gap in a line that is set apart evenly
_DOUBLE = 0.15  # bold is sometimes made by printing a character twice, this close
_MOST_SPACES = 8
_MIDDLE = 0.75
_MOST_SEAMS = 4  # of a line; so many columns no page has
_HANGING = "，。、；：！？,.;:!?’”）》」』】"
#: What makes a page one of two columns: lines on each side, and characters that they have.
_FEWEST_LINES = 4
_SHORTEST = 8
_ALIGNED = 0.15  # share of a column's lines that make a margin
_BESIDE = 0.6  # share of a page's lines that stand beside the gutter, not over it


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as printed: from ``left`` to ``right``, standing on ``base``; ``height`` is its font's.

    The base is what characters of different fonts in a line share; their boxes differ. ``char`` is several
    where a font has one sign for them.
    """

    char: str
    left: float
    right: float
    base: float
    height: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Seam:
    """A gap from ``left`` to ``right``, with the lines that stand before and behind it."""

    left: float
    right: float
    before: PrintedLine
    behind: PrintedLine


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed. ``em`` is the width of its Chinese characters.

    ``cells`` are its parts where wide gaps part it, as those of a row in a table. ``seams`` are where it may
    be two lines of columns side by side all the same: the first hangs its punctuation over the gap.
    """

    text: str
    left: float
    right: float
    base: float
    em: float
    bold: bool
    cells: tuple[PrintedLine, ...] = ()
    seams: tuple[Seam, ...] = ()

    @property
    def bare_right(self) -> float:
        """Where it ends without the punctuation that may hang over the margin."""
        return self.right - self.em * (self.text[-1] in _HANGING)


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that follow each other from top to bottom, and between which margins they are set.

    ``beside`` says that another column stands beside it.
    """

    lines: tuple[PrintedLine, ...]
    left: float
    right: float
    beside: bool = False


def page_columns(glyphs: Sequence[Glyph]) -> list[Column]:
    """The columns of a page in reading order; what runs over all columns is a column of its own."""
    pieces: list[PrintedLine] = []
    for line in _lines([g for g in glyphs if not g.char.isspace()]):
        pieces += _pieces(line)
    return _columns(pieces)


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs of one height together, each line from left to right, the lines from top to bottom."""
    found: list[list[Glyph]] = []
    base = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.left)):
        if found and glyph.base - base <= _SAME_LINE * glyph.height:
            line = found[-1]
            line.append(glyph)
            base += (glyph.base - base) / len(line)
        else:
            found.append([glyph])
            base = glyph.base
    return [_once(sorted(line, key=lambda g: g.left)) for line in _with_raised(found)]


def _with_raised(lines: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Small raised characters (the number of a footnote) belong to the line that they stand in."""
    found: list[list[Glyph]] = []
    for line in lines:
        above = found[-1] if found else None
        if above and _is_raised(above, line):
            found[-1] = above + line
        else:
            found.append(line)
    return found


def _is_raised(above: Sequence[Glyph], line: Sequence[Glyph]) -> bool:
    """All of ``above`` is smaller than ``line``, reaches down into its height, and stands in or before it."""
    height = median(g.height for g in line)
    left, right = min(g.left for g in line), max(g.right for g in line)
    return all(
        g.height <= _RAISED * height
        and line[0].base - g.base <= 0.6 * height
        and left - height < g.left < right + height
        for g in above
    )


def _once(line: Sequence[Glyph]) -> list[Glyph]:
    """Without characters that were printed twice in one place."""
    kept: list[Glyph] = []
    for glyph in line:
        width = glyph.right - glyph.left
        twice = (
            other.char == glyph.char and abs(other.left - glyph.left) <= _DOUBLE * width
            for other in kept[-3:]
        )
        if not any(twice):
            kept.append(glyph)
    return kept


def _em(line: Sequence[Glyph]) -> float:
    """The width of a Chinese character in the line."""
    wide = [g.right - g.left for g in line if east_asian_width(g.char[0]) in "WF"]
    return median(wide) if wide else 0.75 * median(g.height for g in line)


def _pieces(line: Sequence[Glyph]) -> list[PrintedLine]:
    """The line as text, in several pieces where gaps between them are as wide as those between columns."""
    em = max(_em(line), 0.01)
    if _is_spread(line, em):
        return [replace(_printed(line, em), text="".join(g.char for g in line))]
    found: list[PrintedLine] = []
    current: list[Glyph] = []
    hung: list[int] = []
    for glyph in line:
        if current and glyph.left - current[-1].right > _COLUMN_GAP * em:
            found.append(_with_seams(current, em, hung))
            current, hung = [], []
        elif current and current[-1].char in _HANGING and glyph.left - current[-1].left > _COLUMN_GAP * em:
            hung.append(len(current))
        current.append(glyph)
    return [*found, _with_seams(current, em, hung)]


def _with_seams(glyphs: Sequence[Glyph], em: float, hung: Sequence[int]) -> PrintedLine:
    """The line of these glyphs, which may be two at each of the indices in ``hung``."""
    seams = [
        Seam(
            glyphs[at - 1].left,
            glyphs[at].left,
            _printed(glyphs[:at], em),
            _with_seams(glyphs[at:], em, [later - at for later in hung if later > at]),
        )
        for at in hung[:_MOST_SEAMS]
    ]
    return replace(_printed(glyphs, em), seams=tuple(seams))


def _is_spread(line: Sequence[Glyph], em: float) -> bool:
    """Characters set apart evenly to fill the width: a name at the head of a page, a line broken by hand."""
    gaps = [after.left - before.right for before, after in pairwise(line)]
    return len(gaps) >= 2 and min(gaps) > _SPREAD * em and max(gaps) <= _EVEN * min(gaps)


def _printed(glyphs: Sequence[Glyph], em: float) -> PrintedLine:
    parts = [glyphs[0].char]
    for before, glyph in pairwise(glyphs):
        parts.append(_spaces(before.char, glyph.char, (glyph.left - before.right) / em) + glyph.char)
    return PrintedLine(
        "".join(parts),
        glyphs[0].left,
        max(g.right for g in glyphs),
        median(g.base for g in glyphs),
        em,
        all(g.bold for g in glyphs),
    )


def _spaces(before: str, after: str, gap: float) -> str:
    """The white space that a gap of so many ems stands for."""
    wide = "WF"
    latin = east_asian_width(before[-1]) not in wide and east_asian_width(after[0]) not in wide
    if gap <= (_LATIN_SPACE if latin else _WIDE_SPACE):
        return ""
    return " " * max(1, min(_MOST_SPACES, round(2 * gap)))


def _columns(pieces: Sequence[PrintedLine]) -> list[Column]:
    """Pieces in reading order: down the left column, then down the right one, between what runs over both."""
    if not pieces:
        return []
    gutter = _gutter(pieces)
    if gutter is None:
        return _one_column(pieces)
    found: list[Column] = []
    over: list[PrintedLine] = []
    middle = (min(p.left for p in pieces) + max(p.bare_right for p in pieces)) / 2
    for band in _bands(_parted(pieces, gutter), gutter):
        while band and _is_centred(band[0], middle):
            over.append(band.pop(0))
        left = [p for p in band if p.bare_right <= gutter]
        right = [p for p in band if p.left >= gutter]
        if len(left) + len(right) < len(band) or not (_is_text(left) and _is_text(right)):
            over += band
            continue
        sides = [*_columns(left), *_columns(right)]
        found += [*_one_column(over), *(replace(side, beside=True) for side in sides)]
        over = []
    return [*found, *_one_column(over)]


def _is_centred(piece: PrintedLine, middle: float) -> bool:
    """A line that stands in the middle of the page is over all columns, even where it crosses no gutter."""
    return abs((piece.left + piece.bare_right) / 2 - middle) <= _MIDDLE * piece.em


def _parted(pieces: Sequence[PrintedLine], gutter: float) -> Iterator[PrintedLine]:
    """The pieces, those that have a seam at the gutter as two."""
    for piece in pieces:
        seam = next((s for s in piece.seams if s.left <= gutter <= s.right), None)
        yield from (piece,) if seam is None else (seam.before, seam.behind)


def _bands(pieces: Iterable[PrintedLine], gutter: float) -> list[list[PrintedLine]]:
    """The page in bands, from top to bottom: pieces that run over the gutter, and what stands between."""
    found: list[list[PrintedLine]] = []
    before: bool | None = None
    for piece in sorted(pieces, key=lambda p: p.base):
        crosses = piece.left < gutter < piece.bare_right
        if crosses is before:
            found[-1].append(piece)
        else:
            found.append([piece])
        before = crosses
    return found


def _one_column(pieces: Sequence[PrintedLine]) -> list[Column]:
    """Pieces that are no columns, as lines over the whole width."""
    lines = _joined(pieces)
    if not lines:
        return []
    left = _margin([line.left for line in lines], lines[0].em)
    right = -_margin([-line.bare_right for line in lines], lines[0].em)
    return [Column(tuple(lines), left, right)]


def _margin(places: Sequence[float], em: float) -> float:
    """The smallest place at which, or a little behind it, more than a few lines begin.

    A title or a table may reach out over the margin of the text.
    """
    ordered = sorted(places)
    needed = max(2, round(_ALIGNED * len(ordered)))
    for index, place in enumerate(ordered):
        if bisect_right(ordered, place + em / 2) - index >= needed:
            return place
    return ordered[0]


def _gutter(pieces: Sequence[PrintedLine]) -> float | None:
    """Where a page of two columns is parted: text runs on both sides of it, and few lines over it."""
    em = median(p.em for p in pieces)
    best: tuple[int, float] | None = None
    lefts, rights = sorted(p.left for p in pieces), sorted(p.bare_right for p in pieces)
    for edge in sorted({round(right, 1) for right in rights}):
        middle = edge + em / 2
        before, after = bisect_right(rights, middle), len(lefts) - bisect_left(lefts, middle)
        if min(before, after) < _FEWEST_LINES or before + after < _BESIDE * len(pieces):
            continue
        left = [p for p in pieces if p.bare_right <= middle]
        right = [p for p in pieces if p.left >= middle]
        if not (_is_column(left) and _is_column(right)):
            continue
        # Side by side, not one above the other.
        if min(p.base for p in right) > max(p.base for p in left):
            continue
        if min(p.base for p in left) > max(p.base for p in right):
            continue
        if best is None or len(left) + len(right) > best[0]:
            best = len(left) + len(right), middle
    return best[1] if best else None


def _is_column(pieces: Sequence[PrintedLine]) -> bool:
    """Enough running text to be one side of a page."""
    return len(pieces) >= _FEWEST_LINES and _is_text(pieces)


def _is_text(pieces: Sequence[PrintedLine]) -> bool:
    """Running text, in contrast to the short cells of a table."""
    return bool(pieces) and median(len(p.text) for p in pieces) >= _SHORTEST


def _joined(pieces: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Pieces of one height as one line again: they were no columns."""
    found: list[PrintedLine] = []
    for piece in sorted(pieces, key=lambda p: p.base):
        last = found[-1] if found else None
        if last is not None and abs(piece.base - last.base) <= _SAME_LINE * piece.em:
            first, second = (last, piece) if last.left <= piece.left else (piece, last)
            gap = (second.left - first.right) / max(last.em, 0.01)
            found[-1] = PrintedLine(
                first.text + (_spaces(first.text, second.text, gap) or " ") + second.text,
                first.left,
                max(first.right, second.right),
                last.base,
                max(first.em, second.em),
                first.bold and second.bold,
                cells=(*(first.cells or (first,)), *(second.cells or (second,))),
            )
        else:
            found.append(piece)
    return found
