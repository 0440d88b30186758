"""Orders articles: those that match all of the query before the others, each part by score.

Two stages. The first scores every article with BM25F over words and grams; the second looks at the best
few hundred of each part and multiplies their scores by ``1 + sum(weight * feature)``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from unionsearch.engines.conditions import Condition, Days, Run, Word, all_of
from unionsearch.engines.protocol import Docs, Place, Reader, Scores, Weighted
from unionsearch.search.compile import Asked, Leaf, Tokens
from unionsearch.search.features import features
from unionsearch.search.units import Unit
from unionsearch.search.weights import Weights

#: Scores that differ by less than this many decimals are equal.
_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every article that can be reached, best first: number, score, and how many are complete."""

    docs: Docs
    scores: Scores
    complete: int


Order = Callable[[Place], tuple[object, ...]]


def rank(
    reader: Reader,
    asked: Asked,
    weights: Weights,
    *,
    only: Condition | None,
    sort: str,
    issue_order: Mapping[str, str],
) -> Ranking:
    """Find and order the articles. ``only`` is a filter; ``issue_order`` gives a source's issue id.

    ``sort`` is ``relevance``, ``date`` (oldest first), ``-date`` or ``issue``. Between equals the newer
    comes first, then the order of issues.
    """
    demands = [only] if only else []
    complete = reader.match(all_of([asked.full, *demands]))
    reachable = reader.match(all_of([asked.some, *demands]))
    partly = np.setdiff1d(reachable, complete, assume_unique=True)
    order = partial(_order, sort=sort, issue_order=issue_order)
    parts = [_part(reader, asked, weights, docs, sort, order) for docs in (complete, partly)]
    return Ranking(
        np.concatenate([docs for docs, _ in parts]), np.concatenate([s for _, s in parts]), len(complete)
    )


def _order(place: Place, *, sort: str, issue_order: Mapping[str, str]) -> tuple[object, ...]:
    """By what articles come that no score tells apart, or that are not ordered by score."""
    issue = issue_order.get(place.source, "")
    if sort == "issue":
        return (issue, place.number)
    undated = place.day == 0
    return (undated, place.day if sort == "date" else -place.day, issue, place.number)


def _part(
    reader: Reader, asked: Asked, weights: Weights, docs: Docs, sort: str, order: Order
) -> tuple[Docs, Scores]:
    if not len(docs):
        return docs, np.empty(0)
    scores = first_stage(reader, asked, weights, docs)
    if sort != "relevance":
        places = [reader.place(doc) for doc in docs.tolist()]
        by_place = sorted(range(len(docs)), key=lambda i: order(places[i]))
        return docs[by_place], scores[by_place]
    best = np.lexsort((docs, -scores))
    # Articles that score the same must be looked at together, or the cut between them is arbitrary.
    depth = int(
        np.searchsorted(-scores[best], -scores[best[min(weights.depth, len(best)) - 1]], side="right")
    )
    factors = second_stage(reader, asked, weights, docs[best[: min(depth, 2 * weights.depth)]])
    scores[best[: len(factors)]] *= factors
    return _sorted(reader, docs, np.round(scores, _DECIMALS), order)


def _sorted(reader: Reader, docs: Docs, scores: Scores, order: Order) -> tuple[Docs, Scores]:
    """By falling score; only where scores are equal are the articles themselves looked at."""
    by_score = np.argsort(-scores, kind="stable")
    docs, scores = docs[by_score], scores[by_score]
    edges = np.flatnonzero(np.diff(scores)) + 1
    for start, end in zip([0, *edges.tolist()], [*edges.tolist(), len(docs)], strict=True):
        if end - start > 1:
            docs[start:end] = sorted(docs[start:end].tolist(), key=lambda doc: order(reader.place(doc)))
    return docs, scores


def first_stage(reader: Reader, asked: Asked, weights: Weights, docs: Docs) -> Scores:
    """BM25F over words and grams, what other words for a unit add, and points for dates.

    What was asked for in one field is scored in that field.
    """
    scores = np.zeros(len(docs))
    by_fields: dict[tuple[str, ...], dict[Weighted, None]] = {}
    for leaf in asked.leaves:
        by_fields.setdefault(leaf.fields, {}).update(dict.fromkeys(_terms(leaf.words, leaf.grams, weights)))
    for fields, terms in by_fields.items():
        scores += reader.score(docs, list(terms), weights.within(fields))
    for leaf in asked.leaves:
        for unit in leaf.units:
            scores += _gain_by_variants(reader, unit, asked.tokens, weights, docs)
            if not leaf.words and not leaf.grams:
                # A pattern or a lone sign has no tokens; finding it is worth its rarity.
                scores[np.isin(docs, reader.match(unit.own))] += _idf(reader, unit.own)
            if unit.dates is not None:
                stated = Days(unit.dates.first, unit.dates.last, stated_only=True)
                scores[np.isin(docs, reader.match(unit.dates))] += weights.issue_period
                scores[np.isin(docs, reader.match(stated))] += weights.stated_date - weights.issue_period
    return scores


