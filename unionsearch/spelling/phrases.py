"""Corrections of a run that occurs nowhere: one stretch of it was written wrongly.

Where the wrong character stands is narrowed down first: the longest beginning of the run that some
article has ends at or after it, and so does the longest end begin, from the other side. Only stretches
around that place are corrected, and what comes out must be better known than what was there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np

from unionsearch.spelling import hashing
from unionsearch.spelling.asking import Archive, Known
from unionsearch.spelling.candidates import corrections
from unionsearch.spelling.costs import by_length, cost
from unionsearch.spelling.model import Kind, PhraseCorrection
from unionsearch.spelling.shapes import alike
from unionsearch.spelling.tables import Tables

#: How often the archive is asked at most.
_CALLS = 30
#: Longer runs are pasted sentences.
_LONGEST_RUN = 30
#: Stretches of these lengths are taken for words.
_STRETCHES = (2, 3, 4, 5)
_PER_STRETCH = 4
_PER_GAP = 5
_PER_SOUND = 6
#: How many characters of its surroundings a corrected stretch is looked for with.
_AROUND = 2
#: A character of words that are in more articles than this, added up, is surely in some article.
_COMMON = 1000
#: The longest word that is looked for when a run is taken apart into words.
_TILE = 6
#: How many corrected runs are looked for whole, before parts of them are.
_WHOLE = 18
#: When a correction makes the whole run known, others are left out that cost so much more.
_MUCH_DEARER = 0.5


@dataclass(frozen=True, slots=True)
class _Change:
    """``[start, end)`` of the run becomes ``right``.

    ``common`` decides between changes of one cost. ``word`` says that ``right`` is a word of the archive.
    """

    start: int
    end: int
    right: str
    kind: Kind
    cost: float
    common: int
    word: bool

    def applied(self, run: str) -> str:
        return run[: self.start] + self.right + run[self.end :]


def phrase_corrections(tables: Tables, run: str, known: Known, limit: int) -> list[PhraseCorrection]:
    """See Vocabulary.phrase_corrections; ``run`` is folded."""
    if not 2 <= len(run) <= _LONGEST_RUN or not any(c.isalpha() for c in run):
        return []
    archive = Archive(known, _CALLS)
    first, last = _place(run, lambda part: _is_known(tables, part, archive))
    changes = _changes(tables, run, first, last)
    judge = _Judge(tables, run, archive)
    enough = math.inf
    found: dict[str, PhraseCorrection] = {}
    for change in islice(changes, _WHOLE):
        if change.cost > enough:
            break
        if (c := judge.whole(change)) and c.cost <= enough:
            found[c.text] = c
            enough = min(enough, c.cost + _MUCH_DEARER)
    for change in changes:
        if change.cost > enough or archive.spent:
            break
        if (c := judge.part(change)) and c.text not in found:
            found[c.text] = c
    return sorted(found.values(), key=lambda c: (c.cost, -c.articles, c.text))[:limit]


def _is_known(tables: Tables, part: str, archive: Archive) -> bool:
    # Nothing takes as long to look for as a common character.
    return (len(part) == 1 and tables.commonness(part) > _COMMON) or archive.has(part) > 0


def _place(run: str, known: Callable[[str], bool]) -> tuple[int, int]:
    """The first and last place where the wrong character can be."""
    beginning = _longest(len(run), lambda size: known(run[:size]))
    end = _longest(len(run), lambda size: known(run[len(run) - size :]))
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
    ways = (_words, _slips, _gaps)
    for change in chain.from_iterable(way(tables, run, first, last) for way in ways):
        text = change.applied(run)
        known = best.get(text)
        # The shortest stretch of equal cost says best what was changed.
        if text != run and (known is None or _rank(change) < _rank(known)):
            best[text] = change
    return sorted(best.values(), key=lambda c: (_rank(c), c.right))


def _rank(change: _Change) -> tuple[float, int, int]:
    return change.cost, -change.common, change.end - change.start


def _words(tables: Tables, run: str, first: int, last: int) -> Iterator[_Change]:
    """Stretches that touch the place, taken for words that were meant for others."""
    for length in dict.fromkeys((*_STRETCHES, len(run))):
        for start in range(max(0, first - length + 1), min(last, len(run) - length) + 1):
            for c in corrections(tables, run[start : start + length], _PER_STRETCH):
                yield _Change(start, start + length, c.text, c.kind, c.cost, c.frequency, True)


def _slips(tables: Tables, run: str, first: int, last: int) -> Iterator[_Change]:
    """What goes wrong whatever the words: characters exchanged, added, mistaken by look or by sound."""
    for i in range(max(0, first - 1), min(last, len(run) - 2) + 1):
        if not (run[i].isdigit() or run[i + 1].isdigit()):
            yield _Change(i, i + 2, run[i + 1] + run[i], "swap", cost("swap"), 0, False)
    for i in range(first, last + 1):
        if run[i].isdigit():
            continue
        if i > 0 and run[i - 1] == run[i]:
            yield _Change(i, i + 1, "", "doubled", cost("doubled"), 0, False)
        elif 0 < i < len(run) - 1:  # At an end, what is left would always be known.
            yield _Change(i, i + 1, "", "extra", by_length("extra", len(run) - 1), 0, False)
        for other in alike(run[i]):
            yield _Change(i, i + 1, other, "shape", cost("shape"), 0, False)
        for reading in tables.readings(run[i]):
            for rank, other in enumerate(tables.characters(reading, _PER_SOUND)):
                price = cost("homophone") + cost("loose")
                yield _Change(i, i + 1, other, "homophone", price, -rank, False)


def _gaps(tables: Tables, run: str, first: int, last: int) -> Iterator[_Change]:
    """A character left out beside one that is left without its word."""
    start, end = tables.of_length(2)
    pairs = tables.columns(start, end)
    if not len(pairs):
        return
    price = by_length("missing", len(run) + 1) + cost("loose")
    for i in range(first, last + 1):
        for side in (0, 1):
            rows = np.flatnonzero(pairs[:, side] == ord(run[i]))
            frequencies = tables.frequencies[start + rows].astype(np.int64)
            for row in rows[np.argsort(-frequencies, kind="stable")[:_PER_GAP]].tolist():
                frequency = int(tables.frequencies[start + row])
                yield _Change(i, i + 1, tables.word(start + row), "missing", price, frequency, False)


def _tiled(tables: Tables, run: str) -> bool:
    """Whether a run is empty or nothing but archive words, end to end."""
    if not run:
        return True
    pieces = {run[i:j] for i in range(len(run)) for j in range(i + 2, min(len(run), i + _TILE) + 1)}
    numbers = tables.forms.find(map(hashing.of_text, pieces))
    numbers = numbers[tables.lengths(numbers) <= _TILE]
    words = pieces.intersection(map(tables.word, numbers.tolist()))
    reached = {0}
    for at in range(len(run)):
        if at in reached:
            reached.update(end for end in range(at + 2, at + _TILE + 1) if run[at:end] in words)
    return len(run) in reached


class _Judge:
    """Asks the archive whether a change makes more of a run known, and prices the answer."""

    def __init__(self, tables: Tables, run: str, archive: Archive) -> None:
        self._tables = tables
        self._run = run
        self._archive = archive
        self._sound = _tiled(tables, run)

    def whole(self, change: _Change) -> PhraseCorrection | None:
        """The correction if the whole corrected run is known."""
        articles = self._archive.has(change.applied(self._run))
        return self._made(change, articles, 0.0) if articles else None

    def part(self, change: _Change) -> PhraseCorrection | None:
        """The correction if only a part of the corrected run is known, and more than was before."""
        text = change.applied(self._run)
        grown = len(text) - len(self._run)
        for left, right in _surroundings(change, len(self._run)):
            old, new = self._run[left:right], text[left : right + grown]
            if self._archive.has(new) and not self._archive.has(old):
                # Where every word was a word already, it may just be words that never met before.
                return self._made(change, 0, cost("partly") + (cost("loose") if self._sound else 0.0))
        return self._made(change, 0, cost("alone")) if self._alone(change) else None

    def _alone(self, change: _Change) -> bool:
        """Whether a stretch that is no word stands between words, and has become one."""
        run = self._run
        return (
            change.word
            and _tiled(self._tables, run[: change.start])
            and _tiled(self._tables, run[change.end :])
            and not self._sound
            and not self._archive.has(run[change.start : change.end])
        )

    def _made(self, change: _Change, articles: int, dearer: float) -> PhraseCorrection:
        text = change.applied(self._run)
        price = change.cost + dearer
        if not _tiled(self._tables, text):
            price += cost("torn")
        wrong = self._run[change.start : change.end]
        return PhraseCorrection(text, change.start, wrong, change.right, change.kind, price, articles)


def _surroundings(change: _Change, length: int) -> list[tuple[int, int]]:
    """The parts of the run, with some neighbour of the stretch, that would speak for a change."""
    if not change.word:
        part = max(0, change.start - _AROUND), min(length, change.end + _AROUND)
        return [part] if part[1] - part[0] > _AROUND + 1 and part != (0, length) else []
    # A long word needs less to be recognised by.
    around = 1 if len(change.right) > _AROUND else _AROUND
    parts = []
    if change.start > 0:
        parts.append((max(0, change.start - around), change.end))
    if change.end < length:
        parts.append((change.start, min(length, change.end + around)))
    return [part for part in parts if part != (0, length)]
