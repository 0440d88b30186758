"""How the characters and paragraphs of a Word 97 document are set, from its formatting pages (FKP)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from unionsearch.bulletin.readers.doc_pieces import Fib, Pieces, plc
from unionsearch.bulletin.readers.doc_styles import Styles
from unionsearch.bulletin.readers.outline import symbols

_PAGE = 512
# Single property modifiers, by Word's names.
_BOLD, _HIDDEN, _DELETED, _SYMBOL, _STYLE = 0x0835, 0x083C, 0x0800, 0x6A09, 0x4A30
#: Values of a switch, in :attr:`Looks.bold` as well: as the style has it, and the other way round.
_AS_STYLE, _NOT_AS_STYLE = 0x80, 0x81
_ALIGN_OLD, _ALIGN, _OUTLINE = 0x2403, 0x2461, 0x2640
_IN_TABLE, _ROW_END = 0x2416, 0x2417
_LIST_DEPTH, _LIST = 0x260A, 0x460B
_TABLE_DEFINITION = 0xD608
#: Bytes of an operand, by the highest three bits of its modifier; None: the first byte says.
_SIZES = (1, 1, 2, 4, 2, 2, None, 3)


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph is set. ``list_id`` counts the document's uses of lists from 1; 0 is none."""

    heading: int | None = None
    centred: bool = False
    in_table: bool = False
    row_end: bool = False
    list_id: int = 0
    list_depth: int = 0
    bold: bool = False  # characters that say nothing of it are


_PLAIN = ParagraphLook()


@dataclass(slots=True)
class Looks:
    """``shown`` has a 1 for each character that is neither hidden nor deleted.

    ``bold`` has for each character 1, 0, or what it is in relation to the style of its paragraph.
    ``symbols`` has what those characters look like that stand for a sign of a symbol font.
    """

    shown: bytearray
    bold: bytearray
    symbols: dict[int, str] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _found: list[ParagraphLook] = field(default_factory=list)

    def paragraph(self, at: int) -> ParagraphLook:
        """How the paragraph is set that ends with character ``at``."""
        index = bisect_right(self._starts, at) - 1
        return self._found[index] if index >= 0 else _PLAIN

    def add(self, start: int, look: ParagraphLook) -> None:
        """From character ``start`` on."""
        self._starts.append(start)
        self._found.append(look)

    def all_bold(self, first: int, last: int, text: str) -> bool:
        """Whether all that can be seen of characters ``[first, last)`` is bold."""
        seen = [at for at in range(first, last) if self.shown[at] and text[at] > " " and text[at] != "\u3000"]
        style = self.paragraph(last - 1).bold
        bold = {1, _AS_STYLE if style else _NOT_AS_STYLE}
        return bool(seen) and all(self.bold[at] in bold for at in seen)


def find_looks(main: bytes, table: bytes, fib: Fib, pieces: Pieces) -> Looks:
    """Read all formatting pages. What is damaged there is left out: the text is worth more than its looks."""
    size = len(pieces.text)
    looks = Looks(bytearray(b"\1" * size), bytearray([_AS_STYLE]) * size)
    styles = Styles(table, fib, _modifiers)
    bounds, end, properties = _pages(main, fib.part(table, "characters"), _character_properties)
    for first, last, index in pieces.runs(bounds, end):
        for code, operand in _modifiers(properties[index]):
            value = operand[0] if operand else 0
            if code == _STYLE:
                value = (
                    styles.of(int.from_bytes(operand[:2], "little")).characters.get(_BOLD, _AS_STYLE) & 0xFF
                )
            if code in (_BOLD, _STYLE):
                looks.bold[first:last] = bytes([value]) * (last - first)
            elif code in (_HIDDEN, _DELETED) and value in (1, _NOT_AS_STYLE):
                looks.shown[first:last] = bytes(last - first)
            elif code == _SYMBOL and len(operand) == 4:
                sign = symbols(chr(0xF000 | operand[2]))
                looks.symbols.update(dict.fromkeys(range(first, last), sign))
    bounds, end, properties = _pages(main, fib.part(table, "paragraphs"), _paragraph_properties)
    for first, _, index in pieces.runs(bounds, end):
        looks.add(first, _paragraph_look(properties[index], styles))
    return looks


def _pages(
    main: bytes, data: bytes, inside: Callable[[bytes, int, int], bytes]
) -> tuple[list[int], int, list[bytes]]:
    """All entries of the formatting pages: where each begins, where the last ends, and its properties.

    ``inside`` takes from a page the properties of one of its entries, given their count and its index.
    """
    _, numbers = plc(data, 4)
    entries: list[tuple[int, int, bytes]] = []
    for number in numbers:
        at = (struct.unpack("<I", number)[0] & 0x3FFFFF) * _PAGE
        page = main[at : at + _PAGE]
        if len(page) == _PAGE:
            count = page[-1]
            if 4 * (count + 1) < _PAGE:
                places = struct.unpack_from(f"<{count + 1}I", page)
                entries += [(places[i], places[i + 1], inside(page, count, i)) for i in range(count)]
    entries.sort(key=lambda entry: entry[0])
    return [e[0] for e in entries], max((e[1] for e in entries), default=0), [e[2] for e in entries]


def _character_properties(page: bytes, count: int, index: int) -> bytes:
    where = 4 * (count + 1) + index
    at = page[where] * 2 if where < _PAGE else 0
    return page[at + 1 : at + 1 + page[at]] if at else b""


def _paragraph_properties(page: bytes, count: int, index: int) -> bytes:
    """With the number of the style in the first two bytes."""
    where = 4 * (count + 1) + 13 * index
    at = page[where] * 2 if where < _PAGE else 0
    if not at or at + 1 >= _PAGE:
        return b""
    length = page[at] * 2 - 1 if page[at] else page[at + 1] * 2
    start = at + 1 if page[at] else at + 2
    return page[start : start + length]


def _paragraph_look(properties: bytes, styles: Styles) -> ParagraphLook:
    if len(properties) < 2:
        return _PLAIN
    style = struct.unpack_from("<H", properties)[0]
    # Styles 1 to 9 are the headings of these levels in every document.
    said: dict[int, int] = {
        code: int.from_bytes(operand[:2], "little") for code, operand in _modifiers(properties[2:])
    }
    named = styles.of(style)
    usual = named.paragraph
    outline = said.get(_OUTLINE, usual.get(_OUTLINE, 9)) & 0xFF
    heading = outline + 1 if outline < 9 else style if 1 <= style <= 9 else None
    return ParagraphLook(
        heading=heading,
        centred=_alignment(said, _alignment(usual, 0)) == 1,
        in_table=bool(said.get(_IN_TABLE)),
        row_end=bool(said.get(_ROW_END)),
        list_id=said.get(_LIST, usual.get(_LIST, 0)),
        list_depth=said.get(_LIST_DEPTH, usual.get(_LIST_DEPTH, 0)) & 0xFF,
        bold=named.characters.get(_BOLD, 0) & 0xFF == 1,
    )


def _alignment(said: Mapping[int, int], default: int) -> int:
    return said.get(_ALIGN, said.get(_ALIGN_OLD, default)) & 0xFF


def _modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Pairs of modifier and operand."""
    at = 0
    while at + 2 < len(data):
        code = struct.unpack_from("<H", data, at)[0]
        at += 2
        size = _SIZES[code >> 13]
        if code == _TABLE_DEFINITION:
            size = struct.unpack_from("<H", data.ljust(at + 2, b"\0"), at)[0] + 1
        elif size is None:
            size = data[at] + 1
        yield code, data[at : at + size]
        at += size
