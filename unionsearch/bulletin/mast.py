"""The masthead: a bulletin's name, number, date and publisher, printed above the first article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from unionsearch import dates
from unionsearch.bulletin.block import Block
from unionsearch.bulletin.contents import is_contents_header
from unionsearch.bulletin.dating import with_zeros
from unionsearch.bulletin.layout import is_furniture, plain_section_name, section_name, short_label
from unionsearch.bulletin.numbering import NO, NUM, NUMBER, TOTAL, YEAR, YEAR_NUMBER, integer
from unionsearch.bulletin.numbering import year as year_of
from unionsearch.bulletin.titles import title_score
from unionsearch.patterns import pattern

_SEARCHED = 20  # blocks from the top
_LONGEST = 60  # characters of a masthead line
_MAKER_LONGEST = 24
_NAME_SHORTEST = 4  # characters of a name that comes again
_RESTATED = 2  # blocks below the masthead among which it does
_MORE = 4  # characters that stand before it there, beside numbers
_FIELDS = 3  # lines with one label in an issue

_N = r"(?:[0-9０-９]{1,4}|[〇零○Ｏ一二三四五六七八九十]{1,4})"
_DATE = pattern(
    rf"(?<![0-9０-９〇零○Ｏ一二三四五六七八九十])({_N}\s{{0,3}}年\s{{0,3}}{_N}\s{{0,3}}月(?:\s{{0,3}}{_N}\s{{0,3}}[日号])?)"
)
_ISO = pattern(r"(?<![0-9])((?:19|20)[0-9]{2})[-./]\s?([0-9]{1,2})(?:[-./]\s?([0-9]{1,2}))?(?![0-9])")
# 第2周, （7月第2周）, 第三季度: periodicals that count weeks.
_WEEK = pattern(
    rf"(?:{NUM})?\s{{0,2}}月?\s{{0,2}}第\s{{0,4}}(?:{NUM})(?:\s?[-—–~至、]\s?(?:{NUM}))?\s{{0,4}}(?:周|旬|季度?)"
)
_VOLUME = pattern(rf"第\s{{0,4}}(?:{NUM})\s{{0,4}}[封辑輯卷集册冊回]")  # 第31封: letters, volumes
_SEASON = pattern(rf"({YEAR})\s?[年·.]?\s?[春夏秋冬](?:季|之?卷)?[号號刊]?(?![\u4e00-\u9fff])")
_COMPACT = pattern(r"(?<![0-9])((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])(?![0-9])")  # （20220311）
_DAY = pattern(rf"(?<![0-9年]){_N}月{_N}[日号]")  # 2011年第21期　11月14日
_DAYS = pattern(r"[0-9]{1,2}月[0-9]{1,2}日")
_RANGE_END = pattern(rf"[—\-－~～至]{{1,2}}\s{{0,2}}(?:{_N}年)?(?:{_N}月)?{_N}[日号]")
# 江工发〔2011〕12号: the unit and the kind of paper in short, before its number.
_PAPER = pattern(rf"[\u4e00-\u9fff]{{1,8}}(?=[〔\[（(](?:{YEAR})[〕\]）)]\s?第?(?:{NUM})\s?号)")
_YEAR_ALONE = pattern(rf"(?<![0-9０-９])({YEAR})\s?年(?:度)?(?=\s|$|第[一二三四1-4]季度)")
# 签发人：雷　鸣
_SPACED_NAME = pattern(
    r"(?:签\s?发|审\s?核|主\s?编|编\s?辑|责\s?编|校\s?对)人?\s{0,4}[：:]\s{0,4}[\u4e00-\u9fff](?:\s{1,6}[\u4e00-\u9fff]){1,2}(?=\s|$)"
)
_LABELLING = pattern(r"[：:]")
_SLOGAN = 2  # parts of a line beside which another may say anything
_SLOGAN_LONGEST = 14  # characters of that
# What is printed beside number and date and states neither.
_BESIDE = pattern(
    r"公元|(?:星期|礼拜|周)[一二三四五六日天]|[（(]?农历[^）)\s]{2,12}[）)]?|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
    r"|(?:本期|今日|共|本报)\s?[0-9一二三四五六七八九十]{1,2}\s?[版页]|[（(]?[上中下](?:半月|半年|旬)?刊?[）)]?(?=\s|$)"
    r"|Vol(?:ume)?[.．:：\s]{0,2}[0-9IVX]{1,4}|(?:期数|期号|刊期|日期|时间)\s{0,4}[:：]"
    r"|[（(]?(?:合\s{0,4}刊|特\s{0,4}刊|增\s{0,4}刊|号\s{0,4}外|(?<![\u4e00-\u9fff])(?:[半双]?[年月周旬]刊|季刊))[）)]?(?=[\s期号第）)]|$)",
    re.I,
)
_NAME = pattern(
    r"(?:[日周旬月季院校厂矿馆村企]\s*[报報讯訊刊]|摘\s*要|文\s*摘|导\s*刊|电\s*子\s*报|小\s*报|简\s*报|簡\s*報|信\s*息|动\s*态|動\s*態|工\s*运|工\s*運|通\s*讯|通\s*訊|快\s*报|快\s*報|快\s*讯|简\s*讯|专\s*报|月\s*报|月\s*讯|周\s*报|导\s*报|专\s*刊"
    r"|参\s*考|情\s*况|要\s*情|会\s*刊|之\s*[声聲窗友家]|工\s*会\s*报|交\s*流|汇\s*编|园\s*地|月\s*刊|通\s*报|天\s*地|内\s*参|视\s*窗|之\s*路)"
    r"(?:[（(〔].{1,12}[）)〕])?$"
)
_MAKER = pattern(
    r"(?:主\s{0,4}[办辦]|编\s{0,4}印|編\s{0,4}印|编\s{0,4}发|编\s{0,4}[辑者]|主\s{0,4}编|承\s{0,4}办|出\s{0,4}版|编\s{0,4}制|刊\s{0,4}发|编\s{0,4}报|編)"
)
_LABELLED = pattern(
    r"(?:主\s{0,4}[办辦]|编\s{0,4}印|編\s{0,4}印|编\s{0,4}发|编\s{0,4}者|出\s{0,4}版)(?:单位|部门|單位)?\s{0,4}[：:]\s{0,4}([^\s：:，。]{3,40})"
)
# 主管：市人社局: makers that are no publisher.
_LABELLED_OTHER = pattern(
    r"(?:主\s{0,4}管|承\s{0,4}办|协\s{0,4}办|指\s{0,4}导|编辑出版|责\s{0,4}编|(?:责任|执行|值班|本期)编辑|审\s{0,4}核|核\s{0,4}稿|校\s{0,4}对|签\s{0,4}发人?|编\s{0,4}辑|总\s{0,4}编|主\s{0,4}编|顾\s{0,4}问|编\s{0,2}委|(?:联系)?电\s{0,4}话|传\s{0,4}真|地\s{0,4}址|邮\s{0,4}编|(?:投稿)?邮\s{0,4}箱|网\s{0,4}址)(?:单位|部门|部|会)?"
    r"\s{0,4}[：:]\s{0,4}[^\s：:，。]{2,30}"
)
_SUFFIXED = pattern(
    r"([^\s0-9：:，。（()）【】第期]{2,40}?(?:会|會|室|部|处|處|局|委|办|辦|组|公司|厂|集团|中心|站|社))\s{0,6}(?:主\s{0,2}[办辦编]|编\s{0,2}印|編\s{0,2}印|编\s{0,2}发|编\s{0,2}辑|编\s{0,2}制|編\s{0,2}輯|合\s{0,2}编|编(?!号)|編|印(?![发刷制]))"
)
_ORGANISATION = pattern(
    r"(?:总工会|總工會|工会|工會|工会委员会|委员会|委員會|办公室|辦公室|研究室|联合会|宣传部|宣教部|政策研究室|组织部|领导小组|公司工会|宣传教育部)$"
)
_UNIT = pattern(
    r"[\u4e00-\u9fff]{2,}(?:会|局|院|厅|科|处|部|室|委|办|组|中心|公司|集团|学校|大学|中学|小学|医院|街道|办事处|馆|社|站|厂|矿|所|银行|會|處|廳|館|學校|大學|中學|辦)$"
)
_DEPARTMENT = pattern(
    r"(.{2,}?(?:总工会|總工會|工会|工會|委员会|委員會|联合会))(?:.{0,6}(?:办公室|辦公室|办|室|部|处|编委会|编辑部|编辑组))"
)
_GAP = pattern(r"\s{2,}")
_PARTS = pattern(r"\s{2,}|\u3000|[|｜]")
_NOTICE = pattern(
    r"内部|內部|注意保存|免费|赠阅|贈閱|签\s{0,6}发|簽\s{0,4}發|准印|刊号|编号|密级|机密|秘密|特急|加急|[（(]?增刊[）)]?|[（(]?专刊[）)]?|创刊号"
)
_PROSE = pattern(r"[。；！？]")
_TITLED = pattern(r"《[^《》]{2,16}》")  # 《山城环卫》　2018年第4期
_NOTICE_LONGEST = 20
_SIGNS = pattern(r"[\W_]+")
_STEP = pattern(r"[>»›→/]")  # 首页 > 两岸时讯
_COUNTED = pattern(r"第?\s?[0-9]+\s?[年月日期号版]?|NO\.?(?=\s?[0-9])", re.I)
_PLAIN_NAME = pattern(r"[\u4e00-\u9fff]{2,12}")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the masthead states. ``blocks`` is the number of blocks that it takes."""

    blocks: int = 0
    title: str | None = None
    number: int | None = None
    total_number: int | None = None
    period: str | None = None
    publisher: str | None = None


