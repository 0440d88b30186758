"""What a page of the web prints above its first article: the site's name, the page's own title, its stamp.

财经早参丨道指走高；油价小跌 above 2024-09-24 06:03 names the page and no article: titles with texts stand
below. So does a site's name (天文新聞) by itself above the first title, where all other titles are one line.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.byline import has_surname
from unionsearch.bulletin.contents import entry_key
from unionsearch.bulletin.layout import ends_sentence
from unionsearch.bulletin.marks import Mark
from unionsearch.bulletin.sections import is_end
from unionsearch.bulletin.titles import title_run
from unionsearch.patterns import pattern

_NAMES = 3  # lines of a page's name
_STAMPS = 4  # lines of its stamp, of which one has the day
_FEWEST = 2  # titles below
_HEAD = 12  # blocks of the longest
_MIDDLE = 8  # cells of indent of what stands in the middle
_STAMP_LONGEST = 48  # characters
_HEADLINE = 6  # characters of one of several in the page's title
_NAME = pattern(r"[\u4e00-\u9fff]{2,8}")
_DAY = pattern(r"(?:19|20)[0-9]{2}\s?[-./年]\s?[0-9]{1,2}\s?[-./月]\s?[0-9]{1,2}")
_BETWEEN = pattern(r"[；;|｜丨︱]")
_CREDIT = pattern(r"\S{2,10}(?:\s{1,4}\S{2,10}){1,4}")
_WROTE = pattern(r"\S{0,6}(?:编辑|編輯|记者|記者|作者|原创|原創|来源|來源)\s")
# 2025.12.08 - …: a title that begins with the whole day is an issue's
_DATED = pattern(
    r"(?:19|20)[0-9]{2}\s?[-./年]\s?[0-9]{1,2}\s?[-./月]\s?[0-9]{1,2}日?\s{0,2}[-—|｜丨：:]\s{0,2}\S"
)
# 青年早读 | …, 一周速览丨…: a periodical's name and what it has first
_SERIAL = pattern(
    r"(?=[^|｜丨︱┃]{2,12}\s?[|｜丨︱┃])[^|｜丨︱┃]{0,6}?(?:[早晚午夜日周旬月季][\u4e00-\u9fff]{1,3}|[一每本今][日周月天期][\u4e00-\u9fff]{1,4}"
    r"|[\u4e00-\u9fff]{2}(?:速览|简讯|简报|快讯|快报|要闻|早报|晚报|资讯))\s?[|｜丨︱┃]"
)


@dataclass(frozen=True, slots=True)
class PageHead:
    """What stands above ``below``, where the articles begin.

    ``notes`` stand below the stamp and introduce the articles. ``named``: a section's name stands first.
    """

    below: int
    notes: tuple[int, ...] = ()
    named: bool = False


def find_page_head(
    blocks: Sequence[Block], marks: Mapping[int, Mark], first: int, announced: Collection[int]
) -> PageHead | None:
    """The page's head that begins with block ``first``; ``announced`` are titles for certain."""
    stamped = _below_stamp(blocks, marks, first)
    if stamped is None and not _is_dated(blocks, first):
        return _names_alone(blocks, marks, first, announced)
    stamp = stamped or first + 1
    below = next(
        (i for i in range(stamp, min(len(blocks), stamp + _HEAD)) if _begins(blocks, marks, i)), len(blocks)
    )
    titles = _titles(blocks, marks, below)
    if len(titles) < _FEWEST or any(i in announced for i in range(first, below)):
        return None
    run = title_run(blocks, below, len(blocks)) if below not in marks else None
    # Below the stamp a name is no page's, but a section's.
    named = run is not None and run.title_end - run.start > 1 and _is_name(blocks, below)
    return PageHead(below, tuple(range(stamp, below)), named)


