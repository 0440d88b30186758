"""What stands above the first article: the rest of a masthead, an editor's note, a greeting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.byline import is_date_line
from unionsearch.bulletin.footer import is_footer_line
from unionsearch.bulletin.imprint_lines import is_mail_header, is_navigation
from unionsearch.bulletin.layout import ends_sentence, short_label
from unionsearch.bulletin.marks import Mark
from unionsearch.bulletin.note import is_note
from unionsearch.bulletin.sections import is_motto
from unionsearch.bulletin.titles import title_score
from unionsearch.patterns import pattern

_NUMBERED = pattern(
    r"第\s{0,2}[0-9一二三四五六七八九十]{1,5}\s{0,2}[期号]|[#№]\s?[0-9]|(?:19|20)[0-9]{2}|周[报刊]|月[报刊]"
)
# 会刊编辑组　编; 出版日期：2018年5月31日; 县委督查室　　　2022年10月24日
_MAKER = pattern(
    r"[^。，；：]{2,30}\s{1,40}(?:编|编印|编辑|编发|主办|主编|印)|(?:出版|出刊|印发|编印|发行|刊出)(?:日期|时间)\s?[：:].{4,20}"
    r"|[^。；]{2,40}(?:\s{2,60}|\u3000)(?:(?:19|20)[0-9]{2}|二[〇○零Oo0一二三四五六七八九]{3})\s?年.{2,10}"
    r"|本期?共\s?[0-9一二三四五六七八]{1,2}\s?[版页]|印\s?数\s?[：:].{1,12}"
    r"|[^。，；：]{2,24}(?:编译|编发)|[^。；，]{0,12}(?:19|20)[0-9]{2}\s?年\s?[0-9]{1,2}\s?月[号刊][^。；，]{0,20}"
)
# What else mastheads print, and titles do not: （双月刊）; 星期五; 本期四版; 刊头题字：…; 青工发〔2016〕7号
_REST = pattern(
    r"[（(【\[][^（）()【】]{0,10}"
    r"(?:[双半]?[日周旬月季年]刊|[特增专]刊|专辑|试刊|内部|交流|资料|[0-9一二三四五六七八]版)"
    r"[^（）()【】]{0,6}[）)】\]]"
    r"|(?:.{0,20}日[\s　]{0,4})?(?:星期|周)[一二三四五六日天](?:\s.{0,20})?"
    r"|(?:农历)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年.{2,8}"
    r"|[本今]?[期日]?共?[0-9一二三四五六七八]{1,2}版|第[0-9一二三四五六七八]{1,2}版|创刊于.{4,16}"
    r"|(?:刊头题字|题字|发至|印发范围|发放范围|编印单位|编委会?(?:主任|副主任|成员|委员)?|主任|副主任|顾问)\s{0,4}[：:].{2,60}"
    r"|[（(]?本[期刊](?:主题|关键词|看点|编辑|責編|责编|值班)\s{0,4}[：:].{2,60}"
    r"|(?:承办|协办|密级|存档号|准印证?号?|刊号)\s{0,4}[：:].{2,60}"
    r"|[^。，；]{2,12}[〔\[（(](?:19|20)[0-9]{2}[〕\]）)]\s?第?[0-9]{1,4}号"
    r"|(?:[A-Z][A-Za-z]*[ .&'-]{1,3}){1,7}[A-Z][A-Za-z]*"
    r"|(?:[\u4e00-\u9fff]{2}[\s　]{1,4}){3}[\u4e00-\u9fff]{2}|[^。，；：]{2,24}(?:联合)?(?:编发|联办|合办)"
)
# 发给每一位志愿者; 「愿你平安。」
_ADDRESSED = pattern(
    r"(?:[发写寄送印献]给|致(?:每一位|各位|全体|所有))[^。！？]{2,30}(?<!信)|[「『“][^「」『』“”]{4,40}[」』”]"
)
_ISSUE = pattern(
    r"[^。，；：“”]{2,30}?(?:\s{1,8}|[（(])(?:(?:19|20)[0-9]{2}\s?年\s?)?第\s{0,2}[0-9〇零一二三四五六七八九十百]{1,5}\s{0,2}期[）)]?"
)
# **第 12 周**　2024 年 5 月 13 日—5 月 17 日: a number and a day, and hardly anything else
_COUNTED = pattern(
    r"[*_（(|｜\s]{0,4}(?:总?第\s?[0-9〇零一二三四五六七八九十百]{1,5}\s?[期号周辑卷封])(?=.{0,50}(?:[日期号周]|[0-9]{2}))"
    r"[^。，；？！]{2,50}|(?:19|20)[0-9]{2}\s?[年.-].{0,10}第\s?[0-9一二三四五六七八九十]{1,4}\s?[封季辑卷]"
    r"|(?:19|20)[0-9]{2}\s?年[^。，；？！]{4,40}第\s?[0-9]{1,5}\s?[期号]"
)
# What names of periodicals have in them where nothing else tells
_PERIODICAL = pattern(
    r"(?:周|月|日|早|晚|季|旬|双周|快|简|通|校|院|专|电子)[报刊]|周记|[周月]信|通讯|快讯|每日新闻|新闻联播|杂志|会刊|专刊"
    r"|weekly|daily|monthly|newsletter|digest|bulletin|news|issue\s?#?[0-9]|vol\.?\s?[0-9]|[0-9]{1,2}月[0-9]{1,2}日",
    re.I,
)
_HELLO = pattern(r"(?:大家|各位|你|您|朋友们?|读者)(?:早上|上午|中午|下午|晚上)?好[，！。,]")
_PERIOD = pattern(
    r"[0-9]{1,2}月[0-9]{1,2}日\s?[—～~至-]{1,2}.{0,8}[0-9]{1,2}日|第[0-9一二三四五六七八九十]{1,4}[期周]"
)
_TO = pattern(r"[\u4e00-\u9fff、]{2,14}[：:，,！!]")
_BARE = pattern(r"(?![各尊亲])[\u4e00-\u9fff]{2,8}")
_NAME_LONGEST = 40
_NAME_LINES = 8  # of what is left of a masthead
_MAKER_LONGEST = 80  # characters of a line of the masthead
_PREFACE = 12  # blocks of the longest preface
_FEWEST = 2  # marks that make a series; sections that an introduction names
_OPENING = 2  # paragraphs of an introduction


def below_name(blocks: Sequence[Block], marks: Mapping[int, Mark]) -> int:
    """Below what is left of the masthead: who made it and when, or the one heading of the first level."""
    first = _below_print(blocks, marks, 0)
    if (
        first < len(blocks)
        and len(blocks[first].text) <= _NAME_LONGEST
        and _ISSUE.fullmatch(blocks[first].text)
    ):
        first = _below_print(blocks, marks, first + 1)
    for index in range(first, min(first + _NAME_LINES, len(blocks))):
        block = blocks[index]
        if is_motto(block):
            first = _below_print(blocks, marks, index + 1)
            continue
        rest = _is_rest(block.text) or (
            index == first
            and (
                is_date_line(block.text.strip("*_ "))
                or _REST.fullmatch(block.text) is not None
                or _ADDRESSED.fullmatch(block.text) is not None
                or _is_stamp(blocks, index)
                or _heads_page(blocks, index)
            )
        )
        if not rest and (index in marks or block.prose or block.section is not None):
            break
        if rest or _is_maker(block.text):
            first = _below_print(blocks, marks, index + 1)
    if (
        _is_underlined(blocks, first)
        and first not in marks
        and max(Counter(m.kind for m in marks.values()).values(), default=0) > _FEWEST
    ):
        return _below_print(blocks, marks, first + 1)
    below_first = _below_print(blocks, marks, first + 1)
    if _is_top(marks, first) and _is_top(marks, below_first):
        return below_first  # a heading with nothing below it but the next of its level
    if first not in marks or marks[first].kind != "#" or sum(m.kind == "#" for m in marks.values()) > 1:
        return first
    below = blocks[first + 1].text if first + 1 < len(blocks) else ""
    if _COUNTED.fullmatch(below):
        return _below_print(blocks, marks, first + 2)
    deeper = {m.kind for m in marks.values() if m.kind[:2] == "##"}
    names_issue = len(deeper) > 1 or _NUMBERED.search(blocks[first].text) is not None
    return _below_print(blocks, marks, first + 1) if names_issue else first


def _below_print(blocks: Sequence[Block], marks: Mapping[int, Mark], index: int) -> int:
    """The first block from there on that is no mere print; a number alone that counts articles is none."""
    while index < len(blocks) and blocks[index].furniture and index not in marks:
        index += 1
    return index


def is_periodical(text: str) -> bool:
    """The heading names a periodical or one issue of it, and no article."""
    return is_issue(text) or _PERIODICAL.search(text) is not None


def is_issue(text: str) -> bool:
    """The heading says which issue it is, by its number or its year."""
    return _NUMBERED.search(text) is not None


def _is_top(marks: Mapping[int, Mark], index: int) -> bool:
    return index in marks and marks[index].kind == "#"


def _is_rest(text: str) -> bool:
    """What no article begins with, wherever it stands."""
    return is_navigation(text) or is_mail_header(text) or _COUNTED.fullmatch(text) is not None


def _is_stamp(blocks: Sequence[Block], index: int) -> bool:
    """发布时间：…　来源：…　浏览次数：… above the first title: a web page's, and no article's."""
    below = blocks[index + 1 : index + 2]
    if index and _heads_page(blocks, index - 1):
        return True
    return blocks[index].byline and "：" in blocks[index].text and bool(below) and below[0].title_like


def _heads_page(blocks: Sequence[Block], index: int) -> bool:
    """A week's or a month's name right above 发布时间：… is the page's title: 一周警务（5月6日—5月12日）"""
    below = blocks[index + 1 : index + 2]
    return (
        bool(below)
        and below[0].byline
        and "：" in below[0].text
        and _PERIOD.search(blocks[index].text) is not None
    )


