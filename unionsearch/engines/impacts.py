"""What a term of a query gives to each of its articles by BM25F, over all fields at once.

That depends on nothing else of the query but its parameters. So it is worked out for all articles of a
term and kept; where only few articles are in question, and the term is not yet known, for these alone,
and then the postings between them are never read. How much a term can give at most is known beforehand
from what is kept of each block.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from unionsearch.engines.budget import budget
from unionsearch.engines.columns import Columns
from unionsearch.engines.protocol import Bm25f, Docs, Scores, Stream, Weighted
from unionsearch.engines.remembered import Asked, Remembered
from unionsearch.engines.sets import NOTHING, DocSet, unite

#: How many terms' frequencies and bounds are kept.
_TERMS = 1 << 16
#: A term in more than one of so many articles is also kept as one number for each article there is: from
#: there on adding that up costs no more than adding to the term's own articles, one after the other.
_COMMON = 12
#: A term's impacts are worked out for all its articles unless it has more than so many times those in
#: question.
_SPARSE = 32
#: So many of a term's best articles are kept in order.
_BEST = 128

Places = npt.NDArray[np.int64]


class Impacts:
    """The articles of a term and what it gives to each; the most that it gives to any; and, if it is common,
    what it gives to each article there is, in single precision. ``narrow`` are the articles' numbers in half
    the width."""

    def __init__(self, docs: Docs, scores: Scores, size: int) -> None:
        """``size`` is how many articles there are."""
        # Kept in half the room. NumPy takes places in this form three times as slowly, so they are widened
        # again where they are used.
        self.narrow = docs.astype(np.int32)
        self.scores = scores
        self.most = float(scores.max()) if len(scores) else 0.0
        self.table: npt.NDArray[np.float32] | None = None
        if len(docs) * _COMMON > size:
            self.table = np.zeros(size, dtype=np.float32)
            self.table[docs] = scores

    def __len__(self) -> int:
        return len(self.narrow)

    @property
    def docs(self) -> Docs:
        """The articles, rising."""
        return self.narrow.astype(np.int64)

    @cached_property
    def top(self) -> Docs:
        """The articles to which it gives most, best first. Only a query of one term asks."""
        if not len(self):
            return NOTHING
        best = np.flatnonzero(self.scores >= kth(self.scores, min(_BEST, len(self))))
        best = best[np.lexsort((best, -self.scores[best]))][:_BEST]
        return self.narrow[best].astype(np.int64)

    @property
    def nbytes(self) -> int:
        """How many bytes it takes up."""
        table = 0 if self.table is None else self.table.nbytes
        return self.narrow.nbytes + self.scores.nbytes + 8 * _BEST + table


Key = tuple[Stream, str, int]


class Term(NamedTuple):
    """A term of a query: its weight there, its parameters, and the key of all that its impacts depend on."""

    stream: Stream
    token: str
    weight: float
    k1: float
    fields: tuple[tuple[str, tuple[float, float]], ...]
    key: Key


class ImpactReader:
    """Works out impacts over one state of an index, and keeps them."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        #: A number for each article there is, all zero but while a term's fields are being added up.
        self._sums = np.zeros(columns.size)
        self._size = columns.size
        self._kept: Remembered[Key, Impacts] = Remembered(budget(columns.size).impacts)
        self._frequencies: dict[Key, int] = {}
        self._bounds: dict[Key, float] = {}
        self._asked = Asked()
        self._parameters: dict[tuple[object, ...], int] = {}

    def terms(self, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f]) -> list[Term]:
        """The terms of a query with their parameters."""
        given = {}
        for stream, bm25f in parameters.items():
            fields = tuple(bm25f.fields.items())
            given[stream] = fields, self._parameters.setdefault((bm25f.k1, fields), len(self._parameters))
        return [
            Term(t.stream, t.token, t.weight, parameters[t.stream].k1, fields, (t.stream, t.token, number))
            for t in terms
            for fields, number in [given[t.stream]]
        ]

    def known(self, term: Term) -> Impacts | None:
        """The impacts on all of a term's articles if they are at hand."""
        return self._kept.get(term.key)

    def again(self, term: Term) -> bool:
        """Whether a query asked for a term before this one."""
        return self._asked.before(term.key)

    def size(self, term: Term) -> int:
        """How many articles a term has, about."""
        found = self._kept.get(term.key)
        return self._greatest(term) if found is None else len(found)

    def near(self, term: Term, count: int) -> bool:
        """Whether a term has not very many times as many articles as are in question."""
        return self._greatest(term) <= count * _SPARSE

    def _greatest(self, term: Term) -> int:
        """The most articles that a term has in one field."""
        return max((self._columns.frequency(term.stream, f, term.token) for f, _ in term.fields), default=0)

    def bound(self, term: Term) -> float:
        """No article gets more from a term, without its weight."""
        found = self._kept.get(term.key)
        if found is not None:
            return found.most
        bound = self._bounds.get(term.key)
        if bound is None:
            frequency = 0.0
            for field, (boost, b) in term.fields:
                times, lengths = self._columns.block_bounds(term.stream, field, term.token)
                if len(times):
                    norms = 1 - b + b * lengths / self._columns.average(term.stream, field)
                    frequency += boost * float((times / norms).max())
            # The fewer the articles, the more each gets; at least those of one field are there.
            least = max(1, self._greatest(term) - (self._size - self._columns.alive))
            # So often in one article that no bound is kept: a frequency without end gives all of the idf.
            share = 1.0 if np.isinf(frequency) else frequency / (term.k1 + frequency)
            bound = self._idf(least) * share
            if len(self._bounds) >= _TERMS:
                self._bounds.clear()
            self._bounds[term.key] = bound
        return bound

    def _idf(self, df: int) -> float:
        return float(np.log(1 + (self._columns.alive - df + 0.5) / (df + 0.5)))

    def all(self, term: Term) -> Impacts:
        """The impacts of a term on all its articles: see :class:`unionsearch.engines.protocol.Bm25f`."""
        found = self._kept.get(term.key)
        if found is None:
            lists = []
            for field, parameters in term.fields:
                docs, times = self._columns.postings(term.stream, field, term.token)
                if len(docs):
                    lists.append((docs, self._normed(term, field, parameters, docs, times)))
            found = self._impacts(term, lists)
            self._kept.put(term.key, found, found.nbytes)
        return found

    def _normed(
        self, term: Term, field: str, parameters: tuple[float, float], docs: Docs, times: Docs
    ) -> Scores:
        boost, b = parameters
        normed = self._columns.lengths(term.stream, field, docs).astype(np.float64)
        normed *= b / self._columns.average(term.stream, field)
        normed += 1 - b
        np.divide(times, normed, out=normed)
        normed *= boost
        return normed

    def _impacts(self, term: Term, lists: list[tuple[Docs, Scores]]) -> Impacts:
        if not lists:
            return Impacts(NOTHING, np.empty(0), self._size)
        docs, frequency = lists[0]
        if len(lists) > 1:
            docs = unite([DocSet(self._size, docs) for docs, _ in lists], self._size).docs
            try:
                for own, part in lists:
                    self._sums[own] += part
                frequency = self._sums[docs]
            finally:
                self._sums[docs] = 0.0
        return Impacts(docs, self._scores(len(docs), term, frequency), self._size)

    def _scores(self, df: int, term: Term, frequency: Scores) -> Scores:
        """BM25F's score of frequencies, for a term that so many articles have."""
        scores = self._idf(df) * frequency
        scores /= term.k1 + frequency
        return scores

    def on(self, term: Term, docs: Docs) -> Scores:
        """What a term gives to each of some articles, reading only where they can be."""
        frequency = np.zeros(len(docs))
        for field, parameters in term.fields:
            own, times = self._columns.postings_among(term.stream, field, term.token, docs)
            if len(own):
                frequency[docs.searchsorted(own)] += self._normed(term, field, parameters, own, times)
        return self._scores(self._frequency(term), term, frequency) if frequency.any() else frequency

    def _frequency(self, term: Term) -> int:
        """How many articles have a term in one of its fields, without reading all of its longest list."""
        found = self._frequencies.get(term.key)
        if found is None:
            columns = self._columns
            *others, longest = sorted(
                (field for field, _ in term.fields),
                key=lambda field: columns.frequency(term.stream, field, term.token),
            )
            lists = [columns.postings(term.stream, field, term.token)[0] for field in others]
            seen = unite([DocSet(self._size, docs) for docs in lists], self._size).docs
            gone = columns.deleted()
            twice = sum(
                len(columns.postings_among(term.stream, longest, term.token, docs)[0])
                for docs in (seen, gone)
                if len(docs)
            )
            found = len(seen) + columns.frequency(term.stream, longest, term.token) - twice
            if len(self._frequencies) >= _TERMS:
                self._frequencies.clear()
            self._frequencies[term.key] = found
        return found


#: Scores in a group of which only the greatest is looked at first.
GROUP = 64


def kth(scores: Scores, k: int) -> float:
    """A score that at least ``k`` of the scores come up to: the k-th greatest, or for many scores
    nearly that."""
    groups = len(scores) // GROUP
    if groups >= 4 * k:
        # The greatest of each group are scores too; there is no need to put all of them in order.
        scores = scores[: groups * GROUP].reshape(GROUP, groups).max(axis=0)
    return float(np.partition(scores, len(scores) - k)[len(scores) - k])
