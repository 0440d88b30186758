"""What the program talks about: issues, articles, and the pages of hits that answer a query.

All classes are frozen. A missing value is None, never an empty string; a list may be empty, never None.
Offsets count characters (code points) from 0; ends are exclusive.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["article", "brief", "report"]
PeriodSource = Literal["masthead", "file name", "front matter", "issues.toml", "document properties", "text"]
#: A file of a corpus with more bytes is passed over, unless the settings say otherwise.
MAX_BYTES = 20 * 1024 * 1024
KINDS: tuple[Kind, ...] = ("article", "brief", "report")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``[start, end)`` of some text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an article's body.

    ``level`` is 1 at the top. ``start`` is the offset in the body where the heading's line begins.
    ``text`` is the heading as printed, line breaks removed.
    """

    level: int
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Issue:
    """One bulletin (期), as one file of the corpus.

    ``id`` is the file's path in the corpus without its suffix, ``file`` the whole path, both with
    ``/``. ``period`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``period_from`` says what stated it.
    ``number`` and ``total_number`` are 第N期 and 总第N期. ``footer`` is the printed distribution
    block (本期印发, 报, 送, 发), lines joined by newlines. ``encoding`` is the file's, as Python names it.
    ``title_from`` and its like say what stated that value.
    """

    id: str
    file: str
    title: str | None = None
    number: int | None = None
    total_number: int | None = None
    period: str | None = None
    period_from: PeriodSource | None = None
    publisher: str | None = None
    footer: str | None = None
    encoding: str | None = None
    title_from: PeriodSource | None = None
    number_from: PeriodSource | None = None
    total_number_from: PeriodSource | None = None
    publisher_from: PeriodSource | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article (篇) of an issue.

    ``number`` counts from 1 within the issue. ``body`` is the bulletin's own wording: paragraphs
    separated by a newline, hard line wraps within a paragraph removed; headings stand in it.
    ``lines`` maps it to the file: pairs (offset in body, line number from 1) in rising order, each
    valid until the next pair. ``pages`` maps lines to the file's pages in the same way; it is empty where
    the format knows none. ``line`` is where the title stands. ``byline`` holds author and date
    lines as printed, ``contributor`` what stands in the closing parentheses.
    """

    number: int
    title: str
    body: str
    section: str | None = None
    byline: str | None = None
    contributor: str | None = None
    kind: Kind = "article"
    dates: tuple[date, ...] = ()
    headings: tuple[Heading, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()
    line: int = 1
    pages: tuple[tuple[int, int], ...] = ()

    def line_of(self, offset: int) -> int:
        """The file's line number (from 1) in which the body's character ``offset`` stands."""
        # No line number comes up to infinity: what is found is the first pair behind the offset.
        behind = bisect_right(self.lines, (offset, math.inf))
        return self.lines[behind - 1][1] if behind else self.line

    def page_of(self, line: int) -> int | None:
        """The file's page (from 1) on which one of the article's lines stands, or None."""
        return next((page for first, page in reversed(self.pages) if first <= line), None)

    def heading_at(self, offset: int) -> str | None:
        """The heading under which the body's character ``offset`` stands, or None."""
        found = None
        for heading in self.headings:
            if heading.start > offset:
                break
            found = heading.text
        return found


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of an article's body that shows why it was found.

    ``text`` is a slice of the body that begins at ``start``; ``highlights`` are spans of ``text``;
    ``line`` is the file's line in which it begins, ``page`` its page where the format knows pages;
    ``heading`` the heading that it stands under.
    """

    text: str
    highlights: tuple[Span, ...]
    line: int
    heading: str | None = None
    start: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """Where an article stands that is the same text as another: its issue and its number there."""

    issue: Issue
    number: int

    @property
    def id(self) -> str:
        """The article's id: its issue's id, ``#``, its number."""
        return f"{self.issue.id}#{self.number}"


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a query, at its place in the ranking (``rank`` from 1).

    ``complete`` says that it matches all of the query. ``title_highlights`` are spans of the
    article's title. ``score`` has meaning only beside other scores of the same page's query.
    ``explanation``, when asked for, says what each part of the ranking gave: the first stage's points,
    then the factors by which they were multiplied. ``also_in`` are the other places where the same text
    stands, the oldest first, whether they match the query or not.
    """

    rank: int
    score: float
    complete: bool
    article: Article
    issue: Issue
    snippets: tuple[Snippet, ...] = ()
    title_highlights: tuple[Span, ...] = ()
    explanation: tuple[tuple[str, float], ...] = ()
    also_in: tuple[Copy, ...] = ()

    @property
    def id(self) -> str:
        """The article's id: its issue's id, ``#``, its number."""
        return f"{self.issue.id}#{self.article.number}"


@dataclass(frozen=True, slots=True)
class Page:
    """What a query is answered with. Of articles that are the same text, the one ranked best stands for all.

    ``total`` counts every article that can be reached by paging, ``complete`` those that match all
    of the query. ``took_ms`` is the time in milliseconds from query text to hits. ``notes`` say in
    words what was done to the query.
    """

    query: str
    total: int
    complete: int
    took_ms: float
    notes: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be taken in: its path in the corpus, a sentence, and what to do."""

    file: str
    message: str
    hint: str | None = None
