"""Orders articles: those that match all of the query, then those with most of it, then the others.

Each part is in the order of scores, which have two stages. The first scores articles with BM25F over
words and grams; the second looks at the best few hundred of each part and multiplies their scores by
``1 + sum(weight * feature)``, which is never below one, so that they stay the best. A page costs what
its own articles cost: a part that no article of the page comes from is counted and not scored, and what
comes after the page is not put in order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from unionsearch.engines.conditions import Condition, Without, all_of
from unionsearch.engines.protocol import Docs, Reader, Scores
from unionsearch.search.compile import Asked, Leaf
from unionsearch.search.features import NAMES, Features
from unionsearch.search.order import by_place, foremost
from unionsearch.search.points import FirstStage, first_stage, idf
from unionsearch.search.units import Unit
from unionsearch.search.weights import Weights

#: Scores that differ by less than this many decimals are equal.
_DECIMALS = 9


class Ranked(NamedTuple):
    """The first articles of a ranking, best first, and their scores."""

    docs: Docs
    scores: Scores

    def then(self, other: Ranked) -> Ranked:
        """These, and after them the others."""
        return Ranked(np.concatenate([self.docs, other.docs]), np.concatenate([self.scores, other.scores]))


@dataclass(frozen=True)
class Ranking:
    """Every article that can be reached, in order as far as one asks for.

    ``only`` is a filter; ``issue_id`` gives the id of a source's issue. ``sort`` is ``relevance``,
    ``date`` (oldest first), ``-date`` or ``issue``. Between equals the newer comes first, then the order
    of issues.
    """

    reader: Reader
    asked: Asked
    weights: Weights
    only: Condition | None
    sort: str
    issue_id: Callable[[str], str]

    @cached_property
    def _parts(self) -> tuple[_Part, ...]:
        """What matches all of the query, what has most of it where that is something else, and the others."""
        demands = [self.only] if self.only else []
        asked = self.asked
        stages = [all_of([stage, *demands]) for stage in dict.fromkeys([asked.full, asked.most, asked.some])]
        rest = [Without(stage, before) for before, stage in pairwise(stages)]
        return tuple(_Part(self, condition) for condition in [stages[0], *rest])

    @property
    def complete(self) -> Docs:
        """The articles that match all of the query, which come before the others; in no order of worth."""
        return self._parts[0].docs

    @property
    def partly(self) -> Docs:
        """The articles that match some of it; in no order of worth."""
        return np.concatenate([_NONE.docs, *(part.docs for part in self._parts[1:])])

    @property
    def sizes(self) -> tuple[int, int]:
        """How many articles there are, and how many of them match all of the query."""
        complete, *others = (self.reader.frequency(part.condition) for part in self._parts)
        return complete + sum(others), complete

    def first(self, count: int) -> Ranked:
        """The first articles, at most ``count``."""
        found = _NONE
        for part in self._parts:
            found = found.then(part.first(count - len(found.docs)))
        return found

    def explain(self, doc: int) -> tuple[tuple[str, float], ...]:
        """What gave an article its score: points of the first stage, then factors of the second.

        The score is the sum of the points times one and the sum of the factors. An article at which the
        second stage did not look has its points alone.
        """
        points = _points(self.reader, self.asked, self.weights, doc)
        factors = []
        if self.sort == "relevance" and any(doc in part.head.docs for part in self._parts):
            found = self._features.of(self.reader.flats(doc))
            factors = [(name, self.weights.features[name] * value) for name, value in found.items()]
        return tuple((name, round(value, 4)) for name, value in [*points, *factors] if abs(value) > 5e-5)

    @cached_property
    def first_stage(self) -> FirstStage:
        """What gives articles their points."""
        return FirstStage(self.reader, self.asked, self.weights)

    @cached_property
    def _features(self) -> Features:
        return Features(self.asked.leaves, self.importance)

    @cached_property
    def importance(self) -> dict[Unit, float]:
        """How much of the query each unit is."""
        return importance(self.reader, self.asked)

    def factors(self, docs: Docs) -> Scores:
        """By what the second stage multiplies the score of each of ``docs``, rising numbers."""
        weights = np.array([self.weights.features[name] for name in NAMES])
        rows = [self._features.row(flats) for flats in self.reader.flats_of(docs)]
        factors: Scores = 1 + np.array(rows).reshape(-1, len(NAMES)) @ weights
        return factors


@dataclass(frozen=True)
class _Part:
    """The articles that meet one condition, in order."""

    ranking: Ranking
    condition: Condition

    @cached_property
    def docs(self) -> Docs:
        return self.ranking.reader.match(self.condition)

    def first(self, count: int) -> Ranked:
        if count <= 0 or not len(self.docs):
            return _NONE
        count = min(count, len(self.docs))
        if self.ranking.sort != "relevance":
            return self._by_place(count)
        head = self.head
        if count <= len(head.docs):
            return Ranked(head.docs[:count], head.scores[:count])
        rest = np.setdiff1d(self.docs, head.docs, assume_unique=True)
        return head.then(self._in_order(rest, self.ranking.first_stage.points(rest), count - len(head.docs)))

    def _by_place(self, count: int) -> Ranked:
        docs, ranking = self.docs, self.ranking
        keys = by_place(ranking.reader, docs, ranking.sort, ranking.issue_id)
        first = docs[foremost(len(docs), keys, count)]
        # Scored in rising order, as the first stage wants it.
        rising = np.argsort(first)
        scores = np.empty(count)
        scores[rising] = self.ranking.first_stage.points(first[rising])
        return Ranked(first, scores)

    @cached_property
    def head(self) -> Ranked:
        """The articles that the second stage looks at, in order."""
        if not self.ranking.asked.leaves or not len(self.docs):
            return _NONE
        depth = self.ranking.weights.depth
        docs = self._candidates(2 * depth)
        scores = self.ranking.first_stage.points(docs)
        best = np.lexsort((docs, -scores))[: 2 * depth]
        # Articles that score the same must be looked at together, or the cut between them is arbitrary.
        best = np.sort(best[scores[best] >= scores[best[min(depth, len(best)) - 1]]])
        docs = docs[best]
        return self._in_order(docs, scores[best] * self.ranking.factors(docs), len(docs))

    def _candidates(self, count: int) -> Docs:
        """Some of the articles, among which are the ``count`` best of the first stage.

        What has points beside its tokens is among them, and of the others the best by tokens alone.
        """
        reader, stage = self.ranking.reader, self.ranking.first_stage
        if len(stage.groups) > 1 or len(self.docs) <= count:
            return self.docs
        best = [reader.best(self.condition, *group, count).docs for group in stage.groups]
        more = [np.intersect1d(reader.match(c), self.docs, assume_unique=True) for c in stage.beside()]
        return np.unique(np.concatenate([*best, *more]))

    def _in_order(self, docs: Docs, scores: Scores, count: int) -> Ranked:
        """The first by falling score; the articles themselves are looked at where scores are equal."""
        scores = np.round(scores, _DECIMALS)
        places = by_place(self.ranking.reader, docs, "-date", self.ranking.issue_id)
        first = foremost(len(docs), [lambda at: -scores[at], *places], count)
        return Ranked(docs[first], scores[first])


_NONE = Ranked(np.empty(0, dtype=np.int64), np.empty(0))


def importance(reader: Reader, asked: Asked) -> dict[Unit, float]:
    """How much of the query each unit is: its idf; a weak unit counts a quarter."""
    return {
        unit: idf(reader, unit.reach) * (0.25 if unit.weak else 1.0)
        for leaf in asked.leaves
        for unit in leaf.units
    }


def _points(reader: Reader, asked: Asked, weights: Weights, doc: int) -> list[tuple[str, float]]:
    """What the first stage gave an article: each stream, and the rest."""
    docs = np.array([doc], dtype=np.int64)
    bare = replace(asked, leaves=tuple(_bare(leaf) for leaf in asked.leaves))
    points: list[tuple[str, float]] = []
    for stream in weights.streams:
        one = replace(weights, streams={name: float(name == stream) for name in weights.streams})
        points.append((stream, weights.streams[stream] * float(first_stage(reader, bare, one, docs)[0])))
    rest = float(first_stage(reader, asked, weights, docs)[0]) - sum(value for _, value in points)
    return [*points, ("variants, dates, patterns", rest)]


def _bare(leaf: Leaf) -> Leaf:
    """A leaf with its tokens only."""
    return replace(leaf, units=())
