"""The tokens that peers are given: jieba's search cut as it comes, or character bigrams.

These are jieba's own defaults (its dictionary, its unknown-word model), not the program's analysis:
the peers stand for what one gets from the parts as they are sold.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_PIECES = re.compile(r"\w+")


@cache
def _jieba() -> Any:
    import jieba

    jieba.setLogLevel(60)
    return jieba.Tokenizer()


def words(text: str) -> list[str]:
    """jieba's search cut, lower case, without punctuation and white space."""
    return [word for word in _jieba().lcut_for_search(text.lower()) if _PIECES.search(word)]


def bigrams(text: str) -> list[str]:
    """Each two neighbouring characters of every run of letters and digits; a lone character is itself."""
    found: list[str] = []
    for piece in _PIECES.findall(text.lower()):
        found += [piece[i : i + 2] for i in range(max(1, len(piece) - 1))]
    return found


def trigrams(text: str) -> list[str]:
    """Each three neighbouring characters of every run of letters and digits."""
    pieces = _PIECES.findall(text)
    return [piece[i : i + 3] for piece in pieces for i in range(len(piece) - 2)]


#: The streams of tokens by name.
STREAMS = {"words": words, "bigrams": bigrams}
