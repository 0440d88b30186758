"""How words are read: used while a vocabulary is built, and the only file that imports pypinyin.

A word is read by the longest pieces that a table knows, from left to right: the tables in ``data/``
first (places, names, words of the field), then pypinyin's phrases; what is left, character by character.
Where that last step met a character with several living readings, the others are given too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cached_property

from unionsearch.spelling.data_files import rows
from unionsearch.spelling.syllables import numbers
from unionsearch.text import fold

#: How many further readings a word is given at most.
_ALTERNATES = 3
#: How many readings of one character are kept where no table of ours says which are alive.
_READINGS = 2


def toneless(marked: str) -> str:
    """A syllable without its tone mark, v for ü."""
    plain = unicodedata.normalize("NFD", marked).replace("u\u0308", "v")
    return "".join(c for c in plain if not unicodedata.combining(c))


class Reader:
    """Reads folded words. Making one loads pypinyin's tables (0.2 s)."""

    def __init__(self) -> None:
        from pypinyin.phrases_dict import phrases_dict
        from pypinyin.pinyin_dict import pinyin_dict

        self._number: dict[str, int] = {}
        self._singles: dict[int, str] = pinyin_dict
        self._phrases: dict[str, list[list[str]]] = {fold(k): v for k, v in phrases_dict.items()}
        self._own = {
            fold(word): tuple(self._known(reading.split())) for word, reading in rows("readings.tsv")
        }
        self._longest = max(map(len, [*self._phrases, *self._own]))

    def _known(self, syllables: list[str]) -> list[int]:
        return [numbers()[s] for s in syllables]

    def _syllable(self, marked: str) -> int | None:
        """The number of a syllable with tone mark; None for what is none, such as ``hm``."""
        if marked not in self._number:
            self._number[marked] = numbers().get(toneless(marked), -1)
        found = self._number[marked]
        return found if found >= 0 else None

    @cached_property
    def characters(self) -> dict[str, tuple[int, ...]]:
        """Each folded character with its readings, the usual one first."""
        found: dict[str, list[int]] = {}
        folded = {code: fold(chr(code)) for code in self._singles}
        # A character's own readings come before those of the characters that fold to it.
        for code in sorted(self._singles, key=lambda c: (folded[c] != chr(c), c)):
            readings = found.setdefault(folded[code], [])
            own = folded[code] == chr(code)
            for marked in self._singles[code].split(",")[: _READINGS if own else 1]:
                number = self._syllable(marked)
                if number is not None and number not in readings and len(readings) <= _READINGS:
                    readings.append(number)
        for char, readings_, *_ in rows("polyphones.tsv"):
            found[fold(char)] = self._known(readings_.split())
        return {char: tuple(readings) for char, readings in found.items() if readings}

    @cached_property
    def _surnames(self) -> dict[str, int]:
        return {fold(row[0]): numbers()[row[2]] for row in rows("polyphones.tsv") if len(row) > 2}

    def read(self, word: str) -> Iterator[tuple[tuple[int, ...], bool]]:
        """The readings of a word of Han characters: (syllable numbers, whether it is a further one).

        Nothing for a word with a character that no table knows.
        """
        usual, open_places = self._usual(word)
        if usual is None:
            return
        yield tuple(usual), False
        others: list[tuple[int, int]] = []
        if 0 in open_places and 2 <= len(word) <= 4 and word[0] in self._surnames:
            others.append((0, self._surnames[word[0]]))
        others += [(at, r) for at in open_places for r in self.characters[word[at]][1:]]
        given = {tuple(usual)}
        for at, reading in others:
            changed = (*usual[:at], reading, *usual[at + 1 :])
            if changed not in given and len(given) <= _ALTERNATES:
                given.add(changed)
                yield changed, True

    def _usual(self, word: str) -> tuple[list[int] | None, list[int]]:
        """The likeliest reading, and the places that were read character by character."""
        reading: list[int] = []
        singles: list[int] = []
        at = 0
        while at < len(word):
            piece = self._piece(word, at)
            if piece:
                reading += piece
                at += len(piece)
                continue
            known = self.characters.get(word[at])
            if known is None:
                return None, []
            reading.append(known[0])
            singles.append(at)
            at += 1
        return reading, singles

    def _piece(self, word: str, at: int) -> tuple[int, ...] | None:
        """The longest piece from ``at`` on that a table reads."""
        for end in range(min(len(word), at + self._longest), at + 1, -1):
            piece = word[at:end]
            if piece in self._own:
                return self._own[piece]
            if piece in self._phrases:
                found = [self._syllable(options[0]) for options in self._phrases[piece]]
                if len(found) == end - at and None not in found:
                    return tuple(n for n in found if n is not None)
        return None
