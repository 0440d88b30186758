"""Keeps what was used last, up to so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

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
        self._values[key] = value, size
        self._used += size
        while self._used > self._limit:
            _, (_, dropped) = self._values.popitem(last=False)
            self._used -= dropped
