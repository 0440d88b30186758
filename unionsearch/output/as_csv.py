"""CSV for spreadsheets: UTF-8 with a byte order mark, a header row, lines that end in CR LF.

The byte order mark is what makes a spreadsheet program read Chinese as UTF-8. A text that begins like
a formula is preceded by an apostrophe: the files of a corpus come from many hands, and a spreadsheet
would carry out what such a cell says. Programs that want the bare text read json or jsonl.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from unionsearch.model import Article, Issue, Page
from unionsearch.output.base import Formatter

if TYPE_CHECKING:
    from unionsearch.reports import CopyGroup, Entry, IssueSummary

BYTE_ORDER_MARK = "\ufeff"
#: Half and full width: a spreadsheet with a Chinese or Japanese input takes both.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

_ARTICLE = ("number", "title", "section", "byline", "contributor", "kind", "dates")
_ISSUE = (
    "issue",
    "file",
    "issue_title",
    "issue_number",
    "issue_total_number",
    "period",
    "period_from",
    "publisher",
)
HIT_COLUMNS = ("rank", "score", "complete", "id", *_ARTICLE, *_ISSUE, "line", "heading", "snippet", "also_in")
COPY_COLUMNS = ("group", "likeness", "id", *_ARTICLE, *_ISSUE)
ARTICLE_COLUMNS = ("id", *_ARTICLE, "body", *_ISSUE)
ISSUE_COLUMNS = (
    "id", "file", "title", "number", "total_number", "period", "period_from", "publisher",
    "footer", "encoding", "sections", "articles",
)  # fmt: skip

Cell = str | int | float | None


class CsvFormatter(Formatter):
    """A row for each hit, article or issue."""

    name = "csv"

    def page(self, page: Page) -> Iterator[str]:
        yield _header(HIT_COLUMNS)
        for hit in page.hits:
            first = hit.snippets[0] if hit.snippets else None
            yield _row(
                hit.rank,
                round(hit.score, 4),
                "true" if hit.complete else "false",
                hit.id,
                *_article(hit.article),
                *_issue(hit.issue),
                first.line if first else None,
                first.heading if first else None,
                " … ".join(snippet.text for snippet in hit.snippets),
                "; ".join(copy.id for copy in hit.also_in) or None,
            )

    def duplicates(self, groups: Iterable[CopyGroup]) -> Iterator[str]:
        yield _header(COPY_COLUMNS)
        for number, group in enumerate(groups, 1):
            for entry, likeness in zip(group.entries, group.likeness, strict=True):
                yield _row(
                    number, round(likeness, 3), entry.id, *_article(entry.article), *_issue(entry.issue)
                )

    def article(self, entry: Entry) -> Iterator[str]:
        return self.articles([entry])

    def articles(self, entries: Iterable[Entry]) -> Iterator[str]:
        yield _header(ARTICLE_COLUMNS)
        for entry in entries:
            yield _row(entry.id, *_article(entry.article), entry.article.body, *_issue(entry.issue))

    def issues(self, summaries: Sequence[IssueSummary]) -> Iterator[str]:
        yield _header(ISSUE_COLUMNS)
        for summary in summaries:
            issue = summary.issue
            yield _row(
                *_issue(issue), issue.footer, issue.encoding, "; ".join(summary.sections), summary.articles
            )


def _article(article: Article) -> tuple[Cell, ...]:
    dates = "; ".join(day.isoformat() for day in article.dates)
    return (
        article.number, article.title, article.section, article.byline, article.contributor,
        article.kind, dates,
    )  # fmt: skip


def _issue(issue: Issue) -> tuple[Cell, ...]:
    return (
        issue.id, issue.file, issue.title, issue.number, issue.total_number,
        issue.period, issue.period_from, issue.publisher,
    )  # fmt: skip


def _header(columns: Sequence[str]) -> str:
    return BYTE_ORDER_MARK + _row(*columns)


def _row(*cells: Cell) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_safe(cell) for cell in cells])
    return line.getvalue()


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return "'" + cell
    return cell
