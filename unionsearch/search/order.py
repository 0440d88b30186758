"""Puts articles in order by several keys, and finds the first of many without ordering them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from unionsearch.engines.protocol import Docs, Reader

#: What articles at some places of a row are ordered by: a number for each, smaller ones first.
Key = Callable[[Docs], npt.NDArray[Any]]

_UNDATED = 99999999


def foremost(length: int, keys: Sequence[Key], count: int) -> Docs:
    """The places in a row of ``length`` that come first, at most ``count`` of them, in their order.

    The first key weighs most; where all are equal, the row's own order holds.
    """
    sure: list[Docs] = []
    undecided = np.arange(length, dtype=np.int64)
    for key in keys:
        if len(undecided) <= count:
            break
        values = key(undecided)
        last = np.partition(values, count - 1)[count - 1]
        sure.append(undecided[values < last])
        undecided = undecided[values == last]
        count -= len(sure[-1])
    chosen = np.sort(np.concatenate([*sure, undecided[:count]]))
    values = keys[0](chosen)
    order = np.argsort(values, kind="stable")
    first, values = chosen[order], values[order]
    same = values[1:] == values[:-1]
    if np.any(same):
        # The other keys are asked for only where there are equals.
        tied = np.flatnonzero(np.append(same, False) | np.append(False, same))
        order = np.lexsort([*(key(first[tied]) for key in reversed(keys[1:])), values[tied]])
        first[tied] = first[tied][order]
    return first


def by_place(reader: Reader, docs: Docs, sort: str, issue_id: Callable[[str], str]) -> tuple[Key, ...]:
    """The keys that order ``docs`` by where they stand: ``date`` (oldest first), ``-date`` or ``issue``.

    By date, undated ones come last. Within a day and within an issue the order is that of issues, whose
    ids ``issue_id`` gives for sources, and of numbers.
    """

    def day(at: Docs) -> Docs:
        days = reader.places(docs[at]).days
        return np.where(days == 0, _UNDATED, days if sort == "date" else -days)

    def issue(at: Docs) -> Docs:
        sources, own = np.unique(reader.places(docs[at]).sources, return_inverse=True)
        names = reader.sources()
        ids = [issue_id(names[source]) for source in sources.tolist()]
        ranks = {id_: rank for rank, id_ in enumerate(sorted(set(ids)))}
        return np.array([ranks[id_] for id_ in ids], dtype=np.int64)[own]

    def number(at: Docs) -> Docs:
        return reader.places(docs[at]).numbers

    return (issue, number) if sort == "issue" else (day, issue, number)
