"""What the index knows of the corpus: which file was taken in when, and what issue it is.

The manifest is the attachment of a committed index state. Articles are tied to a file by its ``source``,
a name given once, so that a moved file keeps its postings.

It is stored as lines of JSON: what is true of the whole, then a line for each file, in the order of the
sources. A query needs the first line and the issues of its hits, which are found by halving; the other
lines, of which a large archive has tens of thousands, are read when somebody asks for all.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from unionsearch.errors import IndexDamagedError
from unionsearch.lang import say
from unionsearch.model import Issue, Problem

FORMAT = 3

_Data = TypeVar("_Data")
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file that is in the index.

    ``size`` in bytes and ``modified`` in nanoseconds are as the folder showed them; ``settled`` says
    that the time was then old enough to show every later change. ``content`` is the SHA-256 of the
    bytes, ``metadata`` the file's table in issues.toml as JSON or empty, ``digest`` one of the articles
    read from it.
    """

    source: str
    size: int
    modified: int
    settled: bool
    content: str
    metadata: str
    digest: str
    issue: Issue
    articles: int
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was named and skipped: its size and time then, and what was wrong with it."""

    size: int
    modified: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole of what is recorded beside the postings.

    ``corpus`` is the absolute path, ``corpus_from_index`` the same relative to the index folder, so
    that both can be moved together. ``folders`` holds each folder's time in nanoseconds, ``updated``
    when the index was last changed (ISO), ``terms`` the archive's own segmentation terms.
    """

    fingerprint: str
    corpus: str
    corpus_from_index: str
    updated: str = ""
    terms: tuple[str, ...] = ()
    files: Mapping[str, FileEntry] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, Skipped] = field(default_factory=dict)

    def to_bytes(self, before: Manifest | None = None) -> bytes:
        """The manifest as it is stored. The lines of files that are as in ``before`` are taken from it:
        an archive may have tens of thousands, of which an update changes one."""
        stored = before.files if before else None
        kept = stored.lines(self.files) if isinstance(stored, StoredFiles) else {}
        lines = sorted(
            kept.get(path) or _json([entry.source])[:-1] + b"," + _json([path, _shallow(entry)])[1:] + b"\n"
            for path, entry in self.files.items()
        )
        rest = b"".join(lines)
        head = {"format": FORMAT, "bytes": len(rest), **_shallow(self)}
        del head["files"]
        return _json(head) + b"\n" + rest

    @classmethod
    def from_bytes(cls, data: bytes) -> Manifest:
        """Read a stored manifest. Raises IndexDamagedError, and so does what is read of it later."""
        end = data.find(b"\n") + 1

        def read(line: bytes) -> Manifest:
            head: dict[str, Any] = json.loads(line)
            if head.pop("format") != FORMAT or head.pop("bytes") != len(data) - end:
                raise ValueError("format")
            for entry in head["skipped"].values():
                entry["problem"] = Problem(**entry["problem"])
            head["skipped"] = {path: Skipped(**entry) for path, entry in head["skipped"].items()}
            head["terms"] = tuple(head["terms"])
            return cls(**head, files=StoredFiles(data, end))

        return _undamaged(read, data[:end])

    def issues(self) -> Mapping[str, Issue]:
        """The issue of each source."""
        if isinstance(self.files, StoredFiles):
            return _StoredIssues(self.files)
        return {entry.source: entry.issue for entry in self.files.values()}

    def is_of(self, corpus: Path, index: Path) -> bool:
        """Whether this is the index of ``corpus``, be it that both were moved together."""
        wanted = _real(corpus)
        return wanted in (_real(self.corpus), _real(index / self.corpus_from_index))

    def corpus_at(self, index: Path) -> Path:
        """Where the corpus is, for an index in the folder ``index``: where it was, else moved with it."""
        recorded, moved = Path(self.corpus), Path(os.path.normpath(index / self.corpus_from_index))
        return moved if not os.path.isdir(recorded) and os.path.isdir(moved) else recorded


