"""What a file's name says of its issue: 2011年第12期.doc, 江澜工会信息201112.doc, 简报（第3期）.docx.

The parts that state something are taken out of the name one after the other, what can be nothing else
first; what is left over may be the bulletin's name.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field

from unionsearch import dates
from unionsearch.bulletin.dating import with_zeros
from unionsearch.bulletin.mast import is_name, may_be_name
from unionsearch.bulletin.numbering import NO, NUMBER, TOTAL, integer
from unionsearch.patterns import pattern

_FOLDERS = 3  # so many above the file are asked
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), 0xFF0D, 0xFF0E, 0xFF3F)}
_TAKEN = "\0"  # stands for each character of what has been taken out

_Y = r"(?:19[89]|20[0-4])[0-9]"
_YH = r"[一二][九〇零○][〇零○一二三四五六七八九]{2}"
_MH = r"0?[1-9]|1[0-2]|十?[一二]|[三四五六七八九十]"
_DH = r"[0-3]?[0-9]|[一二三]?十?[一二三四五六七八九]|[一二三]?十"
# 十年2001-2011 is a span of years and no issue's.
_ALONE = r"(?<![0-9A-Za-z\-–—~至])"
_TO = r"(?:[-—–、][0-9]{1,3})?"

# n, or else the first group, is the number.
_NUMBERS = (
    NUMBER,  # 第12期, 第三期, 第3、4期
    # 2011年12期, 2011-12期, 201112期, 2011年1-6期
    pattern(rf"{_ALONE}(?P<y>{_Y})年?[-_.\s]?(?P<n>[0-9]{{1,3}}){_TO}\s?期"),
    pattern(rf"[〔\[（(【](?P<y>{_Y})[〕\]）)】]\s?第?(?P<n>[0-9]{{1,3}})\s?[期号號]"),  # 〔2011〕12号
    pattern(rf"(?<![0-9A-Za-z])(?P<n>[0-9]{{1,3}}){_TO}\s?期"),  # 简报12期
    NO,  # No.12
    pattern(r"(?<![A-Za-z])issue[-_.\s]?(?P<n>[0-9]{1,3})(?![0-9])", re.I),  # Issue 12
    # 工会信息2011（12）. Between ASCII parentheses it is the number that programs give to copies.
    pattern(rf"{_ALONE}(?P<y>{_Y})年?（(?P<n>[0-9]{{1,3}})）"),
)
_DATES = (
    # 2011年12月30日, 二〇一一年十二月
    pattern(
        rf"(?<![0-9A-Za-z])(?P<y>{_Y}|{_YH})\s?年\s?(?P<m>{_MH})\s?月份?"
        rf"(?:\s?(?P<d>{_DH})\s?[日号])?(?![0-9A-Za-z])"
    ),
    # 2011-12-30, 2011.12
    pattern(
        rf"(?<![0-9A-Za-z])(?P<y>{_Y})[-_.年](?P<m>0?[1-9]|1[0-2])"
        rf"(?:[-_.](?P<d>[0-3]?[0-9])(?![0-9A-Za-z]))?(?![0-9A-Za-z年期])"
    ),
    # 20111230, 201112
    pattern(rf"(?<![0-9A-Za-z])(?P<y>{_Y})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3][0-9])?(?![0-9A-Za-z期])"),
)
_YEARS = (
    pattern(rf"{_ALONE}(?P<y>{_Y}|{_YH})\s?年度?"),
    pattern(rf"{_ALONE}(?P<y>[0-2][0-9])年(?={_TAKEN})"),  # 09年第4期
    pattern(rf"[〔\[（(【](?P<y>{_Y})[〕\]）)】]"),
    pattern(rf"{_ALONE}(?P<y>{_Y})(?![0-9A-Za-z号名人份元个万多]|[-–—~至.][0-9])"),
)
_MONTH = pattern(rf"(?<![0-9年十])(?P<m>{_MH})月(?:份|(?P<d>{_DH})[日号]|(?![0-9]))")

# What stands in a file's name beside all that, and says nothing of the issue.
_BESIDE = (
    "增刊|特刊|合刊|号外|专辑|送审稿|修改稿|讨论稿|定稿|终稿|初稿|最终版|正式版|电子版|打印版|最终|副本|复件|拷贝"
    r"|[Cc]opy|春|夏|秋|冬|[春夏秋冬]季|第?[一二三四1-4]季度|[上中下]半?[月旬年]|[0-9]{1,2}"
)
_EDGE = r"[\s（()）〔\[【〈《〕\]】〉》_\-—–.·、，,+&]"
_BEFORE = pattern(rf"(?:{_EDGE}|(?:{_BESIDE})(?={_EDGE}|$))+")
_BEHIND = pattern(rf"(?:{_EDGE}|{_BESIDE})+$")
_PARTED = pattern(rf"[{_TAKEN}：:]+")
_RUN = pattern(r"[\u4e00-\u9fffA-Za-z]*")


@dataclass(slots=True)
class _Said:
    """What a file's or a folder's name says."""

    title: str | None = None
    number: int | None = None
    total: int | None = None
    day: dict[str, int] = field(default_factory=dict)  # of y, m and d what is said


def from_file_name(file: str) -> dict[str, object]:
    """Title, numbers and period as far as the file's name and folders state them beyond doubt.

    2011-12, 201112, 20110401, 2011年12月 give a period; 2011年第12期 a number and a year; what the name
    leaves open is asked of its folders, the nearest first: one called 2011 adds a year to 12月. Digits amid
    letters, as in a hash, state nothing.
    """
    *folders, name = file.split("/")
    stem = name.rsplit(".", 1)[0] if "." in name[1:] else name
    said = _read(stem)
    named = said.title is not None
    for folder in reversed(folders[-_FOLDERS:]):
        above = _read(os.path.splitext(folder)[0] if folder.lower().endswith(".zip") else folder)
        said.number = said.number or above.number
        said.total = said.total or above.total
        said.day = _joined(said.day, above.day)
        said.title = said.title or above.title
    period = _period(said.day)
    if not (named or said.number or said.total or period):
        # A folder of anything at all, not of issues.
        said.title = None
    found = {"title": said.title, "number": said.number, "total_number": said.total, "period": period}
    return {key: value for key, value in found.items() if value is not None}


def _read(name: str) -> _Said:
    said = _Said()
    rest = with_zeros(name.translate(_FULL_WIDTH))
    if total := TOTAL.search(rest):
        said.total = integer(total[1] or total[2])
        rest = _without(rest, total)
    number = next((m for written in _NUMBERS if (m := written.search(rest))), None)
    if number:
        said.number = integer(number.groupdict().get("n") or number[1])
        if year := number.groupdict().get("y"):
            said.day = {"y": int(year)}
        rest = _without(rest, number)
    rest, said.day = _dated(rest, said.day)
    titles = [_bare(part) for part in _PARTED.split(rest)]
    said.title = next((title for title in titles if is_name(title)), None)
    if number and not _numbers_an_issue(rest, number.start(), number.end(), said.title):
        said.number = None
    elif number and number[0].endswith("期") and said.title is None and may_be_name(titles[0]):
        said.title = titles[0]
    return said


def _without(name: str, match: re.Match[str]) -> str:
    return name[: match.start()] + _TAKEN * (match.end() - match.start()) + name[match.end() :]


def _dated(name: str, day: dict[str, int]) -> tuple[str, dict[str, int]]:
    """Take the date out of a name, of which the year may be known already. Two years are none."""
    for written in (*_DATES, *(() if day else _YEARS)):
        matches = [match for match in written.finditer(name) if _period(_numbers(match))]
        if matches and all(_numbers(match)["y"] == (day or _numbers(matches[0]))["y"] for match in matches):
            name, day = _without(name, matches[0]), _numbers(matches[0])
        if matches and "m" in day:
            return name, day
        if matches:
            break
    if month := _MONTH.search(name):
        found = _numbers(month)
        if _period({"y": 2000, **day, **found}):
            return _without(name, month), {**day, **found}
    return name, day


def _numbers(match: re.Match[str]) -> dict[str, int]:
    found = {part: integer(value) or 0 for part, value in match.groupdict().items() if value is not None}
    if 0 < found.get("y", 0) < 100:
        found["y"] += 2000
    return found


def _bare(part: str) -> str:
    """What is left of a name without brackets, ornaments and what says nothing."""
    before = _BEFORE.match(part)
    return _BEHIND.sub("", part[before.end() :] if before else part)


def _numbers_an_issue(rest: str, start: int, end: int, title: str | None) -> bool:
    """Whether the number is an issue's: 第12期江澜工会信息, but not 第二期职工培训班开班."""
    run = _RUN.match(rest, end)
    behind = _BEHIND.sub("", run[0]) if run else ""
    return not behind or is_name(behind) or (title is not None and title in rest[:start])


def _joined(near: dict[str, int], far: dict[str, int]) -> dict[str, int]:
    """A date made more exact by another, unless they contradict each other."""
    if any(near.get(part, value) != value for part, value in far.items()):
        return near
    return {**far, **near}


def _period(day: dict[str, int]) -> str | None:
    """The period, where the calendar has it and the year is known."""
    if "y" not in day:
        return None
    try:
        return dates.Period.of(day["y"], day.get("m"), day.get("d") if "m" in day else None).text
    except ValueError:
        return None
