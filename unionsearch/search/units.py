"""What a bare word of a query asks for: the units that an article must contain.

A run of Han characters is cut into words, and each word is a unit. What the dictionary does not know
falls to single characters; side by side these are one unit again (跑 路), and a number is one unit with
the word that it counts (30 亿, 12 月), because neither means anything alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from unionsearch.analysis.analyzer import Analyzer
from unionsearch.dates import DateRange, parse_range
from unionsearch.engines.conditions import Condition, Days, Run, Word, all_of, any_of
from unionsearch.search.stopwords import stopwords
from unionsearch.text import BREAK, flatten, kinds, normalize

#: Characters that are no part of a word, even beside single characters that may be one.
_PARTICLES = frozenset("的了和与及在是之也吗呢吧把被或")
#: Words of more characters than this are taken apart into shorter words.
_LONGEST_UNIT = 4

_DATE = re.compile(r"(?:[0-9]{4}|[〇零一二三四五六七八九]{4})年(?:[0-9一二三四五六七八九十]{1,3}月(?:[0-9一二三四五六七八九十]{1,3}[日号])?)?|[0-9]{1,2}月[0-9]{1,2}[日号]")


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to find. ``text`` is it in a gram stream; ``dates`` the days that it also stands for.

    A weak unit (a lone character) is asked for like any other but never brings up an article alone.
    """

    text: str
    condition: Condition
    weak: bool = False
    dates: Days | None = None


def days_of(range_: DateRange) -> Days:
    """A range of dates as a condition."""
    first, last = range_.first, range_.last
    return Days(first.year * 10000 + first.month * 100 + first.day, last.year * 10000 + last.month * 100 + last.day)


def units(text: str, fields: tuple[str, ...], analyzer: Analyzer) -> list[Unit]:
    """The units of a bare word, in order; none when it holds only stop words or punctuation."""
    normalized = normalize(text).text
    found: list[Unit] = []
    at = 0
    for match in _DATE.finditer(normalized):
        found += _units(normalized[at : match.start()], fields, analyzer)
        found.append(_date(match.group(), fields))
        at = match.end()
    found += _units(normalized[at:], fields, analyzer)
    return list({unit.text: unit for unit in found}.values())


def _date(text: str, fields: tuple[str, ...]) -> Unit:
    """A date is met by its own characters, and by articles of that date."""
    run = Run(text, fields, whole_numbers=True)
    try:
        days = days_of(parse_range(text))
    except ValueError:
        return Unit(text, run)
    return Unit(text, any_of([run, days]), dates=days)


def _units(text: str, fields: tuple[str, ...], analyzer: Analyzer) -> Iterator[Unit]:
    for piece in _pieces(text, analyzer):
        flat = flatten(piece)
        if flat in stopwords():
            continue
        if kinds(piece[0]) == "n" and kinds(piece[-1]) == "h":
            yield Unit(flat, Run(flat, fields, whole_numbers=True))
        elif kinds(piece[0]) != "h":
            # A number with a point is one word; its gram stream has a break where the point is.
            yield Unit(flat, Word(piece, fields))
        else:
            # A long word is also met by the shorter words that make it up: 工会干部 by 工会 and 干部.
            cover = analyzer.segmenter.cover(piece) if len(flat) >= _LONGEST_UNIT else [piece]
            apart = all_of(any_of([Word(part, fields), Run(part, fields)]) for part in cover)
            yield Unit(flat, any_of([apart, Run(flat, fields), Word(piece, fields)]), weak=len(flat) == 1)


def _pieces(text: str, analyzer: Analyzer) -> list[str]:
    """The text's words, with single characters and numbers put together as described above."""
    pieces: list[str] = []
    open_until = -1  # Where the last piece ends, while more may be added to it.
    for word, start, end in _short_words(text, analyzer):
        single = end - start == 1 and kinds(word) == "h" and word not in _PARTICLES
        counted = open_until == start and kinds(pieces[-1][-1]) == "n"
        if open_until == start and kinds(word[0]) == "h" and (single or _is_number(pieces[-1])):
            pieces[-1] += word
            open_until = end if single and not counted else -1
        else:
            pieces.append(word)
            open_until = end if single or kinds(word[0]) == "n" else -1
    return pieces


def _is_number(piece: str) -> bool:
    return piece[-1].isdigit() and piece[-1].isascii()


def _short_words(text: str, analyzer: Analyzer) -> Iterator[tuple[str, int, int]]:
    # A term of the lexicon (工资集体协商) is more than one unit: an article that has its words matches.
    for word, start, end in analyzer.cut(text, terms=False):
        if end - start <= _LONGEST_UNIT or kinds(word[0]) != "h":
            yield word, start, end
            continue
        for part in analyzer.segmenter.cover(word):
            yield part, start, start + len(part)
            start += len(part)


def scored_tokens(text: str, analyzer: Analyzer) -> tuple[list[str], list[str]]:
    """The words and the grams by which articles are ranked for a text; stop words left out."""
    normalized = normalize(text).text
    words = [word for word, _, _ in analyzer.words(normalized) if word not in stopwords()]
    flat = flatten(text)
    pairs = (flat[i : i + 2] for i in range(len(flat) - 1))
    grams = [pair for pair in pairs if BREAK not in pair and " " not in pair and not _is_stop(pair)]
    return list(dict.fromkeys(words)), list(dict.fromkeys(grams))


def _is_stop(pair: str) -> bool:
    return pair in stopwords() or (pair[0] in stopwords() and pair[1] in stopwords())
