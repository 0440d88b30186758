"""What a file's name says of its issue: 2011年第12期.doc, 江澜工会信息201112.doc, 简报（第3期）.docx."""

from __future__ import annotations

from unionsearch import dates
from unionsearch.bulletin.mast import is_name
from unionsearch.patterns import pattern

_NUM = r"([0-9]{1,4}|[一二三四五六七八九十百]{1,5})"
_TOTAL = pattern(rf"总(?:第)?\s?{_NUM}\s?期")
_NUMBERS = (
    pattern(rf"(?<!总)第\s?{_NUM}\s?[期号]"),  # 第12期, 第三期
    pattern(r"(?:19|20)[0-9]{2}年?[-_.\s]?([0-9]{1,3})\s?期"),  # 2011年12期, 2011-12期
    pattern(r"[〔\[（(](?:19|20)[0-9]{2}[〕\]）)]\s?第?([0-9]{1,3})\s?[期号]"),  # 〔2011〕12号
    pattern(r"(?<![0-9A-Za-z])([0-9]{1,3})\s?期"),  # 简报12期
    pattern(r"(?<![A-Za-z])[Nn][Oo][.．_\s]?([0-9]{1,3})(?![0-9])"),  # No.12
)
_YEAR = pattern(
    r"(?<![0-9A-Za-z])((?:19|20)[0-9]{2})(?:年(?:度)?\s?(?:第|[0-9]{1,3}\s?期)|[-_.\s]?(?:第|[0-9]{1,3}\s?期)|年(?![0-9]))"
    r"|[〔\[（(]((?:19|20)[0-9]{2})[〕\]）)]"
)
_MONTH = pattern(
    r"(?<![0-9A-Za-z])((?:19|20)[0-9]{2})(?:[-_.]|年)(0?[1-9]|1[0-2])"
    r"(?:月(?:([0-3]?[0-9])日)?|[-_.]([0-3]?[0-9])(?![0-9A-Za-z]))?(?![0-9A-Za-z]|年|期)"
)
_DIGITS = pattern(r"(?<![0-9A-Za-z])((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])?(?![0-9A-Za-z]|期)")
_FOLDER_YEAR = pattern(r"((?:19|20)[0-9]{2})年?(?:度)?")
_MONTH_ALONE = pattern(r"(?<![0-9年])(0?[1-9]|1[0-2])月(?:份|$|(?![0-9]))")
_CUT = pattern(r"[（(〔\[\]〕）)_\s\-—.·]+$")


def from_file_name(file: str) -> dict[str, object]:
    """Title, numbers and period as far as the file's name and folders state them beyond doubt.

    2011-12, 201112, 20110401, 2011年12月 give a period; 2011年第12期 a number and a year; a folder called
    2011 a year, to which 12月 adds the month. Digits amid letters, as in a hash, state nothing.
    """
    *folders, name = file.split("/")
    stem = name.rsplit(".", 1)[0] if "." in name[1:] else name
    found: dict[str, object] = {}
    places = [len(stem)]
    if total := _TOTAL.search(stem):
        found["total_number"] = dates.number(total[1])
        places.append(total.start())
    for written in _NUMBERS:
        if number := written.search(stem if total is None else stem[: total.start()] + stem[total.end() :]):
            if value := dates.number(number[1]):
                found["number"] = value
            places.append(stem.find(number[0]))
            break
    period, at = _period(stem, folders)
    if period:
        found["period"] = period
        places.append(at)
    title = _CUT.sub("", stem[: min(p for p in places if p >= 0)])
    if is_name(title):
        found["title"] = title
    return found


def _period(stem: str, folders: list[str]) -> tuple[str | None, int]:
    """The period, and where in the stem it stands."""
    for match in (_MONTH.search(stem), _DIGITS.search(stem)):
        if match:
            day = next((g for g in match.groups()[2:] if g), None)
            try:
                period = dates.Period.of(int(match[1]), int(match[2]), int(day) if day else None)
            except ValueError:
                continue
            return period.text, match.start()
    if year := _YEAR.search(stem):
        return year[1] or year[2], year.start()
    above = [_FOLDER_YEAR.fullmatch(folder) for folder in reversed(folders[-2:])]
    in_year = next((m for m in above if m), None)
    if in_year is None:
        return None, len(stem)
    month = _MONTH_ALONE.search(stem) or (_MONTH_ALONE.fullmatch(folders[-1]) if folders else None)
    at = month.start() if month and month.string == stem else len(stem)
    return (f"{in_year[1]}-{int(month[1]):02}" if month else in_year[1]), at
