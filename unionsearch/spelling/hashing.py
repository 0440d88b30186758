"""One hash of a sequence of small numbers, the same for a single sequence and for many at once.

A polynomial modulo 2**64, whose upper half is kept. Looked-up entries are always compared with what was
sought, so a collision costs a little time and never an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

_FACTOR = 0x9E3779B97F4A7C15
_MIX = 0xD6E8FEB86659FD93
_MASK = (1 << 64) - 1


def of_numbers(values: Iterable[int]) -> int:
    """The hash of one sequence."""
    h = 1
    for value in values:
        h = (h * _FACTOR + value + 1) & _MASK
    h ^= h >> 32
    return (h * _MIX & _MASK) >> 32


def of_text(text: str) -> int:
    """The hash of a text's code points."""
    return of_numbers(map(ord, text))


def of_columns(columns: Sequence[npt.NDArray[Any]]) -> npt.NDArray[np.uint32]:
    """The hashes of many sequences of one length: ``columns[i][k]`` is the i-th number of the k-th."""
    h = np.ones(len(columns[0]), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for column in columns:
            h = h * np.uint64(_FACTOR) + column.astype(np.uint64) + np.uint64(1)
        h ^= h >> np.uint64(32)
        return ((h * np.uint64(_MIX)) >> np.uint64(32)).astype(np.uint32)
