"""Contributors that no parentheses tell from text: alike, at the end of one article after the other.

［市总工会］, ——供稿：市总工会, ◇市总工会, 市总工会供稿 or a unit at the right say little where one stands.
No list of signs and labels is complete, so what stands around the name is the line's shape. Where two or more
lines of one shape end texts, most of them name units or people, and the last of them ends the last text, they
are what ends an article. The same shape may stand behind the last sentence instead of below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.byline import has_surname
from unionsearch.bulletin.layout import ends_sentence
from unionsearch.bulletin.sections import is_closer
from unionsearch.bulletin.signature import Signature, is_contributor, is_unit
from unionsearch.bulletin.writers import find_writers
from unionsearch.patterns import pattern

_FEWEST = 2
_FEWEST_BARE = 3  # of those that nothing but their place tells
_AROUND = " ：:/／|｜】]〗］〕\u3000"
_LONGEST = 40  # characters of such a line
_SENTENCE = ("。", "！", "？", "”", "；", "：")  # with which no such end ends
_FAR = 24  # cells of indent of what stands at the right for certain
_DEEP = 12  # cells of indent of what is set apart from texts
_WHO = r"(?P<who>[^。！？；：:，,\[\]【】〔〕（）()<>]{2,24}?)"
_SHAPE = (
    # ——, ◇, 【; no quotation mark and nothing that a sentence has
    r"(?P<open>(?:[—－-]{1,3}|[^\w\s…。！？；：，、“”‘’「」『』（）()《》]{1,2})\s{0,4})?"
    # 供稿：, 【供稿单位】, 文/, and what says it without a colon: 供稿 市总工会
    r"(?P<label>[\u4e00-\u9fff]{1,6}(?:[/／][\u4e00-\u9fff]{1,2})?\s{0,2}[：:/／|｜]\s{0,4}"
    r"|[\u4e00-\u9fff]{2,6}[】\]〗］〕]\s{0,2}[：:]?\s{0,4}"
    rf"|(?:供稿|来稿|撰稿|投稿|报送)(?:单位|人)?\s{{1,4}})?{_WHO}"
    r"(?P<after>\s{0,4}(?:供稿|报送|来稿|撰稿))?(?P<close>\s?[】〗］\]〕>~～—]{1,2})?"
)
_LINE = pattern(_SHAPE)
_END = pattern(rf"(?<=[。！？”])(?P<gap>\s{{0,12}})(?P<all>{_SHAPE})$")
_TAKEN = pattern(r"(?P<who>(?:摘|选|转载)自.{2,24})")
# Labels that name a contributor by themselves, so that it need not read like a unit or a person.
_SENDER = pattern(r"(?:信息|稿件)?来源|供稿|来稿|作者|通讯员|撰稿|报送|投稿|文/?图?|图/文|摘自")
# What else has a label below a text: an event's particulars, the editors.
_NO_SENDER = pattern(
    r"联系|电话|地[址点]|时间|日期|报名|网址|链接|邮|责|编|审|校|签|注|附|图|摄|主讲|主持|问|答|[原题]"
)
_OVER = pattern(
    r"[（(](?:完|全文完|本文完|未完待续)[）)]|(?:责任编辑|责编|编辑|审核|校对|审校)\s{0,2}[：:][^。，]{2,30}|[*＊]{1,5}|END"
)
_DESK = pattern(r"本[刊报].{0,6}|.{1,10}(?:记者|评论员|通讯员|课题组|党总?支部?|[党团工]+委)")
_NAME = pattern(r"[\u4e00-\u9fff](?:\s{0,4}[\u4e00-\u9fff]){1,3}")


@dataclass(frozen=True, slots=True)
class _Found:
    """A line or an end that may name a contributor: its shape, and where; None for what merely says 完."""

    kind: str
    signature: Signature | None
    named: bool = True


def find_closers(blocks: Sequence[Block]) -> dict[int, Signature | None]:
    """What ends articles, by the index of the block that is nothing else: a contributor, or None."""
    kinds: dict[str, dict[int, _Found]] = {}
    last = max((i for i, block in enumerate(blocks) if not block.furniture), default=None)
    for i, text, sealed in _below_texts(blocks):
        found = None if sealed or not ends_sentence(text.text) else _closer(blocks[i])
        if found is not None and not _goes_on(blocks, i, found.kind):
            kinds.setdefault(found.kind, {})[i] = found
    closers: dict[int, Signature | None] = {}
    for kind, alike in kinds.items():
        if kind in ("at the right", "end"):
            accepted = len(alike) >= _FEWEST
        else:
            ending = sum(_begins(blocks, i + 1) for i in alike)
            ends = last in alike or (len(alike) > _FEWEST and 4 * ending >= 3 * len(alike))
            accepted = len(alike) >= _FEWEST and ends and _read_so(alike)
        if accepted:
            closers.update((i, found.signature) for i, found in alike.items())
    return {**_written(blocks, last), **_ending(blocks), **_set_alike(blocks, closers), **closers}


def _written(blocks: Sequence[Block], last: int | None) -> dict[int, Signature | None]:
    """轧钢厂 周小满 below a text and above a title, or at the end: one is enough, for it says so itself."""
    return {
        i: found
        for i, text, sealed in _below_texts(blocks)
        if text is blocks[i - 1]  # no rule between, as above an imprint
        and not sealed
        and ends_sentence(text.text)
        and (found := find_writers(blocks[i].text)) is not None
        and (i == last or blocks[i + 1].title_like)
        and (i == last or find_writers(blocks[i + 1].text) is None)
    }


def mark_closing(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of which those that end with a contributor of one shape, text after text, say so."""
    kinds: dict[str, dict[int, _Found]] = {}
    for i, block in enumerate(blocks):
        if block.text.endswith(_SENTENCE) or not block.prose:
            continue
        match = _END.search(block.text, max(0, len(block.text) - _LONGEST))
        if match is None or match.start("all") == 0 or block.signature is not None:
            continue
        found = _of_shape(match, match.start("all"), len(block.text), " " if match["gap"] else "")
        if found is not None and _begins(blocks, i + 1):
            kinds.setdefault(found.kind, {})[i] = found
    closing = {
        i: found.signature
        for alike in kinds.values()
        if len(alike) >= _FEWEST_BARE and _read_so(alike)
        for i, found in alike.items()
    }
    return [replace(b, closing=closing[i]) if i in closing else b for i, b in enumerate(blocks)]


