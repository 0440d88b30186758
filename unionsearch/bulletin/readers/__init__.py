"""One file per format, each behind the same small interface: a path in, a :class:`Source` out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from unionsearch.bulletin.readers import plain
from unionsearch.bulletin.readers.source import Source


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads the files of some suffixes. ``read`` takes the file's bytes and its name for messages."""

    suffixes: frozenset[str]
    read: Callable[[bytes, str], Source]


READERS: tuple[Reader, ...] = (Reader(plain.SUFFIXES, plain.read),)
SUFFIXES: frozenset[str] = frozenset().union(*(r.suffixes for r in READERS))


def reader_for(path: Path) -> Reader | None:
    """The reader that claims the path's suffix, in whatever case, or None."""
    suffix = path.suffix.lower()
    return next((r for r in READERS if suffix in r.suffixes), None)
