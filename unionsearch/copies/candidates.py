"""Pairs of articles whose signatures say that they may be copies."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from unionsearch.copies.likeness import LEAST_LEFT
from unionsearch.copies.signature import BANDS, Rows

Pairs = npt.NDArray[np.int64]

#: Up to so many articles that agree in a band are compared each with each. More are a crowd: articles
#: made from one form, thousands perhaps.
_CROWD = 16
#: In a crowd each is compared with the oldest, and with so many of those most like it.
_NEAREST = 3


def candidates(rows: Rows) -> Pairs:
    """Pairs of places in ``rows``, the lower first, in rising order. Older articles come first in rows."""
    bands = rows["bands"]
    packed = [np.empty(0, dtype=np.int64)]
    for band in range(BANDS if len(rows) else 0):
        order = np.argsort(bands[:, band])
        sizes, runs = _runs(bands[order, band])
        crowded = sizes > _CROWD
        found = [_neighbours(order[(sizes > 1) & ~crowded], bands[:, band], _CROWD - 1)]
        if crowded.any():
            crowd = order[crowded]
            # Those that agree in the following bands too stand side by side.
            keys = [bands[crowd, (band + after) % BANDS] for after in range(BANDS)]
            found.append(_neighbours(crowd[np.lexsort(keys[::-1])], bands[:, band], _NEAREST))
            oldest = np.full(len(rows), len(rows), dtype=np.int64)
            np.minimum.at(oldest, runs[crowded], crowd)
            found.append(np.stack([oldest[runs[crowded]], crowd]))
        low, high = np.sort(np.concatenate(found, axis=1), axis=0)
        packed.append((low * len(rows) + high)[low < high])
    pairs = np.stack(np.divmod(np.unique(np.concatenate(packed)), max(len(rows), 1)), axis=1)
    lengths = np.sort(rows["length"][pairs], axis=1)
    # Texts of which one is much longer are no copies, whatever they have in common.
    return pairs[lengths[:, 0] >= LEAST_LEFT * lengths[:, 1]]


def _runs(keys: npt.NDArray[np.uint32]) -> tuple[Pairs, Pairs]:
    """For each place in sorted keys how many have the same key, and the number of that key."""
    begins = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    sizes = np.diff(np.append(begins, len(keys)))
    return np.repeat(sizes, sizes), np.repeat(np.arange(len(sizes)), sizes)


def _neighbours(order: Pairs, keys: npt.NDArray[np.uint32], most: int) -> Pairs:
    """Pairs of those that have the same key and stand at most so many places from each other."""
    pairs = [np.empty((2, 0), dtype=np.int64)]
    for step in range(1, most + 1):
        left, right = order[:-step], order[step:]
        same = keys[left] == keys[right]
        if not same.any():
            break
        pairs.append(np.stack([left[same], right[same]]))
    return np.concatenate(pairs, axis=1)
