"""What Markdown writes around words: a [link](https://…), **bold**, `code`, ![](picture.png)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unionsearch.bulletin.block import Block
from unionsearch.patterns import pattern

_TARGET = r"\]\([^()\s]{0,400}(?:\([^()\s]{0,100}\)[^()\s]{0,200})?(?:\s{1,3}[\"'][^\"']{0,100}[\"'])?\)"
_LINKS = pattern(rf"!\[{_TARGET}|{_TARGET}|!?\[(?=[^\[\]]{{1,200}}\]\()|!?\[(?=!?\[)")
_PAIRS = pattern(
    r"(?<![*_`\\])(\*\*|__|`{1,2})(?=[^\s*_`])([^*_`]{1,200}?)(?<=\S)\1(?![*_`])"
    r"|(?<![A-Za-z0-9*\\])(\*)(?=[^\s*])([^*]{1,200}?)(?<=[^\s*])\3(?![*A-Za-z0-9])"
)
_QUOTE = pattern(r"(?:>\s{0,4}){1,4}")


def is_markdown(blocks: Sequence[Block]) -> bool:
    """The issue has headings with number signs or links: stars and brackets are no words in it."""
    return any("](" in b.text or (b.text.startswith("#") and b.level > 0) for b in blocks)


def syntax(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of ``text[start:end]`` that are Markdown's and no words, in order."""
    found = [m.span() for m in _LINKS.finditer(text, start, end)]
    for pair in _PAIRS.finditer(text, start, end):
        length = len(pair[1] or pair[3])
        found += [(pair.start(), pair.start() + length), (pair.end() - length, pair.end())]
    quote = _QUOTE.match(text, start, end) if start == 0 else None
    if quote is not None and quote.end() < end:
        found.append(quote.span())
    at = start
    for first, last in sorted(found):
        if at <= first:
            yield first, last
            at = last
