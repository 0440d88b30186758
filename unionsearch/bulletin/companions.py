"""Lines that accompany titles and texts: found because one of a kind stands at article after article.

No list of labels knows them all: 文／行政部　邱明, 2022.11.20　展览, 供稿单位：… 点击：154, （动力厂分会）.
But where lines of one shape stand again and again between a short line and a text, and hardly anywhere
else, the short lines are titles and these lines say who wrote the texts and when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.byline import has_surname
from unionsearch.bulletin.layout import bullet_length, is_address
from unionsearch.bulletin.loose import TITLE_LABEL
from unionsearch.bulletin.recurring import FEWEST, closing, coming_again, entries, headings, is_text
from unionsearch.bulletin.signature import Signature, is_contributor
from unionsearch.patterns import pattern

_TITLE_LONGEST = 60  # characters of the line above
_LONGEST = 90  # characters of a companion with labels
_WHO_LONGEST = 30  # of one without
_FAR = 24  # cells of indent of a line at the right
_BELOW = 3  # companions of one title, one above the other
_HAN = "\u4e00-\u9fff"
_LABEL = pattern(
    rf"[（(\[【]?([{_HAN}]{{1,6}}(?:[/／][{_HAN}]{{1,4}})?|[A-Za-z]{{2,10}})"
    rf"\s?(?:[：:]|[／/](?=\s?[{_HAN}]))\s{{0,4}}\S"
)
# Such labels stand below titles as well and begin texts.
_TEXT_LABEL = pattern(
    r"问|答|提问|回答|时间|時間|地点|地點|地址|主讲.?|主講.?|主持.?|对象|對象|名额|费用|電話|电话|报名.{0,4}|議題|议题|活动.{1,3}|活動.{1,3}|链接|原文|注|附|图|圖|材料|原料"
    r"|用料|做法|步骤|目标|目的|原因|案情|要求|条件|内容|简介|摘要|导语|提示|Q|A|https?"
)
_DAY = pattern(
    r"[（(\[]?(?:(?:[0-9]{2,4}\s?[-./年]\s?)[0-9]{1,2}\s?[-./月]|[0-9]{1,2}\s?(?:[-/月]|(?P<point>\.)))"
    r"\s?[0-9]{1,2}\s?日?[）)\]]?(?P<more>\s.{0,24})?"
)
_DATED = pattern(
    r"\S.{1,19}?\s{1,8}[（(]?(?:19|20)[0-9]{2}\s?[-./年]\s?[0-9]{1,2}\s?[-./月]\s?[0-9]{1,2}日?[）)]?"
)
_NAME = pattern(rf"[{_HAN}](?:\s{{0,6}}[{_HAN}]){{1,2}}")
_APART = pattern(rf"[{_HAN}]\s{{1,6}}[{_HAN}]")
_WORDS = pattern(rf"[{_HAN}0-9（）()“”]{{2,18}}(?:\s{{1,6}}[{_HAN}](?:\s{{0,2}}[{_HAN}]){{1,3}}){{1,3}}")
_ENCLOSED = pattern(r"[（(]([^（）()]{2,34})[）)]")
_DESK = pattern(rf"[{_HAN}]{{2,18}}(?:部|会|局|院|科|处|室|办|组|公司|中心|馆|校|社|站)|佚名|编者|本刊")
_SENDER = pattern(r"来源|供稿|作者|通讯员|撰稿|报送|来稿|摘自|文|图|摄")
_SQUARES = "□◇○◎"
_FOREIGN = pattern(r"(?!.*://)(?=(?:.*[A-Za-z]{2,}[,:]?\s){2})[\x20-\x7e‘’“”–—]{12,}")
_HAS_HAN = pattern(rf"[{_HAN}]")
_ORIGINAL = "original"  # the kind of foreign titles below translated ones
_SQUARED = "□"  # their kind
_TAIL = pattern(r"(?:[（(][^（）()]{1,16}[）)]|\s{0,4}供稿)$")  # （1979级中文）
_SENTENCE = tuple("。；;，,、：:")
_CREDIT = pattern(
    rf"[（(]?(?:供稿|来稿|报送|撰稿)(?:单位|人|部门)?\s?[：:／/]\s{{0,4}}"
    rf"([{_HAN}A-Za-z0-9“”·]{{2,24}}(?: [{_HAN}]{{1,4}})?)(?=\s|[）)]|$)[）)]?"
)


def mark_companions(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of which those that accompany titles say so."""
    everywhere: dict[str, int] = {}
    placed: dict[str, list[int]] = {}
    for i, block in enumerate(blocks):
        kind = _shape(block)
        if kind:
            everywhere[kind] = everywhere.get(kind, 0) + 1
            if _in_place(blocks, i):
                placed.setdefault(kind, []).append(i)
    found: set[int] = set()
    for kind, at in placed.items():
        if len(at) >= FEWEST and 4 * len(at) >= 3 * everywhere[kind] and _reads_so(blocks, kind, at):
            found.update(at)
            if kind == _SQUARED:
                found.update(_below_titles(blocks, kind))
    again = {text: at for text, at in coming_again(blocks).items() if not _names_sender(blocks[at[0]])}
    closed = closing(blocks, again)
    inner = headings(blocks, {text: at for text, at in again.items() if not closed.issuperset(at)})
    leading = _leading(blocks) - found
    found |= closing(blocks, _labels(blocks)) - leading
    inner |= _first_lines(blocks)
    dated = entries(blocks)
    found -= dated
    leading -= dated
    marked = found | closed | inner | leading | dated
    return [
        replace(
            b,
            companion=i in found or i in closed,
            running=b.running or i in closed,
            inner=i in inner,
            leading=i in leading,
            entry=i in dated,
        )
        if i in marked
        else b
        for i, b in enumerate(blocks)
    ]


