"""What issues print around their articles: links of a web page, who made it, how to leave a mailing list."""

from __future__ import annotations

import re

from unionsearch.patterns import pattern

_LONGEST = 100  # characters
_CELL = 12  # characters of a link on a web page
_FEWEST = 3  # links in a row
_BETWEEN = pattern(r"\s{0,4}[|｜/／·•»>›→]{1,2}\s{0,4}|\s{2,20}|\u3000{1,10}|(?<=[】\]])\s{0,4}(?=[【\[])")
_PLACE = pattern(
    r"(?:您|你)?(?:的|现在的?|当前的?|目前|現在|目前的?|所在的?)?(?:位置|所在)\s?[：:].{2,60}"
    r"|(?:首页|首頁|Home)\s{0,3}[>»›→/].{1,60}",
    re.I,
)
_LINKS = pattern(
    r"(?:上一[篇条页期]|下一[篇条页期]|[上下]篇|[上下]期)\s{0,2}[：:].{0,60}"
    r"|.{0,4}(?:打印本页|关闭窗口|返回(?:顶部|首页|列表)|回到顶部|分享到).{0,40}"
)
_CELLS = pattern(r"[ \t]{2,}|\u3000+|\s?[|｜]\s?")
_WHAT = (
    r"编\s{0,4}辑|編\s{0,4}輯|[责責]\s{0,4}[编編]|主\s{0,4}[编編]|美\s{0,4}[编編]|审\s{0,4}[核稿校定签]|審\s{0,4}[核稿]|校\s{0,4}[对對]|核\s{0,4}稿|签\s{0,4}发|排\s{0,4}版|摄\s{0,4}影|制\s{0,4}作|设\s{0,4}计"
    r"|编\s{0,4}印|編\s{0,4}印|编\s{0,4}发|主\s{0,4}办|主\s{0,4}辦|主\s{0,4}管|承\s{0,4}办|协\s{0,4}办|出\s{0,4}版|印\s{0,4}刷|[发發]\s{0,4}行"
    r"|电\s{0,4}话|電\s{0,4}話|热\s{0,4}线|熱\s{0,4}線|传\s{0,4}真|傳\s{0,4}真|地\s{0,4}址|邮\s{0,4}[箱编]|郵\s{0,4}[箱編件]|信\s{0,4}箱|网\s{0,4}[址站]|網\s{0,4}[址站]|E-?mail|QQ群?|微\s{0,4}信.{0,3}|公众号"
    r"|印\s{0,4}数|准印证号?|刊\s{0,4}号|版权所有|技术支持|备案号?|ICP.{0,3}|投稿"
)
_LABELLED = pattern(
    rf"[（(]?[^。：:，]{{0,10}}?(?:{_WHAT})(?:人|单位|部门|方式)?\s{{0,2}}[：:].{{1,60}}", re.I
)
# 编辑｜小禾工作室　　排版｜林筱
_PIPED = pattern(rf"(?:{_WHAT})\s?[|｜]\s?[^|｜。，：:]{{2,20}}", re.I)
_WIDE = pattern(r"[ \t]{2,}|\u3000+")
_MADE = pattern(r"[^。：:]{2,30}(?:编印|編印|编发|主办|主辦|印制|供稿)\s{1,4}\S.{0,60}")
_LIST = pattern(
    r".{0,40}(?:退订|退訂|取消订阅|取消訂閱|unsubscribe|系统(?:自动)?发送|自動發送|(?:请勿|请不要|請勿)(?:直接)?回[复覆復]|(?:您|你).{0,4}(?:收到|訂閱|订阅).{0,20}(?:邮件|郵件|信|订阅|訂閱)).{0,60}",
    re.I,
)
_WISH = pattern(
    r".{0,60}(?:[\w.+-]{2,30}@[\w-]{2,30}\.|来稿|投稿|来信|請按此|请点击|点击这里"
    r"|免费(?:取阅|赠阅|交流)|未经.{0,6}许可|仅供.{0,10}(?:学习|参考|交流|阅读)|不(?:作为|得作为).{0,12}依据).{0,60}"
)
_PAGE = pattern(r"[^。！？]{2,30}\s{1,20}第\s?[0-9]{1,3}\s?[页頁](?:\s?共\s?[0-9]{1,3}\s?[页頁])?")
_MAIL = pattern(
    r"(?:\*\*)?(?:发件人?|收件人?|抄送|密送|主\s?题|日\s?期|发送时间|時間|寄件者|收件者|主旨|副本"
    r"|From|To|Cc|Bcc|Subject|Date|Sent|Reply-To)(?:\*\*)?\s?[：:]\s?.{1,80}",
    re.I,
)


def is_navigation(text: str) -> bool:
    """Links in a row (首页 ｜ 展览 ｜ 教育), the way to a page (首页 >> 工会通讯), or what a browser does."""
    if len(text) > _LONGEST or "。" in text or "，" in text:
        return False
    if _PLACE.fullmatch(text) or _LINKS.fullmatch(text):
        return True
    cells = [c.strip("【】[] \u3000") for c in _BETWEEN.split(text) if c]
    if len(cells) < _FEWEST or any(len(c) > _CELL or not c for c in cells):
        return False
    return re.search(r"首[页頁]|主[页頁]|[订訂][阅閱]|Home|打印|关闭|往期|[关關]于", text, re.I) is not None


def is_mail_header(text: str) -> bool:
    """发件人：…, Subject: …"""
    return _MAIL.fullmatch(text) is not None


def is_imprint_line(text: str) -> bool:
    """Who made the issue and how to reach them: 主办：宣传科　　地址：仁济路88号."""
    if len(text) > _LONGEST or "。" in text.rstrip("。"):
        return False
    if is_navigation(text) or _LIST.fullmatch(text) or _PAGE.fullmatch(text):
        return True
    cells = [c for c in _CELLS.split(text) if c]
    made = _MADE.fullmatch(text) is not None or all(_PIPED.fullmatch(c) for c in _WIDE.split(text) if c)
    return made or (not text.endswith("。") and any(_LABELLED.fullmatch(c) for c in cells[:2]))


def is_wish(text: str) -> bool:
    """A sentence that an imprint ends with: 有任何建议，请写信到……"""
    return len(text) <= _LONGEST and (_WISH.fullmatch(text) is not None or _LIST.fullmatch(text) is not None)
