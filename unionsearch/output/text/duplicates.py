"""Articles that are the same text, group by group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unionsearch.lang import say
from unionsearch.output.cells import clean, wrap
from unionsearch.output.citation import citation
from unionsearch.output.paint import Paint
from unionsearch.output.text.about import cited
from unionsearch.reports import CopyGroup

_INDENT = "    "


def render(groups: Iterable[CopyGroup], cells: int | None, paint: Paint) -> Iterator[str]:
    """The first article's title, then every place where the text stands, the oldest first."""
    room = None if cells is None else cells - len(_INDENT)
    for number, group in enumerate(groups):
        title = clean(group.entries[0].article.title)
        lines = [paint.bold(title[start:end]) for start, end in wrap(title, cells)] or [""]
        for entry, likeness in zip(group.entries, group.likeness, strict=True):
            line = entry.article.line
            where = clean(citation(entry.issue, [line], [entry.article.page_of(line)])) + _differs(likeness)
            lines += [_INDENT + line for line in cited(where, entry.id, room, paint)]
        yield ("\n" if number else "") + "\n".join(lines) + "\n"


def _differs(likeness: float) -> str:
    """How much a copy has in common with the first, where it is not the whole."""
    if likeness == 1:
        return ""
    share = f"{likeness:.0%}" if likeness < 0.995 else "99%"
    return say(f"（{share} 相同）", f" ({share} the same)")
