"""Readers and parser led by their own coverage into what no example reaches, for as long as one likes.

    pip install atheris
    cd tests/bulletin
    python fuzz_with_atheris.py FOLDER -max_total_time=3600

FOLDER keeps what was found to lead further, and under ``found/`` every input that broke something, once for
each place in the code, with what was raised. Such an input becomes a test; see ``test_reader_fuzz.py``.
Options after FOLDER are libFuzzer's. The first byte of an input says what the others are; see TARGETS.
"""

from __future__ import annotations

import signal
import struct
import sys
import traceback
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["unionsearch", "html.parser", "_markupbase"]):
    from unionsearch.bulletin import packed as archives
    from unionsearch.bulletin import parser
    from unionsearch.bulletin.readers import (
        doc,
        docx,
        mht,
        odt,
        ofd,
        page_lines,
        page_text,
        plain,
        registry,
        rtf,
        webpage,
    )

from readers.packing import DOCUMENTS, SENTENCE, fixed, fixture, named_in, packed, printed
from test_bulletin_lossless import check

from unionsearch.bulletin.readers.build import Builder
from unionsearch.bulletin.readers.doc_pieces import Fib
from unionsearch.bulletin.readers.source import Mark, Source, Style
from unionsearch.errors import BulletinError

SECONDS = 10
SCRATCH = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
assert docx and mht and odt and ofd and plain and rtf and webpage and parser  # imported to be followed


def read(data: bytes, suffix: str) -> None:
    """A reader, then the parser on what it gives."""
    source = registry.read(data, f"a{suffix}", suffix)
    assert len(source.marks) in (0, len(source.text.split("\n")))
    assert source.from_bytes(source.to_bytes()) == source
    if len(source.text) < 20_000:
        check(source.text, source)


