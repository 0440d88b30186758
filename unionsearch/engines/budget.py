"""How much of what was worked out a process may keep, by what kind of thing it is."""

from __future__ import annotations

from typing import NamedTuple

_MEGABYTE = 1 << 20
#: A process is to stay under 300 MB of its own. Program and libraries take some 60 of these; what a query
#: puts together on its way, and the heap's holes from it, some 130 bytes for each article there is.
_KEPT = 216 * _MEGABYTE
_TAKEN = 135
#: However large the archive, what one query asks for again and again must have room.
_LEAST = 80 * _MEGABYTE


class Budget(NamedTuple):
    """Bytes of each kind that may be kept: sets of articles that meet conditions, and that have words; what
    terms give to articles; decoded postings, and places; articles' texts."""

    answers: int
    words: int
    impacts: int
    postings: int
    places: int
    texts: int


def budget(articles: int) -> Budget:
    """What a process may keep of an index of so many articles."""
    kept = max(_LEAST, _KEPT - _TAKEN * articles)
    # Impacts make repeated words cheap. The most of answers and postings is needed within one query only.
    shares = Budget(answers=3, words=3, impacts=14, postings=3, places=3, texts=2)
    return Budget(*(kept * share // sum(shares) for share in shares))
