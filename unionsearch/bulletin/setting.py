"""How a file sets its titles: further in than their text, or in a style of their own."""

from __future__ import annotations

from unionsearch.bulletin.block import Block


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
