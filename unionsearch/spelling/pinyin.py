"""Pinyin to the archive's words.

Letters are read as syllables, or, where they are no syllables, as initials. The readings of a text are
rows of archive words whose syllables follow one another. A row costs what its words cost, and a word
the less the more articles have it: a unigram model, with a price for each word, so that few long words
come before many short ones.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import replace
from functools import cache
from itertools import islice, product

import numpy as np
import numpy.typing as npt

from unionsearch.spelling import hashing
from unionsearch.spelling.asking import Archive, Known
from unionsearch.spelling.costs import cost
from unionsearch.spelling.model import Reading
from unionsearch.spelling.names import people, places
from unionsearch.spelling.syllables import (
    INITIAL,
    abbreviated_splits,
    classes,
    difference,
    names,
    numbers,
    splits,
)
from unionsearch.spelling.tables import Tables

#: One syllable, or one initial with its mark.
Unit = str

#: Longer input is prose in another language, not a query in pinyin.
_LETTERS = 64
_UNITS = 16
_CHUNK_SPLITS = 6
_SPLITS = 12
#: How many syllables a word has at most.
_WORD = 8
#: How many rows are asked about when the caller can say which occur, and how often in all.
_ASKED = 12
_ASKED_INITIALS = 30
_CALLS = 50

_TOKEN = re.compile(r"[a-z']+(?:[1-5][a-z']*)*")
_BOUNDARY = re.compile(r"['\s\-·1-5]+")

_Row = tuple[float, tuple[str, ...]]


def by_pinyin(tables: Tables, letters: str, limit: int, known: Known | None) -> list[Reading]:
    """The archive's words that sound as ``letters`` spell, the likeliest first; see Vocabulary.by_pinyin."""
    ways = _units(_chunks(letters))
    initials = any(unit.endswith(INITIAL) for way in ways for unit in way)
    asked = 0 if known is None else _ASKED_INITIALS if initials else _ASKED
    search = _Search(tables, max(limit, asked))
    found: dict[str, Reading] = {}
    for units in ways:
        for price, words in search.rows(units):
            text = "".join(words)
            if text not in found or price < found[text].cost:
                found[text] = Reading(text, words, price, initials)
    ordered = sorted(found.values(), key=_rank)
    if known is None:
        return ordered[:limit]
    archive = Archive(known, _CALLS)
    ordered = sorted((_asked(reading, archive) for reading in ordered[:asked]), key=_rank)
    if initials:
        # Initials fit almost any row of words: one that never stood in the archive is a guess in the dark.
        ordered = [reading for reading in ordered if len(reading.words) == 1 or reading.articles]
    if not initials:
        others = places(ways, archive, search.rarest)
        if not any(r.articles or len(r.words) == 1 for r in ordered):
            # No word and no known row of words: the letters may spell the name of a person.
            others += people(tables, ways, archive, search.rarest)
        ordered = _each_once(sorted([*ordered, *others], key=_rank))
    return ordered[:limit]


def _each_once(readings: list[Reading]) -> list[Reading]:
    """Of readings that give the same text, the first."""
    first: dict[str, Reading] = {}
    for reading in readings:
        first.setdefault(reading.text, reading)
    return list(first.values())


def _rank(reading: Reading) -> tuple[float, str]:
    return reading.cost, reading.text


def _asked(reading: Reading, archive: Archive) -> Reading:
    """What the archive says of a row of words; single words are in it anyway."""
    if len(reading.words) == 1:
        return reading
    articles = archive.has(reading.text)
    price = reading.cost if articles else reading.cost + cost("pinyin:unseen")
    return replace(reading, cost=price, articles=articles)


def _chunks(letters: str) -> list[str]:
    """The pieces of letters that apostrophes, spaces and tone numbers leave; none if it is no pinyin."""
    plain = unicodedata.normalize("NFD", letters.lower().replace("’", "'"))
    plain = plain.replace("u:", "v").replace("u\u0308", "v")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    tokens = re.split(r"[\s\-·]+", plain.strip())
    if len(plain) > _LETTERS or not all(map(_TOKEN.fullmatch, tokens)):
        return []
    return [chunk for chunk in _BOUNDARY.split(plain) if chunk]