def _is_underlined(blocks: Sequence[Block], index: int) -> bool:
    """A line above nothing but =====: Markdown's other way of writing a heading of the first level."""
    below = blocks[index + 1 : index + 2]
    return bool(below) and set(below[0].text) == {"="}


def below_particulars(blocks: Sequence[Block], marks: Mapping[int, Mark], start: int) -> int:
    """Below 本月书目：…, 聚会时间：…: two labelled lines or more above a blank line and the first title."""
    labels = Counter(short_label(block.text) for block in blocks)
    end = start
    while end < len(blocks) and end not in marks and labels[short_label(blocks[end].text)] == 1:
        if not short_label(blocks[end].text) or ends_sentence(blocks[end].text):
            break
        end += 1
    few = _FEWEST <= end - start <= _NAME_LINES
    return end if few and end < len(blocks) and blocks[end].blank_before and blocks[end].title_like else start


def _is_maker(text: str) -> bool:
    return len(text) <= _MAKER_LONGEST and (is_footer_line(text) or _MAKER.fullmatch(text) is not None)


def below_preface(
    blocks: Sequence[Block], marks: Mapping[int, Mark], start: int, stop: int, at_top: bool
) -> int:
    """Where the articles begin: below an editor's note or, ``at_top``, a greeting, which have no title.

    ``start`` where there is none, or where the text may be an article of which the marks are headings.
    """
    index = start
    noted = False
    while index < stop and index not in marks and index - start < _PREFACE:
        block = blocks[index]
        begins_note = is_note(block.text)
        noted = noted or begins_note
        if block.section is not None or block.signature is not None:
            break
        if not begins_note and block.text.endswith(("：", ":")) and _BARE.fullmatch(block.text[:-1]):
            return index  # 活动预告： is a section's name
        if not noted and not (at_top and (block.prose or block.furniture)):
            return start
        if noted and block.title_like and not begins_note:
            break
        index += 1
    if index == start or index - start >= _PREFACE:
        return start
    if index == stop:
        return stop if stop < len(blocks) else start
    if noted or blocks[index].section is not None:
        return index
    mark = marks.get(index)
    if mark is None:
        return start
    if mark.kind not in ("一、", "（一）"):
        return index  # headings of reports are numbered so
    alike = [i for i, m in marks.items() if index <= i < stop and m.kind == mark.kind]
    headlines = sum(title_score(blocks[i].text) >= 2 for i in alike)
    return index if 3 * headlines >= 2 * len(alike) else start


