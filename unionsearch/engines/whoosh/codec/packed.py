"""Whole numbers in as few bits as they need: columns that NumPy packs and unpacks whole blocks at a time.

A column is cut into blocks of 128 values. Every value of a block has the same number of bits, that of the
block's greatest, so that a block takes ``width`` units of 16 bytes, and where the next block begins tells
the width of this one. Frame-of-reference columns also keep each block's least value, and pack what is above.

Bytes of variable length (StreamVByte and the like) were tried on paper: faster to decode by a third,
larger by a half. Elias-Fano is as small for the documents of a term, but has no blocks to skip without
an index of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Buffer = npt.NDArray[np.uint8]

#: Values in a block.
BLOCK = 128
#: Bytes that a block takes up for each bit of width.
UNIT = BLOCK // 8
#: Bytes that must follow a column's data, because values are fetched eight bytes at a time.
PADDING = 8
#: Wider values cannot be fetched at once with the bits that stand before them in their first byte.
WIDEST = 56

_PLACES = np.arange(BLOCK, dtype=np.int64)
#: For each width, in which byte of its block each value begins, and at which bit of that byte.
_BYTES = (np.arange(WIDEST + 1)[:, None] * _PLACES) >> 3
_SHIFTS = ((np.arange(WIDEST + 1)[:, None] * _PLACES) & 7).astype(np.uint64)
_MASKS = (np.uint64(1) << np.arange(WIDEST + 1, dtype=np.uint64)) - np.uint64(1)
#: The same for fetching eight bytes at a time, and four, which hold any value of up to 25 bits.
_NARROWEST = 25
_WIDE = np.dtype("<u8"), _SHIFTS, _MASKS
_NARROW = np.dtype("<u4"), _SHIFTS.astype(np.uint32), _MASKS.astype(np.uint32)
#: Blocks that are unpacked together.
_AT_ONCE = 64


def widths(blocks: Numbers) -> npt.NDArray[np.uint8]:
    """How many bits the greatest value of each block (a row) needs."""
    greatest = blocks.max(axis=1).astype(np.uint64)
    found = np.zeros(len(blocks), dtype=np.uint8)
    for bits in (32, 16, 8, 4, 2, 1):
        wide = greatest >> np.uint64(bits) > 0
        found[wide] += np.uint8(bits)
        greatest[wide] >>= np.uint64(bits)
    found += (greatest > 0).astype(np.uint8)
    return found


def pack(blocks: Numbers, width: npt.NDArray[np.uint8]) -> bytes:
    """The blocks, one a row, with so many bits each, side by side. Raises ValueError for a value too wide."""
    if len(width) and int(width.max()) > WIDEST:
        raise ValueError("a value too great to be packed")
    starts = np.zeros(len(width) + 1, dtype=np.int64)
    np.cumsum(width, out=starts[1:])
    # Two words of 64 bits are one unit.
    words = np.zeros(int(starts[-1]) * 2, dtype="<u8")
    for bits in np.unique(width).tolist():
        if bits:
            rows = np.flatnonzero(width == bits)
            packed = _pack_equal(np.ascontiguousarray(blocks[rows].T).astype(np.uint64), bits)
            words[(starts[rows] * 2)[:, None] + np.arange(2 * bits)] = packed.T
    return words.tobytes()


def _pack_equal(columns: npt.NDArray[np.uint64], bits: int) -> npt.NDArray[np.uint64]:
    """Blocks of one width, one a column, as words, one block a column."""
    words = np.zeros((2 * bits, columns.shape[1]), dtype=np.uint64)
    for place in range(BLOCK):
        word, shift = divmod(place * bits, 64)
        words[word] |= columns[place] << np.uint64(shift)
        if shift + bits > 64:
            words[word + 1] |= columns[place] >> np.uint64(64 - shift)
    return words


def _unpack(data: Buffer, begins: Numbers, width: Numbers) -> npt.NDArray[np.uint32 | np.uint64]:
    """The values of the blocks that begin at these bytes, one block a row."""
    kind, shifts, masks = _NARROW if int(width.max()) <= _NARROWEST else _WIDE
    # A view of four or eight bytes at every byte: the value is in there, some bits up.
    size = kind.itemsize
    views = np.ndarray((len(data) - size + 1,), kind, data, strides=(1,))
    found: npt.NDArray[np.uint32 | np.uint64] = views[_BYTES[width] + begins[:, None]]
    found >>= shifts[width]
    found &= masks[width][:, None]
    return found


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed column in a buffer.

    ``starts`` says at which unit each block begins, and at its end where the last one ends; ``data`` are the
    units, followed by padding. ``bases`` are the least values of the blocks, or None for a column without.
    ``touch`` is called with the first byte of ``data`` and the one behind the last before they are read.
    """

    count: int
    starts: npt.NDArray[np.uint32]
    data: Buffer
    bases: Numbers | None
    touch: Callable[[int, int], None]

    def blocks(self, chosen: Numbers) -> Numbers:
        """The values of some blocks (rising numbers), one block a row; behind the column's end, anything."""
        begins = self.starts[chosen].astype(np.int64)
        width = self.starts[chosen + 1].astype(np.int64) - begins
        if len(width) and not (int(width.min()) >= 0 and int(width.max()) <= WIDEST):
            raise ValueError("a column's blocks are out of order")
        begins *= UNIT
        if len(chosen):
            # All that lies between is told too: blocks asked for together lie close together.
            self.touch(int(begins[0]), int(begins[-1] + width[-1] * UNIT))
        # Half of all blocks of some columns have no bits at all: a term stands once in most articles.
        rows = np.flatnonzero(width)
        values: Numbers = (np.empty if len(rows) == len(chosen) else np.zeros)((len(chosen), BLOCK), np.int64)
        # So many blocks at once as the processor's cache holds with all that is worked out on the way.
        for first in range(0, len(rows), _AT_ONCE):
            some = rows[first : first + _AT_ONCE]
            values[some] = _unpack(self.data, begins[some], width[some])
        if self.bases is not None:
            values += self.bases[chosen][:, None]
        return values

    def slice(self, first: int, last: int) -> Numbers:
        """The values ``[first, last)``. Raises ValueError when there are not so many."""
        if not 0 <= first <= last <= self.count:
            raise ValueError("a place beyond a column's end")
        if first == last:
            return np.empty(0, dtype=np.int64)
        begin = first // BLOCK
        chosen = np.arange(begin, (last - 1) // BLOCK + 1, dtype=np.int64)
        return self.blocks(chosen).ravel()[first - begin * BLOCK : last - begin * BLOCK]

    def take(self, places: Numbers) -> Numbers:
        """The values at rising places. Raises ValueError when there is no such place."""
        if len(places) and not 0 <= int(places[0]) <= int(places[-1]) < self.count:
            raise ValueError("a place beyond a column's end")
        chosen, owners = changes(places // BLOCK)
        found: Numbers = self.blocks(chosen)[owners, places % BLOCK]
        return found

    def at(self, place: int) -> int:
        """One value. Raises ValueError when there is no such place."""
        if not 0 <= place < self.count:
            raise ValueError("a place beyond a column's end")
        block, within = divmod(place, BLOCK)
        begin, end = int(self.starts[block]), int(self.starts[block + 1])
        width = end - begin
        if not 0 <= width <= WIDEST:
            raise ValueError("a column's blocks are out of order")
        self.touch(begin * UNIT, end * UNIT)
        bit = within * width
        first = begin * UNIT + (bit >> 3)
        value = int.from_bytes(self.data[first : first + 8].tobytes(), "little") >> (bit & 7)
        return (value & ((1 << width) - 1)) + (0 if self.bases is None else int(self.bases[block]))


def changes(values: Numbers) -> tuple[Numbers, Numbers]:
    """The values of a rising array, each once, and for each member the place of its value among them."""
    new = np.empty(len(values), dtype=np.bool_)
    new[:1] = True
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return values[new], np.cumsum(new) - 1


class Packing:
    """Makes a packed column from values that come in pieces; bytes go to ``write`` as blocks fill up."""

    def __init__(self, write: Callable[[bytes], object], *, with_bases: bool = False) -> None:
        self._write = write
        self._with_bases = with_bases
        self._rest = np.empty(0, dtype=np.int64)
        self._starts: list[npt.NDArray[np.uint32]] = [np.zeros(1, dtype=np.uint32)]
        self._bases: list[Numbers] = []
        self._at = 0
        self.count = 0

    def add(self, values: Numbers) -> None:
        """Values that come next, none negative."""
        self.count += len(values)
        joined = np.concatenate([self._rest, values]) if len(self._rest) else values
        full = len(joined) // BLOCK * BLOCK
        if full:
            self._put(joined[:full].reshape(-1, BLOCK))
        self._rest = joined[full:].copy()

    def _put(self, blocks: Numbers) -> None:
        if self._with_bases:
            least = blocks.min(axis=1)
            blocks = blocks - least[:, None]
            self._bases.append(least)
        width = widths(blocks)
        self._write(pack(blocks, width))
        starts = self._at + np.cumsum(width, dtype=np.int64)
        self._starts.append(starts.astype(np.uint32))
        self._at = int(starts[-1])

    def finish(self) -> tuple[npt.NDArray[np.uint32], Numbers]:
        """Write what is left; give the blocks' starts, and their bases, none for a column without."""
        if len(self._rest):
            # The last value fills the last block up: it needs no more bits, and no lower base.
            filled = np.full(BLOCK, self._rest[-1], dtype=np.int64)
            filled[: len(self._rest)] = self._rest
            self._put(filled.reshape(1, BLOCK))
        self._write(bytes(PADDING))
        bases = np.concatenate(self._bases) if self._bases else np.empty(0, dtype=np.int64)
        return np.concatenate(self._starts), bases
