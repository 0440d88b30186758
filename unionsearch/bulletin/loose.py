"""Numbers that many things look like (3 月, [1], 02｜, 案例一, Q3): marks only where they count.

No style is listed. What stands around the number is its skeleton: 案例1 and 案例2 have the same one, and
lines of one skeleton whose numbers count are a series, whatever its signs and words are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from unionsearch import dates
from unionsearch.bulletin.layout import Numbered
from unionsearch.patterns import pattern

_HEAD = 24  # characters at a line's start that are looked at
_FEWEST = 2  # numbers that count; one with words around it needs one more
_NO_UNIT = "年月日时時点點分号號届次个名人元%％"
_NO_COUNTER = frozenset("年月日时時版页頁期届次辑卷")
_NO_WORD = frozenset("图圖表注附照")  # what belongs to a text has numbers as well

_HAN = "一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_CLOSE = r"[^\w\s。，；！？“”‘’《》「」（(【［〖〔\[%％~～＋+]"
_NUMBER = pattern(
    # Up to six characters, of which none is a number or ends a clause.
    rf"(?P<before>[^0-9０-９①-⒛{_HAN}\s。，；：！？、.．…“”‘’《》「」]{{0,6}}?[.．:：]?\s{{0,2}})"
    # 3, 十二, ③, and the second of two: 1.3, 2-3; letters that a sign closes
    r"(?:(?P<major>[0-9]{1,2}[.．-](?=[0-9]))?(?P<digits>[0-9０-９]{1,3})(?![0-9０-９])"
    rf"|(?P<han>[{_HAN}]{{1,3}})(?![{_HAN}百千万])"
    r"|(?P<sign>[①-⒛❶-❿➀-➓⓪-⓿㈠-㈩㊀-㊉Ⅰ-Ⅻ])"
    r"|(?P<letter>[IVX]{1,4}|[A-HJ-Z])(?=\s?[.．、：:)）\]】｜|])(?!\.\w)"
    rf"|(?P<stem>[{_STEMS}])(?=[.．、：:)）\]】｜|]))"
    # What closes it: 】, ｜, 则：, 部分, of six, a keycap; white space
    r"(?P<after>(?:\s?/\s?[0-9０-９]{1,2}(?![0-9年月日])|\ufe0f?\u20e3|[\u4e00-\u9fff]{1,2}(?=[\s：:、｜|）)】\]］〕〗.．]|$))?\s{0,2}"
    rf"{_CLOSE}{{0,2}}(?![0-9]))"
    r"(?P<gap>\s{0,8})"
)
_WORDS = pattern(r"[\u4e00-\u9fff]")

#: What stands before a title where each field of an article has its label.
TITLE_LABEL = pattern(r"(?:标\s{0,2}题|题\s{0,2}目|篇\s{0,2}名|标题名称|主题)\s{0,2}[：:]\s{0,4}")

_NUMERALS = ("digits", "han", "sign", "letter", "stem")
_KIND = "1:"  # what the kinds of these marks begin with


@dataclass(frozen=True, slots=True)
class Count:
    """A number at a line's start: its skeleton, its value, and where the words behind it begin."""

    kind: str
    value: int
    length: int
    worded: bool


def is_loose(kind: str) -> bool:
    """The mark is one of these numbers."""
    return kind.startswith(_KIND)


def loosely_numbered(text: str) -> Numbered | None:
    """The number with which the line starts, if nothing but signs stand around it, 第 and No included."""
    found = find_count(text)
    if found is None or found.worded or found.length >= len(text):
        return None
    return Numbered(found.kind, str(found.value), found.length)


def find_count(text: str, start: int = 0) -> Count | None:
    """The number with which ``text[start:]`` begins, in whatever style."""
    match = _NUMBER.match(text[start : start + _HEAD])
    if match is None:
        return None
    before, after = (match[part].strip() for part in ("before", "after"))
    numeral = next(match[part] for part in _NUMERALS if match[part])
    end = start + match.end()
    closed = (
        bool(after or match["sign"] or match["letter"] or match["stem"])
        or end == len(text)
        or text[end - 1].isspace()
    )
    counter = after[:1] > "\u4e00" and _WORDS.match(after) is not None
    if not closed and (match["han"] or match["major"] or not before or text[end] in _NO_UNIT):
        return None
    if (counter and (not before or after[0] in _NO_COUNTER)) or (before and before[0] in _NO_WORD):
        return None
    if not (before or after) and end < len(text) and text[end] in "0123456789年月日至-—":
        return None  # 12 月 6 日
    value = numeral_value(numeral)
    if value is None:
        return None
    style = _sign_style(numeral) if match["sign"] else next(part[0] for part in _NUMERALS if match[part])
    kind = f"{_KIND}{before}{'1.' if match['major'] else ''}{style}{after}"
    worded = _WORDS.search(before.replace("第", "")) is not None or (
        before[:1].isalpha() and before[0] not in "第Nn№"
    )
    return Count(kind, value, end - start, worded)


def counting(counts: Sequence[Count]) -> bool:
    """Numbers of one kind count: 1, 2, 3, hardly one missing; they may begin anew in each section."""
    if len(counts) < _FEWEST + counts[0].worded:
        return False
    last = 0
    steps = 0
    for count in counts:
        steps += count.value in (1, last + 1) or (last == 0 and count.value == 0)
        last = count.value
    values = {count.value for count in counts}
    return 5 * steps >= 4 * len(counts) and len(values) >= _FEWEST and min(values) <= 1


def numeral_value(numeral: str) -> int | None:
    """The number that an outline number prints: 十二, １２, ⑫; the place of a letter or a stem: C, 丙."""
    if numeral in _ROMAN:
        return _ROMAN.index(numeral) + 1
    if numeral.isascii() and numeral.isalpha():
        return ord(numeral) - ord("A") + 1 if len(numeral) == 1 else None
    if numeral in _STEMS:
        return _STEMS.index(numeral) + 1
    try:
        return dates.number(numeral)
    except ValueError:
        pass
    try:
        return int(unicodedata.numeric(numeral))
    except (TypeError, ValueError):
        return None


def _sign_style(sign: str) -> str:
    """The first of the signs that stand together in the character set: ① for ⑫."""
    value = numeral_value(sign)
    return chr(ord(sign) - value + 1) if value is not None and ord(sign) >= value else sign
