"""Evaluates conditions and BM25F over postings, whole arrays at a time.

It knows no storage: an engine offers its postings as arrays (:class:`Columns`) and gets matching and
scoring from :class:`Executor`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Protocol

import numpy as np
import numpy.typing as npt

from unionsearch.engines import conditions as c
from unionsearch.engines.protocol import Best, Bm25f, Docs, Scores, Stream, Weighted
from unionsearch.text import BREAK

NOTHING: Docs = np.empty(0, dtype=np.int64)
#: A position's key is its document's number times this, plus the position.
SHIFT = 32
#: How many evaluated conditions are kept; a page of queries asks for the same ones again and again.
_REMEMBERED = 4096


class Columns(Protocol):
    """An index's postings as arrays. Deleted articles never show; arrays are sorted by document."""

    @property
    def size(self) -> int:
        """One more than the highest document number."""

    def live(self) -> Docs:
        """The documents that are not deleted."""

    def postings(self, stream: Stream, field: str, token: str) -> tuple[Docs, Scores]:
        """The documents of a token in one field, and how often it stands in each."""

    def positions(self, field: str, gram: str, docs: Docs) -> Docs:
        """``doc << SHIFT | position`` for every place of a gram in one field of ``docs``, sorted."""

    def grams_from(self, field: str, char: str) -> list[str]:
        """The grams of a field that begin with a character."""

    def keyword(self, name: str, value: str) -> Docs:
        """The documents with a label."""

    def days(self, first: int, last: int) -> Docs:
        """The documents one of whose dates lies in the range."""

    def periods(self) -> list[tuple[int, int]]:
        """Every period (first day, last day) that stands for articles without dates."""

    def period(self, period: tuple[int, int]) -> Docs:
        """The documents without dates whose issue has this period."""

    def lengths(self, stream: Stream, field: str) -> Scores:
        """How many tokens each document has in a field; ``size`` long."""

    def flats(self, doc: int) -> Mapping[str, str]:
        """The gram streams of a document by field."""


def intersect(a: Docs, b: Docs) -> Docs:
    """What both sorted arrays without duplicates have in common."""
    return np.intersect1d(a, b, assume_unique=True)


def unite(parts: Sequence[Docs]) -> Docs:
    """What at least one of the arrays has, sorted."""
    filled = [p for p in parts if len(p)]
    if not filled:
        return NOTHING
    return filled[0] if len(filled) == 1 else np.unique(np.concatenate(filled))


