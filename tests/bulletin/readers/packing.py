"""Documents made by hand, whole and broken, as bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

DOCUMENTS = Path(__file__).resolve().parents[2] / "data" / "documents"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SENTENCE = "芦汀县总工会召开安全生产现场会。"


def fixture(name: str) -> bytes:
    """A document of the fixtures, as ``format/name``."""
    return (DOCUMENTS / name).read_bytes()


def packed(
    parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED, level: int | None = None
) -> bytes:
    """A zip file with these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method, compresslevel=level) as into:
        for name, data in parts.items():
            into.writestr(name, data)
    return made.getvalue()


def named_in(encoding: str, parts: Mapping[str, bytes]) -> bytes:
    """A zip file whose members are named in an encoding without a word about it, as Windows does."""
    placeholders = {f"{'x' * (len(name.encode(encoding)) - 3)}{i:03}": name for i, name in enumerate(parts)}
    data = packed({short: parts[name] for short, name in placeholders.items()})
    for short, name in placeholders.items():
        data = data.replace(short.encode("ascii"), name.encode(encoding))
    return data


def word(body: str, **parts: bytes | str) -> bytes:
    """A .docx with this XML in its body; further parts with ``__`` for a slash and ``_dot_`` for a dot."""
    document = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    more = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    return packed({"word/document.xml": document, **more})


def paragraph(text: str = SENTENCE) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def open_document(body: str, **parts: bytes | str) -> bytes:
    """An .odt with this XML in its text; further parts named as in :func:`word`."""
    content = (
        '<?xml version="1.0"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    more = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **more})


def fixed(pages: Iterable[str], **parts: bytes | str) -> bytes:
    """An .ofd with a page for each of these XML contents."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    contents = list(pages)
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/P{i}/Content.xml"/>' for i in range(len(contents)))
    made: dict[str, bytes | str] = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocInfo><ofd:Title>芦汀简报</ofd:Title>"
        "<ofd:CreationDate>2021-06-30</ofd:CreationDate></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, content in enumerate(contents):
        made[f"Doc_0/Pages/P{number}/Content.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return packed({**made, **{name.replace("__", "/").replace("_dot_", "."): d for name, d in parts.items()}})


def printed(text: str, x: float, y: float, size: float = 5.0) -> str:
    """A line of an .ofd page, in millimetres from its upper left corner."""
    steps = f"g {len(text) - 1} {size}"
    return (
        f'<ofd:TextObject Boundary="{x} {y} {size * len(text)} {size}" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects; number 1 is its catalog."""
    made = bytearray(b"%PDF-1.4\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(made)
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(made)
    last = max(objects)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        made += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    made += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (last + 1, trailer, start)
    return bytes(made)


def stream(data: bytes, *, head: bytes = b"", deflated: bool = False) -> bytes:
    """An object with a stream."""
    if deflated:
        data, head = zlib.compress(data, 9), head + b"/Filter/FlateDecode"
    return b"<<" + head + b"/Length %d>>stream\n" % len(data) + data + b"\nendstream"


def pages(
    content: bytes, count: int = 1, *, head: bytes = b"", turned: int = 0, deflated: bool = False
) -> dict[int, bytes]:
    """The objects of a PDF with ``count`` pages of one content, shown turned by so many degrees."""
    kids = b" ".join(b"%d 0 R" % (10 + i) for i in range(count))
    resources = b"/Resources<</Font<</F 4 0 R>>" + head + b">>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate %d/Contents 3 0 R" % turned
    page += resources + b">>"
    return {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
        3: stream(content, deflated=deflated),
        4: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        **{10 + i: page for i in range(count)},
    }


def with_stream_renamed(compound: bytes, old: str, new: str) -> bytes:
    """A compound file (.doc) in which a stream has another name."""
    at = compound.index(old.encode("utf-16-le") + b"\0\0")
    name = new.encode("utf-16-le")
    entry = name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2)
    return compound[:at] + entry + compound[at + 66 :]


def with_header(compound: bytes, offset: int, value: bytes) -> bytes:
    """A .doc in which bytes of its text stream's header are others."""
    at = compound.index(b"\xec\xa5")
    assert at % 512 == 0
    return compound[: at + offset] + value + compound[at + offset + len(value) :]