def find_masthead(blocks: Sequence[Block]) -> Masthead:
    """Read the masthead at the head of ``blocks``; one of no blocks when there is none."""
    end = _extent(blocks)
    return _read([_line(b.text) for b in blocks[:end]]) if end else Masthead()


def _extent(blocks: Sequence[Block]) -> int:
    """How many blocks the masthead takes.

    It reaches to the last line that can only be a masthead's. Names and mottoes come first: once a number,
    a date or a maker has been printed, the first line of another look is the first title.
    """
    end = 0
    stated = False
    strong = False
    named = False
    labels = Counter(short_label(block.text) for block in blocks)
    for index, block in enumerate(blocks[:_SEARCHED]):
        text = block.text
        if labels[short_label(text)] >= _FIELDS and short_label(text):
            break  # 单位：… stands at each of the articles
        if _DAYS.fullmatch(text) and sum(_DAYS.fullmatch(b.text) is not None for b in blocks) >= _FIELDS:
            break  # 7月1日 is the first of several sections
        if len(text) > _LONGEST + 40 or is_contents_header(text):
            break
        if section_name(text) and not (_NOTICE.search(text) and index < 3):  # 〔内部刊物〕
            break
        if plain_section_name(text) and not _stated_soon(blocks, index + 1):
            break
        if is_furniture(text):
            if strong:
                end = index + 1
            continue
        if _PROSE.search(text):
            break
        if _is_stated(text):
            # A date by itself is as likely the byline of a report; it counts beside something stronger.
            alone = _date_only(text)
            before = index and _NAME.search(blocks[index - 1].text)
            if alone and not (strong or before or (named and _stated_soon(blocks, index + 1))):
                break
            strong = True
            stated = True
            named = named or is_name(_head(_line(text)))
            end = index + 1
        elif (
            _NAME.search(text)
            and (not stated or (not named and _stated_soon(blocks, index + 1, by_date=True)))
            and len(_squeeze(text)) <= 25
            and not _is_sentence_like(text)
        ):
            named = True
            # A name needs company, or a place above everything else that is no title.
            if index + 1 < len(blocks) and section_name(blocks[index + 1].text):
                strong = True
                end = index + 1
        elif strong and end == index and _is_date(text.strip("（()）")):
            # Right below the number, not below a report's title.
            end = index + 1
        elif _NOTICE.search(text) and len(text) <= 30:
            if strong or index < 3:
                end = index + 1 if strong else end
        elif strong and block.number is None and _names_maker(text):
            end = index + 1
        elif stated or index >= 5:
            break
    return below_restated(blocks, end) if strong else 0


