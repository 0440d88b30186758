"""Carries out a plan: reads what changed, and commits once."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from unionsearch.analysis.analyzer import Analyzer
from unionsearch.bulletin import SUFFIXES, read_bulletin, read_issues_toml
from unionsearch.bulletin.content import content_digest
from unionsearch.engines.conditions import Run, any_of
from unionsearch.engines.protocol import Engine, Reader, Writer
from unionsearch.errors import BulletinError, CorpusError
from unionsearch.indexing.manifest import FileEntry, Manifest, relative_to_index, with_ids
from unionsearch.indexing.plan import Plan, plan
from unionsearch.indexing.records import digest, record
from unionsearch.indexing.scan import METADATA_FILE, FileState, Scan, scan
from unionsearch.lang import say
from unionsearch.model import Bulletin, Changes, Problem
from unionsearch.text import flatten

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is to be indexed, and with what: the folder, the index folder (never entered), the
    archive's own terms, the size limit of a file in bytes, and the fingerprint of the present program."""

    folder: Path
    index: Path
    terms: tuple[str, ...]
    max_bytes: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Survey:
    """The corpus as it is now, compared with a manifest. ``names`` are the only places looked at, or empty."""

    names: tuple[str, ...]
    scan: Scan
    plan: Plan
    tables: dict[str, dict[str, object]]
    metadata: dict[str, str]
    problems: tuple[Problem, ...]
    started: int

    def looked_at(self, path: str) -> bool:
        """Whether a file or folder of the corpus lies in what was looked at."""
        return _within(path, self.names)

    def changes(self) -> Changes:
        """The difference in the words of the model."""
        return Changes(
            added=self.plan.added,
            changed=self.plan.changed,
            moved=tuple((old, new) for new, old in sorted(self.plan.moved.items())),
            removed=self.plan.removed,
            unchanged=len(self.plan.unchanged) + len(self.plan.touched),
            passed_over=self.scan.passed_over,
        )


def survey(corpus: Corpus, known: Mapping[str, FileEntry], *, scanned: int, paths: Sequence[Path] = ()) -> Survey:
    """Scan the corpus and compare it with what is known. Raises CorpusError.

    With ``paths``, everything elsewhere counts as unchanged.
    """
    started = time.time_ns()
    found = scan(corpus.folder, SUFFIXES, leave_out=corpus.index)
    problems = list(found.problems)
    tables, metadata = _metadata(corpus.folder, found, known, problems)
    names = tuple(_inside(corpus.folder, path, known) for path in paths)
    # A folder that could not be listed says nothing about its files: they stay as they are.
    closed = tuple(p.file for p in found.problems)
    files: dict[str, FileState] = {p: s for p, s in found.files.items() if _within(p, names)}
    for path, entry in known.items():
        hidden = "." in closed or (bool(closed) and _within(path, closed))
        if path not in files and (hidden or not _within(path, names)):
            files[path] = FileState(entry.size, entry.modified)
            metadata[path] = entry.metadata
    made = plan(
        files,
        known,
        scanned=scanned,
        metadata=metadata,
        content=lambda path: content_digest(corpus.folder / path),
    )
    return Survey(names, found, made, tables, metadata, tuple(problems), started)


def _within(path: str, names: Sequence[str]) -> bool:
    """Whether a path is one of the names or lies below one; no names mean everywhere."""
    return not names or any(name in ("", path) or path.startswith(f"{name}/") for name in names)


def _inside(corpus: Path, path: Path, known: Mapping[str, FileEntry]) -> str:
    """A given path relative to the corpus, with ``/``. Raises CorpusError when it is not in it."""
    absolute = Path(os.path.abspath(path))
    try:
        name = absolute.relative_to(corpus).as_posix()
    except ValueError:
        raise CorpusError(
            say(f"{path} 不在语料文件夹 {corpus} 里。", f"{path} is not in the corpus {corpus}."),
            say("只能指定语料文件夹以内的文件。", "Name files or folders inside the corpus."),
        ) from None
    name = "" if name == "." else name
    there = absolute.exists() or name in known or any(p.startswith(f"{name}/") for p in known)
    if not there:
        raise CorpusError(
            say(f"没有 {path}。", f"{path} does not exist."),
            say("检查路径有没有写错。", "Check the path."),
        )
    return name


