"""Columns of a segment that grow while its postings are written, and go into its file once complete."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from unionsearch.engines.whoosh.codec import layout
from unionsearch.engines.whoosh.codec.container import SectionWriter
from unionsearch.engines.whoosh.codec.packed import BLOCK, Numbers, Packing
from unionsearch.engines.whoosh.codec.segment import NOTHING

#: Bytes of a column that wait in memory, and how many are copied at once.
_ASIDE, _PART = 1 << 25, 1 << 20


def small(values: Numbers) -> npt.NDArray[np.uint8 | np.uint16 | np.uint32]:
    """Numbers in the least of the common widths."""
    greatest = int(values.max()) if len(values) else 0
    return values.astype(np.uint8 if greatest < 1 << 8 else np.uint16 if greatest < 1 << 16 else np.uint32)


class Aside:
    """A packed column that goes into the segment's file once it is complete; until then it has a file
    of its own."""

    def __init__(self, folder: Path) -> None:
        # Closed by write, or with the process; no block of code spans its life.
        self._spool = tempfile.SpooledTemporaryFile(max_size=_ASIDE, dir=str(folder))  # noqa: SIM115
        self.packing = Packing(self._spool.write)

    def write(self, file: SectionWriter, name: str) -> None:
        """Move the column into the segment's file."""
        starts, _ = self.packing.finish()
        begin = file.begin()
        self._spool.seek(0)
        while part := self._spool.read(_PART):
            file.write(part)
        self._spool.close()
        file.end(f"{name}.data", begin)
        file.array(f"{name}.starts", starts)
        file.value(f"{name}.count", self.packing.count)


class Blocks:
    """What is kept for each block of postings: see :mod:`unionsearch.engines.whoosh.codec.layout`."""

    def __init__(self) -> None:
        self._before: list[Numbers] = []
        self._positions: list[Numbers] = []
        self._most: list[Numbers] = []
        self._least: list[Numbers] = []
        self._count = self._placed = 0

    def add(self, *, before: Numbers, times: Numbers, lengths: Numbers, placed: bool) -> None:
        """Postings that come next: the document before each, how often, and the length of the field there.

        ``placed`` says whether they have positions.
        """
        if not len(times):
            return
        under_way = self._count % BLOCK
        begins = np.arange(-under_way % BLOCK, len(times), BLOCK)
        self._before.append(before[begins])
        positions = np.full(len(begins), self._placed, dtype=np.int64)
        if placed:
            above = np.cumsum(times)
            positions += above[begins] - times[begins]
            self._placed += int(above[-1])
        self._positions.append(positions)
        parts = np.append(0, begins) if under_way else begins
        most, least = np.maximum.reduceat(times, parts), np.minimum.reduceat(lengths, parts)
        if under_way:  # The first of these belong to the block that the postings before began.
            self._most[-1][-1] = max(self._most[-1][-1], most[0])
            self._least[-1][-1] = min(self._least[-1][-1], least[0])
        if len(begins):
            self._most.append(most[-len(begins) :])
            self._least.append(least[-len(begins) :])
        self._count += len(times)

    def write(self, file: SectionWriter) -> None:
        """Write the columns of blocks."""
        before, positions, most, least = (
            np.concatenate([NOTHING, *column])
            for column in (self._before, self._positions, self._most, self._least)
        )
        file.array(layout.BEFORE, before.astype(np.uint32))
        file.array(layout.POSITIONS_BEFORE, small(positions) if self._placed < 1 << 32 else positions)
        file.array(layout.MOST_TIMES, np.minimum(most, layout.UNBOUNDED).astype(np.uint8))
        file.array(layout.LEAST_LENGTH, np.minimum(least, 0xFFFF).astype(np.uint16))
