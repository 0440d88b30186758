"""The steps from a text to its tokens, one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unionsearch.lang import say
from unionsearch.output.cells import clean, pad, width
from unionsearch.reports import Analysis, AnalyzedToken


def render(analysis: Analysis, cells: int | None) -> Iterator[str]:
    """Text, normalised text, gram stream and cut; then words and grams with their place in the text."""
    rows = [
        (say("原文", "text"), clean(analysis.text)),
        (say("规范", "normalised"), clean(analysis.normalized)),
        (say("字流", "stream"), clean(analysis.stream)),
        (say("切分", "cut"), " / ".join(clean(token.text) for token in analysis.cut)),
    ]
    labels = [label for label, _ in rows] + [say("词", "words"), say("双字", "grams")]
    room = max(width(label) for label in labels) + 2
    for label, value in rows:
        yield f"{pad(label, room)}{value}\n"
    for label, tokens in ((labels[-2], analysis.words), (labels[-1], analysis.grams)):
        yield from _tokens(label, tokens, room, cells)


def _tokens(label: str, tokens: Sequence[AnalyzedToken], room: int, cells: int | None) -> Iterator[str]:
    line = pad(label, room)
    empty = True
    for token in tokens:
        shown = _token(token)
        if not empty and cells is not None and width(line) + 2 + width(shown) > cells:
            yield line + "\n"
            line, empty = " " * room, True
        line += shown if empty else "  " + shown
        empty = False
    yield line.rstrip() + "\n"


def _token(token: AnalyzedToken) -> str:
    """``工资[0,2)``, with the original where it was written otherwise: ``工资[0,2)=工資``."""
    shown = f"{clean(token.text)}[{token.start},{token.end})"
    return shown if token.original == token.text else f"{shown}={clean(token.original)}"
