"""What marks a line: number signs, a bullet, a number, bold type, a frame, letters spaced wide.

A mark by itself says little; :mod:`unionsearch.bulletin.outline` asks which lines are marked alike.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from unionsearch import dates
from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import TITLE_LONGEST, frame, in_brackets
from unionsearch.bulletin.loose import LOOSE_KINDS, TITLE_LABEL, loosely_numbered
from unionsearch.patterns import pattern

_HEAD = 20  # characters at a line's start that are looked at
_CLOSERS = "*_】］〗：:—"
_PICTURES = "\u2600"
_SPACED = pattern(r"[\u4e00-\u9fff](?:(?: {2,8}|\u3000{1,4})[\u4e00-\u9fff]){1,3}")
_DAY = pattern(r"[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日[\s\u3000：:]\s{0,4}")
_DASH = pattern(r"[-–+]\s{1,4}(?=\S)")
_JOINERS = "\ufe0f\u200d"
_ENCLOSED = pattern(r"[【［〖]([^【】［］〖〗]{7,45})[】］〗]")
_BOLD = pattern(r"(\*\*|__)(?=\S)([^*_]{1,80}?)(?<=\S)\1(?=$|[\s：:。]|[^\s*_])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its kind, its place in its series (None where marks do not count), and the words it is for.

    ``whole`` says that the marked words are all of the line.
    """

    kind: str
    value: int | None
    start: int
    end: int
    whole: bool = True

    def rest(self, text: str) -> int:
        """Where in its line the text begins that follows the marked words."""
        at = self.end
        while at < min(len(text), self.end + _HEAD) and (text[at] in _CLOSERS or text[at].isspace()):
            at += 1
        return at

    @property
    def is_heading(self) -> bool:
        """It is bold or a heading, as titles are and hardly anything else."""
        return self.kind == "**" or self.kind.startswith("##")

    @property
    def begins_count(self) -> bool:
        """The number may be the first of its series; 896｜ is part of a title's wording."""
        return self.value in (None, 0, 1) or self.kind not in LOOSE_KINDS

    @property
    def sets_apart(self) -> bool:
        """The mark says where its words end: what follows on the next line is no part of them."""
        return self.kind == "**" or self.kind[0] in "#=日　"


def find_marks(blocks: Sequence[Block]) -> dict[int, Mark]:
    """The marks of all blocks, by index. Pictures that come once each (🌱 园艺, 🍲 厨房) are of one kind."""
    found = {i: mark for i, b in enumerate(blocks) if (mark := find_mark(b)) is not None}
    kinds = Counter(mark.kind for mark in found.values())
    for i, mark in found.items():
        if kinds[mark.kind] == 1 and mark.kind > _PICTURES:
            found[i] = replace(mark, kind=_PICTURES)
    return found


def find_mark(block: Block) -> Mark | None:
    """The mark of one block, the plainest kind last."""
    text = block.text
    end = len(text)
    if block.byline or block.inner:
        return None  # ■ 本刊记者　何晓
    if _SPACED.fullmatch(text):
        return Mark("　", None, 0, end)
    if (bracket := in_brackets(text)) is not None:
        return Mark("=" + bracket[0], None, *bracket[1:])
    if (framed := frame(text)) is not None:
        return Mark("=" + text[0], None, *framed)
    if (
        text[-1] in "。！？）)"
        and (enclosed := _ENCLOSED.match(text)) is not None
        and _runs_in(text, enclosed.end())
    ):
        return Mark("【】", None, enclosed.start(1), enclosed.end(1), whole=False)
    if block.level:
        return Mark("#" * block.level, None, block.bullet, end)
    if text[:2] in ("**", "__") and (bold := _BOLD.match(text)) is not None:
        return Mark("**", None, bold.start(2), bold.end(2), bold.end() == end)
    if block.bullet:
        return Mark(text[0], None, block.bullet, end)
    if block.number is not None:
        value = None if block.number.style == "part" else _value(block.number.value)
        return None if value is None else Mark(block.number.style, value, block.number.length, end)
    return _loose(text) or _symbol(text)


def _runs_in(text: str, start: int) -> bool:
    """What follows is longer than any title."""
    return len(text) - start > TITLE_LONGEST // 2 and "。" in text[start:]


def _loose(text: str) -> Mark | None:
    """What marks a title only where other lines are marked so too."""
    head = text[:_HEAD]
    counted = loosely_numbered(text)
    if counted is not None and (value := _value(counted.value)) is not None:
        return Mark(counted.style, value, counted.length, len(text))
    for kind, look in (("标题", TITLE_LABEL), ("日", _DAY), ("- ", _DASH)):
        label = look.match(head)
        if label is not None and label.end() < len(text):
            return Mark(kind, None, label.end(), len(text))
    return None


def _symbol(text: str) -> Mark | None:
    """🌱, ✉️, ☕ at a line's start: any picture that a font has."""
    if unicodedata.category(text[0]) != "So":
        return None
    at = 1
    while at < min(len(text), _HEAD) and (
        text[at] in _JOINERS or text[at].isspace() or text[at] > "\U0001f3fa"
    ):
        at += 1
    return Mark(text[0], None, at, len(text)) if at < len(text) else None


def _value(numeral: str) -> int | None:
    """The number that an outline number prints: 十二, １２, ⑫."""
    try:
        return dates.number(numeral)
    except ValueError:
        pass
    try:
        return int(unicodedata.numeric(numeral))
    except (TypeError, ValueError):
        return None
