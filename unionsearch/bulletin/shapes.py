"""What each block of a Markdown file is: a heading, an item, code, a quotation, a row, a picture, text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import is_short
from unionsearch.bulletin.lines import cells
from unionsearch.bulletin.markdown import plain, signs
from unionsearch.patterns import pattern

Kind = Literal["heading", "item", "bold", "code", "quote", "row", "rule", "nothing", "text"]

_FENCE = pattern(r"(?:`{3,}|~{3,})")
_ITEM = pattern(r"(?:[-*+]|[0-9]{1,3}[.)])\s{1,8}(?=\S)")
_HTML = pattern(r"(?:<(?:div|p|center|a|span|strong|b)\b[^<>]{0,200}>\s{0,4}){0,3}<h([1-6])\b[^<>]{0,200}>")
_BOLD = pattern(
    r"(?:<(?:p|div|center|span)\b[^<>]{0,200}>\s{0,2}){0,3}(?:[_*]{2,3}|<(?:strong|b)>)(?=[^\s*_])"
)
_BOLD_END = pattern(
    r"(?:[_*]{2,3}|</(?:strong|b)>)\s{0,4}(?:<br\s{0,2}/?>|</(?:p|div|center|span)>\s{0,2}){0,3}$"
)
_UNDERLINE = pattern(r"={3,}|-{3,}")
_DIVIDER = pattern(r"(?:-\s{0,2}){3,}|(?:\*\s{0,2}){3,}|(?:_\s{0,2}){3,}|<hr[^<>]{0,80}>")
_DEFINED = pattern(r"\[[^\[\]]{1,80}\]:\s{1,4}<?(?:https?://|/|#|\.)\S{1,600}")


_WIDEST = 160  # cells of a title


@dataclass(frozen=True, slots=True)
class Shape:
    """What a block is, and its words without Markdown's signs.

    ``level`` counts the levels of a heading from 1, or the cells by which an item stands in.
    """

    kind: Kind
    words: str = ""
    level: int = 0


_NOTHING, _RULE = Shape("nothing"), Shape("rule")


def find_shapes(blocks: Sequence[Block]) -> list[Shape]:
    """The shapes of all blocks. What stands in a code fence or a comment is that, whatever its look."""
    found: list[Shape] = []
    fence = ""
    hidden = False
    for block in blocks:
        text = block.text
        opened = _FENCE.match(text)
        if fence:
            found.append(Shape("code", text))
            fence = "" if text.rstrip() == fence else fence
        elif hidden or text.startswith("<!--"):
            found.append(_NOTHING)
            hidden = "-->" not in text
        elif opened is not None and "`" not in text[opened.end() :]:
            found.append(Shape("code", text))
            fence = opened.group()
        else:
            found.append(_shape(block))
    for i in range(1, len(blocks)):
        if found[i].kind in ("rule", "text") and _is_underlined(blocks, found, i):
            level = 1 if blocks[i].text[0] == "=" else 2
            found[i - 1], found[i] = Shape("heading", found[i - 1].words, level), _NOTHING
    return found


def _is_underlined(blocks: Sequence[Block], shapes: Sequence[Shape], index: int) -> bool:
    """A short line by itself and right below it nothing but = or -: the other way to write a heading."""
    line, above = blocks[index], blocks[index - 1]
    if line.blank_before or _UNDERLINE.fullmatch(line.text) is None:
        return False
    alone = index == 1 or above.blank_before or shapes[index - 2].kind in ("nothing", "rule")
    return alone and shapes[index - 1].kind in ("text", "bold") and is_short(shapes[index - 1].words)


def _shape(block: Block) -> Shape:
    text = block.text
    words = plain(text)
    level = signs(text) or block.level
    html = _HTML.match(text) if text[0] == "<" else None
    if level or html:
        words = words.lstrip("# ")
        return Shape("heading", words, int(html[1]) if html else level) if words else _NOTHING
    if _DIVIDER.fullmatch(text):
        return _RULE
    if text[0] == ">":
        return Shape("quote", words)
    if text[0] == "|" and text.count("|") > 1:
        return Shape("row", words)
    if _ITEM.match(text):
        return Shape("item", words, block.line.indent)
    if not words or _DEFINED.fullmatch(text):
        return _NOTHING
    bold = _BOLD.match(text)
    if bold is not None and _BOLD_END.search(text, bold.end()) and _is_whole(text, words):
        return Shape("bold", words)
    return Shape("text", words)


def is_title(words: str) -> bool:
    """The words are no longer than a title; those of a Latin script have more letters."""
    words = words.rstrip("：:；;")
    return is_short(words) or (
        cells(words) <= _WIDEST and len(words) > 0.8 * cells(words) and words[-1:] != "."
    )


def _is_whole(text: str, words: str) -> bool:
    """Nothing but what is bold: no words stand between two bold parts."""
    return is_title(words) and "**" not in text.strip("*_ ").replace("****", "")
