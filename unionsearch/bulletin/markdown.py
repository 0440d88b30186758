"""What Markdown writes around words: a [link](https://…), **bold**, `code`, ![](picture.png), <p>tags</p>."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from unionsearch.bulletin.block import Block
from unionsearch.patterns import pattern

_TARGET = (
    r"\]\(\s{0,3}[^()\s]{0,2000}(?:\([^()\s]{0,100}\)[^()\s]{0,200})?"
    r"(?:\s{1,3}[\"'][^\"']{0,100}[\"'])?\s{0,3}\)"
)
_LINKS = pattern(rf"!\[{_TARGET}|{_TARGET}|!?\[(?=[^\[\]]{{0,200}}\]\()|!?\[(?=!?\[)")
_LINK = pattern(rf"\[([^\[\]]{{1,200}}(?:\[[^\[\]]{{1,60}}\][^\[\]]{{0,200}})?){_TARGET}")
# Of a tag and of a comment nothing is a word; an address in <> is one. <T> in a program is no tag.
_TAGS = pattern(
    r"</?(?:a|abbr|article|aside|audio|b|big|blockquote|br|center|cite|code|dd|del|details|div|dl|dt|em|figcaption"
    r"|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|main|mark|meta|nav|ol|p|pre|s|section|small"
    r"|source|span|strong|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|video)"
    r"(?:\s[^<>]{0,600}|\s{0,2}/)?>|<!--.{0,400}?-->|<!--|-->",
    re.I,
)
_ADDRESS = pattern(r"<((?:https?://|mailto:)[^\s<>]{1,400})>")
_CODE = pattern(r"(?<!`)(`{1,2})(?=[^`])([^`]{1,200}?)\1(?!`)")
_STARS = pattern(r"(?<!\\)(?:(?P<void>\*\*__\*\*|__\*\*__|\*{4}|_{4})|\*{1,3}|_{1,3})")
_HEADING = pattern(r"#{1,6}\s{1,8}|#{2,6}(?=[^\s#])")
_CLOSING = pattern(r"\s{1,4}#{1,6}$")
_QUOTE = pattern(r"(?:>\s{0,4}){1,4}")
_ESCAPE = pattern(r"\\(?=[|_*\[\]()#.\-<>`+~])")


def is_markdown(blocks: Sequence[Block]) -> bool:
    """The issue has headings with number signs or links: stars and brackets are no words in it."""
    return any(
        "](" in b.text or "<http" in b.text or (b.text.startswith("#") and b.level > 0) for b in blocks
    )


def syntax(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a line that are Markdown's and no words, in order."""
    found = [m.span() for m in _LINKS.finditer(text)]
    if "<" in text or "-->" in text:
        found += _tags(text)
    if "\\" in text:
        found += [m.span() for m in _ESCAPE.finditer(text)]
    code = list(_CODE.finditer(text)) if "`" in text else []
    for span in code:
        length = len(span[1])
        found += [(span.start(), span.start() + length), (span.end() - length, span.end())]
    literal = [m.span() for m in code] + found
    found += _emphasis(text, literal)
    for head in (_QUOTE, _HEADING):
        sign = head.match(text)
        if sign is not None and sign.end() < len(text):
            found.append(sign.span())
    if text[:1] == "#" and (closing := _CLOSING.search(text)) is not None:
        found.append(closing.span())
    at = 0
    for first, last in sorted(found):
        if at <= first:
            yield first, last
            at = last


def _tags(text: str) -> Iterator[tuple[int, int]]:
    for tag in _TAGS.finditer(text):
        yield tag.span()
    for address in _ADDRESS.finditer(text):
        yield address.start(), address.start() + 1
        yield address.end() - 1, address.end()


def _emphasis(text: str, literal: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stars and underscores in pairs, one within the other: **…**, *…*, _**…**_.

    As writers mean it and not as CommonMark has it: behind a Chinese colon or bracket the stars count too.
    """
    open_runs: list[tuple[str, int, int]] = []
    left = sorted(literal, reverse=True)
    for run in _STARS.finditer(text):
        first, last = run.span()
        while left and left[-1][1] <= first:
            left.pop()
        if left and left[-1][0] <= first:
            continue
        sign = run.group()
        if run["void"] is not None:  # one ends where the next begins
            yield first, last
            continue
        before = text[first - 1] if first else " "
        after = text[last] if last < len(text) else " "
        inside_word = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
        if (inside_word and (sign[0] == "_" or len(sign) == 1)) or before == "\\":
            continue
        match = next(
            (
                k
                for k in range(len(open_runs) - 1, max(-1, len(open_runs) - 5), -1)
                if open_runs[k][0] == sign
            ),
            None,
        )
        # **标题 **正文: a space before the closing stars is a slip, if words follow them at once.
        closes = not before.isspace() or len(sign) > 1 or after > "\u2e80"
        if match is not None and closes and open_runs[match][2] < first:
            yield open_runs[match][1:]
            yield first, last
            del open_runs[match:]
        elif not after.isspace():
            open_runs.append((sign, first, last))


def plain(text: str) -> str:
    """The words of a line of Markdown."""
    words: list[str] = []
    at = 0
    for first, last in syntax(text):
        words.append(text[at:first])
        at = last
    words.append(text[at:])
    return "".join(words).strip()


def first_link(text: str, start: int = 0) -> re.Match[str] | None:
    """The link with which ``text[start:]`` begins; its words are group 1. None where it begins otherwise."""
    return _LINK.match(text, start)


def signs(text: str) -> int:
    """The number signs of a heading, 0 for none."""
    heading = _HEADING.match(text)
    return heading.group().count("#") if heading and heading.end() < len(text) else 0
