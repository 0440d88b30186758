"""A page of hits: what was found, each with its title, its passages and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from unionsearch.lang import say
from unionsearch.model import Hit, Page, Snippet, Span
from unionsearch.output.cells import clean, width, wrap
from unionsearch.output.citation import citation
from unionsearch.output.paint import Paint
from unionsearch.output.text.about import about, cited, count

_LEAST = 20
_MOST_COPIES = 3


def render(page: Page, cells: int | None, paint: Paint) -> Iterator[str]:
    """The page in pieces: the count, then each hit, then how to see more."""
    yield _head(page, cells)
    rank_width = len(str(page.hits[-1].rank)) if page.hits else 1
    for hit in page.hits:
        yield "\n" + _hit(hit, max(2, rank_width), cells, paint)
    last = page.hits[-1].rank if page.hits else 0
    if 0 < last < page.total:
        rest = page.total - last
        yield "\n" + say(
            f"还有 {rest} 篇：同一命令加 --offset {last}。\n",
            f"{rest} more: add --offset {last} to the same command.\n",
        )


def _head(page: Page, cells: int | None) -> str:
    lines = [_counted(page)]
    for note in page.notes:
        text = say("注：", "Note: ") + clean(note)
        lines += [text[start:end] for start, end in wrap(text, cells)]
    return "\n".join(lines) + "\n"


def _counted(page: Page) -> str:
    took = f"{page.took_ms:.0f}" if page.took_ms >= 1 else "<1"
    time = say(f"（{took} 毫秒）", f" ({took} ms)")
    if page.total == 0:
        return say("没有找到。", "Nothing was found.")
    if not page.hits:
        return say(
            f"共 {page.total} 篇，这一页已在末尾之后。",
            f"{count(page.total)} in all; this page lies beyond the last.",
        )
    if page.complete == page.total:
        return say(f"找到 {page.total} 篇", f"{count(page.total)} found") + time
    if page.complete == 0:
        return (
            say(
                f"没有完全符合的，{page.total} 篇部分符合",
                f"No complete match; {count(page.total)} match in part",
            )
            + time
        )
    return (
        say(
            f"找到 {page.total} 篇，其中 {page.complete} 篇完全符合",
            f"{count(page.total)} found, {page.complete} of them matching all of the query",
        )
        + time
    )


def _hit(hit: Hit, rank_width: int, cells: int | None, paint: Paint) -> str:
    indent = " " * (rank_width + 2)
    room = None if cells is None else max(_LEAST, cells - len(indent))
    lines = _title(hit, room, paint)
    if said := about(hit.article):
        lines += [paint.faint(said[start:end]) for start, end in wrap(said, room)]
    for snippet in hit.snippets:
        lines += _passage(hit, snippet, room, paint)
    lines += _source(hit, room, paint)
    lines += _also_in(hit, room, paint)
    if hit.explanation:
        parts = ", ".join(f"{name} {value:.2f}" for name, value in hit.explanation)
        explained = say(f"得分 {hit.score:.2f}：{parts}", f"score {hit.score:.2f}: {parts}")
        lines += [paint.faint(explained[start:end]) for start, end in wrap(explained, room)]
    rank = f"{hit.rank:>{rank_width}}  "
    return "\n".join([rank + lines[0], *(indent + line for line in lines[1:])]) + "\n"


def _title(hit: Hit, room: int | None, paint: Paint) -> list[str]:
    title = clean(hit.article.title)
    lines = [
        paint.marked(title, hit.title_highlights, start, end, bold=True) for start, end in wrap(title, room)
    ] or [""]
    if not hit.complete:
        mark = say("（部分符合）", "(partial)")
        last_start, last_end = (wrap(title, room) or [(0, 0)])[-1]
        gap = say("", " ")
        if room is None or width(title[last_start:last_end]) + len(gap) + width(mark) <= room:
            lines[-1] += gap + paint.faint(mark)
        else:
            lines.append(paint.faint(mark))
    return lines


def _passage(hit: Hit, snippet: Snippet, room: int | None, paint: Paint) -> list[str]:
    lines = []
    if snippet.heading:
        heading = "§ " + clean(snippet.heading)
        lines += [paint.faint(heading[start:end]) for start, end in wrap(heading, room)]
    before, after = _ellipses(hit, snippet)
    text = before + clean(snippet.text) + after
    shift = len(before)
    spans = [Span(s.start + shift, s.end + shift) for s in snippet.highlights]
    return lines + [paint.marked(text, spans, start, end) for start, end in wrap(text, room)]


def _ellipses(hit: Hit, snippet: Snippet) -> tuple[str, str]:
    """Dots where the body goes on before or after the passage within its paragraph."""
    body, end = hit.article.body, snippet.start + len(snippet.text)
    if body[snippet.start : end] != snippet.text:
        return "", ""
    goes_on_before = body[: snippet.start].rpartition("\n")[2].strip() != ""
    goes_on_after = body[end:].partition("\n")[0].strip() != ""
    return "…" if goes_on_before else "", "…" if goes_on_after else ""


def _also_in(hit: Hit, room: int | None, paint: Paint) -> list[str]:
    """Where else the article stands, the first of these places when there are many."""
    lines = []
    for copy in hit.also_in[:_MOST_COPIES]:
        said = say("另见：", "also in: ") + clean(citation(copy.issue))
        lines += cited(said, copy.id, room, paint)
    if len(hit.also_in) > _MOST_COPIES:
        rest = len(hit.also_in) - _MOST_COPIES
        lines.append(paint.faint(say(f"另见：还有 {rest} 处", f"also in: {rest} more")))
    return lines


def _source(hit: Hit, room: int | None, paint: Paint) -> list[str]:
    """The citation, and the id behind it where there is room, else on a line of its own."""
    lines_of_file = [s.line for s in hit.snippets] or [hit.article.line]
    pages = [hit.article.page_of(line) for line in lines_of_file]
    return cited(clean(citation(hit.issue, lines_of_file, pages)), hit.id, room, paint)
