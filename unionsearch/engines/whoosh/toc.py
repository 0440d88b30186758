"""Reads Whoosh's table of contents without Whoosh, and without letting it run anything.

The table is written by Whoosh, with its segments as a pickle: an index from a stranger would be code
from a stranger. This loader admits one class by name, in whose place the caller puts its own;
everything else in the pickle is an error.
"""

from __future__ import annotations

import io
import pickle
import struct
from pathlib import Path
from typing import Any, NamedTuple

from unionsearch.engines.whoosh import files

#: The one class in a table of contents: see :mod:`unionsearch.engines.whoosh.codec.stock`.
SEGMENT = ("unionsearch.engines.whoosh.codec.stock", "ColumnsSegment")
_INT = struct.Struct("!i")
_ORDER_MARK = -12345
_VERSION = -111


class Segment:
    """What a reader needs to know of a segment. Unpickled in the place of Whoosh's segment class."""

    indexname: str
    segid: str
    count: int
    deleted: list[int]

    def file(self) -> str:
        """The name of the segment's file."""
        return f"{self.indexname}_{self.segid}{files.SEGMENT_SUFFIX}"


class Toc(NamedTuple):
    """A state of the index: its generation, and its segments in the order of their documents."""

    generation: int
    segments: list[Any]


class _Loader(pickle.Unpickler):
    def __init__(self, data: bytes, segment: type) -> None:
        super().__init__(io.BytesIO(data))
        self._segment = segment

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == SEGMENT:
            return self._segment
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a table of contents")


def read(folder: Path, generation: int, segment: type = Segment) -> Toc:
    """The table of contents of a generation, with segments of the class given.

    Raises OSError, and any exception at all when the table is damaged.
    """
    data = files.toc_path(folder, generation).read_bytes()
    at = 0

    def varint() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                return value

    def integer() -> int:
        nonlocal at
        at += _INT.size
        found: int = _INT.unpack_from(data, at - _INT.size)[0]
        return found

    for _ in range(3):
        varint()  # The sizes of C's numbers on the machine that wrote it; nothing here depends on them.
    if integer() != _ORDER_MARK or integer() != _VERSION:
        raise ValueError("no table of contents")
    for _ in range(3):
        varint()  # Whoosh's version.
    schema = varint()  # It is pickled too, and passed over: ours is known.
    at += schema
    if integer() != generation:
        raise ValueError("a table of contents of another generation")
    integer()
    segments = _Loader(data[at:], segment).load()
    if not (isinstance(segments, list) and all(isinstance(found, segment) for found in segments)):
        raise ValueError("no list of segments")
    return Toc(generation, segments)
