"""Sets of documents: sorted arrays without duplicates, of numbers below a known size.

Two ways lead to each answer. Where one set is far smaller, its members are looked up in the other; else a table of
one byte a document is filled and read. NumPy's own set functions sort, which costs several times as much.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Docs = npt.NDArray[np.int64]

NOTHING: Docs = np.empty(0, dtype=np.int64)
#: Looking one number up costs about as much as reading and writing so many in a table.
_LOOKUP = 16


def among(some: Docs, many: Docs) -> npt.NDArray[np.bool_]:
    """Which members of one set are in another too, by looking each up."""
    if not len(many):
        return np.zeros(len(some), dtype=np.bool_)
    at = np.searchsorted(many, some)
    at[at == len(many)] = 0
    found: npt.NDArray[np.bool_] = many[at] == some
    return found


def table(docs: Docs, size: int) -> npt.NDArray[np.bool_]:
    """For each number below ``size``, whether it is in the set."""
    found = np.zeros(size, dtype=np.bool_)
    found[docs] = True
    return found


def intersect(one: Docs, other: Docs, size: int) -> Docs:
    """What is in both sets."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    if not len(small) or len(large) == size:
        return small
    if len(small) * _LOOKUP < len(large):
        return small[among(small, large)]
    return small[table(large, size)[small]]


def subtract(docs: Docs, excluded: Docs, size: int) -> Docs:
    """What is in the first set and not in the second."""
    if not len(docs) or not len(excluded):
        return docs
    if len(docs) * _LOOKUP < len(excluded):
        return docs[~among(docs, excluded)]
    return docs[~table(excluded, size)[docs]]


def unite(parts: Sequence[Docs], size: int) -> Docs:
    """What is in at least one of the sets."""
    filled = [part for part in parts if len(part)]
    if not filled:
        return NOTHING
    if len(filled) == 1:
        return filled[0]
    if sum(map(len, filled)) * _LOOKUP < size:
        return np.unique(np.concatenate(filled))
    found = np.zeros(size, dtype=np.bool_)
    for part in filled:
        found[part] = True
    return np.flatnonzero(found)
