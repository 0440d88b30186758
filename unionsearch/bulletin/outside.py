"""What stands above the first article and below the last one, and is none: greetings, hours, what is due.

No list knows what a parish, a school or a club prints there. But an article has a title, a contributor, or
at least a text that goes on for a while; and where each article of an issue ends with its contributor, or a
rule divides it from the next, what the last one leaves over is the issue's own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.marks import Mark
from unionsearch.bulletin.preface import is_issue, is_periodical
from unionsearch.bulletin.titles import is_document_title, is_report_title, title_run
from unionsearch.patterns import pattern

_LONGEST = 12  # blocks of it
_UNTITLED_LONGEST = 200  # characters of text without a title or a greeting that is no article
_FEWEST = 3  # articles that tell how the issue's articles end
_SENTENCE = pattern(r"[。！？]")
# An order's or a report's first words; what is numbered below it are its points.
_OFFICIAL = pattern(
    r"(?:通知|意见|报告|汇报|决定|通报|总结|安排|要求|通告|公告|工作|事项|部署|精神)[^。]{0,6}如下|特?(?:提出|制定|制订|作出)(?:如下|以下|本)"
)
_AFTERWORD = pattern(r"[（(【]?(?:附[：:件表录]|注[：:]|图[：:为片]|编后|编者|链接[：:]|相关链接|小资料)")


def is_front(blocks: Sequence[Block], start: int, stop: int) -> bool:
    """No article stands in ``blocks[start:stop]``, above the first section or the first of a series."""
    head = blocks[start:stop]
    if not head or len(head) > _LONGEST or any(b.signature is not None or b.section for b in head):
        return False
    if any(is_document_title(b.text) or is_report_title(b.text) for b in head):
        return False
    texts = [i for i in range(start, stop) if blocks[i].prose]
    if any(_OFFICIAL.search(blocks[i].text) for i in texts):
        return False
    if not any(_SENTENCE.search(blocks[i].text) for i in texts):
        return True  # hours, weather, a motto
    greeted = next((i for i in texts if blocks[i].salutation), None)
    if greeted is not None:
        # The title of a letter stands right above its first line.
        return greeted == start or _is_masthead(blocks[greeted - 1]) or blocks[greeted - 1].prose
    if any(
        not _is_masthead(blocks[i]) and title_run(blocks, i, stop) is not None for i in range(start, stop)
    ):
        return False
    return sum(len(blocks[i].text) for i in texts) <= _UNTITLED_LONGEST


def _is_masthead(block: Block) -> bool:
    return is_issue(block.text) or is_periodical(block.text)


def is_afterword(text: str) -> bool:
    """A paragraph that begins so belongs to the article above it, although that has been signed."""
    return _AFTERWORD.match(text) is not None


def tail_start(
    blocks: Sequence[Block],
    marks: Mapping[int, Mark],
    begun: Collection[int],
    sections: Collection[int],
    closers: Collection[int],
    rules: Collection[int],
) -> int:
    """Where the issue's own last words begin, below the last of the articles that begin at ``begun``."""
    last = max(begun, default=len(blocks))
    if len(begun) < _FEWEST or last >= len(blocks):
        return len(blocks)
    header = max(sections, default=-1)
    if header > last:
        # Unlike the others, and nothing but lines below it: END, and where the news are from.
        kinds = [marks[i].kind if i in marks else "" for i in sorted(sections)]
        over = kinds.count(kinds[-1]) == 1 < len(kinds) and not any(b.prose for b in blocks[header + 1 :])
        return header if over else len(blocks)
    for start in (_below_closer(blocks, begun, sections, closers), _below_rule(blocks, last, rules)):
        if start is not None and _is_left_over(blocks, marks, start):
            return start
    return len(blocks)


def _below_closer(
    blocks: Sequence[Block], begun: Collection[int], sections: Collection[int], closers: Collection[int]
) -> int | None:
    """Below the last contributor, where nearly every article has one."""
    starts = sorted({*begun, *sections})
    closed: list[int] = []
    signed = 0
    for start, stop in zip(starts, [*starts[1:], len(blocks)], strict=True):
        closed = [i for i in range(start, stop) if i in closers or _signs(blocks, start, i)]
        signed += bool(closed) and start in begun
    if not closed or signed < _FEWEST or 5 * signed < 4 * len(begun):
        return None
    return closed[-1] + 1


def _signs(blocks: Sequence[Block], start: int, index: int) -> bool:
    """A contributor at the end of a text, not below a title."""
    block = blocks[index]
    if block.signature is None or block.companion:
        return False
    return not block.is_signature or any(b.prose for b in blocks[start + 1 : index])


def _below_rule(blocks: Sequence[Block], last: int, rules: Collection[int]) -> int | None:
    """The last rule, when rules divide the articles or there is no other of its kind."""
    found = [i for i in range(last + 1, len(blocks)) if _is_rule(blocks[i])]
    if not found or not any(b.prose for b in blocks[last + 1 : found[-1]]):
        return None
    alike = sum(b.text == blocks[found[-1]].text for b in blocks)
    return found[-1] if found[-1] in rules or alike == 1 else None


def _is_rule(block: Block) -> bool:
    return block.furniture and not any(c.isalnum() for c in block.text)


def _is_left_over(blocks: Sequence[Block], marks: Mapping[int, Mark], start: int) -> bool:
    """Something stands there, and neither a title nor more of the article above."""
    rest = [i for i in range(start, len(blocks)) if not blocks[i].furniture]
    if not 0 < len(rest) <= _LONGEST or not blocks[rest[0]].prose or is_afterword(blocks[rest[0]].text):
        return False
    return not any(
        i in marks or blocks[i].signature is not None or title_run(blocks, i, len(blocks)) is not None
        for i in rest
    )
