"""Words that carry no meaning of their own."""

from __future__ import annotations

from functools import cache
from importlib import resources

from unionsearch.text import fold


@cache
def stopwords() -> frozenset[str]:
    """The folded stop words."""
    text = resources.files("unionsearch.search").joinpath("data/stopwords.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(fold(word) for line in lines for word in line.split())
