"""Paragraphs and items below a heading that begin alike with a title: 1、[标题](…), **标题**, - 标题：…"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import is_short
from unionsearch.bulletin.loose import numeral_value
from unionsearch.bulletin.markdown import first_link, plain
from unionsearch.bulletin.marks import Mark
from unionsearch.bulletin.shapes import Shape, is_title
from unionsearch.patterns import pattern

Way = Literal["link", "bold", "address", "number"]

_OPENING = pattern(
    r"(?P<bullet>[-*+]\s{1,8})?(?:!\[[^\[\]]{0,80}\]\([^()\s]{1,400}\)\s{0,4})?[*_]{0,4}"
    r"(?:(?P<number>(?:(?P<digits>[0-9]{1,3})|(?P<han>[一二三四五六七八九十]{1,3}))\s?[、.．)）：｜|]"
    r"(?![0-9])|[（(【\[](?P<inner>[0-9]{1,3})[）)】\]])"
    r"|(?P<label>[\[【][^\[\]【】]{1,8}[\]】](?![(（])))?[\s*_]{0,6}"
)
_ADDRESS = pattern(
    r"[\s:：—–|·-]{0,6}(?<!\()(?:<?(https?://[!-;=?-~]{4,600}|www\.[!-;=?-~]{4,300})>?[\s*_。]{0,4}$"
    r"|\[(https?://[^\[\]]{4,300})\]\([^\s]{4,600}\)$)"
)
_BOLD_LEAD = pattern(r"[*_]{0,3}(?:\*\*|__|<(?:b|strong)>)([^*_<>]{2,60})(?:\*\*|__|</(?:b|strong)>)\s{0,2}")
_SYMBOLS = pattern(
    r"(?:[\u2190-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d\u20e3]{0,2}\s{0,3}){1,6}"
)
_LABEL = pattern(r"[\[【][^\[\]【】]{1,8}[\]】](?![(（])[\s*_]{0,6}")  # [基金会] before a link
_SIGNS = str.maketrans("．）｜：", ".)|:")
_AROUND = " \t*_：:-—"
_TEXT = 8  # characters of words that are more than a sign or a name
_ASIDE = 24  # characters of what may stand behind the link that is a heading's title
_INTRODUCED = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """A title in block ``index``: where its words stand, and where the text behind it begins.

    ``way`` tells what makes it one. ``mark`` is what stands before it: a bullet, a number, nothing.
    """

    index: int
    start: int
    end: int
    rest: int
    way: Way = "number"
    mark: str = ""
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries below one heading, and how many of them have a text."""

    found: tuple[Entry, ...] = ()
    texts: int = 0
    below: int = 0  # how many have a paragraph below them

    @property
    def way(self) -> Way | None:
        """What makes them titles; None where there are none."""
        return self.found[0].way if self.found else None

    @property
    def like(self) -> tuple[Way, str] | None:
        """What those below other headings must have in common with these."""
        return (self.found[0].way, self.found[0].mark) if self.found else None

    @property
    def is_list(self) -> bool:
        """Few of them have a text: a list, and no articles where others are."""
        return bool(self.found) and 2 * self.texts < len(self.found)

    @property
    def is_sure(self) -> bool:
        """Three links or more that count, nearly all of them above a paragraph: nothing else looks so."""
        sure = self.way == "link" and "1" in self.found[0].mark and len(self.found) > 2
        return sure and 4 * self.below >= 3 * len(self.found)

    @property
    def begins(self) -> bool:
        """There are some, with texts."""
        return bool(self.found) and not self.is_list