def _read_so(alike: Mapping[int, _Found]) -> bool:
    """Most of them name units or people."""
    return 3 * sum(found.named for found in alike.values()) >= 2 * len(alike)


def _begins(blocks: Sequence[Block], index: int) -> bool:
    """An article may begin there, a section, or nothing follows."""
    while index < len(blocks) and blocks[index].furniture:
        index += 1
    if index >= len(blocks):
        return True
    block = blocks[index]
    return (
        block.title_like or block.section is not None or bool(block.bullet or block.number) or block.leading
    )


def _goes_on(blocks: Sequence[Block], index: int, kind: str) -> bool:
    """The next line is another of the kind: a list."""
    below = _closer(blocks[index + 1]) if index + 1 < len(blocks) else None
    return below is not None and below.kind == kind != "end"


def _set_alike(
    blocks: Sequence[Block], closers: Mapping[int, Signature | None]
) -> dict[int, Signature | None]:
    """Short lines below texts that begin as far in as others, or end as far right: 竹溪街道党工委."""
    edges: dict[str, dict[int, _Found]] = {}
    further: dict[str, dict[int, _Found]] = {}  # above a text without a title: the last words
    for i, text, sealed in _below_texts(blocks):
        block = blocks[i]
        if sealed or not ends_sentence(text.text) or i in closers:
            continue
        if not _may_name(block) or block.line.indent < _DEEP:
            continue
        found = _whole(block)
        for edge in (f"from {block.line.indent}", f"to {block.line.width // 2}"):
            (edges if _begins(blocks, i + 1) else further).setdefault(edge, {})[i] = found
    at_right = [
        blocks[i] for i, signature in closers.items() if signature is not None and is_closer(blocks[i])
    ]
    known = {e for b in at_right for e in (f"from {b.line.indent}", f"to {b.line.width // 2}")}
    return {
        i: found.signature
        for edge, alike in edges.items()
        if edge in known or (len(alike) >= _FEWEST and _read_so(alike)) or _at_right(blocks, edge, alike)
        for i, found in {**alike, **further.get(edge, {})}.items()
    }


