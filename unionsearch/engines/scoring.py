"""BM25F over columns: what each term gives to each of its articles, added up for many articles at once.

What a term gives depends on nothing else of a query but its parameters. It is worked out for all its articles in one go,
over all fields, and kept; a query is then a sum of a few such arrays.
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
from unionsearch.engines.sets import NOTHING, unite

#: Bytes of terms' gifts that are kept.
_KEPT = 64 << 20
#: A term in more than one of so many articles is also kept as one number for each article there is.
_COMMON = 8
#: Articles are looked up in a term's one by one when it has more than so many times as many.
_SPARSE = 8
#: Articles in a group of which only the greatest score is looked at first.
_GROUP = 256


@dataclass(frozen=True, slots=True)
class Gift:
    """What a term gives: its articles, how much to each, the most, and the same as a table if it is common."""

    docs: Docs
    scores: Scores
    most: float
    table: Scores | None

    @property
    def size(self) -> int:
        """How many bytes it takes up."""
        return self.docs.nbytes + self.scores.nbytes + (0 if self.table is None else self.table.nbytes)


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
        self, docs: Docs, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f], k: int
    ) -> Best:
        """The ``k`` best of ``docs``.

        The strongest terms are added up first. Once ``k`` articles have more than all weaker terms together
        can give, only articles that may still come up to them are looked at (Turtle and Flood's MaxScore, 1995).
        """
        given = sorted(self._terms(terms, parameters), key=lambda term: -term.most)
        rest = sum(term.most for term in given)
        chosen, scores = docs, np.zeros(len(docs))
        for i, (gift, weight) in enumerate(given):
            if len(chosen) > _GROUP and k <= len(chosen) and i and (least := _kth(scores, k)) > 0:
                # Sums may differ by rounding from those made in another order: keep what is that close.
                may = scores >= least - rest - 1e-9
                if np.count_nonzero(may) * 2 < len(chosen):
                    chosen, scores = chosen[may], scores[may]
            self._add(chosen, scores, gift, weight)
            rest -= weight * gift.most
        if k < len(chosen):
            close = np.flatnonzero(scores >= _kth(scores, k))
            chosen, scores = chosen[close], scores[close]
        order = np.lexsort((chosen, -scores))[:k]
        return Best(len(docs), chosen[order], scores[order])

    def _terms(self, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f]) -> list[_Term]:
        fields = {stream: tuple(bm25f.fields.items()) for stream, bm25f in parameters.items()}
        found = []
        for term in terms:
            bm25f = parameters[term.stream]
            key = (term.stream, term.token, bm25f.k1, fields[term.stream])
            gift = self._gifts.get(key)
            if gift is None:
                gift = self._gift(term.stream, term.token, bm25f)
                self._gifts.put(key, gift, gift.size)
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
            return Gift(NOTHING, np.empty(0), 0.0, None)
        docs, frequency = lists[0]
        if len(lists) > 1:
            docs = unite([docs for docs, _ in lists], self._size)
            frequency = np.zeros(len(docs))
            for own, part in lists:
                frequency[np.searchsorted(docs, own)] += part
        df = len(docs)
        idf = np.log(1 + (self._columns.alive - df + 0.5) / (df + 0.5))
        scores: Scores = idf * frequency / (bm25f.k1 + frequency)
        table = None
        if df * _COMMON > self._size:
            table = np.zeros(self._size)
            table[docs] = scores
        return Gift(docs, scores, float(scores.max()), table)

    def _sum(self, docs: Docs, terms: Sequence[_Term]) -> Scores:
        scores = np.zeros(len(docs))
        for gift, weight in terms:
            self._add(docs, scores, gift, weight)
        return scores

    def _add(self, docs: Docs, scores: Scores, gift: Gift, weight: float) -> None:
        """Add what a term gives to each of ``docs``."""
        if gift.table is not None:
            scores += weight * (gift.table if len(docs) == self._size else gift.table[docs])
        elif len(docs) * _SPARSE < len(gift.docs):
            at, found = _places(docs, gift.docs)
            scores[found] += weight * gift.scores[at]
        elif len(gift.docs) * _SPARSE < len(docs):
            at, found = _places(gift.docs, docs)
            scores[at] += weight * gift.scores[found]
        else:
            table = np.zeros(self._size)
            table[gift.docs] = gift.scores
            scores += weight * table[docs]


def _places(some: Docs, many: Docs) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Where in the longer array those members of the shorter one are that it has, and which these are."""
    at = np.searchsorted(many, some)
    at[at == len(many)] = 0
    found: npt.NDArray[np.bool_] = many[at] == some
    return at[found], found


def _kth(scores: Scores, k: int) -> float:
    """A score that at least ``k`` of the scores come up to: the k-th greatest, or for many scores nearly that."""
    groups = len(scores) // _GROUP
    if groups >= 4 * k:
        # The greatest of each group are scores too; there is no need to put all of them in order.
        scores = scores[: groups * _GROUP].reshape(groups, _GROUP).max(axis=1)
    return float(np.partition(scores, len(scores) - k)[len(scores) - k])
