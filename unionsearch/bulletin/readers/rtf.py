"""Rich Text Format (.rtf), and the .doc files that are RTF inside.

Text is taken as Word shows it: pairs of GBK bytes (``\\'b9\\'a4``), Unicode characters with what stands
for them in old programs, raw bytes, the charset of each font. Pictures, objects, page headers, hidden and
deleted text are left out; a footnote follows its paragraph.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from unionsearch.bulletin.readers.build import Builder, Paragraph, clean, row
from unionsearch.bulletin.readers.failures import damaged
from unionsearch.bulletin.readers.source import Properties, Source, Style

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})?[ ]?"  # a control word with its number
    rb"|\\'([0-9a-fA-F]{2})"  # a byte
    rb"|\\([^a-zA-Z'])"  # a control symbol
    rb"|([{}])"
    rb"|([^\\{}\r\n]+)",
    re.DOTALL,
)
#: Groups whose text is not the document's.
_LEFT_OUT = frozenset(
    {
        *(
            "annotation",
            "atnid",
            "atnauthor",
            "colortbl",
            "comment",
            "filetbl",
            "fonttbl",
            "footer",
            "footerf",
        ),
        *("footerl", "footerr", "ftncn", "ftnsep", "ftnsepc", "generator", "header", "headerf", "headerl"),
        *("headerr", "mmathpr", "nonesttables", "objdata", "pict", "private", "rxe", "shprslt", "sn"),
        *("stylesheet", "sv", "tc", "tcn", "themedata", "xe", "xmlnstbl"),
    }
)
#: Optional groups (``\\*``) that hold text all the same: notes, text boxes, text said again in Unicode.
_TAKEN = frozenset({"footnote", "shpinst", "shptxt", "ud"})
_CHARSETS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 204: "cp1251"}
_CODE_PAGES = {936: "gb18030", 950: "cp950", 932: "cp932", 949: "cp949", 65001: "utf-8", 54936: "gb18030"}
_SIGNS = {
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "tab": "\t", "line": "\n", "lbr": "\n", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {b"~": " ", b"_": "-", b"\t": "\t"}
_DEEPEST = 2000


def read(data: bytes, file: str) -> Source:
    """The text of an RTF document. Raises BulletinError."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise damaged(file)
    document = _Document(file)
    document.run(data)
    builder = Builder(file)
    builder.extend(document.finished())
    return builder.source("rtf", encoding=document.encoding, properties=document.properties())


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits from the one around it."""

    skipped: bool = False
    destination: str = ""
    fallback: int = 1  # characters that stand for a Unicode one
    font: int | None = None
    bold: bool = False
    of_others: bool = False  # what is said now of characters is said of those written from right to left
    hidden: bool = False
    centred: bool = False
    heading: int | None = None
    in_table: bool = False
    doubled: bool = False  # the group says one text twice, the second time in Unicode
    muted: bool = False  # the first time


@dataclass(slots=True)
class _Place:
    """Where paragraphs go: the body, or a footnote or text box in the middle of a paragraph."""

    depth: int
    before: bool = False  # a text box stands before its paragraph
    paragraphs: list[Paragraph] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)
    cell: list[Paragraph] = field(default_factory=list)
    cells: list[list[Paragraph]] = field(default_factory=list)


class _Document:
    """Follows the tokens of a document."""

    def __init__(self, file: str) -> None:
        self.encoding: str | None = None
        self._file = file
        self._state = _State()
        self._stack: list[_State] = []
        self._places = [_Place(0)]
        self._raw = bytearray()  # bytes of characters that are not decoded yet
        self._skip = 0  # characters still to be passed over after a Unicode one
        self._code_page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._title: list[str] = []
        self._created: dict[str, int] = {}
        self._optional = False

    # -- result -------------------------------------------------------------------------------------

    def finished(self) -> list[Paragraph]:
        """All paragraphs."""
        self._decode()
        while len(self._places) > 1:
            self._close_inset()
        place = self._places[0]
        if place.parts:
            self._end_paragraph()
        if place.cell or place.cells:
            place.paragraphs += row([*place.cells, place.cell])
        return place.paragraphs

    def properties(self) -> Properties:
        """The document's title and the day on which it was made."""
        said = self._created
        try:
            created = date(said["yr"], said["mo"], said["dy"]) if said.get("yr", 0) > 1980 else None
        except (KeyError, ValueError):
            created = None
        return Properties(clean("".join(self._title)).strip() or None, created)

    # -- tokens -------------------------------------------------------------------------------------

    def run(self, data: bytes) -> None:
        """Read all of it."""
        at = 0
        while token := _TOKEN.search(data, at):
            at = token.end()
            word, number, byte, symbol, brace, text = token.groups()
            if text is not None:
                self._bytes(text)
            elif byte is not None:
                self._bytes(bytes([int(byte, 16)]))
            elif word is not None:
                name = word.decode("ascii")
                value = int(number) if number else None
                if name == "bin":
                    at += max(0, value or 0)
                else:
                    self._word(name, value)
            elif symbol is not None:
                self._symbol(symbol)
            elif brace == b"{":
                self._open()
            elif not self._close():
                return  # what follows the document's own group is none of its text
        raise damaged(self._file)  # it ends before its own group does

    def _open(self) -> None:
        self._decode()
        self._skip = 0
        if len(self._stack) >= _DEEPEST:
            raise damaged(self._file)
        self._stack.append(self._state)
        if self._state.doubled:
            self._state = replace(self._state, skipped=True, muted=True, doubled=False)
        self._optional = False

    def _close(self) -> bool:
        """A group ends; False when it was the document."""
        self._decode()
        self._skip = 0
        while len(self._places) > 1 and self._places[-1].depth >= len(self._stack):
            self._close_inset()
        if self._stack:
            self._state = self._stack.pop()
        return bool(self._stack)

    def _bytes(self, data: bytes) -> None:
        """Characters, still as bytes: a pair may be split over tokens."""
        passed = min(self._skip, len(data))
        self._skip -= passed
        self._raw += data[passed:]

    def _symbol(self, symbol: bytes) -> None:
        if self._skip:
            self._skip -= 1
        elif symbol == b"*":
            self._optional = True
        elif symbol in b"\\{}":
            self._raw += symbol
        elif symbol in b"\r\n":
            self._word("par", None)
        elif symbol in _SYMBOLS:
            self._write(_SYMBOLS[symbol])

    def _word(self, name: str, value: int | None) -> None:
        if name == "u" and value is not None:
            self._unicode(value)
            return
        if self._skip and name in _SIGNS:
            self._skip -= 1
            return
        if self._optional:
            self._optional = False
            if name not in _TAKEN:
                self._decode()
                self._state = replace(self._state, skipped=True, destination=name)
                return
        if name == "ud" and self._stack:
            self._state = replace(self._stack[-1], doubled=False)
        elif name in _LEFT_OUT:
            self._decode()
            self._state = replace(self._state, skipped=True, destination=name)
        elif name in _SIGNS:
            self._write(_SIGNS[name])
        elif (act := _WORDS.get(name)) is not None:
            self._decode()
            act(self, value)

    def _unicode(self, value: int) -> None:
        self._decode()
        code = value & 0xFFFF
        # Characters of symbol fonts stand in a private area; their names are not known here.
        self._write("●" if 0xF000 <= code <= 0xF0FF else chr(code))
        self._skip = self._state.fallback

    # -- characters ---------------------------------------------------------------------------------

    def _decode(self) -> None:
        if not self._raw:
            return
        data, self._raw = bytes(self._raw), bytearray()
        codec = self._fonts.get(self._state.font or 0, "") if self._state.font is not None else ""
        codec = codec or self._code_page
        if codec != "cp1252" and any(byte >= 0x80 for byte in data):
            self.encoding = codec
        text = data.decode(codec, "replace")
        if codec == "cp1252" and any(byte >= 0x80 for byte in data):
            # A Latin font about Chinese bytes: programs that set no charset.
            with contextlib.suppress(UnicodeDecodeError):
                text = data.decode("gb18030")
        self._write(text, decoded=True)

    def _write(self, text: str, *, decoded: bool = False) -> None:
        if not decoded:
            self._decode()
        state = self._state
        if state.destination == "title" and not state.muted:
            self._title.append(text)
        if state.skipped or state.hidden:
            return
        place = self._places[-1]
        # Between the number of a list and its text there is a tab, which other formats do not have.
        place.parts.append(text.strip() if state.destination == "number" else text)
        if text.strip():
            place.bold.append(state.bold)

    def _end_paragraph(self) -> None:
        state, place = self._state, self._places[-1]
        if state.skipped:
            return
        style = Style(state.heading, state.centred, bool(place.bold) and all(place.bold))
        found = [Paragraph("".join(place.parts), style), *place.after]
        place.parts, place.bold, place.after = [], [], []
        if state.in_table:
            place.cell += found
            return
        if place.cell or place.cells:  # a row without an end
            place.paragraphs += row([*place.cells, place.cell])
            place.cell, place.cells = [], []
        place.paragraphs += found

    def _end_cell(self) -> None:
        if self._state.skipped:
            return
        self._state = replace(self._state, in_table=True)
        self._end_paragraph()
        place = self._places[-1]
        place.cells.append(place.cell)
        place.cell = []

    def _end_row(self) -> None:
        if self._state.skipped:
            return
        place = self._places[-1]
        place.paragraphs += row([*place.cells, place.cell] if place.cell else place.cells)
        place.cell, place.cells = [], []

    def _inset(self, before: bool) -> None:
        """A footnote or a text box begins in the middle of a paragraph."""
        if not self._state.skipped:
            self._places.append(_Place(len(self._stack), before))
            self._state = replace(self._state, in_table=False)

    def _close_inset(self) -> None:
        if self._places[-1].parts:
            self._end_paragraph()
        inset = self._places.pop()
        found = [p for p in inset.paragraphs if p.text.strip()]
        place = self._places[-1]
        if not inset.before:
            place.after += found
        elif self._state.in_table:
            place.cell += found
        else:
            place.paragraphs += found

    # -- what control words do ------------------------------------------------------------------------

    def _set(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]

    def _define_font(self, value: int | None) -> None:
        """Within the font table: the charset of the font that is being described."""
        if self._state.font is not None and value in _CHARSETS:
            self._fonts[self._state.font] = _CHARSETS[value]

    def _set_code_page(self, value: int | None) -> None:
        self._code_page = _CODE_PAGES.get(value or 0, "cp1252")

    def _about(self, name: str, value: int | None) -> None:
        if self._state.destination == "creatim" and value is not None:
            self._created[name] = value


