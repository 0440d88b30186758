"""Word documents of 1997 to 2003 (.doc), and those of WPS (.wps), which are the same inside.

Read by [MS-DOC] from the piece table, so that every character comes out as Word shows it: those of Latin
pieces, of Unicode pieces, and of fast-saved files. Macros and embedded objects are never looked at.
Deleted and hidden text and page headers are left out; a footnote follows its paragraph, a text box
stands before the paragraph that it is anchored to.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import compress

from unionsearch.bulletin.readers.build import Builder, Paragraph, clean, row
from unionsearch.bulletin.readers.doc_format import Looks, find_looks
from unionsearch.bulletin.readers.doc_lists import Lists
from unionsearch.bulletin.readers.doc_pieces import Fib, Pieces, plc
from unionsearch.bulletin.readers.failures import (
    damaged,
    encrypted,
    library_missing,
    old_word,
    something_else,
    unknown,
)
from unionsearch.bulletin.readers.outline import Counters
from unionsearch.bulletin.readers.source import Properties, Source, Style
from unionsearch.errors import BulletinError

_MOST_STREAM = 200 * 1024 * 1024
_PARAGRAPH_ENDS = "\r\x07\x0c"


def read(data: bytes, file: str) -> Source:
    """The text of a .doc. Raises BulletinError."""
    try:
        import olefile
    except ImportError:
        raise library_missing(file, "olefile") from None
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            streams = {"/".join(path).lower() for path in ole.listdir()}
            if "encryptedpackage" in streams:
                raise encrypted(file)
            if "worddocument" not in streams:
                raise _not_word(file, streams)
            main = _stream(ole, "WordDocument")
            fib = Fib(main, file)
            table = _stream(ole, fib.table) if fib.table.lower() in streams else b""
            properties = _properties(ole)
    except (OSError, IndexError, ValueError, TypeError, AttributeError, RecursionError):
        # What olefile meets in a damaged file; its own error is an OSError.
        raise damaged(file) from None
    builder = Builder(file)
    builder.extend(_Document(main, table, fib, file).paragraphs())
    return builder.source("doc", properties=properties)


def _not_word(file: str, streams: set[str]) -> BulletinError:
    """What a compound file without a Word document is."""
    if streams & {"workbook", "book"}:
        return something_else(file, "电子表格", "a spreadsheet")
    if "powerpoint document" in streams:
        return something_else(file, "演示文稿", "a presentation")
    if any(name.startswith("__substg1.0") for name in streams):
        return something_else(file, "电子邮件", "an e-mail")
    if "contents" in streams:
        return something_else(file, "微软 Works 文档", "a document of Microsoft Works")
    return unknown(file)


def _stream(ole: object, name: str) -> bytes:
    """A stream's bytes, as many as may be."""
    data: bytes = ole.openstream(name).read(_MOST_STREAM)  # type: ignore[attr-defined]
    return data


def _properties(ole: object) -> Properties:
    """Title and day of the document; damage there is no reason not to read it."""
    try:
        said = ole.get_metadata()  # type: ignore[attr-defined]
        title, page, created = said.title, said.codepage, said.create_time
        if isinstance(title, bytes):
            encoding = "utf-8" if page in (65001, -535) else "gb18030"
            title = title.decode(encoding, "replace")
        title = clean(title).strip() if isinstance(title, str) else None
    except Exception:  # olefile checks little of what it finds here
        return Properties()
    return Properties(title or None, _day(created))


def _day(created: object) -> date | None:
    # Programs that do not know the day write the beginning of their era.
    return created.date() if isinstance(created, datetime) and created.year > 1980 else None


@dataclass(frozen=True, slots=True)
class _Inset:
    """Text ``[start, end)`` of another part of the document, shown at character ``anchor`` of the text."""

    anchor: int
    start: int
    end: int
    before: bool