def below_restated(blocks: Sequence[Block], end: int) -> int:
    """Below what repeats a name that stands above ``end``: 青年报　5月4日, and 《青年报》（第07版）."""
    names = {
        name
        for block in blocks[:end]
        for part in _named_parts(_line(block.text))
        if len(name := _without_numbers(part)) >= _NAME_SHORTEST and not _UNIT.fullmatch(name)
    }
    for index in range(end, min(len(blocks), end + _RESTATED)):
        text = blocks[index].text
        if len(text) > _LONGEST or _PROSE.search(text) or _is_sentence_like(text) or is_contents_header(text):
            break
        said = _without_numbers(text)
        above_text = index + 1 < len(blocks) and blocks[index + 1].prose and not blocks[index + 1].number
        if not above_text and any(said.endswith(n) and len(said) <= len(n) + _MORE for n in names):
            end = index + 1
    return end


def _named_parts(text: str) -> list[str]:
    """Where a line of the masthead may print a name: at its beginning, or on the way to a page."""
    steps = _STEP.split(text)
    return [part for step in steps[:-1] for part in _parts(step)] if len(steps) > 1 else _parts(text)[:1]


def _without_numbers(text: str) -> str:
    return _SIGNS.sub("", _COUNTED.sub("", text))


def _names_maker(text: str) -> bool:
    """The line is nothing but a body: a union, or another unit of which nothing is told."""
    bare = _squeeze(text)
    if _is_sentence_like(text):
        return False
    if _ORGANISATION.search(text) and len(bare) <= _MAKER_LONGEST:
        return True
    return _UNIT.fullmatch(bare) is not None and len(bare) <= _MAKER_LONGEST and title_score(text) < 2