def _units(chunks: list[str]) -> list[tuple[Unit, ...]]:
    """The ways to read the chunks as syllables, or as initials where a chunk is no syllables."""
    ways = [
        splits(chunk, limit=_CHUNK_SPLITS) or abbreviated_splits(chunk, limit=_CHUNK_SPLITS)
        for chunk in chunks
    ]
    if not ways or not all(ways):
        return []
    rows = [tuple(unit for part in row for unit in part) for row in islice(product(*ways), 256)]
    # One letter says nothing.
    rows = [row for row in rows if len(row) <= _UNITS and (len(row) > 1 or not row[0].endswith(INITIAL))]
    return sorted(dict.fromkeys(rows), key=len)[:_SPLITS]


class _Search:
    """Looks stretches of units up once, however many splits share them."""

    def __init__(self, tables: Tables, kept: int) -> None:
        self._tables = tables
        self._kept = kept
        self._seen: dict[tuple[Unit, ...], list[tuple[float, str]]] = {}
        self._rows: dict[tuple[Unit, ...], list[_Row]] = {}
        self.rarest = math.log(1 + (int(tables.frequencies.max()) if tables.count else 0))

    def rows(self, units: tuple[Unit, ...]) -> list[_Row]:
        """The cheapest rows of words for all units."""
        best: list[list[_Row]] = [[(0.0, ())]]
        for end in range(1, len(units) + 1):
            beginning = units[:end]
            if beginning not in self._rows:
                self._rows[beginning] = self._ending_here(units, end, best)
            best.append(self._rows[beginning])
        return best[-1]

    def _ending_here(self, units: tuple[Unit, ...], end: int, best: list[list[_Row]]) -> list[_Row]:
        """The cheapest rows for the first ``end`` units, given those for fewer."""
        ways: list[_Row] = []
        dearest = math.inf
        for start in range(max(0, end - _WORD), end):
            for price, word in self._words(units[start:end]) if best[start] else ():
                # Both lists rise: what is too dear here is too dear from here on.
                if best[start][0][0] + price > dearest:
                    break
                for before, words in best[start]:
                    if before + price > dearest:
                        break
                    ways.append((before + price, (*words, word)))
            if len(ways) > self._kept:
                ways = sorted(ways)[: self._kept]
                dearest = ways[-1][0]
        return sorted(ways)

    def _words(self, units: tuple[Unit, ...]) -> list[tuple[float, str]]:
        """The cheapest words for one stretch."""
        if units not in self._seen:
            self._seen[units] = self._looked_up(units)
        return self._seen[units]

    def _looked_up(self, units: tuple[Unit, ...]) -> list[tuple[float, str]]:
        tables, number_of = self._tables, numbers()
        if not any(unit.endswith(INITIAL) for unit in units):
            found = tables.classes.find([hashing.of_numbers(classes()[number_of[u]] for u in units)])
        else:
            found = tables.initials.find([hashing.of_text("".join(unit[0] for unit in units))])
        entries, syllables = tables.syllables(found, len(units))
        if not len(entries):
            return []
        prices = np.zeros(len(entries))
        for i, unit in enumerate(units):
            prices += _unit_prices(unit)[syllables[:, i]]
        words = tables.entry_words[entries]
        prices += cost("pinyin:word") + self.rarest - np.log1p(tables.frequencies[words])
        prices += cost("pinyin:alternate") * tables.entry_further[entries]
        if len(units) == 1:
            prices += cost("pinyin:single")
        order = np.lexsort((words, prices))[: self._kept]
        return [
            (float(prices[i]), tables.word(int(words[i]))) for i in order.tolist() if math.isfinite(prices[i])
        ]


@cache
def _unit_prices(unit: Unit) -> npt.NDArray[np.float64]:
    """What each syllable costs where ``unit`` was typed: nothing where it fits, all where it does not."""
    if unit.endswith(INITIAL):
        initial = unit.removesuffix(INITIAL)
        return np.array([0.0 if name.startswith(initial) else math.inf for name in names()])
    number = numbers()[unit]
    apart = [difference(number, other) for other in range(len(names()))]
    return np.array([math.inf if d is None else cost("pinyin:near") * d for d in apart])
