"""Cuts Chinese text into words. The only file that imports jieba.

jieba's unknown-word model (HMM) stays off: with it, how a word is cut depends on its neighbours, so a
query and a text may disagree. Words that the dictionary lacks fall to single characters here, and
the gram stream finds them.
"""

from __future__ import annotations

import logging
import math
import sys
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from unionsearch.analysis import dictionary
from unionsearch.text import fold

#: Longest word looked for inside a longer one.
_LONGEST_PART = 8


def _tokenizer_class() -> Any:
    """jieba's Tokenizer, imported without pkg_resources (65 of the 80 ms that importing it costs).

    jieba falls back to plain file access when pkg_resources cannot be imported, and we hand it its
    dictionary anyway.
    """
    absent = object()
    before = sys.modules.get("pkg_resources", absent)
    if before is absent:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Its regular expressions have invalid escapes.
            import jieba
    finally:
        if before is absent:
            del sys.modules["pkg_resources"]
    # jieba adds a handler to its logger that writes to standard error.
    logging.getLogger("jieba").setLevel(logging.WARNING)
    return jieba.Tokenizer


class _Frequencies:
    """What jieba asks of its dictionary, answered by the mapped trie with terms laid over it."""

    __slots__ = ("_get", "_seen", "overlay")

    def __init__(self, trie: Any) -> None:
        self._get = trie.get
        self._seen: dict[str, int | None] = {}
        self.overlay: dict[str, int] = {}

    def get(self, word: str, default: int | None = None) -> int | None:
        try:
            found = self._seen[word]
        except KeyError:
            found = self.overlay.get(word)
            if found is None:
                record = self._get(word)
                found = record[0][0] if record else None
            if len(self._seen) > 1_000_000:
                self._seen.clear()
            self._seen[word] = found
        return default if found is None else found

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def __getitem__(self, word: str) -> int:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def lay(self, term: str, frequency: int) -> None:
        """Add a term and its prefixes over the trie."""
        for end in range(1, len(term)):
            if self.get(term[:end]) is None:
                self.overlay[term[:end]] = 0
        self.overlay[term] = frequency
        self._seen.clear()


class Segmenter:
    """Cuts runs of folded Han text.

    ``terms`` are words to know beyond the dictionary; they are folded here. Each gets just the
    frequency with which it wins over its own parts, and the total stays as it was, so that text
    without the term is cut as before.
    """

    def __init__(self, terms: Iterable[str] = ()) -> None:
        trie, total = dictionary.mapped()
        self._frequencies = _Frequencies(trie)
        self._jieba = self._tokenizer(self._frequencies, total)
        self._plain = self._tokenizer(_Frequencies(trie), total)
        # Shorter terms first: a longer term is weighed against the parts that it will meet.
        for term in sorted({fold(t) for t in terms}, key=lambda t: (len(t), t)):
            if len(term) > 1:
                self._lay(term, total)

    @staticmethod
    def _tokenizer(frequencies: _Frequencies, total: int) -> Any:
        made = _tokenizer_class()()
        made.FREQ = frequencies
        made.total = total
        made.initialized = True
        return made

    def _lay(self, term: str, total: int) -> None:
        parts = self.cut(term)
        if parts == [term]:
            return
        share = math.prod((self._frequencies.get(part) or 1) / total for part in parts)
        # One more than the product of its parts, as jieba's own suggest_freq has it; the product can be
        # far below one, and a frequency is a whole number: every term gets at least 1.
        frequency = max(int(share * total) + 1, self._frequencies.get(term) or 0)
        self._frequencies.lay(term, frequency)

    def cut(self, run: str) -> list[str]:
        """The words of a run, end to end."""
        return [w for w in self._jieba.cut(run, HMM=False) if w]

    def plain_cut(self, run: str) -> list[str]:
        """The words of a run by jieba's own dictionary alone, without any terms."""
        return [w for w in self._plain.cut(run, HMM=False) if w]

    def parts(self, word: str) -> Iterator[tuple[int, str]]:
        """Every shorter word of two or more characters inside ``word``, with its offset.

        jieba's search cut stops at three characters and so hides 集体协商 in 工资集体协商.
        """
        length = len(word)
        for start in range(length - 1):
            for end in range(start + 2, min(length, start + _LONGEST_PART) + 1):
                if end - start < length and self._frequencies.get(word[start:end]):
                    yield start, word[start:end]

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
                offer = (count + 1, cost - math.log(self._frequencies.get(part) or 1), start)
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
