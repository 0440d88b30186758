"""Contributors that no parentheses tell from text: alike, below the text of one article after the other.

［市总工会］, 信息来源：市总工会, ◇市总工会, 市总工会供稿 or a unit at the right say little where they stand
once. Where two or more of one kind end texts, the last of them the last text, they are what ends an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import ends_sentence
from unionsearch.bulletin.sections import is_closer
from unionsearch.bulletin.signature import Signature, is_contributor
from unionsearch.patterns import pattern

_FEWEST = 2
_LONGEST = 40  # characters of such a line
_WHO = r"(?P<who>[^。！？；：:，\[\]【】〔〕（）()]{2,24}?)"
_LABEL = (
    r"(?:(?:信息|稿件)?来源|供稿(?:单位)?|作者(?:单位)?|通讯员|撰稿人?|报送单位|文/图|图/文|文|摘自)"
    r"\s{0,2}[：:]\s{0,4}"
)
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("【】", pattern(rf"[【〖［\[〔]\s?(?:{_LABEL})?{_WHO}\s?[】〗］\]〕]")),
    ("label", pattern(_LABEL + _WHO)),
    ("dash", pattern(rf"(?:—{{1,2}}|－|-{{2}})\s{{0,4}}{_WHO}")),
    ("symbol", pattern(rf"[◇□○△▽※◎☆]\s{{0,4}}{_WHO}")),
    ("sent in", pattern(rf"{_WHO}\s{{0,4}}(?:供稿|报送|来稿|撰稿)")),
    ("taken from", pattern(r"(?P<who>(?:摘|选|转载)自.{2,24})")),
)
# What says that an article is over and names nobody who sent it in.
_END = pattern(
    r"[（(](?:完|全文完|本文完|未完待续)[）)]|(?:责任编辑|责编|编辑|审核|校对|审校)\s{0,2}[：:][^。，]{2,30}|[*＊]{1,5}|END",
    re.I,
)


def find_closers(blocks: Sequence[Block]) -> dict[int, Signature | None]:
    """What ends articles, by the index of the block that is nothing else: a contributor, or None."""
    kinds: dict[str, dict[int, Signature | None]] = {}
    last: int | None = None  # the last text or contributor
    for i, text, sealed in _below_texts(blocks):
        found = None if sealed else _closer(blocks[i])
        if found is not None and ends_sentence(text.text):
            kinds.setdefault(found[0], {})[i] = found[1]
    for i, block in enumerate(blocks):
        if not block.furniture:
            last = i
    closers: dict[int, Signature | None] = {}
    for kind, alike in kinds.items():
        if len(alike) >= _FEWEST and (kind in ("at the right", "end") or last in alike):
            closers.update(alike)
    return closers


def _below_texts(blocks: Sequence[Block]) -> Iterator[tuple[int, Block, bool]]:
    """Each block with the one above, running headers left out, and whether a date below makes it a seal."""
    text: Block | None = None
    for i, block in enumerate(blocks):
        if text is not None and not block.furniture:
            yield i, text, i + 1 < len(blocks) and blocks[i + 1].date_line
        if not block.furniture:
            text = block


def _closer(block: Block) -> tuple[str, Signature | None] | None:
    """The kind of contributor that the block may be, and where the contributor's name stands in it."""
    text = block.text
    if is_closer(block):
        return "at the right", Signature(0, len(text), 0, len(text))
    if len(text) > _LONGEST or block.is_signature or block.leading:
        return None
    if block.date_line or _END.fullmatch(text):
        return "end", None
    for kind, look in _KINDS:
        match = look.fullmatch(text)
        if match is not None and is_contributor(match["who"]):
            return kind, Signature(0, len(text), *match.span("who"))
    return None
