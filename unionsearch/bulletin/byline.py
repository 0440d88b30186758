"""Author and date lines under a title: 林  江, （2010年12月29日）, 本刊记者 李红."""

from __future__ import annotations

import re

from unionsearch.patterns import pattern

_LONGEST = 40  # characters
_YEAR = r"(?:二[〇零○ＯOo0一二三四五六七八九]{3}|[0-9０-９]{4})"
_SMALL = r"[0-9０-９〇零一二三四五六七八九十]{1,3}"
_DATE_LINE = pattern(
    rf"[（(]?\s*(?:{_YEAR}\s{{0,3}}年\s{{0,3}}{_SMALL}\s{{0,3}}月(?:\s{{0,3}}{_SMALL}\s{{0,3}}[日号])?"
    r"|(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2})\s*[）)]?"
)
_HAN = "\u4e00-\u9fff"
_SPACED_NAME = pattern(rf"[{_HAN}](?:\s{{1,6}}[{_HAN}]){{1,3}}")
_CREDIT = pattern(
    r"(?:[（(]\s*)?[／/]?(?:本[刊报](?:记者|通讯员|讯员)?|特约(?:记者|通讯员)|记者|通讯员|作者|撰文|文|执笔|撰稿|报告人|讲话人|整理|会员|读者|学员|口述|编译|翻译|摄影)"
    r"[\s：:/／|｜].{1,30}"
)
_POST = pattern(
    rf".{{0,24}}(?:主席|书记|部长|主任|局长|秘书长|委员长|常委|市长|区长|县长)\s{{1,6}}[{_HAN}][{_HAN}\s]{{1,8}}"
)
# （2019年7月3日渡轮公司职工代表大会通过）
_PASSED = pattern(r"[（(](?:19|20)[0-9]{2}年[^（）()。]{4,60}(?:通过|修订|批准|公布|印发)[）)]")
_DESK = pattern(r"本[刊报]编辑部?|编辑部|本[刊报](?:综合)?|佚名|编者|本[刊报]评论员")  # a title says more
_NAMES = pattern(rf"[{_HAN}]{{2,3}}(?:[\s、]{{1,4}}[{_HAN}]{{2,3}}){{0,3}}")
# The unit that wrote an experience report, printed under its title.
_UNIT = pattern(
    rf"[（(]?[{_HAN}]{{0,12}}(?:[市区县镇乡局厂院校部]|总工|公司|集团|学校|街道|系统|中心|银行|矿|站)[{_HAN}]{{0,8}}"
    rf"(?:工会|工会委员会|工会办公室|工会研究室|工会联合会|工会[{_HAN}]{{2,10}}[部处室科]|课题组|工會)[）)]?"
)
# A unit of any kind, then its author: 永兴县图书馆　柳　絮
_UNIT_AND_NAME = pattern(
    rf"[{_HAN}0-9（）]{{1,16}}(?:[校院馆所站厂矿局社部室科处会队组班司团段厅委行店村镇乡街学园级库]|中心)\s{{1,6}}"
    rf"(?P<name>[{_HAN}]\s{{0,4}}[{_HAN}](?:\s{{0,4}}[{_HAN}])?)"
)
# As pages of the web print it: 来源：服务中心　发布时间：2023-03-22
_STAMP = (
    r"(?:(?:信息|稿件|文章|新闻)?来源|稿源|发布(?:时间|日期|者|人|单位|部门|机构)|更新时间|发稿时间|时间|日期|作者|编辑|供稿|剪辑|素材|视频|图源|制图|监制|浏览(?:次数|量)?|点击(?:数|量|率|次数)?|阅读(?:数|量|次数)?|字[号体])"
    r"\s?[：:]\s{0,4}(?:[^\s：:]{1,20}|\[?大 ?中 ?小\]?)"
    r"(?:\s{1,6}[0-9:：]{4,8})?"
)
# 渡口在线 2024-09-24 06:03
_TIMED = pattern(
    r"(?:[^\s。，；：]{2,12}\s{1,4})?(?:19|20)[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?\s{1,4}[0-9]{1,2}[：:][0-9]{2}"
    r"(?:[：:][0-9]{2})?(?:\s{1,4}[^\s。，；：]{2,12})?"
)
_STAMPS = pattern(rf"[（(]?{_STAMP}(?:[\s|｜]{{1,8}}{_STAMP}){{1,4}}[）)]?")
# One such label says little: below a title it is a byline, at an article's end a contributor.
_LABELLED = pattern(
    r"[（(【\[]?(?:来源|稿件来源|作者|作者单位|单位|发布时间|发布日期|时间|日期|编辑|责任编辑|责编|整理|记者|通讯员|摄影|文/图|文字|图片)"
    r"\s{0,2}[：:]\s{0,4}[^。，；！？]{2,30}[）)】\]]?"
)
# □ 何晓; 何晓/文　温岚/图
_SQUARE = pattern(
    rf"[□○◇■◎]\s{{0,4}}(?P<post>(?:本[刊报]|特约)?(?:记者|通讯员)\s{{0,4}})?"
    rf"(?P<name>[{_HAN}]\s{{0,4}}[{_HAN}](?:\s{{0,4}}[{_HAN}])?)(?:\s{{1,4}}[{_HAN}]{{2,3}}){{0,2}}"
)
_SHARED = pattern(rf"(?:[{_HAN}]{{2,4}}\s?[/／]\s?(?:文|图|摄影?|图文)\s{{0,6}}){{1,3}}")
_LAST_NAME = pattern(rf"(?:(?<=\s)|^)[{_HAN}]\s{{0,6}}[{_HAN}](?:\s{{0,4}}[{_HAN}])?$")
_STAMPS_LONGEST = 90  # characters
_NO_UNIT = pattern(
    r"打造|建设|创建|争当|争做|走进|组建|成立|加入|服务型|学习型|依靠|开展|召开|推进|和谐|基层工会|职工信赖"
)
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮許蔣賈葉閻鍾陸龍錢湯喬賀賴龔"
)

