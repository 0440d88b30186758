"""The corpus as it is now, compared with what the index knows of it. Changes nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from unionsearch.bulletin import SUFFIXES
from unionsearch.bulletin.content import content_digest
from unionsearch.bulletin.packed import exists
from unionsearch.errors import CorpusError
from unionsearch.indexing.manifest import Manifest, Skipped
from unionsearch.indexing.places import METADATA_FILE
from unionsearch.indexing.plan import Plan, plan
from unionsearch.indexing.scan import FileState, Scan, scan
from unionsearch.indexing.tables import Tables, read_tables
from unionsearch.lang import say
from unionsearch.model import Problem
from unionsearch.reports import Changes

#: A file changed so shortly before it was looked at may change again within its clock's tick (ns).
#: Two seconds is that of FAT, the coarsest in use.
_TICK = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is to be indexed, and with what.

    ``folder`` and ``index`` (never entered) are absolute, ``terms`` the archive's own segmentation
    terms, ``max_bytes`` the size limit of a file, ``fingerprint`` that of the present program.
    """

    folder: Path
    index: Path
    terms: tuple[str, ...]
    max_bytes: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found and how it differs from the manifest.

    ``names`` are the only places looked at; none mean everywhere. ``left`` are known files that were
    not looked at, because they are elsewhere or in a folder that cannot be listed: they stay as they
    are. ``skipped`` are the files that could not be taken in the last time. ``problems`` are those met
    without opening a bulletin. Files last changed before ``quiet`` (ns) are settled.
    """

    names: tuple[str, ...]
    scan: Scan
    tables: Tables
    plan: Plan
    left: tuple[str, ...]
    skipped: Mapping[str, Skipped]
    problems: tuple[Problem, ...]
    quiet: int

    def looked_at(self, path: str) -> bool:
        """Whether a file or folder of the corpus lies in what was looked at."""
        return _within(path, self.names)

    def still_skipped(self) -> dict[str, Skipped]:
        """Of the skipped files, those that are as they were, and those that were not looked at."""
        return {
            path: skipped
            for path, skipped in self.skipped.items()
            if not self.looked_at(path)
            or self.scan.files.get(path) == FileState(skipped.size, skipped.modified)
        }

    def changes(self) -> Changes:
        """The difference, in the words of the model. Files that were skipped and still are as they were
        are none."""
        still = self.still_skipped()
        return Changes(
            added=tuple(path for path in self.plan.added if path not in still),
            changed=self.plan.changed,
            moved=tuple(sorted((old, new) for new, old in self.plan.moved.items())),
            removed=self.plan.removed,
            unchanged=len(self.plan.unchanged + self.plan.touched + self.plan.unreadable + self.left),
            passed_over=self.scan.passed_over,
        )


def survey(corpus: Corpus, old: Manifest | None, paths: Sequence[Path] = ()) -> Survey:
    """Compare the corpus, or the named files and folders of it, with a manifest.

    Raises CorpusError when the corpus is missing, or a path is not in it or does not exist.
    """
    quiet = time.time_ns() - _TICK
    known = old.files if old else {}
    skipped = old.skipped if old else {}
    names = tuple(dict.fromkeys(_name(corpus.folder, path, {*known, *skipped}) for path in paths))
    if "" in names:
        names = ()
    found = scan(corpus.folder, SUFFIXES, index=corpus.index, names=names)
    tables = read_tables(corpus.folder, _with_parents(found.folders, names), known)
    # A folder that cannot be listed, or a broken link, says nothing about what was there.
    closed = tuple(problem.file for problem in found.problems)
    left = tuple(p for p in known if not _within(p, names) or (closed and _within(p, closed)))
    made = plan(
        found.files,
        {path: known[path] for path in known.keys() - set(left)},
        metadata=tables.stored,
        content=lambda path: content_digest(corpus.folder / path),
        settled=lambda state: state.modified < quiet,
    )
    problems = (*found.problems, *tables.problems, *map(_kept, made.unreadable))
    return Survey(names, found, tables, made, left, skipped, problems, quiet)


def _within(path: str, names: Sequence[str]) -> bool:
    """Whether a path is one of the names or lies below one; no names mean everywhere."""
    return not names or any(path == name or path.startswith(f"{name}/") for name in names)


def _with_parents(folders: Mapping[str, int], names: Sequence[str]) -> set[str]:
    """The folders that were listed and those above the names: what may have an issues.toml about them."""
    found = set(folders)
    for name in names:
        while name:
            name = os.path.dirname(name)
            found.add(name)
    return found


def inside(corpus: Path, path: Path) -> str:
    """A path relative to the corpus, with ``/``. Raises CorpusError when it is not in the corpus."""
    name = _relative(Path(os.path.abspath(path)), corpus)
    if name is None:
        # Either may be written by way of a link.
        name = _relative(Path(os.path.realpath(path)), Path(os.path.realpath(corpus)))
    if name is None:
        raise CorpusError(
            say(f"{path} 不在语料文件夹 {corpus} 里。", f"{path} is not in the corpus {corpus}."),
            say("只能指定语料文件夹以内的文件或文件夹。", "Name files or folders inside the corpus."),
        )
    return name


def _name(corpus: Path, path: Path, known: Iterable[str]) -> str:
    """The place that a given path names; an issues.toml stands for its folder.

    Raises CorpusError when the path is not in the corpus, or neither exists nor is known.
    """
    name = inside(corpus, path)
    if not exists(corpus / name) and not any(_within(p, (name,)) for p in known):
        raise CorpusError(
            say(f"没有 {path}。", f"{path} does not exist."),
            say("检查路径有没有写错。", "Check the path."),
        )
    return os.path.dirname(name) if os.path.basename(name) == METADATA_FILE else name


def _relative(path: Path, corpus: Path) -> str | None:
    try:
        name = path.relative_to(corpus).as_posix()
    except ValueError:
        return None
    return "" if name == "." else name


def _kept(path: str) -> Problem:
    return Problem(
        path,
        say(
            f"{path} 有变动，但读不了；索引里仍是它从前的内容。",
            f"{path} has changed but cannot be read; the index keeps what it had.",
        ),
        say(
            "检查权限，或关闭正在使用它的程序。", "Check its permissions, or close the program that holds it."
        ),
    )
