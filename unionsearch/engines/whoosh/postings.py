"""Reads Whoosh's postings a block at a time, where its matchers go posting by posting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.reading import TermNotFound

from unionsearch.engines.executor import NOTHING, SHIFT
from unionsearch.engines.protocol import Docs, Scores

Postings = tuple[Docs, Scores]

NO_POSTINGS: Postings = (NOTHING, np.empty(0))


class Leaf:
    """The postings of one segment, whose documents begin at ``base`` in the whole index."""

    def __init__(self, reader: Any, base: int) -> None:
        self.reader = reader
        self.base = base
        self.size: int = reader.doc_count_all()
        self._terms: Any = reader._terms
        self._fields = frozenset(reader.indexed_field_names())
        self._deleted: npt.NDArray[np.bool_] | None = None
        if reader.has_deletions():
            self._deleted = np.zeros(self.size, dtype=np.bool_)
            self._deleted[list(reader._perdoc.deleted_docs())] = True

    def live(self) -> Docs:
        """The documents that are not deleted."""
        docs = np.arange(self.base, self.base + self.size, dtype=np.int64)
        return docs if self._deleted is None else docs[~self._deleted]

    def _matcher(self, field: str, term: bytes) -> Any | None:
        if field not in self._fields:
            return None
        try:
            return self._terms.matcher(field, term, self.reader.schema[field].format)
        except TermNotFound:
            return None

    def postings(self, field: str, term: bytes) -> Postings:
        """The documents of a term and how often it stands in each."""
        matcher = self._matcher(field, term)
        if matcher is None:
            return NO_POSTINGS
        docs: list[Docs] = []
        times: list[Scores] = []
        for ids, weights, _ in _blocks(matcher):
            docs.append(ids)
            times.append(weights)
        found, often = np.concatenate(docs), np.concatenate(times)
        if found[-1] >= self.size:
            raise ValueError("a document number beyond the segment's end")
        if self._deleted is not None:
            kept = ~self._deleted[found]
            found, often = found[kept], often[kept]
        return found + self.base, often

    def positions(self, field: str, term: bytes, docs: Docs) -> Docs:
        """``doc << SHIFT | position`` for every place of a term in those of ``docs`` that are here."""
        first, last = np.searchsorted(docs, [self.base, self.base + self.size])
        wanted = docs[first:last] - self.base
        matcher = self._matcher(field, term) if len(wanted) else None
        if matcher is None:
            return NOTHING
        keys = []
        for ids, _, values in _blocks(matcher, wanted):
            at = np.flatnonzero(np.isin(ids, wanted, assume_unique=True))
            if not len(at):
                continue
            chosen = [values[i] for i in at.tolist()]
            places = np.frombuffer(b"".join(chosen), dtype=np.uint32)
            counts = [len(value) // places.itemsize for value in chosen]
            keys.append(np.repeat((ids[at] + self.base) << SHIFT, counts) | places)
        return np.concatenate(keys) if keys else NOTHING

    def terms(self, field: str, prefix: bytes = b"") -> Iterator[bytes]:
        """The terms of a field that begin with a prefix, in order."""
        if field not in self._fields:
            return
        for name, term in self._terms.terms_from(field, prefix):
            if name != field or not term.startswith(prefix):
                return
            yield term

    def frequencies(self, field: str) -> Iterator[tuple[bytes, int]]:
        """The terms of a field and how many documents, deleted ones among them, have each."""
        if field in self._fields:
            for (name, term), info in self._terms.items_from(field, b""):
                if name != field:
                    return
                yield term, info.doc_frequency()

    def column(self, name: str) -> Any:
        """The column of a field that every article has."""
        return self.reader.column_reader(name, translate=False)

    def numbers(self, name: str) -> Scores:
        """A whole column of numbers; 0 for articles without one."""
        found = np.zeros(self.size)
        if self.reader.has_column(name):
            column = self.column(name)
            # What Whoosh leaves off at the end of a column is 0 too.
            given = np.frombuffer(column._dbfile.get(column._basepos, column._count * 4), dtype=">u4")
            found[: len(given)] = given
        return found


def _blocks(matcher: Any, wanted: Docs | None = None) -> Iterator[tuple[Docs, Scores, Any]]:
    """The blocks of a postings list: documents, frequencies, stored values.

    Blocks without any of the ``wanted`` documents (sorted, not empty) are passed over unread.
    """
    last = -1
    while matcher.is_active():
        if wanted is not None:
            following = int(np.searchsorted(wanted, last, side="right"))
            if following == len(wanted):
                return
            last = matcher.block_max_id()
            if wanted[following] > last:
                matcher._next_block()
                continue
        matcher._read_data()
        deltas, weights, values = matcher._data
        ids = np.cumsum(np.array(deltas, dtype=np.int64))
        # One number stands for all where all are the same, and nothing at all where that is 1.
        if isinstance(weights, tuple):
            often = np.array(weights, dtype=np.float64)
        else:
            often = np.full(len(ids), 1.0 if weights is None else weights)
        yield ids, often, values
        matcher._next_block()
