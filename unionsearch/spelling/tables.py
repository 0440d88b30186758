"""The arrays of a vocabulary file, and the look-ups that everything else is made of.

Words are numbered in order of length, then of code points: ``chars`` holds them end to end, word i from
``starts[i]`` to ``starts[i + 1]``, in ``frequencies[i]`` articles; ``lengths[n]`` is the first of n
characters or more. Three indexes are pairs of arrays, a
sorted array of hashes and beside it what each leads to:

- ``forms``: a word, or a word with one character left out -> the word;
- ``classes``: the sound classes of a reading -> the entry;
- ``initials``: the initials of a reading -> the entry.

An entry is one reading of one word. ``char_*`` give the readings of single characters, and in how many
articles the words have it that a character is part of, added up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from unionsearch.lang import say
from unionsearch.spelling import hashing
from unionsearch.spelling.model import SpellingDamaged
from unionsearch.spelling.store import Array, Store
from unionsearch.spelling.syllables import identity
from unionsearch.text import kinds

#: Raised when what the arrays hold changes.
FORMAT = 1
#: Longer words are left out: nobody types one, and each costs its length in index entries.
LONGEST = 24

_FEW = 200

Ids = npt.NDArray[np.int64]


def is_han(text: str) -> bool:
    """Whether a folded text is all Han (kana and rare characters included)."""
    return kinds(text) == "h" * len(text)


class Index:
    """Hashes and what they lead to; may give what was not sought, never misses what was."""

    def __init__(self, hashes: Array, ids: Array) -> None:
        self._hashes = hashes
        self._ids = ids

    def find(self, hashes: Iterable[int]) -> Ids:
        """What any of the hashes leads to, each once, in rising order."""
        sought = np.fromiter(set(hashes), dtype=np.uint32)
        lows = self._hashes.searchsorted(sought, "left").tolist()
        highs = self._hashes.searchsorted(sought, "right").tolist()
        found = [self._ids[low:high] for low, high in zip(lows, highs, strict=True) if low < high]
        if not found:
            return np.zeros(0, dtype=np.int64)
        together = np.concatenate(found) if len(found) > 1 else found[0]
        if len(together) <= _FEW:  # Python's sets are quicker for a handful.
            return np.array(sorted(set(together.tolist())), dtype=np.int64)
        # np.unique would do, but its first call imports numpy.ma, which takes 15 ms.
        together = np.sort(together).astype(np.int64)
        return together[np.flatnonzero(np.diff(together, prepend=-1))]


class Tables:
    """Look-ups in one vocabulary. All texts are folded."""

    def __init__(self, store: Store) -> None:
        """Raises SpellingDamaged for a file that another version of the program made."""
        about = store.about
        if about.get("format") != FORMAT or about.get("syllables") != identity():
            raise SpellingDamaged(
                say(
                    "改正用的词表文件是别的版本做的。",
                    "The vocabulary file for corrections was made by another version.",
                )
            )
        a = store.arrays
        self.count: int = about["words"]
        self._chars, self._starts, self._lengths = a["chars"], a["starts"], a["lengths"]
        self.frequencies = a["frequencies"]
        self.forms = Index(a["forms_hashes"], a["forms_ids"])
        self.classes = Index(a["classes_hashes"], a["classes_ids"])
        self.initials = Index(a["initials_hashes"], a["initials_ids"])
        self.entry_words, self.entry_further = a["entry_words"], a["entry_further"]
        self._entry_starts, self._entry_syllables = a["entry_starts"], a["entry_syllables"]
        self._char_codes, self._char_starts = a["char_codes"], a["char_starts"]
        self._char_syllables, self._char_counts = a["char_syllables"], a["char_counts"]
        self._readings: dict[str, tuple[int, ...]] = {}

    def word(self, number: int) -> str:
        """The text of one word."""
        start, end = self._starts[number : number + 2].tolist()
        return self._chars[start:end].tobytes().decode("utf-32-le", "surrogatepass")

    def lengths(self, numbers: Ids) -> Ids:
        """How many characters each word has."""
        return self._starts[numbers + 1].astype(np.int64) - self._starts[numbers]

    def number(self, word: str) -> int | None:
        """The number of a word; None if it is not in the vocabulary."""
        for found in self.forms.find([hashing.of_text(word)]).tolist():
            if self.word(found) == word:
                return int(found)
        return None

    def of_length(self, length: int) -> tuple[int, int]:
        """The numbers of all words of one length: first, and one past the last."""
        if not 0 < length <= LONGEST:
            return 0, 0
        first, end = self._lengths[length : length + 2].tolist()
        return first, end

    def columns(self, first: int, end: int) -> npt.NDArray[Any]:
        """The characters of words of one length, a row a word."""
        if first == end:
            return np.zeros((0, 0), dtype=np.uint32)
        start, stop = int(self._starts[first]), int(self._starts[end])
        return self._chars[start:stop].reshape(end - first, -1)

    def syllables(self, entries: Ids, length: int) -> tuple[Ids, npt.NDArray[Any]]:
        """Those of the entries that have ``length`` syllables, and their syllables, a row an entry."""
        starts = self._entry_starts[entries].astype(np.int64)
        right = self._entry_starts[entries + 1] - starts == length
        kept = entries[right]
        return kept, self._entry_syllables[starts[right, None] + np.arange(length)]

    def readings(self, char: str) -> tuple[int, ...]:
        """The readings of a character, the usual one first; none for what is no Han character."""
        found = self._readings.get(char)
        if found is None:
            at = self._row(char)
            found = ()
            if at is not None:
                start, end = self._char_starts[at : at + 2].tolist()
                found = tuple(self._char_syllables[start:end].tolist())
            # A plain dict: a cached method would make a circle and keep the file mapped after close().
            self._readings[char] = found
        return found

    def commonness(self, char: str) -> int:
        """In how many articles the words with a Han character are, added up over the words."""
        at = self._row(char)
        return 0 if at is None else int(self._char_counts[at])

    def _row(self, char: str) -> int | None:
        at = int(np.searchsorted(self._char_codes, np.uint32(ord(char))))
        return at if at < len(self._char_codes) and self._char_codes[at] == ord(char) else None

    def characters(self, syllable: int, limit: int) -> list[str]:
        """The characters that may be read as a syllable, the commonest in the archive's words first."""
        places = np.flatnonzero(self._char_syllables == syllable)
        rows = np.searchsorted(self._char_starts, places, "right") - 1
        counts = self._char_counts[rows].astype(np.int64)
        order = np.argsort(-counts, kind="stable")[:limit]
        return [chr(code) for code in self._char_codes[rows[order]].tolist()]