_WORDS: Mapping[str, Callable[[_Document, int | None], None]] = {
    "par": lambda d, _: None if d._state.hidden else d._end_paragraph(),  # a deleted end joins two
    "sect": lambda d, _: d._end_paragraph(),
    "page": lambda d, _: d._write("\n"),
    "column": lambda d, _: d._write("\n"),
    "cell": lambda d, _: d._end_cell(),
    "nestcell": lambda d, _: d._end_paragraph(),
    "row": lambda d, _: d._end_row(),
    "footnote": lambda d, _: d._inset(False),
    "shptxt": lambda d, _: d._inset(True),
    "listtext": lambda d, _: d._set(destination="number"),
    "pntext": lambda d, _: d._set(destination="number"),
    "upr": lambda d, _: d._set(doubled=True),
    "pard": lambda d, _: d._set(centred=False, heading=None, in_table=False),
    "plain": lambda d, _: d._set(bold=False, hidden=False, font=None),
    "intbl": lambda d, _: d._set(in_table=True),
    "qc": lambda d, _: d._set(centred=True),
    "ql": lambda d, _: d._set(centred=False),
    "qj": lambda d, _: d._set(centred=False),
    "qr": lambda d, _: d._set(centred=False),
    "outlinelevel": lambda d, n: d._set(heading=n + 1 if n is not None and 0 <= n < 9 else None),
    "b": lambda d, n: d._set(bold=n != 0),
    "ab": lambda d, n: None if d._state.of_others else d._set(bold=n != 0),
    "rtlch": lambda d, _: d._set(of_others=True),
    "ltrch": lambda d, _: d._set(of_others=False),
    "dbch": lambda d, _: d._set(of_others=False),
    "v": lambda d, n: d._set(hidden=n != 0),
    "deleted": lambda d, n: d._set(hidden=n != 0),
    "uc": lambda d, n: d._set(fallback=max(0, min(n if n is not None else 1, 100))),
    "f": lambda d, n: d._set(font=n),
    "fcharset": lambda d, n: d._define_font(n),
    "ansicpg": lambda d, n: d._set_code_page(n),
    "info": lambda d, _: d._set(skipped=True),
    "title": lambda d, _: d._set(destination="title"),
    "creatim": lambda d, _: d._set(destination="creatim"),
    "yr": lambda d, n: d._about("yr", n),
    "mo": lambda d, n: d._about("mo", n),
    "dy": lambda d, n: d._about("dy", n),
}