def _terms(words: Iterable[str], grams: Iterable[str], weights: Weights) -> list[Weighted]:
    return [Weighted("words", word, weights.streams["words"]) for word in words] + [
        Weighted("grams", gram, weights.streams["grams"]) for gram in grams
    ]


def _gain_by_variants(reader: Reader, unit: Unit, tokens: Tokens, weights: Weights, docs: Docs) -> Scores:
    """By how much the best of a unit's variants, weighted, outdoes the unit itself in each article.

    The best, not the sum: an article that uses three words for one thing is not about it three times.
    A longer word has more tokens to score by; it is scaled down to what the unit itself can reach.
    """
    if not unit.variants:
        return np.zeros(len(docs))
    own_terms = _terms(*tokens(unit.text), weights)
    own = reader.score(docs, own_terms, weights.parameters)
    reach = _reach(reader, own_terms)
    best = own
    for variant in unit.variants:
        has = np.isin(docs, reader.match(unit.by(variant)))
        if has.any():
            terms = _terms(*tokens(variant.text), weights)
            scale = variant.weight * min(1.0, reach / (_reach(reader, terms) or 1.0))
            found = reader.score(docs, terms, weights.parameters)
            best = np.maximum(best, np.where(has, scale * found, 0.0))
    return best - own


def _reach(reader: Reader, terms: Iterable[Weighted]) -> float:
    """The most that terms can score: the sum of their idfs, weighted."""
    return sum(
        term.weight * _idf(reader, Word(term.token) if term.stream == "words" else Run(term.token))
        for term in terms
    )


def _idf(reader: Reader, condition: Condition) -> float:
    everything, df = reader.count(), reader.frequency(condition)
    return math.log(1 + (everything - df + 0.5) / (df + 0.5))


def importance(reader: Reader, asked: Asked) -> dict[Unit, float]:
    """How much of the query each unit is: its idf; a weak unit counts a quarter."""
    return {
        unit: _idf(reader, unit.reach) * (0.25 if unit.weak else 1.0)
        for leaf in asked.leaves
        for unit in leaf.units
    }


def _bare(leaf: Leaf) -> Leaf:
    """A leaf with its tokens only."""
    return replace(leaf, units=())


def explain(reader: Reader, asked: Asked, weights: Weights, doc: int) -> tuple[tuple[str, float], ...]:
    """What gave an article its score: points of the first stage, then factors of the second.

    The score is the sum of the points times one and the sum of the factors. An article beyond the depth
    of the second stage has its points alone, whatever its factors would be.
    """
    docs = np.array([doc], dtype=np.int64)
    points: list[tuple[str, float]] = []
    for stream in weights.streams:
        one = replace(weights, streams={name: float(name == stream) for name in weights.streams})
        part = replace(asked, leaves=tuple(_bare(leaf) for leaf in asked.leaves))
        points.append((stream, weights.streams[stream] * float(first_stage(reader, part, one, docs)[0])))
    rest = float(first_stage(reader, asked, weights, docs)[0]) - sum(value for _, value in points)
    points.append(("variants, dates, patterns", rest))
    found = features(reader.flats(doc), asked.leaves, importance(reader, asked)) if asked.leaves else {}
    factors = [(name, weights.features[name] * value) for name, value in found.items()]
    return tuple((name, round(value, 4)) for name, value in [*points, *factors] if abs(value) > 5e-5)


def second_stage(reader: Reader, asked: Asked, weights: Weights, docs: Docs) -> Scores:
    """The factor of each article's score: one and the weighted sum of its features."""
    shares = importance(reader, asked)
    factors = np.ones(len(docs))
    if asked.leaves:
        for i, doc in enumerate(docs.tolist()):
            found = features(reader.flats(doc), asked.leaves, shares)
            factors[i] += sum(weights.features[name] * value for name, value in found.items())
    return factors
