"""A file of named sections, mapped into memory, of which everything that is looked at has been checked.

Sections come first, each at a multiple of 8 bytes; then the directory (JSON: where each section is, and small
values); then a CRC-32 for each page of 64 KiB of all that; then a footer of fixed size, which is checked when
the file is opened. A page is checked when something on it is first asked for, so that opening a file of
gigabytes costs no more than opening a small one, and yet no damage goes unseen.

A section may be one of records, which are read one here, one there: texts of articles. Each carries a
checksum of its own and is read from the file, not by the map. A page to be checked for every few hundred
bytes would cost more than all else that is done for them, and fill the memory.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import struct
import zlib
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from unionsearch.engines.whoosh.codec.packed import Buffer, Packed, Packing

MAGIC = b"UNIONCO1"
PAGE = 1 << 16
_ALIGNED = 8
_CHECK = struct.Struct("<I")  # Behind each record.
#: After so many bytes of columns have been read by the map, its pages are given back: they stay with the
#: system, which keeps files at hand anyway, but would count as this process's own for as long as it lives.
_MAPPED = 4 << 20
#: Where the directory is and how long, how many pages there are, CRC of directory's place and of the
#: pages' CRCs.
_FOOTER = struct.Struct("<8sQQQII")


def seal(data: bytes) -> bytes:
    """A record as it stands in a section of such."""
    return data + _CHECK.pack(zlib.crc32(data))


class SectionWriter:
    """Writes such a file, one section after the other. Raises OSError."""

    def __init__(self, path: Path) -> None:
        # Closed by finish or abandon; no block of code spans its life.
        self._file: BinaryIO = path.open("wb")
        self._at = 0
        self._page = 0  # CRC of the page under way.
        self._pages: list[int] = []
        self._directory: dict[str, Any] = {}
        self.write(MAGIC)

    def write(self, data: bytes | memoryview) -> None:
        """Bytes that come next."""
        self._file.write(data)
        view = memoryview(data)
        while len(view):
            room = PAGE - self._at % PAGE
            part = view[:room]
            self._page = zlib.crc32(part, self._page)
            self._at += len(part)
            view = view[room:]
            if self._at % PAGE == 0:
                self._pages.append(self._page)
                self._page = 0

    def _align(self) -> int:
        self.write(bytes(-self._at % _ALIGNED))
        return self._at

    def value(self, name: str, value: Any) -> None:
        """A small value, kept in the directory."""
        self._directory[name] = value

    def array(self, name: str, values: npt.NDArray[Any]) -> None:
        """A section that is an array of numbers."""
        begin = self._align()
        little = values.astype(values.dtype.newbyteorder("<"))
        self.write(little.tobytes())
        self._directory[name] = [begin, self._at, little.dtype.str]

    def begin(self) -> int:
        """Begin a section of bytes, which :meth:`end` will name; bytes go in by :meth:`write`."""
        return self._align()

    def end(self, name: str, begin: int) -> None:
        """The section of bytes that began there ends here."""
        self._directory[name] = [begin, self._at, "|u1"]

    def packing(self, *, with_bases: bool = False) -> Packing:
        """A packed column whose data go in from here on; nothing else may until :meth:`packed` is called."""
        self._packed_from = self._align()
        return Packing(self.write, with_bases=with_bases)

    def packed(self, name: str, packing: Packing) -> None:
        """The packed column under way ends here."""
        starts, bases = packing.finish()
        self.end(f"{name}.data", self._packed_from)
        self.array(f"{name}.starts", starts)
        if len(bases):
            self.array(f"{name}.bases", bases)
        self.value(f"{name}.count", packing.count)

    def finish(self) -> None:
        """Write directory and checksums, and close. The bytes are then the system's to bring to the disk."""
        directory = self._align()
        self.write(json.dumps(self._directory).encode())
        length = self._at - directory
        if self._at % PAGE:
            self._pages.append(self._page)
        checks = np.array(self._pages, dtype="<u4").tobytes()
        self._file.write(checks)
        head = struct.pack("<8sQQQ", MAGIC, directory, length, len(self._pages))
        self._file.write(
            _FOOTER.pack(MAGIC, directory, length, len(self._pages), zlib.crc32(head), zlib.crc32(checks))
        )
        self._file.close()

    def abandon(self) -> None:
        """Close the file as it is."""
        self._file.close()


