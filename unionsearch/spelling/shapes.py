"""Characters that look alike, from ``data/shapes.tsv``."""

from __future__ import annotations

from functools import cache

from unionsearch.spelling.data_files import rows


@cache
def _alike() -> dict[str, str]:
    """Both ways. Strings, because making sets would take most of the time of a first correction."""
    found: dict[str, str] = {}
    for char, others in rows("shapes.tsv"):
        found[char] = found.get(char, "") + others
        for other in others:
            found[other] = found.get(other, "") + char
    return found


def alike(char: str) -> str:
    """The characters that ``char`` is taken for by its look, each once."""
    return _alike().get(char, "")
