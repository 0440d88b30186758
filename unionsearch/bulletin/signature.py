"""Who sent an article in: the closing （渡口区总工会）, 供稿：… and their like."""

from __future__ import annotations

from dataclasses import dataclass

from unionsearch.bulletin.layout import is_list
from unionsearch.patterns import pattern

_LONGEST = 40  # characters between the parentheses
_SENTENCE_END = tuple('。！？!?…”’"》」』；.')
# What stands in closing parentheses and is no contributor.
_REMARK = pattern(
    r"图(?!书)|第.{1,6}[期号页版]|总第|注[：:]?|完$|全文|[详詳][见見]|见[第附上下本]|参见|下转|上接|接第|转第|待续|未完|续[完前一二三]|续$|略|共[0-9０-９一二三四五六七八九十]"
    r"|附[：:件表]|表[0-9一二三]|掌声|鼓掌|笑声|热烈|以下简称|下同|下称|简称|其中|包括|含|不含|按|以.{1,8}为序|排名不分|名单|如|即|指|例如|暂行|试行|草案"
    r"|[一二三四五六七八九十]{1,3}$|[上下前后余]略$|[^。]{4,60}(?:通过|修订|批准|公布)$|(?:本期)?责任编辑|编者|编后|摘要$|节选$|摘登$|连载|[上中下]$|[中英]文$|试刊"
)
_DATE = pattern(r"[0-9０-９〇零○一二三四五六七八九十\s年月日号./\-—至～]{2,30}")
_UNIT_END = pattern(
    r"(?:工会|總工會|工會|工联会|联合会|委员会|协会|学会|总|部|室|室|处|科|股|办|辦|局|委|会|會|公司|集团|银行|支行|分行|厂|廠|矿|站|所|中心|院"
    r"|学校|大学|中学|小学|医院|镇|乡|街道|区|县|市|省|社区|村|队|团|组|社|报|网|(?P<role>供稿|来稿|供稿人|摘编|整理|撰稿|文|摄))$"
)
_LABEL = pattern(
    r"\s*(?:供稿|来稿|撰稿|投稿|稿件来源|来源|作者单位|供稿单位|报送单位|來源|来稿单位|信息来源|摘自)(?:单位|人)?\s{0,4}[：:]\s{0,4}"
)
_UNIT = pattern(r"[\u4e00-\u9fffA-Za-z0-9（）“”·、]{3,30}")
_LABEL_AFTER = pattern(r"\s{0,4}(?:供稿|報送|报送|撰稿|投稿)$")
_LABELLED_END = pattern(
    r"(?:^|[。！？”\s])(?P<open>\*\*|[（(])?(?P<all>(?:供稿|来稿|撰稿|供稿单位|稿件来源|作者单位|报送单位)(?:单位|人)?\s{0,4}[：:]\s{0,4}[^。！？；]{1,40}?)(?:\*\*|[）)])?$"
)
_APART = pattern(r"(?<=[。！？”])(?:\s{6,}|\u3000{3,})([^\s。！？，；：（(]{3,24})$")
_PROSE = pattern(r"[。！？；，!?;]|、[^、]{12,}")


@dataclass(frozen=True, slots=True)
class Signature:
    """A contributor: the region ``[start, end)`` of the text, and the value ``[value_start, value_end)``."""

    start: int
    end: int
    value_start: int
    value_end: int


def find_signature(text: str) -> Signature | None:
    """The signature that closes ``text``, or is all of it, or None; the last of a list's remarks is none."""
    if is_list(text):
        return None
    end = len(text)
    bare_end = end
    if text.endswith(("。", "．", ".")) and text[-2:-1] in ("）", ")"):
        bare_end -= 1  # （渡口区总工会）。
    if text[bare_end - 1 : bare_end] in ("）", ")"):
        opened = _opening(text, bare_end - 1)
        if opened is not None:
            return _in_parentheses(text, opened, bare_end - 1, end)
    return _labelled(text) or _set_apart(text)


def _opening(text: str, closing: int) -> int | None:
    """Where the parenthesis opens that closes at ``closing``, not too far before it."""
    depth = 0
    for at in range(closing, max(-1, closing - _LONGEST - 3), -1):
        if text[at] in "）)":
            depth += 1
        elif text[at] in "（(":
            depth -= 1
            if depth == 0:
                return at
    return None


def _in_parentheses(text: str, opened: int, closed: int, end: int) -> Signature | None:
    value = text[opened + 1 : closed]
    label = _LABEL.match(text, opened + 1, closed)
    bare = text[label.end() : closed].strip() if label else value.strip()
    before = text[:opened] if opened < 8 else text[opened - 8 : opened]
    gap = len(before) - len(before.rstrip())
    before = before.rstrip()
    if not is_contributor(bare):
        return None
    if before and not label and not before.endswith(_SENTENCE_END):
        # Glued to the last clause, or after a gap: （…） may as well explain the words before it.
        wide = gap >= 2 or (gap == 1 and text[opened - 1] == "\u3000")
        if not (wide or _UNIT_END.search(bare)):
            return None
        if not wide and opened < 24:
            return None  # a short line such as 附：名单（市总工会）
    unit = bare.split(None, 1)[0]  # 选矿二厂工会 林芳
    named = _UNIT_END.search(bare) or _UNIT_END.search(unit)
    if before.endswith("”") and not gap and not label and not named:
        return None
    start = opened + 1 + (len(value) - len(value.lstrip()))
    if label:
        start = label.end()
    stop = closed - (len(value) - len(value.rstrip()))
    after = _LABEL_AFTER.search(text[start:stop])
    if after and after.start() > 1:
        stop = start + after.start()
    return Signature(opened, end, start, stop) if start < stop else None


def _labelled(text: str) -> Signature | None:
    """供稿：… at the end of a paragraph or on a line of its own."""
    at = max(0, len(text) - 60)
    if text.find("：", at) < 0 and text.find(":", at) < 0:
        return None
    match = _LABELLED_END.search(text, at)
    if not match:
        return None
    label = _LABEL.match(text, match.start("all"))
    if not label or label.end() >= match.end("all"):
        return None
    opened = match.start("open") if match["open"] else match.start("all")
    return Signature(opened, len(text), label.end(), match.end("all"))


def _set_apart(text: str) -> Signature | None:
    """A unit that nothing but a wide gap sets off from the last sentence: ……进行评比。　　　　渡口县总工会"""
    at = max(0, len(text) - 120)
    if text.find("   ", at) < 0 and text.find("\u3000\u3000\u3000", at) < 0:
        return None
    match = _APART.search(text, at)
    if not match or not is_contributor(match.group(1)) or not _UNIT_END.search(match.group(1)):
        return None
    return Signature(match.start(1), len(text), match.start(1), match.end(1))


def is_contributor(value: str) -> bool:
    """What stands in closing parentheses reads like a unit or a person that sent the article in."""
    if not value or len(value) > _LONGEST or not any("\u4e00" <= c <= "\u9fff" for c in value):
        return False
    if _DATE.fullmatch(value) or _PROSE.search(value):
        return False
    return _REMARK.match(value) is None


def is_unit(text: str) -> bool:
    """The words are nothing but a unit's name: 河口县总工会, 铸造二车间分会."""
    end = _UNIT_END.search(text)
    return _UNIT.fullmatch(text) is not None and end is not None and end["role"] is None
