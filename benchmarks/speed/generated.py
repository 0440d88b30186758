"""Articles that look like Chinese: words of jieba's dictionary by Zipf's law, in sentences."""

from __future__ import annotations

import importlib.util
import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.relevance.collection import Document
from unionsearch.text import kinds

#: So many of the dictionary's most frequent words are used.
_VOCABULARY = 120_000
#: The weight of the word of rank r is 1 / (r + _SHIFT) (Zipf's law as Mandelbrot has it).
_SHIFT = 2.7
#: An article has so many words of its own; of all its words, this share is drawn from these.
_THEME, _SHARE = 25, 0.3
#: So many of its own words make its title.
_TITLE = 5
#: The middle of the articles' lengths in words, and how far they spread (log-normal); the least length.
_LENGTH, _SPREAD, _SHORTEST = 220, 0.6, 20
#: After so many of the words there is a comma, after so many a full stop.
_COMMAS, _STOPS = 1 / 9, 1 / 18
#: Articles are drawn in blocks, each with a generator of its own: article 5 is the same however many
#: there are.
_BLOCK = 256
_FIRST_DAY, _DAYS = date(1998, 1, 1), 9000

Numbers = npt.NDArray[np.int64]


@cache
def _words() -> list[str]:
    """Words of Han characters in the dictionary, the most frequent first."""
    spec = importlib.util.find_spec("jieba")
    assert spec is not None and spec.origin is not None
    lines = Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" ") for line in lines)
    found = sorted((-int(row[1]), row[0]) for row in rows if set(kinds(row[0])) == {"h"})
    return [word for _, word in found[:_VOCABULARY]]


@cache
def _cumulated() -> npt.NDArray[np.float64]:
    weights = 1 / (np.arange(len(_words())) + 1 + _SHIFT)
    found: npt.NDArray[np.float64] = np.cumsum(weights) / weights.sum()
    return found


def generated(seed: int) -> Iterator[Document]:
    """Articles without end, the same for the same seed (and the same dictionary)."""
    for number in itertools.count():
        yield from _block(number, np.random.default_rng([seed, number]))


def _drawn(draw: np.random.Generator, shape: int | tuple[int, int]) -> Numbers:
    """Ranks of words, frequent ones oftener."""
    return np.searchsorted(_cumulated(), draw.random(shape)).astype(np.int64)


def _block(number: int, draw: np.random.Generator) -> Iterator[Document]:
    words = _words()
    lengths = np.maximum(draw.lognormal(np.log(_LENGTH), _SPREAD, _BLOCK).astype(np.int64), _SHORTEST)
    total = int(lengths.sum())
    article = np.repeat(np.arange(_BLOCK), lengths)
    ranks, themes = _drawn(draw, total), _drawn(draw, (_BLOCK, _THEME))
    own = draw.random(total) < _SHARE
    ranks[own] = themes[article[own], draw.integers(0, _THEME, int(own.sum()))]
    chance = draw.random(total)
    marks = np.where(chance < _COMMAS, "，", np.where(chance > 1 - _STOPS, "。", "")).tolist()
    days = draw.integers(0, _DAYS, _BLOCK).tolist()
    parts = [words[rank] + mark for rank, mark in zip(ranks.tolist(), marks, strict=True)]
    ends = np.cumsum(lengths).tolist()
    for place, (length, end, day) in enumerate(zip(lengths.tolist(), ends, days, strict=True)):
        yield Document(
            f"g{number * _BLOCK + place}",
            "".join(words[rank] for rank in themes[place, :_TITLE].tolist()),
            "".join(parts[end - length : end]) + "。",
            _FIRST_DAY + timedelta(days=day),
        )
