"""What a single line looks like, by itself: section header, bullet, numbered, title-like, signature ...

Every rule is a small function of the line's text; the parser decides what a look means in its place.
All rules are bounded: none looks at more than the line's ends, however long the line.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from unionsearch.patterns import pattern

SENTENCE_ENDS = "。！？；!?;…"
_CLOSERS = "”’」』）)》】"
BULLETS = "●■◆▲★○□◇△☆▶►◎⊙※•·‣▪▌▍◈☞➢➤✦✧♦❖✪"
_HEAD = 200  # characters at a line's start that rules look at
_SHORTEST_RULE = 4  # characters of one of any sign
TITLE_LONGEST = 60  # characters; the longest single printed line of a title

# 【工作动态】 ［简讯］ 〖…〗 ※基层动态※ ★工作简讯★ ◆【服务职工】◆ == 工作动态 ==
_ORNAMENT = BULLETS + "〓#*＊=＝~～·•・･‧∙-－—─━<>＜＞|｜"
_BRACKETED = pattern(
    rf"[{re.escape(_ORNAMENT)}\s]*(?:【([^【】]{{1,16}})】|［([^［］]{{1,16}})］|〖([^〖〗]{{1,16}})〗|\[([^\[\]]{{1,16}})\]"
    rf"|〔([^〔〕]{{1,16}})〕|『([^『』]{{1,16}})』)[{re.escape(_ORNAMENT)}\s]*"
)
_ORNAMENTED = pattern(
    rf"[{re.escape(_ORNAMENT)}\s]{{1,12}}([\u4e00-\u9fff〇][\u4e00-\u9fff〇\s·、]{{0,14}}[\u4e00-\u9fff])[{re.escape(_ORNAMENT)}\s]{{1,12}}"
)
_FRAME = pattern(
    rf"([{re.escape(_ORNAMENT)}]{{1,12}})\s{{0,4}}([^\s{re.escape(_ORNAMENT)}][^。；！？]{{0,43}}[^\s{re.escape(_ORNAMENT)}])\s{{0,4}}([{re.escape(_ORNAMENT)}]{{1,12}})"
)
# 栏目：服务职工 says itself that it is one.
_NAMED = pattern(
    r"[【\[]?\s?(?:所属)?(?:栏\s?目|专\s?栏|版\s?块|板\s?块)\s?(?:[】\]]\s?[：:]?|[：:])\s{0,4}([^\s。，；：]{2,12})"
)
_ANY_FRAME = pattern(
    r"([^\w\s]{1,12})\s{0,4}([\u4e00-\u9fffA-Za-z0-9“《](?:[^。；！？]{0,42}[\w”》？])?)\s{0,4}([^\w\s]{1,12})"
)
# What opens, closes or ends words is no ornament.
_NO_SIGNS = frozenset(
    "“”‘’「」『』《》〈〉（）()【】［］〖〗[]〔〕{}。！？；：，、,.;:!?…%％\"'`#@&/\\￥$|｜>"
)
_MIRRORED = {"<": ">", "＜": "＞"}
# Names that sections go by, for headers that stand without brackets.
_SECTION_WORDS = pattern(
    r"(?:工作|基层|工会|要闻|本市|县区|区县|市县|各地|综合|最新|简明|一线|企业|信息|图片|外地|重要|镇街|街镇|部门|市总)?"
    r"(?:动态|简讯|短讯|快讯|短波|集锦|要闻|快递|传真|点滴|之窗|广角|掠影|剪影|巡礼|风采|之声|园地|天地|论坛|经验|聚焦|参考"
    r"|纵横|速递|简报|采风|荟萃){1,2}"
    r"|(?:领导讲话|领导论述|经验交流|工作交流|调查研究|调研报告|调研园地|典型经验|特别报道|专题报道|本期要闻|本期特稿|服务职工"
    r"|维权服务|学习园地|理论探讨|理论研究|政策法规|他山之石|信息快报|一句话新闻|劳模风采|先进典型|创先争优|工作研究|大事记)"
)
_BRIEF_WORDS = pattern(
    r"[简短快零]讯|短波|快报|集锦|快递|速递|点滴|一句话|要闻回放|短新闻|简明新闻|信息荟萃|动态简报|簡訊|短訊|快訊|點滴|快遞|速遞"
)

_NUMERAL = r"[一二三四五六七八九十百]{1,4}"
_DIGITS = r"[0-9０-９]{1,2}"
# From the top of the outline down; a digit and a dot is no outline number in 1.5万.
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", pattern(rf"第(?:{_NUMERAL}|{_DIGITS})(?:部分|章|节|篇)[\s、：:]{{0,4}}")),
    ("一、", pattern(rf"({_NUMERAL})\s{{0,2}}[、．.]\s{{0,4}}")),
    ("（一）", pattern(rf"[（(]\s{{0,2}}({_NUMERAL})\s{{0,2}}[）)]\s{{0,4}}、?")),
    ("1.", pattern(rf"({_DIGITS})\s{{0,2}}(?:[、．]|\.(?![0-9]))\s{{0,4}}")),
    (
        "（1）",
        pattern(rf"(?:[（(]\s{{0,2}}({_DIGITS})\s{{0,2}}[）)]|({_DIGITS})[）)]|([①-⑳⑴-⒇⒈-⒛]))\s{{0,4}}"),
    ),
)
_MARKDOWN = pattern(r"#{1,6}\s{1,8}|#{2,6}(?=[^\s#])")
_LABEL = pattern(r"(?:【[^【】]{1,8}】|［[^［］]{1,8}］|〖[^〖〗]{1,8}〗)\s{0,4}")
_CORNERS = "┌┐└┘├┤╔╗╚╝╠╣╭╮╰╯┏┓┗┛"
_RULE = pattern(rf"[{_CORNERS}\-－—─━═=_＿*＊~～·・.…#☆★◇◆○●□■△▲※＋+<>〓\s|｜]{{3,}}")
_PAGE = pattern(
    r"[-－—─·•~～\s]{0,4}(?:第\s{0,2})?[0-9０-９]{1,3}(?:\s{0,2}[页頁])?(?:\s{0,2}[/／，,]?\s{0,2}共\s{0,2}[0-9０-９]{1,3}\s{0,2}[页頁])?[-－—─·•~～\s]{0,4}"
)
_EDITION = pattern(r"[（(【]?第\s?[一二三四五六七八1-8]\s?版[）)】]?")  # the head of a newspaper's page
_EDITION_LONGEST = 7  # characters
# The characters with which such lines begin or end: most lines need no closer look.
_HEADER_STARTS = frozenset("【［〖[〔『《「栏专版板所" + _ORNAMENT)
_NUMBER_STARTS = frozenset(
    "第一二三四五六七八九十百（(0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
) | {chr(c) for c in range(0x2474, 0x249C)}
_FURNITURE_ENDS = frozenset(
    "0123456789０１２３４５６７８９页頁版）)】•-－—─━═=_＿*＊~～·・.…#☆★◇◆○●□■△▲※＋+<>〓|｜" + _CORNERS
)
_SALUTATION = pattern(
    r"(?:各位|尊敬的|亲爱的|同志们|朋友们|职工同志|全[市省县区]广大|同志們|各位委員|親愛的)[^。；]{0,40}[：:！!]?|各[^。；]{1,40}[：:]"
)
# How news begin: 本报讯（记者 田野）4月3日，集团召开…… / 新华社电：…… / （通讯员 韩梅）……
_NEWS = pattern(
    r"(?:本[报刊网台院校]讯|[\u4e00-\u9fff]{2,8}(?:消息|\d{1,2}月\d{1,2}日电|讯)\s{0,2}[（(：:]|[（(](?:本[报刊])?(?:记者|通讯员|特约记者)\s)"
)
_ADDRESS = pattern(
    r"(?:[•·●▪]\s{0,3})?[^\s：:]{1,12}[：:]\s{0,4}<?(?:https?://|www\.)\S{3,400}"
)  # 详情：https://example.org
_LINK = pattern(r"\]\(\s{0,3}[^()\s]{0,2000}(?:\([^()\s]{0,100}\)[^()\s]{0,200})?\s{0,3}\)")
_SHORT_LABEL = pattern(r"[\s\W]{0,3}([\u4e00-\u9fff]{2,6})\s?[：:]")
_LABELLED_LONGEST = 40  # characters
_CAPTION = pattern(
    r"[（(【]?(?:图|圖|照片|配图)(?:片|為|为|文)?\s?[0-9一二三四五六七八九]{0,2}\s?[：:]\s{0,4}\S"
)
_QUESTION = pattern(r"(?:提?问|回?答|追问|[QA]\s?[0-9]{0,2})\s{0,2}[：:]|(?:问|答|Q|A)[0-9]{1,2}[．.、：:]")
_COLUMNS = pattern(r"\S(?: {2,}|\t|\u3000{2,})\S")
_GAPS = pattern(r"(?<=\S)(?: {2,}|\t+|\u3000{2,}| ?\| ?)(?=\S)")
_PARALLEL = pattern(
    r"(?:[\u4e00-\u9fff]{4}(?:\s{2,4}(?=\S)|$)){3,4}|(?:[\u4e00-\u9fff]{5}(?:\s{2,4}(?=\S)|$)){3,4}"
)
_REMARKED = pattern(r"(?:[^\s（）()。，；]{1,16}[（(][^（）()]{1,24}[）)](?:\s{1,20}|\u3000|、|$)){2,12}")
_N = "[0-9一二三四五六七八九十]{1,3}"
_DATED = pattern(rf"{_N}月{_N}日(?:[至—~-]{{1,2}}(?:{_N}月)?{_N}日)?(?:[：:]|\s)\s{{0,4}}\S")
_TAG = pattern(r"</?[a-z]{1,10}[0-9]?[\s/>]")
_BARE_NUMBER = pattern(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?")
_DASHED = pattern(r"(?:[—－―──]{1,4}|-{2,4})\s{0,4}(?=[^\s—－―─-])")


@dataclass(frozen=True, slots=True)
class Numbered:
    """An outline number at a line's start: its style, its value as printed, how many characters it takes."""

    style: str
    value: str
    length: int


