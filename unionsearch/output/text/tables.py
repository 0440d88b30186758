"""Lists in aligned columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from unionsearch.lang import say
from unionsearch.model import Article
from unionsearch.output.cells import clean, cut, pad, width
from unionsearch.output.citation import citation, source
from unionsearch.output.paint import Paint
from unionsearch.reports import Entry, IssueSummary

_GAP = "  "


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its heading, how narrow it may become (None: never narrower), how it is drawn.

    What is too long for one that is ``whole`` is not cut: it takes a line of its own, above its row.
    """

    heading: str
    least: int | None = None
    right: bool = False
    whole: bool = False
    style: Callable[[str], str] = str


def issues(summaries: Sequence[IssueSummary], cells: int | None, paint: Paint) -> Iterator[str]:
    """One line for each issue."""
    columns = [
        _Column(say("编号", "id"), whole=True, style=paint.name),
        _Column(say("名称", "title"), least=6, style=paint.bold),
        _Column(say("期", "no."), right=True),
        _Column(say("总期", "total"), right=True),
        _Column(say("时间", "period")),
        _Column(say("时间依据", "period from"), least=6, style=paint.faint),
        _Column(say("编印", "publisher"), least=6),
        _Column(say("篇数", "articles"), right=True),
    ]
    rows = [
        [
            s.issue.id,
            s.issue.title or "",
            _number(s.issue.number),
            _number(s.issue.total_number),
            s.issue.period or "",
            source(s.issue.period_from),
            s.issue.publisher or "",
            str(s.articles),
        ]
        for s in summaries
    ]
    return _table(columns, rows, cells, paint)


def articles(entries: Iterable[Entry], cells: int | None, paint: Paint) -> Iterator[str]:
    """One line for each article: under its issue where the room is limited, else with its whole id.

    Ids are long; on a terminal they would leave no room for the titles. In a file or a pipe every line
    must say by itself which article it is.
    """
    if cells is None:
        columns = [_Column(say("编号", "id"), style=paint.name), *_article_columns(paint)]
        yield from _table(columns, [[e.id, *_article_row(e)] for e in entries], None, paint)
        return
    for n, (issue, group) in enumerate(groupby(entries, key=lambda entry: entry.issue)):
        head = f"{paint.name(clean(issue.id))}  {paint.faint(clean(citation(issue)))}\n"
        yield "\n" + head if n else head
        columns = [_Column("", style=paint.name, right=True), *_article_columns(paint)]
        rows = [[f"#{e.article.number}", *_article_row(e)] for e in group]
        yield from _table(columns, rows, cells, paint, heading=False)


def _article_columns(paint: Paint) -> list[_Column]:
    return [
        _Column(say("标题", "title"), least=30, style=paint.bold),
        _Column(say("栏目", "section"), least=8),
        _Column(say("供稿", "contributor"), least=10),
        _Column(say("日期", "dates"), least=10, style=paint.faint),
    ]


def _article_row(entry: Entry) -> list[str]:
    article = entry.article
    return [article.title, article.section or "", article.contributor or "", _first_day(article)]


def _first_day(article: Article) -> str:
    """The first date, and how many more there are."""
    if not article.dates:
        return ""
    more = f" +{len(article.dates) - 1}" if len(article.dates) > 1 else ""
    return article.dates[0].isoformat() + more


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _table(
    columns: Sequence[_Column],
    rows: Sequence[Sequence[str]],
    cells: int | None,
    paint: Paint,
    *,
    heading: bool = True,
) -> Iterator[str]:
    """Heading and rows; a column without a single value is left out, an empty list gives nothing."""
    if not rows:
        return
    kept = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    columns = [columns[i] for i in kept]
    texts = [[clean(row[i]) for i in kept] for row in rows]
    widths = [
        max(width(column.heading), *(width(row[i]) for row in texts)) for i, column in enumerate(columns)
    ]
    if cells is not None:
        _shrink(widths, columns, cells, texts)
    if heading:
        names = [pad(cut(c.heading, w), w, right=c.right) for c, w in zip(columns, widths, strict=True)]
        yield paint.faint(_GAP.join(names).rstrip()) + "\n"
    for row in texts:
        drawn = []
        for text, column, room in zip(row, columns, widths, strict=True):
            if column.whole and width(text) > room:
                yield column.style(text) + "\n"
                text = ""
            padded = pad(cut(text, room), room, right=column.right)
            bare = padded.strip()
            drawn.append(padded.replace(bare, column.style(bare), 1) if bare else padded)
        yield _GAP.join(drawn).rstrip() + "\n"


def _shrink(
    widths: list[int], columns: Sequence[_Column], cells: int, texts: Sequence[Sequence[str]]
) -> None:
    """Make columns narrower until the table fits or none can spare any more.

    What is longer than the room that the others leave at their narrowest does not count for a column that
    is whole; then the widest of the others gives.
    """
    gaps = len(_GAP) * (len(widths) - 1)
    for i, column in enumerate(columns):
        if column.whole:
            others = sum(
                now if c.least is None else min(now, c.least)
                for n, (now, c) in enumerate(zip(widths, columns, strict=True))
                if n != i
            )
            fitting = [w for row in texts if (w := width(row[i])) <= cells - gaps - others]
            widths[i] = max([width(column.heading), *fitting])
    too_many = sum(widths) + gaps - cells
    while too_many > 0:
        spare = [(widths[i], i) for i, c in enumerate(columns) if c.least is not None and widths[i] > c.least]
        if not spare:
            return
        widths[max(spare)[1]] -= 1
        too_many -= 1
