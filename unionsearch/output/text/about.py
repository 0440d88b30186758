"""What is said about an article in one line, where it stands, and counts in words."""

from __future__ import annotations

from unionsearch.lang import say
from unionsearch.model import Article, Kind
from unionsearch.output.cells import clean, width, wrap
from unionsearch.output.paint import Paint

_MOST_DATES = 2


def about(article: Article) -> str:
    """Section, kind, contributor (or byline) and dates, as far as there are any."""
    named = kind(article.kind)
    parts = [
        article.section,
        # Briefs usually stand in a section that is called so.
        named if article.kind != "article" and named != article.section else None,
        article.contributor or article.byline,
        dates(article),
    ]
    return " · ".join(squeezed(part) for part in parts if part)


def squeezed(text: str) -> str:
    """``text`` on one line, the runs of spaces with which bulletins align names made single."""
    return " ".join(clean(text).split())


def dates(article: Article) -> str:
    """The first dates and how many there are in all."""
    days = [day.isoformat() for day in article.dates]
    shown = say("、", ", ").join(days[:_MOST_DATES])
    if len(days) > _MOST_DATES:
        shown += say(f" 等 {len(days)} 天", f" and {len(days) - _MOST_DATES} more")
    return shown


def kind(kind: Kind) -> str:
    """The kind of an article in words."""
    return {
        "article": say("文章", "article"),
        "brief": say("简讯", "brief"),
        "report": say("报告", "report"),
    }[kind]


def cited(citation: str, id_: str, room: int | None, paint: Paint) -> list[str]:
    """A citation in faint lines, and the article's id behind it where there is room, else below it."""
    name = f"[{clean(id_)}]"
    spans = wrap(citation, room)
    lines = [paint.faint(citation[start:end]) for start, end in spans]
    start, end = spans[-1] if spans else (0, 0)
    if lines and (room is None or width(citation[start:end]) + 2 + width(name) <= room):
        lines[-1] += "  " + paint.name(name)
    else:
        lines.append(paint.name(name))
    return lines


def count(number: int, one: str = "article") -> str:
    """An English count: ``1 article``, ``2 articles``."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
