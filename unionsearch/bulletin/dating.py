"""Which days a text speaks of, and of which month an issue must be when nothing states it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from unionsearch import dates
from unionsearch.patterns import pattern

_HAN = "〇零○Ｏ一二三四五六七八九十"
_SMALL = rf"[0-9０-９]{{1,2}}|[{_HAN}]{{1,3}}"
_YEAR = r"[0-9０-９]{4}|[〇零○Ｏ一二三四五六七八九]{4}"
_SP = r"[ \t\u3000\n]{0,3}"
# A month that may begin a day: optional year or 去年 before it, a day number after it.
_MONTH = pattern(
    rf"(?:(?<![0-9０-９{_HAN}])(?P<year>{_YEAR}|[012][0-9]){_SP}年{_SP}|(?P<said>今年|本年|去年|上年|前年|明年|当年|同年){_SP})?"
    rf"(?<![0-9０-９.．{_HAN}])(?P<month>{_SMALL}){_SP}月(?:份)?{_SP}(?=[0-9０-９{_HAN}])"
)
_ITEM = pattern(rf"{_SP}({_SMALL}){_SP}([日号號])?")
_LINK = pattern(
    rf"{_SP}(?:[(（][^()（）]{{1,6}}[)）])?(?:上午|下午|晚|凌晨|晚上|起)?{_SP}([至到\-—－–~～]{{1,2}}|[、和及与與]){_SP}"
)
_ISO = pattern(r"(?<![0-9.\-/])((?:19|20)[0-9]{2})([-./])([01]?[0-9])\2([0-3]?[0-9])(?![0-9.\-/])")
# 12月31日前 is a deadline; 12月31日前往 is a journey.
_DEADLINE = pattern(
    r"[(（]?(?:[0-9]{1,2}[时点时:：][0-9]{0,2})?(?:之前|以前|前(?![往来來去线台])|止|为止|截止|前后)"
)
_WEEKDAY = pattern(r"[(（](?:星期|周|礼拜|农历|正月)[^()（）]{1,6}[)）]")
_SAID = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_LOOSE_YEAR = pattern(
    r"(?<![0-9０-９.])((?:19|20)[0-9]{2}|[１２][０-９]{3}|二[〇零○Ｏ0][〇零○Ｏ一二三四五六七八九]{2})\s?年"
)


# What is typed, or read by a machine, for the zero of 二〇一一年: letters of three scripts, figures, circles.
_ZEROS = "OoＯｏОоΟο0０◯⭘口囗"
_YEAR_WITH_ZERO = pattern(
    rf"(?<![〇零○一二三四五六七八九十百千万])[一二](?:[{_ZEROS}〇零○九])[{_ZEROS}〇零○一二三四五六七八九]{{2}}(?=\s?年)"
)
_AS_ZERO = dict.fromkeys(map(ord, _ZEROS), "〇")


def with_zeros(text: str) -> str:
    """``text`` with the letters of 二OO九年 and 二O一一年 as the zeros they stand for, at the same places."""
    return _YEAR_WITH_ZERO.sub(lambda m: m.group().translate(_AS_ZERO), text)


@dataclass(frozen=True, slots=True)
class Mention:
    """A day as printed: ``year`` is None where none stands, ``shift`` then says 去年 (-1), 明年 (1)."""

    year: int | None
    shift: int | None
    month: int
    day: int
    linked: bool = False  # 至 or another link joins it to the mention before


def mentions(text: str) -> Iterator[Mention]:
    """Every full day in ``text``, deadlines left out, in order."""
    text = with_zeros(text)
    linked_at = -1
    for match in _MONTH.finditer(text):
        days, end = _days(text, match.end())
        if (
            not days
            or _is_deadline(text, end)
            or (match.start() != linked_at and _runs_until(text, match.start()))
        ):
            continue
        linked = match.start() == linked_at
        link = _LINK.match(text, end)
        linked_at = link.end() if link else -1
        year = _year(match["year"])
        said = match["said"]
        shift = _SAID.get(said) if said else None
        for day in days:
            yield Mention(year, shift, _number(match["month"]), day, linked)
    for found in _ISO.finditer(text):
        if not _is_deadline(text, found.end()):
            yield Mention(int(found[1]), None, int(found[3]), int(found[4]))


def _days(text: str, at: int) -> tuple[list[int], int]:
    """The day numbers from ``at``: 5日, 5日、6日, 5至7日, and where they end. None without a 日."""
    days: list[int] = []
    waiting: list[int] = []
    end = at
    while True:
        item = _ITEM.match(text, at)
        if not item:
            return days, end
        waiting.append(_number(item[1]))
        if item[2]:
            if item[2] in "号號" and text[item.end() : item.end() + 1] in ("线", "楼", "文"):
                return days, end
            days += waiting
            waiting = []
            end = item.end()
        link = _LINK.match(text, item.end())
        if not link or len(waiting) > 3:
            return days, end
        at = link.end()


def _is_deadline(text: str, at: int) -> bool:
    weekday = _WEEKDAY.match(text, at)
    return _DEADLINE.match(text, weekday.end() if weekday else at) is not None


_UNTIL = pattern(r"[^。，；、！？\s今截从自（(]{2}[到至]$")


def _runs_until(text: str, at: int) -> bool:
    """A term: 开放到9月30日. But 到9月30日 or 截至9月30日 at a clause's start reckons up to a day."""
    return _UNTIL.search(text, max(0, at - 3), at) is not None


