"""A file's bytes into an issue with its articles. The only room that opens the corpus's files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from unionsearch.bulletin.issue import parse_source, parse_text
from unionsearch.bulletin.metadata import read_issues_toml
from unionsearch.bulletin.opening import read_bytes
from unionsearch.bulletin.packed import SUFFIX as PACKED
from unionsearch.bulletin.readers import FORMAT_SUFFIXES, PLAIN_SUFFIXES, Keeper, read
from unionsearch.bulletin.readers.registry import optional_libraries
from unionsearch.bulletin.readers.source import READER_VERSION, Source
from unionsearch.bulletin.reading import Bulletin
from unionsearch.errors import BulletinError
from unionsearch.lang import say
from unionsearch.model import MAX_BYTES

__all__ = [
    "MAX_BYTES",
    "READER_VERSION",
    "SUFFIXES",
    "Keeper",
    "Source",
    "optional_libraries",
    "parse_source",
    "parse_text",
    "read_bulletin",
    "read_issues_toml",
    "read_source",
]

#: Suffixes of files that hold bulletins: a zip file holds those of its members.
SUFFIXES: frozenset[str] = FORMAT_SUFFIXES | {PACKED}
#: How many times as large as a text a document may be, whose pictures take room.
PICTURES = 5


def read_bulletin(
    path: Path,
    *,
    file: str,
    metadata: Mapping[str, object] | None = None,
    max_bytes: int = MAX_BYTES,
    keeper: Keeper | None = None,
) -> Bulletin:
    """Read the file at ``path`` as a bulletin.

    ``file`` is its path relative to the corpus, with ``/``; messages and ids use it. ``metadata`` is the
    file's table from ``issues.toml``. A text of more than ``max_bytes`` bytes is refused, a document of
    more than :data:`PICTURES` times as many. A path may lead into a zip file. Raises BulletinError when
    the file cannot be read, is empty or holds no text, MetadataError for bad metadata.
    """
    source = read_source(path, file=file, max_bytes=max_bytes, keeper=keeper)
    return parse_source(source, file=file, metadata=metadata)


def read_source(path: Path, *, file: str, max_bytes: int = MAX_BYTES, keeper: Keeper | None = None) -> Source:
    """The text of the file at ``path`` with what its format knows of it, not parsed yet.

    ``keeper`` may have the texts of documents from before (:data:`unionsearch.bulletin.readers.Keeper`).
    Raises BulletinError as :func:`read_bulletin`.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMAT_SUFFIXES:
        raise BulletinError(
            say(f"{file} 的格式不受支持。", f"{file} is of a format that cannot be read."),
            say(
                f"可读的格式：{'、'.join(sorted(FORMAT_SUFFIXES))}。",
                f"Formats that can be read: {', '.join(sorted(FORMAT_SUFFIXES))}.",
            ),
        )
    most = max_bytes if suffix in PLAIN_SUFFIXES else PICTURES * max_bytes
    source = read(read_bytes(path, file, most), file, suffix, keeper)
    if not source.text.strip():
        raise BulletinError(
            say(f"{file} 是空文件。", f"{file} is empty."),
            say("删除它，或补上内容。", "Remove it or put its text in."),
        )
    return source
