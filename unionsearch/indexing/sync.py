"""Carries out a plan: reads what changed, and commits once."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from unionsearch.analysis.bulk import bulk
from unionsearch.bulletin import Keeper, read_bulletin
from unionsearch.bulletin.content import content_digest
from unionsearch.bulletin.reading import Bulletin
from unionsearch.engines.conditions import Keyword, Run, any_of
from unionsearch.engines.protocol import Engine, Reader, Writer
from unionsearch.errors import BulletinError
from unionsearch.indexing.manifest import FileEntry, Manifest, Skipped, relative_to_index, with_ids
from unionsearch.indexing.records import Incoming, digest, records_of
from unionsearch.indexing.scan import FileState
from unionsearch.indexing.survey import Corpus, Survey
from unionsearch.model import Problem
from unionsearch.payload import decode
from unionsearch.text import flatten

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Before:
    """The index to go on from: its manifest, its reader, and the files that must be analysed again
    although they did not change, because segmentation terms came or went."""

    manifest: Manifest
    reader: Reader
    again: frozenset[str] = frozenset()


def apply(
    corpus: Corpus,
    engine: Engine,
    before: Before | None,
    seen: Survey,
    progress: Progress | None = None,
    keeper: Keeper | None = None,
) -> Manifest:
    """Bring the index to the state of the survey, in one commit, and give its manifest.

    Without ``before`` the index is built anew. Nothing is written when there is nothing new.
    ``progress(done, total, file)`` is called before each file and after the last. ``keeper`` may have
    the texts of documents from before.
    """
    run = _Run(corpus, engine, before, seen, keeper)
    try:
        manifest = run.carry_out(progress)
    except BaseException:
        # Whatever happens, Ctrl-C included: the old index stays in service.
        run.cancel()
        raise
    return manifest


def affected(reader: Reader, old: Manifest, terms: tuple[str, ...]) -> frozenset[str]:
    """The files with a text that holds a segmentation term which came or went since the index was built.

    No other text is cut differently: a term is given no more weight than it takes to win where it stands.
    """
    differing = {flatten(term) for term in set(old.terms) ^ set(terms)} - {""}
    if not differing:
        return frozenset()
    found = reader.match(any_of(Run(term) for term in sorted(differing)))
    sources = {reader.place(doc).source for doc in found.tolist()}
    return frozenset(path for path, entry in old.files.items() if entry.source in sources)


@dataclass(slots=True)
class _Run:
    """One run of :func:`apply`: the files and the skipped files of the state to be, as far as it is known."""

    corpus: Corpus
    engine: Engine
    before: Before | None
    seen: Survey
    keeper: Keeper | None
    files: dict[str, FileEntry] = field(default_factory=dict)
    skipped: dict[str, Skipped] = field(default_factory=dict)
    _writer: Writer | None = None

    @property
    def writer(self) -> Writer:
        """Opened when the first change is met: a sync that changes nothing writes nothing."""
        if self._writer is None:
            self._writer = self.engine.writer(fresh=self.before is None)
        return self._writer

    def cancel(self) -> None:
        if self._writer is not None:
            with contextlib.suppress(Exception):
                self._writer.cancel()

    def carry_out(self, progress: Progress | None) -> Manifest:
        known = self.before.manifest.files if self.before else {}
        made = self.seen.plan
        to_read: dict[str, FileEntry | None] = dict.fromkeys(made.added)
        to_read.update((path, known[path]) for path in made.changed)
        to_read.update((path, known[old]) for path, old in made.moved.items())
        kept = self._kept(known)
        again = sorted(self.before.again & kept.keys()) if self.before else []
        todo = sorted([*to_read, *again])
        self.files = {path: entry for path, entry in kept.items() if path not in again}
        self.skipped = {p: s for p, s in self.seen.skipped.items() if not self.seen.looked_at(p)}
        for path in made.removed:
            self.writer.remove(known[path].source)
        with bulk(self.corpus.terms, self._characters(todo)) as analysing:
            for made_of in records_of(self._articles(todo, to_read, kept, progress), analysing):
                self.writer.add(made_of)
        if progress and todo:
            progress(len(todo), len(todo), "")
        return self._commit()

    def _characters(self, paths: Iterable[str]) -> int:
        """Roughly how many characters files hold; most take three bytes."""
        return sum(self.seen.scan.files[path].size for path in paths if path in self.seen.scan.files) // 3

    def _articles(
        self,
        todo: Sequence[str],
        to_read: Mapping[str, FileEntry | None],
        kept: Mapping[str, FileEntry],
        progress: Progress | None,
    ) -> Iterator[Incoming]:
        """The articles to take in. What they replace is taken out, and their files are recorded."""
        for done, path in enumerate(todo):
            if progress:
                progress(done, len(todo), path)
            if path in to_read:
                yield from self._read(path, to_read[path])
            else:
                yield from self._cut_again(path, kept[path])

    def _kept(self, known: Mapping[str, FileEntry]) -> dict[str, FileEntry]:
        """The records of the files that need not be read, as they are to be."""
        made = self.seen.plan
        kept = {path: known[path] for path in (*made.unchanged, *made.unreadable, *self.seen.left)}
        for path in made.touched:
            state = self.seen.scan.files[path]
            settled = state.modified < self.seen.quiet
            kept[path] = replace(known[path], size=state.size, modified=state.modified, settled=settled)
        return kept

    def _read(self, path: str, old: FileEntry | None) -> Iterator[Incoming]:
        """Read a file and give its articles, unless the index has just these already."""
        # The digest is taken before the text: a file that changes in between is read again next time.
        content = self.seen.plan.contents.get(path) or content_digest(self.corpus.folder / path) or ""
        state = self.seen.scan.files[path]
        bulletin = self._bulletin(path, state)
        found = digest(bulletin) if bulletin else ""
        was = self.seen.plan.moved.get(path, path)
        forced = self.before is not None and was in self.before.again
        if old is not None and old.digest == found and not forced:
            source = old.source
        else:
            if old is not None:
                self.writer.remove(old.source)
            if bulletin is None:
                return
            source = secrets.token_hex(8)
            for article in bulletin.articles:
                yield Incoming(article, source, bulletin.issue.period)
        assert bulletin is not None
        self.files[path] = FileEntry(
            source=source,
            size=state.size,
            modified=state.modified,
            settled=state.modified < self.seen.quiet,
            content=content,
            metadata=self.seen.tables.stored(path),
            digest=found,
            issue=bulletin.issue,
            articles=len(bulletin.articles),
            sections=tuple(dict.fromkeys(a.section for a in bulletin.articles if a.section)),
        )

    def _bulletin(self, path: str, state: FileState) -> Bulletin | None:
        """A bulletin, or None when the file cannot be read, which is then recorded."""
        try:
            return read_bulletin(
                self.corpus.folder / path,
                file=path,
                metadata=self.seen.tables.by_file.get(path),
                max_bytes=self.corpus.max_bytes,
                keeper=self.keeper,
            )
        except BulletinError as error:
            problem = Problem(path, error.message, error.hint)
            self.skipped[path] = Skipped(state.size, state.modified, problem)
            return None

    def _cut_again(self, path: str, old: FileEntry) -> Iterator[Incoming]:
        """The articles of a file that has not changed, as the index has them, to be analysed again."""
        assert self.before is not None
        reader = self.before.reader
        source = secrets.token_hex(8)
        self.writer.remove(old.source)
        for doc in reader.match(Keyword("source", old.source)).tolist():
            yield Incoming(decode(reader.payload(doc)), source, old.issue.period)
        self.files[path] = replace(old, source=source)

    def _commit(self) -> Manifest:
        old = self.before.manifest if self.before else None
        folders = self.seen.scan.folders
        if old is not None:
            # Of the folders not looked at, what was known.
            elsewhere = {f: t for f, t in old.folders.items() if not self.seen.looked_at(f)}
            folders = {**elsewhere, **folders}
        manifest = Manifest(
            fingerprint=self.corpus.fingerprint,
            corpus=str(self.corpus.folder),
            corpus_from_index=relative_to_index(self.corpus.folder, self.corpus.index),
            updated=datetime.now().astimezone().isoformat(timespec="seconds"),
            terms=self.corpus.terms,
            files=with_ids(dict(sorted(self.files.items()))),
            folders=dict(sorted(folders.items())),
            skipped=dict(sorted(self.skipped.items())),
        )
        if old is not None and self._writer is None and replace(manifest, updated=old.updated) == old:
            return old
        self.writer.commit(manifest.to_bytes(old))
        return manifest
