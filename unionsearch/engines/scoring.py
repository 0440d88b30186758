"""BM25F over columns: what each term gives to each of its articles, added up for many articles at once.

What a term gives depends on nothing else of a query but its parameters. It is worked out for all its
articles in one go, over all fields, and kept; a query is then a sum of a few such arrays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from unionsearch.engines.columns import Columns
from unionsearch.engines.protocol import Best, Bm25f, Docs, Scores, Stream, Weighted
from unionsearch.engines.remembered import Remembered
from unionsearch.engines.sets import NOTHING, DocSet, unite

#: Bytes of terms' gifts that are kept.
_KEPT = 96 << 20
#: A term in more than one of so many articles is also kept as one number for each article there is.
_COMMON = 32
#: Looking one article up among others costs about as much as putting so many into a table.
_LOOKUP = 16
#: Articles in a group of which only the greatest score is looked at first.
_GROUP = 256
#: So many of a term's best articles are kept in order.
_BEST = 128
#: By how much a sum in single precision can be wrong, as a share of the greatest possible sum.
_ROUGH = 1e-5


@dataclass(frozen=True, slots=True)
class Gift:
    """What a term gives: its articles and how much to each; the places of those to which it gives most,
    best first; and, if it is common, how much to each article there is, in single precision."""

    docs: Docs
    scores: Scores
    top: Docs
    table: npt.NDArray[np.float32] | None

    @property
    def most(self) -> float:
        """The most that it gives to any article."""
        return float(self.scores[self.top[0]]) if len(self.top) else 0.0

    @property
    def nbytes(self) -> int:
        """How many bytes it takes up."""
        table = 0 if self.table is None else self.table.nbytes
        return self.docs.nbytes + self.scores.nbytes + self.top.nbytes + table


class _Term(NamedTuple):
    gift: Gift
    weight: float

    @property
    def most(self) -> float:
        return self.weight * self.gift.most


_Key = tuple[Stream, str, float, tuple[tuple[str, tuple[float, float]], ...]]


class Scorer:
    """Scores the articles of one state of an index."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._size = columns.size
        self._gifts: Remembered[_Key, Gift] = Remembered(_KEPT)

    def score(self, docs: Docs, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f]) -> Scores:
        """The weighted sum of the terms' scores for each of ``docs``."""
        return self._sum(docs, self._terms(terms, parameters))

    def best(
        self, given: DocSet, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f], k: int
    ) -> Best:
        """The ``k`` best of the articles given, by falling score, then by number."""
        found = self._terms(terms, parameters)
        chosen = None
        if len(found) == 1:
            chosen = _first(given, found[0].gift, k)
        elif given.dense:
            chosen = self._by_tables(given, found, k)
        if chosen is None:
            chosen = self._by_strength(given.docs, found, k)
        scores = self._sum(chosen, found)
        order = np.lexsort((chosen, -scores))[:k]
        return Best(given.count, chosen[order], scores[order])

    def _by_tables(self, given: DocSet, terms: Sequence[_Term], k: int) -> Docs | None:
        """Articles among which the best ones of many are, by adding up tables; None when few have any
        score."""
        sums = np.zeros(self._size, dtype=np.float32)
        possible = 0.0
        for gift, weight in terms:
            possible += weight * gift.most
            if gift.table is not None:
                sums += gift.table if weight == 1.0 else np.float32(weight) * gift.table
            else:
                sums[gift.docs] += (weight * gift.scores).astype(np.float32)
        sums *= given.table
        groups = self._size // _GROUP
        if not 0 < k <= groups:
            return None
        # The greatest of each group are scores too, so that the k-th of these is a lower bound on the
        # k-th of all.
        greatest = sums[: groups * _GROUP].reshape(groups, _GROUP).max(axis=1)
        least = float(np.partition(greatest, groups - k)[groups - k]) - _ROUGH * possible
        if least <= 0:
            return None
        within = np.flatnonzero(greatest >= least)
        rows = (within[:, None] * _GROUP + np.arange(_GROUP)).ravel()
        rest = np.arange(groups * _GROUP, self._size, dtype=np.int64)
        near = np.concatenate([rows, rest])
        found: Docs = near[sums[near] >= least]
        return found

    def _by_strength(self, docs: Docs, terms: Sequence[_Term], k: int) -> Docs:
        """Articles among which the best ones are, by adding up the strongest terms first.

        Once ``k`` articles have more than all weaker terms together can give, only articles that may
        still come up to them are looked at (Turtle and Flood's MaxScore, 1995).
        """
        if len(docs) <= max(k, _GROUP):
            return docs
        terms = sorted(terms, key=lambda term: -term.most)
        rest = sum(term.most for term in terms)
        scores = np.zeros(len(docs))
        # Sums may differ by rounding from those made in another order.
        slack = _ROUGH * rest
        for gift, weight in terms:
            if gift.table is not None:
                scores += weight * gift.table[docs]
            else:
                self._add(docs, scores, gift, weight)
            rest -= weight * gift.most
            may = scores >= _kth(scores, k) - rest - slack
            if np.count_nonzero(may) * 2 < len(docs):
                docs, scores = docs[may], scores[may]
                if len(docs) <= max(k, _GROUP):
                    return docs
        return docs[scores >= _kth(scores, k) - slack]

    def _terms(self, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f]) -> list[_Term]:
        fields = {stream: tuple(bm25f.fields.items()) for stream, bm25f in parameters.items()}
        found = []
        for term in terms:
            bm25f = parameters[term.stream]
            key = (term.stream, term.token, bm25f.k1, fields[term.stream])
            gift = self._gifts.get(key)
            if gift is None:
                gift = self._gift(term.stream, term.token, bm25f)
                self._gifts.put(key, gift, gift.nbytes)
            if len(gift.docs):
                found.append(_Term(gift, term.weight))
        return found

    def _gift(self, stream: Stream, token: str, bm25f: Bm25f) -> Gift:
        """What a term gives to each of its articles: see :class:`unionsearch.engines.protocol.Bm25f`."""
        lists = []
        for field, (boost, b) in bm25f.fields.items():
            docs, times = self._columns.postings(stream, field, token)
            if len(docs):
                lengths = self._columns.lengths(stream, field, docs)
                norms = 1 - b + b * lengths / self._columns.average(stream, field)
                lists.append((docs, boost * times / norms))
        if not lists:
            return Gift(NOTHING, np.empty(0), NOTHING, None)
        docs, frequency = lists[0]
        if len(lists) > 1:
            docs = unite([DocSet(self._size, docs) for docs, _ in lists], self._size).docs
            frequency = np.zeros(len(docs))
            for own, part in lists:
                frequency[docs.searchsorted(own)] += part
        df = len(docs)
        idf = np.log(1 + (self._columns.alive - df + 0.5) / (df + 0.5))
        scores: Scores = idf * frequency / (bm25f.k1 + frequency)
        best = np.flatnonzero(scores >= _kth(scores, min(_BEST, df)))
        top = best[np.lexsort((best, -scores[best]))][:_BEST]
        table = None
        if df * _COMMON > self._size:
            table = np.zeros(self._size, dtype=np.float32)
            table[docs] = scores
        return Gift(docs, scores, top, table)

    def _sum(self, docs: Docs, terms: Sequence[_Term]) -> Scores:
        scores = np.zeros(len(docs))
        for gift, weight in terms:
            self._add(docs, scores, gift, weight)
        return scores

    def _add(self, docs: Docs, scores: Scores, gift: Gift, weight: float) -> None:
        """Add what a term gives to each of ``docs``."""
        few, many = sorted((len(docs), len(gift.docs)))
        if few * _LOOKUP > many:
            table = np.zeros(self._size)
            table[gift.docs] = gift.scores
            scores += weight * table[docs]
        elif few == len(docs):
            at, found = _places(docs, gift.docs)
            scores[found] += weight * gift.scores[at]
        else:
            at, found = _places(gift.docs, docs)
            scores[at] += weight * gift.scores[found]


def _first(given: DocSet, gift: Gift, k: int) -> Docs | None:
    """The best articles of a single term, if enough of its best are among those given; else None."""
    best = gift.docs[gift.top]
    found = best[given.has(best)]
    return found[:k] if len(found) >= k else None


def _places(some: Docs, many: Docs) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Where in the longer array those members of the shorter one are that it has, and which these are."""
    at = np.searchsorted(many, some)
    at[at == len(many)] = 0
    found: npt.NDArray[np.bool_] = many[at] == some
    return at[found], found


def _kth(scores: Scores, k: int) -> float:
    """A score that at least ``k`` of the scores come up to: the k-th greatest, or for many scores
    nearly that."""
    groups = len(scores) // _GROUP
    if groups >= 4 * k:
        # The greatest of each group are scores too; there is no need to put all of them in order.
        scores = scores[: groups * _GROUP].reshape(groups, _GROUP).max(axis=1)
    return float(np.partition(scores, len(scores) - k)[len(scores) - k])