def _metadata(
    corpus: Path, found: Scan, known: Mapping[str, FileEntry], problems: list[Problem]
) -> tuple[dict[str, dict[str, object]], dict[str, str]]:
    """The tables of every issues.toml by file, and their digests."""
    tables: dict[str, dict[str, object]] = {}
    digests: dict[str, str] = {}
    for folder in found.folders:
        path = (corpus / folder if folder else corpus) / METADATA_FILE
        if not path.is_file():
            continue
        prefix = f"{folder}/" if folder else ""
        try:
            read = read_issues_toml(path)
        except BulletinError as error:
            problems.append(Problem(prefix + METADATA_FILE, error.message, error.hint))
            # What it said before stays in force until it can be read again.
            digests.update({p: e.metadata for p, e in known.items() if p.startswith(prefix)})
            continue
        for file, table in read.items():
            if prefix + file not in found.files:
                problems.append(
                    Problem(
                        prefix + METADATA_FILE,
                        say(f"它说到的 {file} 不在语料里。", f"It speaks of {file}, which is not there."),
                        say("改正文件名，或删去那一段。", "Correct the name or remove the table."),
                    )
                )
                continue
            tables[prefix + file] = table
            digests[prefix + file] = _digest_of(table)
    return tables, digests


def _digest_of(table: Mapping[str, object]) -> str:
    return json.dumps(table, sort_keys=True, default=str, ensure_ascii=False)


@dataclass(slots=True)
class _Work:
    """One run of :func:`apply`: what it writes to, and what it has found so far."""

    corpus: Corpus
    survey: Survey
    analyzer: Analyzer
    writer: Writer
    files: dict[str, FileEntry]
    problems: list[Problem]

    def read(self, path: str) -> Bulletin | None:
        """A bulletin, or None when the file cannot be read, which is then recorded."""
        try:
            return read_bulletin(
                self.corpus.folder / path,
                file=path,
                metadata=self.survey.tables.get(path),
                max_bytes=self.corpus.max_bytes,
            )
        except BulletinError as error:
            self.problems.append(Problem(path, error.message, error.hint))
            return None

    def take(self, path: str, old: FileEntry | None) -> None:
        """Read a file and bring its articles in, unless the index has just these already."""
        # The digest is taken before the text: a file that changes in between is read again next time.
        content = self.survey.plan.contents.get(path) or content_digest(self.corpus.folder / path) or ""
        bulletin = self.read(path)
        found = digest(bulletin) if bulletin else ""
        kept = old is not None and bulletin is not None and old.digest == found
        if old is not None and not kept:
            self.writer.remove(old.source)
        if bulletin is None:
            return
        source = old.source if old is not None and kept else secrets.token_hex(8)
        if not kept:
            for article in bulletin.articles:
                self.writer.add(record(article, source, bulletin.issue.period, self.analyzer))
        state = self.survey.scan.files[path]
        self.files[path] = FileEntry(
            source=source,
            size=state.size,
            modified=state.modified,
            content=content,
            metadata=self.survey.metadata.get(path, ""),
            digest=found,
            issue=bulletin.issue,
            articles=len(bulletin.articles),
            sections=tuple(dict.fromkeys(a.section for a in bulletin.articles if a.section)),
        )