def _stated_soon(blocks: Sequence[Block], start: int, *, by_date: bool = False) -> bool:
    """工会动态 names the bulletin when its number or date comes right below, else a section.

    A date by itself, as stands below a report's title too, is enough only ``by_date``.
    """
    near = [b.text for b in blocks[start : start + 4] if not is_furniture(b.text)]
    return any(_is_stated(text) and (by_date or not _date_only(text)) for text in near[:2])


_SPACED = pattern(
    r"(?<![0-9０-９〇零○一二三四五六七八九十])[0-9０-９〇零○OoＯ一二三四五六七八九十]"
    r"(?:[ \u3000]{1,2}[0-9０-９〇零○OoＯ一二三四五六七八九十](?![0-9０-９〇零○一二三四五六七八九十]))+"
)


def _line(text: str) -> str:
    """A masthead's line with its numbers as they are meant: 第 1 2 期 and 二 O 一 一 年 are spaced out."""
    return with_zeros(_SPACED.sub(lambda m: _squeeze(m.group()), text))


def _is_stated(text: str) -> bool:
    """The line gives an issue number, a date or a maker, and nothing that is not a masthead's.

    第12期　江澜市总工会　2011年12月30日 is a masthead's; 第二期职工培训班开班 is a title.
    """
    if len(_GAP.sub("  ", text)) > _LONGEST or (text[:1] in "（(" and _is_date(text.strip("（()）"))):
        return False
    rest = text = _PAPER.sub("", _line(text))
    for stating in (
        TOTAL,
        YEAR_NUMBER,
        NUMBER,
        NO,
        _DATE,
        _ISO,
        _COMPACT,
        _SEASON,
        _WEEK,
        _VOLUME,
        _RANGE_END,
        _DAY,
        _YEAR_ALONE,
    ):
        rest = stating.sub("  ", rest)
    stated = rest != text
    rest = _SPACED_NAME.sub("  ", _BESIDE.sub("  ", rest))
    # Beside number and maker one more part may say anything: 每月28日出刊
    slogan = stated and sum(bool(part.strip()) for part in _PARTS.split(text)) > _SLOGAN
    for part in _PARTS.split(rest):
        if _TITLED.fullmatch(part.strip("（()） \u3000")) or _MAKER.fullmatch(part.strip()):
            continue
        bare = part.strip("（()）〔〕[]【】#·,，、:： 年出版印发号")
        if not bare:
            continue
        if find_publisher(part) or _LABELLED_OTHER.fullmatch(part.strip()):
            stated = True
        elif not (
            _NAME.search(bare)
            or _UNIT.fullmatch(bare)
            or (_NOTICE.search(bare) and len(bare) <= _NOTICE_LONGEST)
        ) or _is_sentence_like(bare):
            if not slogan or len(bare) > _SLOGAN_LONGEST or _LABELLING.search(bare):
                return False
            slogan = False
    return stated or find_publisher(rest) is not None


def _is_date(text: str) -> bool:
    return _DATE.fullmatch(text) is not None or _ISO.fullmatch(text) is not None


def _date_only(text: str) -> bool:
    """The line is a date, perhaps with its weekday or 出版 / 印发."""
    if text[:1] in "（(":
        return False
    text = _line(text)
    rest = _BESIDE.sub("", _ISO.sub("", _DATE.sub("", text)))
    return rest != text and len(re.sub(r"[\s（()）出版印发]", "", rest)) == 0


def _is_sentence_like(text: str) -> bool:
    return "，" in text or re.search(r"召开|举办|开展|推进|加强|关于", text) is not None


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def is_name(text: str) -> bool:
    """The text could be a bulletin's name, by how such names end: 苏州工会信息."""
    return 4 <= len(text) <= 25 and _NAME.search(text) is not None and not _is_sentence_like(text)


