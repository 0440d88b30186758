"""Keeps what was used last, up to so many bytes; and knows what was asked for before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

#: How many keys are known to have been asked for.
_ASKED = 1 << 16

Key = TypeVar("Key")
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """A mapping that drops what was not asked for the longest when it grows beyond ``limit`` bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._used = 0
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """What is kept under a key."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def put(self, key: Key, value: Value, size: int) -> None:
        """Keep a value of so many bytes, unless it is greater than all that may be kept."""
        if size > self._limit:
            return
        self._used -= self._values.pop(key, (value, 0))[1]
        self._values[key] = value, size
        self._used += size
        while self._used > self._limit:
            _, (_, dropped) = self._values.popitem(last=False)
            self._used -= dropped


class Asked:
    """Tells the first time that something is asked for from later ones.

    What is asked for once is best read only where it is wanted; what comes again is worth reading as a
    whole and keeping. Which of them a thing is shows the second time.
    """

    def __init__(self) -> None:
        self._keys: set[Hashable] = set()

    def before(self, key: Hashable) -> bool:
        """Whether it was asked for before; from now on it was."""
        if key in self._keys:
            return True
        if len(self._keys) >= _ASKED:
            self._keys.clear()
        self._keys.add(key)
        return False
