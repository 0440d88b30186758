"""A text as the set of its short runs of characters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from unionsearch.text import BREAK

Hashes = npt.NDArray[np.uint32]

#: Characters in a run. Two texts of one subject have many runs of four in common, of five only few.
LENGTH = 5
_MULTIPLIER = np.uint32(0x9E3779B1)


def bare(flat: str) -> str:
    """A gram stream without its breaks and spaces: formats and hands differ in them."""
    return flat.replace(BREAK, "").replace(" ", "")


def hashes(text: str) -> Hashes:
    """A hash of each run of a bare text, in order; none where the text is shorter than a run."""
    return _rolled(_codes(text))


def hashes_of_all(texts: Sequence[str]) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """The hashes of several texts one after the other, and where each text's begin.

    Every text must have a run at least.
    """
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    found = _rolled(_codes("".join(texts)))
    # The last characters of a text begin runs that go over into the next.
    inside = np.ones(len(found) + LENGTH - 1, dtype=bool)
    ends = np.cumsum(lengths)
    for back in range(1, LENGTH):
        inside[ends - back] = False
    runs = lengths - (LENGTH - 1)
    return found[inside[: len(found)]], np.cumsum(runs) - runs


def _codes(text: str) -> Hashes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)


def _rolled(codes: Hashes) -> Hashes:
    count = len(codes) - LENGTH + 1
    if count < 1:
        return np.empty(0, dtype=np.uint32)
    found = np.zeros(count, dtype=np.uint32)
    for place in range(LENGTH):
        found = (found ^ codes[place : place + count]) * _MULTIPLIER
        found ^= found >> np.uint32(15)
    return found
