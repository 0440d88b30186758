"""The imprint at an issue's end: who made it and when, for issues whose masthead does not say."""

from __future__ import annotations

from collections.abc import Sequence

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.dating import with_zeros
from unionsearch.bulletin.mast import find_period, find_publisher
from unionsearch.patterns import pattern

_NUMERALS = "0-9〇零○一二三四五六七八九十"
# 云川县人民政府办公室　　2012年8月6日印发; 银杏社区居委会　编印; 清溪镇党政办公室　2015年7月13日
_LINE = pattern(
    rf"(?P<unit>[\u4e00-\u9fff]{{2,30}}?)\s{{0,40}}(?:编\s?印|编\s?发|主\s?办|印\s?制)?"
    rf"(?:\s{{0,40}}(?P<day>[{_NUMERALS}]{{2,4}}\s?年\s?[{_NUMERALS}]{{1,3}}\s?月(?:\s?[{_NUMERALS}]{{1,3}}\s?日)?)\s?(?:印\s?[发刷制]?)?)?"
)
_UNIT_END = pattern(r"(?:会|局|院|厅|科|处|部|室|委|办|组|中心|公司|集团|学校|馆|社|站|厂|矿)$")


def read_imprint(blocks: Sequence[Block]) -> dict[str, object]:
    """Publisher and period as the footer's blocks state them, the last line first."""
    found: dict[str, object] = {}
    for block in reversed(blocks):
        text = with_zeros(block.text)
        line = _LINE.fullmatch(text)
        publisher = find_publisher(text)
        if line and _UNIT_END.search(line["unit"]) and (line["day"] or publisher):
            found.setdefault("publisher", publisher or line["unit"])
            if line["day"] and (period := find_period(line["day"])):
                found.setdefault("period", period)
        elif publisher and not line:
            found.setdefault("publisher", publisher)
    return found
