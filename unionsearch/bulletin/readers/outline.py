"""Numbers and bullets that Word puts before a paragraph by itself, which its text does not hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_PLACE = re.compile(r"%([1-9])")
#: Symbols that the fonts Wingdings and Symbol show where others have a letter, by the low byte.
_SYMBOLS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪",
    0xA8: "□", 0xAB: "★", 0xAC: "☆", 0xB2: "◇", 0xB7: "●", 0xD8: "➢", 0xE0: "→", 0xFC: "✓", 0xFE: "☑",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: the first number, its kind by Word's name, and the text around it.

    In ``text``, ``%1`` stands for the number of the first level and so on.
    """

    start: int = 1
    kind: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Counters:
    """How far each list has counted. One for a document."""

    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def next(self, list_id: str, depth: int, levels: Mapping[int, Level]) -> str:
        """What stands before the next paragraph of a list at a depth from 0; empty for nothing."""
        level = levels.get(depth)
        if level is None or not 0 <= depth < 9:
            return ""
        counts = self._counts.setdefault(list_id, [None] * 9)
        now = counts[depth]
        counts[depth] = level.start if now is None else now + 1
        counts[depth + 1 :] = [None] * (8 - depth)
        if level.kind == "none":
            return ""
        if level.kind == "bullet":
            return symbols(level.text)
        return _PLACE.sub(lambda place: self._number(counts, int(place[1]) - 1, levels), level.text)

    def _number(self, counts: Sequence[int | None], depth: int, levels: Mapping[int, Level]) -> str:
        level = levels.get(depth, Level())
        count = counts[depth]
        return numeral(level.start if count is None else count, level.kind)


def symbols(text: str) -> str:
    """Characters of symbol fonts as what they look like; a bullet where that is not known."""
    return "".join(_SYMBOLS.get(ord(c) & 0xFF, "●") if "\uf000" <= c <= "\uf0ff" else c for c in text)


def numeral(number: int, kind: str) -> str:
    """A number from 0 as Word writes it in a numbering of a kind."""
    if kind.startswith(("chinese", "taiwanese", "japaneseCounting", "ideographDigital", "japaneseDigital")):
        return chinese(number)
    if kind.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x245F + number)
    if kind == "decimalEnclosedParen" and 1 <= number <= 20:
        return chr(0x2473 + number)
    if kind == "decimalEnclosedFullstop" and 1 <= number <= 20:
        return chr(0x2487 + number)
    if kind == "decimalFullWidth":
        return "".join(chr(ord(c) + 0xFEE0) for c in str(number))
    if kind == "ideographTraditional" and 1 <= number <= 10:
        return _STEMS[number - 1]
    if kind == "ideographZodiac" and 1 <= number <= 12:
        return _BRANCHES[number - 1]
    if kind in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((65 if kind == "upperLetter" else 97) + number - 1)
    if kind in ("upperRoman", "lowerRoman") and 1 <= number < 400:
        return _roman(number) if kind == "upperRoman" else _roman(number).lower()
    return str(number)


def chinese(number: int) -> str:
    """A number from 0 to 99 in Chinese as it is spoken, 十二; greater ones digit by digit."""
    if number >= 100:
        return "".join(_DIGITS[int(c)] for c in str(number))
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    found = ""
    signs = (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    for value, sign in signs:
        count, number = divmod(number, value)
        found += sign * count
    return found
