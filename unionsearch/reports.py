"""What an archive tells besides hits: its articles and issues, copies, what a sync did, how a text is cut.

As in :mod:`unionsearch.model`, all classes are frozen, and a missing value is None. They stand by
themselves because a query, which imports as little as it can, has no use for them.
"""

from __future__ import annotations

from dataclasses import dataclass

from unionsearch.model import Article, Issue, Problem


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