def ends_sentence(text: str) -> bool:
    """The line ends as a sentence does, or at least a clause that ends with a colon or semicolon."""
    bare = text[-4:].rstrip(_CLOSERS)
    return bare.endswith(tuple(SENTENCE_ENDS + "：:"))


def section_name(text: str) -> str | None:
    """The name in a section header such as 【工作动态】, without brackets and ornaments, or None."""
    if len(text) > 40 or text[:1] not in _HEADER_STARTS:
        return None
    named = _NAMED.fullmatch(text)
    if named:
        return bare_name(named[1])
    match = _BRACKETED.fullmatch(text)
    if match:
        name = bare_name(next(g for g in match.groups() if g is not None))
        return name if name and not name.isdigit() else None
    match = _ORNAMENTED.fullmatch(text)
    if match and _SECTION_WORDS.fullmatch(_squeeze(match.group(1))):
        return bare_name(match.group(1))
    return None


_IN_BRACKETS = pattern(
    rf"[{re.escape(_ORNAMENT)}\s]{{0,6}}(?:【([^【】]{{1,45}})】|［([^［］]{{1,45}})］|〖([^〖〗]{{1,45}})〗|『([^『』]{{1,45}})』|《([^《》]{{1,45}})》|「([^「」]{{1,45}})」)[{re.escape(_ORNAMENT)}\s]{{0,6}}"
)


