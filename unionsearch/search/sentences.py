"""Cuts a body into passages: whole sentences of one paragraph, about as long as fits two lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import takewhile

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


class Sentences:
    """The sentences of a body, found a paragraph at a time and kept."""

    def __init__(self, body: str) -> None:
        self.body = body
        self._paragraphs: dict[int, list[Stretch]] = {}

    def around(self, place: int) -> list[Stretch]:
        """The sentences of the paragraph in which a place is."""
        start = self.body.rfind("\n", 0, place) + 1
        found = self._paragraphs.get(start)
        if found is None:
            end = self.body.find("\n", place)
            found = list(_sentences(self.body, start, len(self.body) if end < 0 else end))
            self._paragraphs[start] = found
        return found

    @cached_property
    def openings(self) -> tuple[int, ...]:
        """Where the first sentence begins, and the first that is more than a line."""
        first: tuple[int, ...] = ()
        for start, end in _sentences(self.body, 0, len(self.body)):
            if end - start >= MORE_THAN_A_LINE:
                return (*first, start)
            first = first or (start,)
        return first


def passages(sentences: Sentences, places: Iterable[int], spans: Sequence[Stretch]) -> list[Stretch]:
    """Stretches of whole sentences around some places, and the beginning; none crosses a paragraph.

    ``spans`` are what was found: a sentence that is too long is cut around those in it.
    """
    body = sentences.body
    found: dict[Stretch, None] = {}
    seen = 0
    for place in sorted({*sentences.openings, *places}):
        if place < seen:
            continue  # In the same sentence as the place before.
        paragraph = sentences.around(place)
        if paragraph:
            at = _at(paragraph, place)
            for passage in _around(body, paragraph, at, spans):
                found[passage] = None
            seen = paragraph[at][1]
    return list(found) or [trimmed(body, 0, min(len(body), LENGTH))]


def _at(sentences: Sequence[Stretch], place: int) -> int:
    """Which sentence a place is in; from between two it is the second, from behind the last the last."""
    at = max(0, bisect_left(sentences, (place + 1,)) - 1)
    return at + (sentences[at][1] <= place and at + 1 < len(sentences))


def _sentences(body: str, start: int, end: int) -> Iterator[Stretch]:
    """The sentences, without the white space around them."""
    for match in _SENTENCE.finditer(body, start, end):
        stretch = trimmed(body, *match.span())
        if stretch[0] < stretch[1]:
            yield stretch


def _around(body: str, sentences: Sequence[Stretch], at: int, spans: Sequence[Stretch]) -> Iterator[Stretch]:
    """The passage of a sentence, or passages when it is too long for one."""
    start, end = sentences[at]
    if end - start <= LENGTH:
        yield _filled(sentences, at)
        return
    first = bisect_left(spans, (start,))
    inside = list(takewhile(lambda span: span[0] < end, spans[first : first + _WINDOWS]))
    for span in inside or [(start, start)]:
        yield trimmed(body, *_window(body, start, end, span))


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


def _window(body: str, start: int, end: int, span: Stretch) -> Stretch:
    """About LENGTH characters of a long sentence around a match, cut at clauses where there are some."""
    room = max(0, LENGTH - (span[1] - span[0]))
    left = max(start, span[0] - room // 3)
    right = min(end, left + max(LENGTH, span[1] - left))
    left = max(start, min(left, right - LENGTH))
    if left > start:
        clause = _CLAUSE.search(body, max(start, left - 12), span[0])
        left = clause.end() if clause else left
    if right < end:
        cuts = [m.end() for m in _CLAUSE.finditer(body, span[1], min(end, right + 12))]
        right = cuts[-1] if cuts else right
    return left, right


def trimmed(body: str, start: int, end: int) -> Stretch:
    """The stretch without white space at its ends."""
    while start < end and body[start].isspace():
        start += 1
    while start < end and body[end - 1].isspace():
        end -= 1
    return start, end
