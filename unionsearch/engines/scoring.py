"""Adds up what the terms of a query give to articles, and finds those that get the most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from unionsearch.engines.columns import Columns
from unionsearch.engines.impacts import GROUP, ImpactReader, Impacts, Term, kth
from unionsearch.engines.protocol import Best, Bm25f, Docs, Scores, Stream, Weighted
from unionsearch.engines.sets import DocSet

#: Looking one article up among others costs about as much as putting so many into a table.
_LOOKUP = 16
#: Sums are made for every article there is when more than one in so many is given.
_MANY = 16
#: All sums are set to zero at once when more than one in so many was added to.
_FEW = 4
#: So many sums are put together, of which only the greatest is looked at first.
_ROW = 256
#: By how much a sum in single precision can be wrong, as a share of the greatest possible sum.
_ROUGH = 1e-5


Sums = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32] | npt.NDArray[np.int64]


class _Asked:
    """A term of a query; ``again`` while it is worth having its impacts on all its articles, for they were
    asked for before."""

    __slots__ = ("again", "term")

    def __init__(self, term: Term, again: bool) -> None:
        self.term = term
        self.again = again


class Scorer:
    """Scores the articles of one state of an index."""

    def __init__(self, columns: Columns) -> None:
        self._size = columns.size
        #: A sum for each article there is, all zero but while something is being added up.
        self._sums = np.zeros(columns.size)
        self._impacts = ImpactReader(columns)
        #: Rough sums, begun anew for each query: as large an array made each time costs more than to fill it.
        self._rough = np.zeros(columns.size, dtype=np.float32)

    def score(self, docs: Docs, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f]) -> Scores:
        """The weighted sum of the terms' scores for each of ``docs``, rising numbers or not."""
        asked = self._asked(terms, parameters)
        if len(docs) > 1 and bool((docs[1:] <= docs[:-1]).any()):
            rising, back = np.unique(docs, return_inverse=True)
            return self._sum(rising, asked)[back]
        return self._sum(docs, asked)

    def best(
        self, given: DocSet, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f], k: int
    ) -> Best:
        """The ``k`` best of the articles given, by falling score, then by number."""
        if not k:
            return Best(given.count, given.docs[:0], np.empty(0))
        asked = self._asked(terms, parameters)
        chosen = None
        if len(asked) == 1:
            chosen = _first(given, self._wanted(asked[0], given.count), k)
        elif asked and given.count * _MANY > self._size:
            chosen = self._by_tables(given, asked, k)
        if chosen is None:
            chosen = given.docs
            if len(chosen) > max(k, GROUP) and not self._cheap(chosen, asked):
                chosen = self._by_strength(chosen, asked, k)
        scores = self._sum(chosen, asked)
        if k < len(chosen):
            near = scores >= kth(scores, k)
            chosen, scores = chosen[near], scores[near]
        order = np.lexsort((chosen, -scores))[:k]
        return Best(given.count, chosen[order], scores[order])

    def _asked(self, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f]) -> list[_Asked]:
        return [_Asked(term, self._impacts.again(term)) for term in self._impacts.terms(terms, parameters)]

    def _wanted(self, asked: _Asked, count: int) -> Impacts | None:
        """The impacts on all of a term's articles, unless they are not at hand and it is asked for the first
        time and for few articles.

        They are had anew from what is kept for each use: those of a dozen common words of a million
        articles, held together until the end, were half of a process's memory.
        """
        found = self._impacts.known(asked.term)
        if found is None and (asked.again or self._impacts.near(asked.term, count)):
            asked.again = False  # Those that were dropped again are not worth making twice for few articles.
            found = self._impacts.all(asked.term)
        return found

    def _by_tables(self, given: DocSet, asked: Sequence[_Asked], k: int) -> Docs | None:
        """Articles among which the best ones of many are; None when few have any score.

        Rough sums are made for all articles there are, by adding up tables.
        """
        groups = self._size // _ROW
        if not 0 < k <= groups:
            return None
        possible = self._add_roughly(asked)
        least = _least(self._rough, k) - _ROUGH * possible
        near = _from(self._rough, least)
        near = near[given.table[near]]
        if len(near) < k:
            # Articles that are not among those given have taken the first places.
            self._rough *= given.table
            least = _least(self._rough, k) - _ROUGH * possible
            near = _from(self._rough, least)
        return near if least > 0 else None

    def _add_roughly(self, asked: Sequence[_Asked]) -> float:
        """Add up what the terms give to every article there is; give the most that one could have got."""
        rough, possible, begun = self._rough, 0.0, False
        for term in (one.term for one in asked):
            impacts = self._impacts.all(term)
            possible += term.weight * impacts.most
            if impacts.table is None:
                if not begun:
                    rough.fill(0.0)
                rough[impacts.docs] += (term.weight * impacts.scores).astype(np.float32)
            elif not begun:  # A table in the place of what was there costs no more than zeros.
                np.multiply(impacts.table, np.float32(term.weight), out=rough)
            elif term.weight == 1.0:
                rough += impacts.table
            else:
                rough += np.float32(term.weight) * impacts.table
            begun = True
        return possible

    def _by_strength(self, docs: Docs, asked: Sequence[_Asked], k: int) -> Docs:
        """Articles among which the best ones are, by adding up the strongest terms first.

        Once ``k`` articles have more than all weaker terms together can give, only articles that may
        still come up to them are looked at (Turtle and Flood's MaxScore, 1995).
        """
        bounds = [one.term.weight * self._impacts.bound(one.term) for one in asked]
        rest = sum(bounds)
        scores = np.zeros(len(docs))
        # Sums may differ by rounding from those made in another order.
        slack = _ROUGH * rest
        for at in sorted(range(len(asked)), key=lambda at: -bounds[at]):
            term, impacts = asked[at].term, self._wanted(asked[at], len(docs))
            if impacts is not None and impacts.table is not None:
                scores += term.weight * impacts.table[docs]
            else:
                self._add(docs, scores, term, impacts)
            rest -= bounds[at]
            may = scores >= kth(scores, k) - rest - slack
            if np.count_nonzero(may) * 2 < len(docs):
                docs, scores = docs[may], scores[may]
                if len(docs) <= max(k, GROUP):
                    return docs
        return docs[scores >= kth(scores, k) - slack]

    def _sum(self, docs: Docs, asked: Sequence[_Asked]) -> Scores:
        if self._cheap(docs, asked):
            return self._sum_of_all(docs, asked)
        scores = np.zeros(len(docs))
        for one in asked if len(docs) else ():
            self._add(docs, scores, one.term, self._wanted(one, len(docs)))
        return scores

    def _cheap(self, docs: Docs, asked: Sequence[_Asked]) -> bool:
        """Whether it costs less to add up all that the terms give than to look these articles up in each."""
        left = len(docs) * _LOOKUP
        for one in asked:
            left -= self._impacts.size(one.term)
            if left < 0:
                return False
        return True

    def _sum_of_all(self, docs: Docs, asked: Sequence[_Asked]) -> Scores:
        """The sums for some articles, made for all that the terms have."""
        touched: list[Docs] = []
        count = 0
        try:
            for term in (one.term for one in asked):
                impacts = self._impacts.all(term)
                theirs = impacts.docs
                count += len(theirs)
                if count * _FEW <= self._size:
                    touched.append(theirs)
                self._sums[theirs] += term.weight * impacts.scores
            scores: Scores = self._sums[docs]
        finally:  # Whatever comes between, Ctrl-C included, the next sums begin at zero.
            if count * _FEW <= self._size:
                for theirs in touched:
                    self._sums[theirs] = 0.0
            else:
                self._sums.fill(0.0)
        return scores

    def _add(self, docs: Docs, scores: Scores, term: Term, impacts: Impacts | None) -> None:
        """Add what a term gives to each of ``docs``; ``impacts`` are its own if they are at hand."""
        if impacts is None:
            scores += term.weight * self._impacts.on(term, docs)
            return
        few, many = sorted((len(docs), len(impacts)))
        if few * _LOOKUP > many:
            theirs = impacts.docs
            try:
                self._sums[theirs] = impacts.scores
                scores += term.weight * self._sums[docs]
            finally:
                self._sums[theirs] = 0.0
        elif few == len(docs):
            at, found = _places(docs.astype(np.int32), impacts.narrow)
            scores[found] += term.weight * impacts.scores[at]
        else:
            at, found = _places(impacts.docs, docs)
            scores[at] += term.weight * impacts.scores[found]


def _least(sums: Sums, k: int) -> float:
    """A lower bound on the k-th greatest sum: the k-th greatest of groups' greatest, which are sums too."""
    groups = len(sums) // _ROW
    # A group is a column here: NumPy compares whole rows at once, several times as fast as along each row.
    greatest = sums[: groups * _ROW].reshape(_ROW, groups).max(axis=0)
    return float(np.partition(greatest, groups - k)[groups - k])


def _from(sums: Sums, least: float) -> Docs:
    """The articles that have so much or more."""
    found: Docs = np.flatnonzero(sums >= np.float32(least))
    return found


def _first(given: DocSet, impacts: Impacts | None, k: int) -> Docs | None:
    """The best articles of a single term, if enough of its best are among those given; else None."""
    if impacts is None:
        return None
    found: Docs = impacts.top[given.has(impacts.top)]
    return found[:k] if len(found) >= k else None


def _places(some: Numbers, many: Numbers) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Where in the longer array those members of the shorter one are that it has, and which these are."""
    at = many.searchsorted(some)
    at[at == len(many)] = 0
    found: npt.NDArray[np.bool_] = many[at] == some
    return at[found], found
