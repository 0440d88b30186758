"""One file per format, each behind the same small interface: a file's bytes in, a :class:`Source` out.

Plain text is read here. Everything else is read in another process under limits (``isolated``), by what
its bytes are, not by its name (``sniff``, ``registry``).
"""

from __future__ import annotations

from collections.abc import Callable

from unionsearch.bulletin.readers.isolated import READER
from unionsearch.bulletin.readers.plain import read as read_plain
from unionsearch.bulletin.readers.registry import PLAIN_SUFFIXES, is_plain
from unionsearch.bulletin.readers.registry import SUFFIXES as FORMAT_SUFFIXES
from unionsearch.bulletin.readers.source import Source

__all__ = ["FORMAT_SUFFIXES", "PLAIN_SUFFIXES", "Keeper", "Source", "read"]

#: What may stand before the reading of a document: is given its bytes, its name for messages, its suffix
#: and how to read it, and gives its text, which it may have from before.
Keeper = Callable[[bytes, str, str, Callable[[], Source]], Source]


def read(data: bytes, file: str, suffix: str, keeper: Keeper | None = None) -> Source:
    """The text of a file. ``suffix`` is one of :data:`FORMAT_SUFFIXES`; ``file`` is its name for messages.

    ``keeper`` is asked for everything but plain text. Raises BulletinError.
    """
    if is_plain(data, suffix):
        return read_plain(data, file)
    if keeper is not None:
        return keeper(data, file, suffix, lambda: READER.read(data, file, suffix))
    return READER.read(data, file, suffix)
