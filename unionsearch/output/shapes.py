"""The JSON objects that scripts rely on, as dictionaries in their documented key order.

``docs/json.md`` describes every key. A key once written stays: add at the end, never rename.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unionsearch.errors import QuerySyntaxError, UnionSearchError
from unionsearch.model import Article, Copy, Hit, Issue, Page, Problem, Snippet

if TYPE_CHECKING:
    from unionsearch.reports import (
        Analysis,
        AnalyzedToken,
        Changes,
        CopyGroup,
        Entry,
        IssueSummary,
        Status,
        SyncReport,
    )

Shape = dict[str, Any]

RESULTS = "unionsearch.results/1"
REINDEX = "unionsearch.reindex/1"
STATUS = "unionsearch.status/1"
ANALYSIS = "unionsearch.analysis/1"


def page(page: Page) -> Shape:
    """The answer to a query."""
    return {
        "schema": RESULTS,
        "query": page.query,
        "total": page.total,
        "complete": page.complete,
        "took_ms": round(page.took_ms, 2),
        "notes": list(page.notes),
        "hits": [hit(h) for h in page.hits],
    }


def hit(hit: Hit) -> Shape:
    """One article found, at its place in the ranking."""
    article = hit.article
    explained = {"explanation": dict(hit.explanation)} if hit.explanation else {}
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "complete": hit.complete,
        "id": hit.id,
        "number": article.number,
        "title": article.title,
        "section": article.section,
        "byline": article.byline,
        "contributor": article.contributor,
        "kind": article.kind,
        "dates": _dates(article),
        "issue": issue(hit.issue),
        "snippets": [snippet(s) for s in hit.snippets],
        "also_in": [copy(c) for c in hit.also_in],
        **explained,
    }


def copy(copy: Copy) -> Shape:
    """Another place where the text of an article stands."""
    return {"id": copy.id, "file": copy.issue.file, "number": copy.number, "issue": issue(copy.issue)}


def copy_group(group: CopyGroup) -> Shape:
    """Articles that are the same text."""
    return {
        "articles": [
            {
                "id": entry.id,
                "file": entry.issue.file,
                "number": entry.article.number,
                "title": entry.article.title,
                "likeness": round(likeness, 3),
                "issue": issue(entry.issue),
            }
            for entry, likeness in zip(group.entries, group.likeness, strict=True)
        ]
    }


def snippet(snippet: Snippet) -> Shape:
    """A passage that shows why an article was found."""
    return {
        "text": snippet.text,
        "highlights": [[span.start, span.end] for span in snippet.highlights],
        "line": snippet.line,
        "heading": snippet.heading,
        "page": snippet.page,
    }


def issue(issue: Issue) -> Shape:
    """The issue in which an article stands."""
    return {
        "id": issue.id,
        "file": issue.file,
        "title": issue.title,
        "number": issue.number,
        "total_number": issue.total_number,
        "period": issue.period,
        "period_from": issue.period_from,
        "publisher": issue.publisher,
    }


def failure(query: str, error: UnionSearchError) -> Shape:
    """What a batch says in the place of an answer. ``column`` counts the query's characters from 1."""
    column = error.column if isinstance(error, QuerySyntaxError) else None
    return {"query": query, "error": {"message": error.message, "hint": error.hint, "column": column}}


def entry(entry: Entry) -> Shape:
    """A whole article."""
    article = entry.article
    return {
        "id": entry.id,
        "number": article.number,
        "title": article.title,
        "section": article.section,
        "byline": article.byline,
        "contributor": article.contributor,
        "kind": article.kind,
        "dates": _dates(article),
        "headings": [{"level": h.level, "text": h.text} for h in article.headings],
        "body": article.body,
        "issue": issue(entry.issue),
    }


def summary(summary: IssueSummary) -> Shape:
    """An issue with everything that is known of it."""
    return {
        **issue(summary.issue),
        "footer": summary.issue.footer,
        "encoding": summary.issue.encoding,
        "sections": list(summary.sections),
        "articles": summary.articles,
        "title_from": summary.issue.title_from,
        "number_from": summary.issue.number_from,
        "total_number_from": summary.issue.total_number_from,
        "publisher_from": summary.issue.publisher_from,
    }


def report(report: SyncReport) -> Shape:
    """What a reindex did, or would do."""
    return {
        "schema": REINDEX,
        "dry_run": report.dry_run,
        "rebuilt": report.rebuilt,
        "reason": report.reason,
        "changes": changes(report.changes),
        "problems": [problem(p) for p in report.problems],
        "issues": report.issues,
        "articles": report.articles,
        "seconds": round(report.seconds, 3),
        "reanalysed": report.reanalysed,
    }


def status(status: Status) -> Shape:
    """The state of an archive."""
    return {
        "schema": STATUS,
        "corpus": status.corpus,
        "index": status.index,
        "exists": status.exists,
        "issues": status.issues,
        "articles": status.articles,
        "index_bytes": status.index_bytes,
        "updated": status.updated,
        "mismatch": status.mismatch,
        "changes": changes(status.changes),
        "problems": [problem(p) for p in status.problems],
        "terms_changed": status.terms_changed,
    }


def changes(changes: Changes) -> Shape:
    """How the corpus differs, or differed, from the index."""
    return {
        "added": list(changes.added),
        "changed": list(changes.changed),
        "moved": [{"from": old, "to": new} for old, new in changes.moved],
        "removed": list(changes.removed),
        "unchanged": changes.unchanged,
        "passed_over": changes.passed_over,
    }


def problem(problem: Problem) -> Shape:
    """A file that could not be taken in."""
    return {"file": problem.file, "message": problem.message, "hint": problem.hint}


def analysis(analysis: Analysis) -> Shape:
    """Every step from a text to its tokens."""
    return {
        "schema": ANALYSIS,
        "text": analysis.text,
        "normalized": analysis.normalized,
        "stream": analysis.stream,
        "cut": [_token(t) for t in analysis.cut],
        "words": [_token(t) for t in analysis.words],
        "grams": [_token(t) for t in analysis.grams],
    }


def _token(token: AnalyzedToken) -> Shape:
    return {"text": token.text, "start": token.start, "end": token.end, "original": token.original}


def _dates(article: Article) -> list[str]:
    return [day.isoformat() for day in article.dates]
