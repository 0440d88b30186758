"""What blank lines and rules set apart: in many issues the articles and nothing else.

Titles without a mark look like headings within articles. But where every group of lines between blank lines
begins with such a line, and no text goes on over a blank line, these lines are the titles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.marks import Mark
from unionsearch.bulletin.note import is_note
from unionsearch.bulletin.sections import is_end
from unionsearch.bulletin.titles import is_report_title, title_run

_FEWEST = 3  # titles that make a habit
_FEWEST_RULES = 2
_FEWEST_EVEN = 3
_FAREWELL = 2  # lines
_HEADLINE = 11  # characters of titles where there are but few
_TEXT = 40  # characters of a line that is a paragraph for certain
_MIDDLE = 6  # cells by which a line in the middle stands in from the paragraphs


def set_apart(
    blocks: Sequence[Block], marks: Mapping[int, Mark], sections: Mapping[int, str], start: int
) -> frozenset[int]:
    """The unmarked titles that blank lines set apart; none where texts go on over blank lines as well."""
    titles: list[int] = []
    separated = 0  # titles that more than a section's header stands above
    torn = 0  # groups of text below a group of text
    above_text = False
    usual = _usual_gap([b for i, b in enumerate(blocks) if i not in sections])
    at = start
    while at < len(blocks):
        stop = at + 1
        if at not in sections:
            while stop < len(blocks) and _gap(blocks, stop) <= usual and stop not in sections:
                stop += 1
        block = blocks[at]
        if at in sections or block.furniture or is_note(block.text):
            above_text = False
        elif block.signature is not None and block.is_signature:
            pass
        elif at not in marks and title_run(blocks, at, len(blocks)) is not None:
            titles.append(at)
            separated += at > start and at - 1 not in sections
            above_text = any(b.prose for b in blocks[at + 1 : stop])
        elif block.title_like and at not in marks:
            above_text = False
        else:
            torn += above_text
            above_text = True
        at = stop
    if len(titles) >= _FEWEST and separated >= _FEWEST_RULES and 6 * torn <= len(titles):
        return frozenset(titles)
    return _indented(blocks, marks, sections, start) or _even(blocks, marks, sections, start)


def _indented(
    blocks: Sequence[Block], marks: Mapping[int, Mark], sections: Mapping[int, str], start: int
) -> frozenset[int]:
    """Titles in the middle or at the margin above texts that are all set otherwise, whatever the blank lines.

    Headings within articles begin where the paragraphs do. Lines in the middle are the titles.
    """
    texts = [b.line.indent for b in blocks[start:] if b.prose and not b.title_like and len(b.text) > _TEXT]
    if len(texts) < 2 * _FEWEST:
        return frozenset()
    usual, count = Counter(texts).most_common(1)[0]
    if 10 * count < 9 * len(texts):
        return frozenset()
    found = [
        i
        for i in range(start, len(blocks))
        if i not in marks
        and i not in sections
        and blocks[i].line.indent != usual
        and (i == start or i - 1 in sections or is_end(blocks[i - 1]) or blocks[i].blank_before)
        and (run := title_run(blocks, i, len(blocks))) is not None
        and all(b.line.indent != usual for b in blocks[i : run.title_end])
    ]
    middle = [i for i in found if blocks[i].line.indent >= usual + _MIDDLE]
    found = middle if len(middle) >= _FEWEST else found
    return frozenset(found) if len(found) >= _FEWEST else frozenset()


def _even(
    blocks: Sequence[Block], marks: Mapping[int, Mark], sections: Mapping[int, str], start: int
) -> frozenset[int]:
    """All short lines above texts, where they are about as long as those that must be titles.

    Those stand at the top of the issue and of its sections. Headings within articles are shorter than titles.
    Nothing is known so of an issue that is one speech, or whose articles end with a contributor.
    """
    found = [
        i
        for i in range(start, len(blocks))
        if i not in marks
        and i not in sections
        and (i == start or i - 1 in sections or is_end(blocks[i - 1]))
        and not (blocks[i].question or blocks[i].number or blocks[i].plain_section)
        and title_run(blocks, i, len(blocks)) is not None
    ]
    tops = {next_index for next_index in (start, *(i + 1 for i in sections)) if next_index in found}
    others = [i for i in found if i not in tops]
    if start not in tops | set(sections) or not tops or not others or len(found) < _FEWEST_EVEN:
        return frozenset()
    if len(found) == _FEWEST_EVEN and any(len(blocks[i].text) < _HEADLINE for i in found):
        return frozenset()
    run = title_run(blocks, start, len(blocks))
    if run is not None:
        head = blocks[start : run.byline_end]
        speech = run.byline_end < len(blocks) and blocks[run.byline_end].salutation
        # 作者：…　来源：… is the page's.
        if speech or any(is_report_title(b.text) or (b.byline and "：" not in b.text) for b in head):
            return frozenset()
    if any(b.signature is not None for b in blocks):
        return frozenset()
    title, other = (_median([len(blocks[i].text) for i in group]) for group in (tops, others))
    return frozenset(found) if 10 * other >= 7 * title else frozenset()


def _median(values: Iterable[int]) -> int:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


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
        if block.furniture and (block.companion or not any(c.isalnum() for c in block.text)):
            alike.setdefault(block.text, []).append(i)
    found: set[int] = set()
    for rules in alike.values():
        above = Counter(_begins_article(blocks, marks, sections, i + 1) for i in rules[:-1])
        above[True] += _begins_article(blocks, marks, sections, rules[-1] + 1)  # or the end of the last
        if above[True] >= _FEWEST_RULES and above[True] >= 4 * above[False]:
            found.update(rules)
    return frozenset(found)


def _begins_article(
    blocks: Sequence[Block], marks: Mapping[int, Mark], sections: Mapping[int, str], index: int
) -> bool:
    return index in sections or index in marks or title_run(blocks, index, len(blocks)) is not None


def below_rules(blocks: Sequence[Block], marks: Mapping[int, Mark], rules: Collection[int]) -> range:
    """感谢阅读，我们下周见。 and no more below the last rule between articles: a farewell."""
    rest = range(max(rules, default=len(blocks)) + 1, len(blocks))
    few = len(rest) <= _FAREWELL and all(len(blocks[i].text) <= _TEXT for i in rest)
    titled = any(i in marks or title_run(blocks, i, len(blocks)) is not None for i in rest)
    return rest if few and not titled else range(0)
