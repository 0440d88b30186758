"""Cutting by rjieba, the Rust port of jieba, where it is installed: some twenty times faster.

It is given our own dictionary with the terms laid over it and finds the same way through the same
words, so that every token is the same; ``tests/analysis/test_bulk.py`` says so. What it would see
otherwise is kept from it and goes to jieba:

- It takes a run to pieces at characters outside the Han blocks that it knows (kana, 〇, private use).
- It measures by the sum of the frequencies it was given, where ours stays as it was before the terms.
  So words with a few characters that no bulletin has (:data:`_ASIDE`) are left out, which makes room for
  the terms' frequencies, and the rest of the sum is given to a word that no text has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from unionsearch.analysis.layout import END, GAP, NARROW
from unionsearch.analysis.segment import Cutter

#: Interjections of novels. They weigh seven thousand together; a term seldom weighs more than ten.
_ASIDE = "哼嗯嘿"
_KNOWN = f"(?:(?![{_ASIDE}])[\u4e00-\u9fff])"
_WORD = re.compile(f"{_KNOWN}+")
#: A character for which its run goes to jieba.
_ODD = re.compile(f"[^\u4e00-\u9fff{GAP}{NARROW}{END}]|[{_ASIDE}]")
_MARK = re.compile(f"[{GAP}{NARROW}{END}]")
#: Stands for such a run.
_LATER = "\v"
#: A word that no text has: its characters never stand in one run.
_NOWHERE = f"{GAP}{NARROW}"


class RapidCutter:
    """Cuts as ``exact`` does. Raises ValueError when the terms outweigh the room that there is for them."""

    def __init__(self, exact: Cutter) -> None:
        rjieba: Any = import_module("rjieba")

        self._exact = exact
        self._rjieba = rjieba.Jieba.empty()
        left = exact.total
        for word, frequency in exact.frequencies.items():
            if frequency and _WORD.fullmatch(word):
                self._rjieba.add_word(word, frequency, None)
                left -= frequency
        if left < 0:
            raise ValueError("the terms outweigh the words that are left out")
        if left:
            self._rjieba.add_word(_NOWHERE, left, None)

    def tokens(self, runs: str) -> list[str]:
        """The words of laid-out runs, and the marks between them."""
        pieces: list[str] = []
        later: list[list[str]] = []
        at = 0
        for start, end in _odd_runs(runs):
            pieces += (runs[at:start], _LATER)
            later.append(self._exact.cut(runs[start:end]))
            at = end
        found: list[str] = self._rjieba.cut("".join([*pieces, runs[at:]]), False)
        whole: list[str] = []
        at = 0
        for words in later:
            mark = found.index(_LATER, at)
            whole += found[at:mark]
            whole += words
            at = mark + 1
        whole += found[at:]
        return whole


def _odd_runs(runs: str) -> Iterator[tuple[int, int]]:
    """Where the runs stand that have an odd character."""
    end = 0
    for odd in _ODD.finditer(runs):
        if odd.start() < end:
            continue  # In the run that was given last.
        start = 1 + max(runs.rfind(mark, end, odd.start()) for mark in (GAP, NARROW, END))
        mark = _MARK.search(runs, odd.end())
        yield max(start, end), (end := mark.start() if mark else len(runs))


def is_installed() -> bool:
    """Whether rjieba can be imported."""
    return find_spec("rjieba") is not None
