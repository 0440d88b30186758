"""Headings within an article: which lines are some, and the level of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import is_short, numbered

_RANKS = {"unnumbered": 0, "part": 1, "一、": 2, "（一）": 3, "1.": 4, "（1）": 5}
_LONGEST_SENTENCE = 45  # characters of a heading that ends with a full stop


def is_heading(blocks: Sequence[Block], index: int, stop: int) -> bool:
    """The block is a short line with text under it, of which it is no mere neighbour in a list."""
    block = blocks[index]
    below = index + 1
    while below < stop and blocks[below].furniture:
        below += 1
    if below >= stop or block.bullet or block.byline or not _looks_like_heading(block):
        return False
    following = blocks[below]
    if block.number is None:
        return block.title_like and following.prose
    if following.number is None:
        return not following.is_signature
    return following.number.style != block.number.style


def _looks_like_heading(block: Block) -> bool:
    text = block.text
    if is_short(text):
        return True
    # 一、提高认识，加强领导。 stands on a line of its own as well.
    return (
        block.number is not None
        and block.number.style in ("part", "一、", "（一）")
        and len(text) <= _LONGEST_SENTENCE
        and text.endswith("。")
        and "。" not in text[:-1]
    )


def levels(texts: Iterable[str]) -> list[int]:
    """The level of each heading, 1 at the top, by the order in which the styles nest.

    A style that is open closes everything below it; a new one opens below the present one. So 一、 is 1
    by itself and 2 under headings without a number.
    """
    open_styles: list[str] = []
    found: list[int] = []
    for text in texts:
        number = numbered(text)
        style = number.style if number else "unnumbered"
        if style in open_styles:
            del open_styles[open_styles.index(style) + 1 :]
        else:
            # A style of higher custom does not nest under a lower one: 一、 after （一） starts anew.
            while number and open_styles and _RANKS[open_styles[-1]] > _RANKS[style]:
                open_styles.pop()
            open_styles.append(style)
        found.append(len(open_styles))
    return found