def within(name: str, part: str, suffix: str) -> Callable[[bytes], None]:
    """A part of a package; the others are those of a document."""
    with zipfile.ZipFile(BytesIO(_seed(name))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    return lambda data: read(packed({**parts, part: data}, zipfile.ZIP_STORED), suffix)


def whole(suffix: str) -> Callable[[bytes], None]:
    return lambda data: read(data, suffix)


def streams(data: bytes) -> None:
    """The two streams of a .doc, without the compound file around them."""
    if len(data) < 4:
        return
    (length,) = struct.unpack_from("<H", data)
    main, table = data[2 : 2 + length], data[2 + length :]
    builder = Builder("a.doc")
    builder.extend(doc._Document(main, table, Fib(main, "a.doc"), "a.doc").paragraphs())
    source = builder.source("doc")
    check(source.text, source)


def text(data: bytes) -> None:
    check(data.decode("utf-8", "replace").replace("\r", "\n"))


def styled(data: bytes) -> None:
    """Lines of text, of each the first character saying how it is set."""
    lines = data.decode("utf-8", "replace").replace("\r", "").split("\n")
    marks = []
    for number, line in enumerate(lines, 1):
        code = ord(line[0]) if line else 0
        style = (
            Style(code & 3 or None, bool(code & 4), bool(code & 8), bool(code & 16)) if code & 32 else None
        )
        marks.append(Mark(1 + number // 20, number, style if code & 32 else None))
    said = "\n".join(line[1:] for line in lines)
    check(said, Source(said, None, tuple(marks), "docx"))


def glyphs(data: bytes) -> None:
    """Characters anywhere on a page: none may be lost but those printed twice and a page number."""
    found = [
        page_lines.Glyph(chr(0x4E00 + c), x * 2.0, x * 2.0 + 10, y * 4.0, 5.0 + size % 16, bool(size & 64))
        for c, x, y, size in struct.iter_unpack("4B", data[: len(data) // 4 * 4])
    ]
    pages = [page_lines.page_columns(found[at : at + 200]) for at in range(0, len(found), 200)]
    said = "".join(p.text for p in page_text.paragraphs(pages))
    if len(pages) == 1:
        numbers = set("一二三四五六七八九十页版第共")
        assert {g.char for g in found} - numbers <= set(said), "lost"


def archive(data: bytes) -> None:
    """A zip file: its list, then its first members."""
    path = SCRATCH / "a.zip"
    path.write_bytes(data)
    for member in archives.contents(path, path.name).members[:5]:
        archives.read_member(path, member.name, f"a.zip/{member.name}", 1 << 20)


def _seed(name: str) -> bytes:
    return fixed([printed(SENTENCE, 30, 50), printed(SENTENCE, 30, 60)]) if name == "ofd" else fixture(name)


def _part(name: str, part: str) -> bytes:
    with zipfile.ZipFile(BytesIO(_seed(name))) as package:
        return package.read(part)


def _streams() -> bytes:
    import olefile

    with olefile.OleFileIO(BytesIO(fixture("doc/rich.doc"))) as ole:
        main = ole.openstream("WordDocument").read()
        table = ole.openstream(Fib(main, "a.doc").table).read()
    return struct.pack("<H", len(main)) + main + table


_DOCX = "docx/rich.docx"
_LETTER = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<p>=B9=A4=BB=E1</p>\r\n--b--\r\n"
)
_FLAT = (
    f'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
    f"<w:body><w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p></w:body></w:wordDocument>"
).encode()
_SAMPLES = [path.read_bytes() for path in sorted(DOCUMENTS.parents[2].glob("corpus/*/*.txt"))[:6]]
_STYLED = "\n".join(chr(32 + 7 * n % 64) + line for n, line in enumerate(SENTENCE)).encode()

#: What an input is given to, by its first byte, and what to begin with.
TARGETS: tuple[tuple[Callable[[bytes], None], list[bytes]], ...] = (
    (within(_DOCX, "word/document.xml", ".docx"), [_part(_DOCX, "word/document.xml")]),
    (
        within("docx/rich.docx", "word/numbering.xml", ".docx"),
        [_part("docx/rich.docx", "word/numbering.xml")],
    ),
    (within("odt/rich.odt", "content.xml", ".odt"), [_part("odt/rich.odt", "content.xml")]),
    (within("ofd", "Doc_0/Pages/P0/Content.xml", ".ofd"), [_part("ofd", "Doc_0/Pages/P0/Content.xml")]),
    (within("ofd", "Doc_0/Document.xml", ".ofd"), [_part("ofd", "Doc_0/Document.xml")]),
    (streams, [_streams()]),
    (whole(".doc"), [fixture("doc/rich.doc"), fixture("doc/yuntang-briefs-2010-07.doc"), _FLAT]),
    (whole(".docx"), [fixture("docx/rich.docx")]),
    (whole(".rtf"), [fixture("rtf/rich.rtf"), b"{\\rtf1\\ansicpg936 \\'b9\\'a4{\\footnote a}\\cell\\row}"]),
    (whole(".html"), [fixture("html/rich.html"), f"<p>{SENTENCE}<table><tr><td>a<td>b".encode("gbk")]),
    (whole(".mht"), [_LETTER]),
    (whole(".txt"), [SENTENCE.encode(code) for code in ("gbk", "utf-16", "utf-16-le", "utf-8")]),
    (text, [data.decode("utf-8", "ignore")[:1500].encode() for data in _SAMPLES]),
    (styled, [_STYLED]),
    (glyphs, [bytes(range(256)) * 3]),
    (archive, [packed({"a.txt": SENTENCE}), named_in("gbk", {"简报/第3期.txt": SENTENCE.encode("gbk")})]),
)
#: What formats and bulletins are made of.
_WORDS = (
    "{\\*\\", "\\par", "\\cell", "\\row", "\\intbl", "\\pard", "\\uc0", "\\uc2", "\\u24037", "\\u-1",
    "\\u55357", "{\\footnote", "{\\shptxt", "\\bin2", "{\\upr", "{\\*\\ud", "\\listtext", "\\page",
    "\\fonttbl", "\\fcharset134", "<w:p>", "</w:p>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:sdt>", "<w:r>",
    "<w:t>", "<w:br/>", "<w:del>", "<w:sym", "<w:numPr>", "<w:txbxContent>", "<text:p>", "<text:list>",
    "<text:list-item>", "<table:table-row>", "<table:table-cell>", "<text:note-body>", "<text:s",
    "<table>", "<tr>", "<td>", "<li>", "<ol>", "<pre>", "<br>", "&#xD800;", "<!--", "-->", "DeltaX=",
    "X=", "CTM=", "Boundary=", "目录", "第3期", "（总第40期）", "【简讯】", "●", "◆", "一、", "（一）",
    "1．", "编者按：", "责任编辑：", "报：", "送：", "————", "……", "附件：", "---", "#", "##",
    "（供稿：甲）", "2012年3月31日",
)  # fmt: skip


def main() -> None:
    """Fuzz until the options say that it is enough."""
    folder = Path(sys.argv[1])
    kept, broken = folder / "kept", folder / "found"
    for made in (kept, broken):
        made.mkdir(parents=True, exist_ok=True)
    for number, (_, seeds) in enumerate(TARGETS):
        for index, seed in enumerate(seeds):
            (kept / f"seed-{number}-{index}").write_bytes(bytes([number]) + seed)
    words = folder / "words"
    words.write_text(
        "".join('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n' for word in _WORDS), "ascii"
    )

    def slow(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, slow)

    def once(data: bytes) -> None:
        if not data:
            return
        signal.alarm(SECONDS)
        try:
            TARGETS[data[0] % len(TARGETS)][0](data[1:])
        except (BulletinError, FileNotFoundError):
            pass
        except Exception as error:
            _keep(broken, data, error)
        finally:
            signal.alarm(0)

    options = [
        f"-dict={words}",
        f"-artifact_prefix={broken}/",
        "-max_len=40000",
        "-timeout=60",
        "-rss_limit_mb=3000",
    ]
    atheris.Setup([sys.argv[0], str(kept), *options, *sys.argv[2:]], once)
    atheris.Fuzz()


def _keep(folder: Path, data: bytes, error: Exception) -> None:
    """One input for each place where something was raised."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "unionsearch" in f.filename] or (
        traceback.extract_tb(error.__traceback__)
    )
    last = frames[-1]
    name = f"{data[0] % len(TARGETS)}-{type(error).__name__}-{Path(last.filename).stem}-{last.lineno}"
    if not (folder / name).exists():
        (folder / name).write_bytes(data)
        (folder / f"{name}.txt").write_text("".join(traceback.format_exception(error)), "utf-8")
        print(f"FOUND {name}: {error}", file=sys.stderr)


if __name__ == "__main__":
    main()
