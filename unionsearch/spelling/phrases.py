"""Corrections of a run that occurs nowhere: one stretch of it was written wrongly.

Where the wrong character stands is narrowed down first: the longest beginning of the run that some
article has ends at or after it, and so does the longest end begin, from the other side. Only stretches
around that place are corrected, and what comes out must be better known than what was there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from unionsearch.spelling import hashing
from unionsearch.spelling.candidates import corrections
from unionsearch.spelling.costs import by_length, cost
from unionsearch.spelling.model import Kind, PhraseCorrection
from unionsearch.spelling.shapes import alike
from unionsearch.spelling.tables import Tables

Known = Callable[[str], int]

#: How often the archive is asked at most.
_CALLS = 40
#: Longer runs are pasted sentences.
_LONGEST_RUN = 30
#: Stretches of these lengths are taken for words.
_STRETCHES = (2, 3, 4, 5)
_PER_STRETCH = 4
_PER_GAP = 5
#: How many characters of its surroundings a corrected stretch is looked for with.
_AROUND = 2
#: When a correction makes the whole run known, others are not tried that cost so much more.
_MUCH_DEARER = 0.7


class _Archive:
    """``known`` with a memory and a limit: beyond it, nothing is known."""

    def __init__(self, known: Known, calls: int) -> None:
        self._known = known
        self._left = calls
        self._seen: dict[str, int] = {}

    def has(self, run: str) -> int:
        """How many articles hold the run."""
        if run not in self._seen:
            if self._left <= 0:
                return 0
            self._left -= 1
            self._seen[run] = self._known(run)
        return self._seen[run]

    @property
    def spent(self) -> bool:
        """Whether no more questions are allowed."""
        return self._left <= 0


@dataclass(frozen=True, slots=True)
class _Change:
    """``[start, end)`` of the run becomes ``right``. ``word`` says that this is a word of the archive."""

    start: int
    end: int
    right: str
    kind: Kind
    cost: float
    frequency: int
    word: bool

    def applied(self, run: str) -> str:
        return run[: self.start] + self.right + run[self.end :]


def phrase_corrections(tables: Tables, run: str, known: Known, limit: int) -> list[PhraseCorrection]:
    """See Vocabulary.phrase_corrections; ``run`` is folded."""
    if not 2 <= len(run) <= _LONGEST_RUN or not any(c.isalpha() for c in run):
        return []
    archive = _Archive(known, _CALLS)
    first, last = _place(run, archive)
    tiled = _Tiles(tables, run)
    found: dict[str, PhraseCorrection] = {}
    enough = float("inf")
    for change in _changes(tables, run, first, last):
        if change.cost > enough or archive.spent:
            break
        judged = _judged(run, change, archive, tiled)
        if judged is None:
            continue
        if judged.text not in found or judged.cost < found[judged.text].cost:
            found[judged.text] = judged
        if judged.articles:
            enough = min(enough, judged.cost + _MUCH_DEARER)
    return sorted(found.values(), key=lambda c: (c.cost, -c.articles, c.text))[:limit]


def _place(run: str, archive: _Archive) -> tuple[int, int]:
    """The first and last place where the wrong character can be."""
    beginning = _longest(len(run), lambda size: archive.has(run[:size]) > 0)
    end = _longest(len(run), lambda size: archive.has(run[len(run) - size :]) > 0)
    first, last = len(run) - end - 1, beginning
    if first > last:
        # More than one mistake: begin with the first.
        first = max(0, last - 1)
    return max(0, first), min(last, len(run) - 1)


def _longest(size: int, holds: Callable[[int], bool]) -> int:
    """The greatest length below ``size`` for which it holds; it holds for all shorter ones."""
    low, high = 0, size - 1
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _changes(tables: Tables, run: str, first: int, last: int) -> list[_Change]:
    """What may be done around the places from ``first`` to ``last``, the likeliest first."""
    best: dict[str, _Change] = {}
    for change in (
        *_words(tables, run, first, last),
        *_slips(run, first, last),
        *_gaps(tables, run, first, last),
    ):
        text = change.applied(run)
        known = best.get(text)
        # The shortest stretch of equal cost says best what was changed.
        if text != run and (known is None or _rank(change) < _rank(known)):
            best[text] = change
    return sorted(best.values(), key=lambda c: (_rank(c), c.right))


def _rank(change: _Change) -> tuple[float, int, int]:
    return change.cost, -change.frequency, change.end - change.start


def _words(tables: Tables, run: str, first: int, last: int) -> Iterator[_Change]:
    """Stretches that touch the place, taken for words that were meant for others."""
    for length in dict.fromkeys((*_STRETCHES, len(run))):
        for start in range(max(0, first - length + 1), min(last, len(run) - length) + 1):
            for c in corrections(tables, run[start : start + length], _PER_STRETCH):
                yield _Change(start, start + length, c.text, c.kind, c.cost, c.frequency, True)


def _slips(run: str, first: int, last: int) -> Iterator[_Change]:
    """What the hand does whatever the words: characters exchanged, added, or written as look-alikes."""
    length = len(run)
    for i in range(max(0, first - 1), min(last, length - 2) + 1):
        if not (run[i].isdigit() or run[i + 1].isdigit()):
            yield _Change(i, i + 2, run[i + 1] + run[i], "swap", cost("swap"), 0, False)
    for i in range(first, last + 1):
        if run[i].isdigit():
            continue
        doubled = i > 0 and run[i - 1] == run[i]
        price = cost("doubled") if doubled else by_length("extra", length - 1)
        yield _Change(i, i + 1, "", "doubled" if doubled else "extra", price, 0, False)
        for other in alike(run[i]):
            yield _Change(i, i + 1, other, "shape", cost("shape"), 0, False)


def _gaps(tables: Tables, run: str, first: int, last: int) -> Iterator[_Change]:
    """A character left out beside one that is left without its word."""
    start, end = tables.of_length(2)
    pairs = tables.columns(start, end)
    if not len(pairs):
        return
    price = by_length("missing", len(run) + 1) + cost("gap")
    for i in range(first, last + 1):
        for side in (0, 1):
            rows = np.flatnonzero(pairs[:, side] == ord(run[i]))
            frequencies = tables.frequencies[start + rows].astype(np.int64)
            for row in rows[np.argsort(-frequencies, kind="stable")[:_PER_GAP]].tolist():
                word = tables.word(start + row)
                yield _Change(i, i + 1, word, "missing", price, int(tables.frequencies[start + row]), False)


class _Tiles:
    """Whether parts of a run are nothing but archive words, end to end."""

    def __init__(self, tables: Tables, run: str) -> None:
        pieces = {run[i:j] for i in range(len(run)) for j in range(i + 2, min(len(run), i + 6) + 1)}
        numbers = tables.forms.find(map(hashing.of_text, pieces))
        numbers = numbers[tables.lengths(numbers) <= 6]
        self._run = run
        self._words = pieces.intersection(map(tables.word, numbers.tolist()))

    def whole(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` is empty or a row of words."""
        reached = {start}
        for at in range(start, end):
            if at in reached:
                reached.update(
                    stop for stop in range(at + 2, min(end, at + 6) + 1) if self._run[at:stop] in self._words
                )
        return end in reached


def _judged(run: str, change: _Change, archive: _Archive, tiles: _Tiles) -> PhraseCorrection | None:
    """The change as a correction, dearer the less of it is known; None if nothing speaks for it."""
    text = change.applied(run)
    made = PhraseCorrection(
        text,
        change.start,
        run[change.start : change.end],
        change.right,
        change.kind,
        change.cost,
        archive.has(text),
    )
    if made.articles:
        return made
    left, right = max(0, change.start - _AROUND), change.end + _AROUND
    grown = len(text) - len(run)
    for old, new in (
        (run[left : change.end], text[left : change.end + grown]),
        (run[change.start : right], text[change.start : right + grown]),
    ):
        # A stretch at the run's edge has no neighbour on that side.
        if len(new) > max(len(change.right), 2) and not archive.has(old) and archive.has(new):
            return replace(made, cost=change.cost + cost("partly"))
    alone = (
        change.word
        and not tiles.whole(0, len(run))
        and tiles.whole(0, change.start)
        and tiles.whole(change.end, len(run))
        and not archive.has(made.wrong)
    )
    return replace(made, cost=change.cost + cost("alone")) if alone else None
