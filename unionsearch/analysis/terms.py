"""With which frequencies terms are laid over the dictionary, worked out once and kept in the cache.

Each term gets just the frequency with which it wins over its own parts, and the total stays as it was,
so that text without the term is cut as before. What is no single run of Han characters cannot be a
word and is passed over.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable

from unionsearch.analysis import cache, dictionary
from unionsearch.text import kinds, normalize

#: Raised when terms are weighed in another way.
_FORMAT = 1


def overlay(terms: Iterable[str], weigh: Callable[[list[str]], dict[str, int]]) -> dict[str, int]:
    """The frequency of each term, in any writing, and 0 for its prefixes that are no words themselves.

    ``weigh`` works them out when the cache has none, given the terms in order.
    """
    given = sorted(set(terms))
    if not given:
        return {}
    key = f"{_FORMAT}-{dictionary.identity()}-{dictionary.digest(given)}"
    path = cache.folder() / dictionary.FOLDER / f"terms-{key}.json"
    content = cache.read(path)
    if content is not None:
        found: dict[str, int] = json.loads(content)
        return found
    # Shorter terms first: a longer term is weighed against the parts that it will meet.
    folded = sorted({normalize(term).text for term in given}, key=lambda term: (len(term), term))
    found = weigh([term for term in folded if len(term) > 1 and set(kinds(term)) == {"h"}])
    cache.write(path, json.dumps(found).encode())
    return found


def weight(parts: list[int], total: int) -> int:
    """The frequency with which a term just wins over its parts, given theirs.

    One more than the product of its parts, as jieba's own suggest_freq has it; the product can be far
    below one, and a frequency is a whole number: every term gets at least 1.
    """
    return int(math.prod((part or 1) / total for part in parts) * total) + 1
