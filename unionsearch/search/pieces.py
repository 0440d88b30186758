"""Cuts a bare word of a query into the pieces that mean something.

A run of Han characters is cut into words by the general dictionary. What the dictionary does not know
falls to single characters; side by side these are one piece again (跑 路), and a number is one piece
with the word that it counts (30 亿, 12 月), because neither means anything alone. Dates stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionsearch.analysis.analyzer import Analyzer
from unionsearch.text import kinds

#: Characters that are no part of a word, even beside single characters that may be one.
PARTICLES = frozenset("的了和与及在是之也吗呢吧把被或")
#: Words of more characters than this are taken apart into shorter words.
LONGEST = 4

_DIGIT = "[0-9]"
_HAN = "[〇零一二三四五六七八九十]"
DATE = re.compile(
    rf"(?:{_DIGIT}{{4}}|[〇零一二三四五六七八九]{{4}})年(?:(?:{_DIGIT}|{_HAN}){{1,3}}月(?:(?:{_DIGIT}|{_HAN}){{1,3}}[日号])?)?"
    rf"|{_DIGIT}{{1,2}}月{_DIGIT}{{1,2}}[日号]|{_HAN}{{1,3}}月{_HAN}{{1,3}}[日号]"
)


def pieces(text: str, analyzer: Analyzer) -> Iterator[tuple[str, int, int]]:
    """The pieces of a normalised text: (piece, start, end)."""
    at = 0
    for match in DATE.finditer(text):
        yield from _between(text, at, match.start(), analyzer)
        yield match.group(), match.start(), match.end()
        at = match.end()
    yield from _between(text, at, len(text), analyzer)


def _between(text: str, first: int, last: int, analyzer: Analyzer) -> Iterator[tuple[str, int, int]]:
    open_at = -1  # Where the piece begins that may still grow.
    end_at = -1
    for word, start, end in _words(text[first:last], analyzer):
        start, end = start + first, end + first
        han = kinds(word[0]) == "h"
        single = han and end - start == 1 and word not in PARTICLES
        touches = open_at >= 0 and start == end_at
        counted = touches and kinds(text[end_at - 1]) == "n"
        if touches and han and (single or (counted and text[end_at - 1].isdigit())):
            end_at = end
            if not counted:
                continue
            yield text[open_at:end_at], open_at, end_at
            open_at = -1
            continue
        if open_at >= 0:
            yield text[open_at:end_at], open_at, end_at
        open_at, end_at = start, end
        if not (single or not han):
            yield word, start, end
            open_at = -1
    if open_at >= 0:
        yield text[open_at:end_at], open_at, end_at


def _words(text: str, analyzer: Analyzer) -> Iterator[tuple[str, int, int]]:
    # A term of the lexicon (工资集体协商) is more than one piece: an article that has its words matches.
    for word, start, end in analyzer.cut(text, terms=False):
        if end - start <= LONGEST or kinds(word[0]) != "h":
            yield word, start, end
            continue
        for part in analyzer.segmenter.cover(word):
            yield part, start, start + len(part)
            start += len(part)
