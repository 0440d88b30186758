"""Files that no office wants to have, and what must be said of each.

``cd tests/bulletin; python -m readers.bad_files FOLDER`` writes them all into a folder.
"""

from __future__ import annotations

import io
import os
import random
import struct
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from readers.packing import (
    SENTENCE,
    WORD,
    fixed,
    fixture,
    named_in,
    open_document,
    packed,
    pages,
    paragraph,
    pdf,
    printed,
    stream,
    with_header,
    with_stream_renamed,
    word,
)

DAMAGED = "is damaged or incomplete"
LOCKED = "protected by a password"
TOO_MUCH = "holds too much"
DTD = "document type declaration"
SCAN = "has pages but no text"
EMPTY = "is empty"
UNKNOWN = "is not what its suffix says"
TOO_LARGE = "is too large"
NO_TEXT_FILE = "is not a text file"

_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {after} "{10 * f"&{before};"}">' for before, after in pairwise("abcdefghi"))
    + "]><a>&i;</a>"
)
_FETCHES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>'


@dataclass(frozen=True, slots=True)
class Bad:
    """A file: its name, how to make it, and a pattern of what is said of it; None when it must be read.

    ``about`` is the name that the sentence is about where that is not the file's: a member of a zip file.
    """

    name: str
    make: Callable[[], bytes] | int
    says: str | None
    about: str | None = None

    def write(self, folder: Path) -> Path:
        """Put it into a folder. A number instead of bytes is the size of a file that is a mere hole."""
        path = folder / self.name
        if isinstance(self.make, int):
            with path.open("wb") as file:
                file.truncate(self.make)
        else:
            path.write_bytes(self.make())
        return path


def _noise(size: int = 20_000, seed: int = 7) -> bytes:
    return random.Random(seed).randbytes(size)