def in_brackets(text: str) -> tuple[str, int, int] | None:
    """The bracket that encloses the whole line, and where the words stand; None without."""
    if len(text) > 70 or text[:1] not in _HEADER_STARTS:
        return None
    match = _IN_BRACKETS.fullmatch(text)
    if match is None or match.lastindex is None:
        return None
    return ("【［〖『《「"[match.lastindex - 1], *match.span(match.lastindex))


def frame(text: str) -> tuple[int, int] | None:
    """Where the words stand that the same ornaments enclose (◆本县要闻◆, == 版本发布 ==), or None."""
    if len(text) > 70 or text[:2] == "**":
        return None
    if text[:1] not in _HEADER_STARTS:
        return _any_frame(text)
    match = _FRAME.fullmatch(text)
    if match is None:
        return _any_frame(text)  # == 人 ==
    if text[0] == "#" or _TAG.match(text) or _MIRRORED.get(text[0], text[0]) != text[-1]:
        return None
    return match.span(2) if re.search(r"[\u4e00-\u9fffA-Za-z]", match[2]) else None


def _any_frame(text: str) -> tuple[int, int] | None:
    """The same with signs that no list has: two or more at either side (≡≡≡ 堂区消息 ≡≡≡), or a picture."""
    if text[:1].isalnum() or text[:1] in _NO_SIGNS or text[:1].isspace():
        return None
    match = _ANY_FRAME.fullmatch(text)
    if match is None or match[3] not in (match[1], match[1][::-1]) or not _NO_SIGNS.isdisjoint(match[1]):
        return None
    picture = unicodedata.category(text[0]) == "So"
    return match.span(2) if len(match[1]) > 1 or picture else None


