"""The library: an archive of bulletins, its index, and what can be asked of it.

This is the one place that wires the rooms together; the command line only calls it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from unionsearch import config
from unionsearch.analysis import lexicon
from unionsearch.analysis.analyzer import Analyzer, Token
from unionsearch.config import Settings
from unionsearch.engines.conditions import Keyword
from unionsearch.engines.protocol import Engine
from unionsearch.errors import (
    ConfigError,
    CorpusError,
    IndexDamagedError,
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
    NotFoundError,
    UnionSearchError,
)
from unionsearch.indexing.manifest import FileEntry, Manifest
from unionsearch.indexing.places import LEXICON_FOLDER, folder_time
from unionsearch.indexing.state import State, check_corpus, fingerprint, mismatch, read_state
from unionsearch.lang import say
from unionsearch.model import Issue, Page
from unionsearch.payload import decode
from unionsearch.search.folding import copies_in
from unionsearch.search.searcher import Options, Searcher
from unionsearch.search.thesaurus import thesaurus_with
from unionsearch.text import normalize, stream

if TYPE_CHECKING:
    from unionsearch.indexing.survey import Corpus
    from unionsearch.indexing.sync import Progress
    from unionsearch.reports import (
        Analysis,
        AnalyzedToken,
        CopyGroup,
        Entry,
        IssueSummary,
        Status,
        SyncReport,
    )
    from unionsearch.spelling import Vocabulary


#: A change of no more than one file in so many is small.
_SMALL_SHARE = 10


class Archive:
    """An archive: a corpus folder, an index folder, and the searching in between.

    Get one from :meth:`open`; use it as a context manager or :meth:`close` it. An archive keeps the
    state of the index that it first read until :meth:`refresh` or :meth:`sync`. Use it in one thread
    at a time; any number of archives may read one index while another brings it up to date.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._state: State | None = None
        self._words: Vocabulary | None = None
        self._searcher: Searcher | None = None

    @classmethod
    def open(
        cls,
        corpus: str | Path | None = None,
        index: str | Path | None = None,
        *,
        settings: Settings | None = None,
    ) -> Archive:
        """The archive of a corpus and an index, found as the command line finds them.

        Nothing is read or created yet. Raises ConfigError for settings that make no sense.
        """
        return cls(settings or config.resolve(corpus, index))

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back the index's files. What is asked afterwards opens them again."""
        if self._words is not None:
            self._words.close()
        if self._state is not None:
            self._state.reader.close()
        self._state = self._searcher = self._words = None

    def refresh(self) -> None:
        """Forget the state of the index: what is asked next is answered from the newest."""
        self.close()

    # The index's state

    @cached_property
    def _engine(self) -> Engine:
        # Imported here: analysing a text, or asking for help, needs no Whoosh.
        from unionsearch.engines.whoosh import WhooshEngine

        return WhooshEngine(self.settings.index)

    def _read(self) -> State:
        """The index as it is, whatever it was built by. Raises IndexMissingError, IndexDamagedError."""
        return read_state(self._engine, self.settings.index)

    def _opened(self) -> State:
        """The index, fit for answering. Raises IndexMissingError, IndexDamagedError, IndexMismatchError."""
        if self._state is None:
            state = self._read()
            try:
                reason = mismatch(state.manifest, fingerprint(self._engine))
                if reason is not None:
                    raise IndexMismatchError(reason, _rebuild())
                check_corpus(state.manifest, self.settings.corpus, self.settings.index)
            except BaseException:
                state.reader.close()
                raise
            self._state = state
        return self._state

    def _corpus(self, manifest: Manifest | None = None) -> Path:
        """The corpus folder: as given, else as the index has it on record. Raises CorpusError."""
        if self.settings.corpus is not None:
            return self.settings.corpus
        if manifest is None:
            try:
                state = self._read()
            except (IndexMissingError, IndexDamagedError) as error:
                raise CorpusError(
                    say(
                        f"不知道简报在哪个文件夹：{error.message}",
                        f"Where the bulletins are is not known: {error.message}",
                    ),
                    say("用 --corpus 指明。", "Say it with --corpus DIR."),
                ) from error
            state.reader.close()
            manifest = state.manifest
        return manifest.corpus_at(self.settings.index)

    def _lexicon(self, corpus: Path) -> Path:
        """Where the archive's own segmentation terms and thesaurus are, if it has any."""
        return self.settings.lexicon or corpus / LEXICON_FOLDER

    def _user_terms(self, corpus: Path) -> tuple[str, ...]:
        """The archive's own segmentation terms as they are now. Raises ConfigError."""
        return tuple(sorted(lexicon.user_terms(self._lexicon(corpus))))

    def _to_index(self, corpus: Path) -> Corpus:
        # Reading the corpus is imported where it is done: a query needs none of it.
        from unionsearch.indexing.survey import Corpus

        return Corpus(
            folder=corpus,
            index=self.settings.index,
            terms=self._user_terms(corpus),
            max_bytes=self.settings.max_bytes,
            fingerprint=fingerprint(self._engine),
        )

    # Keeping up

    def describe(self, issue: str, values: Mapping[str, object]) -> tuple[Path, SyncReport]:
        """Write what somebody knows of an issue into ``issues.toml`` and take it into the index.

        ``issue`` is an id or a file's name, ``values`` are keys of ``issues.toml``. Returns the file that was
        written, and what :meth:`sync` did. Raises NotFoundError, MetadataError for values that make
        no sense and for a file that cannot be edited, which is then as it was, and IndexLockedError
        where it was written but cannot be taken in now.
        """
        from unionsearch.bulletin.issues_toml import record
        from unionsearch.bulletin.metadata import check
        from unionsearch.indexing.lock import NOTES, writing

        found = self._issue(issue)
        if not found:
            raise _no_issue(issue)
        corpus, file = self._corpus(), found[0].issue.file
        said = check(values, issue)
        with writing(self.settings.index, 10.0, NOTES):
            # One at a time: what another says meanwhile must not get lost.
            path = record(corpus, file, said)
        try:
            return path, self.sync()
        except IndexLockedError as error:
            raise IndexLockedError(
                say(
                    f"已写入 {path}，但还没有收进索引：{error.message}",
                    f"Written into {path}, but not yet in the index. {error.message}",
                ),
                say("下一次更新就会收进去。", "The next update takes it in."),
            ) from None

    def sync(
        self,
        paths: Sequence[str | Path] = (),
        *,
        full: bool = False,
        dry_run: bool = False,
        wait: float = 10.0,
        progress: Progress | None = None,
    ) -> SyncReport:
        """Bring the index up to date with the corpus, in one commit.

        With ``paths`` only these files and folders are looked at, unless there is no index to go on
        from. ``full`` builds it anew. ``dry_run`` only says what would be done and writes nothing.
        ``wait`` is how many seconds to wait for another writer. ``progress(done, total, file)`` is
        called before each file that is read and once at the end. Archives that are open elsewhere go
        on with the state they have. Raises CorpusError, ConfigError, IndexLockedError and, where the
        index is of another corpus, IndexMismatchError. Files that cannot be read raise nothing and
        stand in the report's problems.
        """
        from unionsearch.indexing.update import update

        corpus = self._to_index(self._corpus())
        # Windows cannot take files away that are open.
        self.close()
        report = update(
            corpus,
            self._engine,
            paths=[Path(path) for path in paths],
            full=full,
            dry_run=dry_run,
            wait=wait,
            progress=progress,
        )
        if not dry_run and (report.rebuilt or _touched(report) * _SMALL_SHARE > report.issues):
            # Made now, so that no query has to wait for it. After a small change it would take longer than
            # the change itself: then the first query that needs it makes it.
            self._vocabulary()
        return report

    def watch(
        self, *, interval: float = 5.0, progress: Progress | None = None
    ) -> Iterator[SyncReport | UnionSearchError]:
        """Keep the index up to date until the caller stops asking: take in what comes, once it rests.

        The corpus is looked at every ``interval`` seconds, a large one less often. Gives the report of
        each sync, and what went wrong when one could not be made, which is tried again. Raises what
        :meth:`sync` raises while there has been no sync yet.
        """
        # Imported here: a query does not watch.
        from unionsearch.indexing.watch import watch

        folder = self._corpus()
        return watch(
            lambda: self._to_index(folder),
            lambda: self.sync(progress=progress),
            interval=interval,
        )

    def ensure(self, progress: Progress | None = None) -> SyncReport | None:
        """Build the index if there is none; None when there is one that can answer.

        Raises CorpusError when there is no corpus either (nothing is created then), IndexDamagedError
        and IndexMismatchError.
        """
        try:
            self._opened()
        except IndexMissingError:
            return self.sync(progress=progress)
        return None

    def warning(self) -> str | None:
        """A sentence when the index is behind its corpus, or None.

        Only the folders' times and the segmentation terms are looked at, not every file.
        """
        manifest = self._opened().manifest
        corpus = self._corpus(manifest)
        if not os.path.isdir(corpus):
            return say(
                f"语料文件夹 {corpus} 不在了；结果只来自索引。",
                f"The corpus {corpus} is gone; the answers are the index's.",
            )
        try:
            current = self._user_terms(corpus) == manifest.terms
        except ConfigError as error:
            return error.message
        if current and all(folder_time(corpus / path) == time for path, time in manifest.folders.items()):
            return None
        return say(
            "索引落后于简报文件夹；运行 unionsearch reindex 更新。",
            "The index is behind the bulletins; bring it up to date with: unionsearch reindex",
        )

    # Asking

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: str = "relevance",
        since: str | None = None,
        until: str | None = None,
        section: str | None = None,
        contributor: str | None = None,
        issue: str | None = None,
        kind: str | None = None,
        plain: bool = False,
        expand: bool = True,
        explain: bool = False,
        all_copies: bool = False,
    ) -> Page:
        """The page of hits that answers a query.

        ``limit`` 0 means all. ``sort`` is relevance, date, -date or issue. The other options narrow the
        answer as the fields of the query language do. ``plain`` takes the query as words without syntax.
        Without ``expand``, words are sought as they are written: none of like meaning, no pinyin, no
        corrections. With ``explain``, each hit says where its score comes from. Of articles that are the
        same text only the one ranked best is a hit, and says where the others are; with ``all_copies``
        each is a hit of its own.
        Raises QuerySyntaxError, ConfigError, and the errors of an index that cannot be read.
        """
        if self._searcher is None:
            state = self._opened()
            # Queries are cut with the terms with which the index was built.
            analyzer = Analyzer(state.manifest.terms)
            issues = state.manifest.issues()
            thesaurus = thesaurus_with(self._lexicon(self._corpus(state.manifest)))
            self._searcher = Searcher(
                state.reader, analyzer, issues, thesaurus=thesaurus, vocabulary=self._vocabulary
            )
        return self._searcher.search(
            query,
            Options(
                limit,
                offset,
                sort,
                since,
                until,
                section,
                contributor,
                issue,
                kind,
                plain,
                expand,
                explain,
                all_copies,
            ),
        )

    def _vocabulary(self) -> Vocabulary:
        if self._words is None:
            # Imported here: few queries have words that need mending.
            from unionsearch.search.vocabulary import vocabulary

            self._words = vocabulary(self._opened().reader)
        return self._words

    def article(self, id: str) -> Entry:
        """The article with an id. Raises NotFoundError."""
        state = self._opened()
        name, _, digits = id.rpartition("#")
        if name and digits.isdecimal():
            for entry in self._issue(name):
                for doc in self._documents(entry):
                    if state.reader.place(doc).number == int(digits):
                        return self._entry(doc, entry.issue)
        raise NotFoundError(
            say(f"没有 {id} 这篇文章。", f"There is no article {id}."),
            say("运行 unionsearch articles 查看全部编号。", "List all ids with: unionsearch articles"),
        )

    def articles(self, issue: str | None = None) -> Iterator[Entry]:
        """All articles, or those of the issue with an id or a file name, in the order of issues and
        numbers. Read them before the next :meth:`sync` or :meth:`refresh`.

        Raises NotFoundError when there is no such issue.
        """
        entries = self._entries() if issue is None else self._issue(issue)
        if issue is not None and not entries:
            raise _no_issue(issue)
        return (self._entry(doc, entry.issue) for entry in entries for doc in self._documents(entry))

    def issues(self) -> list[IssueSummary]:
        """All issues, in the order of their ids."""
        from unionsearch.reports import IssueSummary

        return [IssueSummary(entry.issue, entry.articles, entry.sections) for entry in self._entries()]

    def duplicates(self) -> Iterator[CopyGroup]:
        """The articles that are the same text, in groups, the oldest first; in the order of those.

        Read them before the next :meth:`sync` or :meth:`refresh`.
        """
        from unionsearch.indexing import copies
        from unionsearch.reports import CopyGroup

        state = self._opened()
        issues = state.manifest.issues()

        def entry(doc: int) -> Entry:
            return self._entry(doc, issues[state.reader.place(doc).source])

        for group in copies_in(state.reader).all():
            likeness = copies.likenesses(state.reader, group)
            yield CopyGroup(tuple(entry(doc) for doc in group), tuple(likeness))

    def _entry(self, doc: int, issue: Issue) -> Entry:
        """The article with a document number."""
        from unionsearch.reports import Entry

        return Entry(decode(self._opened().reader.payload(doc)), issue)

    def _entries(self) -> list[FileEntry]:
        return sorted(self._opened().manifest.files.values(), key=lambda entry: entry.issue.id)

    def _issue(self, name: str) -> list[FileEntry]:
        """The one issue with an id, else with a file name; or none."""
        entries = self._opened().manifest.files.values()
        return [e for e in entries if e.issue.id == name] or [e for e in entries if e.issue.file == name]

    def _documents(self, entry: FileEntry) -> list[int]:
        """An issue's articles as document numbers, in the order of their places."""
        reader = self._opened().reader
        found: list[int] = reader.match(Keyword("source", entry.source)).tolist()
        return sorted(found, key=lambda doc: reader.place(doc).number)

    def status(self) -> Status:
        """The state of corpus and index, every file looked at. Changes nothing.

        Raises CorpusError, ConfigError, IndexDamagedError and, where the index is of another corpus,
        IndexMismatchError.
        """
        from unionsearch.indexing.survey import survey
        from unionsearch.indexing.update import problems
        from unionsearch.reports import Status

        try:
            state = self._read()
        except IndexMissingError:
            old, count = None, 0
        else:
            old, count = state.manifest, state.reader.count()
            state.reader.close()
            check_corpus(old, self.settings.corpus, self.settings.index)
        corpus = self._to_index(self._corpus(old))
        seen = survey(corpus, old)
        return Status(
            corpus=str(corpus.folder),
            index=str(self.settings.index),
            exists=old is not None,
            issues=len(old.files) if old else 0,
            articles=count,
            index_bytes=_size(self.settings.index) if old else 0,
            updated=old.updated if old else None,
            mismatch=mismatch(old, corpus.fingerprint) if old else None,
            changes=seen.changes(),
            problems=problems(seen),
            terms_changed=old is not None and old.terms != corpus.terms,
        )

    def analyze(self, text: str) -> Analysis:
        """Every step from a text to its tokens, with the archive's own terms as they are now.

        Needs neither corpus nor index. Raises ConfigError when a file of terms cannot be read.
        """
        from unionsearch.reports import Analysis, AnalyzedToken

        try:
            corpus = self._corpus()
        except CorpusError:
            analyzer = Analyzer(lexicon.user_terms(self.settings.lexicon) if self.settings.lexicon else ())
        else:
            analyzer = Analyzer(self._user_terms(corpus))
        normalized = normalize(text)

        def shown(tokens: Sequence[Token]) -> tuple[AnalyzedToken, ...]:
            return tuple(AnalyzedToken(t.text, t.start, t.end, text[t.start : t.end]) for t in tokens)

        cut = []
        for word, start, end in analyzer.cut(normalized.text):
            span = normalized.span(start, end)
            cut.append(Token(word, span.start, span.end))
        return Analysis(
            text=text,
            normalized=normalized.text,
            stream=stream(normalized).text,
            cut=shown(cut),
            words=shown(analyzer.word_tokens(text)),
            grams=shown(analyzer.gram_tokens(text)),
        )


def _no_issue(issue: str) -> NotFoundError:
    return NotFoundError(
        say(f"没有 {issue} 这一期。", f"There is no issue {issue}."),
        say("运行 unionsearch issues 查看全部期号。", "List all issues with: unionsearch issues"),
    )


def _touched(report: SyncReport) -> int:
    """How many files a sync took in, took out or cut anew."""
    changes = report.changes
    return len(changes.added) + len(changes.changed) + len(changes.removed) + report.reanalysed


def _size(folder: Path) -> int:
    """How many bytes the files in a folder take up. Another process may be taking some away."""
    found = 0
    for path, _, files in os.walk(folder):
        for file in files:
            with contextlib.suppress(OSError):
                found += os.stat(os.path.join(path, file)).st_size
    return found


def _rebuild() -> str:
    return say("运行 unionsearch reindex 重建。", "Run: unionsearch reindex")
