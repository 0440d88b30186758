"""How a file sets its lines: what its titles, headers and headlines have in common."""

from __future__ import annotations

from collections.abc import Sequence

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import ends_sentence
from unionsearch.bulletin.titles import title_score
from unionsearch.patterns import pattern

_FEWEST_HEADLINES = 2
_HEADER = pattern(r"[\u4e00-\u9fff]{2,6}")


def setting(blocks: Sequence[Block], index: int) -> tuple[int, int] | None:
    """How a short line is set that stands between blank lines: its length and indent; else None."""
    block, below = blocks[index], blocks[index + 1 : index + 2]
    if not (block.blank_before and below and below[0].blank_before and _HEADER.fullmatch(block.text)):
        return None
    return len(block.text), block.line.indent


def indented(title: Block, text: Block) -> int:
    """1 where the title stands further in than its text, -1 where less far."""
    return (title.line.indent > text.line.indent) - (title.line.indent < text.line.indent)


def styled(line: Block, below: Block, title: Block) -> int:
    """How much the document's style says for a title: set as ``title`` is, and not as the text below.

    2 for lines in the middle and headings; 1 for mere bold, which headings within articles are as well.
    """
    style = line.line.style
    if style is None or style != title.line.style or style == below.line.style:
        return 0
    return 2 if style.centred or style.heading else 1


def mostly_headlines(blocks: Sequence[Block]) -> bool:
    """Most lines that look like titles, between texts or below a section header, read like headlines.

    So a short one (拾金不昧 among 中标养护项目, 举办茶艺培训) is one too: headings read otherwise (主要做法).
    """
    scores = [
        title_score(line.text)
        for above, line, below in zip(blocks, blocks[1:], blocks[2:], strict=False)
        if line.title_like
        and not (line.number or line.bullet)
        and (above.section is not None or ends_sentence(above.text))
        and below.prose
        and not (below.number or below.bullet)
    ]
    return len(scores) >= _FEWEST_HEADLINES and 3 * sum(s >= 2 for s in scores) >= 2 * len(scores)
