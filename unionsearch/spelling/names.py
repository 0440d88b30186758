"""Names in pinyin that are no word of the vocabulary: put together, and kept if the archive has them.

Segmentation leaves the name of a person it does not know in single characters. So a family name of the
right sound is followed by characters of the right sound, the commonest first, one at a time, as long as
some article has what stands there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache

from unionsearch.spelling.asking import Archive
from unionsearch.spelling.costs import cost
from unionsearch.spelling.data_files import rows
from unionsearch.spelling.model import Reading
from unionsearch.spelling.syllables import numbers
from unionsearch.spelling.tables import Tables
from unionsearch.text import fold

_LENGTHS = range(2, 5)
#: How many characters are tried in one place of a name.
_PER_PLACE = 12


def places(ways: Sequence[tuple[str, ...]], archive: Archive, rarest: float) -> list[Reading]:
    """The words of our own table of readings that are read so and that the archive has, as words or not.

    ``rarest`` is what the rarest word costs.
    """
    own, price = _own_words(), cost("pinyin:word") + rarest
    return _priced((name for units in ways for name in own.get(" ".join(units), ())), archive, price)


def people(tables: Tables, ways: Sequence[tuple[str, ...]], archive: Archive, rarest: float) -> list[Reading]:
    """The names of people in the archive that are read so; ``rarest`` as in :func:`places`."""
    price = cost("pinyin:word") + cost("pinyin:name") + rarest
    return _priced((name for units in ways for name in _people(tables, units, archive)), archive, price)


def _priced(names: Iterator[str], archive: Archive, price: float) -> list[Reading]:
    found = []
    for name in dict.fromkeys(names):
        if articles := archive.has(name):
            found.append(Reading(name, (name,), price - math.log1p(articles), False, articles))
    return found


@cache
def _own_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word, reading in rows("readings.tsv"):
        found[reading] = (*found.get(reading, ()), fold(word))
    return found


@cache
def family_names(count: int = 260) -> frozenset[str]:
    """Those of two characters and the commonest of one; the rarest of all are more often no names."""
    return frozenset([*_surnames()[:count], *(name for name in _surnames() if len(name) == 2)])


@cache
def _surnames() -> tuple[str, ...]:
    single, double = (row[0] for row in rows("surnames.txt"))
    return (*single, *(double[i : i + 2] for i in range(0, len(double), 2)))


def _people(tables: Tables, units: tuple[str, ...], archive: Archive) -> Iterator[str]:
    """Family names followed by given names of one or two characters."""
    if len(units) not in _LENGTHS:
        return
    syllables = [numbers()[unit] for unit in units]
    surnames = [
        name
        for name in _surnames()
        if 1 <= len(units) - len(name) <= 2
        and all(s in tables.readings(c) for c, s in zip(name, syllables, strict=False))
    ]
    given = {at: tables.characters(syllables[at], _PER_PLACE) for at in range(1, len(units))}
    # The commonest family names with the commonest characters first, then ever less common pairs.
    beginnings = sorted(
        ((i + j, name + char) for i, name in enumerate(surnames) for j, char in enumerate(given[len(name)])),
    )
    for _, beginning in beginnings:
        if archive.has(beginning):
            if len(beginning) == len(units):
                yield beginning
            else:
                yield from (name for char in given[len(beginning)] if archive.has(name := beginning + char))
