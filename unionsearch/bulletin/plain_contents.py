"""A contents list that nothing announces: lines at the top, every one of which comes again by itself.

The entries may have a number, a page, an author behind a gap, or their section in brackets before them.
"""

from __future__ import annotations

from collections.abc import Sequence

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.contents import Announced, entry_key
from unionsearch.bulletin.layout import bare_name
from unionsearch.patterns import pattern

_ABOVE = 8  # blocks above the list
_MOST = 120  # entries
_FEWEST = 3
_LONGEST = 80  # characters of an entry
_AUTHOR = pattern(r"(?:\s{2,8}|\u3000{1,8})[\u4e00-\u9fff]{2,8}$")
_HEADER = pattern(r"[^。，；：]{2,14}[：:]")  # 这一张里有：
_LABEL = pattern(r"[\W_]{0,3}[\[【［〖]([^\[\]【】［］〖〗\s]{2,8})[\]】］〗]\s{0,8}(?=\S)")


def find_plain_contents(blocks: Sequence[Block], start: int) -> tuple[int, int, Announced] | None:
    """Where such a list begins and ends, and what it announces; None where there is none."""
    lines: dict[str, list[int]] = {}
    for i, block in enumerate(blocks):
        if len(block.text) <= _LONGEST:
            for key in _keys(block.text):
                lines.setdefault(key, []).append(i)
    for first in range(start, min(len(blocks), start + _ABOVE)):
        end = first
        while end < len(blocks) and end - first < _MOST and _comes_again(blocks[end], lines, end):
            end += 1
        entries = [block for block in blocks[first:end] if not block.furniture]
        if len(entries) >= _FEWEST and all(_comes_again(entry, lines, end - 1) for entry in entries):
            return first, end, _announced(entries)
        if blocks[first].prose and not (blocks[first].row or _HEADER.fullmatch(blocks[first].text)):
            break
    return None


def _comes_again(block: Block, lines: dict[str, list[int]], index: int) -> bool:
    """The line, but for what surrounds its words, stands below ``index`` once more; print need not."""
    if block.furniture:
        return not block.text.isdigit()
    if len(block.text) > _LONGEST or "。" in block.text:
        return False
    return any(lines.get(key, [-1])[-1] > index for key in _keys(block.text))


def _keys(text: str) -> set[str]:
    """The words of an entry, with an author behind them or without."""
    label = _LABEL.match(text)
    bare = text[label.end() :] if label else text
    return {key for words in (bare, _AUTHOR.sub("", bare)) if (key := entry_key(words))}


def _announced(entries: Sequence[Block]) -> Announced:
    labels = [label for entry in entries if (label := _LABEL.match(entry.text))]
    if 2 * len(labels) <= len(entries):
        return Announced.by(entries, True)
    titles = frozenset(key for entry in entries for key in _keys(entry.text))
    return Announced(titles, True, sections=frozenset(bare_name(label[1]) for label in labels))
