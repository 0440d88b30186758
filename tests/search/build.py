"""Makes a searcher over articles that stand in a test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from unionsearch.analysis.analyzer import Analyzer
from unionsearch.engines.whoosh import WhooshEngine
from unionsearch.indexing.records import record
from unionsearch.model import Article, Issue, Page
from unionsearch.search.searcher import Options, Searcher
from unionsearch.search.thesaurus import NO_THESAURUS, Thesaurus

#: One for all tests: opening the dictionary is most of the time it takes to cut a short text.
ANALYZER = Analyzer()

#: An issue and its articles, under a short name that stands for its source.
Shelf = Mapping[str, tuple[Issue, Sequence[Article]]]


@contextmanager
def searching(shelf: Shelf, thesaurus: Thesaurus = NO_THESAURUS) -> Iterator[Searcher]:
    """A searcher over a fresh index of the shelf. It has no thesaurus unless one is given."""
    with TemporaryDirectory() as folder:
        engine = WhooshEngine(Path(folder) / "index")
        writer = engine.writer(fresh=True)
        for source, (issue, articles) in shelf.items():
            for article in articles:
                writer.add(record(article, source, issue.period, ANALYZER))
        writer.commit(b"{}")
        reader = engine.reader()
        issues = {source: issue for source, (issue, _) in shelf.items()}
        try:
            yield Searcher(reader, ANALYZER, issues, thesaurus=thesaurus)
        finally:
            reader.close()


@contextmanager
def one_issue(
    *articles: Article, period: str | None = None, thesaurus: Thesaurus = NO_THESAURUS
) -> Iterator[Searcher]:
    """A searcher over one issue."""
    with searching({"s": (Issue("s", "s.txt", period=period), articles)}, thesaurus) as searcher:
        yield searcher


def bodies(*texts: str) -> list[Article]:
    """Articles that differ in their bodies only; none has anything in its title that is sought."""
    return [Article(n, f"甲{n}", text) for n, text in enumerate(texts, 1)]


class Asking:
    """Asks a searcher and names articles by source and number: ``A1``."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self._sources = {issue.id: source for source, issue in searcher.issues.items()}

    def page(self, query: str, **options: object) -> Page:
        """The page, with all hits unless a limit is given."""
        return self.searcher.search(query, Options(**{"limit": 0, **options}))  # type: ignore[arg-type]

    def names(self, page: Page, *, complete: bool | None = None) -> list[str]:
        """The names of a page's hits, in order."""
        wanted = [hit for hit in page.hits if complete is None or hit.complete is complete]
        return [f"{self._sources[hit.issue.id]}{hit.article.number}" for hit in wanted]

    def found(self, query: str, **options: object) -> list[str]:
        """The names of everything found, in order."""
        return self.names(self.page(query, **options))

    def complete(self, query: str, **options: object) -> set[str]:
        """The names of what matches all of the query."""
        return set(self.names(self.page(query, **options), complete=True))

    def partial(self, query: str, **options: object) -> set[str]:
        """The names of what matches some of the query."""
        return set(self.names(self.page(query, **options), complete=False))