class Executor:
    """Matching and scoring over one state of an index."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._remembered: dict[c.Condition, Docs] = {}
        self._norms: dict[tuple[Stream, str, float], npt.NDArray[np.float64]] = {}

    def match(self, condition: c.Condition) -> Docs:
        """The documents that meet a condition, sorted."""
        found = self._remembered.get(condition)
        if found is None:
            found = self._match(condition)
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[condition] = found
        return found

    def _match(self, condition: c.Condition) -> Docs:
        match condition:
            case c.Word(word, fields):
                return unite([self._columns.postings("words", f, word)[0] for f in fields])
            case c.Run(text, fields):
                found = unite([self._run(f, text) for f in fields])
                if condition.whole_numbers and (text[:1].isdigit() or text[-1:].isdigit()):
                    found = self._verified(found, fields, c.run_expression(condition).search)
                return found
            case c.Near(texts, distance, fields):
                return unite([self._near(f, texts, distance) for f in fields])
            case c.Pattern(_, fields):
                pieces = [self.match(c.Run(p, fields)) for p in c.pattern_pieces(condition)]
                candidates = reduce(intersect, pieces) if pieces else self._columns.live()
                return self._verified(candidates, fields, c.pattern_expression(condition).search)
            case c.Whole(text, fields):
                wanted = text.strip(BREAK)
                candidates = self.match(c.Run(wanted, fields)) if wanted else NOTHING
                return self._verified(candidates, fields, lambda flat: flat.strip(BREAK) == wanted)
            case c.Keyword(name, value):
                return self._columns.keyword(name, value)
            case c.Days():
                return self._days(condition)
            case c.All():
                return self._columns.live()
            case c.And(parts):
                found = self._columns.live()
                for part in parts:
                    found = intersect(found, self.match(part)) if len(found) else NOTHING
                return found
            case c.Or(parts):
                return unite([self.match(part) for part in parts])
            case c.Without(base, excluded):
                return np.setdiff1d(self.match(base), self.match(excluded), assume_unique=True)

    def _run(self, field: str, text: str) -> Docs:
        if not text:
            return np.intersect1d(np.flatnonzero(self._columns.lengths("grams", field)), self._columns.live())
        if len(text) == 1:
            grams = self._columns.grams_from(field, text)
            return unite([self._columns.postings("grams", field, gram)[0] for gram in grams])
        grams = [text[i : i + 2] for i in range(len(text) - 1)]
        documents = [self._columns.postings("grams", field, gram)[0] for gram in grams]
        docs = reduce(intersect, sorted(documents, key=len))
        if len(grams) == 1 or not len(docs):
            return docs
        return np.unique(self._places(field, text, docs) >> SHIFT)

    def _places(self, field: str, text: str, docs: Docs) -> Docs:
        """``doc << SHIFT | position`` for every place where a run begins in one field of ``docs``."""
        if len(text) == 1:
            grams = self._columns.grams_from(field, text)
            return unite([self._columns.positions(field, gram, docs) for gram in grams])
        keys: Docs | None = None
        for offset in range(len(text) - 1):
            places = self._columns.positions(field, text[offset : offset + 2], docs) - offset
            keys = places if keys is None else intersect(keys, places)
            if not len(keys):
                break
        return NOTHING if keys is None else keys

    def _near(self, field: str, texts: Sequence[str], distance: int) -> Docs:
        docs = reduce(intersect, sorted((self._run(field, text) for text in texts), key=len))
        if not len(docs):
            return docs
        first, *others = (self._places(field, text, docs) for text in texts)
        for places in others:
            # The nearest place at or after each of the first's, and the nearest before.
            after = np.searchsorted(places, first)
            following = places[np.minimum(after, len(places) - 1)]
            before = places[np.maximum(after - 1, 0)]
            # Places of different documents are never so close: the document is the higher part of the key.
            first = first[(np.abs(following - first) <= distance) | (np.abs(first - before) <= distance)]
        return np.unique(first >> SHIFT)

    def _verified(self, docs: Docs, fields: Sequence[str], test: Callable[[str], object]) -> Docs:
        """Those of ``docs`` of which one field's gram stream passes the test."""
        kept = [
            doc
            for doc in docs.tolist()
            if any(f in flats and test(flats[f]) for flats in [self._columns.flats(doc)] for f in fields)
        ]
        return np.array(kept, dtype=np.int64)

    def _days(self, wanted: c.Days) -> Docs:
        found = [self._columns.days(wanted.first, wanted.last)]
        if not wanted.stated_only:
            for period in self._columns.periods():
                if touches(wanted, period):
                    found.append(self._columns.period(period))
        return unite(found)

    def score(self, docs: Docs, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f]) -> Scores:
        """The weighted sum of the terms' BM25F scores for each of ``docs``."""
        total = np.zeros(self._columns.size)
        everything = len(self._columns.live())
        for term in terms:
            bm25f = parameters[term.stream]
            frequency = np.zeros(self._columns.size)
            for field, (boost, b) in bm25f.fields.items():
                found, times = self._columns.postings(term.stream, field, term.token)
                if len(found):
                    frequency[found] += boost * times * self._norm(term.stream, field, b)[found]
            df = int(np.count_nonzero(frequency))
            if df:
                idf = np.log(1 + (everything - df + 0.5) / (df + 0.5))
                total += term.weight * idf * frequency / (bm25f.k1 + frequency)
        scores: Scores = total[docs]
        return scores

    def best(
        self, condition: c.Condition, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f], k: int
    ) -> Best:
        """The ``k`` best-scoring documents of those that meet the condition, and how many meet it."""
        docs = self.match(condition)
        scores = self.score(docs, terms, parameters)
        order = np.lexsort((docs, -scores))[:k]
        return Best(len(docs), docs[order], scores[order])

    def _norm(self, stream: Stream, field: str, b: float) -> npt.NDArray[np.float64]:
        """``1 / (1 - b + b * length / average length)`` for each document that has the field, else 0."""
        key = (stream, field, b)
        if key not in self._norms:
            lengths = self._columns.lengths(stream, field)
            filled = np.zeros(len(lengths), dtype=np.bool_)
            filled[self._columns.live()] = True
            filled &= lengths > 0
            norms = np.zeros(len(lengths))
            if filled.any():
                norms[filled] = 1 / (1 - b + b * lengths[filled] / lengths[filled].mean())
            self._norms[key] = norms
        return self._norms[key]


def touches(wanted: c.Days, period: tuple[int, int]) -> bool:
    """Whether an issue's period, standing for an article without dates, meets a range of days.

    A range strictly inside the period does not: the article may be of any day of it.
    """
    first, last = period
    overlaps = first <= wanted.last and wanted.first <= last
    inside = first <= wanted.first and wanted.last <= last and (first, last) != (wanted.first, wanted.last)
    return overlaps and not inside


