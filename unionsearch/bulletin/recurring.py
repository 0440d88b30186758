"""Lines that come again and again in an issue: what closes text after text, what heads their parts.

閱讀更多 » below every text is the page's print. 【基本案情】 and 【裁判结果】, which come again in turn, are
headings within texts and no sections. Days with a title behind them, each above a text, are no rows of a
calendar.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import pairwise

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import short_label
from unionsearch.patterns import pattern

_NAME_LONGEST = 10  # characters of 活动预告：
_NEAR = 4  # blocks within which something follows a rule
FEWEST = 3  # lines that are alike
_TEXT = 30  # characters of a line that is text, whatever it ends with
_CLOSING_LONGEST = 24  # characters of the line that ends article after article
_HEADING_LONGEST = 16  # characters of a heading that comes again
_MOST_HEADINGS = 24  # different ones in an issue
_ORNAMENT = pattern(r"[\W_]+")  # - - - < top > - - -
_DATED = pattern(
    r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})日"
    r"(?:[至—~-]{1,2}(?:[0-9]{1,2}月)?[0-9]{1,2}日)?[\s：:]{1,4}[^。；]{2,40}"
)


def coming_again(blocks: Sequence[Block]) -> dict[str, list[int]]:
    """The short lines that come three times or more, word for word, and where."""
    found: dict[str, list[int]] = {}
    for i, block in enumerate(blocks):
        if (
            len(_ORNAMENT.sub("", block.text)) <= _CLOSING_LONGEST
            and not block.furniture
            and "。" not in block.text
        ):
            found.setdefault(block.text, []).append(i)
    return {text: at for text, at in found.items() if len(at) >= FEWEST}


def closing(blocks: Sequence[Block], again: Mapping[str, Sequence[int]]) -> set[int]:
    """閱讀更多 »: nearly always below the end of a text and above a title, a section, or the end."""
    found: set[int] = set()
    above: dict[int, int] = {}  # of a line that closes, how often it comes
    more = True
    while more:  # 回目录 stands below 详细内容...
        more = False
        for at in again.values():
            placed = [i for i in at if _closes(blocks, i, len(at), above) and _ends_article(blocks, i, again)]
            if not found.issuperset(at) and 4 * len(placed) >= 3 * len(at) and len(placed) >= FEWEST:
                found.update(at)
                above.update((i, len(at)) for i in at)
                more = True
    return found


def _closes(blocks: Sequence[Block], index: int, often: int, above: Mapping[int, int]) -> bool:
    """A text ends above, or a line that closes as often as this one comes."""
    return index > 0 and (
        abs(above.get(index - 1, -1) - often) <= 1
        or (index - 1 not in above and _ends_text(blocks[index - 1]))
    )


def _ends_article(blocks: Sequence[Block], index: int, again: Mapping[str, Sequence[int]]) -> bool:
    """What follows begins an article or is the end, or one more line that comes as often."""
    below = next((block for block in blocks[index + 1 : index + _NEAR] if not block.furniture), None)
    if below is None:
        return True
    often = len(again.get(below.text, ()))
    if often and abs(often - len(again.get(blocks[index].text, ()))) <= 1:
        return True
    marked = below.bullet > 0 or below.number is not None or below.section is not None
    named = len(below.text) <= _NAME_LONGEST and below.text.endswith(("：", ":"))
    if marked or named or _DATED.fullmatch(below.text):
        return True
    if is_text(below.text) and not below.title_like:
        return False
    return below.title_like or (below.blank_before and not blocks[index].blank_before)


def headings(blocks: Sequence[Block], again: Mapping[str, Sequence[int]]) -> set[int]:
    """【基本案情】, 【裁判结果】: two or more that come equally often and in turn, a text below each."""
    turns = [
        at
        for text, at in again.items()
        if len(text) <= _HEADING_LONGEST
        and 4 * sum(i + 1 < len(blocks) and is_text(blocks[i + 1].text) for i in at) >= 3 * len(at)
    ]
    found: set[int] = set()
    turns = turns[:_MOST_HEADINGS]
    for at in turns:
        others = [o for o in turns if o is not at and abs(len(o) - len(at)) <= 1]
        if any(_in_turn(at, other) for other in others):
            found.update(at)
    return found


def _in_turn(these: Sequence[int], those: Sequence[int]) -> bool:
    """Between two of these stands one of those."""
    return all(bisect(those, below) - bisect(those, above) == 1 for above, below in pairwise(these))


def entries(blocks: Sequence[Block]) -> set[int]:
    """3月2日　老街采风, no two of them in a row, each above a text: no rows of a calendar."""
    rows = [i for i, block in enumerate(blocks) if _DATED.fullmatch(block.text)]
    apart = [i for i in rows if i - 1 not in rows and _above_text(blocks, i)]
    return set(apart) if len(apart) >= FEWEST and 4 * len(apart) >= 3 * len(rows) else set()


def _above_text(blocks: Sequence[Block], index: int) -> bool:
    """A text stands right below, or its author and then the text."""
    below = index + 1
    if below < len(blocks) and (blocks[below].byline or short_label(blocks[below].text)):
        below += 1
    if below >= len(blocks) or blocks[below].row or not is_text(blocks[below].text):
        return False
    return not (blocks[below].blank_before and not blocks[index].blank_before)


def _ends_text(block: Block) -> bool:
    return block.text.endswith(tuple("。！？”…）).")) or block.is_signature or block.row


def is_text(text: str) -> bool:
    return len(text) > _TEXT or text.endswith("。")
