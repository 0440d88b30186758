"""Other ways to write the same number or date: 十二月 and 12月, 百分之五 and 5%, 30亿元 and 3,000,000,000元.

Only what is certain: a numeral is rewritten when what follows it says that it is a number.
"""

from __future__ import annotations

import re

from unionsearch.dates import number
from unionsearch.patterns import pattern
from unionsearch.search.amounts import amounts, has_figures, spelled

_UNITS = "年月日号届次期个名人家条项户件岁周天"
_ARABIC = pattern(rf"([0-9]{{1,2}})([{_UNITS}].*)")
_CHINESE = pattern(rf"([一二三四五六七八九十]{{1,3}})([{_UNITS}].*)")
_YEAR_ARABIC = pattern(r"([0-9]{4})(年.*)")
_YEAR_CHINESE = pattern(r"([〇零一二三四五六七八九]{4})(年.*)")
_PERCENT = pattern(r"([0-9]+(?:\.[0-9]+)?)%")
_PERCENT_CHINESE = pattern(r"百分之([一二三四五六七八九十百]{1,4})")

_NUMERALS = "〇一二三四五六七八九"


def writings(text: str) -> list[str]:
    """The other ways to write a normalised piece; none for most."""
    if not has_figures(text):
        return []
    found: list[str] = []
    for year, rest in _years(text):
        found += [year + tail for tail in [rest, *_month_and_day(rest)]]
    if not found:
        found = _month_and_day(text) + _percent(text) + amounts(text)
    return [w for w in dict.fromkeys(found) if w != text]


def _years(text: str) -> list[tuple[str, str]]:
    if match := _YEAR_ARABIC.fullmatch(text):
        digits, rest = match.groups()
        return [(digits, rest), ("".join(_NUMERALS[int(d)] for d in digits), rest)]
    if match := _YEAR_CHINESE.fullmatch(text):
        numerals, rest = match.groups()
        plain = numerals.replace("零", "〇")
        return [(str(number(plain)), rest), (plain, rest), (plain.replace("〇", "零"), rest)]
    return []


def _month_and_day(text: str) -> list[str]:
    """Counted things in the other numerals, all through: 12月26日 and 十二月二十六日."""
    head = re.match(r"年", text)
    start = head.end() if head else 0
    tail = text[start:]
    if match := _ARABIC.fullmatch(tail):
        count, rest = int(match.group(1)), match.group(2)
        if 0 < count < 100 and len(match.group(1)) == len(str(count)):
            rests = [rest[0] + r for r in [*_month_and_day(rest[1:]), rest[1:]]][:1]
            return [text[:start] + spelled(count) + r for r in rests]
    if match := _CHINESE.fullmatch(tail):
        try:
            count = number(match.group(1))
        except ValueError:
            return []
        if 0 < count < 100 and spelled(count) == match.group(1):
            rest = match.group(2)
            rests = [rest[0] + r for r in [*_month_and_day(rest[1:]), rest[1:]]][:1]
            return [f"{text[:start]}{count}{r}" for r in rests]
    return []


def _percent(text: str) -> list[str]:
    if match := _PERCENT.fullmatch(text):
        share = match.group(1)
        return [f"百分之{share}"] + (
            [f"百分之{spelled(int(share))}"] if share.isdigit() and 0 < int(share) < 100 else []
        )
    if match := _PERCENT_CHINESE.fullmatch(text):
        try:
            return [f"{number(match.group(1))}%"]
        except ValueError:
            return []
    return []
