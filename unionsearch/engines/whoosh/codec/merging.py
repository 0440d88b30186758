"""Writes a segment from other segments and from articles that are in none yet.

Both are sources of sorted postings. They are read side by side, a row of terms at a time, so that
memory is bounded by the size of such a row and not by the index; and each row is put together with
NumPy, not posting by posting.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from unionsearch.engines.whoosh.codec import layout
from unionsearch.engines.whoosh.codec.building import Building, Documents
from unionsearch.engines.whoosh.codec.container import SectionWriter
from unionsearch.engines.whoosh.codec.growing import Aside, Blocks, small
from unionsearch.engines.whoosh.codec.keys import Stretch, stretches
from unionsearch.engines.whoosh.codec.packed import Numbers
from unionsearch.engines.whoosh.codec.segment import NOTHING, Extent, SegmentColumns
from unionsearch.engines.whoosh.codec.terms import write_terms

#: Postings in a row of terms; one term may have more.
_ROW = 1 << 20
#: Documents of which what is kept is copied at once.
_AT_ONCE = 1 << 10


class Rows(NamedTuple):
    """Postings of a row of terms: see :class:`unionsearch.engines.whoosh.codec.building.Postings`."""

    frequencies: Numbers
    documents: Numbers
    times: Numbers
    steps: Numbers


class Source(Protocol):
    """Where a new segment's articles come from. Documents count from 0 in each."""

    def documents(self) -> Documents:
        """The columns of the documents, deleted ones among them."""

    def deleted(self) -> Collection[int]:
        """The documents that are to be left behind."""

    def keys(self, field: str) -> Iterator[bytes]:
        """The keys of a field, in order."""

    def frequencies(self, field: str, first: int, last: int) -> Numbers:
        """How many postings each of the field's keys ``[first, last)`` has."""

    def rows(self, field: str, first: int, last: int) -> Rows:
        """The postings of the field's keys ``[first, last)``."""

    def kept(self, name: str, first: int, last: int) -> tuple[bytes, Numbers]:
        """What is kept of the documents ``[first, last)``, payloads or gram streams: their records, and the
        size of each."""


class NewArticles:
    """Articles that are in no segment yet, as a source. ``building`` must be sealed."""

    def __init__(self, building: Building) -> None:
        self._building = building
        self._field = ""

    def documents(self) -> Documents:
        return self._building.documents()

    def deleted(self) -> Collection[int]:
        return ()

    def _open(self, field: str) -> None:
        if field != self._field:
            # One field at a time is held sorted.
            self._postings = self._building.postings(field)
            self._begins = np.concatenate([[0], np.cumsum(self._postings.frequencies)])
            self._places = np.concatenate([[0], np.cumsum(self._postings.times)])
            self._field = field

    def keys(self, field: str) -> Iterator[bytes]:
        self._open(field)
        return iter(self._postings.keys)

    def frequencies(self, field: str, first: int, last: int) -> Numbers:
        self._open(field)
        return self._postings.frequencies[first:last]

    def rows(self, field: str, first: int, last: int) -> Rows:
        self._open(field)
        begin, end = self._begins[first], self._begins[last]
        steps = self._postings.steps
        return Rows(
            self._postings.frequencies[first:last],
            self._postings.documents[begin:end],
            self._postings.times[begin:end],
            steps[self._places[begin] : self._places[end]] if len(steps) else steps,
        )

    def kept(self, name: str, first: int, last: int) -> tuple[bytes, Numbers]:
        records = self._building.kept[name][first:last]
        return b"".join(records), np.fromiter(map(len, records), dtype=np.int64, count=len(records))


class OldSegment:
    """A segment as a source, but for its deleted documents."""

    def __init__(self, columns: SegmentColumns, deleted: Collection[int]) -> None:
        self._columns = columns
        self._deleted = deleted
        self._field = ""

    def documents(self) -> Documents:
        columns = self._columns
        none = np.zeros(columns.count, dtype=np.int64)

        def numbers(name: str) -> Numbers:
            found = columns.numbers(name)
            return none if found is None else found.astype(np.int64)

        lengths = {
            field: found.astype(np.int64)
            for field in layout.FIELDS
            if (found := columns.lengths(field)) is not None
        }
        day, document = columns.dated()
        return Documents(
            columns.count,
            columns.sources,
            numbers(layout.SOURCE),
            numbers(layout.NUMBER),
            numbers(layout.DAY),
            lengths,
            day.astype(np.int64),
            document.astype(np.int64),
        )

    def deleted(self) -> Collection[int]:
        return self._deleted

    def keys(self, field: str) -> Iterator[bytes]:
        return self._columns.terms.keys_from(_field(field))

    def _extent(self, field: str, first: int, last: int) -> Extent:
        """The postings of the field's keys ``[first, last)``."""
        if field != self._field:
            self._rank = self._columns.terms.rank(next(self.keys(field)))
            self._field = field
        return self._columns.extent_of(self._rank + first, last - first)

    def frequencies(self, field: str, first: int, last: int) -> Numbers:
        if first == last:
            return NOTHING
        return self._columns.frequencies(self._extent(field, first, last))

    def rows(self, field: str, first: int, last: int) -> Rows:
        if first == last:
            return Rows(NOTHING, NOTHING, NOTHING, NOTHING)
        extent = self._extent(field, first, last)
        return Rows(
            self._columns.frequencies(extent),
            self._columns.documents(extent),
            self._columns.times(extent),
            self._columns.steps(extent) if field in layout.GRAMS else NOTHING,
        )

    def kept(self, name: str, first: int, last: int) -> tuple[bytes, Numbers]:
        return self._columns.sealed(name, first, last)


