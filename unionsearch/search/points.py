"""The first stage of ranking: what an article's words give it, and what comes to it beside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np

from unionsearch.engines.conditions import Condition, Days, Run, Word
from unionsearch.engines.protocol import Bm25f, Docs, Reader, Scores, Stream, Weighted
from unionsearch.search.compile import Asked, Leaf
from unionsearch.search.units import Unit
from unionsearch.search.weights import Weights


class Group(NamedTuple):
    """The tokens that are sought in the same fields, and the parameters for these."""

    terms: list[Weighted]
    parameters: Mapping[Stream, Bm25f]


class FirstStage:
    """Gives articles their points: BM25F over words and grams, what other words for a unit add, dates."""

    def __init__(self, reader: Reader, asked: Asked, weights: Weights) -> None:
        self._reader = reader
        self._asked = asked
        self._weights = weights
        #: What has been worked out of other words: their terms, and the most that these can score.
        self._texts: dict[str, tuple[list[Weighted], float]] = {}

    def points(self, docs: Docs) -> Scores:
        """The points of each of ``docs``, which rise."""
        scores = np.zeros(len(docs))
        for terms, parameters in self.groups:
            scores += self._reader.score(docs, terms, parameters)
        for leaf in self._asked.leaves:
            for unit in leaf.units:
                if unit.variants:
                    self._add_variants(unit, docs, scores)
                if not _has_tokens(leaf):
                    scores[_places(docs, self._reader.match(unit.own))] += idf(self._reader, unit.own)
                if unit.dates is not None:
                    self._add_dates(unit.dates, docs, scores)
        return scores

    @cached_property
    def groups(self) -> list[Group]:
        """The tokens of the query. What was asked for in one field is scored in that field."""
        found: dict[tuple[str, ...], dict[Weighted, None]] = {}
        for leaf in self._asked.leaves:
            terms = _terms(leaf.words, leaf.grams, self._weights)
            found.setdefault(leaf.fields, {}).update(dict.fromkeys(terms))
        return [Group(list(terms), self._weights.within(fields)) for fields, terms in found.items()]

    def beside(self) -> Iterator[Condition]:
        """Only articles that meet one of these have points that do not come from tokens of the query."""
        for leaf in self._asked.leaves:
            for unit in leaf.units:
                yield from (unit.by(variant) for variant in unit.variants)
                if not _has_tokens(leaf):
                    yield unit.own
                if unit.dates is not None:
                    yield unit.dates

    def _add_variants(self, unit: Unit, docs: Docs, scores: Scores) -> None:
        """Add by how much the best of a unit's variants, weighted, outdoes the unit itself in each article.

        The best, not the sum: an article that uses three words for one thing is not about it three times.
        A longer word has more tokens to score by; it is scaled down to what the unit itself can reach.
        """
        having = [(variant, _places(docs, self._reader.match(unit.by(variant)))) for variant in unit.variants]
        having = [(variant, places) for variant, places in having if len(places)]
        if not having:
            return
        concerned = np.flatnonzero(np.bincount(np.concatenate([places for _, places in having])))
        own_terms, own_most = self._scored_by(unit.text)
        own = self._reader.score(docs[concerned], own_terms, self._weights.parameters)
        best = own.copy()
        for variant, places in having:
            terms, most = self._scored_by(variant.text)
            scale = variant.weight * min(1.0, own_most / (most or 1.0))
            at = np.searchsorted(concerned, places)
            found = self._reader.score(docs[places], terms, self._weights.parameters)
            best[at] = np.maximum(best[at], scale * found)
        scores[concerned] += best - own

    def _scored_by(self, text: str) -> tuple[list[Weighted], float]:
        """The terms that score a text, and the most that they can: the sum of their idfs, weighted."""
        found = self._texts.get(text)
        if found is None:
            terms = _terms(*self._asked.tokens(text), self._weights)
            most = sum(term.weight * idf(self._reader, _standing(term)) for term in terms)
            found = self._texts[text] = terms, most
        return found

    def _add_dates(self, dates: Days, docs: Docs, scores: Scores) -> None:
        stated = Days(dates.first, dates.last, stated_only=True)
        weights = self._weights
        scores[_places(docs, self._reader.match(dates))] += weights.issue_period
        scores[_places(docs, self._reader.match(stated))] += weights.stated_date - weights.issue_period


def first_stage(reader: Reader, asked: Asked, weights: Weights, docs: Docs) -> Scores:
    """The points of each of ``docs``, which rise."""
    return FirstStage(reader, asked, weights).points(docs)


def idf(reader: Reader, condition: Condition) -> float:
    """How rare the articles are that meet a condition, as Lucene counts it."""
    everything, df = reader.count(), reader.frequency(condition)
    return math.log(1 + (everything - df + 0.5) / (df + 0.5))


def _has_tokens(leaf: Leaf) -> bool:
    """A pattern or a lone sign has none; finding it is worth its rarity."""
    return bool(leaf.words or leaf.grams)


def _standing(term: Weighted) -> Condition:
    """The condition that a term stands in an article."""
    return Word(term.token) if term.stream == "words" else Run(term.token)


def _terms(words: Iterable[str], grams: Iterable[str], weights: Weights) -> list[Weighted]:
    return [Weighted("words", word, weights.streams["words"]) for word in words] + [
        Weighted("grams", gram, weights.streams["grams"]) for gram in grams
    ]


def _places(docs: Docs, found: Docs) -> Docs:
    """Where in ``docs`` those stand that are among ``found``; all rise."""
    some, many = (docs, found) if len(docs) <= len(found) else (found, docs)
    if not len(some):
        return some
    at = np.minimum(np.searchsorted(many, some), len(many) - 1)
    shared = many[at] == some
    return np.flatnonzero(shared) if some is docs else at[shared]