# Believed only after a unit: common words as well.
_MORE_SURNAMES = _SURNAMES | frozenset(
    "柳池韦卫施花喻柏水章云葛岳齐穆梅盛季路童颜骆管申牛曲翟古霍柯房解应宗邢裴翁甄祁景鞠辛阮蓝闵席娄洪包左吉荣封储靳焦全仲宫宁栾"
    "甘厉祖詹幸司卓屠蒙阴闻党贡劳冉桂寿边燕尚农温庄晏柴瞿连艾向慎耿匡文寇东师巩聂冷简饶关查游商牟苗凤俞费鲍安乐时卞米狄明计成"
    "庞纪舒项祝董麻"
)


def has_surname(text: str) -> bool:
    """The last word reads like a name: 一车间　陆子昂, 关　沛"""
    names = _LAST_NAME.search(text)
    return names is not None and re.sub(r"\s", "", names[0])[0] in _MORE_SURNAMES


def is_date_line(text: str) -> bool:
    """The line is nothing but a date."""
    return len(text) <= _LONGEST and _DATE_LINE.fullmatch(text) is not None


def is_labelled(text: str) -> bool:
    """The line gives one thing about an article with its label: 来源：市总工会"""
    return len(text) <= _LONGEST and _LABELLED.fullmatch(text) is not None


def is_byline(text: str) -> bool:
    """The line names an author, with or without a post, or gives a date."""
    if len(text) < 2:
        return False
    if ("：" in text or ":" in text) and len(text) <= _STAMPS_LONGEST and _STAMPS.fullmatch(text):
        return True
    if _PASSED.fullmatch(text):
        return True
    if len(text) > _LONGEST:
        return False
    if _TIMED.fullmatch(text):
        return True
    squared = _SQUARE.fullmatch(text)
    if squared and (squared["post"] or squared["name"][0] in _SURNAMES):
        return True
    if _SHARED.fullmatch(text):
        return True
    inner = text.strip("（()）【】 \u3000")
    if len(inner) <= 22 and _UNIT.fullmatch(inner) and not _NO_UNIT.search(inner):
        return True
    named = _UNIT_AND_NAME.fullmatch(inner)
    if named and (named["name"][0] in _MORE_SURNAMES or re.search(r"\s{2}|\s.*\s|\u3000", inner)):
        return True
    if (
        _DATE_LINE.fullmatch(text)
        or _DESK.fullmatch(inner)
        or _CREDIT.fullmatch(text)
        or _POST.fullmatch(inner)
    ):
        return True
    if _SPACED_NAME.fullmatch(inner) and len(re.sub(r"\s", "", inner)) <= 4:
        # A spaced name of any surname: no other line of a bulletin is set like this.
        return inner[0] in _SURNAMES or text[:1] in ("（", "(")
    return _NAMES.fullmatch(inner) is not None and all(
        name[0] in _SURNAMES for name in re.split(r"[\s、]+", inner) if name
    )
