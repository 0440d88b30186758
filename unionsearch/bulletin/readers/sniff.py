"""Which format a file's bytes are, whatever its name says.

Offices have many files whose suffix is not true: a .doc that is RTF, a web page or a .docx, because a
program was told to save it so. The first bytes tell.
"""

from __future__ import annotations

import io
import re
import zipfile

_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|meta|title|body|table|div|p|font|span|style|script)[\s>]", re.IGNORECASE
)
_MIME = re.compile(rb"^(?:MIME-Version|Content-Type):", re.IGNORECASE | re.MULTILINE)
_FIELD = re.compile(rb"[A-Za-z-]{1,40}:")
_HEAD = 4096


def sniff(data: bytes) -> str | None:
    """The format as a suffix without the dot; None where the bytes do not tell, as those of text.

    Besides the formats that are read: ``zip`` and ``broken zip`` for other zip files, ``xlsx``, ``pptx``,
    ``rar``, ``7z``, ``picture`` and ``program`` for what is often met under a wrong name.
    """
    head = data[:_HEAD]
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _packed(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "doc"
    if bare.startswith(b"{\\rtf"):
        return "rtf"
    for magic, format in _MAGIC:
        if head.startswith(magic):
            return format
    return _markup(head, bare)


_MAGIC = (
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"MZ\x90\x00", "program"),
    (b"\x7fELF", "program"),
)


def _packed(data: bytes) -> str:
    """Which of the formats that are zip files."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
        whole = True
    except Exception:  # damaged: its local headers still name the parts
        whole = False
        names = {
            name
            for name in (
                "word/document.xml",
                "content.xml",
                "OFD.xml",
                "xl/workbook.xml",
                "ppt/presentation.xml",
            )
            if name.encode() in data
        }
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "content.xml" in names:
        return "odt"
    if any(name.lower() == "ofd.xml" for name in names):
        return "ofd"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("ppt/") for name in names):
        return "pptx"
    return "zip" if whole else "broken zip"


def _markup(head: bytes, bare: bytes) -> str | None:
    """Which of the formats that are text with marks."""
    for encoding in ("utf-16-le", "utf-16-be"):
        mark = "\ufeff<".encode(encoding)
        if head.startswith(mark):
            bare = head.decode(encoding, "replace").removeprefix("\ufeff").encode("utf-8", "replace")
    if bare.startswith(b"<?xml") or bare.startswith(b"<w:"):
        if b"wordDocument" in bare or b"schemas.microsoft.com/office/2006/xmlPackage" in bare:
            return "xml"
        return "html" if _HTML.search(bare) else None
    if bare.startswith(b"<") and _HTML.search(bare):
        return "html"
    if _FIELD.match(bare) and _MIME.search(bare) and (b"multipart/" in bare or b"text/html" in bare):
        return "mht"
    return None