def _half(name: str) -> bytes:
    data = fixture(name)
    return data[: len(data) // 2]


def _doc() -> bytes:
    return fixture("doc/rich.doc")


def _looping_chain() -> bytes:
    """A .doc whose first table of sectors leads every chain back to its beginning."""
    data = bytearray(_doc())
    sector = struct.unpack_from("<I", data, 0x4C)[0]
    at = (sector + 1) * 512
    for index in range(128):
        if struct.unpack_from("<I", data, at + 4 * index)[0] < 0xFFFFFFFA:
            struct.pack_into("<I", data, at + 4 * index, 0)
    return bytes(data)


def _locked_member() -> bytes:
    data = bytearray(packed({"a.txt": SENTENCE}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _overlapping() -> bytes:
    """Two entries of the list that both mean the first member."""
    data = packed({"a.txt": SENTENCE * 50, "b.txt": SENTENCE * 50})
    second = data.rindex(b"PK\x01\x02")
    return data[: second + 42] + struct.pack("<I", 0) + data[second + 46 :]


def _unknown_method() -> bytes:
    data = bytearray(packed({"a.txt": SENTENCE}))
    struct.pack_into("<H", data, 8, 97)
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 10, 97)
    return bytes(data)


def _wrong_checksum() -> bytes:
    data = bytearray(packed({"word/document.xml": word(paragraph())}, zipfile.ZIP_STORED))
    data[60] ^= 0xFF
    return bytes(data)


def _looping_folder() -> bytes:
    """A .doc in whose list of streams an entry is its own neighbour."""
    data = bytearray(_doc())
    at = data.index("WordDocument".encode("utf-16-le"))
    sector = struct.unpack_from("<I", data, 0x30)[0]
    own = (at - (sector + 1) * 512) // 128
    struct.pack_into("<III", data, at + 68, own, own, own)
    return bytes(data)


def _pieces_beyond(last: int, place: int) -> bytes:
    """A .doc whose only piece of text ends with character ``last`` and begins at byte ``place``."""
    import olefile

    data = _doc()
    start, length = struct.unpack_from("<II", data, data.index(b"\xec\xa5") + 0x1A2)
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        pieces = ole.openstream("1Table").read()[start : start + length]
    made = b"\2" + struct.pack("<IIIHIH", 16, 0, last, 0, place, 0)
    assert len(made) <= length and pieces[0] == 2
    return data.replace(pieces, made + pieces[len(made) :])


def _link(target: str) -> bytes:
    """A zip file with a symbolic link, as Info-ZIP packs it."""
    info = zipfile.ZipInfo("a.txt")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        into.writestr(info, target)
    return made.getvalue()


def _nameless() -> bytes:
    data = bytearray(packed({"a": SENTENCE, "b.txt": SENTENCE}, zipfile.ZIP_STORED))
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, entry + 28, 0)
    struct.pack_into("<H", data, entry + 32, 1)  # the name's one byte becomes a comment
    return bytes(data)


def _immense() -> bytes:
    """A member whose sizes are said to be as large as a number can be, as for files beyond 4 GB."""
    data = bytearray(packed({"a.txt" + "x" * 28 + ".txt": SENTENCE}, zipfile.ZIP_STORED))
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<II", data, entry + 20, 0xFFFFFFFF, 0xFFFFFFFF)
    extra = struct.pack("<HHQQQ", 1, 24, 2**63, 2**63, 0)
    struct.pack_into("<HH", data, entry + 28, 9, len(extra))
    name = entry + 46
    data[name : name + 37] = b"a.txt.txt" + extra
    return bytes(data)


def _letter(html: bytes, coding: bytes = b"8bit", boundary: bytes = b"b") -> bytes:
    return (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=" + boundary + b"\n\n--b\n"
        b"Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: "
        + coding
        + b"\n\n"
        + html
        + b"\n--b--\n"
    )


def _several(count: int) -> bytes:
    """A page of so many words, each in a place of its own."""
    chance = random.Random(7)
    words = (
        f"1 0 0 1 {chance.uniform(0, 580):.1f} {chance.uniform(0, 830):.1f} Tm (gong) Tj"
        for _ in range(count)
    )
    return pdf(pages(b"BT /F 5 Tf " + " ".join(words).encode() + b" ET"))


_HERE = b"BT /F 12 Tf 50 700 Td (gonghui) Tj ET"
_NESTED_NAMES = f'<w:document xmlns:w="{WORD}">' + "<w:x>" * 100_000 + "</w:x>" * 100_000 + "</w:document>"
_PICTURE = {
    **pages(b"q 500 0 0 700 40 70 cm /I Do Q", head=b"/XObject<</I 5 0 R>>"),
    5: stream(
        b"\x80" * 100,
        head=b"/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8",
    ),
}
_LOCK = (
    b"/Encrypt<</Filter/Standard/V 1/R 2/O<"
    + b"5a" * 32
    + b">/U<"
    + b"a5" * 32
    + b">/P -4>>/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
)
_RUNNING = (
    b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(while(true){})>>"
    b"/AA<</WC<</S/Launch/F(calc.exe)>>>>>>"
)

_WIDE = f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{WORD}">{paragraph()}</w:document>'
_ELSEWHERE = (
    '<r><Relationship Type="http://x/officeDocument" Target="../../../etc/passwd"/>'
    '<Relationship Type="http://x/attachedTemplate" TargetMode="External" Target="http://localhost/x.dotm"/></r>'
)
_BOX = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[-1e30 -1e30 1e30 1e30]/UserUnit 1e9/Contents 3 0 R"
    b"/Resources<</Font<</F 4 0 R>>>>>>"
)


