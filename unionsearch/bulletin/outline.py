"""How an issue is laid out as a whole: which marks head its sections and which begin its articles.

A mark by itself says little: 一、 may number sections, articles, or the headings of one report. What tells
is its place. Headings stand below their article's title, so a series of marks whose first one stands where
a title must stand, with nothing above it, is no series of headings. Each rule names the layout it is for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from unionsearch import dates
from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import bare_name, label_length
from unionsearch.bulletin.lead import Lead, find_lead, sentence_lead
from unionsearch.bulletin.titles import title_run, title_score
from unionsearch.patterns import pattern

_NAME = pattern(r"[\u4e00-\u9fff〇][\u4e00-\u9fff〇·、]{1,7}")  # a section's name
_SPACED = pattern(r"[\u4e00-\u9fff](?:(?: {2,8}|\u3000{1,4})[\u4e00-\u9fff]){1,3}")
_FRAMED = pattern(
    r"([=＝\-—─*＊~～<＜>＞|｜]{1,8})\s*[\u4e00-\u9fff〇][^=＝\-—─*＊~～<＜>＞|｜。，；]{1,9}[=＝\-—─*＊~～<＜>＞|｜]{1,8}"
)
_HEADER_LONGEST = 24  # characters, spaces and ornaments included
_FEWEST = 2  # marks that make a series
_FEWEST_LABELS = 3  # 【…】 is common inside texts as well


@dataclass(frozen=True, slots=True)
class Outline:
    """What the marks of an issue mean, by the index of the block.

    ``sections``: the names in section headers. ``titles``: how many characters of mark stand before a
    title. ``items``: the leads of marked paragraphs that are articles by themselves.
    """

    sections: Mapping[int, str] = field(default_factory=dict)
    titles: Mapping[int, int] = field(default_factory=dict)
    items: Mapping[int, Lead] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark: its kind, its place in its series (None where marks do not count), its characters."""

    kind: str
    value: int | None
    length: int


def find_outline(blocks: Sequence[Block], announced: frozenset[str] = frozenset()) -> Outline:
    """The outline of the blocks between contents list and footer, which may have announced sections."""
    sections = {i: name for i, b in enumerate(blocks) if (name := _header(b, announced)) is not None}
    marks = {i: mark for i, b in enumerate(blocks) if (mark := _mark(b)) is not None}
    if sections.keys() <= marks.keys():  # ※工作动态※ has a known name, and ※节目监看※ the same mark
        found_too = _marked_sections(blocks, marks) or _bare_sections(blocks, marks)
        sections = dict(sorted({**found_too, **sections}.items()))
    titles: dict[int, int] = {}
    items: dict[int, Lead] = {}
    for start, stop in _scopes(blocks, sections):
        found = _series(blocks, marks, start, stop, partial(_is_title, blocks, marks, stop))
        titles.update((i, marks[i].length) for i in found)
        if not found:
            items.update(_items(blocks, marks, start, stop, bool(sections)))
    return Outline(sections, titles if len(titles) >= _FEWEST else {}, items if len(items) >= _FEWEST else {})


def _header(block: Block, announced: frozenset[str]) -> str | None:
    """The section that the block heads by its brackets or by what the contents list says."""
    if block.section is None and len(block.text) <= _HEADER_LONGEST and bare_name(block.text) in announced:
        return bare_name(block.text)
    return block.section


def _mark(block: Block) -> _Mark | None:
    """The mark at the block's start: # of Markdown or a heading's style, a bullet, an outline number.

    A name of a few letters spaced wide (经　　营) or framed (== 版本发布 ==) is set apart as by a mark.
    """
    if _SPACED.fullmatch(block.text):
        return _Mark("　", None, 0)
    if (framed := _FRAMED.fullmatch(block.text)) is not None:
        return _Mark(framed[1], None, framed.end(1))
    if block.level:
        return _Mark("#" * block.level, None, block.bullet)
    if block.bullet:
        return _Mark(block.text[0], None, block.bullet)
    if block.number is None or block.number.style == "part":
        return None
    try:
        return _Mark(block.number.style, dates.number(block.number.value), block.number.length)
    except ValueError:
        return None


def _top(blocks: Sequence[Block], start: int, stop: int) -> int:
    """The first block that is no mere print."""
    while start < stop and blocks[start].furniture:
        start += 1
    return start


