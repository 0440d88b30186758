"""Where a Word 97 document keeps its text: the header (FIB) and the piece table."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from unionsearch.bulletin.encoding import familiarity
from unionsearch.bulletin.readers.build import MOST_CHARACTERS
from unionsearch.bulletin.readers.failures import damaged, too_much, unknown

#: Places in the header where offset and length of a part of the table stream stand.
_PARTS = {
    "styles": 1,
    "footnote_references": 2,
    "footnote_texts": 3,
    "characters": 12,
    "paragraphs": 13,
    "pieces": 33,
    "shapes": 40,
    "endnote_references": 46,
    "endnote_texts": 47,
    "boxes": 56,
    "lists": 73,
    "list_uses": 74,
}
_FIRST_PART = 0x9A
_MAGIC = 0xA5EC
_OLD = (0xA5DB, 0xA5DC, 0xA697, 0xA698, 0xA699)  # Word 2 to 95, and the Chinese and Japanese ones of Word 6
_HEADER = _FIRST_PART + 8 * 75


class Fib:
    """The header of the stream ``WordDocument``. Raises BulletinError when it is none.

    ``footnotes``, ``endnotes`` and ``boxes`` are where these begin among all characters of the
    document; ``main_length`` is how many belong to the text proper.
    """

    def __init__(self, main: bytes, file: str) -> None:
        if len(main) < 0x20:
            raise damaged(file)
        magic, version = struct.unpack_from("<HH", main)
        flags = struct.unpack_from("<H", main, 0x0A)[0]
        if magic not in (_MAGIC, *_OLD):
            raise unknown(file)
        self.old = magic in _OLD or version < 0x6A
        self.encrypted = bool(flags & 0x0100)
        self.table = "1Table" if flags & 0x0200 else "0Table"
        if len(main) < _HEADER and not (self.old or self.encrypted):
            raise damaged(file)
        self._main = main
        lengths = struct.unpack_from("<8i", main.ljust(0x6C, b"\0"), 0x4C)
        if any(length < 0 for length in lengths) and not (self.old or self.encrypted):
            raise damaged(file)
        text, footnotes, headers, macros, remarks, endnotes, _, _ = lengths
        self.main_length = text
        self.footnotes = text
        self.endnotes = text + footnotes + headers + macros + remarks
        self.boxes = self.endnotes + endnotes

    def part(self, table: bytes, name: str) -> bytes:
        """A part of the table stream; empty where there is none."""
        start, length = struct.unpack_from("<II", self._main, _FIRST_PART + 8 * _PARTS[name])
        return table[start : start + length] if length else b""


def plc(data: bytes, size: int) -> tuple[list[int], list[bytes]]:
    """A list as Word keeps it: n+1 places, rising, then n entries of ``size`` bytes each."""
    count = max(0, (len(data) - 4) // (4 + size))
    if not count:
        return [], []
    places = list(struct.unpack_from(f"<{count + 1}I", data))
    start = 4 * (count + 1)
    return places, [data[start + size * i : start + size * (i + 1)] for i in range(count)]


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``[start, end)`` of the document, kept at byte ``offset``, ``width`` bytes each."""

    start: int
    end: int
    offset: int
    width: int


class Pieces:
    """All characters of a document in order, and where each is kept."""

    def __init__(self, main: bytes, table: bytes, fib: Fib, file: str) -> None:
        places, entries = plc(_piece_table(fib.part(table, "pieces")), 8)
        if not entries:
            raise damaged(file)
        self.pieces: list[Piece] = []
        parts: list[str] = []
        length = 0
        for start, end, entry in zip(places, places[1:], entries, strict=False):
            if start != length or end < start:
                raise damaged(file)
            if end > MOST_CHARACTERS:
                raise too_much(file, f"{MOST_CHARACTERS:,} characters")
            where = struct.unpack_from("<I", entry, 2)[0]
            narrow = bool(where & 0x40000000)
            offset = (where & 0x3FFFFFFF) // 2 if narrow else where & 0x3FFFFFFF
            piece = Piece(start, end, offset, 1 if narrow else 2)
            kept = main[offset : offset + (end - start) * piece.width]
            if len(kept) < (end - start) * piece.width:
                raise damaged(file)
            parts.append(_narrow(kept) if narrow else kept.decode("utf-16-le", "surrogatepass"))
            # A pair of surrogates is one character here and two there.
            if len(parts[-1]) != end - start:
                parts[-1] = "".join(map(chr, struct.unpack(f"<{end - start}H", kept)))
            self.pieces.append(piece)
            length = end
        self.text = "".join(parts)

    def runs(self, bounds: list[int], end: int) -> Iterator[tuple[int, int, int]]:
        """Byte ranges as ranges of characters: triples of first, last and the index in ``bounds``.

        ``bounds`` are where ranges begin, rising; the last of them ends at ``end``.
        """
        for piece in self.pieces:
            first, last = piece.offset, piece.offset + (piece.end - piece.start) * piece.width
            index = max(0, bisect_right(bounds, first) - 1)
            while index < len(bounds) and bounds[index] < last:
                stop = bounds[index + 1] if index + 1 < len(bounds) else end
                low, high = max(first, bounds[index]), min(last, stop)
                if low < high:
                    begin = piece.start + (low - first) // piece.width
                    yield begin, piece.start + -(-(high - first) // piece.width), index
                index += 1


def _piece_table(data: bytes) -> bytes:
    """The list of pieces, after properties that fast saving put before it."""
    at = 0
    while at + 3 <= len(data) and data[at] == 1:
        at += 3 + struct.unpack_from("<H", data, at + 1)[0]
    if at + 5 > len(data) or data[at] != 2:
        return b""
    return data[at + 5 : at + 5 + struct.unpack_from("<I", data, at + 1)[0]]


def _narrow(kept: bytes) -> str:
    """A piece of one byte a character: Latin text by the format's rules.

    Programs that did not know these rules wrote Chinese in such pieces, two bytes a character. That is
    Chinese when read as such; the second byte's place then holds a character that is no text.
    """
    if any(byte >= 0x80 for byte in kept):
        try:
            chinese = kept.decode("gbk")
        except UnicodeDecodeError:
            chinese = ""
        if familiarity(chinese) > 0.5:
            return "".join(c if c < "\x80" else c + "\0" for c in chinese)
    # Five bytes that Windows leaves open stand for themselves.
    return "".join(map(_WINDOWS.__getitem__, kept))


_WINDOWS = [bytes([i]).decode("cp1252", "ignore") or chr(i) for i in range(256)]
