"""The numbered lists of a Word 97 document."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from unionsearch.bulletin.readers.doc_pieces import Fib
from unionsearch.bulletin.readers.outline import Level

#: Word's names for the kinds of numbers, by their codes in the file; others are counted in digits.
_KINDS = {
    1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 18: "decimalEnclosedCircle", 23: "bullet",
    26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
    30: "ideographTraditional", 31: "ideographZodiac", 33: "taiwaneseCounting",
    35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting",
    39: "chineseCountingThousand", 255: "none",
}  # fmt: skip
_LIST, _LEVEL, _USE = 28, 28, 16  # bytes of the fixed part of each


class Lists:
    """The levels of each list that paragraphs use. What is damaged is left out."""

    def __init__(self, table: bytes, fib: Fib) -> None:
        self._uses = _uses(fib.part(table, "list_uses"))
        # The levels stand after the part, beyond its stated length.
        part = fib.part(table, "lists")
        start = table.find(part) if part else 0
        self._lists = _lists(table[start:]) if part else {}

    def levels(self, list_id: int) -> Mapping[int, Level]:
        """The levels of a list by depth; none for a paragraph that is in none."""
        if not 1 <= list_id <= len(self._uses):
            return {}
        return self._lists.get(self._uses[list_id - 1], {})


def _uses(data: bytes) -> list[int]:
    """The list that each use is of."""
    if len(data) < 4:
        return []
    count = min(struct.unpack_from("<I", data)[0], (len(data) - 4) // _USE)
    return [struct.unpack_from("<I", data, 4 + _USE * i)[0] for i in range(count)]


def _lists(data: bytes) -> dict[int, dict[int, Level]]:
    """The levels of each list by its identity."""
    if len(data) < 2:
        return {}
    count = struct.unpack_from("<H", data)[0]
    at = 2 + _LIST * count
    found: dict[int, dict[int, Level]] = {}
    for index in range(count):
        head = data[2 + _LIST * index : 2 + _LIST * (index + 1)]
        if len(head) < _LIST:
            break
        identity = struct.unpack_from("<I", head)[0]
        levels: dict[int, Level] = {}
        for depth in range(1 if head[26] & 1 else 9):
            if at + _LEVEL > len(data):
                return found
            start, kind = struct.unpack_from("<iB", data, at)
            at += _LEVEL + data[at + 24] + data[at + 25]
            length = int.from_bytes(data[at : at + 2], "little")
            text = data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
            at += 2 + 2 * length
            shown = "".join(f"%{ord(c) + 1}" if c < "\x09" else c for c in text)
            levels[depth] = Level(max(start, 0), _KINDS.get(kind, "decimal"), shown)
        found[identity] = levels
    return found
