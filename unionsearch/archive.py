"""The library: an archive of bulletins, its index, and what can be asked of it.

This is the one place that wires the rooms together; the command line only calls it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType

from unionsearch import config
from unionsearch._version import VERSION
from unionsearch.analysis import lexicon
from unionsearch.analysis.analyzer import Analyzer, Token
from unionsearch.config import Settings
from unionsearch.engines.conditions import All, Keyword
from unionsearch.engines.protocol import Engine, Reader
from unionsearch.errors import (
    CorpusError,
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    NotFoundError,
)
from unionsearch.indexing import sync as syncing
from unionsearch.indexing.lock import writing
from unionsearch.indexing.manifest import Manifest
from unionsearch.indexing.scan import LEXICON_FOLDER, folder_times
from unionsearch.lang import say
from unionsearch.model import (
    Analysis,
    AnalyzedToken,
    Changes,
    Entry,
    IssueSummary,
    Page,
    Status,
    SyncReport,
)
from unionsearch.payload import decode
from unionsearch.search.searcher import Options, Searcher
from unionsearch.search.thesaurus import thesaurus_with
from unionsearch.text import normalize, stream

Progress = syncing.Progress
_RECORD_FORMAT = 1


class Archive:
    """An archive: a corpus folder, an index folder, and the searching in between.

    Get one from :meth:`open`; use it as a context manager or :meth:`close` it. An archive keeps the
    state of the index that it first read until :meth:`refresh` or :meth:`sync`.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._state: tuple[Reader, Manifest] | None = None
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
        """Give back the index's files."""
        if self._state is not None:
            self._state[0].close()
        self._state = self._searcher = None

    refresh = close

    # The index's state

    @cached_property
    def _engine(self) -> Engine:
        # Imported here: analysing a text, or asking for help, needs no Whoosh.
        from unionsearch.engines.whoosh import WhooshEngine

        return WhooshEngine(self.settings.index)

    def _fingerprint(self) -> str:
        return f"{_RECORD_FORMAT}/{VERSION}/{self._engine.identity()}/{Analyzer().fingerprint()}"

    def _read(self) -> tuple[Reader, Manifest]:
        """The index as it is, whatever it was built by. Raises IndexMissingError, IndexDamagedError."""
        if self.settings.index.exists() and not self.settings.index.is_dir():
            raise IndexDamagedError(
                say(f"{self.settings.index} 不是文件夹。", f"{self.settings.index} is not a folder."),
                say("用 --index 指定一个文件夹。", "Name a folder with --index DIR."),
            )
        reader = self._engine.reader()
        try:
            return reader, Manifest.from_bytes(reader.attachment)
        except IndexDamagedError:
            reader.close()
            raise

    def _opened(self) -> tuple[Reader, Manifest]:
        """The index, fit for answering. Raises IndexMissingError, IndexDamagedError, IndexMismatchError."""
        if self._state is None:
            reader, manifest = self._read()
            reason = self._mismatch(manifest)
            if reason is not None:
                reader.close()
                raise IndexMismatchError(reason, _REINDEX())
            try:
                self._check_corpus(manifest)
            except IndexMismatchError:
                reader.close()
                raise
            self._state = reader, manifest
        return self._state

    def _mismatch(self, manifest: Manifest) -> str | None:
        if manifest.fingerprint == self._fingerprint():
            return None
        return say(
            "索引是由另一版本的程序或词典建立的。",
            "The index was built by another version of the program or its dictionaries.",
        )

    def _check_corpus(self, manifest: Manifest) -> None:
        corpus = self.settings.corpus
        if corpus is not None and not manifest.is_of(corpus, self.settings.index):
            raise IndexMismatchError(
                say(
                    f"索引 {self.settings.index} 属于语料 {manifest.corpus}，不是 {corpus}。",
                    f"The index {self.settings.index} is of the corpus {manifest.corpus}, not of {corpus}.",
                ),
                say(
                    "用 --index 另指一个文件夹，或运行 unionsearch reindex --full 改建。",
                    "Name another folder with --index DIR, or rebuild it with: unionsearch reindex --full",
                ),
            )

    def _corpus(self, manifest: Manifest | None = None) -> Path:
        if self.settings.corpus is not None:
            return self.settings.corpus
        if manifest is None:
            try:
                reader, manifest = self._read()
                reader.close()
            except (IndexMissingError, IndexDamagedError):
                raise CorpusError(
                    say("不知道简报在哪个文件夹。", "Where the bulletins are is not known."),
                    say("用 --corpus 指明。", "Say it with --corpus DIR."),
                ) from None
        return Path(manifest.corpus)

    def _lexicon(self, corpus: Path) -> Path:
        return self.settings.lexicon or corpus / LEXICON_FOLDER

    def _to_index(self, corpus: Path) -> syncing.Corpus:
        return syncing.Corpus(
            folder=corpus,
            index=self.settings.index,
            terms=tuple(sorted(lexicon.user_terms(self._lexicon(corpus)))),
            max_bytes=self.settings.max_bytes,
            fingerprint=self._fingerprint(),
        )

    # Keeping up

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

        With ``paths`` only these files and folders are looked at. ``full`` builds it anew. ``dry_run``
        only says what would be done. ``wait`` is how many seconds to wait for another writer;
        ``progress(done, total, file)`` is called as files are read. Readers go on with the state they
        have. Raises CorpusError, IndexLockedError, IndexMismatchError (of another corpus), ConfigError;
        files that cannot be read raise nothing and stand in the report's problems.
        """
        began = time.perf_counter()
        corpus = self._to_index(self._corpus())
        if not corpus.folder.is_dir():
            syncing.survey(corpus, {}, scanned=0)  # Says what is wrong before anything is created.
        if self.settings.index.exists() and not self.settings.index.is_dir():
            self._read()
        if dry_run:
            old, reason = self._old(full)
            seen = syncing.survey(corpus, old.files if old else {}, scanned=old.scanned if old else 0, paths=_paths(paths))
            return self._report(seen, old, None, reason, began)
        with writing(self.settings.index, wait):
            old, reason = self._old(full)
            seen = syncing.survey(
                corpus,
                old.files if old else {},
                scanned=old.scanned if old else 0,
                paths=_paths(paths) if old else (),
            )
            again = self._again(old, corpus.terms) if old else frozenset()
            new = syncing.apply(corpus, self._engine, old, seen, again=again, progress=progress)
        self.close()
        return self._report(seen, old, new, reason, began)

    def _old(self, full: bool) -> tuple[Manifest | None, str | None]:
        """The manifest to go on from, or None and why the index must be built anew."""
        try:
            reader, manifest = self._read()
        except IndexMissingError:
            return None, None
        except IndexDamagedError as error:
            return None, error.message
        reader.close()
        if full:
            return None, None
        self._check_corpus(manifest)
        reason = self._mismatch(manifest)
        return (None, reason) if reason else (manifest, None)

    def _again(self, old: Manifest, terms: tuple[str, ...]) -> frozenset[str]:
        if old.terms == terms:
            return frozenset()
        reader, _ = self._read()
        try:
            return syncing.affected(reader, old, terms)
        finally:
            reader.close()

    def _report(
        self,
        seen: syncing.Survey,
        old: Manifest | None,
        new: Manifest | None,
        reason: str | None,
        began: float,
    ) -> SyncReport:
        files = (new or old).files if (new or old) else {}  # type: ignore[union-attr]
        return SyncReport(
            changes=seen.changes(),
            problems=new.problems if new else seen.problems,
            issues=len(files),
            articles=sum(entry.articles for entry in files.values()),
            seconds=time.perf_counter() - began,
            rebuilt=old is None,
            reason=reason,
            dry_run=new is None,
        )

    def ensure(self, progress: Progress | None = None) -> SyncReport | None:
        """Build the index if there is none; None when there is one.

        Raises CorpusError when there is no corpus either: nothing is created then.
        """
        if self._engine.exists() or (self.settings.index.exists() and not self.settings.index.is_dir()):
            return None
        return self.sync(progress=progress)

    def warning(self) -> str | None:
        """A sentence when the index is behind its corpus, as far as the folders' times show; else None."""
        _, manifest = self._opened()
        corpus = self._corpus(manifest)
        if folder_times(corpus, manifest.folders) == manifest.folders:
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
    ) -> Page:
        """The page of hits that answers a query.

        ``limit`` 0 means all. ``sort`` is relevance, date, -date or issue. The other options narrow the
        answer as the fields of the query language do. ``plain`` takes the query as words without syntax.
        Without ``expand``, words are sought as they are written, without others of like meaning.
        Raises QuerySyntaxError, ConfigError, and the errors of an index that cannot be read.
        """
        if self._searcher is None:
            reader, manifest = self._opened()
            issues = {entry.source: entry.issue for entry in manifest.files.values()}
            thesaurus = thesaurus_with(self._lexicon(self._corpus(manifest)))
            self._searcher = Searcher(reader, Analyzer(manifest.terms), issues, thesaurus=thesaurus)
        return self._searcher.search(
            query, Options(limit, offset, sort, since, until, section, contributor, issue, kind, plain, expand)
        )

    def article(self, id: str) -> Entry:
        """The article with an id. Raises NotFoundError."""
        name, _, digits = id.rpartition("#")
        for entry in self.articles(name) if name and digits.isdigit() else ():
            if entry.article.number == int(digits):
                return entry
        raise NotFoundError(
            say(f"没有 {id} 这篇文章。", f"There is no article {id}."),
            say("运行 unionsearch articles 查看全部编号。", "List all ids with: unionsearch articles"),
        )

    def articles(self, issue: str | None = None) -> Iterator[Entry]:
        """All articles, or those of the issue with an id, in the order of issues and numbers.

        Raises NotFoundError when there is no such issue.
        """
        reader, manifest = self._opened()
        entries = sorted(manifest.files.values(), key=lambda entry: entry.issue.id)
        if issue is not None:
            entries = [entry for entry in entries if issue in (entry.issue.id, entry.issue.file)]
            if not entries:
                raise NotFoundError(
                    say(f"没有 {issue} 这一期。", f"There is no issue {issue}."),
                    say("运行 unionsearch issues 查看全部期号。", "List all issues with: unionsearch issues"),
                )
        for entry in entries:
            found = (decode(reader.payload(int(d))) for d in reader.match(Keyword("source", entry.source)))
            for article in sorted(found, key=lambda article: article.number):
                yield Entry(article, entry.issue)

    def issues(self) -> list[IssueSummary]:
        """All issues, in the order of their ids."""
        _, manifest = self._opened()
        entries = sorted(manifest.files.values(), key=lambda entry: entry.issue.id)
        return [IssueSummary(entry.issue, entry.articles, entry.sections) for entry in entries]

    def status(self) -> Status:
        """The state of corpus and index, every file looked at. Raises CorpusError, IndexDamagedError."""
        try:
            reader, manifest = self._read()
        except IndexMissingError:
            found = None
            count = 0
        else:
            found, count = manifest, len(reader.match(All()))
            reader.close()
        if found is not None:
            self._check_corpus(found)
        corpus = self._to_index(self._corpus(found))
        seen = syncing.survey(corpus, found.files if found else {}, scanned=found.scanned if found else 0)
        return Status(
            corpus=str(corpus.folder),
            index=str(self.settings.index),
            exists=found is not None,
            issues=len(found.files) if found else 0,
            articles=count,
            index_bytes=_size(self.settings.index) if found else 0,
            updated=found.updated if found else None,
            mismatch=self._mismatch(found) if found else None,
            changes=seen.changes() if found else Changes(added=seen.plan.added, passed_over=seen.scan.passed_over),
            problems=found.problems if found else seen.problems,
        )

    def analyze(self, text: str) -> Analysis:
        """Every step from a text to its tokens, with the archive's own terms. Needs no index."""
        corpus = self.settings.corpus
        terms = lexicon.user_terms(self._lexicon(corpus)) if corpus or self.settings.lexicon else []
        analyzer = Analyzer(terms)
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


def _paths(paths: Sequence[str | Path]) -> list[Path]:
    return [Path(path) for path in paths]


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())


def _REINDEX() -> str:
    return say("运行 unionsearch reindex 重建。", "Run: unionsearch reindex")
