"""One article in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from unionsearch.lang import say
from unionsearch.model import Article
from unionsearch.output.cells import clean, wrap
from unionsearch.output.citation import citation
from unionsearch.output.paint import Paint
from unionsearch.output.text.about import kind, squeezed
from unionsearch.reports import Entry

#: Two Han characters, as Chinese paragraphs begin.
_INDENT = "    "


def render(entry: Entry, cells: int | None, paint: Paint) -> Iterator[str]:
    """Title, source and what is known of the article; then the body, paragraph by paragraph."""
    article = entry.article
    yield _lines(article.title, cells, paint.bold)
    where = citation(entry.issue, [article.line], [article.page_of(article.line)])
    yield _lines(f"{where}  [{entry.id}]", cells, paint.faint)
    for label, value in _facts(article):
        yield _lines(f"{label}{value}", cells, paint.faint)
    yield "\n"
    at = 0
    headings = {h.start: h.text for h in article.headings}
    for paragraph in article.body.split("\n"):
        heading = headings.get(at)
        if heading is not None and _bare(paragraph) == _bare(heading):
            yield "\n" + _lines(paragraph, cells, paint.bold) if at else _lines(paragraph, cells, paint.bold)
        elif paragraph.strip():
            yield _paragraph(paragraph, cells)
        at += len(paragraph) + 1


def _facts(article: Article) -> list[tuple[str, str]]:
    facts = [
        (say("栏目：", "Section: "), article.section),
        (say("类别：", "Kind: "), kind(article.kind) if article.kind != "article" else None),
        (say("供稿：", "Contributor: "), article.contributor),
        (say("署名：", "Byline: "), article.byline),
        (say("日期：", "Dates: "), say("、", ", ").join(day.isoformat() for day in article.dates)),
    ]
    return [(label, squeezed(value)) for label, value in facts if value]


def _lines(text: str, cells: int | None, style: Callable[[str], str]) -> str:
    text = clean(text)
    return "".join(f"{style(text[start:end])}\n" for start, end in wrap(text, cells))


def _paragraph(text: str, cells: int | None) -> str:
    text = clean(text)
    first = None if cells is None else cells - len(_INDENT)
    lines = [text[start:end] for start, end in wrap(text.strip(), cells, first=first)]
    return _INDENT + "\n".join(lines) + "\n"


def _bare(text: str) -> str:
    return "".join(text.split())
