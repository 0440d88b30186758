"""Analyses many texts at once, in this process: the same streams as :class:`Analyzer`, far faster."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Protocol

from unionsearch.analysis import dictionary, lexicon
from unionsearch.analysis.analyzer import Analysed
from unionsearch.analysis.layout import END, GAP, NARROW, lay_out
from unionsearch.analysis.rapid import RapidCutter, is_installed
from unionsearch.analysis.segment import Cutter, Segmenter
from unionsearch.text import kinds

#: How many answers are kept at hand: the words of runs, the words inside words.
_REMEMBERED = 1 << 15


class _TokenCutter(Protocol):
    def tokens(self, runs: str) -> list[str]: ...


class BatchAnalyzer:
    """Analyses batches of texts. ``terms`` are an archive's own; ``rapid`` says whether to use rjieba.

    Holds the whole dictionary in memory, some 80 MB: for batches of millions of characters.
    """

    def __init__(self, terms: Iterable[str] = (), *, rapid: bool | None = None) -> None:
        segmenter = Segmenter([*lexicon.own_terms(), *terms])
        words, total = dictionary.entries()
        words.update(segmenter.laid)
        exact = Cutter(words, total)
        self._cutter: _TokenCutter = _PlainCutter(exact)
        if is_installed() if rapid is None else rapid:
            try:
                self._cutter = RapidCutter(exact)
            except ValueError:
                if rapid:
                    raise
        self._emitted = _Emitted(segmenter)

    def analyse(self, texts: Sequence[str]) -> list[Analysed]:
        """The streams of each text. A batch of some hundred thousand characters is best."""
        if not texts:
            return []
        layout = lay_out(texts)
        tokens = self._cutter.tokens(layout.runs)
        emitted = self._emitted.within_bounds().__getitem__
        narrow = iter(layout.narrow)
        found = []
        start = 0
        for flat in layout.flats:
            end = tokens.index(END, start)
            words: list[str] = []
            for _ in range(tokens[start:end].count(NARROW)):
                mark = tokens.index(NARROW, start)
                words += chain.from_iterable(map(emitted, tokens[start:mark]))
                words += next(narrow)
                start = mark + 1
            words += chain.from_iterable(map(emitted, tokens[start:end]))
            found.append(Analysed(flat, words))
            start = end + 1
        return found


class _PlainCutter:
    """Cuts laid-out runs by jieba. Many runs come again and again."""

    _PARTS = re.compile(f"[^{GAP}{NARROW}{END}]+|[{NARROW}{END}]")

    def __init__(self, exact: Cutter) -> None:
        self._exact = exact
        self._known: dict[str, list[str]] = {NARROW: [NARROW], END: [END]}

    def tokens(self, runs: str) -> list[str]:
        """The words of laid-out runs, and the marks between them but for gaps."""
        known = self._known
        found: list[str] = []
        for run in self._PARTS.findall(runs):
            words = known.get(run)
            if words is None:
                words = self._exact.cut(run)
                if len(known) < _REMEMBERED:
                    known[run] = words
            found += words
        return found


class _Emitted(dict[str, tuple[str, ...]]):
    """A token of a cut -> what stands for it in the stream of words: itself and the words inside it."""

    def __init__(self, segmenter: Segmenter) -> None:
        super().__init__({GAP: ()})
        self._segmenter = segmenter

    def __missing__(self, word: str) -> tuple[str, ...]:
        inside = self._segmenter.parts(word) if len(word) > 2 and kinds(word[0]) == "h" else ()
        self[word] = found = (word, *(part for _, part in inside))
        return found

    def within_bounds(self) -> _Emitted:
        """Itself, emptied when it has grown too large."""
        if len(self) > _REMEMBERED:
            self.clear()
            self[GAP] = ()
        return self