def may_be_name(text: str) -> bool:
    """The text could be a bulletin's name where it stands before an issue's number: 江澜职工生活."""
    return len(text) >= 4 and _PLAIN_NAME.fullmatch(text) is not None and not _is_sentence_like(text)


def find_publisher(text: str) -> str | None:
    """The body that the line names as the bulletin's maker, or None."""
    match = _LABELLED.search(text)
    if match:
        return _without_department(match.group(1))
    match = _SUFFIXED.search(text)
    if match and not text[match.end() :].strip(" \u3000").startswith(("的", "了")):
        rest = text[match.end() :].strip()
        if (
            not rest
            or _DATE.match(rest)
            or _ISO.match(rest)
            or rest[0] in "（(第总總|"
            or text[match.end()].isspace()
        ):
            return _without_department(match.group(1))
    return None


def _without_department(name: str) -> str:
    """The body that publishes: 江澜市总工会 where its 办公室 signs for it."""
    match = _DEPARTMENT.fullmatch(name)
    return match.group(1) if match else name


def _read(texts: Sequence[str]) -> Masthead:
    number = total = None
    period = publisher = title = None
    for text in texts:
        if total is None and (m := TOTAL.search(text)):
            total = integer(m[1] or m[2])
        without_total = TOTAL.sub("", text)
        if number is None and (m := NUMBER.search(without_total)):
            number = integer(m.group(1))
        if number is None and (m := YEAR_NUMBER.search(without_total)):
            number = integer(m.group(2))
        if number is None and (m := NO.search(without_total)):
            number = integer(m.group(1))
        if period is None:
            period = find_period(text)
        if publisher is None:
            publisher = find_publisher(text)
    title = _title(texts)
    if publisher is None:
        publisher = next(
            (
                _without_department(part)
                for t in texts
                for part in _parts(t)
                if _UNIT.fullmatch(part) and len(part) <= 24 and part != title
            ),
            None,
        )
    if period is None:
        years = [
            year
            for t in texts
            if (m := YEAR_NUMBER.search(t) or _SEASON.search(t) or _YEAR_ALONE.search(t))
            and (year := year_of(m[1]))
        ]
        period = years[0] if years else None
        if period and (day := next((m for t in texts if (m := _DAY.search(t))), None)):
            period = find_period(f"{period}年{day.group()}") or period
    return Masthead(len(texts), title, number, total, period, publisher)


def _parts(text: str) -> list[str]:
    """The parts of a line between wide gaps, dates and numbers taken out."""
    text = _ISO.sub("  ", _DATE.sub("  ", TOTAL.sub("  ", NUMBER.sub("  ", text))))
    return [p.strip("（()）〔〕[] ") for p in _PARTS.split(text) if p.strip("（()）〔〕[] ")]


def _title(texts: Sequence[str]) -> str | None:
    """The bulletin's name: a line, or its part before the number, that ends as such names do.

    Where none does (平安河西), the first short line above that says nothing else.
    """
    heads = [head for text in texts if (head := _head(text))]
    for head in heads:
        if _NAME.search(head):
            return _squeeze(head)
    for head in heads:
        if not (_UNIT.fullmatch(_squeeze(head)) or find_publisher(head)) and _PLAIN_NAME.fullmatch(
            _squeeze(head)
        ):
            return _squeeze(head)
    return None


_STATING = (NUMBER, TOTAL, NO, _DATE, _ISO, _COMPACT, _SEASON, _WEEK, _DAY)


def _head(text: str) -> str:
    """What a line prints before number and date, without ornaments; nothing for notices and dates."""
    if is_furniture(text) or _NOTICE.match(text.strip("（()） ")) or _date_only(text):
        return ""
    stated = [m.start() for p in _STATING if (m := p.search(text))]
    head = text[: min(stated)] if stated else text
    head = re.sub(r"[12][0-9]{3}年?$", "", head.strip().rstrip("（(〔[ \u3000")).strip()
    return head.strip("《》「」【】〖〗#*~～=＝—-☆★◆■●·| \u3000")


def find_period(text: str) -> str | None:
    """The first date in the line, as a period, or None."""
    for m in _DATE.finditer(text):
        try:
            return dates.parse_period(_squeeze(m.group(1))).text
        except ValueError:
            continue
    m2 = _ISO.search(text) or _COMPACT.search(text)
    if m2:
        try:
            return dates.parse_period("-".join(f"{int(g):02}" for g in m2.groups() if g)).text
        except ValueError:
            return None
    return None