def _below_stamp(blocks: Sequence[Block], marks: Mapping[int, Mark], first: int) -> int | None:
    """The block below the stamp of a page whose title says what is in it; None without."""
    title = first
    while title < min(len(blocks) - 1, first + _NAMES) and _NAME.fullmatch(blocks[title].text):
        title += 1
    if title + 1 >= len(blocks) or not _names_page(blocks, title):
        return None
    end = title + 1
    while end < min(len(blocks), title + 1 + _STAMPS) and end not in marks and _is_stamp(blocks[end]):
        end += 1
    return end if any(_DAY.search(blocks[i].text) for i in range(title + 1, end)) else None


def _names_page(blocks: Sequence[Block], index: int) -> bool:
    """The title has a periodical's name before a bar, or several headlines of which one comes again."""
    text = blocks[index].text
    if "。" in text or text.endswith("；"):
        return False
    if _SERIAL.match(text):
        return True
    headlines = [key for part in _BETWEEN.split(text) if len(key := entry_key(part)) >= _HEADLINE]
    below = {entry_key(block.text) for block in blocks[index + 1 :] if block.title_like}
    return len(headlines) >= _FEWEST and not below.isdisjoint(headlines)


def _is_stamp(block: Block) -> bool:
    """A day, or who wrote it."""
    text = block.text
    if len(text) > _STAMP_LONGEST or any(c in text for c in "。，；！？") or block.number or block.bullet:
        return False
    if block.byline or block.labelled or _DAY.search(text) is not None:
        return True
    return _CREDIT.fullmatch(text) is not None and (_WROTE.match(text) is not None or has_surname(text))


def _is_dated(blocks: Sequence[Block], first: int) -> bool:
    """The first line begins with a day, and no other does."""
    if first >= len(blocks) or not _DATED.match(blocks[first].text) or ends_sentence(blocks[first].text):
        return False
    return sum(_DATED.match(block.text) is not None for block in blocks) == 1


def _names_alone(
    blocks: Sequence[Block], marks: Mapping[int, Mark], first: int, announced: Collection[int]
) -> PageHead | None:
    """英国论坛 below and above a blank line, and then the first title, where all others are one line."""
    run = title_run(blocks, first, len(blocks)) if first not in marks else None
    if run is None or run.title_end - first < 2 or first in announced:
        return None
    title = run.title_end - 1
    if not all(_is_name(blocks, i) for i in range(first, title)) or title - first > _NAMES:
        return None
    if len(blocks[title].text) <= max(len(blocks[i].text) for i in range(first, title)):
        return None
    others = [
        other for i in _titles(blocks, marks, title)[1:] if (other := title_run(blocks, i, len(blocks)))
    ]
    single = sum(other.title_end - other.start == 1 for other in others)
    return PageHead(title) if single == len(others) >= _FEWEST else None


def _is_name(blocks: Sequence[Block], index: int) -> bool:
    """A short name by itself, at the left."""
    line, below = blocks[index].line, blocks[index + 1]
    return _NAME.fullmatch(blocks[index].text) is not None and below.blank_before and line.indent < _MIDDLE


def _begins(blocks: Sequence[Block], marks: Mapping[int, Mark], index: int) -> bool:
    """A title with its text begins there, with a mark or without; below a headline items are more of them."""
    block = blocks[index]
    if block.byline or block.bullet or (index in marks and not block.title_like):
        return False
    run = title_run(blocks, index, len(blocks))
    return run is not None and not blocks[run.byline_end].bullet


def _titles(blocks: Sequence[Block], marks: Mapping[int, Mark], start: int) -> list[int]:
    """The titles from ``start`` on: ``start`` itself, and lines above texts where one has ended."""
    return [
        i
        for i in range(start, len(blocks))
        if (i == start or is_end(blocks[next_above(blocks, i)])) and _begins(blocks, marks, i)
    ]


def next_above(blocks: Sequence[Block], index: int) -> int:
    """The block above that is no mere print."""
    above = index - 1
    while above > 0 and blocks[above].furniture:
        above -= 1
    return above
