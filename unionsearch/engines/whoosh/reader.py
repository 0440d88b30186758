"""Reads a Whoosh index as arrays of postings, and answers the engine protocol over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from unionsearch.engines.conditions import Condition
from unionsearch.engines.executor import NOTHING, SHIFT, Executor
from unionsearch.engines.protocol import Bm25f, Docs, Place, Scores, Stream, Weighted
from unionsearch.engines.whoosh import schema as s

#: How many postings lists and articles are kept in memory by one reader.
_REMEMBERED = 8192

Postings = tuple[Docs, Scores]


class _WhooshColumns:
    """The postings of an open Whoosh reader as arrays, each read once."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._leaves: list[tuple[Any, int]] = list(reader.leaf_readers())
        self._live: Docs | None = None
        self._postings: dict[tuple[str, str], Postings] = {}
        self._lengths: dict[str, Scores] = {}
        self._contents: dict[int, tuple[tuple[str, int, int], str, dict[str, str]]] = {}
        self._day_terms: list[str] | None = None

    @property
    def size(self) -> int:
        return int(self._reader.doc_count_all())

    def live(self) -> Docs:
        if self._live is None:
            self._live = np.fromiter(self._reader.all_doc_ids(), dtype=np.int64)
        return self._live

    def _matchers(self, field: str, token: str) -> Iterator[tuple[int, Any]]:
        term = s.to_bytes(token)
        for leaf, base in self._leaves:
            if (field, term) in leaf:
                yield base, leaf.postings(field, term)

    def _term(self, field: str, token: str) -> Postings:
        key = (field, token)
        found = self._postings.get(key)
        if found is None:
            docs: list[int] = []
            times: list[float] = []
            for base, matcher in self._matchers(field, token):
                while matcher.is_active():
                    docs.append(base + matcher.id())
                    times.append(matcher.weight())
                    matcher.next()
            found = (np.array(docs, dtype=np.int64), np.array(times)) if docs else (NOTHING, np.empty(0))
            if len(self._postings) >= _REMEMBERED:
                self._postings.clear()
            self._postings[key] = found
        return found

    def postings(self, stream: Stream, field: str, token: str) -> Postings:
        return self._term(s.stream_field(stream, field), token)

    def positions(self, field: str, gram: str, docs: Docs) -> Docs:
        wanted = docs.tolist()
        keys = []
        for base, matcher in self._matchers(s.stream_field("grams", field), gram):
            for doc in wanted:
                if doc < base:
                    continue
                if matcher.is_active() and matcher.id() < doc - base:
                    matcher.skip_to(doc - base)
                if not matcher.is_active():
                    break
                if matcher.id() == doc - base:
                    places = np.frombuffer(matcher.value(), dtype=np.uint32).astype(np.int64)
                    keys.append(places | (doc << SHIFT))
        return np.concatenate(keys) if keys else NOTHING

    def grams_from(self, field: str, char: str) -> list[str]:
        name = s.stream_field("grams", field)
        found: set[str] = set()
        for leaf, _ in self._leaves:
            found.update(t.decode("utf-8", "surrogatepass") for t in leaf.expand_prefix(name, s.to_bytes(char)))
        return sorted(found)

    def keyword(self, name: str, value: str) -> Docs:
        return self._term(name, value)[0]

    def _terms(self, field: str) -> set[str]:
        return {t.decode("ascii") for leaf, _ in self._leaves for t in leaf.lexicon(field)}

    def days(self, first: int, last: int) -> Docs:
        if self._day_terms is None:
            self._day_terms = sorted(self._terms(s.DAYS))
        days = np.array([int(term) for term in self._day_terms], dtype=np.int64)
        begin, end = np.searchsorted(days, [first, last + 1])
        found = [self._term(s.DAYS, self._day_terms[i])[0] for i in range(begin, end)]
        return np.unique(np.concatenate(found)) if found else NOTHING

    def periods(self) -> list[tuple[int, int]]:
        return sorted((int(t[:8]), int(t[9:])) for t in self._terms(s.PERIOD))

    def period(self, period: tuple[int, int]) -> Docs:
        return self._term(s.PERIOD, s.period_term(period))[0]

    def lengths(self, stream: Stream, field: str) -> Scores:
        name = s.length_field(stream, field)
        if name not in self._lengths:
            parts = [
                np.array(leaf.column_reader(name).load(), dtype=np.float64)
                if leaf.has_column(name)
                else np.zeros(leaf.doc_count_all())
                for leaf, _ in self._leaves
            ]
            self._lengths[name] = np.concatenate(parts) if parts else np.empty(0)
        return self._lengths[name]

    def content(self, doc: int) -> tuple[tuple[str, int, int], str, dict[str, str]]:
        found = self._contents.get(doc)
        if found is None:
            found = self._reader.stored_fields(doc)[s.CONTENT]
            if len(self._contents) >= _REMEMBERED:
                self._contents.clear()
            self._contents[doc] = found
        return found

    def flats(self, doc: int) -> Mapping[str, str]:
        return self.content(doc)[2]


class WhooshReader:
    """One committed state of the index."""

    def __init__(self, reader: Any, attachment: bytes, generation: int) -> None:
        self._reader = reader
        self._columns = _WhooshColumns(reader)
        self._executor = Executor(self._columns)
        self.attachment = attachment
        self.generation = generation

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
        return Place(*self._columns.content(doc)[0])

    def payload(self, doc: int) -> str:
        """The payload of one article."""
        return self._columns.content(doc)[1]

    def flats(self, doc: int) -> Mapping[str, str]:
        """The gram streams of one article, by field."""
        return self._columns.flats(doc)

    def close(self) -> None:
        """Give back files and memory maps."""
        self._reader.close()
