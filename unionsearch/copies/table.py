"""The groups of copies as an index keeps them: which group an article is in, and who else is.

A file of two tables of two columns, mapped and not read: articles and their groups by article, for asking
of many articles at once; groups and their articles by group, each group's first article in front.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Docs = npt.NDArray[np.int64]

#: What the table's file beside an index's state is called.
FILE = "copies"
_NUMBER = np.dtype("<i4")


class Table:
    """Groups of copies, numbered from 1, of articles that go by their document numbers."""

    def __init__(self, columns: npt.NDArray[np.int32]) -> None:
        """``columns`` are those of both tables, as :meth:`of` makes them and a file holds them."""
        (self._articles, self._their_groups), (self._groups, self._their_articles) = columns
        self._columns = columns

    @classmethod
    def of(cls, groups: Sequence[Sequence[int]]) -> Table:
        """The table of these groups, each with its first article in front."""
        numbers = np.repeat(np.arange(1, len(groups) + 1), [len(group) for group in groups])
        members = np.array([article for group in groups for article in group], dtype=np.int64)
        order = np.argsort(members)
        columns = [[members[order], numbers[order]], [numbers, members]]
        return cls(np.array(columns, dtype=_NUMBER).reshape(2, 2, len(members)))

    @classmethod
    def read(cls, path: Path) -> Table:
        """Map a file that :meth:`store` wrote. Raises OSError, and ValueError for any other file."""
        columns = read_array(path)
        if columns.ndim != 3 or columns.shape[:2] != (2, 2) or columns.dtype != _NUMBER:
            raise ValueError(f"not a table of copies: {path}")
        return cls(columns)

    def store(self, path: Path) -> None:
        """Write the table, whole or not at all. Raises OSError."""
        write_array(path, self._columns)

    def __bool__(self) -> bool:
        return len(self._articles) > 0

    @cached_property
    def _group_of(self) -> npt.NDArray[np.int32]:
        """The group of each document number up to the last that has one, and a 0 behind."""
        found = np.zeros(int(self._articles[-1]) + 2, dtype=np.int32)
        found[self._articles] = self._their_groups
        return found

    def groups_of(self, docs: Docs) -> npt.NDArray[np.int32]:
        """The group of each article; 0 for one that has no copies."""
        if not self:
            return np.zeros(len(docs), dtype=np.int32)
        return self._group_of[np.minimum(docs, len(self._group_of) - 1)]

    def distinct(self, docs: Docs) -> int:
        """How many articles these are when copies count as one."""
        if not self:
            return len(docs)
        groups = self.groups_of(docs)
        met = np.zeros(int(self._groups[-1]) + 1, dtype=bool)
        met[groups] = True
        return int(np.count_nonzero(groups == 0) + np.count_nonzero(met[1:]))

    def others(self, doc: int) -> list[int]:
        """The copies of an article, the group's first in front; none for one that has no copies."""
        group = int(self.groups_of(np.array([doc]))[0])
        return [other for other in self._members(group) if other != doc] if group else []

    def all(self) -> list[list[int]]:
        """Every group, in their order."""
        last = int(self._groups[-1]) if self else 0
        return [self._members(group) for group in range(1, last + 1)]

    def _members(self, group: int) -> list[int]:
        # Of the column's own type: else all of it would be converted.
        begin, end = np.searchsorted(self._groups, np.array([group, group + 1], dtype=_NUMBER))
        found: list[int] = self._their_articles[begin:end].tolist()
        return found


#: No copies at all.
NO_COPIES = Table.of([])


def read_array(path: Path) -> npt.NDArray[Any]:
    """Map an array's file. Raises OSError, and ValueError where it holds none."""
    try:
        return np.load(path, mmap_mode="r", allow_pickle=False)  # type: ignore[no-any-return]
    except EOFError as error:
        raise ValueError(f"an empty file: {path}") from error


def write_array(path: Path, array: npt.NDArray[Any]) -> None:
    """Write an array's file, which is there whole or not at all. Raises OSError."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            np.save(file, array, allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
