"""In which encoding is this file? Decided for each file from its bytes alone.

A byte-order mark decides; else valid UTF-8 without NULs is UTF-8. What is left is one of the double-byte
encodings, and several of them may decode the same bytes without an error. Then the decoding that reads
like Chinese wins: the mean familiarity of its characters (see :func:`familiarity`).
"""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache
from typing import NamedTuple

# Text editors' controls: a file with any of these is still text.
_LAYOUT_CONTROLS = frozenset("\t\n\r\x0b\x0c\x1a\x85")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16 LE
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# cp950 is Big5 as Windows writes it; big5hkscs knows the characters of Hong Kong.
_DOUBLE_BYTE = ("gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
# Bytes above ASCII are letters of some encoding, not the controls that Latin-1 has among them.
_HIGH = dict.fromkeys(range(128, 256), "é")
_SAMPLE = 20_000  # characters that are scored
_READABLE = 0.30  # below this mean familiarity a text of double-byte characters is no Chinese at all

# The characters that bulletins use most, in both scripts. They settle short texts, where the two
# levels of the standards' tables are too coarse.
_EVERYDAY = frozenset(
    "的一是在了不和有大这主中人上为们地个用工时要动国产以我到他会作来分生对于学下级就年阶义发成部民可出能方进同行"
    "面说种过命度革而多子后自社加小机也经力线本电高量长党得实家定深法表着水理化争现所二起政三好十战无农使性前等反体"
    "合斗路图把结第里正新开论之物从当两些还天资事队批如应形想制心样干都向变关点育重其思与间内去因件日利相由压员气业"
    "代全组数果期导平各基或月毛然问比或展那它最及外没看治提五解系林者米群头意只明四道马认次文通但条较克又公孔领军流"
    "入接席位情运器并飞原油放立题质指建区验活众很教决特此常石强极土少已根共直团统式转别造切九你取西持总料连任志观调"
    "七么山程百报更见必真保热委手改管处己将修支识病象几先老光专什六型具示复安带每东增则完风回南广劳轮科北打积车计给"
    "节做务被整联步类集号列温装即毫知轴研单色坚据速防史拉世设达尔场织历花受求传口断况采精金界品判参层止边清至万确究"
    "市县镇街办省州江海湖城乡村校厂企职协商签订合同维权帮扶慰问困难竞赛模范技能培训召开举主席副书记讲话精神落实贯彻"
    "为會總們國產時對學後過發進電開關點與無現實業務應當樣說種經線壓氣義動員結組織農業體論從資隊鬥圖間問運質區驗"
    "團統轉別總連觀調處將識親帶東則風廣勞輪節聯類號單據場歷傳斷層邊確縣鎮辦鄉廠職協簽訂維權幫難競賽範訓舉書記講話"
    "，。、：；！？“”（）《》【】—…　「」１２３４５６７８９０"
)


class Decoded(NamedTuple):
    """A file's characters and the encoding they were written in, by Python's name for it."""

    text: str
    encoding: str


class UndecodableError(Exception):
    """The bytes are no text. ``truncated``: all of them are but for a last, half character."""

    def __init__(self, *, binary: bool = False, truncated: bool = False, encoding: str | None = None) -> None:
        super().__init__("binary" if binary else "truncated" if truncated else "undecodable")
        self.binary = binary
        self.truncated = truncated
        self.encoding = encoding


def decode(data: bytes) -> Decoded:
    """The text of ``data``, without a byte-order mark. Raises UndecodableError."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(_with_bom(data, bom, encoding), _name_of(bom, encoding))
    text = _utf8(data)
    if text is not None:
        return _checked(text, "utf-8")
    return _double_byte(data)


def _name_of(bom: bytes, encoding: str) -> str:
    """UTF-16 and UTF-32 with the byte order that the mark gave."""
    if encoding in ("utf-16", "utf-32"):
        return encoding + ("-le" if bom[0] == 0xFF else "-be")
    return encoding


def _with_bom(data: bytes, bom: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UndecodableError(truncated=_at_end(error), encoding=_name_of(bom, encoding)) from None


def _at_end(error: UnicodeDecodeError) -> bool:
    """The only fault is that the last character is not whole."""
    return error.end >= len(error.object) and error.start >= len(error.object) - 4


def _utf8(data: bytes) -> str | None:
    """UTF-8 text, or None where it must be something else. Raises UndecodableError for damaged UTF-8.

    Damaged UTF-8 has to be recognised: GB18030 decodes most of it without an error, into nonsense.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8", "ignore")
        if _at_end(error) and familiarity(good) >= _READABLE:
            raise UndecodableError(truncated=True, encoding="utf-8") from None
        patched = data.decode("utf-8", "replace")
        whole = sum(c > "\u07ff" and c != "\ufffd" for c in patched[:_SAMPLE])
        broken = patched.count("\ufffd", 0, _SAMPLE)
        if whole > 20 * broken:
            raise UndecodableError(encoding="utf-8") from None
        return None
    # UTF-16 without a mark can be valid UTF-8, with control characters where Han characters were.
    return None if _has_controls(text) else text


def _double_byte(data: bytes) -> Decoded:
    """The most familiar of the decodings that work."""
    best: Decoded | None = None
    best_score = -1.0
    truncated: str | None = None
    for encoding in _DOUBLE_BYTE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            if _at_end(error) and familiarity(data[: error.start].decode(encoding)) >= _READABLE:
                truncated = truncated or encoding
            continue
        score = familiarity(text)
        if score > best_score:
            best, best_score = Decoded(text, encoding), score
    if best is not None and best_score >= _READABLE:
        return _checked(best.text, best.encoding)
    if truncated:
        raise UndecodableError(truncated=True, encoding=truncated)
    raise UndecodableError(binary=_has_controls(data[:_SAMPLE].decode("latin-1").translate(_HIGH)))


def _checked(text: str, encoding: str) -> Decoded:
    """Refuse what decodes but is full of control characters: no editor ever wrote that as text."""
    if _has_controls(text):
        raise UndecodableError(binary=True)
    return Decoded(text, encoding)


def _has_controls(text: str) -> bool:
    """A NUL, or more than one other control character in twenty."""
    head = text[:_SAMPLE]
    controls = sum(c not in _LAYOUT_CONTROLS and unicodedata.category(c) == "Cc" for c in head)
    return "\0" in head or controls * 20 > len(head)


@cache
def _common_han() -> frozenset[str]:
    """The first, common levels of GB 2312 (simplified) and of Big5 (traditional)."""
    simplified = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    traditional = (
        bytes((high, low))
        for high in range(0xA4, 0xC7)
        for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        if (high, low) <= (0xC6, 0x7E)
    )
    return frozenset(
        "".join(b.decode("gb2312", "ignore") for b in simplified)
        + "".join(b.decode("big5", "ignore") for b in traditional)
    )


def familiarity(text: str) -> float:
    """How much ``text`` reads like Chinese prose: the mean over its non-ASCII characters, -1 to 1.

    An everyday character counts 1, one of the common levels 0.4, an uncommon Han character or another
    character 0, and one that no text should hold (private use, unassigned, control) -1.
    """
    common = _common_han()
    total, count = 0.0, 0
    for c in text[:_SAMPLE]:
        if c < "\x80" and (c >= " " or c in _LAYOUT_CONTROLS):
            continue
        count += 1
        if c in _EVERYDAY:
            total += 1
        elif c in common:
            total += 0.4
        elif unicodedata.category(c) in ("Co", "Cn", "Cc", "Cs"):
            total -= 1
    return total / count if count else 0.0
