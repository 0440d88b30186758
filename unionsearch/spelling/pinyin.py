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
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import islice, product

import numpy as np
import numpy.typing as npt

from unionsearch.spelling import hashing
from unionsearch.spelling.costs import cost
from unionsearch.spelling.model import Reading
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

Known = Callable[[str], int]
#: One syllable, or one initial with its mark.
Unit = str

#: Longer input is prose in another language, not a query in pinyin.
_LETTERS = 64
_UNITS = 16
_CHUNK_SPLITS = 6
_SPLITS = 12
#: How many syllables a word has at most, and how many words are kept for one stretch of units.
_WORD = 8
_KEPT = 6
#: How many rows are asked about when the caller can say which occur.
_ASKED = 30

_TOKEN = re.compile(r"[a-z']+(?:[1-5][a-z']*)*")
_BOUNDARY = re.compile(r"['\s\-·1-5]+")

_Row = tuple[float, tuple[str, ...]]


def by_pinyin(tables: Tables, letters: str, limit: int, known: Known | None) -> list[Reading]:
    """The archive's words that sound as ``letters`` spell, the likeliest first; see Vocabulary.by_pinyin."""
    chunks = _chunks(letters)
    kept = limit if known is None else max(limit, _ASKED)
    found: dict[str, Reading] = {}
    search = _Search(tables, kept)
    for units in _units(chunks):
        initials = any(unit.endswith(INITIAL) for unit in units)
        for price, words in search.rows(units):
            text = "".join(words)
            if text not in found or price < found[text].cost:
                found[text] = Reading(text, words, price, initials)
    ordered = sorted(found.values(), key=lambda r: (r.cost, r.text))[:kept]
    if known is not None:
        ordered = sorted((_asked(r, known) for r in ordered), key=lambda r: (r.cost, r.text))
    return ordered[:limit]


def _asked(reading: Reading, known: Known) -> Reading:
    if len(reading.words) == 1:
        return reading
    articles = known(reading.text)
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
        self._rarest = math.log(1 + (int(tables.frequencies.max()) if tables.count else 0))

    def rows(self, units: tuple[Unit, ...]) -> list[_Row]:
        """The cheapest rows of words for all units."""
        best: list[list[_Row]] = [[(0.0, ())]]
        for end in range(1, len(units) + 1):
            ways: list[_Row] = []
            for start in range(max(0, end - _WORD), end):
                if not best[start]:
                    continue
                for price, word in self._words(units[start:end]):
                    ways += [(before + price, (*words, word)) for before, words in best[start]]
            best.append(sorted(ways)[: self._kept])
        return best[-1]

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
        prices += cost("pinyin:word") + self._rarest - np.log1p(tables.frequencies[words])
        prices += cost("pinyin:alternate") * tables.entry_further[entries]
        if len(units) == 1:
            prices += cost("pinyin:single")
        order = np.lexsort((words, prices))[: self._kept if len(units) > 2 else _KEPT]
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
