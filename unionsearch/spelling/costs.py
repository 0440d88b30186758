"""The cost model of ``data/costs.tsv``."""

from __future__ import annotations

from functools import cache

from unionsearch.spelling.data_files import rows


@cache
def costs() -> dict[str, float]:
    """Every cost by its name."""
    return {name: float(value) for name, value, _ in rows("costs.tsv")}


def cost(name: str) -> float:
    """One cost. Raises KeyError for a name that the table lacks."""
    return costs()[name]


def by_length(name: str, length: int, *, latin: bool = False) -> float:
    """A cost that counts less the longer the right word is."""
    return cost(name) * (0.5 + cost("latin-length" if latin else "length") / length)
