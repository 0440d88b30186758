"""Reads a Whoosh index as arrays of postings, and answers the engine protocol over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from unionsearch.engines.conditions import Condition
from unionsearch.engines.executor import NOTHING, Executor
from unionsearch.engines.fields import TEXT_FIELDS
from unionsearch.engines.protocol import Best, Bm25f, Docs, Place, Places, Scores, Stream, Weighted
from unionsearch.engines.whoosh import files
from unionsearch.engines.whoosh import schema as s
from unionsearch.engines.whoosh.failures import reading
from unionsearch.engines.whoosh.postings import NO_POSTINGS, Leaf, Postings

#: How many postings lists, and how many articles, are kept in memory by one reader.
_LISTS = 8192
_ARTICLES = 1024


class _WhooshColumns:
    """The postings of an open Whoosh reader as arrays, each read once. Raises IndexDamagedError."""

    def __init__(self, reader: Any, folder: Path) -> None:
        self._reader = reader
        self._folder = folder
        # A reader without segments counts itself as its only leaf.
        leaves = reader.leaf_readers() if reader.doc_count_all() else []
        self._leaves = [Leaf(leaf, base) for leaf, base in leaves]
        self._bases = np.array([leaf.base for leaf in self._leaves], dtype=np.int64)
        self._postings: dict[tuple[str, str], Postings] = {}
        self._lengths: dict[str, Scores] = {}
        self._contents: dict[int, tuple[str, dict[str, str]]] = {}

    @property
    def size(self) -> int:
        return int(self._reader.doc_count_all())

    @cached_property
    def _live(self) -> Docs:
        return _joined([leaf.live() for leaf in self._leaves])

    def live(self) -> Docs:
        return self._live

    def _term(self, field: str, token: str) -> Postings:
        key = (field, token)
        found = self._postings.get(key)
        if found is None:
            term = s.to_bytes(token)
            with reading(self._folder):
                lists = [leaf.postings(field, term) for leaf in self._leaves]
            lists = [(docs, often) for docs, often in lists if len(docs)]
            found = NO_POSTINGS
            if lists:
                found = _joined([docs for docs, _ in lists]), np.concatenate([often for _, often in lists])
            if len(self._postings) >= _LISTS:
                self._postings.clear()
            self._postings[key] = found
        return found

    def postings(self, stream: Stream, field: str, token: str) -> Postings:
        return self._term(s.stream_field(stream, field), token)

    def positions(self, field: str, gram: str, docs: Docs) -> Docs:
        name, term = s.stream_field("grams", field), s.to_bytes(gram)
        with reading(self._folder):
            return _joined([leaf.positions(name, term, docs) for leaf in self._leaves])

    def grams_from(self, field: str, char: str) -> list[str]:
        return self._terms(s.stream_field("grams", field), char)

    def keyword(self, name: str, value: str) -> Docs:
        return self._term(name, value)[0]

    def _terms(self, field: str, prefix: str = "") -> list[str]:
        """The terms of a field that begin with a prefix, sorted."""
        with reading(self._folder):
            first = s.to_bytes(prefix)
            return sorted({s.from_bytes(term) for leaf in self._leaves for term in leaf.terms(field, first)})

    @cached_property
    def _days(self) -> Docs:
        with reading(self._folder):
            return np.array([int(term) for term in self._terms(s.DAYS)], dtype=np.int64)

    def days(self, first: int, last: int) -> Docs:
        begin, end = np.searchsorted(self._days, [first, last + 1])
        found = [self._term(s.DAYS, s.day_term(day))[0] for day in self._days[begin:end].tolist()]
        return np.unique(np.concatenate(found)) if found else NOTHING

    @cached_property
    def _periods(self) -> list[tuple[int, int]]:
        with reading(self._folder):
            return [s.read_period_term(term) for term in self._terms(s.PERIOD)]

    def periods(self) -> list[tuple[int, int]]:
        return self._periods

    def period(self, period: tuple[int, int]) -> Docs:
        return self._term(s.PERIOD, s.period_term(period))[0]

    def lengths(self, stream: Stream, field: str) -> Scores:
        name = s.length_field(stream, field)
        if name not in self._lengths:
            with reading(self._folder):
                parts = [leaf.numbers(name) for leaf in self._leaves]
            self._lengths[name] = np.concatenate([np.empty(0), *parts])
        return self._lengths[name]

    @cached_property
    def _places(self) -> list[list[Any]]:
        return [[leaf.column(name) for name in s.PLACE] for leaf in self._leaves]

    def place(self, doc: int) -> Place:
        with reading(self._folder):
            at = int(np.searchsorted(self._bases, doc, side="right")) - 1
            source, number, day = (column[doc - self._bases[at]] for column in self._places[at])
            return Place(s.from_bytes(source), int(number), int(day))

    @cached_property
    def _sources(self) -> tuple[list[str], Docs]:
        """The sources, and the position of each document's among them."""
        names = [s.from_bytes(self._places[at][0][i]) for at, leaf in enumerate(self._leaves) for i in range(leaf.size)]
        found = {name: at for at, name in enumerate(dict.fromkeys(names))}
        return list(found), np.array([found[name] for name in names], dtype=np.int64)

    def sources(self) -> list[str]:
        return self._sources[0]

    def places(self, docs: Docs) -> Places:
        numbers, days = (
            np.concatenate([np.empty(0), *(leaf.numbers(name) for leaf in self._leaves)]).astype(np.int64)
            for name in (s.PLACE_NUMBER, s.PLACE_DAY)
        )
        return Places(self._sources[1][docs], numbers[docs], days[docs])

    def content(self, doc: int) -> tuple[str, dict[str, str]]:
        """The payload and the gram streams of a document."""
        found = self._contents.get(doc)
        if found is None:
            with reading(self._folder):
                payload, flats = self._reader.stored_fields(doc)[s.CONTENT]
            found = payload, flats
            if len(self._contents) >= _ARTICLES:
                self._contents.clear()
            self._contents[doc] = found
        return found

    def flats(self, doc: int) -> Mapping[str, str]:
        return self.content(doc)[1]

    def words(self) -> Iterator[tuple[str, int]]:
        """Tokens and document frequencies: the greatest over the fields, summed over the segments.

        Articles that are deleted but not yet merged away count too.
        """
        total: Counter[str] = Counter()
        for leaf in self._leaves:
            greatest: dict[bytes, int] = {}
            with reading(self._folder):
                for field in TEXT_FIELDS:
                    for term, frequency in leaf.frequencies(s.stream_field("words", field)):
                        greatest[term] = max(greatest.get(term, 0), frequency)
                for term, frequency in greatest.items():
                    total[s.from_bytes(term)] += frequency
        yield from sorted(total.items())


