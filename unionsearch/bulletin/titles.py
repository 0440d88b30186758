"""Where a title may stand, and which lines belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import dash_length
from unionsearch.patterns import pattern

_MOST_LINES = 5
_MOST_BYLINES = 4
_LONGEST = 110  # characters of all lines together
_HEADLINE = 11  # characters from which a line reads like a headline
_UNIT = pattern(
    r"[总總]?工[会會]|市总|区总|县总|省总|全总|总工|公司|集团|[市区县镇乡厂局校院矿所]|街道|社区|企业|协会|中心|医院"
    r"|职工|職工|员工|工人|农民工|女工|劳模|教师|会员|主席|书记|职代会|协商|维权|帮扶"
)
_DEED = pattern(
    r"召[开開]|[举舉][行办辦]|[开開]展|[启啟]动|成立|推进|推進|慰[问問]|走访|[调調]研|部署|[实實]施|[签簽][订訂]|[组組][织織]|加强|深入"
    r"|喜获|荣获|获|评|被|建|促|助|送|抓|推|开|創|创|签|率|赴|为|着力|积极|努力|扎实|全面|探索|构建|打造|关爱|服务|维护|培训|竞赛"
    r"|比赛|表彰|会议|大会|活[动動]|行动|工作|讲座|检查|通过|下发|出台|揭牌|授牌|选举|当选|突破|见成效|纪实|侧记|成果|运用|落实"
    r"|学习|贯彻|传达|圆满|结束|落幕|亮相|开幕|闭幕|覆盖|实现|突出"
)
_REPORT = pattern(
    r"(?:报告|讲话|致辞|致词|发言|开幕词|闭幕词|工作总结|工作要点|報告|講話|致辭|發言|開幕詞|閉幕詞)(?:[（(](?:摘要|节选|摘登)[）)])?[）)]?$"
)

_DOCUMENT = pattern(
    r"^关于.{3,50}的(?:通知|通报|决定|意见|函|公告|请示|报告|说明|通告|批复|办法|方案)$"
    r"|(?:一封信|慰问信|公开信|感谢信|贺信|慰问电|倡议书|决心书|公约|启事|公告|通告|大事记|征稿启事|征文通知)$"
)
# What such a title announces is no text, but a list of names or a table.
_LISTING = pattern(
    r"(?:名单|一览表?|统计表|情况表|安排表|汇总表|明细表|排行榜|日程表|成绩表|得分表)(?:[（(].{1,12}[）)])?$"
)
_PERSON = pattern(r"[\u4e00-\u9fff]{2,4}")


@dataclass(frozen=True, slots=True)
class TitleRun:
    """Blocks ``[start, title_end)`` are the title, ``[title_end, byline_end)`` the byline."""

    start: int
    title_end: int
    byline_end: int


def title_run(blocks: Sequence[Block], start: int, stop: int) -> TitleRun | None:
    """The title that begins with block ``start``, when one could: title-like lines, then a byline, then text.

    Blank lines between its lines do not matter: bulletins centre a title over several paragraphs. What
    follows must be text; lines that nothing follows are a list, a poem or the names under a letter.
    """
    if start >= stop or not (blocks[start].title_like or _is_kicker(blocks, start, stop)):
        return None
    below = blocks[start + 1] if start + 1 < stop else None
    if below and blocks[start].columns and below.columns and not below.byline:
        return None  # names and units, one a line
    if below and not below.prose and _LISTING.search(blocks[start].text):
        return TitleRun(start, start + 1, start + 1)
    end = start + 1
    length = len(blocks[start].text)
    while end < stop and end - start < _MOST_LINES:
        block = blocks[end]
        length += len(block.text)
        if length > _LONGEST or not block.title_like or (block.columns and not block.byline):
            break
        if not dash_length(block.text) and _begins_anew(blocks[start], block):
            break
        end += 1
    byline = byline_end(blocks, end, stop)
    # A list or a poem may follow an author; print that ends article after article credits nobody.
    credited = any(block.companion and not block.furniture for block in blocks[end:byline])
    if byline >= stop or not (blocks[byline].prose or blocks[byline].question or credited):
        return None
    if end - start > 1 and end < byline and _PERSON.fullmatch(blocks[end - 1].text):
        end -= 1  # 葛永年, and below it the date: who speaks
    return TitleRun(start, end, byline)


def _is_kicker(blocks: Sequence[Block], index: int, stop: int) -> bool:
    """A title stands below, and its author below that, or blank lines around both.

    Without those it is a sentence that a list ends.
    """
    if not blocks[index].kicker or index + 2 >= stop or not blocks[index + 1].title_like:
        return False
    below = blocks[index + 2]
    together = blocks[index].blank_before and not blocks[index + 1].blank_before and below.blank_before
    marked = blocks[index + 1].number or blocks[index + 1].bullet
    return (below.byline or (together and below.prose)) and not marked


def byline_end(blocks: Sequence[Block], start: int, stop: int) -> int:
    """The end of the author and date lines that begin with block ``start``."""
    end = start
    while end < stop and end - start < _MOST_BYLINES:
        ruled = blocks[end].furniture and end + 1 < stop and blocks[end + 1].byline  # a rule below the title
        if not (ruled or blocks[end].byline or blocks[end].labelled):
            break
        end += 1
    return end


def _begins_anew(first: Block, block: Block) -> bool:
    """``block`` is no further line of the title that ``first`` begins."""
    if first.bullet or block.bullet or block.number or block.byline or block.labelled or block.question:
        return True
    return block.plain_section is not None


def title_score(text: str) -> int:
    """0 to 3: long enough for a headline, names a unit or people, says what was done."""
    bare = re.sub(r"\s", "", text)
    return (len(bare) >= _HEADLINE) + (_UNIT.search(text) is not None) + (_DEED.search(text) is not None)


def is_document_title(text: str) -> bool:
    """The title of a notice, a letter, a list: no heading within an article reads so."""
    return _DOCUMENT.search(text) is not None or _LISTING.search(text) is not None


def is_report_title(text: str) -> bool:
    """The title is that of a report or a speech."""
    return _REPORT.search(text) is not None
