"""How bulletins write their numbers: 第12期, 第3、4期合刊, 总第一百二十八期, 〔2011〕7号, No.12.

Of an issue that is several at once (第3、4期) the first number counts: under it the issue is filed.
"""

from __future__ import annotations

from unionsearch import dates
from unionsearch.patterns import pattern

_HAN = "〇零○一二三四五六七八九十百廿卅壹贰叁肆伍陆柒捌玖拾佰貳參陸"
NUM = rf"[0-9０-９]{{1,5}}|[{_HAN}]{{1,7}}"
#: The further numbers of an issue that is several at once, a bracket before.
_MORE = rf"[〕）)\]]?(?:\s?(?:[、,，/和及至到]|[-—－–~～]{{1,2}})\s?第?(?:{NUM}))?[〕）)\]]?"
YEAR = r"(?:19|20)[0-9]{2}|[１２][０-９]{3}|[一二][九〇零○][〇零○一二三四五六七八九]{2}"

NUMBER = pattern(rf"第\s{{0,4}}[〔（(\[]?({NUM}){_MORE}\s{{0,4}}[期号號]")
TOTAL = pattern(
    rf"(?:[总總]|累计)\s{{0,2}}(?:第|字|期|编|号)?\s{{0,4}}第?\s{{0,4}}[（(]?({NUM}){_MORE}\s{{0,4}}[期号號]"
    r"|(?:[总總]\s?第|(?<=[（(])[总總])\s?([0-9]{1,5})(?![0-9]|\s?[届次个])"
)
#: Groups: the year, the number.
YEAR_NUMBER = pattern(
    rf"[（(〔\[【]?({YEAR})[）)〕\]】]?\s{{0,2}}(?:年度?)?\s{{0,2}}第?\s{{0,2}}[（(]?({NUM}){_MORE}\s{{0,2}}[期号號]"
)
NO = pattern(r"(?:(?<![A-Za-z])[Nn][Oo0]|№)[.．:：_\s]{0,2}([0-9０-９]{1,4})(?![0-9])")


def integer(text: str | None) -> int | None:
    """The number that ``text`` writes, from 1 on; None where it writes none."""
    try:
        return dates.number(text or "") or None
    except ValueError:
        return None


def year(text: str) -> str | None:
    """The year that ``text`` writes, as four digits."""
    value = integer(text)
    return f"{value:04}" if value and 1900 <= value <= 2099 else None
