"""XML as a stream of events, without document types: no entity can be declared, none fetched.

Nothing is kept of the document but what the handler keeps, so that memory does not grow with it.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol
from xml.parsers import expat

from unionsearch.bulletin.readers.failures import damaged, encrypted, too_much, unlawful_xml

#: Bytes of one part of a package, unpacked. Text of ten million characters does not need as much.
MOST_BYTES = 200 * 1024 * 1024
_BLOCK = 1 << 16
_DEEPEST = 1000
#: What the zip module raises for bytes that do not hold together.
_UNZIPPING = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class Handler(Protocol):
    """What an element's start, its end, and text mean. Names are ``namespace local`` or ``local``."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


def parse(blocks: Iterable[bytes], handler: Handler, file: str) -> None:
    """Send the events of an XML document to the handler.

    Attributes are named without their namespaces. Raises BulletinError for XML that is not well formed,
    declares a document type, or is nested beyond reason.
    """
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise damaged(file, "XML")
        handler.start(name, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(name)

    def doctype(*_: object) -> None:
        raise unlawful_xml(file)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        for block in blocks:
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise damaged(file, f"XML: {error}") from None


def local(name: str) -> str:
    """An element's name without its namespace."""
    return name.rpartition(" ")[2]


class Package:
    """The parts of a document that is a zip file."""

    def __init__(self, data: bytes, file: str) -> None:
        """Raises BulletinError where ``data`` is no whole zip file."""
        self._file = file
        try:
            self._packed = zipfile.ZipFile(io.BytesIO(data))
        except _UNZIPPING as error:
            raise damaged(file, str(error)) from None
        self.names = frozenset(self._packed.namelist())

    def parse(self, name: str, handler: Handler) -> None:
        """Send the events of a part to the handler; nothing for a part that is not there."""
        if name in self.names:
            parse(self.blocks(name), handler, self._file)

    def blocks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part. Raises BulletinError where they are damaged, locked or too many."""
        total = 0
        try:
            with self._packed.open(name) as part:
                while block := part.read(_BLOCK):
                    total += len(block)
                    if total > MOST_BYTES:
                        raise too_much(self._file, f"{MOST_BYTES >> 20} MB")
                    yield block
        except RuntimeError:  # the zip file's own encryption
            raise encrypted(self._file) from None
        except _UNZIPPING as error:
            raise damaged(self._file, str(error)) from None
