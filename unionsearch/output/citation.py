"""Where an article stands, said as a person would cite it."""

from __future__ import annotations

from collections.abc import Sequence

from unionsearch.lang import say
from unionsearch.model import Issue, PeriodSource

_SOURCES: dict[PeriodSource, tuple[str, str]] = {
    "masthead": ("据报头", "masthead"),
    "file name": ("据文件名", "file name"),
    "front matter": ("据文件头", "front matter"),
    "issues.toml": ("据 issues.toml", "issues.toml"),
    "document properties": ("据文档属性", "document properties"),
    "text": ("据正文推定", "text"),
}


def citation(issue: Issue, lines: Sequence[int] = (), pages: Sequence[int | None] = ()) -> str:
    """The issue by name, number, period and publisher, as far as they are known, and the place in the file.

    That is its pages, or its lines where it has no pages (None).

    An issue of which neither name nor publisher is known goes by its file. A period that nothing
    states and that was worked out from the text is said to be so.
    """
    parts = [_name(issue)] if issue.title else []
    if issue.publisher and issue.publisher not in (issue.title or ""):
        parts.append(issue.publisher)
    if not parts:
        parts.append(issue.file)
    if not issue.title:
        parts += [when] if (when := _when(issue)) else []
    known = {page for page in pages if page is not None}
    if lines:
        numbers = [str(number) for number in sorted(known or set(lines))]
        unit, unit_en = ("页", "page") if known else ("行", "line")
        more = "s" if len(numbers) > 1 else ""
        parts.append(say(f"第 {'、'.join(numbers)} {unit}", f"{unit_en}{more} {', '.join(numbers)}"))
    return say("，", ", ").join(parts)


def period(text: str) -> str:
    """``2011-12`` as 2011年12月; English keeps the ISO form."""
    units = zip(text.split("-"), "年月日", strict=False)
    return say("".join(f"{int(part)}{unit}" for part, unit in units), text)


def source(period_from: PeriodSource | None) -> str:
    """What stated an issue's period, in words; empty for None."""
    return say(*_SOURCES[period_from]) if period_from else ""


def _name(issue: Issue) -> str:
    title = (issue.title or "").strip("《》")
    return say(f"《{title}》{_when(issue)}", f"《{title}》 {_when(issue)}".rstrip())


def _when(issue: Issue) -> str:
    """2011年第12期（总第128期）; the month where there is no number; with a mark where it is inferred."""
    year = issue.period[:4] if issue.period else None
    if issue.number is not None:
        number = say(f"第{issue.number}期", f"no. {issue.number}")
        said = say(f"{year}年{number}", f"{year} {number}") if year else number
    else:
        said = period(issue.period) if issue.period else ""
    aside = []
    if issue.total_number is not None:
        aside.append(say(f"总第{issue.total_number}期", f"total no. {issue.total_number}"))
    if issue.period_from == "text":
        aside.append(say("据正文推定", "worked out from the text"))
    if aside:
        said += say(f"（{'，'.join(aside)}）", f" ({', '.join(aside)})")
    return said.strip()
