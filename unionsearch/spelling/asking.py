"""Asking the archive whether it has a run, each run once and not too often."""

from __future__ import annotations

from collections.abc import Callable

#: How many articles hold a run of characters.
Known = Callable[[str], int]


class Archive:
    """A :data:`Known` with a memory and a limit of ``calls``: beyond it, nothing is known."""

    def __init__(self, known: Known, calls: int) -> None:
        self._known = known
        self._left = calls
        self._seen: dict[str, int] = {}

    def has(self, run: str) -> int:
        """How many articles hold the run; 0 when too much was asked already."""
        if run not in self._seen:
            if self._left <= 0:
                return 0
            self._left -= 1
            self._seen[run] = self._known(run)
        return self._seen[run]

    @property
    def spent(self) -> bool:
        """Whether no further question is allowed."""
        return self._left <= 0
