"""Cuts a body into passages: whole sentences of one paragraph, about as long as fits two lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile

from unionsearch.model import Span

#: A passage has about so many characters.
LENGTH = 100
#: What is shorter is a salutation, a heading or a date.
MORE_THAN_A_LINE = 30
#: In a sentence that is too long to be shown whole, so many places are looked at.
_WINDOWS = 8

_SENTENCE = re.compile(r"[^。！？!?；;\n]*(?:[。！？!?；;]+[”’」』）)]*|\n|$)")
_CLAUSE = re.compile(r"[，,、：:；;。！？!?\s]")

#: The characters ``[start, end)`` of a body.
Stretch = tuple[int, int]


def passages(body: str, places: Sequence[int], spans: Sequence[Span]) -> list[Stretch]:
    """Stretches of whole sentences around some places, and the beginning; none crosses a paragraph.

    ``spans`` are what was found: a sentence that is too long is cut around those in it.
    """
    paragraphs: dict[int, list[Stretch]] = {}
    found: dict[Stretch, None] = {}
    seen = 0
    for place in sorted({*_openings(body), *places}):
        if place < seen:
            continue  # In the same sentence as the place before.
        start = body.rfind("\n", 0, place) + 1
        sentences = paragraphs.get(start)
        if sentences is None:
            end = body.find("\n", place)
            paragraphs[start] = sentences = list(_sentences(body, start, len(body) if end < 0 else end))
        at = min(bisect_right(sentences, place, key=_end), len(sentences) - 1)
        if at >= 0:
            found.update(dict.fromkeys(_around(body, sentences, at, spans)))
            seen = sentences[at][1]
    return list(found) or [trimmed(body, 0, min(len(body), LENGTH))]


def _end(stretch: Stretch) -> int:
    return stretch[1]


def _sentences(body: str, start: int, end: int) -> Iterator[Stretch]:
    """The sentences, without the white space around them."""
    for match in _SENTENCE.finditer(body, start, end):
        stretch = trimmed(body, *match.span())
        if stretch[0] < stretch[1]:
            yield stretch


def _openings(body: str) -> Iterator[int]:
    """Where the first sentence begins, and the first that is more than a line."""
    for at, (start, end) in enumerate(_sentences(body, 0, len(body))):
        long = end - start >= MORE_THAN_A_LINE
        if at == 0 or long:
            yield start
        if long:
            return


def _around(body: str, sentences: Sequence[Stretch], at: int, spans: Sequence[Span]) -> Iterator[Stretch]:
    """The passage of a sentence, or passages when it is too long for one."""
    start, end = sentences[at]
    if end - start <= LENGTH:
        yield _filled(sentences, at)
        return
    first = bisect_left(spans, start, key=_start)
    inside = list(takewhile(lambda span: span.start < end, spans[first : first + _WINDOWS]))
    for span in inside or [Span(start, start)]:
        yield trimmed(body, *_window(body, start, end, span))


def _start(span: Span) -> int:
    return span.start


def _filled(sentences: Sequence[Stretch], at: int) -> Stretch:
    """A short sentence with those of its paragraph that follow it, then those before it."""
    start, end = sentences[at]
    for i in range(at + 1, len(sentences)):
        if sentences[i][1] - start > LENGTH:
            break
        end = sentences[i][1]
    for i in range(at - 1, -1, -1):
        if end - sentences[i][0] > LENGTH:
            break
        start = sentences[i][0]
    return start, end


def _window(body: str, start: int, end: int, span: Span) -> Stretch:
    """About LENGTH characters of a long sentence around a match, cut at clauses where there are some."""
    room = max(0, LENGTH - (span.end - span.start))
    left = max(start, span.start - room // 3)
    right = min(end, left + max(LENGTH, span.end - left))
    left = max(start, min(left, right - LENGTH))
    if left > start:
        clause = _CLAUSE.search(body, max(start, left - 12), span.start)
        left = clause.end() if clause else left
    if right < end:
        cuts = [m.end() for m in _CLAUSE.finditer(body, span.end, min(end, right + 12))]
        right = cuts[-1] if cuts else right
    return left, right


def trimmed(body: str, start: int, end: int) -> Stretch:
    """The stretch without white space at its ends."""
    text = body[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