def _templates() -> bytes:
    """A page printed on a template that is printed on itself, and named a hundred thousand times."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    again = '<ofd:Template TemplateID="9"/>'
    return fixed(
        [printed(SENTENCE, 30, 50) + again * 100_000],
        Doc_0__Document_dot_xml=f'<ofd:Document {space}><ofd:TemplatePage ID="9" BaseLoc="T.xml"/>'
        '<ofd:Page ID="0" BaseLoc="Pages/P0/Content.xml"/></ofd:Document>',
        Doc_0__T_dot_xml=f"<ofd:Page {space}>{again}{printed(SENTENCE, 30, 80)}</ofd:Page>",
    )


BAD: tuple[Bad, ...] = (
    # Nothing in it, or only half of it
    Bad("nothing.docx", lambda: b"", EMPTY),
    Bad("zeros.doc", lambda: bytes(8192), EMPTY),
    Bad("blank.html", lambda: b"<html><body><p> </p></body></html>", EMPTY),
    Bad("blank.docx", lambda: word("<w:p/>"), EMPTY),
    Bad("half.docx", lambda: _half("docx/rich.docx"), DAMAGED),
    Bad("half.doc", lambda: _half("doc/rich.doc"), DAMAGED),
    Bad("half.rtf", lambda: _half("rtf/rich.rtf"), DAMAGED),
    Bad("half.odt", lambda: _half("odt/rich.odt"), DAMAGED),
    Bad("half.ofd", lambda: fixed([printed(SENTENCE, 20, 30)])[:300], DAMAGED),
    Bad("half.pdf", lambda: fixture("pdf/jiaogong-2008-09.pdf")[:20_000], DAMAGED),
    Bad("half.zip", lambda: packed({"a.txt": SENTENCE * 99})[:60], DAMAGED),
    # Locked
    Bad("locked.docx", lambda: with_stream_renamed(_doc(), "WordDocument", "EncryptedPackage"), LOCKED),
    Bad("locked.doc", lambda: with_header(_doc(), 0x0B, b"\x13"), LOCKED),
    Bad("locked.pdf", lambda: pdf(pages(b""), _LOCK), LOCKED),
    Bad(
        "locked.odt",
        lambda: packed(
            {
                "content.xml": _noise(500),
                "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:m"><m:encryption-data/></m:manifest>',
            }
        ),
        LOCKED,
    ),
    Bad("locked.ofd", lambda: fixed([], Doc_0__Encryptions_dot_xml="<e/>"), LOCKED),
    Bad("locked.zip", _locked_member, LOCKED, "locked.zip/a.txt"),
    # Something else under a document's name
    Bad("sheet.doc", lambda: with_stream_renamed(_doc(), "WordDocument", "Workbook"), "a spreadsheet"),
    Bad(
        "slides.doc",
        lambda: with_stream_renamed(_doc(), "WordDocument", "PowerPoint Document"),
        "presentation",
    ),
    Bad("works.wps", lambda: with_stream_renamed(_doc(), "WordDocument", "CONTENTS"), "Microsoft Works"),
    Bad("other.doc", lambda: with_stream_renamed(_doc(), "WordDocument", "Secrets"), UNKNOWN),
    Bad("sheet.docx", lambda: packed({"xl/workbook.xml": "<a/>"}), "a spreadsheet"),
    Bad("slides.docx", lambda: packed({"ppt/presentation.xml": "<a/>"}), "a presentation"),
    Bad("archive.docx", lambda: packed({"a.txt": SENTENCE}), "a zip archive"),
    Bad("archive.doc", lambda: b"Rar!\x1a\x07\x00" + _noise(), "a RAR archive"),
    Bad("picture.pdf", lambda: b"\x89PNG\r\n\x1a\n" + _noise(), "a picture"),
    Bad("program.wps", lambda: b"MZ\x90\x00" + _noise(), "a program"),
    Bad("old.doc", lambda: with_header(_doc(), 2, b"\x65\x00"), "older than 97"),
    # Noise
    Bad("noise.docx", _noise, UNKNOWN),
    Bad("noise.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + _noise(), DAMAGED),
    Bad("noise.pdf", lambda: b"%PDF-1.7\n" + _noise(), DAMAGED),
    Bad("noise.rtf", _noise, UNKNOWN),
    Bad("noise.html", lambda: b"<html>" + _noise(), DAMAGED),
    Bad("noise.txt", _noise, NO_TEXT_FILE),
    Bad("noise.zip", _noise, DAMAGED),
    Bad("checksum.docx", _wrong_checksum, DAMAGED),
    Bad("chain.doc", _looping_chain, f"{DAMAGED}|{UNKNOWN}"),
    Bad(
        "pieces.doc", lambda: with_header(_doc(), 0x1A2, struct.pack("<II", 0x7FFFFFFF, 0x7FFFFFFF)), DAMAGED
    ),
    Bad("lengths.doc", lambda: with_header(_doc(), 0x4C, struct.pack("<i", -5)), DAMAGED),
    Bad("parts.docx", lambda: packed({"word/styles.xml": "<a/>"}), DAMAGED),
    Bad("unclosed.docx", lambda: packed({"word/document.xml": f'<w:document xmlns:w="{WORD}">'}), DAMAGED),
    Bad("pages.ofd", lambda: packed({"OFD.xml": "<OFD/>"}), DAMAGED),
    Bad(
        "letter.mht",
        lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b--\n",
        DAMAGED,
    ),
    # Bombs
    Bad("laughs.docx", lambda: packed({"word/document.xml": _LAUGHS}), DTD),
    Bad("laughs.odt", lambda: packed({"content.xml": _LAUGHS}), DTD),
    Bad("laughs.ofd", lambda: packed({"OFD.xml": _LAUGHS}), DTD),
    Bad("laughs.doc", lambda: _LAUGHS.replace("<a>", "<w:wordDocument>").encode(), DTD),
    Bad("fetches.docx", lambda: packed({"word/document.xml": _FETCHES}), DTD),
    Bad("spaces.docx", lambda: packed({"word/document.xml": b" " * (250 << 20)}, level=1), TOO_MUCH),
    Bad("words.docx", lambda: word(paragraph("工会" * 1_000_000) * 6), TOO_MUCH),
    Bad("nested.docx", lambda: word("<w:p>" * 5000), DAMAGED),
    Bad("nested.rtf", lambda: b"{\\rtf1 " + b"{" * 1_000_000, DAMAGED),
    Bad("pages.pdf", lambda: pdf(pages(b"BT /F 12 Tf 50 700 Td (a) Tj ET", 10_000)), TOO_MUCH),
    Bad("bomb.zip", lambda: packed({"a.txt": b"\n" * (30 << 20)}), "grows more than", "bomb.zip/a.txt"),
    Bad("overlapping.zip", _overlapping, "overlap"),
    Bad("many.zip", lambda: packed({f"{i}.txt": "" for i in range(20_001)}), "more than 20,000 files"),
    # Too large
    Bad("large.txt", 300 << 20, TOO_LARGE),
    Bad("large.pdf", 300 << 20, TOO_LARGE),
    Bad("large.docx", 300 << 20, TOO_LARGE),
    Bad("member.zip", lambda: packed({"a.txt": _noise(21 << 20)}), TOO_LARGE, "member.zip/a.txt"),
    # Tricks with names
    Bad("up.zip", lambda: packed({"../../up.txt": SENTENCE}), "leads out of it", "up.zip/up.txt"),
    Bad("root.zip", lambda: packed({"/etc/root.txt": SENTENCE}), "leads out of it", "root.zip/root.txt"),
    Bad(
        "drive.zip", lambda: packed({"C:\\x\\drive.txt": SENTENCE}), "leads out of it", "drive.zip/drive.txt"
    ),
    Bad(
        "inner.zip",
        lambda: packed({"b.zip": packed({"a.txt": SENTENCE})}),
        "within an archive",
        "inner.zip/b.zip",
    ),
    Bad("method.zip", _unknown_method, DAMAGED, "method.zip/a.txt"),
    # Pages without text
    Bad("scan.pdf", lambda: pdf(_PICTURE), SCAN),
    Bad("blank.pdf", lambda: pdf(pages(b"")), SCAN),
    Bad("blank.ofd", lambda: fixed(["<ofd:PathObject/>"]), SCAN),
    Bad(
        "loop.pdf",
        lambda: pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]>>"}),
        f"{SCAN}|{DAMAGED}",
    ),
    Bad(
        "form.pdf",
        lambda: pdf(
            {
                **pages(b"/X Do", head=b"/XObject<</X 5 0 R>>"),
                5: stream(
                    b"/X Do /X Do",
                    head=b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>",
                ),
            }
        ),
        f"broke the reader|{SCAN}",  # PDFium's stack may overflow
    ),
    Bad("swollen.pdf", lambda: pdf(pages(b" " * (200 << 20), deflated=True)), SCAN),
    Bad(
        "ring.pdf",
        lambda: pdf(
            {
                1: b"<</Type/Catalog/Pages 2 0 R>>",
                2: b"<</Type/Pages/Count 9/Kids[3 0 R]>>",
                3: b"<</Type/Pages/Parent 2 0 R/Count 9/Kids[2 0 R]>>",
            }
        ),
        f"{SCAN}|{DAMAGED}",
    ),
    Bad(
        "count.pdf",
        lambda: pdf({**pages(_HERE), 2: b"<</Type/Pages/Count 2147483647/Kids[10 0 R]>>"}),
        None,
    ),
    Bad(
        "filters.pdf",
        lambda: pdf({**pages(b""), 3: stream(_HERE, head=b"/Filter[" + b"/FlateDecode " * 5000 + b"]")}),
        None,
    ),
    Bad(
        "objects.pdf",
        lambda: pdf(
            {
                1: b"<</Type/Catalog/Pages 7 0 R>>",
                5: stream(b"7 0 8 0", head=b"/Type/ObjStm/N 2147483647/First 2147483647/Extends 5 0 R"),
            }
        ),
        DAMAGED,
    ),
    # Structures that lead nowhere
    Bad("folder.doc", _looping_folder, None),
    Bad("beyond.doc", lambda: _pieces_beyond(500, 0x3FFFFFF0), DAMAGED),
    Bad("endless.doc", lambda: _pieces_beyond(0x7FFFFFFF, 0x600), f"{DAMAGED}|{TOO_MUCH}"),
    Bad("backwards.doc", lambda: _pieces_beyond(0xFFFFFFFF, 0x600), f"{DAMAGED}|{TOO_MUCH}"),
    Bad("names.docx", lambda: packed({"word/document.xml": _NESTED_NAMES}), DAMAGED),
    Bad("folder.docx", lambda: packed({"word/document.xml/a": SENTENCE}), DAMAGED),
    Bad("pictures.rtf", lambda: b"{\\rtf1 a\\bin2147483647 " + SENTENCE.encode("gbk") + b"}", DAMAGED),
    Bad("root.ofd", lambda: packed({"OFD.xml": "<OFD><DocRoot>http://localhost/x</DocRoot></OFD>"}), DAMAGED),
    Bad(
        "pages2.ofd",
        lambda: packed(
            {
                "OFD.xml": "<OFD><DocRoot>D.xml</DocRoot></OFD>",
                "D.xml": '<D><Page BaseLoc="../../../etc/passwd"/><Page BaseLoc="file:///etc/passwd"/></D>',
            }
        ),
        DAMAGED,
    ),
    Bad("coding.mht", lambda: _letter(b"!@#$%" * 400, b"base64"), f"{DAMAGED}|{EMPTY}"),
    Bad("zeros.txt", lambda: bytes(8192), NO_TEXT_FILE),
    Bad("zeros.zip", 5 << 30, DAMAGED),
    Bad(
        "notes.docx",
        lambda: word(
            "<w:p>" + '<w:r><w:footnoteReference w:id="1"/></w:r>' * 1000 + "</w:p>",
            word__footnotes_dot_xml=f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="1"><w:p><w:r><w:t>'
            + "工会" * 10_000
            + "</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
        TOO_MUCH,
    ),
    Bad(
        "gaps.odt",
        lambda: open_document('<text:p>工<text:s text:c="999999999"/></text:p>' * 20_000),
        TOO_MUCH,
    ),
    Bad("line.html", lambda: b"<p>" + b"\xb9\xa4" * 50_000_000, TOO_MUCH),
    Bad("link.zip", lambda: _link("/etc/passwd"), "is a link to another", "link.zip/a.txt"),
    Bad("nameless.zip", _nameless, "leads out of it", "nameless.zip/?"),
    Bad("immense.zip", _immense, f"{DAMAGED}|{TOO_LARGE}|grows more than", "immense.zip/a.txt.txt"),
    # Wrong names and live contents, which must be read
    Bad(
        "boundary.mht",
        lambda: _letter(f"<p>{SENTENCE}</p>".encode("gbk"), boundary=b"c"),
        f"{DAMAGED}|{EMPTY}",
    ),
    Bad("half.mht", lambda: _letter(f"<p>{SENTENCE}".encode("gbk"))[:-8], None),
    Bad("wide.docx", lambda: packed({"word/document.xml": _WIDE.encode("utf-16")}), None),
    Bad("elsewhere.docx", lambda: word(paragraph(), _rels___dot_rels=_ELSEWHERE), None),
    Bad("below.rtf", lambda: b"{\\rtf1\\bin-99999999 " + SENTENCE.encode("gbk") + b"\\par}", None),
    Bad(
        "groups.rtf",
        lambda: b"{\\rtf1\\ansicpg936 " + b"{" * 1500 + SENTENCE.encode("gbk") + b"}" * 1501,
        None,
    ),
    Bad("box.pdf", lambda: pdf({**pages(_HERE), 10: _BOX}), None),
    Bad("title.pdf", lambda: pdf({**pages(_HERE), 6: b"<</Title<FEFFD800>>>"}, b"/Info 6 0 R"), None),
    Bad("xref.pdf", lambda: pdf(pages(_HERE), b"/Prev 0/XRefStm 9"), None),
    Bad("bound.pdf", lambda: pdf(pages(_HERE, 2_999)), None),
    Bad("scattered.pdf", lambda: _several(20_000), None),
    Bad("templates.ofd", _templates, None),
    Bad("number.ofd", lambda: fixed([printed(SENTENCE, 30, 50).replace('"30 ', '"1e999 999999999 ')]), None),
    Bad("clock.zip", lambda: packed({"会议10:30.txt": SENTENCE}), None, "clock.zip/会议10:30.txt"),
    Bad("page.doc", lambda: f"<html><body><p>{SENTENCE}</p></body></html>".encode("gbk"), None),
    Bad("rich.doc", lambda: fixture("rtf/rich.rtf"), None),
    Bad("new.doc", lambda: fixture("docx/rich.docx"), None),
    Bad("old.docx", _doc, None),
    Bad("plain.doc", lambda: SENTENCE.encode("gbk"), None),
    Bad("macros.docx", lambda: word(paragraph(), word__vbaProject_dot_bin=_noise()), None),
    Bad("script.html", lambda: f"<script>while(1){{}}</script><p>{SENTENCE}</p>".encode(), None),
    Bad("runs.pdf", lambda: pdf({**pages(b"BT /F 12 Tf 50 700 Td (gonghui) Tj ET"), 1: _RUNNING}), None),
    Bad("brackets.html", lambda: b"<p>" + SENTENCE.encode() + b"<" * 500_000, None),
    Bad("nested.html", lambda: b"<div>" * 100_000 + SENTENCE.encode(), None),
    Bad(
        "gbk.zip",
        lambda: named_in("gbk", {"简报/第3期.txt": SENTENCE.encode("gbk")}),
        None,
        "gbk.zip/简报/第3期.txt",
    ),
)


def write_all(folder: Path) -> None:
    """Write every file into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for bad in BAD:
        bad.write(folder)


if __name__ == "__main__":
    write_all(Path(sys.argv[1] if len(sys.argv) > 1 else os.curdir))
