"""Characters that look alike, from ``data/shapes.tsv``."""

from __future__ import annotations

from functools import cache

from unionsearch.spelling.data_files import rows


@cache
def _alike() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for char, others in rows("shapes.tsv"):
        for other in others:
            found.setdefault(char, set()).add(other)
            found.setdefault(other, set()).add(char)
    return {char: frozenset(others) for char, others in found.items()}


def alike(char: str) -> frozenset[str]:
    """The characters that ``char`` is taken for by its look."""
    return _alike().get(char, frozenset())