def is_addressed(blocks: Sequence[Block], index: int) -> bool:
    """各位邻居：, or any few words so set above a text, where above a title they would be a name: 诗友们："""
    if blocks[index].salutation:
        return True
    below = blocks[index + 1 : index + 2]
    plain = bool(below) and below[0].prose and not (below[0].number or below[0].bullet)
    return plain and _TO.fullmatch(blocks[index].text) is not None


def below_greeting(blocks: Sequence[Block], marks: Mapping[int, Mark], start: int) -> int:
    """Below 各位邻居： and its text, where a line may be a name or a title; ``start`` without one."""
    if start >= len(blocks) or not (is_addressed(blocks, start) or _HELLO.match(blocks[start].text)):
        return start
    index = start + 1
    while index < len(blocks) and index - start < _PREFACE and blocks[index].prose and index not in marks:
        if index + 1 < len(blocks) and blocks[index + 1].title_like and _TO.fullmatch(blocks[index].text):
            break  # 社事： above a title is a section's name
        index += 1
    some = index > start + 1 or ends_sentence(blocks[start].text)
    return index if index < len(blocks) and index - start < _PREFACE and some else start


def introduction(
    blocks: Sequence[Block], marks: Mapping[int, Mark], sections: Mapping[int, str], start: int
) -> int | None:
    """Where a text begins that stands above the first section and names most of them; None without.

    本周分校园、家长、食堂三类，共十二条: it says what follows, and the line above it is no article's title.
    """
    head = range(start, min(sections, default=start))
    texts = [i for i in head if blocks[i].prose]
    if not texts or len(texts) > _OPENING or any(i in marks for i in head):
        return None
    names = set(sections.values())
    said = {name for name in names if any(name in blocks[i].text for i in texts)}
    return texts[0] if len(said) >= _FEWEST and 2 * len(said) >= len(names) else None