def entries_below(blocks: Sequence[Block], shapes: Sequence[Shape], own: range) -> Entries:
    """The entries among the blocks ``own`` below a heading: the likeliest series that begins at their top."""
    words = [i for i in own if shapes[i].kind not in ("nothing", "rule")]
    inset = min((shapes[i].level for i in words if shapes[i].kind == "item"), default=0)
    series: dict[tuple[Way, str], list[Entry]] = {}
    for i in words:
        if shapes[i].kind in ("code", "row", "quote") or (
            shapes[i].kind == "item" and shapes[i].level > inset + 1
        ):
            continue
        entry = _entry(blocks[i], shapes[i], i)
        if entry is not None:
            series.setdefault((entry.way, entry.mark), []).append(entry)
    best = Entries()
    for (way, mark), alike in series.items():
        found = _counted(alike)
        others = [e for (other, same), more in series.items() if same == mark and other != way for e in more]
        if way in ("link", "bold") and "1" in mark:
            found = _filled(found, others)
        above = [i for i in words if i < found[0].index]
        if len(above) > 2 or sum(len(shapes[i].words) for i in above) > _INTRODUCED:
            continue
        unmarked = not found[0].mark  # a link or bold words in a text are no title
        if unmarked and any(shapes[i].kind != "quote" for i in above):
            continue
        entries = _entries(blocks, words, found)
        if _worth(entries) > _worth(best):
            best = entries
    return best


def _worth(entries: Entries) -> tuple[bool, bool, int]:
    return entries.begins, entries.way in ("link", "bold"), len(entries.found)


def _counted(alike: Sequence[Entry]) -> list[Entry]:
    """Those whose numbers go up; a list within a text begins anew."""
    found: list[Entry] = []
    for entry in alike:
        last = found[-1].value if found else None
        if (
            entry.value is None
            or last is None
            or entry.value == last + 1
            or (entry.way == "link" and entry.value > last)
        ):
            found.append(entry)
    return found


def _filled(found: Sequence[Entry], others: Sequence[Entry]) -> list[Entry]:
    """The numbers that are missing among them: 3、 between links is a title too, without one."""
    filled: list[Entry] = []
    above = {other.value: other for other in others if other.index < found[0].index}
    first = found[0].value or 0
    while first > 1 and first - 1 in above:
        first -= 1
        filled.insert(0, above[first])
    left = sorted(others, key=lambda entry: entry.index)
    at = 0
    for entry, below in zip(found, [*found[1:], None], strict=True):
        filled.append(entry)
        while at < len(left) and (below is None or left[at].index < below.index):
            value = (filled[-1].value or 0) + 1
            missing = below is None or (below.value or 0) > value
            if missing and left[at].value == value and left[at].index > filled[-1].index:
                filled.append(left[at])
            at += 1
    return filled


def _entries(blocks: Sequence[Block], words: Sequence[int], found: Sequence[Entry]) -> Entries:
    """The entries, with how many of them have text behind them or below."""
    ends = [*(entry.index for entry in found[1:]), (words[-1] + 1) if words else 0]
    below = [any(e.index < i < end for i in words) for e, end in zip(found, ends, strict=True)]
    behind = [_says(blocks[e.index].text[e.rest :]) for e in found]
    return Entries(tuple(found), sum(map(any, zip(below, behind, strict=True))), sum(below))


def _says(rest: str) -> bool:
    """What stands behind a title is text and no mere address, sign or name."""
    return len(_ADDRESS.sub("", plain(rest)).strip(_AROUND + "。（）()")) >= _TEXT


