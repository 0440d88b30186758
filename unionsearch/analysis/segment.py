"""Cuts Chinese text into words.

jieba's unknown-word model (HMM) stays off: with it, how a word is cut depends on its neighbours, so a
query and a text may disagree. Words that the dictionary lacks fall to single characters here, and
the gram stream finds them.

jieba is asked for the words that can stand at each place and for the likeliest way through them
(``get_DAG`` and ``calc``), not for ``cut``, which looks only at U+4E00–9FD5 and so takes every word
with a 〇 or a rare character to pieces.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any

from unionsearch.analysis import dictionary
from unionsearch.analysis.jieba_class import tokenizer_class
from unionsearch.analysis.terms import overlay, weight

#: Runs are cut in stretches of at most this many characters, so that one run without any punctuation
#: cannot take all memory. No sentence is as long.
STRETCH = 4096
#: How many answers of the dictionary are kept at hand.
_REMEMBERED = 1 << 18


class _Frequencies(dict[str, "int | None"]):
    """What jieba asks of its dictionary, answered by the mapped trie with terms laid over it.

    Answers are kept, also that there is no such word: None. jieba asks ``in`` before all else, so that
    ``[]`` and ``get`` are a plain dict's.
    """

    def __init__(self, trie: Any, laid: Mapping[str, int]) -> None:
        super().__init__()
        self._find = trie.get
        self._laid = laid

    def __missing__(self, word: str) -> int | None:
        found = self._laid.get(word)
        if found is None:
            record = self._find(word)
            found = record[0][0] if record else None
        self[word] = found
        return found

    def __contains__(self, word: object) -> bool:
        return self[word] is not None  # type: ignore[index]


class Cutter:
    """One dictionary and the cut that follows from it.

    ``frequencies`` has every word and, with 0, every beginning of one; ``total`` is what they are
    measured against.
    """

    def __init__(self, frequencies: dict[str, Any], total: int) -> None:
        self.frequencies = frequencies
        self.total = total
        self._jieba = tokenizer_class()()
        self._jieba.FREQ = frequencies
        self._jieba.total = total
        self._jieba.initialized = True

    def cut(self, run: str) -> list[str]:
        """The words of a run of folded Han text, end to end."""
        found: list[str] = []
        for start in range(0, len(run), STRETCH):
            self._cut(run[start : start + STRETCH], found)
        return found

    def _cut(self, stretch: str, found: list[str]) -> None:
        route: dict[int, tuple[float, int]] = {}
        self._jieba.calc(stretch, self._jieba.get_DAG(stretch), route)
        start = 0
        while start < len(stretch):
            end = route[start][1] + 1
            found.append(stretch[start:end])
            start = end


class Segmenter:
    """Cuts runs of folded Han text by the mapped dictionary.

    ``terms`` are words to know beyond it (:mod:`unionsearch.analysis.terms`).
    """

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._trie, self.total = dictionary.mapped()
        #: Each term's frequency, and 0 for their beginnings that are no words.
        self.laid = overlay(terms, self._weigh)
        self._cutter = Cutter(_Frequencies(self._trie, self.laid), self.total)
        self._parts = lru_cache(maxsize=1 << 14)(self._words_inside)

    @cached_property
    def _plain(self) -> Cutter:
        return Cutter(_Frequencies(self._trie, {}), self.total)

    def _weigh(self, terms: list[str]) -> dict[str, int]:
        laid: dict[str, int] = {}
        cutter = Cutter(_Frequencies(self._trie, laid), self.total)
        known = cutter.frequencies
        for term in terms:
            parts = cutter.cut(term)
            if parts == [term]:
                continue
            for end in range(1, len(term)):
                if known[term[:end]] is None:
                    known[term[:end]] = laid[term[:end]] = 0
            known[term] = laid[term] = max(weight([known[p] for p in parts], self.total), known[term] or 0)
        return laid

    def cut(self, run: str) -> list[str]:
        """The words of a run, end to end."""
        return self._within_bounds(self._cutter).cut(run)

    def plain_cut(self, run: str) -> list[str]:
        """The words of a run by jieba's own dictionary alone, without any terms."""
        return self._within_bounds(self._plain).cut(run)

    @staticmethod
    def _within_bounds(cutter: Cutter) -> Cutter:
        if len(cutter.frequencies) >= _REMEMBERED:
            cutter.frequencies.clear()
        return cutter

    def parts(self, word: str) -> tuple[tuple[int, str], ...]:
        """Every shorter word of two or more characters inside ``word``, with its offset.

        jieba's search cut stops at three characters and so hides 集体协商 in 工资集体协商.
        """
        return self._parts(word)

    def _words_inside(self, word: str) -> tuple[tuple[int, str], ...]:
        found: list[tuple[int, str]] = []
        for start in range(len(word) - 1):
            for end in range(start + 2, len(word) + 1):
                frequency = self._cutter.frequencies[word[start:end]]
                if frequency is None:
                    break  # The dictionary has every beginning of its words, so no word goes on from here.
                if frequency and end - start < len(word):
                    found.append((start, word[start:end]))
        return tuple(found)

    def is_word(self, word: str) -> bool:
        """Whether the general dictionary or the terms have a word."""
        return bool(self._cutter.frequencies[word])

    def cover(self, word: str) -> list[str]:
        """A long word as the fewest shorter words of two or more characters that make it up.

        Of equally few, the likeliest. ``[word]`` itself where no such words make it up.
        """
        # best[end]: (number of words, minus the log of their likelihood, where the last begins).
        best: dict[int, tuple[int, float, int]] = {0: (0, 0.0, 0)}
        inside = sorted((start + len(part), start, part) for start, part in self.parts(word))
        for end, start, part in inside:
            if start in best:
                count, cost, _ = best[start]
                likelihood = math.log(self._cutter.frequencies[part] or 1)
                offer = (count + 1, cost - likelihood, start)
                if end not in best or offer < best[end]:
                    best[end] = offer
        if len(word) not in best:
            return [word]
        found = []
        at = len(word)
        while at:
            start = best[at][2]
            found.append(word[start:at])
            at = start
        return found[::-1]
