"""Sums over measurements: the middle, the slow end, how something grows."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def slow(values: Sequence[float]) -> float:
    """The 95th percentile: of the values in order, the first that 95 in 100 do not exceed."""
    return sorted(values)[max(0, math.ceil(0.95 * len(values)) - 1)]


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The b of ``values = a * sizes ** b``, fitted by least squares to the logarithms.

    1 is growth in proportion, 0 none. Needs two different sizes; all figures must be above 0.
    """
    fitted = statistics.linear_regression([math.log(s) for s in sizes], [math.log(v) for v in values])
    return fitted.slope
