"""Figures of a ranking, by ir-measures, and the test of whether a difference is chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ir_measures
import numpy as np
import numpy.typing as npt
from ir_measures import RR, R, nDCG

from benchmarks.relevance.collection import Collection

Values = npt.NDArray[np.float64]

_MEASURES = {"nDCG@10": nDCG @ 10, "MRR@10": RR @ 10, "R@10": R @ 10, "R@100": R @ 100}
#: What is shown of each system, in this order.
NAMES = (*_MEASURES, "zero hits")
#: How deep the rankings must be for the measures.
DEPTH = 100
#: The measure in which systems are tested against each other.
TESTED = "MRR@10"
#: How the test is called in reports.
TEST = "Fisher's paired randomisation test, two-sided"
ROUNDS = 100_000
_AT_ONCE = 2_000


def values(collection: Collection, rankings: Sequence[Sequence[str]]) -> dict[str, Values]:
    """Each measure of each query, in the order of the queries. ``rankings`` are ids, best first."""
    places = {query.id: i for i, query in enumerate(collection.queries)}
    run = [
        ir_measures.ScoredDoc(query.id, id_, -rank)
        for query, ids in zip(collection.queries, rankings, strict=True)
        for rank, id_ in enumerate(ids)
    ]
    qrels = [
        ir_measures.Qrel(query, id_, grade)
        for query, judged in collection.qrels.items()
        for id_, grade in judged.items()
    ]
    found = {name: np.zeros(len(places)) for name in _MEASURES}
    names = {measure: name for name, measure in _MEASURES.items()}
    for metric in ir_measures.iter_calc(list(_MEASURES.values()), qrels, run) if run else ():
        found[names[metric.measure]][places[metric.query_id]] = metric.value
    found["zero hits"] = np.array([not ids for ids in rankings], dtype=np.float64)
    return found


def means(found: Mapping[str, Values]) -> dict[str, float]:
    """Each measure over all queries."""
    return {name: float(found[name].mean()) for name in NAMES}


def chance(ours: Values, theirs: Values, *, rounds: int = ROUNDS, seed: int = 0) -> float:
    """The probability of a mean difference as large as this, either way, if the two were alike.

    Fisher's paired randomisation test: were they alike, each query's difference could as well have had
    the other sign. ``rounds`` draws of signs are made (Smucker, Allan, Carterette 2007 on why this and
    not a t-test; the two agree at these sizes). Never below ``1 / (rounds + 1)``.
    """
    differences = ours - theirs
    # A query without a difference has none under any sign.
    differences = differences[differences != 0]
    if not len(differences):
        return 1.0
    observed = abs(float(differences.sum())) - 1e-9
    draw = np.random.default_rng(seed)
    as_large = 0
    for start in range(0, rounds, _AT_ONCE):
        signs = draw.integers(0, 2, size=(min(_AT_ONCE, rounds - start), len(differences)), dtype=np.int8)
        sums = (signs * 2 - 1) @ differences
        as_large += int(np.count_nonzero(np.abs(sums) >= observed))
    return (as_large + 1) / (rounds + 1)