def _may_name(block: Block) -> bool:
    """The line may be a contributor and nothing else, without any mark."""
    told = block.date_line or block.is_signature or block.section is not None or block.bullet or block.number
    return (
        len(block.text) <= _LONGEST // 2
        and not told
        and not ends_sentence(block.text)
        and is_contributor(block.text)
    )


def _whole(block: Block) -> _Found:
    return _Found("", Signature(0, len(block.text), 0, len(block.text)), _is_named(block.text))


def _ending(blocks: Sequence[Block]) -> dict[int, Signature | None]:
    """Units and people right below text after text, each above a blank line: 镇总工会　徐瑾.

    A section's name stands below the blank line, and hardly ever names who could have written the text.
    """
    alike: dict[int, _Found] = {}
    for i, text, sealed in _below_texts(blocks):
        block = blocks[i]
        if sealed or block.blank_before or not ends_sentence(text.text) or not _may_name(block):
            continue
        below = next((b for b in blocks[i + 1 :] if not b.furniture), None)
        if _begins(blocks, i + 1) and (below is None or blocks[i + 1].blank_before):
            alike[i] = _whole(block)
    accepted = len(alike) >= _FEWEST_BARE and _read_so(alike)
    return {i: found.signature for i, found in alike.items()} if accepted else {}


def _at_right(blocks: Sequence[Block], edge: str, alike: Mapping[int, _Found]) -> bool:
    """So many lines so far in, whatever their words: 刘家湾 覃德贵"""
    far = edge.startswith("from") and blocks[next(iter(alike))].line.indent >= _FAR
    return far and len(alike) >= _FEWEST_BARE


def _below_texts(blocks: Sequence[Block]) -> Iterator[tuple[int, Block, bool]]:
    """Each block with the one above, running headers left out, and whether a date below makes it a seal."""
    text: Block | None = None
    for i, block in enumerate(blocks):
        if text is not None and not block.furniture:
            yield i, text, i + 1 < len(blocks) and blocks[i + 1].date_line
        if not block.furniture:
            text = block


def _closer(block: Block) -> _Found | None:
    """The shape of the line, if it may be a contributor, and where the contributor's name stands in it."""
    text = block.text
    if len(text) > _LONGEST or block.is_signature or block.leading:
        return None
    if is_closer(block):
        return _Found("at the right", Signature(0, len(text), 0, len(text)))
    if block.date_line or _OVER.fullmatch(text):
        return _Found("end", None)
    taken = _TAKEN.fullmatch(text)
    if taken is not None:
        return _Found("taken from", Signature(0, len(text), *taken.span("who")))
    match = _LINE.fullmatch(text)
    return _of_shape(match, 0, len(text), "") if match is not None else None


def _of_shape(match: re.Match[str], start: int, end: int, gap: str) -> _Found | None:
    opened, label, after, close = ((match[p] or "").strip() for p in ("open", "label", "after", "close"))
    label = label.strip(_AROUND)
    kind = f"{gap}{opened[:1]}{label}{after}{close}"
    who = match["who"]
    if not kind or not is_contributor(who) or (label and _NO_SENDER.search(label)):
        return None
    sent = after or (label and _SENDER.fullmatch(label.removesuffix("单位").removesuffix("人")))
    return _Found(kind, Signature(start, end, *match.span("who")), bool(sent) or _is_named(who))


def _is_named(who: str) -> bool:
    """The words are a unit's or a person's name, or those of an office."""
    parts = who.split()
    last = parts[-1] if parts else who
    named = is_unit(who) or is_unit(last) or _DESK.fullmatch(who) is not None
    return (
        named
        or (_NAME.fullmatch(who) is not None and has_surname(who))
        or (len(parts) > 1 and has_surname(last))
    )
