"""Articles that are the same text, shown as one: the one ranked best stands for its copies."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from unionsearch.copies.table import FILE, NO_COPIES, Table
from unionsearch.engines.protocol import Docs, Reader, Scores
from unionsearch.search.ranking import Ranking


class Folded(NamedTuple):
    """The first articles of a ranking that are shown, best first, with their scores.

    ``total`` and ``complete`` count all that can be shown, and those of them that match all of the query.
    """

    docs: Docs
    scores: Scores
    total: int
    complete: int


def copies_in(reader: Reader) -> Table:
    """The copies in a state of the index; none where nobody has looked for them yet."""
    try:
        return Table.read(reader.derived(FILE))
    except (OSError, ValueError):
        return NO_COPIES


def fold(found: Ranking, copies: Table, count: int | None) -> Folded:
    """The first ``count`` articles, or all, without those of which a copy is ranked before them."""
    total, complete = _counts(found, copies)
    wanted = total if count is None else min(count, total)
    looked = wanted
    while True:
        docs, scores = found.first(looked)
        keep = _first_of_each(copies.groups_of(docs))
        if np.count_nonzero(keep) >= wanted:
            return Folded(docs[keep][:wanted], scores[keep][:wanted], total, complete)
        # Some were copies of others: the page is filled from further down.
        looked *= 2


def _counts(found: Ranking, copies: Table) -> tuple[int, int]:
    """How many articles can be shown, and how many of them match all of the query."""
    if not copies:
        return found.sizes
    both = np.concatenate([found.complete, found.partly])
    return copies.distinct(both), copies.distinct(found.complete)


def _first_of_each(groups: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Which articles have no copy before them."""
    keep: npt.NDArray[np.bool_] = groups == 0
    grouped = np.flatnonzero(groups)
    keep[grouped[np.unique(groups[grouped], return_index=True)[1]]] = True
    return keep