def apply(
    corpus: Corpus,
    engine: Engine,
    old: Manifest | None,
    seen: Survey,
    *,
    again: frozenset[str] = frozenset(),
    progress: Progress | None = None,
) -> Manifest:
    """Bring the index to the state of the survey, in one commit, and give its manifest.

    Without ``old`` the index is built anew. ``again`` are files whose postings must be made anew
    although they did not change. Nothing is written when there is nothing new.
    """
    known = old.files if old else {}
    todo = _to_read(seen.plan, known, again)
    files = _as_they_are(seen, known, again)
    if old is not None and not todo and not seen.plan.removed:
        manifest = _manifest(corpus, old, seen, files, seen.problems)
        if _same(manifest, old):
            return old
    writer = engine.writer(fresh=old is None)
    try:
        work = _Work(corpus, seen, Analyzer(corpus.terms), writer, files, list(seen.problems))
        for path in seen.plan.removed:
            writer.remove(known[path].source)
        for done, (path, before) in enumerate(todo):
            if progress:
                progress(done, len(todo), path)
            work.take(path, before)
        if progress and todo:
            progress(len(todo), len(todo), "")
        manifest = _manifest(corpus, old, seen, work.files, work.problems)
        writer.commit(manifest.to_bytes())
    except BaseException:
        # Whatever happens, Ctrl-C included: the old index stays in service.
        with contextlib.suppress(Exception):
            writer.cancel()
        raise
    return manifest


def _to_read(
    made: Plan, known: Mapping[str, FileEntry], again: frozenset[str]
) -> list[tuple[str, FileEntry | None]]:
    """The files to read, each with its record so far; in the order of their paths."""
    todo: list[tuple[str, FileEntry | None]] = [(path, None) for path in made.added]
    todo += [(path, known[path]) for path in made.changed]
    todo += [(path, known[before]) for path, before in made.moved.items()]
    # No digest is like an empty one, so these are never taken for unchanged.
    done = {path for path, _ in todo}
    todo = [(path, replace(e, digest="") if e and path in again else e) for path, e in todo]
    todo += [(path, replace(known[path], digest="")) for path in sorted(again - done) if path in known]
    gone = {*made.removed, *made.moved.values()}
    return sorted(((p, e) for p, e in todo if p not in gone or p in done), key=lambda item: item[0])


def _as_they_are(
    seen: Survey, known: Mapping[str, FileEntry], again: frozenset[str]
) -> dict[str, FileEntry]:
    """The records of the files that need not be read, with the size and time that they have now."""
    files = {}
    for path in (*seen.plan.unchanged, *seen.plan.touched):
        if path not in again:
            entry, state = known[path], seen.scan.files.get(path)
            files[path] = replace(entry, size=state.size, modified=state.modified) if state else entry
    return files


def _manifest(
    corpus: Corpus,
    old: Manifest | None,
    seen: Survey,
    files: Mapping[str, FileEntry],
    problems: Sequence[Problem],
) -> Manifest:
    """The manifest of the state to be; what lies outside a partial survey is taken over."""
    folders = seen.scan.folders
    scanned = seen.started
    problems = list(problems)
    if old is not None and seen.names:
        folders = {**old.folders, **{f: t for f, t in folders.items() if seen.looked_at(f)}}
        scanned = min(old.scanned, scanned)
        problems += [p for p in old.problems if not seen.looked_at(p.file) and p not in problems]
    return Manifest(
        fingerprint=corpus.fingerprint,
        corpus=str(corpus.folder),
        corpus_from_index=relative_to_index(corpus.folder, corpus.index),
        scanned=scanned,
        updated=datetime.now().astimezone().isoformat(timespec="seconds"),
        terms=corpus.terms,
        files=with_ids(dict(sorted(files.items()))),
        folders=folders,
        problems=tuple(problems),
        passed_over=seen.scan.passed_over,
    )


def _same(new: Manifest, old: Manifest) -> bool:
    """Whether nothing is new but when it was looked at."""
    return replace(new, scanned=0, updated="") == replace(old, scanned=0, updated="")


def affected(reader: Reader, old: Manifest, terms: tuple[str, ...]) -> frozenset[str]:
    """The files with a text that holds a segmentation term which came or went since the index was built."""
    differing = {flatten(term) for term in set(old.terms) ^ set(terms)} - {""}
    if not differing:
        return frozenset()
    sources = {reader.place(int(doc)).source for doc in reader.match(any_of(Run(term) for term in sorted(differing)))}
    return frozenset(path for path, entry in old.files.items() if entry.source in sources)
