"""Paragraphs and rows of tables into lines: what the readers of all documents have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from unionsearch.bulletin.readers.failures import too_much
from unionsearch.bulletin.readers.source import Mark, Properties, Source, Style, document

#: A bulletin of a hundred pages has a hundred thousand characters. Bombs have more than this.
MOST_CHARACTERS = 10_000_000

#: Characters that no reader of text wants: controls but for tab and line end. Word's own are among them.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
#: A row is one line while its cells hold no more than this; beyond, the table is there for the layout.
_CELL_PARAGRAPHS = 3
_CELL_CHARACTERS = 200


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its text, in which a newline is a line broken by hand, and how it is set."""

    text: str
    style: Style | None = None
    page: int | None = None


@dataclass(slots=True)
class Builder:
    """Collects paragraphs and makes the source of them. Raises BulletinError when there are too many."""

    file: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    _length: int = 0

    def add(self, text: str, style: Style | None = None, page: int | None = None) -> None:
        """One paragraph."""
        self.extend((Paragraph(text, style, page),))

    def extend(self, paragraphs: Iterable[Paragraph]) -> None:
        """Several paragraphs."""
        for paragraph in paragraphs:
            self._length += len(paragraph.text) + 1
            if self._length > MOST_CHARACTERS:
                raise too_much(self.file, f"{MOST_CHARACTERS:,} characters")
            self.paragraphs.append(paragraph)

    def source(
        self, format: str, *, encoding: str | None = None, properties: Properties | None = None
    ) -> Source:
        """Everything collected, as lines."""
        lines: list[tuple[str, Mark]] = []
        for number, paragraph in enumerate(self.paragraphs, 1):
            mark = Mark(paragraph.page, number, paragraph.style)
            lines += [(line, mark) for line in clean(paragraph.text).split("\n")]
        return document(lines, format, encoding=encoding, properties=properties)


def clean(text: str) -> str:
    """Text without control characters and lone surrogates, with ``\\n`` for every line end."""
    text = _LINE_ENDS.sub("\n", text)
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _CONTROLS.sub("", text)


def row(cells: Sequence[Sequence[Paragraph]]) -> list[Paragraph]:
    """A row of a table as paragraphs.

    Usually it is one line with its cells separated by tabs. A row with one cell, or with long texts in its
    cells, was made to place text on the page: its paragraphs stay what they are, cell after cell.
    """
    filled = [[p for p in cell if p.text.strip()] for cell in cells]
    used = [cell for cell in filled if cell]
    if not used:
        return []
    if len(cells) == 1 or any(_is_layout(cell) for cell in used):
        return [paragraph for cell in used for paragraph in cell]
    texts = [" ".join(p.text.replace("\n", " ").replace("\t", " ").strip() for p in cell) for cell in filled]
    styles = [p.style or Style() for cell in used for p in cell]
    return [
        Paragraph(
            "\t".join(texts).strip(),
            Style(bold=all(s.bold for s in styles), cell=True),
            used[0][0].page,
        )
    ]


def _is_layout(cell: Sequence[Paragraph]) -> bool:
    """Whether a cell holds running text."""
    return len(cell) > _CELL_PARAGRAPHS or sum(len(p.text) for p in cell) > _CELL_CHARACTERS