def _joined(parts: list[Docs]) -> Docs:
    if not parts:
        return NOTHING
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


class WhooshReader:
    """One committed state of the index. Its methods raise IndexDamagedError where files are damaged."""

    def __init__(self, reader: Any, attachment: bytes, generation: int, folder: Path) -> None:
        self._reader = reader
        self._columns = _WhooshColumns(reader, folder)
        self._executor = Executor(self._columns)
        self.attachment = attachment
        self.generation = generation
        self._folder = folder
        self._closed = False

    def count(self) -> int:
        """How many articles there are."""
        return int(self._reader.doc_count())

    def match(self, condition: Condition) -> Docs:
        """The articles that meet the condition, in rising order of document number."""
        return self._executor.match(condition)

    def frequency(self, condition: Condition) -> int:
        """How many articles meet the condition."""
        return len(self.match(condition))

    def score(self, docs: Docs, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f]) -> Scores:
        """The BM25F score of each of ``docs``."""
        return self._executor.score(docs, terms, parameters)

    def place(self, doc: int) -> Place:
        """Where one article stands, in the corpus and in time."""
        return self._columns.place(doc)

    def places(self, docs: Docs) -> Places:
        """Where each of several articles stands."""
        return self._columns.places(docs)

    def sources(self) -> Sequence[str]:
        """The sources that places count by."""
        return self._columns.sources()

    def best(
        self, condition: Condition, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f], k: int
    ) -> Best:
        """The ``k`` best-scoring articles that meet the condition, and how many meet it."""
        return self._executor.best(condition, terms, parameters, k)

    def payload(self, doc: int) -> str:
        """The payload of one article."""
        return self._columns.content(doc)[0]

    def flats(self, doc: int) -> Mapping[str, str]:
        """The gram streams of one article, by field."""
        return self._columns.flats(doc)

    def words(self) -> Iterator[tuple[str, int]]:
        """Every token of the words streams, with the number of articles it stands in, roughly."""
        return self._columns.words()

    def derived(self, name: str) -> Path:
        """The file for what is derived from this state; it goes when the state goes."""
        return files.derived_path(self._folder, name, self.generation)

    def close(self) -> None:
        """Give back files and memory maps. A second time, nothing happens."""
        if not self._closed:
            self._closed = True
            self._reader.close()
