"""Coordinate ascent, and what it gains on queries that it has not seen."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.relevance.measures import chance
from benchmarks.relevance.tuning.candidates import Table
from benchmarks.relevance.tuning.coordinates import Coordinate
from unionsearch.search.weights import Weights

Masks = Sequence[npt.NDArray[np.bool_]]
Told = Callable[[str], None]

#: A gain that chance would give as often as this is none.
_BY_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Fold:
    """One fold: how many queries were held out, and their MRR@10 before and after tuning on the others."""

    queries: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Gain:
    """What tuning gains on queries that it has not seen, all folds together; ``p`` as by chance."""

    folds: Sequence[Fold]
    before: float
    after: float
    p: float

    @property
    def certain(self) -> bool:
        """Whether the gain is one, and hardly by chance."""
        return self.after > self.before and self.p < _BY_CHANCE


def score(tables: Sequence[Table], masks: Masks, weights: Weights) -> float:
    """The mean over collections of their MRR@10 over the queries that are not masked out."""
    found = [
        float(table.reciprocal_ranks(weights)[mask].mean())
        for table, mask in zip(tables, masks, strict=True)
        if mask.any()
    ]
    return sum(found) / len(found)


def climb(
    tables: Sequence[Table],
    masks: Masks,
    weights: Weights,
    coordinates: Sequence[Coordinate],
    *,
    least: float,
    rounds: int = 8,
    told: Told = lambda line: None,
) -> Weights:
    """Turn one weight after the other for as long as some turn gains at least ``least``.

    What gains less is as likely chance, and the weights stay where they were.
    """
    best = score(tables, masks, weights)
    for _ in range(rounds):
        before = best
        for coordinate in coordinates:
            options = [(value, coordinate.changed(weights, value)) for value in coordinate.tries(weights)]
            scores = [score(tables, masks, option) for _, option in options]
            at = int(np.argmax(scores))
            if scores[at] >= best + least:
                told(
                    f"{coordinate.name} {coordinate.read(weights):g} -> {options[at][0]:g}: {scores[at]:.5f}"
                )
                weights, best = options[at][1], scores[at]
        if best == before:
            break
    return weights


def everything(tables: Sequence[Table]) -> Masks:
    """All queries of all collections."""
    return [np.ones(len(table.groups), dtype=np.bool_) for table in tables]


def folds_of(table: Table, folds: int) -> npt.NDArray[np.int64]:
    """Each query's fold. Questions about the same document are in the same, or one would tell the other."""
    return np.array([zlib.crc32(group.encode()) % folds for group in table.groups], dtype=np.int64)


def cross_validate(
    tables: Sequence[Table],
    weights: Weights,
    coordinates: Sequence[Coordinate],
    *,
    folds: int,
    least: float,
    told: Told = lambda line: None,
) -> Gain:
    """Tune on all folds but one, measure on that one, for each in turn."""
    numbers = [folds_of(table, folds) for table in tables]
    old = [table.reciprocal_ranks(weights) for table in tables]
    new = [np.zeros_like(values) for values in old]
    found = []
    for fold in range(folds):
        held = [number == fold for number in numbers]
        if not all(mask.any() and not mask.all() for mask in held):
            continue
        tuned = climb(tables, [~mask for mask in held], weights, coordinates, least=least)
        for table, mask, values in zip(tables, held, new, strict=True):
            values[mask] = table.reciprocal_ranks(tuned)[mask]
        found.append(
            Fold(
                sum(int(mask.sum()) for mask in held),
                score(tables, held, weights),
                score(tables, held, tuned),
            )
        )
        told(f"fold {fold + 1}: {found[-1].before:.5f} -> {found[-1].after:.5f}")
    return Gain(
        found,
        float(np.mean([fold.before for fold in found])),
        float(np.mean([fold.after for fold in found])),
        chance(np.concatenate(new), np.concatenate(old)),
    )
