"""The contents list (目录, 本期导读) that some issues print before the first article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import is_furniture, numbered, section_name

_HEADER = re.compile(
    r"[【［〖\[（(◆■●★☆◇—\-=\s]*(?:本期|今日|目前)?(?:节目)?(?:主要)?(?:目\s*[录錄次]|导\s*[读讀]|導\s*讀|要\s*目|内\s*容(?:提\s*要)?|看\s*点|内容导读|要闻导读|要闻提示)"
    r"[】］〗\]）)◆■●★☆◇—\-=\s]*[：:]?"
)
_LEADER = re.compile(r"[\s.…·．・。\-—_]{2,}[（(]?\s*[0-9０-９]{1,3}\s*[）)]?$|\s*[（(／/]\s*[0-9０-９]{1,3}\s*(?:版|页|頁)?\s*[）)]$|\s+[0-9０-９]{1,3}$|[.…·．・]{2,}[0-9０-９]{1,3}$")
_LONGEST = 100  # characters of an entry
_MOST = 120  # entries


def is_contents_header(text: str) -> bool:
    """The line announces a contents list."""
    return len(text) <= 20 and _HEADER.fullmatch(text) is not None


def entry_key(text: str) -> str:
    """An entry or title without number, bullet, leader and page number, for comparing the two."""
    text = text[:_LONGEST]
    text = _LEADER.sub("", text)
    text = text.strip(" \u3000\t●■◆▲★○□◇△☆·•※；;。.…")
    found = numbered(text)
    if found:
        text = text[found.length :]
    return re.sub(r"\s+", "", section_name(text) or text)


def contents_end(blocks: Sequence[Block], start: int) -> int:
    """Where the list ends that the header at ``start`` announces: the index after its last block.

    The list ends where its first entries come again as titles. Without such a repetition it ends after
    the entries that carry a page number, else at the first blank line.
    """
    seen: list[str] = []
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
        if seen and _repeats(key, seen):
            return index
        if section_name(text) and seen and not first_is_section and not _repeated_later(blocks, index, limit):
            return index
        if _LEADER.search(text):
            paged = index + 1
        seen.append(key)
        index += 1
    if paged:
        return paged
    for at in range(start + 2, index):
        if blocks[at].blank_before:
            return at
    return min(start + 1, len(blocks)) if index >= limit else max(start + 1, index - 1)


def _repeats(key: str, seen: Sequence[str]) -> bool:
    """The line's key is an entry's; an entry may be wrapped or cut, so a long common beginning is enough."""
    if not key:
        return False
    return any(key == s or (min(len(key), len(s)) >= 8 and (key.startswith(s) or s.startswith(key))) for s in seen)


def _repeated_later(blocks: Sequence[Block], index: int, limit: int) -> bool:
    name = section_name(blocks[index].text)
    return any(section_name(b.text) == name for b in blocks[index + 1 : limit])