def credit(text: str) -> Signature | None:
    """Where a companion names who sent the article in: 供稿单位：…, or nothing but （…）."""
    labelled = _CREDIT.match(text)
    if labelled is not None:
        return Signature(0, labelled.end(), *labelled.span(1))
    enclosed = _ENCLOSED.fullmatch(text)
    if enclosed is not None and is_contributor(enclosed[1]) and not any(c in enclosed[1] for c in "：:/／"):
        return Signature(0, len(text), *enclosed.span(1))
    return None


def _first_lines(blocks: Sequence[Block]) -> set[int]:
    """地点：… below title after title: the text begins with it."""
    kinds: dict[str, list[int]] = {}
    for i, block in enumerate(blocks):
        label = _LABEL.match(block.text) if len(block.text) <= _LONGEST and not block.question else None
        if label is not None and _TEXT_LABEL.fullmatch(label[1]) and not block.byline and not block.prose:
            kinds.setdefault(label[1], []).append(i)
    return {i for at in kinds.values() if len(at) >= FEWEST for i in at}


def _names_sender(block: Block) -> bool:
    """来源：市总工会 may come below every text, and is its contributor nevertheless."""
    kind = _shape(block) or ""
    return block.is_signature or (kind.startswith("label") and _SENDER.search(kind) is not None)


def _labels(blocks: Sequence[Block]) -> dict[str, list[int]]:
    """责编：… and its like, by label; those that name contributors are told by other rules."""
    found: dict[str, list[int]] = {}
    for i, block in enumerate(blocks):
        kind = _shape(block) or ""
        if kind.startswith("label") and not _names_sender(block):
            found.setdefault(kind, []).append(i)
    return {kind: at for kind, at in found.items() if len(at) >= FEWEST}


def _leading(blocks: Sequence[Block]) -> set[int]:
    """2021-09-11 or 栏目：社区, below a blank line and right above title after title."""
    kinds: dict[str, list[int]] = {}
    placed: dict[str, list[int]] = {}
    for i, block in enumerate(blocks):
        kind = _shape(block) or ""
        if (kind == "day" or kind.startswith("label")) and not block.is_signature:
            kinds.setdefault(kind, []).append(i)
            below, text = (*blocks[i + 1 : i + 3], None, None)[:2]
            if below is None or text is None or not block.blank_before or below.blank_before:
                continue  # nearer to the text above
            if below.title_like and _shape(below) is None and (text.prose or is_text(text.text)):
                placed.setdefault(kind, []).append(i)
    enough = [at for kind, at in placed.items() if len(at) >= FEWEST and 4 * len(at) >= 3 * len(kinds[kind])]
    return {i for at in enough for i in at}


