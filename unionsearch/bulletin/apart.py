"""What blank lines and rules set apart: in many issues the articles and nothing else.

Titles without a mark look like headings within articles. But where every group of lines between blank lines
begins with such a line, and no text goes on over a blank line, these lines are the titles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.marks import Mark
from unionsearch.bulletin.note import is_note
from unionsearch.bulletin.titles import title_run

_FEWEST = 3  # titles that make a habit
_FEWEST_RULES = 2


def set_apart(
    blocks: Sequence[Block], marks: Mapping[int, Mark], sections: Mapping[int, str], start: int
) -> frozenset[int]:
    """The unmarked titles that blank lines set apart; none where texts go on over blank lines as well."""
    titles: list[int] = []
    torn = 0  # groups of text below a group of text
    above_text = False
    usual = _usual_gap(blocks)
    at = start
    while at < len(blocks):
        stop = at + 1
        while (
            stop < len(blocks)
            and not blocks[stop].blank_before
            and stop not in sections
            and at not in sections
        ):
            stop += 1
        block = blocks[at]
        if at in sections or block.furniture or is_note(block.text):
            above_text = False
        elif block.signature is not None and block.is_signature:
            pass
        elif at not in marks and title_run(blocks, at, len(blocks)) is not None:
            titles.append(at)
            above_text = any(b.prose for b in blocks[at + 1 : stop])
        elif block.title_like and at not in marks:
            above_text = False
        else:
            torn += above_text
            above_text = True
        at = stop
    return frozenset(titles) if len(titles) >= _FEWEST and 6 * torn <= len(titles) else frozenset()


def _gap(blocks: Sequence[Block], index: int) -> int:
    """Blank lines above the block."""
    return blocks[index].line.number - blocks[index - 1].starts[-1][1].number - 1 if index else 0


def _usual_gap(blocks: Sequence[Block]) -> int:
    """Blank lines between the paragraphs of a text: the commonest number of them."""
    gaps = Counter(
        _gap(blocks, i)
        for i in range(1, len(blocks))
        if blocks[i].prose and blocks[i - 1].prose and not (blocks[i].bullet or blocks[i].number)
    )
    return gaps.most_common(1)[0][0] if gaps else 0


def dividing_rules(
    blocks: Sequence[Block], marks: Mapping[int, Mark], sections: Mapping[int, str]
) -> frozenset[int]:
    """The ruled lines between articles: alike, and nearly all above a title."""
    alike: dict[str, list[int]] = {}
    for i, block in enumerate(blocks[:-1]):
        if block.furniture and not any(c.isalnum() for c in block.text):
            alike.setdefault(block.text, []).append(i)
    found: set[int] = set()
    for rules in alike.values():
        above = Counter(_begins_article(blocks, marks, sections, i + 1) for i in rules)
        if above[True] >= _FEWEST_RULES and above[True] >= 4 * above[False]:
            found.update(rules)
    return frozenset(found)


def _begins_article(
    blocks: Sequence[Block], marks: Mapping[int, Mark], sections: Mapping[int, str], index: int
) -> bool:
    return index in sections or index in marks or title_run(blocks, index, len(blocks)) is not None
