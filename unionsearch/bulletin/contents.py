"""The contents list (目录, 本期导读) that some issues print before the first article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import (
    BULLETS,
    bare_name,
    dash_length,
    in_brackets,
    is_furniture,
    markdown_level,
    numbered,
    section_name,
)
from unionsearch.bulletin.loose import TITLE_LABEL, find_count, loosely_numbered
from unionsearch.patterns import pattern

_HEADER = pattern(
    r"[#【［〖\[（(◆■●★☆◇▲△※□○◎—\-=━─═~～*＊·|｜\s]*(?:本期|本周|本月|今日|今天|今晚|本次|目前)?(?:的?节目)?的?(?:主要)?(?:目\s*[录錄次]|导\s*[读讀]|導\s*讀|要\s*目|内\s*容(?:提\s*要|有|如下|包括)?|看\s*点|提\s*要|摘\s*要|索\s*引|内容导读|要闻导读|要闻提示)"
    r"[】］〗\]）)◆■●★☆◇▲△※□○◎—\-=━─═~～*＊·|｜\s]*[：:]?"
)
_LEADER = pattern(
    r"[\s.…⋯·．・。\-—_]{2,}[（(]?\s*(?:[第Pp]\s?)?[0-9０-９]{1,3}\s*(?:版|页|頁)?\s*[）)]?$|\s*[（(／/]\s*[0-9０-９]{1,3}\s*(?:版|页|頁)?\s*[）)]$|\s+[0-9０-９]{1,3}$|[.…⋯·．・]{2,}[0-9０-９]{1,3}$"
)
_DOTTED = pattern(
    r"[.…⋯·．・]{2,}(?P<author>[^.…⋯·．・。，]{0,20}?)\s*[（(]?\s*(?:[第Pp]\s?)?[0-9]{1,3}\s*(?:版|页|頁)?\s*[）)]?$"
)  # ……杜  鹃（2）
_GAP = pattern(
    r"(?<=[^\s0-9０-９])(?:\s{2,}|\u3000)([\u4e00-\u9fff][\u4e00-\u9fff\s、]{1,14})$"
)  # 办好职工书屋    港务局工会
_NAME = pattern(r"[\u4e00-\u9fff〇·、]{2,8}")  # a section's name
_LONGEST = 100  # characters of an entry
_MOST = 120  # entries
_LINKED = pattern(r"!?\[([^\[\]]{1,100})\]\([^()\s]{0,300}\)")
_AROUND = BULLETS + " \u3000\t-*_#；;：:。.…⋯"  # what stands before and behind the words of an entry
_SIGNS = pattern(r"^[^\w“‘「『《【（(〔\[<＜]{1,4}(?=\w)")  # >> 新桥通车
_CUT = 8  # characters that an entry and a title must share where one of them is cut
_GOES_ON = tuple("：:，、—")
_SHORTEST = 5  # characters of an entry that is told from a section's name
_MARKED = 2  # characters of one that a number or a page tells from it
_SECTION = 16  # characters of a section's name
_WRAPPED = 3  # lines of an entry
_FEWEST_SECTIONS = 2
_FEWEST = 3  # entries of a list that is taken to be complete


def is_contents_header(text: str) -> bool:
    """The line announces a contents list."""
    return len(text) <= 40 and _HEADER.fullmatch("".join(text.split())) is not None  # 本 期 要 目


def is_whole_list(header: str) -> bool:
    """The list names every article (目录), not only the ones worth reading first (要目, 导读)."""
    return re.search(r"目\s*[录錄次]|内\s*容(?:有|如下|包括)?\s*[：:]?$", header) is not None


@dataclass(frozen=True, slots=True)
class Announced:
    """The titles of a contents list, as :func:`entry_key` writes them, its authors and sections.

    ``whole``: it names all articles. ``names``: its short entries, which may as well be sections.
    ``counted``: all of its entries are numbered, so that none is a section.
    """

    titles: frozenset[str] = frozenset()
    whole: bool = False
    authors: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    counted: bool = False
    starts: Mapping[str, Sequence[str]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        starts: dict[str, list[str]] = {}
        for title in sorted(self.titles):
            starts.setdefault(title[:_CUT], []).append(title)
        object.__setattr__(self, "starts", starts)

    def find(self, text: str) -> str | None:
        """The announced title that the line is, or of which it is the beginning; None when it is none."""
        if not (self.titles or self.names):
            return None
        key = entry_key(text)
        if key in self.titles or key in self.names:
            return key
        return next((t for t in self.starts.get(key[:_CUT], ()) if _same(key, t)), None)

    @classmethod
    def by(cls, blocks: Sequence[Block], whole: bool) -> Announced:
        """What the list of these entries announces; ``whole``: all articles. Items of items are no titles."""
        outer = next((b.number.style for b in blocks if b.number), None)
        nested = _nested(blocks, outer)
        entries = [
            e for e in _entries(blocks) if e[0].number is None or (e[0].number.style == outer) is not nested
        ]
        titles = frozenset(
            key
            for entry in entries
            for lines in (entry, entry[: _subtitle(entry)])
            if len(key := _joined(lines)) >= (_MARKED if _marked(entry) else _SHORTEST)
        )
        signed = [tail for b in blocks if (tail := _GAP.search(b.text)) is not None and not b.row]
        titles |= frozenset(
            key for tail in signed if len(key := entry_key(tail.string[: tail.start()])) >= _SHORTEST
        )
        tails = (tail["author"] for b in blocks if (tail := _DOTTED.search(b.text)))
        authors = frozenset(a for tail in (*tails, *(t[1] for t in signed)) if len(a := _author(tail)) > 1)
        names = frozenset(key for entry in entries if _NAME.fullmatch(key := _joined(entry)))
        whole = whole and len(titles) >= _FEWEST
        sections = frozenset(bare_name(b.text) for b in _unpaged(blocks))
        if nested:
            sections |= {_joined([b]) for b in blocks if b.number and b.number.style == outer}
        # What stands below the last one may be the program's hour, or the rest of the masthead.
        counted = len(entries) > _FEWEST and all(entry[0].number is not None for entry in entries[:-1])
        return cls(titles - sections, whole, authors, sections, names - sections, counted)

    def by_author(self, text: str) -> bool:
        """The line is nothing but an author whom the list names."""
        return len(text) <= _CUT * 2 and _author(text) in self.authors


def _unpaged(blocks: Sequence[Block]) -> list[Block]:
    """The names in a list with page numbers that have none, above entries that have: the sections."""
    paged = [_LEADER.search(b.text) is not None for b in blocks]
    if 2 * sum(paged) <= len(blocks):
        return []
    return [
        b
        for b, following, own, below in zip(blocks, blocks[1:], paged, paged[1:], strict=False)
        if below
        and not own
        and not b.number
        and not (dash_length(b.text) or dash_length(following.text))
        and _NAME.fullmatch(bare_name(b.text))
    ]


def _entries(blocks: Sequence[Block]) -> list[list[Block]]:
    """The lines of a list, those together that are one entry.

    In a numbered list a line without a number goes on with the entry above it (``2.短评：`` and below it
    its title). In a list with page numbers a long line without one runs on, and a dash opens a subtitle.
    """
    lines = [b for b in blocks if not is_furniture(b.text)]
    numbered_list = 2 * sum(b.number is not None for b in lines) > len(lines)
    paged_list = 2 * sum(_LEADER.search(b.text) is not None for b in lines) > len(lines)
    # A list that begins with a section's name has more of them, and none is the rest of an entry.
    named = (
        numbered_list and lines[0].number is None and _NAME.fullmatch(bare_name(lines[0].text)) is not None
    )
    found: list[list[Block]] = []
    for line in lines:
        above = found[-1] if found else None
        bare = line.number is None and not line.bullet
        if above and bare and len(above) < _WRAPPED and _is_open(above[-1].text):
            if named and not above[-1].text.endswith(_GOES_ON) and _may_be_section(line.text):
                found.append([line])
                continue
            runs_on = len(above[-1].text) > _SECTION or dash_length(line.text) > 0
            if (numbered_list and above[0].number is not None) or (paged_list and runs_on):
                above.append(line)
                continue
        found.append([line])
    return found


def _nested(blocks: Sequence[Block], outer: str | None) -> bool:
    """Below each entry of the outer style stands one of another: the outer ones are sections."""
    styles = [b.number.style for b in blocks if b.number]
    below = [b for a, b in pairwise([*styles, outer]) if a == outer]
    return len(below) >= _FEWEST_SECTIONS and outer not in below


def _may_be_section(text: str) -> bool:
    return section_name(text) is not None or _NAME.fullmatch(bare_name(text)) is not None


def _is_open(text: str) -> bool:
    """Neither a page number nor a mark ends the entry."""
    return not _LEADER.search(text) and not text.endswith(("；", ";", "。"))


def _subtitle(entry: Sequence[Block]) -> int:
    """Which line of the entry is its subtitle (——记……); the number of lines when none is."""
    return next((i for i, line in enumerate(entry) if i and dash_length(line.text)), len(entry))


def _joined(lines: Iterable[Block]) -> str:
    """The key of these lines as one."""
    return entry_key("".join(line.text for line in lines))


def _author(text: str) -> str:
    """A name without spaces, page number and brackets."""
    return re.sub(r"[\s0-9０-９（）()]", "", text)


def _marked(entry: Sequence[Block]) -> bool:
    """A number or a page says that the entry is one, however short."""
    return entry[0].number is not None or _LEADER.search(entry[-1].text) is not None


@lru_cache(maxsize=1024)  # several rules ask for the same line's
def entry_key(text: str) -> str:
    """An entry or title without number, bullet, leader and page number, for comparing the two."""
    if "](" in text:
        text = _LINKED.sub(r"\1", text[: 4 * _LONGEST])
    text = _DOTTED.sub("", text[:_LONGEST])
    text = _LEADER.sub("", text)
    text = _SIGNS.sub("", text.strip(_AROUND))
    found = numbered(text) or loosely_numbered(text)
    if found is None and (worded := find_count(text)) and len(text) - worded.length >= _SHORTEST:
        if not text[worded.length - 1 : worded.length + 1].isalnum():  # 渡口1至8月 counts nothing
            text = text[worded.length :]  # 案例一：…
    elif found is not None:
        text = text[found.length :]
    label = TITLE_LABEL.match(text)
    if label:
        text = text[label.end() :]
    enclosed = in_brackets(text)
    return re.sub(r"\s+", "", text[enclosed[1] : enclosed[2]] if enclosed else text)


def contents_end(blocks: Sequence[Block], start: int) -> int:
    """Where the list ends that the header at ``start`` announces: the index after its last block.

    The list ends where its first entries come again as titles. Without such a repetition it ends after
    the entries that carry a page number, else at the first blank line.
    """
    seen: dict[str, str | None] = {}  # entry and its number
    paged = 0
    limit = min(len(blocks), start + 1 + _MOST)
    own_level = markdown_level(blocks[start].text)
    first_is_section = start + 1 < limit and section_name(blocks[start + 1].text) is not None
    index = start + 1
    ruled = 0  # below the rule that stands below the first entries
    while index < limit:
        text = blocks[index].text
        if is_furniture(text):
            ruled = ruled or (index if seen and not text.strip().isdigit() else 0)
            index += 1
            continue
        if len(text) > _LONGEST * (1 + (blocks[index].number is not None)) or (
            _is_sentence(blocks[index]) and not _LEADER.search(text)
        ):
            break
        key = entry_key(text)
        number = blocks[index].number
        value = number.value if number else None
        if seen and _repeats(key, value, seen):
            return _without_headers(blocks, start, index)
        if (level := markdown_level(text)) and index > start + 1 and level <= (own_level or level):
            return index
        if section_name(text) and seen and not first_is_section and not _repeated_later(blocks, index, limit):
            return index
        if _LEADER.search(text):
            paged = index + 1
        if not number and index > start + 1 and _is_open(blocks[index - 1].text):
            above = blocks[index - 1]
            seen.setdefault(_joined((above, blocks[index])), above.number.value if above.number else None)
        seen.setdefault(key, value)
        index += 1
    if paged:
        return paged
    if ruled:
        return ruled
    if index < limit and blocks[index].blank_before:
        return index
    for at in range(start + 2, index):
        if blocks[at].blank_before:
            return at
    return min(start + 1, len(blocks)) if index >= limit else max(start + 1, index - 1)


def _without_headers(blocks: Sequence[Block], start: int, end: int) -> int:
    """Where the list ends whose first title comes again at ``end``: above that title's section's header."""
    entries = [b for b in blocks[start + 1 : end] if not b.furniture]
    paged_list = 2 * sum(_LEADER.search(b.text) is not None for b in entries) > len(entries)
    last = blocks[end - 1]
    if end - start <= 2 or last.furniture:
        return end
    key = entry_key(last.text)
    if any(entry_key(b.text) == key for b in blocks[end:]):
        return end  # an entry like the others
    if paged_list and (below := _below_pages(blocks, start, end)) is not None:
        return below
    return end - 1 if last.blank_before or (paged_list and not _LEADER.search(last.text)) else end


def _below_pages(blocks: Sequence[Block], start: int, end: int) -> int | None:
    """Below the rule that stands below the last entry with a page number: section and title come there."""
    paged = max(i for i in range(start, end) if _LEADER.search(blocks[i].text) is not None)
    ruled = next((i for i in range(paged + 1, end) if is_furniture(blocks[i].text)), None)
    return ruled + 1 if ruled is not None and end - ruled <= _WRAPPED + 1 else None


def _is_sentence(block: Block) -> bool:
    """Text and no entry: more than a sentence, or a whole one with clauses and no number."""
    text = block.text
    clauses = text.endswith("。") and "，" in text and not (block.number or block.bullet)
    return clauses or "。" in text.rstrip("。")


def _repeats(key: str, number: str | None, seen: Mapping[str, str | None]) -> bool:
    """The line's key is an entry's. With another number than that entry's it is one more entry."""
    return any(
        _same(key, entry) and (number is None or value in (None, number)) for entry, value in seen.items()
    )


def _same(key: str, entry: str) -> bool:
    """Both name one article; either may be wrapped or cut, so a long common beginning is enough."""
    if not key or not entry:
        return False
    shorter = min(len(key), len(entry))
    return key == entry or (shorter >= _CUT and key[:shorter] == entry[:shorter])


def _repeated_later(blocks: Sequence[Block], index: int, limit: int) -> bool:
    name = section_name(blocks[index].text)
    return any(section_name(b.text) == name for b in blocks[index + 1 : limit])
