"""Word 97 from its bytes: pieces in any order and of any width, fields, lists."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import pytest

from readers.packing import fixture, with_header
from unionsearch.bulletin.readers import doc, registry
from unionsearch.bulletin.readers.doc_pieces import Fib, Pieces
from unionsearch.bulletin.readers.outline import Counters, Level, chinese, numeral, symbols
from unionsearch.errors import BulletinError


def pieces(parts: Sequence[tuple[bytes, int]]) -> str:
    """The text of a document saved in pieces: the bytes of each and how many make a character.

    They stand in the file in the opposite order.
    """
    main = bytearray(b"\xec\xa5\xc1\x00".ljust(0x2F8, b"\0"))
    places, entries = [0], []
    offsets = {}
    for index in range(len(parts) - 1, -1, -1):
        offsets[index] = len(main)
        main += parts[index][0]
    for index, (data, width) in enumerate(parts):
        places.append(places[-1] + len(data) // width)
        where = offsets[index] if width == 2 else 0x40000000 | 2 * offsets[index]
        entries.append(struct.pack("<HIH", 0, where, 0))
    table = struct.pack(f"<{len(places)}I", *places) + b"".join(entries)
    # Properties that fast saving left before the list of pieces.
    table = b"\x01\x02\x00zz" + b"\x02" + struct.pack("<I", len(table)) + table
    struct.pack_into("<i", main, 0x4C, places[-1])
    struct.pack_into("<II", main, 0x1A2, 0, len(table))
    return Pieces(bytes(main), table, Fib(bytes(main), "a.doc"), "a.doc").text


def test_pieces_come_in_the_texts_order() -> None:
    wide = "utf-16-le"
    assert (
        pieces([("工会".encode(wide), 2), (b" 2011 ", 1), ("简报\r".encode(wide), 2)]) == "工会 2011 简报\r"
    )


def test_narrow_pieces_are_latin() -> None:
    assert pieces([(b"\x93a\x94 \x96 caf\xe9", 1)]) == "“a” – café"


def test_narrow_pieces_that_are_chinese_after_all() -> None:
    """Written by programs that did not know the rules. Places count bytes, so text stays in step."""
    text = "各级工会要关心困难职工的生活，做好2011年的工作。"
    found = pieces([(text.encode("gbk"), 1), ("完\r".encode("utf-16-le"), 2)])
    assert found.replace("\0", "") == f"{text}完\r"
    assert len(found) == len(text.encode("gbk")) + 2


def test_a_rare_character_in_two_halves() -> None:
    assert doc.clean(pieces([("𠮷\r".encode("utf-16-le"), 2)])) == "𠮷\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("第\x13PAGE\x145\x15页", "第5页"),
        ("见\x13HYPERLINK x\x14这里\x15。", "见这里。"),
        ("\x13TOC\x14一\x13PAGEREF\x142\x15二\x15三", "一2二三"),
        ("甲\x13SEQ\x15乙", "甲乙"),
        ("甲\x14乙\x15丙", "甲乙丙"),
        ("甲\x13乙", "甲乙"),
    ],
)
def test_fields_show_their_results(text: str, shown: str) -> None:
    mask = bytearray(b"\1" * len(text))
    doc._hide_instructions(text, mask)
    assert doc.clean("".join(c for c, keep in zip(text, mask, strict=True) if keep)) == shown


def test_a_document_without_its_formatting_is_still_read() -> None:
    """The text is worth more than its looks: lists of formatting pages that lead nowhere are left out."""
    data = fixture("doc/jiaogong-2008-09.doc")
    whole = registry.read(data, "a.doc", ".doc").text
    for part in (12, 13, 73, 74):
        data = with_header(data, 0x9A + 8 * part, struct.pack("<II", 0x7FFFFF00, 400))
    assert registry.read(data, "a.doc", ".doc").text == whole


def test_a_document_of_word_95_is_named() -> None:
    for magic in (b"\xdc\xa5", b"\x99\xa6"):
        with pytest.raises(BulletinError) as error:
            registry.read(with_header(fixture("doc/rich.doc"), 0, magic), "a.doc", ".doc")
        assert "97" in error.value.message


def test_numbers_as_word_writes_them() -> None:
    assert [chinese(n) for n in (0, 5, 10, 11, 20, 99, 105)] == [
        "〇",
        "五",
        "十",
        "十一",
        "二十",
        "九十九",
        "一〇五",
    ]
    assert [
        numeral(3, kind) for kind in ("decimal", "chineseCounting", "decimalEnclosedCircle", "upperRoman")
    ] == [
        "3",
        "三",
        "③",
        "III",
    ]
    assert numeral(12, "decimalFullWidth") == "１２"
    assert numeral(3, "lowerLetter") == "c"
    assert numeral(400, "upperRoman") == "400"
    assert symbols("\uf06c\uf0fe\uf001正") == "●☑●正"


def test_lists_count_at_each_depth() -> None:
    levels = {
        0: Level(1, "chineseCounting", "%1、"),
        1: Level(1, "decimal", "%1.%2"),
        2: Level(1, "bullet", "\uf06c"),
        3: Level(1, "none", "x"),
    }
    counters = Counters()
    asked = [0, 1, 1, 2, 3, 0, 1, 7]
    found = [counters.next("a", depth, levels) for depth in asked]
    assert found == ["一、", "一.1", "一.2", "●", "", "二、", "二.1", ""]
    assert counters.next("b", 0, levels) == "一、"