class StoredFiles(Mapping[str, FileEntry]):
    """The files of a stored manifest by their paths; read when they are asked for."""

    def __init__(self, data: bytes, start: int) -> None:
        """The lines are those of ``data`` from ``start`` on."""
        self._data = data
        self._start = start

    @cached_property
    def _in_order(self) -> list[tuple[str, FileEntry]]:
        """Path and file of each line."""

        def read(lines: list[bytes]) -> list[tuple[str, FileEntry]]:
            # All at one go: a call for each line takes longer than reading it.
            return list(map(_file, json.loads(b"[" + b",".join(lines) + b"]")))

        with _no_collections():
            return _undamaged(read, self._lines())

    @cached_property
    def _all(self) -> dict[str, FileEntry]:
        return dict(sorted(self._in_order, key=lambda file: file[0]))

    def _lines(self) -> list[bytes]:
        return self._data[self._start :].splitlines(keepends=True)

    def lines(self, files: Mapping[str, FileEntry]) -> dict[str, bytes]:
        """The lines, by path, of those of ``files`` that are the very entries that were read from them."""
        both = zip(self._in_order, self._lines(), strict=True)
        return {path: line for (path, entry), line in both if files.get(path) is entry}

    def __getitem__(self, path: str) -> FileEntry:
        return self._all[path]

    def __eq__(self, other: object) -> bool:
        # By way of dictionaries, which look first whether entries are the same objects.
        return self._all == (other._all if isinstance(other, StoredFiles) else other)

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def of_source(self, source: str) -> FileEntry:
        """The file of a source; only its line is read. Raises KeyError."""
        wanted = _json([source])[:-1] + b","
        low, high = self._start, len(self._data)
        while low < high:
            # A line begins at low, and high is the beginning of another or the end.
            begin = self._data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._data.find(b"\n", begin, high) + 1 or high
            line = self._data[begin:end]
            if line.startswith(wanted):
                return _undamaged(lambda data: _file(json.loads(data)), line)[1]
            if line < wanted:
                low = end
            else:
                high = begin
        raise KeyError(source)


class _StoredIssues(Mapping[str, Issue]):
    """The issue of each source of a stored manifest."""

    def __init__(self, files: StoredFiles) -> None:
        self._files = files

    @cached_property
    def _all(self) -> dict[str, Issue]:
        return {entry.source: entry.issue for entry in self._files.values()}

    def __getitem__(self, source: str) -> Issue:
        return self._files.of_source(source).issue

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def items(self) -> Any:
        """Sources and issues, all of them."""
        return self._all.items()


def _file(line: list[Any]) -> tuple[str, FileEntry]:
    """Path and file of a line as it was read."""
    _, path, entry = line
    entry["issue"] = Issue(**entry["issue"])
    entry["sections"] = tuple(entry["sections"])
    return path, FileEntry(**entry)


@contextlib.contextmanager
def _no_collections() -> Iterator[None]:
    """Among many thousand objects that all stay, garbage would be looked for again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _undamaged(read: Callable[[_Data], _Read], data: _Data) -> _Read:
    """What ``read`` makes of data. Raises IndexDamagedError."""
    try:
        return read(data)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise IndexDamagedError(
            say("索引的文件清单读不了。", "The index's list of files cannot be read."),
            say(
                "运行 unionsearch reindex --full 重建；简报文件不受影响。",
                "Run: unionsearch reindex --full. It is rebuilt from the bulletins, which are untouched.",
            ),
        ) from error


def _shallow(value: Any) -> dict[str, Any]:
    """A dataclass as a dictionary; what it holds is left to the caller. asdict copies all of it, slowly.

    What is None is left out, and so read as what it is by default.
    """
    named = ((f.name, getattr(value, f.name)) for f in fields(value))
    return {name: held for name, held in named if held is not None}


#: Made once: json.dumps would make an encoder for each line.
_ENCODER = json.JSONEncoder(default=_shallow, separators=(",", ":"))


def _json(value: Any) -> bytes:
    return _ENCODER.encode(value).encode()


def _real(path: str | Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def relative_to_index(corpus: Path, index: Path) -> str:
    """The corpus's path seen from the index folder; absolute where there is none (another drive)."""
    try:
        return Path(os.path.relpath(corpus, index)).as_posix()
    except ValueError:
        return str(corpus)


def with_ids(files: Mapping[str, FileEntry]) -> dict[str, FileEntry]:
    """The files with their issues' ids: the path without suffix, kept where two would be the same."""
    stems = {path: os.path.splitext(path)[0] for path in files}
    times = Counter(stems.values())
    named = {}
    for path, entry in files.items():
        # a.txt.txt without its suffix would be called as a.txt is.
        id_ = stems[path] if times[stems[path]] == 1 and stems[path] not in files else path
        if (entry.issue.id, entry.issue.file) != (id_, path):
            entry = replace(entry, issue=replace(entry.issue, id=id_, file=path))
        named[path] = entry
    return named
