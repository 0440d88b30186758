"""Whether two texts are copies of each other: decided by the texts themselves.

A reprint changes a word here and there, leaves out a sentence or two, puts the city's name for 我市. A
form filled in anew, this month's statistics or the next town's rules, changes less: only the numbers and
the names. So these decide beside the wording. Where some were replaced by others, the texts are two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from unionsearch.copies.shingles import LENGTH, Hashes, bare, hashes
from unionsearch.dates import number
from unionsearch.text import BREAK

#: How much of either text, at least, must stand in the other.
LEAST = 0.85
#: To leave something out is one thing, to put something else there another: where so much of one text
#: stands in the other, so much of the other may be missing in it. Half of an article is another article.
WHOLE = 0.95
LEAST_LEFT = 0.6
#: In texts of fewer characters one word may be the whole matter, and one must stand in the other whole.
SHORT = 150
#: A body of so many characters is compared without its title, which every editor makes anew.
_ENOUGH = 60

_NUMERALS = "〇零一二三四五六七八九十百"
# One Chinese numeral alone is mostly part of a word (统一, 一起), and 一 and 十 before 个 and 年 too.
_NUMBER = re.compile(
    f"[0-9]+|[{_NUMERALS}]{{2,}}|[{_NUMERALS}](?=[年月日号季期届次])|[二三四五六七八九](?=[个名人家户件台册])"
)
# 江岚区 and 张家港市, but not 我市, 全省, 社区. Only where a clause begins: a town that does something does
# so there, and elsewhere 邀请市 (邀请 the city's ...) would be a name.
_OUR = "全我本各该省市县区"
_PLACE = re.compile(
    f"(?:^|{BREAK})[一-鿿]{{1,2}}"
    f"(?:(?![{_OUR}])[一-鿿](?=[省市县])|(?![{_OUR}社地辖园山灾矿小厂校片街])[一-鿿](?=区))"
)
# 红星机械厂 and 文昌街道总工会, as they act: at the beginning of a clause, and no word of grammar in them.
_UNIT = re.compile(
    f"(?:^|{BREAK})([^\\W0-9A-Za-z把对在到给向为和与的了从将让请使被由于以及并就是有该各全我本每所其]{{2,9}}?"
    "(?:[镇乡村厂矿]|街道|公司|集团|学校|医院|总工会|工会)(?:总?工会)?)"
)
# Names one after the other: clauses of two or three characters, several in a row.
_NAMES = re.compile(f"(?<={BREAK})(?:[一-鿿]{{2,3}}{BREAK}){{2,}}")


@dataclass(frozen=True)
class Text:
    """An article made ready for comparing: its wording, bare; its numbers in order, and the places that it
    names, the title's included; the units that act in its body, and the names that it lists."""

    wording: str
    numbers: tuple[str, ...]
    places: frozenset[str]
    units: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @cached_property
    def runs(self) -> Hashes:
        """The wording's runs. Most comparisons are over before they are asked for."""
        return hashes(self.wording)

    @cached_property
    def sorted_runs(self) -> Hashes:
        """The same, for looking one up."""
        return np.sort(self.runs)


def text(title: str, body: str) -> Text:
    """An article, given as gram streams, made ready."""
    flat = title + BREAK + body
    numbers = tuple(_value(found[0]) for found in _NUMBER.finditer(flat))
    places = frozenset(found[0].strip(BREAK) for found in _PLACE.finditer(flat))
    units = frozenset(found[1] for found in _UNIT.finditer(body))
    names = frozenset(name for found in _NAMES.finditer(body) for name in found[0].split(BREAK) if name)
    return Text(wording(title, body), numbers, places, units, names)


def wording(title: str, body: str) -> str:
    """The characters of an article that are compared: the body's, and the title's where that is short."""
    letters = bare(body)
    return letters if len(letters) >= _ENOUGH else bare(title) + letters


def likeness(a: Text, b: Text) -> float:
    """The part of the text, from 0 to 1, that each has of the other at least; 0 when they are no copies."""
    shorter, longer = sorted((len(a.wording), len(b.wording)))
    if not shorter >= LEAST_LEFT * longer > 0:
        return 0.0
    if not (_within(a.numbers, b.numbers) or _within(b.numbers, a.numbers)):
        return 0.0
    if not (a.names <= b.names or b.names <= a.names):
        return 0.0
    if not (_stand_in(a.places, b) or _stand_in(b.places, a)):
        return 0.0
    if not (_are_among(a.units, b.units) or _are_among(b.units, a.units)):
        return 0.0
    least, most = sorted((_share(a, b), _share(b, a)))
    if most < WHOLE and (least < LEAST or longer < SHORT):
        return 0.0
    return least


def _stand_in(places: frozenset[str], other: Text) -> bool:
    """Whether the other text names all of these places, somewhere."""
    return all(place in other.places or place in other.wording for place in places)


def _are_among(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether each unit is one of the others, be it that one has the city's name before it."""
    return all(any(one.endswith(other) or other.endswith(one) for other in others) for one in some - others)


def _share(a: Text, b: Text) -> float:
    """The part of ``a``'s characters that stand in a run which ``b`` has too."""
    if not len(a.runs) or not len(b.runs):
        return 0.0
    at = np.minimum(np.searchsorted(b.sorted_runs, a.runs), len(b.sorted_runs) - 1)
    common = b.sorted_runs[at] == a.runs
    covered = np.zeros(len(a.wording), dtype=bool)
    for place in range(LENGTH):
        covered[place : place + len(common)] |= common
    return float(covered.mean())


def _within(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether ``few`` is ``many`` with some left out, in the same order."""
    rest = iter(many)
    return all(number in rest for number in few)


def _value(numeral: str) -> str:
    try:
        return str(number(numeral))
    except ValueError:
        return numeral