def write_segment(path: Path, sources: Sequence[Source]) -> int:
    """Write one segment of all that the sources have, their documents one after the other; give their number.

    Raises OSError, and ValueError when a source is damaged. What was begun of the file is then left there.
    """
    file = SectionWriter(path)
    try:
        merging = _Merging(file, path.parent, sources)
        merging.write()
        file.finish()
    except BaseException:
        file.abandon()
        raise
    return merging.count


class _Merging:
    """One segment in the making."""

    def __init__(self, file: SectionWriter, folder: Path, sources: Sequence[Source]) -> None:
        self._file = file
        self._folder = folder
        self._sources = sources
        self._documents = [source.documents() for source in sources]
        #: For each source, each document's number in the new segment, or -1.
        self._new: list[Numbers] = []
        self.count = 0
        for source, documents in zip(sources, self._documents, strict=True):
            kept = np.ones(documents.size, dtype=np.bool_)
            kept[list(source.deleted())] = False
            numbers = np.where(kept, self.count + np.cumsum(kept) - 1, -1)
            self._new.append(numbers)
            self.count += int(kept.sum())

    def write(self) -> None:
        self._write_columns()
        self._write_kept(layout.PAYLOADS, layout.PAYLOADS_BEGIN)
        self._write_kept(layout.FLATS, layout.FLATS_BEGIN)
        self._write_postings()
        self._file.value(layout.COUNT, self.count)

    # Documents

    def _joined(self, columns: Sequence[Numbers | None]) -> Numbers:
        """A column of all documents that are kept; 0 where a source has none."""
        found = np.zeros(self.count, dtype=np.int64)
        for values, new in zip(columns, self._new, strict=True):
            if values is not None:
                kept = new >= 0
                found[new[kept]] = values[kept]
        return found

    def _write_columns(self) -> None:
        names: dict[str, int] = {}
        sources = []
        for documents, new in zip(self._documents, self._new, strict=True):
            used = np.unique(documents.source[new >= 0]).tolist()
            order = np.zeros(len(documents.sources), dtype=np.int64)
            order[used] = [names.setdefault(documents.sources[i], len(names)) for i in used]
            sources.append(order[documents.source])
        self._file.value(layout.SOURCES, list(names))
        self._file.array(layout.SOURCE, small(self._joined(sources)))
        self._file.array(layout.NUMBER, small(self._joined([d.number for d in self._documents])))
        self._file.array(layout.DAY, small(self._joined([d.day for d in self._documents])))
        self.lengths: dict[str, Numbers] = {}
        totals = {}
        for field in dict.fromkeys(name for d in self._documents for name in d.lengths):
            lengths = self._joined([d.lengths.get(field) for d in self._documents])
            if lengths.any():
                self.lengths[field] = lengths
                totals[field] = [int(lengths.sum()), int(np.count_nonzero(lengths))]
                self._file.array(layout.lengths(field), small(lengths))
        self._file.value(layout.TOTALS, totals)
        days, dated = [], []
        for documents, new in zip(self._documents, self._new, strict=True):
            kept = new[documents.dated_document] >= 0
            days.append(documents.dated_day[kept])
            dated.append(new[documents.dated_document[kept]])
        day, document = np.concatenate(days), np.concatenate(dated)
        order = np.lexsort((document, day))
        self._file.array(layout.DATED_DAY, day[order].astype(np.uint32))
        self._file.array(layout.DATED_DOCUMENT, document[order].astype(np.uint32))

    def _write_kept(self, name: str, begins: str) -> None:
        """What is handed back of each document, and where it begins."""
        begin = self._file.begin()
        sizes = [NOTHING]
        for source, new in zip(self._sources, self._new, strict=True):
            for first, last in _runs(new >= 0):
                records, their_sizes = source.kept(name, first, last)
                self._file.write(records)
                sizes.append(their_sizes)
        self._file.end(name, begin)
        packing = self._file.packing(with_bases=True)
        packing.add(np.concatenate([[0], np.cumsum(np.concatenate(sizes))]))
        self._file.packed(begins, packing)

    # Postings

    def _write_postings(self) -> None:
        """All postings, in one pass over the sources: columns grow side by side, and go in one after
        the other."""
        documents, times, positions = (Aside(self._folder) for _ in range(3))
        blocks = Blocks()
        keys: list[bytes] = []
        frequencies: list[Numbers] = []
        for field in layout.FIELDS:
            lengths = self.lengths.get(field)
            for row_keys, row in self._rows(field):
                keys += row_keys
                frequencies.append(row.frequencies)
                starts = np.cumsum(row.frequencies) - row.frequencies
                # Documents count from 1 here, so that no step is ever 0.
                above = row.documents + 1
                steps = above.copy()
                steps[1:] -= above[:-1]
                steps[starts] = above[starts]
                documents.packing.add(steps)
                times.packing.add(row.times - 1)
                positions.packing.add(row.steps)
                blocks.add(
                    before=above - steps,
                    times=row.times,
                    lengths=np.zeros_like(above) if lengths is None else lengths[row.documents],
                    placed=field in layout.GRAMS,
                )
        write_terms(self._file, keys)
        packing = self._file.packing(with_bases=True)
        packing.add(np.concatenate([[0], np.cumsum(np.concatenate([NOTHING, *frequencies]))]))
        self._file.packed(layout.POSTINGS_BEGIN, packing)
        for name, aside in (
            (layout.DOCUMENTS, documents),
            (layout.TIMES, times),
            (layout.POSITIONS, positions),
        ):
            aside.write(self._file, name)
        blocks.write(self._file)

    def _rows(self, field: str) -> Iterator[tuple[list[bytes], Rows]]:
        """The postings of a field, a row of terms at a time, of all sources together."""
        for given in stretches([source.keys(field) for source in self._sources]):
            yield from self._rows_of(field, given)

    def _rows_of(self, field: str, given: Sequence[Stretch]) -> Iterator[tuple[list[bytes], Rows]]:
        """The rows of one stretch of the field's terms."""
        if len(given) == 1:
            keys = given[0].keys
            places = [np.arange(len(keys), dtype=np.int64)]
        else:
            keys = sorted(set().union(*(own.keys for own in given)))
            # For each source, the place of each of its keys among all keys.
            order = {key: at for at, key in enumerate(keys)}
            places = [
                np.fromiter(map(order.__getitem__, own.keys), dtype=np.int64, count=len(own.keys))
                for own in given
            ]
        frequencies = np.zeros(len(keys), dtype=np.int64)
        for source, own, place in zip(self._sources, given, places, strict=True):
            frequencies[place] += source.frequencies(field, own.first, own.first + len(own.keys))
        ends = np.cumsum(frequencies)
        first = 0
        while first < len(keys):
            before = int(ends[first - 1]) if first else 0
            last = max(first + 1, int(np.searchsorted(ends, before + _ROW, side="right")))
            row = self._row(field, given, places, first, last)
            kept = np.flatnonzero(row.frequencies)
            # Terms of which every document is gone go too.
            if len(kept):
                yield (
                    [keys[first + i] for i in kept.tolist()],
                    row._replace(frequencies=row.frequencies[kept]),
                )
            first = last

    def _row(
        self, field: str, given: Sequence[Stretch], places: Sequence[Numbers], first: int, last: int
    ) -> Rows:
        terms, documents, times, steps = [], [], [], []
        for source, own, place, new in zip(self._sources, given, places, self._new, strict=True):
            begin, end = np.searchsorted(place, [first, last]).tolist()
            row = source.rows(field, own.first + begin, own.first + end)
            term = np.repeat(place[begin:end] - first, row.frequencies)
            renumbered = new[row.documents]
            kept = renumbered >= 0
            own_steps = row.steps
            if not kept.all():
                if len(own_steps):
                    own_steps = own_steps[np.repeat(kept, row.times)]
                term, renumbered = term[kept], renumbered[kept]
                row = row._replace(times=row.times[kept])
            terms.append(term)
            documents.append(renumbered)
            times.append(row.times)
            steps.append(own_steps)
        if len(terms) == 1:
            joined = Rows(NOTHING, documents[0], times[0], steps[0])
            term = terms[0]
        else:
            term = np.concatenate(terms)
            order = np.argsort(term, kind="stable")
            every, often = np.concatenate(steps), np.concatenate(times)
            if len(every):
                every = every[_groups(often, order)]
            joined = Rows(NOTHING, np.concatenate(documents)[order], often[order], every)
            term = term[order]
        return joined._replace(frequencies=np.bincount(term, minlength=last - first))


def _field(field: str) -> bytes:
    """What the keys of a field begin with."""
    return bytes((layout.NUMBERS[field],))


def _runs(kept: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Where each run of what is kept begins and ends, none longer than what is copied at once."""
    edges = np.flatnonzero(np.diff(kept, prepend=False, append=False))
    for begin, end in edges.reshape(-1, 2).tolist():
        for first in range(begin, end, _AT_ONCE):
            yield first, min(first + _AT_ONCE, end)


def _groups(sizes: Numbers, order: Numbers) -> Numbers:
    """Where the members of groups are, the groups of these sizes being put into another order."""
    begins = (np.cumsum(sizes) - sizes)[order]
    sizes = sizes[order]
    found: Numbers = np.arange(int(sizes.sum()), dtype=np.int64)
    found += np.repeat(begins - (np.cumsum(sizes) - sizes), sizes)
    return found
