"""Corrections of one word: what of the archive's words it may have been meant for.

Three ways lead to candidates, and each says at what cost:
- the sound: words of the same or nearly the same syllables, whatever their characters;
- the look and the slip: forms made from the word (a look-alike in place, neighbours exchanged, a
  character left out) that are words themselves;
- the gap: words that have one character more, or another character in one place.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

import numpy as np

from unionsearch.spelling import hashing, keyboard
from unionsearch.spelling.costs import by_length, cost
from unionsearch.spelling.model import Correction, Kind
from unionsearch.spelling.shapes import alike
from unionsearch.spelling.syllables import classes, difference
from unionsearch.spelling.tables import Ids, Tables

#: From this length on, a word may have a character missing, added, exchanged or simply wrong.
_LONG = 3
#: How many ways to read a word with several polyphones are followed.
_READINGS = 16
#: How many of the words that differ in one unrelated character are looked at, the most frequent first.
_EDITS = 24

_Found = Iterator[tuple[str, int, Kind, float]]


def corrections(tables: Tables, word: str, limit: int) -> list[Correction]:
    """The archive words that a folded ``word`` may have been meant for, the likeliest first.

    Never the word itself. Nothing for single characters and for numbers.
    """
    if len(word) < 2 or not any(c.isalpha() for c in word):
        return []
    ways = [_latin(tables, word)] if word.isascii() else [_by_sound(tables, word), _by_form(tables, word)]
    best: dict[str, Correction] = {}
    for way in ways:
        for text, number, kind, price in way:
            known = best.get(text)
            if text != word and (known is None or price < known.cost):
                best[text] = Correction(text, kind, price, int(tables.frequencies[number]))
    ordered = sorted(best.values(), key=lambda c: (c.cost, -c.frequency, c.text))
    return ordered[:limit]


def _by_sound(tables: Tables, word: str) -> _Found:
    """Words of the same or nearly the same sound and the same number of characters."""
    readings = [tables.readings(char) for char in word]
    if not all(readings):
        return
    class_of = classes()
    choices = [dict.fromkeys(class_of[r] for r in options) for options in readings]
    hashes = [hashing.of_numbers(way) for way in islice(product(*choices), _READINGS)]
    entries, syllables = tables.syllables(tables.classes.find(hashes), len(word))
    for entry, row in zip(entries.tolist(), syllables.tolist(), strict=True):
        number = int(tables.entry_words[entry])
        text = tables.word(number)
        priced = _sound_price(word, text, readings, row)
        if priced:
            kind, price = priced
            if tables.entry_further[entry]:
                price += cost("alternate")
            yield text, number, kind, price


def _sound_price(
    word: str, text: str, readings: list[tuple[int, ...]], syllables: list[int]
) -> tuple[Kind, float] | None:
    """What it costs to write ``text``, read as ``syllables``, as ``word``; None if nobody would."""
    changed = [i for i, char in enumerate(text) if char != word[i]]
    near = 0.0
    for i in changed:
        options = [
            apart + (cost("alternate") if place else 0.0)
            for place, reading in enumerate(readings[i])
            if (apart := difference(syllables[i], reading)) is not None
        ]
        if not options:
            return None
        near += min(options)
    if not changed or (near and len(changed) == len(word)):
        return None
    if len(changed) == 1 and text[changed[0]] in alike(word[changed[0]]):
        return "homophone" if not near else "shape", cost("shape-and-sound") + near / 2
    price = cost("homophone") + cost("homophone-more") * (len(changed) - 1) + near
    return ("near-homophone" if near else "homophone"), price


def _by_form(tables: Tables, word: str) -> _Found:
    """Words that look like it, or from which one slip leads to it."""
    made = dict(_made(word))
    numbers = tables.forms.find(map(hashing.of_text, made))
    for number in numbers.tolist():
        text = tables.word(number)
        if text in made:
            kind, price = made[text]
            yield text, number, kind, price
    if len(word) >= _LONG:
        yield from _missing(tables, word)
        yield from _edited(tables, word)


def _made(word: str) -> Iterator[tuple[str, tuple[Kind, float]]]:
    """Every form that may have been meant, dearest first, so that a cheaper way to the same one wins."""
    if len(word) >= _LONG:
        # At an end it would be a longer word cut short: 张家岗 is not meant for 张家.
        for i in range(1, len(word) - 1):
            if not word[i].isdigit():
                yield word[:i] + word[i + 1 :], ("extra", by_length("extra", len(word) - 1))
        for i in range(len(word) - 1):
            if not (word[i].isdigit() or word[i + 1].isdigit()):
                yield word[:i] + word[i + 1] + word[i] + word[i + 2 :], ("swap", cost("swap"))
    for i, char in enumerate(word):
        for other in alike(char):
            yield word[:i] + other + word[i + 1 :], ("shape", cost("shape"))
    if len(word) >= _LONG:
        for i in range(1, len(word)):
            if word[i] == word[i - 1] and not word[i].isdigit():
                yield word[:i] + word[i + 1 :], ("doubled", cost("doubled"))


def _missing(tables: Tables, word: str) -> _Found:
    """Words with one character more."""
    numbers = tables.forms.find([hashing.of_text(word)])
    numbers = numbers[tables.lengths(numbers) == len(word) + 1]
    for number in _most_frequent(tables, numbers):
        text = tables.word(number)
        gap = _gap(word, text)
        if gap is not None and not text[gap].isdigit():
            yield text, number, "missing", by_length("missing", len(text))


def _gap(word: str, text: str) -> int | None:
    """Where ``text`` has the one character that ``word`` lacks; None if that is not all they differ in."""
    at = next((i for i, char in enumerate(word) if char != text[i]), len(word))
    return at if text[:at] + text[at + 1 :] == word else None


def _edited(tables: Tables, word: str) -> _Found:
    """Words of the same length that differ in one character, in no known way."""
    rests = [word[:i] + word[i + 1 :] for i in range(len(word)) if not word[i].isdigit()]
    numbers = tables.forms.find(map(hashing.of_text, rests))
    numbers = numbers[tables.lengths(numbers) == len(word)]
    for number in _most_frequent(tables, numbers):
        text = tables.word(number)
        changed = [i for i, char in enumerate(text) if char != word[i]]
        if len(changed) == 1 and not text[changed[0]].isdigit():
            yield text, number, "edit", by_length("edit", len(text))


def _most_frequent(tables: Tables, numbers: Ids) -> list[int]:
    if len(numbers) > _EDITS:
        frequencies = tables.frequencies[numbers].astype(np.int64)
        numbers = numbers[np.argsort(-frequencies, kind="stable")[:_EDITS]]
    found: list[int] = numbers.tolist()
    return found


def _latin(tables: Tables, word: str) -> _Found:
    """Latin words that one slip of the fingers turns into ``word``."""
    if len(word) < _LONG:
        return
    rests = [word[:i] + word[i + 1 :] for i in range(len(word))]
    swaps = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)]
    for number in tables.forms.find(map(hashing.of_text, [word, *rests, *swaps])).tolist():
        text = tables.word(number)
        found = keyboard.slip(word, text) if text.isascii() else None
        if found:
            yield text, number, *found
