"""What marks a line: number signs, a bullet, a number, bold type, a frame, letters spaced wide.

A mark by itself says little; :mod:`unionsearch.bulletin.outline` asks which lines are marked alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from unionsearch import dates
from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import frame, in_brackets
from unionsearch.patterns import pattern

_SPACED = pattern(r"[\u4e00-\u9fff](?:(?: {2,8}|\u3000{1,4})[\u4e00-\u9fff]){1,3}")
_BOLD = pattern(r"(\*\*|__)(?=\S)([^*_]{1,80}?)(?<=\S)\1(?=$|[\s：:。]|[^\s*_])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its kind, its place in its series (None where marks do not count), what it encloses or precedes.

    ``whole`` says that the marked words are all of the line.
    """

    kind: str
    value: int | None
    start: int
    end: int
    whole: bool = True

    @property
    def sets_apart(self) -> bool:
        """The mark says where its words end: what follows on the next line is no part of them."""
        return self.kind[0] in "#*=" or self.kind == "　"


def find_marks(blocks: Sequence[Block]) -> dict[int, Mark]:
    """The marks of all blocks, by index."""
    return {i: mark for i, b in enumerate(blocks) if (mark := find_mark(b)) is not None}


def find_mark(block: Block) -> Mark | None:
    """The mark of one block, the plainest kind last."""
    text = block.text
    end = len(text)
    if _SPACED.fullmatch(text):
        return Mark("　", None, 0, end)
    if (bracket := in_brackets(text)) is not None:
        return Mark("=" + bracket[0], None, *bracket[1:])
    if (framed := frame(text)) is not None:
        return Mark("=" + text[0], None, *framed)
    if block.level:
        return Mark("#" * block.level, None, block.bullet, end)
    if text[:2] in ("**", "__") and (bold := _BOLD.match(text)) is not None:
        return Mark("*", None, bold.start(2), bold.end(2), bold.end() == end)
    if block.bullet:
        return Mark(text[0], None, block.bullet, end)
    if block.number is None or block.number.style == "part":
        return None
    value = _value(block.number.value)
    return None if value is None else Mark(block.number.style, value, block.number.length, end)


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
