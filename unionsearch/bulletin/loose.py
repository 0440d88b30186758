"""Numbers that many things look like (3 月, [1], 02｜): marks only where they count from line to line."""

from __future__ import annotations

import re

from unionsearch.bulletin.layout import Numbered
from unionsearch.patterns import pattern

_HEAD = 20  # characters at a line's start that are looked at

# Numbers that are marks only where they count: [1], 【01】, No.3, 01 …, 02｜…, 一 …, 第三则：…, 1️⃣
_LOOSE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("[1]", pattern(r"[\[［〔]\s{0,2}([0-9０-９]{1,3})\s{0,2}[\]］〕]\s{0,4}")),
    ("【1】", pattern(r"[【〖]\s{0,2}([0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s{0,2}[】〗]\s{0,4}")),
    ("No.1", pattern(r"(?:N[oO]|№)\s?[.．:：]?\s?([0-9]{1,3})[.．:：、\s]{0,4}")),
    ("第1则", pattern(r"第\s?([0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?[条则篇件]\s{0,4}[：:、\s]\s{0,4}")),
    ("1️⃣", pattern(r"([0-9]{1,2})\ufe0f?\u20e3\s{0,4}")),
    ("1|", pattern(r"([0-9０-９]{1,3})\s{0,2}[｜|/／]\s{0,4}")),
    ("1 ", pattern(r"([0-9０-９]{1,3})[\s\u3000]{1,4}(?![0-9年月日])")),
    ("一 ", pattern(r"([一二三四五六七八九十]{1,3})[\s\u3000]{1,4}")),
    ("❶", pattern(r"([❶-❿➀-➓⓪-⓿㈠-㈩㊀-㊉])\s{0,4}")),
)

# The characters with which such lines begin: most lines need no closer look.
_STARTS = frozenset("[［〔【〖N№第0123456789０１２３４５６７８９一二三四五六七八九十") | {
    chr(c)
    for first, last in ((0x2776, 0x2793), (0x24EA, 0x24FF), (0x3220, 0x3229), (0x3280, 0x3289))
    for c in range(first, last + 1)
}

#: What stands before a title where each field of an article has its label.
TITLE_LABEL = pattern(r"(?:标\s{0,2}题|题\s{0,2}目|篇\s{0,2}名|标题名称|主题)\s{0,2}[：:]\s{0,4}")

#: The styles of these numbers.
LOOSE_KINDS = frozenset(kind for kind, _ in _LOOSE)


def loosely_numbered(text: str) -> Numbered | None:
    """The number with which the line starts, if it is written in one of these styles."""
    head = text[:_HEAD]
    if head[:1] not in _STARTS:
        return None
    for kind, look in _LOOSE:
        number = look.match(head)
        if number is not None and number.end() < len(text):
            return Numbered(kind, number[1], number.end())
    return None
