"""What the index knows of the corpus: which file was taken in when, and what issue it is.

The manifest is the attachment of a committed index state, as JSON. Articles are tied to a file by its
``source``, a name given once, so that a moved file keeps its postings.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from unionsearch.errors import IndexDamagedError
from unionsearch.lang import say
from unionsearch.model import Issue, Problem

FORMAT = 1


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file that is in the index.

    ``size`` in bytes and ``modified`` in nanoseconds are as the folder showed them, ``content`` is the
    SHA-256 of its bytes, ``metadata`` a digest of its table in issues.toml, ``digest`` one of the
    articles read from it.
    """

    source: str
    size: int
    modified: int
    content: str
    metadata: str
    digest: str
    issue: Issue
    articles: int
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole of what is recorded beside the postings.

    ``corpus`` is the absolute path, ``corpus_from_index`` the same relative to the index folder, so
    that both can be moved together. ``folders`` holds each folder's time in nanoseconds, ``scanned``
    when the scan began (nanoseconds), ``terms`` the archive's own segmentation terms.
    """

    fingerprint: str
    corpus: str
    corpus_from_index: str
    scanned: int = 0
    updated: str = ""
    terms: tuple[str, ...] = ()
    files: dict[str, FileEntry] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    passed_over: int = 0

    def to_bytes(self) -> bytes:
        """The manifest as it is stored."""
        return json.dumps({"format": FORMAT, **asdict(self)}, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Manifest:
        """Read a stored manifest. Raises IndexDamagedError."""
        try:
            raw: dict[str, Any] = json.loads(data)
            if raw.pop("format") != FORMAT:
                raise ValueError("format")
            files = {
                path: FileEntry(
                    **{**entry, "issue": Issue(**entry["issue"]), "sections": tuple(entry["sections"])}
                )
                for path, entry in raw.pop("files").items()
            }
            problems = tuple(Problem(**p) for p in raw.pop("problems"))
            terms = tuple(raw.pop("terms"))
            return cls(**raw, files=files, problems=problems, terms=terms)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise IndexDamagedError(
                say("索引的文件清单读不了。", "The index's list of files cannot be read."),
                say("运行 unionsearch reindex 重建。", "Run: unionsearch reindex. It will be rebuilt."),
            ) from error

    def is_of(self, corpus: Path, index: Path) -> bool:
        """Whether this is the index of ``corpus``, be it that both were moved together."""
        if Path(self.corpus) == corpus:
            return True
        return Path(os.path.normpath(index / self.corpus_from_index)) == corpus

    def sources(self) -> dict[str, FileEntry]:
        """The files by source."""
        return {entry.source: entry for entry in self.files.values()}


def relative_to_index(corpus: Path, index: Path) -> str:
    """The corpus's path seen from the index folder; absolute where there is none (another drive)."""
    try:
        return Path(os.path.relpath(corpus, index)).as_posix()
    except ValueError:
        return str(corpus)


def with_ids(files: dict[str, FileEntry]) -> dict[str, FileEntry]:
    """The files with their issues' ids: the path without suffix, kept where two would be the same."""
    stems = Counter(str(PurePosixPath(path).with_suffix("")) for path in files)
    named = {}
    for path, entry in files.items():
        stem = str(PurePosixPath(path).with_suffix(""))
        id_ = stem if stems[stem] == 1 else path
        named[path] = replace(entry, issue=replace(entry.issue, id=id_, file=path))
    return named
