"""JSON lines: one object a line, to be read as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from unionsearch.errors import UnionSearchError
from unionsearch.model import Page
from unionsearch.output import shapes
from unionsearch.output.as_json import dumps
from unionsearch.output.base import Formatter

if TYPE_CHECKING:
    from unionsearch.reports import CopyGroup, Entry, IssueSummary


class JsonLinesFormatter(Formatter):
    """One line for each article or issue; the answer to a query is one line with its hits."""

    name = "jsonl"

    def page(self, page: Page) -> Iterator[str]:
        yield dumps(shapes.page(page)) + "\n"

    def failure(self, query: str, error: UnionSearchError) -> Iterator[str]:
        yield dumps(shapes.failure(query, error)) + "\n"

    def article(self, entry: Entry) -> Iterator[str]:
        return self.articles([entry])

    def articles(self, entries: Iterable[Entry]) -> Iterator[str]:
        for entry in entries:
            yield dumps(shapes.entry(entry)) + "\n"

    def duplicates(self, groups: Iterable[CopyGroup]) -> Iterator[str]:
        for group in groups:
            yield dumps(shapes.copy_group(group)) + "\n"

    def issues(self, summaries: Sequence[IssueSummary]) -> Iterator[str]:
        for summary in summaries:
            yield dumps(shapes.summary(summary)) + "\n"
