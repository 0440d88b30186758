"""What stands above the first article and below the last one, and is none: greetings, hours, what is due.

No list knows what a parish, a school or a club prints there. But an article has a title, a contributor, or
at least a text that goes on for a while; and where each article of an issue ends with its contributor, or a
rule divides it from the next, what the last one leaves over is the issue's own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import has_words
from unionsearch.bulletin.marks import Mark
from unionsearch.bulletin.preface import is_issue, is_periodical
from unionsearch.bulletin.titles import is_document_title, is_report_title, title_run
from unionsearch.patterns import pattern

_LONGEST = 12  # blocks of it
_UNTITLED_LONGEST = 200  # characters of text without a title or a greeting that is no article
_FOREWORD_LONGEST = 100  # characters of one with a title that no list names
_FEWEST = 3  # articles that tell how the issue's articles end
_LITTLE = 3  # how many times longer a text is than what is left over
_SENTENCE = pattern(r"[。！？]")
# An order's or a report's first words; what is numbered below it are its points.
_OFFICIAL = pattern(
    r"(?:通知|意见|报告|汇报|决定|通报|总结|安排|要求|通告|公告|工作|事项|部署|精神)[^。]{0,6}如下|特?(?:提出|制定|制订|作出)(?:如下|以下|本)"
)
_LETTER = pattern(r"(?:[辞词辭詞书書信]|寄[语語]|的[话話])$")  # a letter's or a speech's title
_GREETING = pattern(
    r"[^。，：]{0,12}[^友问]好[！!，,：:～~]?|嗨.{0,12}|[^。]{0,8}见[信字][^。]{1,4}|(?:Hi|Hello|Dear)\b.{0,20}"
)
_FIGURE = pattern(r"[^：。]{2,10}：[^：。]*[0-9][^：。]*")  # 上周奉献：主日 4,120 元
AFTERWORD = pattern(r"[（(【]?(?:附[：:件表录]|注[：:]|图[：:为片]|编后|编者|链接[：:]|相关链接|小资料)")


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
    total = sum(len(blocks[i].text) for i in texts)
    greeted = next((i for i in range(start, stop) if _greets(blocks[i])), None)
    if greeted is not None:
        # The title of a letter stands right above its first line.
        above = blocks[greeted - 1] if greeted > start else None
        if above is None or _is_masthead(above) or above.prose:
            return True
        return total <= _UNTITLED_LONGEST and _LETTER.search(above.text) is None
    lines = [i for i in range(start, stop) if not _is_masthead(blocks[i])]
    runs = [run for i in lines if (run := title_run(blocks, i, stop)) is not None]
    if any(_SENTENCE.search(blocks[run.byline_end].text) for run in runs):
        return False
    return total <= _UNTITLED_LONGEST


def is_foreword(blocks: Sequence[Block], lines: Sequence[int], begun: Collection[int]) -> bool:
    """A few words above the first title of a list that names all articles: 开头的话"""
    signed = any(blocks[i].signature is not None or i in begun for i in lines)
    return not signed and sum(len(blocks[i].text) for i in lines) <= _FOREWORD_LONGEST


def _greets(block: Block) -> bool:
    return block.salutation or _GREETING.fullmatch(block.text) is not None


def _is_masthead(block: Block) -> bool:
    return is_issue(block.text) or is_periodical(block.text)


def is_afterword(text: str) -> bool:
    """A paragraph that begins so belongs to the article above it, although that has been signed."""
    return AFTERWORD.match(text) is not None


def unmarked(
    blocks: Sequence[Block], first: int, sections: Collection[int], closers: Collection[int]
) -> set[int]:
    """The titles that stand at the top, below a section's header or below a contributor on its own line."""
    above = {first - 1, *sections, *closers}
    return {i + 1 for i in above if title_run(blocks, i + 1, len(blocks)) is not None}


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
    below = (
        (_below_rule(blocks, last, rules), True),
        (_below_paragraph(blocks, begun, sections), True),
        (_below_closer(blocks, begun, sections, closers), False),
    )
    for start, apart in below:
        if start is not None and _is_left_over(blocks, marks, start, apart):
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
    return block.furniture and not has_words(block.text)


def _below_paragraph(
    blocks: Sequence[Block], begun: Collection[int], sections: Collection[int]
) -> int | None:
    """Below the last one's paragraph, where all others have as many, and little and apart is left over."""
    starts = sorted({*begun, *sections})
    texts: list[list[int]] = []
    for start, stop in zip(starts, [*starts[1:], len(blocks)], strict=True):
        if start in begun:
            texts.append([i for i in range(start, stop) if not blocks[i].furniture])
    *others, last = texts
    usual = len(others[0])
    if len(others) < _FEWEST - 1 or any(len(text) != usual for text in others) or len(last) <= usual:
        return None
    lengths = sorted(sum(len(blocks[i].text) for i in text) for text in others)
    left = last[usual]
    if not blocks[left].blank_before or not blocks[last[usual - 1]].prose:
        return None
    short = _LITTLE * sum(len(blocks[i].text) for i in last[usual:]) <= lengths[len(lengths) // 2]
    return left if short else None


def _is_left_over(blocks: Sequence[Block], marks: Mapping[int, Mark], start: int, apart: bool) -> bool:
    """Something stands there, and neither a title nor more of the article above.

    It may begin with a short line or a figure if it stands ``apart``: 祝大家安康！
    """
    rest = [i for i in range(start, len(blocks)) if not blocks[i].furniture]
    if not 0 < len(rest) <= _LONGEST or is_afterword(blocks[rest[0]].text):
        return False
    if not (blocks[rest[0]].prose or apart):
        return False
    above = {mark.kind for i, mark in marks.items() if i < start}
    if any((i in marks and marks[i].kind in above) or blocks[i].signature is not None for i in rest):
        return False
    worded = (i for i in rest if sum(c.isalnum() for c in blocks[i].text) > 1)  # —— 完 —— is no title
    titles = [i for i in worded if title_run(blocks, i, len(blocks)) is not None]
    return not titles or (apart and all(_FIGURE.fullmatch(blocks[i].text) for i in titles))
