"""Cuts Chinese text into words. The only file that imports jieba.

jieba's unknown-word model (HMM) stays off: with it, how a word is cut depends on its neighbours, so a
query and a text may disagree. Words that the dictionary lacks fall to single characters here, and
the gram stream finds them.

jieba is asked for the words that can stand at each place and for the likeliest way through them
(``get_DAG`` and ``calc``), not for ``cut``, which looks only at U+4E00–9FD5 and so takes every word
with a 〇 or a rare character to pieces.
"""

from __future__ import annotations

import math
import sys
import warnings
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from unionsearch.analysis import dictionary
from unionsearch.text import kinds, normalize

#: Runs are cut in stretches of at most this many characters, so that one run without any punctuation
#: cannot take all memory. No sentence is as long.
_STRETCH = 4096
#: How many answers of the dictionary are kept at hand.
_REMEMBERED = 1 << 18


@cache
def _tokenizer_class() -> Any:
    """jieba's Tokenizer, imported without pkg_resources (65 of the 80 ms that importing it costs).

    jieba falls back to plain file access when pkg_resources cannot be imported, and we hand it its
    dictionary anyway.
    """
    hidden = "pkg_resources" not in sys.modules and "jieba" not in sys.modules
    if hidden:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Its regular expressions have invalid escapes.
            import jieba
    finally:
        if hidden:
            del sys.modules["pkg_resources"]
    return jieba.Tokenizer


class _Frequencies(dict[str, "int | None"]):
    """What jieba asks of its dictionary, answered by the mapped trie with terms laid over it.

    Answers are kept, also that there is no such word: None. jieba asks ``in`` before all else, so that
    ``[]`` and ``get`` are a plain dict's.
    """

    def __init__(self, trie: Any) -> None:
        super().__init__()
        self._find = trie.get
        self._overlay: dict[str, int] = {}

    def __missing__(self, word: str) -> int | None:
        found = self._overlay.get(word)
        if found is None:
            record = self._find(word)
            found = record[0][0] if record else None
        self[word] = found
        return found

    def __contains__(self, word: object) -> bool:
        return self[word] is not None  # type: ignore[index]

    def lay(self, term: str, frequency: int) -> None:
        """Add a term and its prefixes over the trie."""
        for end in range(1, len(term)):
            if self[term[:end]] is None:
                self[term[:end]] = self._overlay[term[:end]] = 0
        self[term] = self._overlay[term] = frequency


class _Cutter:
    """One dictionary and the cut that follows from it."""

    def __init__(self, trie: Any, total: int) -> None:
        self.frequencies = _Frequencies(trie)
        self.total = total
        self._jieba = _tokenizer_class()()
        self._jieba.FREQ = self.frequencies
        self._jieba.total = total
        self._jieba.initialized = True

    def cut(self, run: str) -> list[str]:
        found: list[str] = []
        for start in range(0, len(run), _STRETCH):
            self._cut(run[start : start + _STRETCH], found)
        return found

    def _cut(self, stretch: str, found: list[str]) -> None:
        if len(self.frequencies) >= _REMEMBERED:
            self.frequencies.clear()
        route: dict[int, tuple[float, int]] = {}
        self._jieba.calc(stretch, self._jieba.get_DAG(stretch), route)
        start = 0
        while start < len(stretch):
            end = route[start][1] + 1
            found.append(stretch[start:end])
            start = end

    def lay(self, term: str) -> None:
        """Add a term with just the frequency with which it wins over its own parts."""
        parts = self.cut(term)
        if parts == [term]:
            return
        share = math.prod((self.frequencies[part] or 1) / self.total for part in parts)
        # One more than the product of its parts, as jieba's own suggest_freq has it; the product can be
        # far below one, and a frequency is a whole number: every term gets at least 1.
        self.frequencies.lay(term, max(int(share * self.total) + 1, self.frequencies[term] or 0))


class Segmenter:
    """Cuts runs of folded Han text.

    ``terms`` are words to know beyond the dictionary, in any writing. Each gets just the frequency with
    which it wins over its own parts, and the total stays as it was, so that text without the term is
    cut as before. What is no single run of Han characters cannot be a word and is passed over.
    """

    def __init__(self, terms: Iterable[str] = ()) -> None:
        trie, total = dictionary.mapped()
        self._cutter = _Cutter(trie, total)
        self._plain = _Cutter(trie, total)
        # Shorter terms first: a longer term is weighed against the parts that it will meet.
        for term in sorted({normalize(t).text for t in terms}, key=lambda t: (len(t), t)):
            if len(term) > 1 and set(kinds(term)) == {"h"}:
                self._cutter.lay(term)
        self._parts = lru_cache(maxsize=1 << 14)(self._words_inside)

    def cut(self, run: str) -> list[str]:
        """The words of a run, end to end."""
        return self._cutter.cut(run)

    def plain_cut(self, run: str) -> list[str]:
        """The words of a run by jieba's own dictionary alone, without any terms."""
        return self._plain.cut(run)

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
        return bool(self._cutter.frequencies.get(word))

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
