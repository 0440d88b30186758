"""An article while it is put together from pieces of blocks, and what it becomes."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from unionsearch.bulletin.block import Block, join
from unionsearch.bulletin.heading import levels
from unionsearch.bulletin.markdown import syntax
from unionsearch.bulletin.reading import Region, RegionKind
from unionsearch.model import Article, Heading, Kind


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``[start, end)`` of a block's text."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """The piece's characters as rules read them."""
        return self.block.text[self.start : self.end]

    @property
    def printed(self) -> str:
        """The piece's characters as the file has them."""
        return self.block.printed[self.start : self.end]

    def trimmed(self) -> Piece:
        """The piece without white space at its ends."""
        text = self.text
        left = len(text) - len(text.lstrip())
        return Piece(self.block, self.start + left, self.start + left + len(text.strip()))

    def sources(self) -> Iterator[tuple[int, int]]:
        """The stretches of the source that the piece covers, one a printed line."""
        starts = self.block.starts
        for index, (offset, line) in enumerate(starts):
            stop = starts[index + 1][0] if index + 1 < len(starts) else len(self.block.text)
            first, last = max(self.start, offset), min(self.end, stop, offset + len(line.text))
            if first < last:
                yield line.start + first - offset, line.start + last - offset

    def line_starts(self) -> Iterator[tuple[int, int]]:
        """Pairs of offset in the piece and line number, for each printed line in it."""
        starts = self.block.starts
        for index, (offset, line) in enumerate(starts):
            stop = starts[index + 1][0] if index + 1 < len(starts) else len(self.block.text)
            if offset < self.end and stop > self.start:
                yield max(0, offset - self.start), line.number

    @property
    def line(self) -> int:
        """The line number of its first character."""
        return next((number for _, number in self.line_starts()), self.block.line.number)


def whole(block: Block) -> Piece:
    """All of a block."""
    return Piece(block, 0, len(block.text))


def rendered(block: Block, start: int, end: int) -> list[Piece]:
    """The pieces of a line of Markdown that are words: those of links, no stars, none of a picture."""
    text = block.text
    if not any(sign in text for sign in "]*_`><#\\"):
        return [Piece(block, start, end)]
    found: list[Piece] = []
    at = start
    for first, last in syntax(text):
        if last <= start or first >= end:
            continue
        if text[at:first].strip():
            found.append(Piece(block, at, first))
        at = max(at, last)
    if text[at:end].strip():
        found.append(Piece(block, at, end))
    return found


def _lines(pieces: Iterable[Piece]) -> list[str]:
    """The characters of each block's pieces together."""
    lines: list[str] = []
    above: Block | None = None
    for piece in pieces:
        if piece.block is above:
            lines[-1] += piece.printed
        else:
            lines.append(piece.printed)
        above = piece.block
    return lines


@dataclass(slots=True)
class Draft:
    """An article in the making. Regions are kept by the parser; these are the values' pieces."""

    number: int
    section: str | None
    kind: Kind = "article"
    title: list[Piece] = field(default_factory=list)
    byline: list[Piece] = field(default_factory=list)
    body: list[Piece] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)  # indices into body
    contributors: list[Piece] = field(default_factory=list)
    credited: list[Piece] = field(default_factory=list)  # who sent it in, as a line below the title says
    bullet: str | None = None
    title_style: str | None = None
    ended: bool = False  # a ruled line stands below it
    titled: bool = False  # its title stands on lines of its own
    markdown: bool = False  # stars and the targets of links are no words in it
    signed_above: bool = False  # its contributor stands between title and text
    serial: bool = False  # one of a series of articles that are marked alike

    @property
    def closed(self) -> bool:
        """A contributor has signed it, or a ruled line ends it."""
        return self.ended or (bool(self.contributors) and not self.signed_above)

    @property
    def left(self) -> bool:
        """What ended it stands between it and what follows, and who sent it in is known."""
        return self.ended and bool(self.contributors or self.credited)

    def words(self, piece: Piece) -> list[Piece]:
        """What of a paragraph is wording."""
        piece = Piece(piece.block, max(piece.start, piece.block.label), piece.end).trimmed()
        if piece.start >= piece.end:
            return []
        if not self.markdown:
            return [piece]
        parts = rendered(piece.block, piece.start, piece.end)
        if parts:
            parts[0] = Piece(piece.block, parts[0].trimmed().start, parts[0].end)
            parts[-1] = Piece(piece.block, parts[-1].start, parts[-1].trimmed().end)
        return parts

    def title_text(self) -> str:
        """The title's printed lines as one, a run of white space in a line as one space."""
        text = ""
        for line in _lines(self.title):
            printed = re.sub(r"\s+", " ", line.strip())
            text = join(text, printed) if text else printed
        return text

    def finish(self) -> Article:
        """The article, dates left out."""
        body: list[str] = []
        lines: list[tuple[int, int]] = []
        marks: list[tuple[str, int]] = []
        signs: list[int] = []
        length = 0
        for index, printed in enumerate(self.body):
            bare = ""
            for piece in self.words(printed):
                if not bare and body:
                    length += 1
                lines += [(length + len(bare) + offset, number) for offset, number in piece.line_starts()]
                bare += piece.printed
            if not bare:
                continue
            if index in self.headings:
                marks.append((bare, length))
                signs.append(printed.block.level)
            body.append(bare)
            length += len(bare)
        if self.markdown and all(signs):  # how many levels there are, whichever they are
            depth = [sorted(set(signs)).index(level) + 1 for level in signs]
        else:
            depth = levels(t for t, _ in marks)
        contributor = "、".join(p.printed.strip() for p in self.contributors or self.credited)
        return Article(
            number=self.number,
            title=self.title_text(),
            body="\n".join(body),
            section=self.section,
            byline="\n".join(line.strip() for line in _lines(self.byline)) or None,
            contributor=contributor or None,
            kind=self.kind,
            headings=tuple(Heading(d, t, at) for d, (t, at) in zip(depth, marks, strict=True)),
            lines=tuple(lines),
            line=self.title[0].line if self.title else 1,
        )


@dataclass(slots=True)
class Regions:
    """The account of every character, in order."""

    found: list[Region] = field(default_factory=list)

    def add(self, kind: RegionKind, pieces: Iterable[Piece], article: int | None = None) -> None:
        """Give the pieces' characters to ``kind``."""
        for piece in pieces:
            for source in piece.trimmed().sources():
                region = Region(kind, *source, article)
                if self.found and region.start < self.found[-1].start:
                    # A foreword is read after the contents list below it was taken off.
                    insort(self.found, region, key=lambda other: other.start)
                else:
                    self.found.append(region)

    def turn(self, piece: Piece, kind: RegionKind) -> None:
        """Give the characters of a piece that was added to another kind."""
        for start, end in piece.trimmed().sources():
            at = bisect_left(self.found, start, key=lambda region: region.start)
            if at < len(self.found) and self.found[at].end == end:
                self.found[at] = replace(self.found[at], kind=kind)

    def joined(self) -> tuple[Region, ...]:
        """The regions, of which neighbours of one kind and article are one."""
        joined: list[Region] = []
        for region in self.found:
            last = joined[-1] if joined else None
            if last and (last.kind, last.article) == (region.kind, region.article):
                joined[-1] = replace(last, end=region.end)
            else:
                joined.append(region)
        return tuple(joined)
