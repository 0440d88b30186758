"""The contents list (目录, 本期导读) that some issues print before the first article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import is_furniture, numbered, section_name

_HEADER = re.compile(
    r"[【［〖\[（(◆■●★☆◇—\-=\s]*(?:本期|今日|目前)?(?:节目)?(?:主要)?(?:目\s*[录錄次]|导\s*[读讀]|導\s*讀|要\s*目|内\s*容(?:提\s*要)?|看\s*点|内容导读|要闻导读|要闻提示)"
    r"[】］〗\]）)◆■●★☆◇—\-=\s]*[：:]?"
)
_LEADER = re.compile(
    r"[\s.…·．・。\-—_]{2,}[（(]?\s*[0-9０-９]{1,3}\s*[）)]?$|\s*[（(／/]\s*[0-9０-９]{1,3}\s*(?:版|页|頁)?\s*[）)]$|\s+[0-9０-９]{1,3}$|[.…·．・]{2,}[0-9０-９]{1,3}$"
)
_LONGEST = 100  # characters of an entry
_MOST = 120  # entries
_CUT = 8  # characters that an entry and a title must share where one of them is cut
_SHORTEST = 5  # characters of an entry that is told from a section's name
_FEWEST = 3  # entries of a list that is taken to be complete


def is_contents_header(text: str) -> bool:
    """The line announces a contents list."""
    return len(text) <= 20 and _HEADER.fullmatch(text) is not None


def is_whole_list(header: str) -> bool:
    """The list names every article (目录), not only the ones worth reading first (要目, 导读)."""
    return re.search(r"目\s*[录錄次]|内\s*容\s*[：:]?$", header) is not None


@dataclass(frozen=True, slots=True)
class Announced:
    """The titles of a contents list, as :func:`entry_key` writes them. ``whole``: it names all articles."""

    titles: frozenset[str] = frozenset()
    whole: bool = False

    def names(self, text: str) -> bool:
        """The line is an announced title, or the beginning of one."""
        key = entry_key(text)
        return key in self.titles or any(_same(key, title) for title in self.titles)

    @classmethod
    def by(cls, blocks: Sequence[Block]) -> Announced:
        """What the list of these blocks announces, its header first. Items of items are no titles."""
        titles = frozenset(
            key
            for b in blocks[1:]
            if not (b.number and b.number.style in ("（一）", "（1）"))
            and len(key := entry_key(b.text)) >= _SHORTEST
        )
        return cls(titles, is_whole_list(blocks[0].text) and len(titles) >= _FEWEST)


def entry_key(text: str) -> str:
    """An entry or title without number, bullet, leader and page number, for comparing the two."""
    text = text[:_LONGEST]
    text = _LEADER.sub("", text)
    text = text.strip(" \u3000\t●■◆▲★○□◇△☆·•※；;：:。.…")
    found = numbered(text)
    if found:
        text = text[found.length :]
    return re.sub(r"\s+", "", section_name(text) or text)


def contents_end(blocks: Sequence[Block], start: int) -> int:
    """Where the list ends that the header at ``start`` announces: the index after its last block.

    The list ends where its first entries come again as titles. Without such a repetition it ends after
    the entries that carry a page number, else at the first blank line.
    """
    seen: dict[str, str | None] = {}  # entry and its number
    paged = 0
    limit = min(len(blocks), start + 1 + _MOST)
    first_is_section = start + 1 < limit and section_name(blocks[start + 1].text) is not None
    index = start + 1
    while index < limit:
        text = blocks[index].text
        if is_furniture(text):
            index += 1
            continue
        if len(text) > _LONGEST or ("。" in text.rstrip("。") and not _LEADER.search(text)):
            break
        key = entry_key(text)
        number = blocks[index].number
        value = number.value if number else None
        if seen and _repeats(key, value, seen):
            return index
        if section_name(text) and seen and not first_is_section and not _repeated_later(blocks, index, limit):
            return index
        if _LEADER.search(text):
            paged = index + 1
        seen.setdefault(key, value)
        index += 1
    if paged:
        return paged
    for at in range(start + 2, index):
        if blocks[at].blank_before:
            return at
    return min(start + 1, len(blocks)) if index >= limit else max(start + 1, index - 1)


def _repeats(key: str, number: str | None, seen: Mapping[str, str | None]) -> bool:
    """The line's key is an entry's. With another number than that entry's it is one more entry."""
    return any(_same(key, entry) and number in (None, value) for entry, value in seen.items())


def _same(key: str, entry: str) -> bool:
    """Both name one article; either may be wrapped or cut, so a long common beginning is enough."""
    if not key or not entry:
        return False
    shorter = min(len(key), len(entry))
    return key == entry or (shorter >= _CUT and key[:shorter] == entry[:shorter])


def _repeated_later(blocks: Sequence[Block], index: int, limit: int) -> bool:
    name = section_name(blocks[index].text)
    return any(section_name(b.text) == name for b in blocks[index + 1 : limit])
