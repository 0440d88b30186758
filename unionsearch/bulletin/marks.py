"""What marks a line: number signs, a bullet, a number, bold type, a frame, letters spaced wide.

A mark by itself says little; :mod:`unionsearch.bulletin.outline` asks which lines are marked alike. Marks
that only likeness makes are found over the whole issue: numbers with anything around them that count, a sign
that begins line after line, words in brackets with their text behind.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import TITLE_LONGEST, frame, has_words, in_brackets
from unionsearch.bulletin.loose import TITLE_LABEL, Count, counting, find_count, is_loose, numeral_value
from unionsearch.bulletin.titles import title_run
from unionsearch.patterns import pattern

_HEAD = 20  # characters at a line's start that are looked at
_CLOSERS = "*_】］〗]：:—"
#: The kind of marks that come once each.
PICTURES = "\u2600"
_SPACED = pattern(r"[\u4e00-\u9fff](?:(?: {2,8}|\u3000{1,4})[\u4e00-\u9fff]){1,3}")
_DAY = pattern(r"[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日[\s\u3000：:]\s{0,4}")
_DASH = pattern(r"[-–+]\s{1,4}(?=\S)")
_JOINERS = "\ufe0f\u200d"
_ENCLOSED = pattern(r"[【［〖\[]([^【】［］〖〗\[\]]{1,45})[】］〗\]](?=[^(（])")
_LONGEST = 45  # characters in brackets
_LABEL = 7  # characters from which words in brackets are no label but a title
_FEWEST = 3  # lines that a sign begins
_FEWEST_NAMES = 2  # sections that have numbers
_SIGN = pattern(r"([^\w\s])\1{0,2}\s{0,4}(?=[^\s])|([A-Za-zØ§])\s{1,4}(?=[\u4e00-\u9fff“《])")
# What opens a quotation, a dash, a table, Markdown, and what ends a clause is no sign.
_NO_SIGN = frozenset("“‘\"'《「『（(【［[〖〔<〈|｜>!！?？。，、；：,.;:`…—－-–_~～@&￥$%％\\")
_ARROWS = (">>", "＞＞")  # a single one quotes
_BOLD = pattern(r"(\*\*|__)(?=\S)([^*_]{1,80}?)(?<=\S)\1(?=$|[\s：:。]|[^\s*_])")


_SIDES = pattern(r"[│┃║|｜]\s{0,40}([^│┃║|｜]{2,60}?)\s{0,40}[│┃║|｜]")
_BOX = "═"


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
        return self.value in (None, 0, 1) or not is_loose(self.kind)

    @property
    def alone(self) -> bool:
        """Nothing follows the mark on its line: the title stands below it."""
        return self.whole and self.start == self.end

    @property
    def sets_apart(self) -> bool:
        """The mark says where its words end: what follows on the next line is no part of them."""
        return self.kind == "**" or self.kind[0] in "#=日　═"


def find_marks(blocks: Sequence[Block]) -> dict[int, Mark]:
    """The marks of all blocks, by index. Pictures that come once each (🌱 园艺, 🍲 厨房) are of one kind."""
    found = {i: mark for i, b in enumerate(blocks) if (mark := find_mark(b)) is not None}
    _count(blocks, found)
    for look in (_enclosed, _signed, _boxed):
        found.update(look(blocks, found))
    kinds = Counter(mark.kind for mark in found.values())
    for i, mark in found.items():
        if kinds[mark.kind] == 1 and mark.kind > PICTURES:
            found[i] = replace(mark, kind=PICTURES)
    return dict(sorted(found.items()))


def _count(blocks: Sequence[Block], found: dict[int, Mark]) -> None:
    """Add the numbers that count: 案例一, Q1, 【01】, ### 01 | …, or a number alone above a title.

    Within headings and behind bullets they are no kind of their own: the mark goes on behind the number.
    """
    kinds: dict[tuple[str, str, bool], dict[int, Count]] = {}
    for i, block in enumerate(blocks):
        mark = found.get(i)
        if block.byline or (mark is not None and not (mark.is_heading or block.bullet)):
            continue
        start = mark.start if mark else 0
        count = find_count(block.text, start)
        if count is not None:
            alone = start + count.length == len(block.text)
            if not block.furniture or (alone and mark is None):
                kinds.setdefault((mark.kind if mark else "", count.kind, alone), {})[i] = count
    for (outer, _, alone), counts in kinds.items():
        if not counting(list(counts.values())):
            continue
        if alone:
            named = {} if outer else _above_numbers(blocks, counts)
            counts = {i: count for i, count in counts.items() if i + 1 not in named}
            found.update(named)
            titled = sum(
                title_run(blocks, i + 1, len(blocks)) is not None or _above_label(blocks, i) for i in counts
            )
            if outer or len(counts) < _FEWEST or 5 * titled < 4 * len(counts):
                continue
        for i, count in counts.items():
            end = len(blocks[i].text)
            if outer:
                found[i] = replace(found[i], start=found[i].start + count.length)
            else:
                # 01 above a title is another kind than 01　… in a list of contents.
                found[i] = Mark(count.kind + "↓" * alone, count.value, count.length, end)


def _above_numbers(blocks: Sequence[Block], counts: Mapping[int, Count]) -> dict[int, Mark]:
    """Names below 01, 02 and above another 01: theirs are the outer numbers of two that look alike."""
    outer = [i for i in counts if i + 2 in counts and counts[i + 2].value == 1 and blocks[i + 1].title_like]
    if len(outer) < _FEWEST_NAMES or [counts[i].value for i in outer] != list(range(1, len(outer) + 1)):
        return {}
    return {i + 1: Mark(f"{counts[i].kind}↑", counts[i].value, 0, len(blocks[i + 1].text)) for i in outer}


def _above_label(blocks: Sequence[Block], index: int) -> bool:
    """A short line stands below, and below that a label in brackets: 【案情】."""
    below = blocks[index + 1 : index + 3]
    return len(below) > 1 and below[0].title_like and below[1].section is not None


def _enclosed(blocks: Sequence[Block], marks: Mapping[int, Mark]) -> dict[int, Mark]:
    """【东门完成改造】旧门换成了…: titles in brackets, most of them longer than a label (【换新】)."""
    found: dict[int, Mark] = {}
    for i, block in enumerate(blocks):
        text = block.text
        enclosed = (
            _ENCLOSED.match(text[: _LONGEST + 3])
            if text[0] in "【［〖[" and text[-1] in "。！？）)：:”"
            else None
        )
        if enclosed is not None and i not in marks and not block.byline:
            found[i] = Mark("【】", None, enclosed.start(1), enclosed.end(1), whole=False)
    long = [mark for i, mark in found.items() if _runs_in(blocks[i].text, mark.end)]
    if not long or median_low(sorted(mark.end - mark.start for mark in found.values())) < _LABEL:
        return {i: m for i, m in found.items() if m in long and m.end - m.start >= _LABEL}
    return found


def _signed(blocks: Sequence[Block], marks: Mapping[int, Mark]) -> dict[int, Mark]:
    """Any sign that begins short lines again and again: ✿ …, ＋…, l …; no list of bullets is complete."""
    kinds: dict[str, dict[int, Mark]] = {}
    for i, block in enumerate(blocks):
        text = block.text
        if i in marks or block.furniture or block.byline or not block.title_like:
            continue
        if text[0] in _NO_SIGN and text[:2] not in _ARROWS:
            continue
        sign = _SIGN.match(text[:_HEAD])
        if sign is not None:
            kinds.setdefault(text[0], {})[i] = Mark(text[0], None, sign.end(), len(text))
    return {i: m for alike in kinds.values() if len(alike) >= _FEWEST for i, m in alike.items()}


def _boxed(blocks: Sequence[Block], marks: Mapping[int, Mark]) -> dict[int, Mark]:
    """Short lines each above a rule, between two, or with one at either side: │ 标题 │."""
    found: dict[int, Mark] = {}
    for i, block in enumerate(blocks[:-1]):
        below = blocks[i + 1]
        sides = _SIDES.fullmatch(block.text) if block.text[-1] in "│┃║|｜" else None
        if (i in marks and not sides) or block.byline or not block.title_like or not _is_rule(below):
            continue
        found[i] = Mark(_BOX, None, *(sides.span(1) if sides else (0, len(block.text))))
    return found if len(found) >= _FEWEST else {}


def _is_rule(block: Block) -> bool:
    return block.furniture and not has_words(block.text)


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
    if block.level:
        return Mark("#" * block.level, None, block.bullet, end)
    if text[:2] in ("**", "__") and (bold := _BOLD.match(text)) is not None:
        return Mark("**", None, bold.start(2), bold.end(2), bold.end() == end)
    if block.bullet:
        return Mark(text[0], None, block.bullet, end)
    if block.number is not None:
        value = None if block.number.style == "part" else numeral_value(block.number.value)
        return None if value is None else Mark(block.number.style, value, block.number.length, end)
    return _loose(text) or _symbol(text)


def _runs_in(text: str, start: int) -> bool:
    """What follows is longer than any title."""
    return len(text) - start > TITLE_LONGEST // 2 and "。" in text[start:]


def _loose(text: str) -> Mark | None:
    """What marks a title only where other lines are marked so too."""
    head = text[:_HEAD]
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
