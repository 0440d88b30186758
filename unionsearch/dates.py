"""Dates as bulletins and queries write them: ISO or Chinese, whole days or longer periods, ranges."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from unionsearch.patterns import pattern

_ZERO = "〇零○Ｏ"
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys(_ZERO, 0) | {"两": 2}
# 壹, 贰 ... as they are written against forgery, and 廿 and 卅 for tens.
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰貳參陸", "一二三四五六七八九十百二三六") | {
    ord("廿"): "二十",
    ord("卅"): "三十",
}
_FULL_WIDTH = {ord(c): chr(ord(c) - 0xFEE0) for c in "０１２３４５６７８９－／．"}

_ONES = "[一二三四五六七八九]"
_COUNT = pattern(rf"(?:([一二三四五六七八九两]?)(百)[{_ZERO}]?)?(?:({_ONES}?)(十))?({_ONES}?)")
_NUMBER = rf"[0-9０-９]+|[{_ZERO}一二三四五六七八九十百]+"
_CHINESE = pattern(rf"({_NUMBER})\s*年(?:\s*({_NUMBER})\s*月(?:份)?(?:\s*({_NUMBER})\s*[日号號])?)?")
_ISO = pattern(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?")

EARLIEST = date(1, 1, 1)
LATEST = date(9999, 12, 31)


def number(text: str) -> int:
    """The whole number that ``text`` writes, in Arabic, full-width or Chinese numerals (up to 百), the
    formal ones (壹, 贰) and 廿 included.

    Numerals without 十 or 百 are read digit by digit, as in 二〇一一. Raises ValueError otherwise.
    """
    text = text.strip()
    plain = text.translate(_FULL_WIDTH)
    if plain.isascii() and plain.isdigit():
        return int(plain)
    text = text.translate(_PLAIN)
    if not text:
        raise ValueError(text)
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    count = _COUNT.fullmatch(text)
    if count is None:
        raise ValueError(text)
    hundreds, hundred, tens, ten, ones = count.groups()
    # 十二 has no digit before its 十.
    return (
        (100 * _DIGITS[hundreds or "一"] if hundred else 0)
        + (10 * _DIGITS[tens or "一"] if ten else 0)
        + (_DIGITS[ones] if ones else 0)
    )


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a month or a year: ``text`` as ``YYYY[-MM[-DD]]`` and its first and last day."""

    text: str
    first: date
    last: date

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> Period:
        """The period of these numbers. Raises ValueError where the calendar has no such day or month."""
        if not 1 <= year <= 9999:
            raise ValueError(f"year {year}")
        if month is None:
            return cls(f"{year:04}", date(year, 1, 1), date(year, 12, 31))
        if day is None:
            if not 1 <= month <= 12:
                raise ValueError(f"month {month}")
            end = calendar.monthrange(year, month)[1]
            return cls(f"{year:04}-{month:02}", date(year, month, 1), date(year, month, end))
        exact = date(year, month, day)
        return cls(exact.isoformat(), exact, exact)


@dataclass(frozen=True, slots=True)
class DateRange:
    """All days from ``first`` to ``last``, both included. Open ends are EARLIEST and LATEST."""

    first: date = EARLIEST
    last: date = LATEST


def parse_period(text: str) -> Period:
    """Read ``2011``, ``2011-12``, ``2011-12-26``, ``2011年12月26日``, ``二〇一一年十二月`` as a whole.

    Slashes and points are read like hyphens. Years have four digits. Raises ValueError when the text is
    no date or the calendar has no such date.
    """
    text = text.strip()
    match = _CHINESE.fullmatch(text) or _ISO.fullmatch(text.translate(_FULL_WIDTH))
    if match is None:
        raise ValueError(text)
    parts = [number(g) for g in match.groups() if g is not None]
    if parts[0] < 1000:
        raise ValueError(text)
    return Period.of(*parts)


class ReversedRange(ValueError):
    """Two dates of which the second is before the first."""


def parse_range(text: str) -> DateRange:
    """Read a period, or two with ``..`` between them of which one may be missing.

    Raises ReversedRange when the range ends before it begins, and ValueError for anything else.
    """
    first, dots, last = text.strip().partition("..")
    if not dots:
        period = parse_period(first)
        return DateRange(period.first, period.last)
    if not first.strip() and not last.strip():
        raise ValueError(text)
    found = DateRange(
        parse_period(first).first if first.strip() else EARLIEST,
        parse_period(last).last if last.strip() else LATEST,
    )
    if found.first > found.last:
        raise ReversedRange(text)
    return found
