"""What the index knows of the corpus: which file was taken in when, and what issue it is.

The manifest is the attachment of a committed index state, as JSON. Articles are tied to a file by its
``source``, a name given once, so that a moved file keeps its postings.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from unionsearch.errors import IndexDamagedError
from unionsearch.lang import say
from unionsearch.model import Issue, Problem

FORMAT = 2


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
    files: dict[str, FileEntry] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, Skipped] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The manifest as it is stored."""
        return json.dumps(
            {"format": FORMAT, **_shallow(self)}, default=_shallow, separators=(",", ":")
        ).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Manifest:
        """Read a stored manifest. Raises IndexDamagedError."""
        try:
            raw: dict[str, Any] = json.loads(data)
            if raw.pop("format") != FORMAT:
                raise ValueError("format")
            for entry in raw["files"].values():
                entry["issue"] = Issue(**entry["issue"])
                entry["sections"] = tuple(entry["sections"])
            for entry in raw["skipped"].values():
                entry["problem"] = Problem(**entry["problem"])
            raw["files"] = {path: FileEntry(**entry) for path, entry in raw["files"].items()}
            raw["skipped"] = {path: Skipped(**entry) for path, entry in raw["skipped"].items()}
            raw["terms"] = tuple(raw["terms"])
            return cls(**raw)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise IndexDamagedError(
                say("索引的文件清单读不了。", "The index's list of files cannot be read."),
                say(
                    "运行 unionsearch reindex --full 重建；简报文件不受影响。",
                    "Run: unionsearch reindex --full. It is rebuilt from the bulletins, which are untouched.",
                ),
            ) from error

    def is_of(self, corpus: Path, index: Path) -> bool:
        """Whether this is the index of ``corpus``, be it that both were moved together."""
        wanted = _real(corpus)
        return wanted in (_real(self.corpus), _real(index / self.corpus_from_index))

    def corpus_at(self, index: Path) -> Path:
        """Where the corpus is, for an index in the folder ``index``: where it was, else moved with it."""
        recorded, moved = Path(self.corpus), Path(os.path.normpath(index / self.corpus_from_index))
        return moved if not os.path.isdir(recorded) and os.path.isdir(moved) else recorded


def _shallow(value: Any) -> dict[str, Any]:
    """A dataclass as a dictionary; what it holds is left to the caller. asdict copies all of it, slowly."""
    return {f.name: getattr(value, f.name) for f in fields(value)}


def _real(path: str | Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def relative_to_index(corpus: Path, index: Path) -> str:
    """The corpus's path seen from the index folder; absolute where there is none (another drive)."""
    try:
        return Path(os.path.relpath(corpus, index)).as_posix()
    except ValueError:
        return str(corpus)


def with_ids(files: dict[str, FileEntry]) -> dict[str, FileEntry]:
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
