"""The archive's words to the arrays of a vocabulary file. See :mod:`unionsearch.spelling.tables` for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

from unionsearch.spelling import hashing
from unionsearch.spelling.readings import Reader
from unionsearch.spelling.store import Array, pack
from unionsearch.spelling.syllables import classes, identity, initial_of, names
from unionsearch.spelling.tables import FORMAT, LONGEST, is_han
from unionsearch.text import fold

#: Words from this length on are found when a character of theirs is missing or wrong.
SHORTEST_FOR_EDITS = 3
_MOST = 2**32 - 1


def packed(words: Iterable[tuple[str, int]]) -> bytes:
    """The bytes of a vocabulary of words with their document frequencies.

    A word given twice keeps its greater frequency; empty words and those over LONGEST are left out.
    """
    frequencies: dict[str, int] = {}
    for given, frequency in words:
        word = fold(given)
        if 0 < len(word) <= LONGEST:
            frequencies[word] = max(frequencies.get(word, 0), frequency)
    ordered = sorted(frequencies, key=lambda w: (len(w), w))
    reader = Reader()
    arrays = {
        **_texts(ordered, frequencies),
        **_forms(ordered),
        **_sounds(ordered, reader),
        **_characters(reader, frequencies),
    }
    return pack(arrays, {"format": FORMAT, "syllables": identity(), "words": len(ordered)})


def _numbers(values: Iterable[int], dtype: str = "<u4") -> Array:
    return np.fromiter(values, dtype=dtype)


def _starts(lengths: Iterable[int]) -> Array:
    return np.cumsum([0, *lengths], dtype=np.uint32)


def _texts(ordered: list[str], frequencies: Mapping[str, int]) -> dict[str, Array]:
    return {
        "chars": np.frombuffer("".join(ordered).encode("utf-32-le", "surrogatepass"), dtype="<u4"),
        "starts": _starts(map(len, ordered)),
        "lengths": np.searchsorted(_numbers(map(len, ordered)), np.arange(LONGEST + 2)).astype(np.uint32),
        "frequencies": _numbers(min(max(frequencies[w], 0), _MOST) for w in ordered),
    }


def _sorted_index(name: str, hashes: list[Array], ids: list[Array]) -> dict[str, Array]:
    all_hashes = np.concatenate([np.zeros(0, np.uint32), *hashes])
    all_ids = np.concatenate([np.zeros(0, np.uint32), *ids]).astype(np.uint32)
    order = np.argsort(all_hashes, kind="stable")
    return {f"{name}_hashes": all_hashes[order], f"{name}_ids": all_ids[order]}


def _forms(ordered: list[str]) -> dict[str, Array]:
    """Every word, and every word of three characters or more with one character left out."""
    hashes: list[Array] = []
    ids: list[Array] = []
    first = 0
    for length, group in groupby(ordered, key=len):
        words = list(group)
        numbers = np.arange(first, first + len(words), dtype=np.uint32)
        first += len(words)
        columns = _columns(words, length)
        hashes.append(hashing.of_columns(columns))
        ids.append(numbers)
        if length < SHORTEST_FOR_EDITS:
            continue
        # A number with a digit off is another number.
        open_ = np.fromiter((not w.isdecimal() for w in words), dtype=bool, count=len(words))
        for gap in range(length):
            rest = [column[open_] for i, column in enumerate(columns) if i != gap]
            hashes.append(hashing.of_columns(rest))
            ids.append(numbers[open_])
    return _sorted_index("forms", hashes, ids)


def _columns(words: list[str], length: int) -> list[npt.NDArray[Any]]:
    flat = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    table = flat.reshape(len(words), length)
    return [table[:, i] for i in range(length)]


def _sounds(ordered: list[str], reader: Reader) -> dict[str, Array]:
    """A reading is an entry: its word, its syllables, whether it is a further one; found by its sound
    classes and by its initials."""
    entries = [
        (word_id, syllables, further)
        for word_id, word in enumerate(ordered)
        if is_han(word)
        for syllables, further in reader.read(word)
    ]
    # By length, so that the hashes of all readings of one length are made at once.
    entries.sort(key=lambda entry: len(entry[1]))
    class_of = np.array(classes(), dtype=np.uint32)
    initial = _numbers(ord(initial_of(i)) for i in range(len(names())))
    by_class: list[Array] = []
    by_initial: list[Array] = []
    for _, group in groupby(entries, key=lambda entry: len(entry[1])):
        table = np.array([syllables for _, syllables, _ in group], dtype=np.uint32)
        by_class.append(hashing.of_columns([class_of[column] for column in table.T]))
        by_initial.append(hashing.of_columns([initial[column] for column in table.T]))
    ids = [np.arange(len(entries), dtype=np.uint32)]
    return {
        "entry_words": _numbers(word_id for word_id, _, _ in entries),
        "entry_further": _numbers((further for _, _, further in entries), "u1"),
        "entry_starts": _starts(len(syllables) for _, syllables, _ in entries),
        "entry_syllables": _numbers((s for _, syllables, _ in entries for s in syllables), "<u2"),
        **_sorted_index("classes", by_class, ids),
        **_sorted_index("initials", by_initial, ids),
    }


def _characters(reader: Reader, frequencies: Mapping[str, int]) -> dict[str, Array]:
    """Every character's readings, so that a word that is not in the vocabulary can be read too, and how
    common it is."""
    counts: Counter[str] = Counter()
    for word, frequency in frequencies.items():
        for char in word:
            counts[char] += max(frequency, 1)
    ordered = sorted(reader.characters.items())
    return {
        "char_codes": _numbers(ord(char) for char, _ in ordered),
        "char_starts": _starts(len(readings) for _, readings in ordered),
        "char_syllables": _numbers((s for _, readings in ordered for s in readings), "<u2"),
        "char_counts": _numbers(min(counts[char], _MOST) for char, _ in ordered),
    }
