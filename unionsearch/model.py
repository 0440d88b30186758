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


RegionKind = Literal[
    "masthead",
    "front matter",
    "contents list",
    "section header",
    "title",
    "byline",
    "body",
    "contributor",
    "footer",
]


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch ``[start, end)`` of a file's decoded text and what it is.

    The regions of a file are in order, do not overlap, and hold every non-space character of it.
    ``article`` is the number of the article it belongs to, or None.
    """

    kind: RegionKind
    start: int
    end: int
    article: int | None = None


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A file read: its issue, its articles in order, and the regions that account for its text."""

    issue: Issue
    articles: tuple[Article, ...]
    regions: tuple[Region, ...] = ()


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
class Entry:
    """An article together with the issue in which it stands."""

    article: Article
    issue: Issue

    @property
    def id(self) -> str:
        """The article's id: its issue's id, ``#``, its number."""
        return f"{self.issue.id}#{self.article.number}"


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Articles that are the same text, the oldest first; there are two at least.

    ``likeness`` says of each which part of the text, from 0 to 1, it has in common with the first at
    least; the first's own is 1.
    """

    entries: tuple[Entry, ...]
    likeness: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class IssueSummary:
    """An issue as the index holds it: how many articles, its sections in order of appearance."""

    issue: Issue
    articles: int
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be taken in: its path in the corpus, a sentence, and what to do."""

    file: str
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """How the corpus differs from the index: paths in the corpus, sorted.

    ``moved`` are pairs (old path, new path). ``passed_over`` counts files that are no bulletins.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    passed_over: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.moved or self.removed)


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did (or, with ``dry_run``, would do).

    ``rebuilt`` says that the index was built anew, ``reason`` why. ``issues`` and ``articles`` count
    what the index holds afterwards. ``seconds`` is the time it took. ``reanalysed`` counts the files
    whose texts were cut anew because segmentation terms came or went.
    """

    changes: Changes
    problems: tuple[Problem, ...]
    issues: int
    articles: int
    seconds: float
    rebuilt: bool = False
    reason: str | None = None
    dry_run: bool = False
    reanalysed: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """The state of an archive. ``corpus`` and ``index`` are absolute paths.

    ``exists`` is False when there is no index yet; the counts are then 0. ``mismatch`` says in words
    why the index must be rebuilt, or is None. ``changes`` compares every file with the index.
    ``problems`` are the files that could not be read. ``index_bytes`` is the size of the index folder.
    ``terms_changed`` says that segmentation terms came or went since the index was built.
    """

    corpus: str
    index: str
    exists: bool
    issues: int
    articles: int
    index_bytes: int
    updated: str | None
    mismatch: str | None
    changes: Changes
    problems: tuple[Problem, ...] = ()
    terms_changed: bool = False


@dataclass(frozen=True, slots=True)
class AnalyzedToken:
    """A token, the stretch ``[start, end)`` of the original text that it stands for, and that text."""

    text: str
    start: int
    end: int
    original: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """Every step from a text to its tokens.

    ``normalized`` is the folded text without its white space, ``stream`` the gram stream, ``cut`` the
    words end to end, ``words`` those and the shorter words inside them, ``grams`` the bigrams.
    """

    text: str
    normalized: str
    stream: str
    cut: tuple[AnalyzedToken, ...]
    words: tuple[AnalyzedToken, ...]
    grams: tuple[AnalyzedToken, ...]