class SectionFile:
    """Reads such a file. Raises OSError, and ValueError for one that is damaged."""

    def __init__(self, path: Path) -> None:
        # Closed by close; no block of code spans its life.
        self._file = path.open("rb", buffering=0)
        try:
            self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        except BaseException:
            self._file.close()
            raise
        self._bytes: Buffer = np.frombuffer(self._map, dtype=np.uint8)
        self._read_by_map = 0
        try:
            self._open()
        except BaseException as error:
            self.close()
            if isinstance(error, (struct.error, zlib.error, KeyError)):
                raise ValueError(str(error)) from error
            raise

    def _open(self) -> None:
        footer = _FOOTER.unpack(self._map[-_FOOTER.size :])
        magic, directory, length, pages, head, checks = footer
        ends = len(self._map) - _FOOTER.size
        if magic != MAGIC or zlib.crc32(struct.pack("<8sQQQ", *footer[:4])) != head:
            raise ValueError("a footer that is none")
        table = self._map[ends - pages * 4 : ends]
        if zlib.crc32(table) != checks or directory + length + len(table) != ends:
            raise ValueError("a damaged table of checksums")
        self._checks = np.frombuffer(table, dtype="<u4").tolist()
        self._checked = bytearray(len(self._checks))
        self._end = directory + length
        self.check(directory, self._end)
        self.directory: dict[str, Any] = json.loads(self._map[directory : self._end])

    def check(self, first: int, last: int) -> None:
        """See to it that the pages of the bytes ``[first, last)`` are as they were written."""
        begin, end = first // PAGE, (last + PAGE - 1) // PAGE
        at = self._checked.find(0, begin, end)
        while at >= 0:
            page = self._bytes[at * PAGE : min((at + 1) * PAGE, self._end)]
            if zlib.crc32(page.data) != self._checks[at]:
                raise ValueError("a damaged page")
            self._checked[at] = 1
            self._have_read(PAGE)
            at = self._checked.find(0, at + 1, end)

    def has(self, name: str) -> bool:
        """Whether there is a section or value of a name."""
        return name in self.directory

    def value(self, name: str) -> Any:
        """A small value."""
        return self.directory[name]

    def array(self, name: str) -> npt.NDArray[Any]:
        """A section as an array over the mapped file, checked as a whole."""
        begin, end, kind = self.directory[name]
        self.check(begin, end)
        return self._bytes[begin:end].view(kind)

    def record(self, name: str, first: int, last: int) -> bytes:
        """The record at the bytes ``[first, last)`` of a section."""
        begin, end, _ = self.directory[name]
        if not 0 <= first <= last - _CHECK.size <= end - begin - _CHECK.size:
            raise ValueError("a place beyond a section's end")
        data = self._read(begin + first, last - first)
        record = data[: -_CHECK.size]
        if data != seal(record):
            raise ValueError("a damaged record")
        return record

    def sealed(self, name: str, first: int, last: int) -> bytes:
        """The records that lie in the bytes ``[first, last)`` of a section, as they stand there. They are
        checked by pages, because each of these is read, and none twice."""
        begin, end, _ = self.directory[name]
        if not 0 <= first <= last <= end - begin:
            raise ValueError("a place beyond a section's end")
        self.check(begin + first, begin + last)
        return self._read(begin + first, last - first)

    def _read(self, at: int, size: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), size, at)
        self._file.seek(at)
        return self._file.read(size)

    def packed(self, name: str) -> Packed:
        """A packed column over the mapped file; its data are checked as they are read."""
        begin, end, _ = self.directory[f"{name}.data"]

        def touch(first: int, last: int) -> None:
            self.check(begin + first, begin + last)
            self._have_read(last - first)

        bases = self.array(f"{name}.bases") if self.has(f"{name}.bases") else None
        return Packed(
            self.value(f"{name}.count"), self.array(f"{name}.starts"), self._bytes[begin:end], bases, touch
        )

    def _have_read(self, size: int) -> None:
        self._read_by_map += size
        if self._read_by_map > _MAPPED and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)
            self._read_by_map = 0

    def close(self) -> None:
        """Give back file and map, the latter by whoever lets go of the last array over it."""
        self._file.close()
        self._bytes = np.empty(0, dtype=np.uint8)
        with contextlib.suppress(BufferError):
            self._map.close()