def _shape(block: Block) -> str | None:
    """What the line has in common with its like; None for what is no such line."""
    text = block.text
    if not block.blank_before and len(text) <= _TITLE_LONGEST and _FOREIGN.fullmatch(text):
        return _ORIGINAL
    if len(text) > _LONGEST or text[-1] in _SENTENCE or any(c in text for c in "。！？；"):
        return None
    label = _LABEL.match(text)
    if label is not None:
        return None if TITLE_LABEL.match(text) or _TEXT_LABEL.fullmatch(label[1]) else "label" + label[1]
    if len(text) > _WHO_LONGEST:
        return None
    day = _DAY.fullmatch(text)
    if day is not None and not (day["point"] and day["more"]):  # 1.1 新桥通车 is numbered
        return "day"
    if _DATED.fullmatch(text):
        return "dated"
    if _ENCLOSED.fullmatch(text):
        return "()"
    bullet = bullet_length(text)
    if bullet and text[0] in _SQUARES:
        return _SQUARED
    words = _TAIL.sub("", text)
    if any(looks.fullmatch(words, bullet) for looks in (_NAME, _DESK, _WORDS)):
        return f"who{text[:1] if bullet else ''}{_setting(block)}"
    return None


def _setting(block: Block) -> str:
    """A name stands right below the title, or below a blank line, or at the right, in an issue as a whole."""
    if block.line.indent >= _FAR:
        return " at the right"
    return " below a blank line" if block.blank_before else ""


def _in_place(blocks: Sequence[Block], index: int) -> bool:
    """A title could stand above, and a text or more lines of the kind and then a text below."""
    ruled = index > 1 and blocks[index - 1].furniture  # a rule below the title
    title = index - 1 - ruled
    above = blocks[title] if index else None
    if above is None or above.furniture or above.section is not None or above.date_line:
        return False
    if len(above.text) > _TITLE_LONGEST or above.text.endswith(_SENTENCE) or above.salutation:
        return False
    if above.signature is not None:
        return False  # a text ends with who sent it in
    set_off = title < 1 or _is_title(blocks, title) or blocks[title - 1].title_like
    if _shape(above) is not None and not set_off:
        return False
    below = index + 1
    while below < min(len(blocks), index + _BELOW) and (_shape(blocks[below]) or blocks[below].byline):
        below += 1
    if below >= len(blocks):
        return False
    marked = blocks[below].bullet or blocks[below].section is not None
    return (blocks[below].prose and not marked) or is_text(blocks[below].text)


def _below_titles(blocks: Sequence[Block], kind: str) -> set[int]:
    """The others of the kind that stand below titles: a list may follow, or a poem."""
    return {
        i
        for i in range(2, len(blocks))
        if _shape(blocks[i]) == kind and blocks[i - 1].title_like and _is_title(blocks, i - 1)
    }


def _is_desk(text: str) -> bool:
    return _DESK.fullmatch(text) is not None or _APART.search(text) is not None


def _is_title(blocks: Sequence[Block], index: int) -> bool:
    """A short line that a blank line, a section or the end of a text sets off from what is above."""
    above = blocks[index - 1]
    ended = above.text.endswith("。") or above.signature is not None or is_address(above.text)
    ended = ended or above.furniture
    return blocks[index].blank_before or ended or above.section is not None


def _is_translated(blocks: Sequence[Block], index: int) -> bool:
    """Above a title's original stands the title in Chinese, and a blank line above that."""
    return blocks[index].blank_before and _HAS_HAN.search(blocks[index].text) is not None


def _reads_so(blocks: Sequence[Block], kind: str, at: Sequence[int]) -> bool:
    """Names begin with surnames, and what has parentheses names contributors: most of them do."""
    if kind == _ORIGINAL:
        return all(_is_translated(blocks, i - 1) for i in at)
    if kind == "()":
        fitting = sum(is_contributor(blocks[i].text[1:-1]) for i in at)
    elif kind == _SQUARED:
        words = [_TAIL.sub("", blocks[i].text[blocks[i].bullet :]) for i in at]
        fitting = sum(has_surname(text) or _is_desk(text) for text in words)
    elif kind[:3] == "who":
        words = [_TAIL.sub("", blocks[i].text[blocks[i].bullet :]) for i in at]
        fitting = sum(
            has_surname(text) or _DESK.fullmatch(text) is not None or _APART.fullmatch(text) is not None
            for text in words
        )
    else:
        return True
    # Many surnames are in no list.
    return 3 * fitting >= (1 if kind[:3] == "who" else 2) * len(at)
