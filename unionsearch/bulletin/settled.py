"""Blocks into articles where Markdown says what each block is: nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence

from unionsearch.bulletin.assembly import Assembly
from unionsearch.bulletin.beginnings import begin_item, begin_titled
from unionsearch.bulletin.block import Block
from unionsearch.bulletin.draft import rendered, whole
from unionsearch.bulletin.outline import Outline
from unionsearch.bulletin.reading import RegionKind


def assemble_settled(blocks: Sequence[Block], outline: Outline, assembly: Assembly) -> None:
    """Put each block where the outline says that it belongs."""
    section: str | None = None
    last = max([*outline.titles, *outline.items], default=-1)
    index = 0
    while index < len(blocks):
        if outline.within.get(index, section) != section:
            section, assembly.current = outline.within[index], None
        if (kind := _apart(blocks[index], index, outline)) is not None:
            assembly.regions.add(kind, [whole(blocks[index])])
        elif index in outline.sections:
            assembly.regions.add("section header", [whole(blocks[index])])
            section, assembly.current = outline.sections[index], None
        elif index in outline.titles:
            cut = outline.titles[index]
            stop = next((i for i in outline.sections if i >= index), len(blocks))
            begin_titled(assembly, blocks, cut.run, stop, section, cut)
            index = cut.run.byline_end - 1
        elif index in outline.items:
            begin_item(assembly, blocks[index], outline.items[index], section)
        else:
            _place(blocks[index], index, outline, assembly, last)
        index += 1


def _apart(block: Block, index: int, outline: Outline) -> RegionKind | None:
    """What is of no article: the contents list, the issue's name, what it says of itself, ruled lines."""
    if index in outline.contents:
        return "contents list"
    if index in outline.name:
        return "masthead"
    return "footer" if index in outline.closing or (block.furniture and index not in outline.titles) else None


def _place(block: Block, index: int, outline: Outline, assembly: Assembly, last: int) -> None:
    """What begins neither an article nor a section; ``last`` is where the last article begins."""
    current = assembly.current
    if index in outline.notes and index < last:
        words = rendered(block, 0, len(block.text))
        assembly.notes += words
        assembly.account("byline", whole(block), words, len(assembly.drafts) + 1)
    elif current is None:
        assembly.regions.add("footer", [whole(block)])
    elif index in outline.headings:
        current.headings.add(len(current.body))
        assembly.paragraph(whole(block))
    elif index in outline.closers and not current.closed and current.body:
        assembly.close(whole(block), outline.closers[index])
    elif block.signature and block.is_signature and not (current.closed or block.byline):
        assembly.sign(whole(block), block.signature)
    else:
        assembly.closing(whole(block))
