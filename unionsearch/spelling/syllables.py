"""Syllables without tones: which there are, how letters split into them, and which sound nearly the same."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache

from unionsearch.spelling.costs import cost
from unionsearch.spelling.data_files import rows

#: The letters that a syllable can begin with; i, u and v never do.
INITIALS = frozenset("abcdefghjklmnopqrstwxyz")
#: Marks an initial that stands for a whole syllable.
INITIAL = "-"
_LONGEST = 6

#: Initials that are taken for each other, and the name of the difference.
_NEAR_INITIALS = {
    frozenset(("zh", "z")): "zh-z",
    frozenset(("ch", "c")): "zh-z",
    frozenset(("sh", "s")): "zh-z",
    frozenset(("n", "l")): "n-l",
    frozenset(("l", "r")): "l-r",
    frozenset(("n", "r")): "n-r",
}
_CLASS_INITIAL = {"zh": "z", "ch": "c", "sh": "s", "n": "l", "r": "l"}
#: h before these finals sounds like f before those.
_AFTER_F = {
    "u": "u",
    "ua": "a",
    "uai": "ai",
    "uan": "an",
    "uang": "ang",
    "ui": "ei",
    "un": "en",
    "uo": "o",
    "ong": "eng",
}


@cache
def names() -> tuple[str, ...]:
    """All syllables in alphabetical order; a syllable's number is its place here."""
    return tuple(sorted(s for row in rows("syllables.txt") for s in row[0].split()))


@cache
def numbers() -> dict[str, int]:
    """syllable -> number."""
    return {name: i for i, name in enumerate(names())}


def identity() -> int:
    """Names the list of syllables, so that a file with other numbers is not misread."""
    return zlib.crc32(" ".join(names()).encode())


def parts(syllable: str) -> tuple[str, str]:
    """Initial (may be empty; y and w count as initials) and final."""
    if syllable[:2] in ("zh", "ch", "sh"):
        return syllable[:2], syllable[2:]
    if syllable[0] in "aeo":
        return "", syllable
    return syllable[0], syllable[1:]


def sound_class(syllable: str) -> str:
    """The same for all syllables that are easily taken for each other."""
    initial, final = parts(syllable)
    if initial == "h" and final in _AFTER_F:
        initial, final = "f", _AFTER_F[final]
    return _CLASS_INITIAL.get(initial, initial) + _class_final(final)


def _class_final(final: str) -> str:
    if final.endswith("ng") and not final.endswith("ong"):
        final = final[:-1]
    return final.replace("v", "u")


@cache
def classes() -> tuple[int, ...]:
    """syllable number -> number of its sound class."""
    found: dict[str, int] = {}
    return tuple(found.setdefault(sound_class(s), len(found)) for s in names())


@cache
def initial_of(number: int) -> str:
    """The letter by which a syllable is abbreviated: z for zhang, a for an."""
    return names()[number][0]


@cache
def difference(a: int, b: int) -> float | None:
    """What it costs to take one syllable for another: 0 for the same, None if nobody would."""
    if a == b:
        return 0.0
    if classes()[a] != classes()[b]:
        return None
    (initial_a, final_a), (initial_b, final_b) = parts(names()[a]), parts(names()[b])
    total = 0.0
    if {initial_a, initial_b} == {"f", "h"}:
        total += cost("near:f-h")
        final_a = _AFTER_F[final_a] if initial_a == "h" else final_a
        final_b = _AFTER_F[final_b] if initial_b == "h" else final_b
    elif initial_a != initial_b:
        total += cost("near:" + _NEAR_INITIALS[frozenset((initial_a, initial_b))])
    if final_a.replace("v", "u") != final_b.replace("v", "u"):
        total += cost("near:n-ng")
    if ("v" in final_a) != ("v" in final_b):
        total += cost("near:v-u")
    return total


def splits(letters: str, *, limit: int) -> list[tuple[str, ...]]:
    """The ways to read letters as whole syllables, those of fewest syllables first; none for most words.

    >>> splits("xian", limit=4)
    [('xian',), ('xi', 'an')]
    """
    known = numbers()
    return _paths(letters, lambda at: _ends(letters, at, known), limit)


def abbreviated_splits(letters: str, *, limit: int) -> list[tuple[str, ...]]:
    """The ways to read letters as syllables and initials, those of fewest pieces first.

    An initial is marked, because a, e and o are syllables too.

    >>> abbreviated_splits("zgh", limit=4)
    [('z-', 'g-', 'h-')]
    """
    known = numbers()

    def ends(at: int) -> list[int]:
        found = [e for e in _ends(letters, at, known) if e - at > 1]
        if letters[at : at + 2] in ("zh", "ch", "sh"):
            found.append(at + 2)
        if letters[at] in INITIALS:
            found.append(at + 1)
        return found

    return [
        tuple(piece if len(piece) > 1 and piece in known else piece + INITIAL for piece in way)
        for way in _paths(letters, ends, limit)
    ]


def _ends(letters: str, at: int, known: dict[str, int]) -> list[int]:
    """Where a syllable that begins at ``at`` can end, the longest first."""
    last = min(len(letters), at + _LONGEST)
    return [end for end in range(last, at, -1) if letters[at:end] in known]


def _paths(letters: str, ends: Callable[[int], list[int]], limit: int) -> list[tuple[str, ...]]:
    """The ``limit`` shortest ways from the first letter to the end, found from the end backwards."""
    best: list[list[tuple[str, ...]]] = [[] for _ in letters] + [[()]]
    for at in range(len(letters) - 1, -1, -1):
        ways = [(letters[at:end], *rest) for end in ends(at) for rest in best[end]]
        # The sort is stable: among ways of one length, those whose first syllable is longer come first.
        best[at] = sorted(ways, key=len)[:limit]
    return best[0] if letters else []