def _entry(block: Block, shape: Shape, index: int) -> Entry | None:
    text = block.text
    opening = _OPENING.match(text)
    if opening is None:
        return None
    start = opening.end()
    number = opening["digits"] or opening["han"] or opening["inner"]
    sign = opening["number"].strip()[-1:].translate(_SIGNS) if number else ""
    mark = ("-" if opening["bullet"] else "") + ("1" + sign if number else "")
    if opening["label"]:
        mark += "[]"  # [工具] 标题：https://…
    value = numeral_value(number) if number else None
    label = _LABEL.match(text, start) if number else None
    link = first_link(text, label.end() if label else start)
    if link is not None and not mark and _says(text[link.end() :]):
        return None  # [何晓](https://…)：text
    if link is not None and (number or not _goes_on(text, link.end())):
        end = _end_of(text, link)
        rest = max(end, _behind(text, link.end()) if end < len(text) else end)
        return Entry(index, start if label else link.start(1), end, rest, "link", mark, value)
    if shape.kind == "bold":
        return Entry(index, start if number else 0, len(text), len(text), "bold", mark, value)
    lead = _BOLD_LEAD.match(text, opening.end("bullet") if opening["bullet"] else 0)
    lead = lead or _BOLD_LEAD.match(text, opening.end("number") if number else start)
    words = plain(text[start:])
    emphasised = any(sign in text[:start].lstrip("-+* ") + text[start : start + 2] for sign in ("**", "__"))
    if number and emphasised and is_title(words) and words[-1:] not in ("：", ":") and "：" not in words:
        return Entry(index, start, len(text), len(text), "bold", mark, value)
    if (
        mark
        and lead is not None
        and is_short(lead[1].rstrip("：:"))
        and (number or lead[1][-1] in "：:" or not _goes_on(text, lead.end()))
    ):
        first = lead.start(1)
        if (inner := _OPENING.match(text, first)) is not None and inner["number"]:
            first = inner.end()
        end = _end_of(text, lead)
        if end < len(text):
            end = lead.start(1) + len(lead[1].rstrip("：:. "))
        rest = max(end, _behind(text, lead.end()))
        return Entry(index, first, end, rest, "bold", mark, value) if first < end else None
    address = _ADDRESS.search(text, start)
    if (
        mark
        and address is not None
        and start < address.start()
        and len(text[start : address.start()].strip()) > 1
    ):
        return Entry(index, start, address.start(), _first(address), "address", mark, value)
    if number and is_title(words) and start < len(text):
        return Entry(index, start, len(text.rstrip("；;：:")), len(text), "number", mark, value)
    return None


def _first(address: re.Match[str]) -> int:
    return address.start(1) if address[1] else address.start(2) - 1


def _end_of(text: str, words: re.Match[str]) -> int:
    """Where a title ends that begins with these words: behind （英文）, which is printed with it."""
    rest = plain(text[words.end() :])
    bracketed = rest[:1] in ("（", "(") and rest[-1:] in ("）", ")") and len(rest) <= _ASIDE
    return len(text) if bracketed else words.end(1)


def _goes_on(text: str, at: int) -> bool:
    """A sentence goes on behind the link or the bold words with which it begins."""
    rest = plain(text[at:])
    return bool(rest) and rest[0] not in "：:—–-，,|｜（(【[。；;`↗→@＠" and bool(text[at : at + 2].strip())


def _behind(text: str, at: int) -> int:
    while at < len(text) and text[at] in _AROUND + "。":
        at += 1
    return at


def heading_words(block: Block, shape: Shape, index: int, mark: Mark | None, numbered: bool) -> Entry:
    """The title in a heading: without signs, number (where others have one) and what is behind its link."""
    text = block.text
    start = mark.start if mark is not None and mark.kind[0] == "#" else 0
    if start == 0 and text[0] == "#":
        start = len(text) - len(text.lstrip("#").lstrip())
    end = len(text)
    opening = _OPENING.match(text, start) if numbered else None
    if opening is not None and opening["number"] and opening.end() < end:
        start = opening.end()
    symbols = _SYMBOLS.match(text, start)
    if symbols is not None and plain(text[symbols.end() :]):
        start = symbols.end()
    link = first_link(text, start)
    if link is not None and len(plain(text[link.end() :])) <= _ASIDE and not _joins(text, link.end()):
        end = _end_of(text, link)
        start = link.start(1)
        symbols = _SYMBOLS.match(text, start, link.end(1))
        start = symbols.end() if symbols is not None and symbols.end() < link.end(1) else start
        return Entry(index, start, end, max(end, link.end()), "link")
    return Entry(index, start, end, end, "bold")


def _joins(text: str, at: int) -> bool:
    """The words behind the link are part of the title: [甲](…)与[乙](…)."""
    rest = plain(text[at:])
    return bool(rest) and rest[0] > "\u2e80" and rest[0] not in "（【@＠"


def without_symbols(words: str) -> str:
    """The words without the pictures before them: 🐧 往年回顾."""
    symbols = _SYMBOLS.match(words)
    return words[symbols.end() :] if symbols is not None and symbols.end() < len(words) else words


def is_numbered(block: Block, shape: Shape) -> bool:
    """A number stands at the beginning of the heading."""
    start = len(block.text) - len(block.text.lstrip("#").lstrip())
    opening = _OPENING.match(block.text, start)
    return opening is not None and opening["number"] is not None
