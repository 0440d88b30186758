"""Which formats there are, and what reads each: one file a format, imported when the first is met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from unionsearch.bulletin.readers import plain
from unionsearch.bulletin.readers.failures import damaged, something_else, unknown
from unionsearch.bulletin.readers.sniff import sniff
from unionsearch.bulletin.readers.source import Source
from unionsearch.errors import BulletinError

Read = Callable[[bytes, str], Source]


@dataclass(frozen=True, slots=True)
class Format:
    """A format, its suffixes, and the function that reads it, as ``module:function``."""

    name: str
    suffixes: frozenset[str]
    reader: str


FORMATS: tuple[Format, ...] = (
    Format("txt", plain.SUFFIXES, "plain:read"),
    Format("docx", frozenset({".docx"}), "docx:read"),
    Format("doc", frozenset({".doc", ".wps"}), "doc:read"),
    Format("xml", frozenset(), "docx:read_single"),
    Format("rtf", frozenset({".rtf"}), "rtf:read"),
    Format("odt", frozenset({".odt"}), "odt:read"),
    Format("html", frozenset({".html", ".htm"}), "webpage:read"),
    Format("mht", frozenset({".mht", ".mhtml"}), "mht:read"),
    Format("pdf", frozenset({".pdf"}), "pdf:read"),
    Format("ofd", frozenset({".ofd"}), "ofd:read"),
)
_BY_NAME = {format.name: format for format in FORMATS}
_BY_SUFFIX = {suffix: format for format in FORMATS for suffix in format.suffixes}
SUFFIXES: frozenset[str] = frozenset(_BY_SUFFIX)
PLAIN_SUFFIXES: frozenset[str] = plain.SUFFIXES

#: What is met under a document's suffix and is none.
_NOT_TEXT = {
    "xlsx": ("电子表格", "a spreadsheet"),
    "pptx": ("演示文稿", "a presentation"),
    "zip": ("压缩包", "a zip archive"),
    "rar": ("压缩包（RAR）", "a RAR archive"),
    "7z": ("压缩包（7z）", "a 7z archive"),
    "picture": ("图片", "a picture"),
    "program": ("程序", "a program"),
}


def read(data: bytes, file: str, suffix: str) -> Source:
    """Read a file's bytes by what they are; by its suffix only where they do not tell.

    ``suffix`` is in lower case with its dot. Raises BulletinError.
    """
    found = sniff(data)
    claimed = _BY_SUFFIX[suffix]
    if found in _NOT_TEXT:
        raise something_else(file, *_NOT_TEXT[found])
    if found == "broken zip":
        raise damaged(file)
    if found is None and claimed.name not in ("txt", "html"):
        # A .doc that is plain text is read as such; one that is nothing known is damaged.
        if not data.strip(b"\0 \t\r\n"):
            return Source("")
        try:
            return plain.read(data, file)
        except BulletinError:
            raise unknown(file) from None
    return _function(_BY_NAME[found or claimed.name])(data, file)


def is_plain(data: bytes, suffix: str) -> bool:
    """Whether a file is to be read as plain text, without any foreign format's reader."""
    # A text about web pages is a text; a text file that is a document inside is none.
    return _BY_SUFFIX[suffix].name == "txt" and sniff(data) in (None, "html", "mht", "xml")


def optional_libraries() -> list[str]:
    """Those of the libraries that are not always there which are installed, by name."""
    return [name for name in ("olefile", "pypdfium2") if find_spec(name) is not None]


def _function(format: Format) -> Read:
    module, _, function = format.reader.partition(":")
    return cast(Read, getattr(import_module(f"unionsearch.bulletin.readers.{module}"), function))
