"""Author and date lines under a title: 林  江, （2010年12月29日）, 本刊记者 李红."""

from __future__ import annotations

import re

_LONGEST = 40  # characters
_YEAR = r"(?:二[〇零○ＯOo0一二三四五六七八九]{3}|[0-9０-９]{4})"
_SMALL = r"[0-9０-９〇零一二三四五六七八九十]{1,3}"
_DATE_LINE = re.compile(
    rf"[（(]?\s*(?:{_YEAR}\s{{0,3}}年\s{{0,3}}{_SMALL}\s{{0,3}}月(?:\s{{0,3}}{_SMALL}\s{{0,3}}[日号])?"
    r"|(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2})\s*[）)]?"
)
_HAN = "\u4e00-\u9fff"
_SPACED_NAME = re.compile(rf"[{_HAN}](?:\s{{1,6}}[{_HAN}]){{1,3}}")
_CREDIT = re.compile(
    r"(?:[（(]\s*)?(?:本[刊报](?:记者|通讯员|讯员)?|特约(?:记者|通讯员)|记者|通讯员|作者|撰文|文|执笔|撰稿|报告人|讲话人|整理)"
    r"[\s：:/].{1,30}"
)
_POST = re.compile(
    rf".{{0,24}}(?:主席|书记|部长|主任|局长|秘书长|委员长|常委|市长|区长|县长)\s{{1,6}}[{_HAN}][{_HAN}\s]{{1,8}}"
)
_NAMES = re.compile(rf"[{_HAN}]{{2,3}}(?:[\s、]{{1,4}}[{_HAN}]{{2,3}}){{0,3}}")
# The unit that wrote an experience report, printed under its title.
_UNIT = re.compile(
    rf"[（(]?[{_HAN}]{{0,12}}(?:[市区县镇乡局厂院校部]|总工|公司|集团|学校|街道|系统|中心|银行|矿|站)[{_HAN}]{{0,8}}"
    r"(?:工会|工会委员会|工会办公室|工会研究室|工会联合会|课题组|工會)[）)]?"
)
_NO_UNIT = re.compile(
    r"打造|建设|创建|争当|争做|走进|组建|成立|加入|服务型|学习型|依靠|开展|召开|推进|和谐|基层工会|职工信赖"
)
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮許蔣賈葉閻鍾陸龍錢湯喬賀賴龔"
)


def is_date_line(text: str) -> bool:
    """The line is nothing but a date."""
    return len(text) <= _LONGEST and _DATE_LINE.fullmatch(text) is not None


def is_byline(text: str) -> bool:
    """The line names an author, with or without a post, or gives a date."""
    if len(text) > _LONGEST:
        return False
    inner = text.strip("（()） \u3000")
    if len(inner) <= 22 and _UNIT.fullmatch(inner) and not _NO_UNIT.search(inner):
        return True
    if _DATE_LINE.fullmatch(text) or _CREDIT.fullmatch(text) or _POST.fullmatch(inner):
        return True
    if _SPACED_NAME.fullmatch(inner) and len(re.sub(r"\s", "", inner)) <= 4:
        # A spaced name of any surname: no other line of a bulletin is set like this.
        return inner[0] in _SURNAMES or text[:1] in ("（", "(")
    return _NAMES.fullmatch(inner) is not None and all(
        name[0] in _SURNAMES for name in re.split(r"[\s、]+", inner) if name
    )
