"""Whole numbers of things: 12000人, 12,000人, 1.2万人, 1万2千人 and 一万二千人 are the same.

Only what is certain. 一万二 may be 12,000 or a slip, 三千多 is no number: neither is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from unionsearch.patterns import pattern

_DIGITS = "〇一二三四五六七八九"
_SIZES = {"亿": 100_000_000, "万": 10_000}
_PLACES = {"千": 1000, "百": 100, "十": 10}
#: What is counted: a numeral before it is a number and no part of a name.
MEASURES = (
    "人次|平方米|公斤|公里|小时|课时"
    "|[人名户家个件份元吨亩米天场次位条台辆套所项笔例只头棵本册张对种座支箱袋桶盒]"
)

_ARABIC = r"[0-9]+(?:\.[0-9]+)?[百千万亿]+(?:[0-9]+[百千万]+)*|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{3,}"
_NUMERALS = "一二两三四五六七八九十"
_CHINESE = rf"[{_NUMERALS}][{_NUMERALS}百千万亿零〇]*[百千万亿][{_NUMERALS}零〇]*"
_COUNTED = pattern(rf"(?<![第0-9.,])(?P<number>{_ARABIC}|{_CHINESE})(?:{MEASURES})")
_TWO = pattern(rf"([2二两])(?:{MEASURES})")
_BARE = pattern(r"[0-9]+(?:\.[0-9]+)?[万亿]|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{5,}")
_FIGURES = frozenset(_DIGITS + "零两0123456789").union(_SIZES, _PLACES)


def has_figures(text: str) -> bool:
    """Whether a normalised text has a digit or a numeral; without one there is no number, and no date."""
    return not _FIGURES.isdisjoint(text)


def counted(text: str) -> Iterator[tuple[int, int]]:
    """Where in a normalised text a number of things stands whose value is certain: (start, end)."""
    for match in _COUNTED.finditer(text):
        if _value(match.group("number")) is not None:
            yield match.span()


def amounts(text: str) -> list[str]:
    """Other ways to write what is a number of things, or a large number alone; none for anything else."""
    if pair := _TWO.fullmatch(text):
        return [two + text[1:] for two in "2二两" if two != pair.group(1)]
    match = _COUNTED.fullmatch(text)
    written = match.group("number") if match else text if _BARE.fullmatch(text) else ""
    value = _value(written) if written else None
    if value is None:
        return []
    rest = text[len(written) :]
    found = dict.fromkeys(_written(value, numerals=bool(rest)))
    return [number + rest for number in found if number != written]


def _value(number: str) -> int | None:
    """The value of a number; None where it is not certain."""
    if number[0] in _DIGITS or number[0] in "两十":
        value = _spelled_value(number)
        plain = number.replace("两", "二").replace("零", "〇")
        return value if value and spelled(value) in (plain, _with_one(plain)) else None
    parts = re.findall(r"([0-9][0-9,]*(?:\.[0-9]+)?)([百千万亿]*)", number)
    total = Decimal(0)
    least: Decimal | None = None
    for digits, sizes in parts:
        size = Decimal(1)
        for sign in sizes:
            size *= {**_SIZES, **_PLACES}[sign]
        part = Decimal(digits.replace(",", "")) * size
        if least is not None and part >= least:
            return None  # 2千3万 is no number.
        total += part
        least = size
    return int(total) if total == total.to_integral_value() and total else None


def _with_one(plain: str) -> str:
    """Of 一十二 and 十二, both of which are written, the form that :func:`spelled` gives."""
    return re.sub("^一十", "十", plain)


def _spelled_value(number: str) -> int:
    """The value of a spelled number, read loosely."""
    total = section = digit = 0
    for char in number:
        if char in _SIZES:
            total += (section + digit) * _SIZES[char]
            section = digit = 0
        elif char in _PLACES:
            section += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = 2 if char == "两" else 0 if char == "零" else _DIGITS.index(char)
    return total + section + digit


def spelled(value: int) -> str:
    """A number from 1 on in Chinese numerals, 〇 for a gap: 12050 is 一万二千〇五十."""
    for sign, size in _SIZES.items():
        if value >= size:
            head, rest = divmod(value, size)
            gap = "〇" if rest and rest < size // 10 else ""
            return spelled(head) + sign + gap + (_below(rest, size) if rest else "")
    return _section(value)


def _below(value: int, size: int) -> str:
    # Within a larger number ten is 一十.
    text = spelled(value)
    return "一" + text if text[0] == "十" else text


def _section(value: int) -> str:
    found = ""
    for sign, size in _PLACES.items():
        digit, value = divmod(value, size)
        if digit:
            found += _DIGITS[digit] + sign
        elif found and value and not found.endswith("〇"):
            found += "〇"
    found += _DIGITS[value] if value else ""
    return found[1:] if found.startswith("一十") else found


def _written(value: int, *, numerals: bool) -> Iterator[str]:
    """A value in all usual forms; in Chinese ``numerals`` only where what is counted follows."""
    yield f"{value}"
    if value >= 1000:
        yield f"{value:,}"
    for sign, size in _SIZES.items():
        # 30.5亿 is written so; 1.23456亿 is not.
        if value >= size and value * 10_000 % size == 0:
            yield f"{(Decimal(value) / size).normalize():f}{sign}"
    yield from _in_parts(value)
    if numerals:
        yield from _in_numerals(value)


def _in_parts(value: int) -> Iterator[str]:
    """1万2千, 3千, 5百万."""
    myriads, rest = divmod(value, 10_000)
    if 0 < myriads < 10_000 and rest and rest % 1000 == 0:
        yield f"{myriads}万{rest // 1000}千"
    for sign, size in (("千", 1000), ("百万", 1_000_000), ("千万", 10_000_000)):
        if value % size == 0 and 0 < value // size < 10:
            yield f"{value // size}{sign}"


def _in_numerals(value: int) -> Iterator[str]:
    text = spelled(value)
    for form in (text, text.replace("〇", "零")):
        # 两 for 二 before a size, the first or all of them: 两万二千, 两千两百.
        yield form
        yield re.sub("^二(?=[百千万亿])", "两", form)
        yield re.sub("二(?=[百千万亿])", "两", form)
