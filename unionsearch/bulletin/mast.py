"""The masthead: a bulletin's name, number, date and publisher, printed above the first article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from unionsearch import dates
from unionsearch.bulletin.block import Block
from unionsearch.bulletin.contents import is_contents_header
from unionsearch.bulletin.dating import with_zeros
from unionsearch.bulletin.layout import is_furniture, plain_section_name, section_name

_SEARCHED = 20  # blocks from the top
_LONGEST = 60  # characters of a masthead line

_NUM = r"[0-9０-９]{1,5}|[〇零○一二三四五六七八九十百]{1,7}"
_NUMBER = re.compile(rf"第\s{{0,4}}({_NUM})\s{{0,4}}[期号號]")
_TOTAL = re.compile(rf"[总總]\s{{0,2}}(?:第|字|期|编|号)?\s{{0,4}}(?:第)?\s{{0,4}}({_NUM})\s{{0,4}}[期号號]")
_YEAR_NUMBER = re.compile(
    rf"[（(〔\[]?([12][0-9]{{3}})[）)〕\]]?\s{{0,2}}年?\s{{0,2}}第?\s{{0,2}}({_NUM})\s{{0,2}}[期号號]"
)
_N = r"(?:[0-9０-９]{1,4}|[〇零○Ｏ一二三四五六七八九十]{1,4})"
_DATE = re.compile(
    rf"(?<![0-9０-９〇零○Ｏ一二三四五六七八九十])({_N}\s{{0,3}}年\s{{0,3}}{_N}\s{{0,3}}月(?:\s{{0,3}}{_N}\s{{0,3}}[日号])?)"
)
_ISO = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?(?![0-9])")
_NAME = re.compile(
    r"(?:简\s*报|簡\s*報|信\s*息|动\s*态|動\s*態|工\s*运|工\s*運|通\s*讯|通\s*訊|快\s*报|快\s*報|快\s*讯|简\s*讯|专\s*报|月\s*报|周\s*报|导\s*报|专\s*刊"
    r"|参\s*考|情\s*况|要\s*情|会\s*刊|之\s*[声聲窗友家]|工\s*会\s*报|交\s*流|园\s*地|月\s*刊|通\s*报|天\s*地|内\s*参|视\s*窗|之\s*路)"
    r"(?:[（(〔].{1,12}[）)〕])?$"
)
_MAKER = re.compile(
    r"(?:主\s{0,4}[办辦]|编\s{0,4}印|編\s{0,4}印|编\s{0,4}发|编\s{0,4}[辑者]|主\s{0,4}编|承\s{0,4}办|出\s{0,4}版|编\s{0,4}制|刊\s{0,4}发|编\s{0,4}报|編)"
)
_LABELLED = re.compile(
    r"(?:主\s{0,4}[办辦]|编\s{0,4}印|編\s{0,4}印|编\s{0,4}发|编\s{0,4}者|出\s{0,4}版)(?:单位|部门|單位)?\s{0,4}[：:]\s{0,4}([^\s：:，。]{3,40})"
)
_SUFFIXED = re.compile(
    r"([^\s0-9：:，。（()）【】第期]{3,40}?(?:会|會|室|部|处|局|委|办|辦|组|公司|厂|集团|中心|站|社))\s{0,6}(?:主\s{0,2}[办辦]|编\s{0,2}印|編\s{0,2}印|编\s{0,2}发|编\s{0,2}辑|编\s{0,2}制|編\s{0,2}輯|编(?!号)|編)"
)
_ORGANISATION = re.compile(
    r"(?:总工会|總工會|工会|工會|工会委员会|委员会|委員會|办公室|辦公室|研究室|联合会|宣传部|宣教部|政策研究室|组织部|领导小组|公司工会|宣传教育部)$"
)
_DEPARTMENT = re.compile(
    r"(.{2,}?(?:总工会|總工會|工会|工會|委员会|委員會|联合会))(?:.{0,6}(?:办公室|辦公室|办|室|部|处|编委会|编辑部|编辑组))"
)
_PARTS = re.compile(r"\s{2,}|\u3000|[|｜]")
_NOTICE = re.compile(
    r"内部|內部|注意保存|免费|赠阅|贈閱|签\s{0,6}发|簽\s{0,4}發|准印|刊号|编号|密级|机密|秘密|特急|加急|[（(]?增刊[）)]?|[（(]?专刊[）)]?|创刊号"
)
_PROSE = re.compile(r"[。；！？]")


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
    return _read([with_zeros(b.text) for b in blocks[:end]]) if end else Masthead()


def _extent(blocks: Sequence[Block]) -> int:
    """How many blocks the masthead takes.

    It reaches to the last line that can only be a masthead's. Names and mottoes come first: once a number,
    a date or a maker has been printed, the first line of another look is the first title.
    """
    end = 0
    stated = False
    strong = False
    for index, block in enumerate(blocks[:_SEARCHED]):
        text = block.text
        if len(text) > _LONGEST + 40 or section_name(text) or is_contents_header(text):
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
            if alone and not strong and not (index and _NAME.search(blocks[index - 1].text)):
                break
            strong = True
            stated = True
            end = index + 1
        elif _NAME.search(text) and not stated and len(_squeeze(text)) <= 25 and not _is_sentence_like(text):
            # A name needs company, or a place above everything else that is no title.
            if index + 1 < len(blocks) and section_name(blocks[index + 1].text):
                strong = True
                end = index + 1
        elif _NOTICE.search(text) and len(text) <= 30:
            if strong or index < 3:
                end = index + 1 if strong else end
        elif _ORGANISATION.search(text) and len(_squeeze(text)) <= 24 and strong:
            end = index + 1
        elif stated or index >= 5:
            break
    return end if strong else 0


def _stated_soon(blocks: Sequence[Block], start: int) -> bool:
    """工会动态 names the bulletin when its number or date comes right below, else a section."""
    near = [b.text for b in blocks[start : start + 4] if not is_furniture(b.text)]
    return any(_is_stated(text) and not _date_only(text) for text in near[:2])


def _is_stated(text: str) -> bool:
    """The line gives an issue number, a date or a maker, and nothing that is not a masthead's.

    第12期　江澜市总工会　2011年12月30日 is a masthead's; 第二期职工培训班开班 is a title.
    """
    if len(text) > _LONGEST or (text[:1] in "（(" and _is_date(text.strip("（()）"))):
        return False
    rest = text = with_zeros(text)
    for pattern in (_TOTAL, _YEAR_NUMBER, _NUMBER, _DATE, _ISO):
        rest = pattern.sub("  ", rest)
    stated = rest != text
    for part in _PARTS.split(rest):
        bare = part.strip("（()）〔〕[]【】·,，:： 年出版印发")
        if not bare:
            continue
        if _publisher(part):
            stated = True
        elif not (
            _NAME.search(bare) or _ORGANISATION.search(bare) or _NOTICE.match(bare)
        ) or _is_sentence_like(bare):
            return False
    return stated


def _is_date(text: str) -> bool:
    return _DATE.fullmatch(text) is not None or _ISO.fullmatch(text) is not None


def _date_only(text: str) -> bool:
    """The line is a date, perhaps with its weekday or 出版 / 印发."""
    if text[:1] in "（(":
        return False
    text = with_zeros(text)
    rest = _ISO.sub("", _DATE.sub("", text))
    return rest != text and len(re.sub(r"[\s（()）出版印发日期：:星期一二三四五六七八九十天]", "", rest)) == 0


def _is_sentence_like(text: str) -> bool:
    return "，" in text or re.search(r"召开|举办|开展|推进|加强|关于", text) is not None


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _publisher(text: str) -> str | None:
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
        if total is None and (m := _TOTAL.search(text)):
            total = _integer(m.group(1))
        without_total = _TOTAL.sub("", text)
        if number is None and (m := _NUMBER.search(without_total)):
            number = _integer(m.group(1))
        if number is None and (m := _YEAR_NUMBER.search(without_total)):
            number = _integer(m.group(2))
        if period is None:
            period = _period(text)
        if publisher is None:
            publisher = _publisher(text)
    title = _title(texts)
    if publisher is None:
        publisher = next(
            (
                _without_department(part)
                for t in texts
                for part in _parts(t)
                if _ORGANISATION.search(part) and len(part) <= 24 and part != title
            ),
            None,
        )
    if period is None:
        years = [m.group(1) for t in texts if (m := _YEAR_NUMBER.search(t))]
        period = years[0] if years else None
    return Masthead(len(texts), title, number, total, period, publisher)


def _parts(text: str) -> list[str]:
    """The parts of a line between wide gaps, dates and numbers taken out."""
    text = _ISO.sub("  ", _DATE.sub("  ", _TOTAL.sub("  ", _NUMBER.sub("  ", text))))
    return [p.strip("（()）〔〕[] ") for p in _PARTS.split(text) if p.strip("（()）〔〕[] ")]


def _title(texts: Sequence[str]) -> str | None:
    """The bulletin's name: a line, or its part before the number, that ends as such names do."""
    for text in texts:
        if is_furniture(text) or _date_only(text):
            continue
        numbers = [m.start() for p in (_NUMBER, _TOTAL) if (m := p.search(text))]
        head = text[: min(numbers)] if numbers else text
        head = re.sub(r"[12][0-9]{3}年?$", "", head.strip().rstrip("（(〔[ \u3000")).strip()
        head = head.strip("《》「」 ")
        if head and _NAME.search(head):
            return _squeeze(head)
    return None


def _period(text: str) -> str | None:
    for m in _DATE.finditer(text):
        try:
            return dates.parse_period(_squeeze(m.group(1))).text
        except ValueError:
            continue
    m2 = _ISO.search(text)
    if m2:
        try:
            return dates.parse_period("-".join(f"{int(g):02}" for g in m2.groups() if g)).text
        except ValueError:
            return None
    return None


def _integer(text: str) -> int | None:
    try:
        return dates.number(text)
    except ValueError:
        return None
