"""Text for people: a terminal's width, cell by cell, and its colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from unionsearch.output.base import Formatter
from unionsearch.output.paint import Paint

if TYPE_CHECKING:
    from unionsearch.model import Page
    from unionsearch.reports import Analysis, CopyGroup, Entry, IssueSummary, Status, SyncReport


class TextFormatter(Formatter):
    """Everything that can be answered, laid out to be read.

    What lays out an answer is imported when there is one.
    """

    name = "text"

    def page(self, value: Page) -> Iterator[str]:
        from unionsearch.output.text import page

        return page.render(value, self.width, Paint(self.colour))

    def article(self, entry: Entry) -> Iterator[str]:
        from unionsearch.output.text import article

        return article.render(entry, self.width, Paint(self.colour))

    def articles(self, entries: Iterable[Entry]) -> Iterator[str]:
        from unionsearch.output.text import tables

        return tables.articles(entries, self.width, Paint(self.colour))

    def issues(self, summaries: Sequence[IssueSummary]) -> Iterator[str]:
        from unionsearch.output.text import tables

        return tables.issues(summaries, self.width, Paint(self.colour))

    def duplicates(self, groups: Iterable[CopyGroup]) -> Iterator[str]:
        from unionsearch.output.text import duplicates

        return duplicates.render(groups, self.width, Paint(self.colour))

    def status(self, value: Status) -> Iterator[str]:
        from unionsearch.output.text import state

        return state.status(value)

    def report(self, value: SyncReport) -> Iterator[str]:
        from unionsearch.output.text import state

        return state.report(value)

    def analysis(self, value: Analysis) -> Iterator[str]:
        from unionsearch.output.text import analysis

        return analysis.render(value, self.width)
