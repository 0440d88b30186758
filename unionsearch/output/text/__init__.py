"""Text for people: a terminal's width, cell by cell, and its colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from unionsearch.model import Analysis, Entry, IssueSummary, Page, Status, SyncReport
from unionsearch.output.base import Formatter
from unionsearch.output.paint import Paint
from unionsearch.output.text import analysis, article, page, state, tables


class TextFormatter(Formatter):
    """Everything that can be answered, laid out to be read."""

    name = "text"

    def page(self, value: Page) -> Iterator[str]:
        return page.render(value, self.width, Paint(self.colour))

    def article(self, entry: Entry) -> Iterator[str]:
        return article.render(entry, self.width, Paint(self.colour))

    def articles(self, entries: Iterable[Entry]) -> Iterator[str]:
        return tables.articles(entries, self.width, Paint(self.colour))

    def issues(self, summaries: Sequence[IssueSummary]) -> Iterator[str]:
        return tables.issues(summaries, self.width, Paint(self.colour))

    def status(self, value: Status) -> Iterator[str]:
        return state.status(value)

    def report(self, value: SyncReport) -> Iterator[str]:
        return state.report(value)

    def analysis(self, value: Analysis) -> Iterator[str]:
        return analysis.render(value, self.width)
