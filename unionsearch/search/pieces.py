"""Cuts a bare word of a query into the pieces that mean something.

A run of Han characters is cut into words by the general dictionary. What the dictionary does not know
falls to single characters; side by side these are one piece again (跑 路), and a number is one piece
with the word that it counts (30 亿, 12 月), because neither means anything alone. Dates,
shares (5%), 第12期, the numbers of documents (〔2011〕5号) and of things (一万二千人) stay whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from unionsearch.analysis.analyzer import Analyzer
from unionsearch.patterns import pattern
from unionsearch.search.amounts import counted, has_figures
from unionsearch.text import kinds

#: Characters that are no part of a word, even beside single characters that may be one.
PARTICLES = frozenset("的了和与及在是之也吗呢吧把被或我你他她它谁哪想找请啥")
_MAGNITUDES = frozenset("十百千万亿")
_NUMERALS = frozenset("〇一二三四五六七八九十百千两零")
#: Words of more characters than this are taken apart into shorter words.
LONGEST = 4

_DIGIT = "[0-9]"
_HAN = "[〇零一二三四五六七八九十]"
WHOLE = pattern(
    rf"(?:{_DIGIT}{{4}}|[〇零一二三四五六七八九]{{4}})年(?:(?:{_DIGIT}|{_HAN}){{1,3}}月(?:(?:{_DIGIT}|{_HAN}){{1,3}}[日号])?)?"
    rf"|{_DIGIT}{{1,2}}月{_DIGIT}{{1,2}}[日号]|{_HAN}{{1,3}}月{_HAN}{{1,3}}[日号]"
    rf"|第(?:{_DIGIT}{{1,4}}|{_HAN}{{1,4}})期"
    rf"|(?:[\u4e00-\u9fff]{{1,4}}[发字办函令通组])?[〔\[(（【［]{_DIGIT}{{4}}[〕\])）】］]第?{_DIGIT}{{1,5}}号"
    rf"|{_DIGIT}+(?:[.,]{_DIGIT}+)*%|百分之(?:{_DIGIT}|{_HAN}|百|点)+"
)


def pieces(text: str, analyzer: Analyzer) -> Iterator[tuple[str, int, int]]:
    """The pieces of a normalised text: (piece, start, end)."""
    at = 0
    for start, end in _stretches(text):
        yield from _between(text, at, start, analyzer)
        yield text[start:end], start, end
        at = end
    yield from _between(text, at, len(text), analyzer)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """What stays whole whatever its words: dates, shares, numbers of issues, numbers of things."""
    if not has_figures(text):
        return
    end = 0
    for stretch in sorted([*(match.span() for match in WHOLE.finditer(text)), *counted(text)]):
        if stretch[0] >= end:
            yield stretch
            end = stretch[1]


def _between(text: str, first: int, last: int, analyzer: Analyzer) -> Iterator[tuple[str, int, int]]:
    begin = end_at = first
    grows = ""  # What the piece that is being put together may take up: see _grows.
    for word, start, end in _words(text[first:last], analyzer):
        start, end = start + first, end + first
        taken = grows and start == end_at and _may_join(grows, text[end_at - 1], word)
        if not taken:
            if end_at > begin:
                yield text[begin:end_at], begin, end_at
            begin = start
            grows = _grows(word)
        elif grows == "digits":
            grows = "digits" if set(word) <= _MAGNITUDES else ""
        elif kinds(word[0]) == "n":
            grows = "digits"
        elif grows != "singles":
            grows = ""
        end_at = end
    if end_at > begin:
        yield text[begin:end_at], begin, end_at


def _grows(word: str) -> str:
    """What a word is the beginning of: digits with what they count, a numeral, letters, single characters."""
    if kinds(word[0]) == "n":
        return "digits" if word[-1].isdigit() else "letters"
    if set(word) <= _NUMERALS:
        return "numeral"
    return "singles" if len(word) == 1 and word not in PARTICLES else ""


def _may_join(grows: str, before: str, word: str) -> bool:
    """Whether a word goes on a piece that ends in the character ``before``."""
    if kinds(word[0]) == "n":
        return before == "第"
    if grows == "digits":
        return True
    return len(word) == 1 and word not in PARTICLES


def _words(text: str, analyzer: Analyzer) -> Iterator[tuple[str, int, int]]:
    # A term of the lexicon (工资集体协商) is more than one piece: an article that has its words matches.
    for word, start, end in analyzer.cut(text, terms=False):
        if end - start <= LONGEST or kinds(word[0]) != "h":
            yield word, start, end
            continue
        for part in analyzer.segmenter.cover(word):
            yield part, start, start + len(part)
            start += len(part)