class _Document:
    """A document's parts put together."""

    def __init__(self, main: bytes, table: bytes, fib: Fib, file: str) -> None:
        if fib.old:
            raise old_word(file)
        if fib.encrypted:
            raise encrypted(file)
        pieces = Pieces(main, table, fib, file)
        self._fib = fib
        self._table = table
        self._text = pieces.text
        self._looks: Looks = find_looks(main, table, fib, pieces)
        self._lists = Lists(table, fib)
        self._counters = Counters()
        self._shown = self._looks.shown
        if self._looks.symbols:
            self._text = "".join(self._looks.symbols.get(at, c) for at, c in enumerate(self._text))
        _hide_instructions(self._text, self._shown)
        self._insets = sorted(self._find_insets(), key=lambda inset: inset.anchor)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The whole document."""
        yield from self._part(0, min(self._fib.main_length, len(self._text)), self._insets)

    def _part(self, start: int, stop: int, insets: list[_Inset]) -> Iterator[Paragraph]:
        """The paragraphs of characters ``[start, stop)``; rows of tables put together."""
        waiting = iter(insets)
        inset = next(waiting, None)
        cells: list[list[Paragraph]] = []
        cell: list[Paragraph] = []
        for first, last in self._ranges(start, stop):
            before: list[Paragraph] = []
            after: list[Paragraph] = []
            while inset is not None and inset.anchor < last:
                found = self._part(inset.start, inset.end, [])
                (before if inset.before else after).extend(p for p in found if p.text.strip())
                inset = next(waiting, None)
            look = self._looks.paragraph(last - 1)
            end = self._text[last - 1]
            if look.row_end:
                yield from row([*cells, cell] if cell else cells)
                cells, cell = [], []
                continue
            shown = [*before, self._paragraph(first, last), *after]
            if look.in_table or end == "\x07":
                cell += shown
                if end == "\x07":
                    cells.append(cell)
                    cell = []
                continue
            if cells or cell:  # a table whose last row has no end
                yield from row([*cells, cell])
                cells, cell = [], []
            yield from shown
        yield from row([*cells, cell])

    def _ranges(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """Where each paragraph begins and ends, its end mark included."""
        first = start
        for at in range(start, stop):
            # Where the end of a paragraph was deleted or is hidden, the next one goes on with it.
            if self._text[at] in _PARAGRAPH_ENDS and (self._shown[at] or self._text[at] != "\r"):
                yield first, at + 1
                first = at + 1
        if first < stop:
            yield first, stop

    def _paragraph(self, first: int, last: int) -> Paragraph:
        text = "".join(compress(self._text[first:last], self._shown[first:last]))
        text = text.rstrip(_PARAGRAPH_ENDS).replace("\x0b", "\n").replace("\x0e", "\n").replace("\x1e", "-")
        look = self._looks.paragraph(last - 1)
        if text.strip():
            depth = look.list_depth
            text = self._counters.next(str(look.list_id), depth, self._lists.levels(look.list_id)) + text
        bold = self._looks.all_bold(first, last, self._text)
        return Paragraph(text, Style(look.heading, look.centred, bold))

    def _find_insets(self) -> Iterator[_Inset]:
        """Footnotes, endnotes and text boxes, each with the place where it is shown."""
        fib, size = self._fib, len(self._text)
        for references, texts, base in (
            ("footnote_references", "footnote_texts", fib.footnotes),
            ("endnote_references", "endnote_texts", fib.endnotes),
        ):
            anchors, _ = plc(fib.part(self._table, references), 2)
            bounds, _ = plc(fib.part(self._table, texts), 0)
            for anchor, start, end in zip(anchors[:-1], bounds, bounds[1:], strict=False):
                if start < end and base + end <= size:
                    yield _Inset(anchor, base + start, base + end, False)
        anchors, shapes = plc(fib.part(self._table, "shapes"), 26)
        places = {shape[:4]: anchor for shape, anchor in zip(shapes, anchors, strict=False)}
        bounds, boxes = plc(fib.part(self._table, "boxes"), 22)
        for box, start, end in zip(boxes, bounds, bounds[1:], strict=False):
            start, end = fib.boxes + start, fib.boxes + end
            if start < end <= size and self._text[start:end].strip():
                # A box of a group is anchored with its group, which is not looked for.
                yield _Inset(places.get(box[14:18], fib.main_length - 1), start, end, True)


def _hide_instructions(text: str, shown: bytearray) -> None:
    """What a field (a page number, a link) is computed from is hidden, up to its result if it has one."""
    hidden_from: list[int | None] = []
    for at, c in enumerate(text):
        if c == "\x13":
            hidden_from.append(at)
        elif c == "\x14" and hidden_from:
            start = hidden_from[-1]
            if start is not None:
                shown[start : at + 1] = bytes(at + 1 - start)
                hidden_from[-1] = None
        elif c == "\x15" and hidden_from:
            start = hidden_from.pop()
            if start is not None:
                shown[start : at + 1] = bytes(at + 1 - start)
