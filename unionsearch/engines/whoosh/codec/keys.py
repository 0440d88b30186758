"""Goes through the keys of several sorted sources side by side, a stretch at a time, so that a merge holds
as many keys as a stretch has and not all that there are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

#: How many keys of a source wait at once.
_WAITING = 1 << 14


class Stretch(NamedTuple):
    """The keys of one source in a stretch, and the place of the first among all that it has."""

    first: int
    keys: list[bytes]


class _Reader:
    """One source's keys, in order."""

    def __init__(self, keys: Iterator[bytes]) -> None:
        self._keys = keys
        self._taken = 0
        self.waiting: list[bytes] = []
        self.ended = False

    def fill(self) -> None:
        """See to it that keys wait, if there are any more."""
        wanted = _WAITING - len(self.waiting)
        found = list(islice(self._keys, wanted))
        self.waiting += found
        self.ended = len(found) < wanted

    def take(self, through: bytes | None) -> Stretch:
        """The waiting keys up to one, that included; all of them where it is None."""
        count = len(self.waiting) if through is None else bisect_right(self.waiting, through)
        taken = Stretch(self._taken, self.waiting[:count])
        self._taken += count
        del self.waiting[:count]
        return taken


def stretches(sources: Sequence[Iterator[bytes]]) -> Iterator[list[Stretch]]:
    """For each stretch of the key space, in order, what each source has of it.

    Every key of every source comes once, and no key in two stretches.
    """
    readers = [_Reader(keys) for keys in sources]
    while True:
        for reader in readers:
            reader.fill()
        if not any(reader.waiting for reader in readers):
            return
        # Beyond the least of these, some source may have keys that do not wait yet.
        through = min((reader.waiting[-1] for reader in readers if not reader.ended), default=None)
        yield [reader.take(through) for reader in readers]
