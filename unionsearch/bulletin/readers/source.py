"""What every reader hands on: the text of a file as lines, and what the format knows of each line.

A reader makes one line of the text from each paragraph, from each line that was broken by hand within
one, and from each row of a table (its cells separated by tabs). An empty paragraph is a blank line. So
a document's text looks like that of a text file whose paragraphs are not wrapped, and the parser needs
no second way of reading. What only the format knows stands beside the text, line for line, in marks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

#: Part of every kept text's key: raise it when a reader reads the same bytes differently.
READER_VERSION = 2


class Style(NamedTuple):
    """How a line is set. ``heading`` is a heading's level from 1, or None; ``bold`` means all of it."""

    heading: int | None = None
    centred: bool = False
    bold: bool = False
    cell: bool = False


class Mark(NamedTuple):
    """What the format knows of one line of the text.

    ``page`` counts the pages of the file from 1, ``paragraph`` its paragraphs (rows count as such) from
    1; lines of one paragraph have the same. Each is None where the format does not tell.
    """

    page: int | None = None
    paragraph: int | None = None
    style: Style | None = None


NO_MARK = Mark()


@dataclass(frozen=True, slots=True)
class Properties:
    """A document's properties as its author's program wrote them; None where they are not stated.

    ``created`` is the day on which the document was made. Templates and copies keep old titles and
    days, so that nothing is to be trusted less than these.
    """

    title: str | None = None
    created: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text and what is known of its lines.

    ``encoding`` is None for formats that have none of their own to tell. ``marks`` has one entry for
    each line of the text (of documents only ``\\n`` ends a line), or none at all for plain text.
    ``format`` is the format that was found in the bytes, whatever the suffix says, as a suffix
    without the dot.
    """

    text: str
    encoding: str | None = None
    marks: tuple[Mark, ...] = ()
    format: str = "txt"
    properties: Properties = field(default_factory=Properties)

    def mark(self, line: int) -> Mark:
        """What is known of a line, counted from 1."""
        return self.marks[line - 1] if 0 < line <= len(self.marks) else NO_MARK

    def to_bytes(self) -> bytes:
        """Everything as JSON in UTF-8, for a file or a pipe."""
        made = self.properties.created
        kept = {
            "text": self.text,
            "encoding": self.encoding,
            "marks": [
                [mark.page, mark.paragraph, *([mark.style] if mark.style else [])] for mark in self.marks
            ],
            "format": self.format,
            "title": self.properties.title,
            "created": made.isoformat() if made else None,
        }
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    @classmethod
    def from_bytes(cls, data: bytes) -> Source:
        """What :meth:`to_bytes` made. Raises ValueError for anything else."""
        try:
            kept = json.loads(data)
            made = kept["created"]
            return cls(
                text=kept["text"],
                encoding=kept["encoding"],
                marks=tuple(
                    Mark(page, paragraph, Style(*style[0]) if style else None)
                    for page, paragraph, *style in kept["marks"]
                ),
                format=kept["format"],
                properties=Properties(kept["title"], date.fromisoformat(made) if made else None),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a kept source: {error}") from None


def document(
    lines: Iterable[tuple[str, Mark]],
    format: str,
    *,
    encoding: str | None = None,
    properties: Properties | None = None,
) -> Source:
    """The source made of these lines. None of them may hold a line end."""
    texts: list[str] = []
    marks: list[Mark] = []
    for text, mark in lines:
        texts.append(text)
        marks.append(mark)
    return Source("\n".join(texts), encoding, tuple(marks), format, properties or Properties())