def _number(text: str) -> int:
    try:
        return dates.number(text)
    except ValueError:
        return 0


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    value = _number(text)
    if value < 100:
        return 2000 + value if value <= 29 else None
    return value if 1900 <= value <= 2099 else None


def find_days(text: str, year: int | None, month: int | None) -> list[date]:
    """The days that ``text`` speaks of, sorted, each once.

    ``year`` and ``month`` are the issue's. A day without a year lies in the issue's year; one more than
    a month ahead of the issue lies in the year before (12月28日 in a January issue). Without an issue's
    year a day takes the last year that was printed, or is left out.
    """
    found: set[date] = set()
    printed: int | None = None
    before: date | None = None
    for m in mentions(text):
        if m.year is not None:
            printed = its_year = m.year
        elif m.linked and before is not None:
            its_year = before.year + (m.month < before.month)
        elif year is None:
            if printed is None:
                continue
            its_year = printed
        elif m.shift is not None:
            its_year = year + m.shift
        else:
            its_year = year - (month is not None and m.month > month + 1)
        try:
            before = date(its_year, m.month, m.day)
        except ValueError:
            continue
        found.add(before)
    return sorted(found)


def infer_month(texts: Iterable[str]) -> int | None:
    """The month in which an issue appeared: the latest of those whose days it reports, round the year."""
    counts: Counter[int] = Counter()
    for text in texts:
        counts.update(m.month for m in mentions(text) if 1 <= m.month <= 12 and not m.shift)
    total = sum(counts.values())
    counts = Counter({m: n for m, n in counts.items() if n * 20 >= total})
    if not counts:
        return None

    def fit(month: int) -> float:
        """Reported days lie in this month and the few before it, not in the next."""
        return sum(
            n * (1.0, 1.0, 0.9, 0.7, 0.5, 0.3, 0.1, 0, 0, -0.2, -0.4, -0.5)[(month - m) % 12]
            for m, n in counts.items()
        )

    return max(counts, key=lambda m: (fit(m), m))


# Of which year a bulletin speaks, relative to its own: (two or more before, last, this, next, later).
_SPEAKS = {
    "january": (0.04, 0.45, 0.42, 0.03, 0.02),
    "year": (0.06, 0.17, 0.60, 0.04, 0.02),
    "december": (0.04, 0.08, 0.55, 0.28, 0.02),
}
_SURE = 0.6  # share of the best year
_THIS_YEAR = pattern(r"(?:今年|截[至止]|即将过去的|现在|目前|到)\s?$")


def infer_year(texts: Iterable[str], month: int | None) -> int | None:
    """The year in which an issue appeared, from the years it mentions; None when they do not settle it."""
    mentioned: Counter[int] = Counter()
    weights: dict[int, float] = {}
    for text in texts:
        seen: Counter[int] = Counter()
        for match in _LOOSE_YEAR.finditer(text):
            year = _number(match[1])
            if not 1949 <= year <= 2099:
                continue
            seen[year] += 1
            if seen[year] > 4:
                continue
            weights[year] = weights.get(year, 0.0) + _weight(text, match, month)
            mentioned[year] += 1
    if not mentioned:
        return None
    when = "year" if month is None else "january" if month <= 2 else "december" if month >= 12 else "year"
    logs: dict[int, float] = {}
    for candidate in {y + d for y in mentioned for d in (-1, 0, 1)}:
        logs[candidate] = sum(w * math.log(_speaks(when, y - candidate)) for y, w in weights.items())
    top = max(logs.values())
    shares = {y: math.exp(value - top) for y, value in logs.items()}
    best = max(shares, key=lambda y: (shares[y], y))
    return best if shares[best] / sum(shares.values()) >= _SURE else None


def _weight(text: str, match: re.Match[str], month: int | None) -> float:
    """A full date and 今年 count more than a bare year."""
    before = text[max(0, match.start() - 8) : match.start()]
    if _THIS_YEAR.search(before):
        return 2.0
    if _MONTH.match(text, match.start()):
        return 2.0
    return 1.0


def _speaks(when: str, distance: int) -> float:
    table = _SPEAKS[when]
    if distance <= -2:
        # Founding years and long reviews: rarer the longer ago, but never impossible.
        return table[0] * max(0.15, 1 / -distance)
    if distance >= 2:
        return table[4] / 2 if distance > 5 else table[4]
    return table[distance + 2]