def plain_section_name(text: str) -> str | None:
    """The name of a section header without any brackets: 工作简讯 alone on its line, or None."""
    if len(text) > 16:
        return None
    name = _squeeze(text.strip(_ORNAMENT).strip())
    return bare_name(text) if _SECTION_WORDS.fullmatch(name) else None


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def bare_name(text: str) -> str:
    """A name without ornaments; letters that are spaced out (简  讯) stand together again."""
    text = text.strip(_ORNAMENT).strip()
    if text[:1] == "“" and text.find("”") == len(text) - 1 > 1:
        text = text[1:-1]
    return _squeeze(text) if re.search(r"[\u4e00-\u9fff]", text) else text


def is_brief_section(name: str | None) -> bool:
    """The section's name says that its items are briefs (简讯)."""
    return name is not None and _BRIEF_WORDS.search(name) is not None


def bullet_length(text: str) -> int:
    """How many characters the bullet at the line's start takes, with white space after it; 0 without.

    The number signs before a Markdown heading and the asterisk of plain text are taken for one.
    """
    length = 0
    if text.startswith("* "):
        return len(text) - len(text[2:].lstrip()) if len(text) > 2 else 0
    if text.startswith("#"):
        heading = _MARKDOWN.match(text)
        return heading.end() if heading and heading.end() < len(text) else 0
    while length < min(len(text), 4) and text[length] in BULLETS:
        length += 1
    if not length:
        return 0
    while length < min(len(text), _HEAD) and text[length].isspace():
        length += 1
    return length if length < len(text) else 0


def markdown_level(text: str) -> int:
    """How many number signs make the line a Markdown heading; 0 when it is none."""
    heading = _MARKDOWN.match(text)
    return heading.group().count("#") if heading and heading.end() < len(text) else 0


def label_length(text: str) -> int:
    """Characters of the label in brackets at the line's start (【换新】小区东门完成改造。); 0 without."""
    match = _LABEL.match(text)
    return match.end() if match and match.end() < len(text) else 0


def words(text: str) -> str:
    """The text without the targets of its Markdown links, of which pictures are no words."""
    return _LINK.sub("]", text) if "](" in text else text


def short_label(text: str) -> str:
    """What stands before the first colon of a short line (来源：市总工会); nothing without."""
    match = _SHORT_LABEL.match(text) if len(text) <= _LABELLED_LONGEST else None
    return match[1] if match is not None else ""


def is_caption(text: str) -> bool:
    """The line says what a picture shows: 图1：职工在书吧阅读"""
    return _CAPTION.match(text) is not None


def is_address(text: str) -> bool:
    """The line is a picture, a tag or an address of the web, and no title."""
    return (
        text.startswith(("![", "http://", "https://", "<http", "> ", "```"))
        or _TAG.match(text) is not None
        or _ADDRESS.fullmatch(text) is not None
    )


