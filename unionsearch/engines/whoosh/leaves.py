"""The segments of one state, side by side as one set of columns: what the executor asks of an index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from unionsearch.engines.budget import budget
from unionsearch.engines.columns import SHIFT
from unionsearch.engines.fields import TEXT_FIELDS
from unionsearch.engines.protocol import Docs, Places, Scores, Stream
from unionsearch.engines.remembered import Asked, Remembered
from unionsearch.engines.sets import NOTHING, distinct
from unionsearch.engines.whoosh.codec import layout
from unionsearch.engines.whoosh.codec.segment import Extent, SegmentColumns
from unionsearch.engines.whoosh.toc import Segment, Toc

#: How many terms' places are kept.
_TERMS = 1 << 16
#: A term's places are read only in the documents wanted when it has more than so many times as many.
_SPARSE = 64


def encoded(token: str) -> bytes:
    """A token as it stands in a key."""
    return token.encode("utf-8", "surrogatepass")


class Leaf:
    """One segment, whose documents begin at ``base`` in the whole index."""

    def __init__(self, segment: Segment, base: int, folder: Path) -> None:
        self.columns = SegmentColumns(folder / segment.file())
        if self.columns.count != segment.count:
            raise ValueError("a segment of another size")
        self.base = base
        self.size = segment.count
        self.deleted = np.array(segment.deleted, dtype=np.int64)
        self._alive: npt.NDArray[np.bool_] | None = None
        if len(self.deleted):
            self._alive = np.ones(self.size, dtype=np.bool_)
            self._alive[self.deleted] = False

    def kept(self, docs: Docs) -> npt.NDArray[np.bool_]:
        """Which of its own documents are not deleted."""
        assert self._alive is not None
        return self._alive[docs]

    def undeleted(self, docs: Docs, times: Docs) -> tuple[Docs, Docs]:
        """Postings without those of its own documents that are deleted."""
        if self._alive is None:
            return docs, times
        kept = self._alive[docs]
        return docs[kept], times[kept]

    def alive(self, docs: Docs) -> Docs:
        """Those of some of its own documents that are not deleted, as numbers of the whole index."""
        return (docs if self._alive is None else docs[self._alive[docs]]) + self.base

    def places(self, docs: Docs, chosen: Docs) -> Docs:
        """The places of a term, as keys (see ``SHIFT``), for postings of which document and place are
        given."""
        positions, owners = self.columns.positions(chosen)
        return ((docs + self.base) << SHIFT)[owners] | positions


class Leaves:
    """All segments of a state. Raises ValueError where files are damaged."""

    def __init__(self, toc: Toc, folder: Path) -> None:
        self.leaves: list[Leaf] = []
        base = 0
        for segment in toc.segments:
            self.leaves.append(Leaf(segment, base, folder))
            base += segment.count
        self.size = base
        self._bases = np.array([leaf.base for leaf in self.leaves], dtype=np.int64)
        self.alive = base - sum(len(leaf.deleted) for leaf in self.leaves)
        keep = budget(self.size)
        self._flats: Remembered[int, Mapping[str, str]] = Remembered(keep.texts)
        self._found: dict[tuple[str, str], list[tuple[Leaf, Extent]]] = {}
        # By the segment's first document and the term's rank.
        self._decoded: Remembered[tuple[int, int], tuple[Docs, Docs]] = Remembered(keep.postings)
        self._asked = Asked()
        self._known: Remembered[tuple[int, int], Docs] = Remembered(keep.places)

    def of(self, doc: int) -> tuple[Leaf, int]:
        """The segment of a document, and its number there."""
        if not 0 <= doc < self.size:
            raise IndexError(doc)
        leaf = self.leaves[int(np.searchsorted(self._bases, doc, side="right")) - 1]
        return leaf, doc - leaf.base

    @cached_property
    def _live(self) -> Docs:
        return joined([leaf.alive(np.arange(leaf.size, dtype=np.int64)) for leaf in self.leaves])

    def live(self) -> Docs:
        return self._live

    # Terms

    def term(self, field: str, token: str) -> tuple[Docs, Docs]:
        """The documents of a term, and how often it stands in each."""
        lists = []
        for leaf, extent in self._extents(field, token):
            docs, times = leaf.undeleted(*self._postings(leaf, extent))
            lists.append((docs + leaf.base, times) if leaf.base else (docs, times))
        return joined([docs for docs, _ in lists]), joined([times for _, times in lists])

    def _extents(self, field: str, token: str) -> list[tuple[Leaf, Extent]]:
        """The segments that have a term, and its postings there."""
        found = self._found.get((field, token))
        if found is None:
            term = encoded(token)
            found = [(leaf, e) for leaf in self.leaves if (e := leaf.columns.extent(field, term)) is not None]
            if len(self._found) >= _TERMS:
                self._found.clear()
            self._found[field, token] = found
        return found

    def _postings(self, leaf: Leaf, extent: Extent) -> tuple[Docs, Docs]:
        """The documents of a term in a segment, as its own numbers and deleted ones too, and how often
        in each."""
        key = (leaf.base, extent.rank)
        found = self._decoded.get(key)
        if found is None:
            found = leaf.columns.documents(extent), leaf.columns.times(extent)
            self._decoded.put(key, found, found[0].nbytes + found[1].nbytes)
        return found

    def frequency(self, stream: Stream, field: str, token: str) -> int:
        return sum(extent.last - extent.first for _, extent in self._extents(f"{stream}_{field}", token))

    def postings(self, stream: Stream, field: str, token: str) -> tuple[Docs, Docs]:
        return self.term(f"{stream}_{field}", token)

    def postings_among(self, stream: Stream, field: str, token: str, docs: Docs) -> tuple[Docs, Docs]:
        lists = []
        for leaf, extent in self._extents(f"{stream}_{field}", token):
            here, places = self._among(leaf, extent, self._own(leaf, docs))
            lists.append((here + leaf.base, leaf.columns.times_at(places)))
        return joined([here for here, _ in lists]), joined([times for _, times in lists])

    def block_bounds(self, stream: Stream, field: str, token: str) -> tuple[Scores, Docs]:
        found = [leaf.columns.bounds(extent) for leaf, extent in self._extents(f"{stream}_{field}", token)]
        if not found:
            return np.empty(0), NOTHING
        return np.concatenate([times for times, _ in found]), np.concatenate([least for _, least in found])

    @cached_property
    def _deleted(self) -> Docs:
        return joined([leaf.deleted + leaf.base for leaf in self.leaves])

    def deleted(self) -> Docs:
        return self._deleted

    def _among(self, leaf: Leaf, extent: Extent, wanted: Docs) -> tuple[Docs, Docs]:
        """Those of ``wanted`` documents that a term has, as the segment's own numbers, and their
        postings' places."""
        decoded = self._decoded.get((leaf.base, extent.rank))
        if decoded is None:
            if not self._asked.before((leaf.base, extent.rank)):
                return leaf.columns.among(extent, wanted)
            decoded = self._postings(leaf, extent)
        here = decoded[0]
        at = np.searchsorted(here, wanted)
        at[at == len(here)] = 0
        at = at[here[at] == wanted]
        return here[at], at + extent.first

    def _own(self, leaf: Leaf, docs: Docs) -> Docs:
        """Those of ``docs`` that are in a segment, as its own numbers."""
        if len(self.leaves) == 1:
            return docs
        first, last = np.searchsorted(docs, [leaf.base, leaf.base + leaf.size]).tolist()
        return docs[first:last] - leaf.base

    def beginning(self, field: str, char: str) -> Docs:
        """The documents with a gram that begins with a character."""
        found = []
        for leaf in self.leaves:
            extent = leaf.columns.extent_from(f"grams_{field}", encoded(char))
            if extent is not None:
                found.append(leaf.alive(distinct(np.sort(leaf.columns.documents(extent)))))
        return joined(found)

    def positions(self, field: str, gram: str, docs: Docs) -> Docs:
        return joined(
            [self._places(leaf, extent, docs) for leaf, extent in self._extents(f"grams_{field}", gram)]
        )

    def positions_from(self, field: str, char: str, docs: Docs) -> Docs:
        found = []
        for leaf in self.leaves:
            whole = leaf.columns.extent_from(f"grams_{field}", encoded(char))
            for rank in range(whole.rank, whole.rank + whole.terms) if whole else ():
                found.append(self._places(leaf, leaf.columns.extent_of(rank), docs))
        return np.sort(joined(found))

    def _places(self, leaf: Leaf, extent: Extent, docs: Docs) -> Docs:
        """The places of a term in at least those of ``docs`` that are in a segment."""
        wanted = self._own(leaf, docs)
        key = (leaf.base, extent.rank)
        known = self._known.get(key)
        few = len(wanted) * _SPARSE < extent.last - extent.first
        if known is None and few and not self._asked.before((leaf.base, extent.rank, "places")):
            here, chosen = self._among(leaf, extent, wanted)
            return leaf.places(here, chosen)
        if known is None:
            here = leaf.columns.documents(extent)
            chosen = np.arange(extent.first, extent.last, dtype=np.int64)
            if leaf.deleted.size:
                kept = leaf.kept(here)
                here, chosen = here[kept], chosen[kept]
            known = leaf.places(here, chosen)
            self._known.put(key, known, known.nbytes)
        return known

    # Labels and dates

    def keyword(self, name: str, value: str) -> Docs:
        return self.term(name, value)[0]

    def days(self, first: int, last: int) -> Docs:
        found = []
        for leaf in self.leaves:
            day, document = leaf.columns.dated()
            begin, end = np.searchsorted(day, [first, last + 1]).tolist()
            found.append(leaf.alive(distinct(np.sort(document[begin:end].astype(np.int64)))))
        return joined(found)

    @cached_property
    def _periods(self) -> list[tuple[int, int]]:
        prefix = bytes((layout.NUMBERS[layout.PERIOD],))
        keys = {key for leaf in self.leaves for key in leaf.columns.terms.keys_from(prefix)}
        return [(int(key[1:9]), int(key[10:])) for key in sorted(keys)]

    def periods(self) -> list[tuple[int, int]]:
        return self._periods

    def period(self, period: tuple[int, int]) -> Docs:
        return self.term(layout.PERIOD, "{:08}-{:08}".format(*period))[0]

    # Documents

    def lengths(self, stream: Stream, field: str, docs: Docs) -> Docs:
        """How many tokens each of ``docs`` has in a field."""
        return self._numbers(layout.lengths(f"{stream}_{field}"), docs)

    def with_field(self, field: str) -> Docs:
        """The documents that have a text field."""
        live = self.live()
        return live[self.lengths("grams", field, live) > 0]

    def average(self, stream: Stream, field: str) -> float:
        """The average length of a field over the documents that have it; 0 when none has."""
        total = filled = 0
        for leaf in self.leaves:
            name = f"{stream}_{field}"
            of_all, with_any = leaf.columns.total(name)
            total += of_all
            filled += with_any
            column = leaf.columns.lengths(name)
            if len(leaf.deleted) and column is not None:
                gone = column[leaf.deleted]
                total -= int(gone.sum())
                filled -= int(np.count_nonzero(gone))
        return total / filled if filled else 0.0

    def _numbers(self, name: str, docs: Docs) -> Docs:
        """What a column has for each of ``docs``; 0 where there is none."""
        found = np.zeros(len(docs), dtype=np.int64)
        if len(self.leaves) == 1:
            column = self.leaves[0].columns.numbers(name)
            return found if column is None else column[docs].astype(np.int64)
        owners = np.searchsorted(self._bases, docs, side="right") - 1
        for at, leaf in enumerate(self.leaves):
            column = leaf.columns.numbers(name)
            if column is not None:
                own = owners == at
                found[own] = column[docs[own] - leaf.base]
        return found

    @cached_property
    def _source_order(self) -> tuple[list[str], list[Docs]]:
        names: dict[str, int] = {}
        orders = []
        for leaf in self.leaves:
            orders.append(
                np.array([names.setdefault(n, len(names)) for n in leaf.columns.sources], dtype=np.int64)
            )
        return list(names), orders

    @property
    def sources(self) -> list[str]:
        """Every source once."""
        return self._source_order[0]

    def places(self, docs: Docs) -> Places:
        """Where each of ``docs`` stands."""
        sources = self._numbers(layout.SOURCE, docs)
        owners = np.searchsorted(self._bases, docs, side="right") - 1
        for at, order in enumerate(self._source_order[1]):
            own = owners == at
            sources[own] = order[sources[own]]
        return Places(sources, self._numbers(layout.NUMBER, docs), self._numbers(layout.DAY, docs))

    def flats(self, doc: int) -> Mapping[str, str]:
        """The gram streams of a document by field."""
        return next(self.flats_of(np.array([doc], dtype=np.int64)))

    def flats_of(self, docs: Docs) -> Iterator[Mapping[str, str]]:
        """The gram streams of documents of rising numbers."""
        for leaf in self.leaves:
            own = self._own(leaf, docs)
            known = [self._flats.get(doc + leaf.base) for doc in own.tolist()]
            missing = leaf.columns.flats_of(own[[flats is None for flats in known]])
            for doc, flats in zip(own.tolist(), known, strict=True):
                if flats is None:
                    flats = next(missing)
                    # Two bytes a character, and what Python adds to each text.
                    size = 200 + 2 * sum(map(len, flats.values()))
                    self._flats.put(doc + leaf.base, flats, size)
                yield flats

    def words(self) -> Counter[str]:
        """Tokens and document frequencies: the greatest over the fields, summed over the segments.

        Articles that are deleted but not yet merged away count too.
        """
        total: Counter[str] = Counter()
        for leaf in self.leaves:
            greatest: dict[bytes, int] = {}
            for field in TEXT_FIELDS:
                keys = list(leaf.columns.terms.keys_from(bytes((layout.NUMBERS[f"words_{field}"],))))
                if keys:
                    extent = leaf.columns.extent_of(leaf.columns.terms.rank(keys[0]), len(keys))
                    for key, often in zip(keys, leaf.columns.frequencies(extent).tolist(), strict=True):
                        greatest[key[1:]] = max(greatest.get(key[1:], 0), often)
            for token, often in greatest.items():
                total[token.decode("utf-8", "surrogatepass")] += often
        return total

    def close(self) -> None:
        """Give back the mapped files. A second time, nothing happens."""
        for leaf in self.leaves:
            leaf.columns.close()
        self.leaves = []
        self._found.clear()


def joined(parts: list[Docs]) -> Docs:
    """Arrays one after the other."""
    if not parts:
        return NOTHING
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
