"""The distribution block at a bulletin's end: 本期印发, 报, 送, 发, 责任编辑 ..."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.imprint_lines import is_imprint_line, is_wish
from unionsearch.bulletin.layout import is_furniture, markdown_level, short_label
from unionsearch.bulletin.signature import is_unit
from unionsearch.patterns import pattern

_SEARCHED = 40  # blocks from the end
_WISHES = 3  # blocks from the end
_START = pattern(
    r"(?:本期(?:印发|发送|印數|印数|共印|编辑|责编|发至|印發)|主\s{0,6}[报報送]|[报報抄分主呈][\s]{0,6}[送报報发發]"
    r"|[报報送发發]\s{0,6}(?=[：:])|印\s{0,4}[发發送](?=[：:])"
    r"|(?:责任编辑|責任編輯|责\s{0,4}编|编\s{0,6}辑(?:部)?|編\s{0,6}輯|主\s{0,6}编|审\s{0,6}[核稿签]|校\s{0,6}对|签\s{0,6}发|核\s{0,4}稿|承\s{0,4}办|联系人|电\s{0,6}话|联系电话|传\s{0,6}真|地\s{0,6}址|邮\s{0,6}编"
    r"|邮政编码|投稿邮箱|投稿|电子邮[箱件]|网\s{0,4}址|印刷|E-?mail|编\s{0,6}制|制\s{0,6}作|审\s{0,6}定|终\s{0,4}审|统\s{0,4}稿|总\s{0,4}编|(?:执行|值班|本期|文字)编辑|美\s{0,4}编|退订|打字|排版|出品|监制|策划|文案|编发|编审|發送|發行|联系方式|共印|印数|主题词)\s{0,4}[：:（(])",
    re.I,
)
_PRINTED = pattern(
    r"[（(]?\s*(?:本期)?共?\s*印\s*[发數数]?\s*[0-9０-９]{1,5}\s*份\s*[）)]?|.{0,30}[0-9〇零○一二三四五六七八九十]{1,4}日\s*印\s*[发發]?"
)
# 银杏社区居委会　编印; an office and the day, as the last line: 清溪镇党政办公室　2015年7月13日
_IMPRINT = pattern(
    r"[\u4e00-\u9fff]{2,20}(?:会|局|院|科|处|部|室|办|组|中心|公司|学校|馆|社|站)\s{0,6}(?:编\s?印|编\s?发|主\s?办|印\s?制)"
    r"(?:\s{1,40}[0-9〇零○一二三四五六七八九十]{2,4}\s?年.{3,10})?"
    r"|[\u4e00-\u9fff]{2,20}(?:办公室|党政办|编辑部|编辑室|编委会|宣传部|宣传科|研究室)\s{1,40}[0-9〇零○一二三四五六七八九十]{4}\s?年.{1,6}月.{1,4}日"
)
# Labels without a colon, or in brackets, and what else stands there: 责任编辑　何晓; 【审核】程若溪; 欢迎来稿
_LOOSE = pattern(
    r"[（(]?(?:本期)?(?:责任编辑|责\s?编|审\s?核|审\s?稿|校\s?对|签\s?发|核\s?稿)人?(?:\s{1,4}|\u3000)\S.{0,40}"
    # 主编　马原　　编辑　柯蓝
    r"|(?:(?:主\s?编|编\s?辑|美\s?编|编\s?审|摄\s?影|排\s?版)\s{1,4}[\u4e00-\u9fff]{2,4}(?:\s{1,8}|$)){2,6}"
    # 编：小夏  审：老孟
    r"|[编审校签排]\s?[：:]\s?[\u4e00-\u9fff]{2,4}(?:\s{1,8}[编审校签排]\s?[：:]\s?[\u4e00-\u9fff]{2,4}){1,4}(?:\s.{0,40})?"
    r"|[【\[](?:责任编辑|责编|编辑|审核|审稿|校对|签发|来源|联系电话|投稿邮箱)[】\]].{0,60}"
    r"|(?:签发|审核|审签|编审|核发)人\s{0,4}[：:].{0,60}|呈(?:送|报)?\s{0,4}[：:].{0,80}"
    r"|(?:编辑部|编委会|本刊|微信|公众号|微信公众号|官方微信|官网|网站|微博|邮箱|热线|值班)(?:电话|地址|邮箱|号|网址)?\s{0,4}[：:].{0,80}"
    r"|(?:欢迎|敬请|诚邀)(?:来稿|投稿|赐稿|订阅|关注|扫码|转载|转发|分享|留言).{0,60}|扫码关注.{0,20}|(?:如需)?退订.{0,40}|(?:扫描|长按|识别).{0,8}二维码.{0,20}"
    r"|(?!.{0,8}(?:时间|日期))[\u4e00-\u9fff]{2,10}\s{0,4}[：:]\s{0,4}"
    r"(?:[^\s@]{1,40}@\S{3,40}|(?:https?://|www\.)\S{3,60}|[0-9（(][0-9）)\s-]{6,20})"
    r"|内部(?:资料|刊物|交流).{0,20}|[（(]?(?:本期|全文)?完[）)]?|(?:END|The End)"
    r"|《[^《》]{2,20}》(?:编辑部|编委会|编辑组)",
    re.I,
)
_COPIES = pattern(r"共?印\s*(?:[发數数])?\s*[0-9０-９]{1,5}\s*份\s*[）)]?$")
_CELLS = pattern(r"\s{2,}")
_ORNAMENTS = "—－-=~～*＊·•\u3000 "  # —— 本期完 ——
_EDITORS = pattern(r"[\u4e00-\u9fff]{2,20}(?:编辑部|编委会|编辑组|编辑室)")
# 本刊所载内容仅供参考，不代表本所观点。 / 本简讯由渡口资料室编印，欢迎转载。
_OF_ITSELF = pattern(
    r"(?:编后[：:]\s?)?(?:本|以上)(?:[\u4e00-\u9fff]{0,3}[报刊]|简讯|通讯|邮件|信息|资料|内容)[^！？]{0,30}"
    r"(?:仅供|不代表|转载|投稿|来稿|订阅|退订|编辑，|编印|版权)[^！？]{0,40}[。！]?"
)
_HABIT = 3  # lines with one label in an issue
_TEXT_ENDS = ("。", "！", "？", "”")
_STOP = pattern(r"。.|[。！？]$")


def footer_start(blocks: Sequence[Block], first: int = 0) -> int:
    """Index of the block with which the footer begins; ``len(blocks)`` without one.

    The footer begins with a line that names whom the issue goes to or who made it. Lines between two
    such lines, and the lines after the last, belong to it as long as they are no prose.
    """
    start = len(blocks)
    labels = Counter(label for block in blocks if (label := short_label(block.text)))
    for index in range(len(blocks) - 1, max(first, len(blocks) - _SEARCHED) - 1, -1):
        text = blocks[index].text
        if labels[short_label(text)] >= _HABIT and blocks[index - 1].text.endswith(_TEXT_ENDS):
            break  # 投稿单位：… stands below the texts above as well
        if markdown_level(text):
            break  # what stands above a heading is no part of the end
        if index and start < len(blocks) and blocks[index].date_line and is_unit(blocks[index - 1].text):
            break  # who issued a letter, and when: what stands above belongs to it
        if _is_last(text) or _is_about(blocks, index, start):
            start = index
        elif _may_end(blocks, index) or (index and _goes_on(blocks[index - 1].text, text)):
            continue
        elif len(text) > 300 or _STOP.search(text) or (start == len(blocks) and index < len(blocks) - 6):
            break
    # A ruled line above the block belongs to it.
    while start < len(blocks) and start > first and _is_rule(blocks[start - 1].text):
        start -= 1
    return start


def _may_end(blocks: Sequence[Block], index: int) -> bool:
    """A ruled line, a page number, or at the very end what a line above makes part of an imprint."""
    text = blocks[index].text
    return is_furniture(text) or (index >= len(blocks) - _WISHES and is_wish(text))


def _is_about(blocks: Sequence[Block], index: int, start: int) -> bool:
    """At the very end what an issue says of itself; above its imprint, and set off, who edits it."""
    block = blocks[index]
    if start < len(blocks) and block.blank_before and _EDITORS.fullmatch(block.text):
        return True
    if index < min(start, len(blocks)) - _WISHES or (index and blocks[index - 1].title_like):
        return False  # far above, or the text of a call for papers
    return _OF_ITSELF.fullmatch(block.text) is not None


def _is_rule(text: str) -> bool:
    """A ruled line, or the two dashes above a mail's signature."""
    return is_furniture(text) or text in ("--", "——")


def _goes_on(above: str, text: str) -> bool:
    """送：市领导， and on the next line 市直各部门。"""
    return len(text) <= 80 and above.endswith(("，", "、", ",")) and is_footer_line(above)


def is_footer_line(text: str) -> bool:
    """The line begins a distribution or imprint entry."""
    if _START.match(text[:80]) or _is_entry(text):
        return True
    cells = _CELLS.split(text) if len(text) <= 80 and "。" not in text else []
    return any(_is_entry(cell) for cell in cells[1:])  # 江口市总工会　　内部交流，注意保存


def _is_entry(text: str) -> bool:
    return len(text) <= 60 and (
        _PRINTED.fullmatch(text) is not None
        or _COPIES.search(text) is not None
        or _IMPRINT.fullmatch(text) is not None
        or _LOOSE.fullmatch(text.strip(_ORNAMENTS) or text) is not None
    )


def _is_last(text: str) -> bool:
    """What only the end of an issue prints, though an article might."""
    return is_footer_line(text) or is_imprint_line(text)
