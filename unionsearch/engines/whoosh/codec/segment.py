"""An open segment: its postings as arrays, its documents' columns, and what is handed back of each document.

Document numbers are the segment's own, from 0, deleted documents among them. Every method raises
ValueError where the file is damaged.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from unionsearch.engines.fields import TEXT_FIELDS
from unionsearch.engines.whoosh.codec import layout
from unionsearch.engines.whoosh.codec.container import SectionFile
from unionsearch.engines.whoosh.codec.packed import BLOCK, Numbers, Packed, changes
from unionsearch.engines.whoosh.codec.terms import Terms, key_of

#: In the byte that says which fields there are.
_UTF_8 = 0x80
NOTHING: Numbers = np.empty(0, dtype=np.int64)


class Extent(NamedTuple):
    """The postings ``[first, last)`` of one term or of several in one row, and the ranks of these terms."""

    first: int
    last: int
    rank: int
    terms: int = 1


class SegmentColumns:
    """The columns of one segment file."""

    def __init__(self, path: Path) -> None:
        self._file = SectionFile(path)
        self.terms = Terms(self._file)
        self.count: int = self._file.value(layout.COUNT)
        #: How many postings were unpacked, and how many blocks of such were passed over: for tests and
        #: benchmarks.
        self.decoded = self.skipped = 0
        self._begin = self._file.packed(layout.POSTINGS_BEGIN)
        self._documents = self._file.packed(layout.DOCUMENTS)
        self._times = self._file.packed(layout.TIMES)
        if self._begin.count != len(self.terms) + 1 or self._documents.count != self._times.count:
            raise ValueError("columns of different lengths")

    # Terms

    def extent(self, field: str, term: bytes) -> Extent | None:
        """The postings of a term, if the segment has it."""
        rank = self.terms.rank(key_of(layout.NUMBERS[field], term))
        return None if rank < 0 else self.extent_of(rank)

    def extent_of(self, rank: int, terms: int = 1) -> Extent:
        """The postings of a row of terms."""
        return Extent(self._begin.at(rank), self._begin.at(rank + terms), rank, terms)

    def extent_from(self, field: str, prefix: bytes) -> Extent | None:
        """The postings of all terms that begin with a prefix, term by term."""
        ranks = self.terms.ranks_from(key_of(layout.NUMBERS[field], prefix))
        return self.extent_of(ranks[0], len(ranks)) if ranks else None

    # Postings

    def documents(self, extent: Extent) -> Numbers:
        """The document of each posting; within a term they rise."""
        self.decoded += extent.last - extent.first
        found = np.cumsum(self._documents.slice(extent.first, extent.last))
        if extent.terms > 1:
            # Each term begins anew: what the terms before it came up to is taken off.
            starts = self._begin.slice(extent.rank, extent.rank + extent.terms) - extent.first
            found -= np.repeat(np.concatenate([[0], found[starts[1:] - 1]]), self.frequencies(extent))
        # The first document of a term is kept as one more, so that none is ever 0.
        found -= 1
        ends = found if extent.terms > 1 else found[[0, -1]] if len(found) else found
        if len(ends) and not (int(ends.min()) >= 0 and int(ends.max()) < self.count):
            raise ValueError("a document beyond the segment's end")
        return found

    def frequencies(self, extent: Extent) -> Numbers:
        """How many postings each of the terms has."""
        begin = self._begin.slice(extent.rank, extent.rank + extent.terms + 1)
        return np.diff(begin)

    def times(self, extent: Extent) -> Numbers:
        """How often the term stands in the document, for each posting."""
        return self._times.slice(extent.first, extent.last) + 1

    def blocks(self, extent: Extent) -> Numbers:
        """The blocks over which a term's postings go."""
        return np.arange(extent.first // BLOCK, (extent.last - 1) // BLOCK + 1, dtype=np.int64)

    def among(self, extent: Extent, wanted: Numbers) -> tuple[Numbers, Numbers]:
        """Of one term, the postings of ``wanted`` documents (rising): their documents, and their places.

        Only the blocks in which they can be are read. A place counts from the beginning of all postings.
        """
        blocks = self.blocks(extent)
        if len(blocks) > 1 and len(wanted) < extent.last - extent.first:
            # What comes before the next block's first posting is this block's last. Documents count
            # from 1 there.
            last = self._before[blocks[1:]]
            chosen = blocks[changes(np.searchsorted(last, wanted + 1))[0]]
            self.skipped += len(blocks) - len(chosen)
            blocks = chosen
        documents, places = self._in_blocks(extent, blocks)
        at = np.searchsorted(documents, wanted)
        at[at == len(documents)] = 0
        found = at[documents[at] == wanted] if len(documents) else NOTHING
        return documents[found], places[found]

    def _in_blocks(self, extent: Extent, chosen: Numbers) -> tuple[Numbers, Numbers]:
        steps = self._documents.blocks(chosen)
        places = chosen[:, None] * BLOCK + np.arange(BLOCK)
        inside = (places >= extent.first) & (places < extent.last)
        steps *= inside
        documents = np.cumsum(steps, axis=1)
        documents += (self._before[chosen].astype(np.int64) * (chosen * BLOCK > extent.first))[:, None]
        self.decoded += len(chosen) * BLOCK
        return documents[inside] - 1, places[inside]

    def times_at(self, places: Numbers) -> Numbers:
        """How often the term stands in the document, for postings at rising places."""
        return self._times.take(places) + 1

    def positions(self, chosen: Numbers) -> tuple[Numbers, Numbers]:
        """Where terms stand in the documents of some postings, at rising places.

        The answer is each position, and for each the index in ``chosen`` of its posting.
        """
        blocks, owners = changes(chosen // BLOCK)
        times = self._times.blocks(blocks) + 1
        within = chosen % BLOCK
        often = times[owners, within]
        begins = (np.cumsum(times, axis=1) - times)[owners, within] + self._positions_before[blocks][owners]
        postings = np.repeat(np.arange(len(chosen), dtype=np.int64), often)
        offsets = np.cumsum(often) - often
        first, last = (int(begins[0]), int(begins[-1] + often[-1])) if len(chosen) else (0, 0)
        if last - first == len(postings):
            # All of a term's places lie side by side.
            steps = self._positions.slice(first, last)
        else:
            steps = self._positions.take(
                np.arange(len(postings), dtype=np.int64) - (offsets - begins)[postings]
            )
        summed = np.cumsum(steps)
        before = np.concatenate([NOTHING, summed[offsets - 1]])
        before[:1] = 0
        return summed - before[postings], postings

    def steps(self, extent: Extent) -> Numbers:
        """For a row of terms of a gram field, the steps between positions, as they are kept."""
        return self._positions.slice(self._step(extent.first), self._step(extent.last))

    def _step(self, posting: int) -> int:
        """How many positions come before those of a posting."""
        block, within = divmod(posting, BLOCK)
        if block == len(self._positions_before):
            return self._positions.count
        times = self._times.slice(block * BLOCK, posting)
        return int(self._positions_before[block]) + int(times.sum()) + within

    @cached_property
    def _positions(self) -> Packed:
        return self._file.packed(layout.POSITIONS)

    @cached_property
    def _positions_before(self) -> npt.NDArray[Any]:
        return self._file.array(layout.POSITIONS_BEFORE)

    @cached_property
    def _before(self) -> npt.NDArray[Any]:
        return self._file.array(layout.BEFORE)

    def bounds(self, extent: Extent) -> tuple[npt.NDArray[np.float64], Numbers]:
        """For each block of a term's postings, the most that a term stands in a document there, and the
        least length of its field. A block may have postings of neighbouring terms, so that these are
        bounds only."""
        first, last = extent.first // BLOCK, (extent.last - 1) // BLOCK + 1
        times = self._file.array(layout.MOST_TIMES)[first:last].astype(np.float64)
        times[times == layout.UNBOUNDED] = np.inf
        return times, self._file.array(layout.LEAST_LENGTH)[first:last].astype(np.int64)

    # Documents

    def numbers(self, name: str) -> npt.NDArray[Any] | None:
        """A column with one number a document; None when no document has one."""
        return self._file.array(name) if self._file.has(name) else None

    def lengths(self, field: str) -> npt.NDArray[Any] | None:
        """How many tokens each document has in a field; None when none has any."""
        return self.numbers(layout.lengths(field))

    def total(self, field: str) -> tuple[int, int]:
        """The sum of the lengths of a field, and how many documents have it."""
        total, filled = self._file.value(layout.TOTALS).get(field, (0, 0))
        return int(total), int(filled)

    @cached_property
    def sources(self) -> list[str]:
        """The names that the column of sources counts by."""
        return list(self._file.value(layout.SOURCES))

    def dated(self) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """The days of documents, rising, and the document of each."""
        return self._file.array(layout.DATED_DAY), self._file.array(layout.DATED_DOCUMENT)

    # What is handed back

    @cached_property
    def _begins(self) -> dict[str, Packed]:
        begins = ((layout.PAYLOADS, layout.PAYLOADS_BEGIN), (layout.FLATS, layout.FLATS_BEGIN))
        return {name: self._file.packed(begin) for name, begin in begins}

    def _kept(self, name: str, doc: int) -> bytes:
        begin = self._begins[name]
        return self._file.record(name, begin.at(doc), begin.at(doc + 1))

    def sealed(self, name: str, first: int, last: int) -> tuple[bytes, Numbers]:
        """What is kept of the documents ``[first, last)``, as it lies there, and the size of each."""
        begins = self._begins[name].slice(first, last + 1)
        return self._file.sealed(name, int(begins[0]), int(begins[-1])), np.diff(begins)

    def payload(self, doc: int) -> str:
        """The payload of a document."""
        return unpack_payload(self._kept(layout.PAYLOADS, doc))

    def flats(self, doc: int) -> dict[str, str]:
        """The gram streams of a document, by field."""
        return unpack_flats(self._kept(layout.FLATS, doc))

    def flats_of(self, docs: Numbers) -> Iterator[dict[str, str]]:
        """The gram streams of documents of rising numbers."""
        begins = self._begins[layout.FLATS]
        ends = begins.take(docs + 1).tolist()
        for begin, end in zip(begins.take(docs).tolist(), ends, strict=True):
            yield unpack_flats(self._file.record(layout.FLATS, begin, end))

    def close(self) -> None:
        """Give back the mapped file."""
        self.terms.close()
        for name in ("_positions", "_positions_before", "_before", "_begins"):
            self.__dict__.pop(name, None)
        del self._begin, self._documents, self._times
        self._file.close()


def pack_payload(payload: str) -> bytes:
    """A payload as it is kept."""
    return zlib.compress(payload.encode("utf-8", "surrogatepass"), 3)


def unpack_payload(data: bytes) -> str:
    """The payload that :func:`pack_payload` packed. Raises ValueError."""
    try:
        return zlib.decompress(data).decode("utf-8", "surrogatepass")
    except zlib.error as error:
        raise ValueError(str(error)) from error


def pack_flats(flats: Mapping[str, str]) -> bytes:
    """Gram streams as they are kept: uncompressed, because the second stage of ranking reads hundreds a
    query.

    A byte says which fields there are, then come their lengths in characters, then all text: in UTF-16, in
    which Chinese takes up two thirds of what it does in UTF-8, unless it has halves of characters in it.
    """
    present = [name for name in TEXT_FIELDS if name in flats]
    mask = sum(1 << TEXT_FIELDS.index(name) for name in present)
    text = "".join(flats[name] for name in present)
    try:
        data = text.encode("utf-16-le")
    except UnicodeEncodeError:
        mask |= _UTF_8
        data = text.encode("utf-8", "surrogatepass")
    return struct.pack(f"<B{len(present)}I", mask, *(len(flats[name]) for name in present)) + data


def unpack_flats(data: bytes) -> dict[str, str]:
    """The gram streams that :func:`pack_flats` packed. Raises ValueError."""
    present = [name for i, name in enumerate(TEXT_FIELDS) if data[0] >> i & 1]
    head = struct.Struct(f"<B{len(present)}I")
    body = data[head.size :]
    text = body.decode("utf-8", "surrogatepass") if data[0] & _UTF_8 else body.decode("utf-16-le")
    found = {}
    at = 0
    for name, length in zip(present, head.unpack_from(data)[1:], strict=True):
        found[name] = text[at : at + length]
        at += length
    return found
