"""Many texts made ready for cutting at once: normalised, streamed and split into runs, as arrays.

The same as :func:`unionsearch.text.normalize`, :func:`unionsearch.text.stream` and
:func:`unionsearch.analysis.analyzer.runs` text by text, without the way back to the original, in about
a tenth of the time. ``tests/analysis/test_bulk.py`` holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from unionsearch.analysis.analyzer import LONGEST
from unionsearch.analysis.segment import STRETCH
from unionsearch.text import BREAK, fold, kinds

Codes = npt.NDArray[np.uint32]
Bools = npt.NDArray[np.bool_]

#: What stands between runs, for a run of letters and digits, and behind each text. No run has these.
GAP, NARROW, END = "\n", "\t", "\f"

#: A stretch of a run that goes on behind it.
_ENDLESS = re.compile(f"[^{GAP}{NARROW}{END}]{{{STRETCH}}}(?=[^{GAP}{NARROW}{END}])")
_UTF32 = "utf-32-le"
_HAN, _LETTER, _POINT, _SPACE, _UNSEEN = map(ord, "hnp 0")
#: The kind of what stands between two texts.
_EDGE = ord("e")
_CODE_POINTS = 0x110000


class Layout(NamedTuple):
    """``flats`` are the texts' gram streams. ``runs`` holds their Han runs in order, with GAP, NARROW and
    END between; ``narrow`` what stands at each NARROW, as the words that it is."""

    flats: list[str]
    runs: str
    narrow: list[list[str]]


class _Table:
    """A property of characters as an array by code point, worked out as characters are met; never 0."""

    def __init__(self, dtype: Any, of: Callable[[str], str]) -> None:
        self._values = np.zeros(_CODE_POINTS, dtype)
        self._of = of

    def __call__(self, codes: Codes) -> Any:
        found = self._values[codes]
        new = found == 0
        if new.any():
            for code in np.unique(codes[new]).tolist():
                self._values[code] = ord(self._of(chr(code)))
            found = self._values[codes]
        return found


_FOLDED = _Table(np.uint32, fold)
_KIND = _Table(np.uint8, kinds)


def lay_out(texts: Sequence[str]) -> Layout:
    """The texts' gram streams and runs."""
    joined = GAP.join([*texts, ""])
    codes = np.frombuffer(joined.encode(_UTF32, "surrogatepass"), np.uint32)
    folded = _FOLDED(codes)
    kind = _KIND(folded)
    kind[np.cumsum([len(text) + 1 for text in texts], dtype=np.int64) - 1] = _EDGE
    folded, kind = _without_space(folded, kind)
    flats = _flats(folded, kind)
    kind[_points(folded)] = _LETTER
    runs, narrow = _runs(folded, kind)
    return Layout(flats, runs, narrow)


def _without_space(folded: Codes, kind: Any) -> tuple[Codes, Any]:
    """White space dropped, but for one space between two narrow words."""
    seen_space = kind == _SPACE
    blank = seen_space | (kind == _UNSEEN)
    if not blank.any():
        return folded, kind
    begins, ends = _stretches(blank)
    # Before the first character, -1 is the last, which is an edge; behind the last, nothing is blank.
    between = (kind[begins - 1] == _LETTER) & (kind[ends] == _LETTER)
    spaces = np.concatenate(([0], np.cumsum(seen_space)))
    kept = begins[between & (spaces[ends] > spaces[begins])]
    folded[kept] = ord(" ")
    kind[kept] = _SPACE
    blank[kept] = False
    return folded[~blank], kind[~blank]


def _flats(folded: Codes, kind: Any) -> list[str]:
    """Each text's stream: a run of punctuation has become one BREAK."""
    broken = kind == _POINT
    kept = ~(broken & np.roll(broken, 1))
    flat = _text(np.where(broken, ord(BREAK), folded)[kept])
    flats = []
    start = 0
    for end in np.flatnonzero(kind[kept] == _EDGE).tolist():
        flats.append(flat[start:end])
        start = end + 1
    return flats


def _points(folded: Codes) -> Any:
    """Where a point or comma stands between two digits."""
    digit = (folded >= ord("0")) & (folded <= ord("9"))
    point = (folded == ord(".")) | (folded == ord(","))
    return point & np.roll(digit, 1) & np.roll(digit, -1)


def _runs(folded: Codes, kind: Any) -> tuple[str, list[list[str]]]:
    han, letter = kind == _HAN, kind == _LETTER
    begins, ends = _stretches(letter)
    whole = _text(folded)
    narrow = [
        [whole[i : min(i + LONGEST, end)] for i in range(start, end, LONGEST)]
        for start, end in zip(begins.tolist(), ends.tolist(), strict=True)
    ]
    marks = np.where(letter, ord(NARROW), np.where(kind == _EDGE, ord(END), ord(GAP)))
    laid = np.where(han, folded, marks).astype(np.uint32)
    # One NARROW for each run of letters, one GAP for each stretch of what is no word.
    again = (laid[1:] == laid[:-1]) & ((laid[1:] == ord(NARROW)) | (laid[1:] == ord(GAP)))
    runs = _text(laid[np.concatenate(([True], ~again))])
    begins, ends = _stretches(han)
    if (ends - begins).max(initial=0) > STRETCH:
        runs = _ENDLESS.sub(rf"\g<0>{GAP}", runs)
    return runs, narrow


def _stretches(mask: Bools) -> tuple[Any, Any]:
    """Where each stretch of true begins and ends. The last is never true."""
    changes = np.flatnonzero(mask[1:] != mask[:-1]) + 1
    if mask[0]:
        changes = np.concatenate(([0], changes))
    return changes[::2], changes[1::2]


def _text(codes: Codes) -> str:
    return codes.tobytes().decode(_UTF32, "surrogatepass")
