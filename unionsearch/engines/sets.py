"""Sets of documents: as sorted arrays of their numbers, as tables of one byte a document, or as both.

A small set is quickest as an array whose members are looked up in the other set; a large one as a
table, of which whole rows are combined at once. NumPy's own set functions sort, which costs several
times as much as either.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Docs = npt.NDArray[np.int64]
Table = npt.NDArray[np.bool_]

NOTHING: Docs = np.empty(0, dtype=np.int64)
#: Looking one number up costs about as much as reading and writing so many in a table.
_LOOKUP = 16
#: Tables are combined whole when the smaller set has more than one in so many documents.
_DENSE = 8
#: Sets of so few documents are kept as they are worked with.
_WHOLE = 1 << 18


class DocSet:
    """A set of documents, of numbers below ``size``. Make it from sorted numbers without duplicates, or
    a table."""

    __slots__ = ("_docs", "_table", "count", "size")

    def __init__(self, size: int, docs: Docs | None = None, table: Table | None = None) -> None:
        self.size = size
        self._docs = docs
        self._table = table
        if docs is not None:
            self.count = len(docs)
        else:
            assert table is not None
            self.count = int(np.count_nonzero(table))

    @property
    def docs(self) -> Docs:
        """The members, rising."""
        if self._docs is not None:
            return self._docs
        assert self._table is not None
        found: Docs = np.flatnonzero(self._table)
        if not self.dense:
            self._docs = found  # Of a dense one the table is at hand, and takes less room.
        return found

    @property
    def table(self) -> Table:
        """For each document, whether it is a member."""
        if self._table is None:
            self._table = np.zeros(self.size, dtype=np.bool_)
            self._table[self._docs] = True
        return self._table

    @property
    def dense(self) -> bool:
        """Whether it is best taken as a table."""
        return self.count * _DENSE > self.size

    def has(self, docs: Docs) -> Table:
        """Which of some documents are members."""
        if self._table is None and (self._docs is not None and len(docs) * _LOOKUP < self.count):
            return among(docs, self._docs)
        return self.table[docs]


class KeptSet:
    """A set as it is kept for long.

    Of many documents: a dense one as a bit a document, any other as numbers of half the width. One hard
    query has some fifty sets of which it asks for most again; as they are worked with, those of a million
    documents leave no room for each other. Of fewer documents, opening costs more than the room is worth.
    """

    __slots__ = ("_bits", "_docs", "_set", "_size")

    def __init__(self, given: DocSet) -> None:
        self._size = given.size
        self._set: DocSet | None = None
        self._bits: npt.NDArray[np.uint8] | None = None
        self._docs: npt.NDArray[np.int32] | None = None
        if given.size <= _WHOLE:
            self._set = DocSet(given.size, table=given.table) if given.dense else given
        elif given.dense:
            self._bits = np.packbits(given.table)
        else:
            self._docs = given.docs.astype(np.int32)

    def opened(self) -> DocSet:
        """The set to work with."""
        if self._set is not None:
            return self._set
        if self._bits is not None:
            return DocSet(self._size, table=np.unpackbits(self._bits, count=self._size).view(np.bool_))
        assert self._docs is not None
        return DocSet(self._size, self._docs.astype(np.int64))

    @property
    def nbytes(self) -> int:
        """How many bytes it takes up, or will when one that is not very small is asked for both ways."""
        if self._set is None:
            return sum(kept.nbytes for kept in (self._bits, self._docs) if kept is not None)
        tabled = self._set.count * _LOOKUP > self._size
        return (0 if self._set.dense else self._set.count * 8) + (self._size if tabled else 0)


def distinct(rising: Docs) -> Docs:
    """The numbers of a sorted array, each once. (NumPy's ``unique`` does not know that it is sorted.)"""
    if len(rising) < 2:
        return rising
    new = np.empty(len(rising), dtype=np.bool_)
    new[0] = True
    np.not_equal(rising[1:], rising[:-1], out=new[1:])
    return rising[new]


def among(some: Docs, many: Docs) -> Table:
    """Which members of one sorted array are in another too, by looking each up."""
    if not len(many):
        return np.zeros(len(some), dtype=np.bool_)
    at = many.searchsorted(some)
    at[at == len(many)] = 0
    found: Table = many[at] == some
    return found


def intersect(one: DocSet, other: DocSet) -> DocSet:
    """What is in both sets."""
    small, large = (one, other) if one.count <= other.count else (other, one)
    if not small.count or large.count == large.size:
        return small
    if small.dense:
        return DocSet(one.size, table=small.table & large.table)
    return DocSet(one.size, small.docs[large.has(small.docs)])


def subtract(base: DocSet, excluded: DocSet) -> DocSet:
    """What is in the first set and not in the second."""
    if not base.count or not excluded.count:
        return base
    if base.dense:
        return DocSet(base.size, table=base.table & ~excluded.table)
    return DocSet(base.size, base.docs[~excluded.has(base.docs)])


def unite(parts: Sequence[DocSet], size: int) -> DocSet:
    """What is in at least one of the sets."""
    filled = sorted((part for part in parts if part.count), key=lambda part: -part.count)
    if not filled:
        return DocSet(size, NOTHING)
    if len(filled) == 1 or filled[0].count == size:
        return filled[0]
    if sum(part.count for part in filled) * _LOOKUP < size:
        # The stable sort sees that these are a few sorted rows, and merges them.
        joined = np.sort(np.concatenate([part.docs for part in filled]), kind="stable")
        return DocSet(size, distinct(joined))
    table = filled[0].table.copy()
    for part in filled[1:]:
        if part.dense:
            table |= part.table
        else:
            table[part.docs] = True
    return DocSet(size, table=table)