def numbered(text: str) -> Numbered | None:
    """The outline number with which the line starts (一、 （一） 1. （1） 第一部分), or None."""
    if text[:1] not in _NUMBER_STARTS:
        return None
    for style, looks in _STYLES:
        match = looks.match(text)
        if match and match.end() < len(text):
            value = next((g for g in match.groups() if g), match.group())
            return Numbered(style, value, match.end())
    return None


def is_furniture(text: str) -> bool:
    """A ruled line or a page number: print, not wording."""
    if text[-1:] not in _FURNITURE_ENDS:
        return _repeats_sign(text)
    if text[-1:] in "版）)】" and len(text) <= _EDITION_LONGEST:
        return _EDITION.fullmatch(text) is not None
    if len(text) <= 16 and _PAGE.fullmatch(text):
        return not text.isdigit() or len(text) <= 3
    return len(text) <= _HEAD and _RULE.fullmatch(text) is not None


def has_words(text: str) -> bool:
    """A letter or a number stands in it; ˉ and ー, which only modify letters, are none."""
    return any(c.isalnum() and unicodedata.category(c) != "Lm" for c in text)


def _repeats_sign(text: str) -> bool:
    """A line of one sign that no list has: ≈≈≈≈≈≈, ≡ ≡ ≡ ≡, or of two in turn."""
    if len(text) < _SHORTEST_RULE or len(text) > _HEAD or has_words(text[-1]):
        return False
    signs = set(text) - {" ", "\u3000"}
    return len(signs) <= 2 and not any(has_words(sign) or sign in _NO_SIGNS for sign in signs)


def is_page_number(text: str) -> bool:
    """The line is a page number and says so: — 3 —, 第3页, or a bare 3."""
    return len(text) <= 16 and _PAGE.fullmatch(text) is not None and any(c.isdigit() for c in text)


def is_row(text: str) -> bool:
    """A row of a table, or an entry of a calendar (5月2日  召开委员会议): text, and never a title."""
    gaps = len(_GAPS.findall(text)) if len(text) <= _HEAD else 0
    return (gaps > 1 and not is_parallel(text)) or _DATED.match(text) is not None


def is_parallel(text: str) -> bool:
    """Phrases of one length, as a headline has and hardly a table: 修好船  管好渡  带好班"""
    return len(text) <= TITLE_LONGEST and _PARALLEL.fullmatch(text) is not None


def is_list(text: str) -> bool:
    """A row whose cells end alike, in parentheses: 王海（市一中）  李云（市二中）"""
    return len(text) <= _HEAD and _REMARKED.fullmatch(text) is not None


def has_columns(text: str) -> bool:
    """A wide gap stands within the line: 程卫东  青岚机械厂"""
    return len(text) <= _HEAD and _COLUMNS.search(text) is not None


def is_bare_number(text: str) -> bool:
    """（一） alone on its line divides a text and is no title."""
    return len(text) <= 5 and _BARE_NUMBER.fullmatch(text) is not None


def is_question(text: str) -> bool:
    """The line is a question or an answer: 问：…, 答：…"""
    return _QUESTION.match(text) is not None


def is_salutation(text: str) -> bool:
    """The line addresses listeners or readers: 各位委员、同志们："""
    return len(text) <= 60 and text.endswith(tuple("：:！!，,")) and _SALUTATION.fullmatch(text) is not None


def begins_news(text: str) -> bool:
    """The line begins a piece of news in its set form (本报讯), whatever its length."""
    return len(text) > 12 and _NEWS.match(text) is not None


def dash_length(text: str) -> int:
    """Characters of the dash that opens a subtitle (——在…会议上的工作报告); 0 without."""
    match = _DASHED.match(text)
    return match.end() if match else 0


def is_short(text: str) -> bool:
    """The line could be a title: short, one sentence at most, and not ended like prose."""
    if len(text) > TITLE_LONGEST or text.endswith(tuple("。；;，,、：:.")):
        return False
    if "。" in text or "；" in text or text.count("，") > 3:
        return False
    if text.endswith("…") and not text.endswith("……") and "，" in text:
        return False  # a text that a page cut off
    return not (ends_sentence(text) and len(text) > 40)
