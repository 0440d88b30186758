"""Titles that touch their texts, below blank lines: what a blank line sets off above is none of theirs.

Bulletins centre a title over several paragraphs, so a blank line between two lines says little. Where all
titles of an issue touch their texts it says that they are two things: ◆编辑室 above the first title is a
section's name, and lines at the very top that no text belongs to introduce the issue.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import bare_name
from unionsearch.bulletin.loose import find_count
from unionsearch.bulletin.marks import Mark
from unionsearch.bulletin.sections import is_end
from unionsearch.bulletin.titles import title_run

_FEWEST = 3  # titles that make a habit
_NAME = 12  # characters of a name


@dataclass(frozen=True, slots=True)
class SetOff:
    """The names of sections above such titles, and where the first title stands below lines of the top."""

    names: dict[int, str]
    first: int


def find_set_off(
    blocks: Sequence[Block], marks: Mapping[int, Mark], first: int, announced: Collection[int]
) -> SetOff | None:
    """What blank lines set off above titles from block ``first`` on; None where titles are set otherwise.

    ``announced`` are titles for certain, with a text or without.
    """
    titles: list[int] = []
    texts: set[int] = set()
    others: set[int] = set()
    for i in range(first, len(blocks)):
        run = title_run(blocks, i, len(blocks)) if i not in marks else None
        if run is None:
            continue
        below = blocks[i + 1 : run.byline_end + 1]
        if (i == first or blocks[i].blank_before) and not any(block.blank_before for block in below):
            titles.append(i)
            texts.add(run.byline_end)
        elif i == first or is_end(blocks[i - 1]):
            others.add(run.byline_end)
    if len(titles) < _FEWEST or not others <= texts:
        return None
    names = {i - 1: bare_name(_words(blocks[i - 1])) for i in titles if _is_name(blocks, marks, i - 1, first)}
    top = range(first, titles[0])
    if 2 * len(names) > len(titles) or any(i in announced for i in (*names, *top)):
        return None
    bare = not any(blocks[i].prose or i in marks for i in top)
    return SetOff(names, titles[0] if bare and titles[0] - 1 not in names else first)


def _is_name(blocks: Sequence[Block], marks: Mapping[int, Mark], index: int, first: int) -> bool:
    """A short line by itself where an article may have ended, with a mark that no other line has or none."""
    if index < first or not blocks[index].title_like or len(_words(blocks[index])) > _NAME:
        return False
    if index > first and not (blocks[index].blank_before and is_end(blocks[index - 1])):
        return False
    marked = index in marks and sum(mark.kind == marks[index].kind for mark in marks.values()) > 1
    return (
        not marked and len(_words(blocks[index])) < len(blocks[index + 1].text) and not blocks[index].byline
    )


def _words(block: Block) -> str:
    """The line without what counts it: Part 2. 本地速读"""
    count = find_count(block.text)
    return block.text[count.length :] if count is not None else block.text