def _scopes(blocks: Sequence[Block], sections: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """The stretches between section headers."""
    ends = [*sections, len(blocks)]
    starts = [0, *(i + 1 for i in sections)]
    for start, stop in zip(starts, ends, strict=True):
        if (top := _top(blocks, start, stop)) < stop:
            yield top, stop


def _marked_sections(blocks: Sequence[Block], marks: Mapping[int, _Mark]) -> dict[int, str]:
    """★党建要闻, ※学会动态※, 一、简讯, ## 基层快递: short names alike in their mark, titles or items below.

    The first stands above everything. Names may be longer in Markdown, where levels tell.
    """
    top = _top(blocks, 0, len(blocks))
    if top not in marks:
        return {}
    kind = marks[top].kind
    alike = [i for i, mark in marks.items() if mark.kind == kind]
    if marks[top].value is not None:
        alike = _counted(alike, marks)
    names = {i: bare_name(blocks[i].text[marks[i].length :]) for i in alike}
    nested = 0
    for i in alike:
        below = _top(blocks, i + 1, len(blocks))
        if below in marks and marks[below].kind != kind:
            nested += not kind.startswith("#") or marks[below].kind.startswith(kind)
        elif below < len(blocks) and kind[0] != "#" and title_run(blocks, below, len(blocks)):
            nested += 1
    if 2 * nested <= len(alike) or (kind[0] != "#" and len(alike) < _FEWEST):
        return {}
    if kind[0] != "#" and not all(_NAME.fullmatch(name) for name in names.values()):
        return {}
    return names


def _bare_sections(blocks: Sequence[Block], marks: Mapping[int, _Mark]) -> dict[int, str]:
    """本月要事 and below it ★种植角开种啦, ★消防叔叔来了: no headline, and titles with bullets below."""
    found: dict[int, str] = {}
    kinds = Counter(mark.kind for mark in marks.values())
    for i, mark in marks.items():
        above = blocks[i - 1] if i else None
        if above is None or i - 1 in marks or not blocks[i].bullet or not _NAME.fullmatch(above.text):
            continue
        if kinds[mark.kind] >= _FEWEST and not title_score(above.text) and title_run(blocks, i, len(blocks)):
            found[i - 1] = above.text
    return found


def _counted(indices: Sequence[int], marks: Mapping[int, _Mark]) -> list[int]:
    """Those that count on from the first: 1, 2, 3."""
    found: list[int] = []
    for i in indices:
        if not found or marks[i].value == (marks[found[-1]].value or 0) + 1:
            found.append(i)
    return found


def _series(
    blocks: Sequence[Block],
    marks: Mapping[int, _Mark],
    start: int,
    stop: int,
    fits: Callable[[int], bool],
) -> list[int]:
    """The marks like the one at the stretch's top, when all of them fit; numbers must count."""
    if start not in marks or (blocks[start].level == 0 and not blocks[start].number):
        return []  # what bullets mark, the parser finds as it goes
    alike = [i for i in range(start, stop) if i in marks and marks[i].kind == marks[start].kind]
    if marks[start].value is not None:
        alike = _counted(alike, marks)
    return alike if all(fits(i) for i in alike) else []


def _is_title(blocks: Sequence[Block], marks: Mapping[int, _Mark], stop: int, index: int) -> bool:
    """一、立案庭推出“午间不断档”服务 on a line of its own, and text below it."""
    run = title_run(blocks, index, stop)
    if run is None:
        return False
    below = marks.get(run.byline_end)
    return below is None or below.kind != marks[index].kind


def _items(
    blocks: Sequence[Block], marks: Mapping[int, _Mark], start: int, stop: int, in_section: bool
) -> dict[int, Lead]:
    """1.公厕改造。三座已完成两座。 / 【换新】东门完成改造。旧铁门换成了自动门。

    In a section an item may be a single sentence: its header says that they belong together.
    """
    leads = {i: find_lead(blocks[i].text, marks[i].length) for i in range(start, stop) if i in marks}

    def runs_in(index: int) -> bool:
        lead = leads[index]
        return lead is not None and (lead.body < len(blocks[index].text) or in_section)

    found = {i: lead for i in _series(blocks, marks, start, stop, runs_in) if (lead := leads[i]) is not None}
    if found:
        return found
    labelled = [i for i in range(start, stop) if label_length(blocks[i].text)]
    if len(labelled) < _FEWEST_LABELS or labelled[0] != start:
        return {}
    return {i: sentence_lead(blocks[i].text, label_length(blocks[i].text)) for i in labelled}
