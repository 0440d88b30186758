"""Which lines head sections: those that are framed or marked alike, and have titles or items below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.contents import Announced, entry_key
from unionsearch.bulletin.layout import (
    bare_name,
    dash_length,
    ends_sentence,
    frame,
    is_address,
    is_brief_section,
)
from unionsearch.bulletin.lead import find_lead, run_in_leads
from unionsearch.bulletin.marks import Mark
from unionsearch.bulletin.nested import nested_series
from unionsearch.bulletin.signature import is_contributor, is_unit
from unionsearch.bulletin.titles import byline_end, title_run, title_score
from unionsearch.patterns import pattern

_NAME = pattern(r"[\u4e00-\u9fff〇“”][\u4e00-\u9fff〇·、“”]{1,9}")  # a section's name
_BARE = pattern(r"[\u4e00-\u9fff〇“”]{2,8}")  # one with nothing around it
_UNIT_END = pattern(r"[会局院科处部室办组心司校馆社站厂矿所队镇乡县区市]$")
_NAME_SHORT = 6  # characters of a name that could be a title's first line
_HEADER_LONGEST = 24  # characters, spaces and ornaments included
_FRAMED_LONGEST = 16  # characters of a framed name
_EDITION_LONGEST = 60  # characters of the head of a newspaper's page
_EDITION = pattern(
    r"[【\[■◆●\s]{0,3}"
    r"(?:(?:[A-D]|第)?\s?[0-9一二三四五六七八]{1,2}\s?版[\s　：:·—|｜/]{1,12}"
    r"(?P<below>[\u4e00-\u9fff·]{2,10})"
    r"|(?P<above>[\u4e00-\u9fff·]{2,10})[\s　：:·—|｜/（(]{1,12}"
    r"(?:[A-D]|第)?\s?[0-9一二三四五六七八]{1,2}\s?版[）)]?)"
    r"[】\]]?(?:[\s　|｜]{1,40}.{2,30})?"
)
_DAY = pattern(
    r"(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日[\s（(]{1,4}(?:星期|周)[一二三四五六日天][）)]?"
)
_BARE_DAY = pattern(r"[0-9]{1,2}月[0-9]{1,2}日")
_REST = 3  # lines that may be left of the masthead
_RIGHT = 24  # cells of indent of what is set at the right
_MOTTO = pattern(r"[\u4e00-\u9fff]{4}\s+[\u4e00-\u9fff]{4}")
_CLOSER_LONGEST = 20  # characters of a contributor at the right
_ITEM = 24  # characters of a marked line that is an item and no title
_BRACKETS = ("【", "［", "〖", "『")
_QUOTES = ("《", "「")
_COLONS = "：:"
_FEWEST = 2  # headers that are alike


def find_sections(
    blocks: Sequence[Block], marks: Mapping[int, Mark], known: Announced, top: int, closers: Collection[int]
) -> dict[int, str]:
    """The names in section headers, by index. Articles begin with ``top``; ``closers`` are contributors."""
    found = _announced(blocks, marks, known)
    if known.whole and len(known.sections.intersection(found.values())) >= _FEWEST:
        return {i: found[i] for i in sorted(found) if i not in closers}  # the list names all of them
    levels = _marked(blocks, marks, top) if top in marks and marks[top].kind == "#" else {}
    framed = levels or _framed(blocks, marks, closers)
    found.update({i: name for i, name in framed.items() if not _is_announced(blocks, marks, known, i)})
    found.update(_editions(blocks))
    found.update(_announcing(blocks, marks))
    found.update(_days(blocks))
    if not found:
        found.update(nested_series(blocks, marks, top))
    found = {i: name for i, name in found.items() if i not in closers}
    if all(i in marks and marks[i].kind[1:] not in _BRACKETS for i in found):
        bare, marked = _bare(blocks, marks, top, closers), _marked(blocks, marks, top)
        # 卷　首 and 人　物 are set to the width of 车间见闻.
        more = bare if bare.keys() > marked.keys() else marked or _above_bullets(blocks, marks)
        found = {**more, **found}
    return {i: found[i] for i in sorted(found) if i not in closers}


def _announced(blocks: Sequence[Block], marks: Mapping[int, Mark], known: Announced) -> dict[int, str]:
    """What the contents list prints as a section, or as an entry right above the next one in the text."""
    found: dict[int, str] = {}
    above: int | None = None  # the block above, if it is an entry
    for i, block in enumerate(blocks):
        if block.furniture:
            continue
        short = len(block.text) <= _HEADER_LONGEST
        if short and bare_name(block.text) in known.sections:
            found[i] = bare_name(block.text)
            above = None
            continue
        name = entry_key(block.text)
        if (
            (known.find(block.text) is None and name not in known.names)
            or dash_length(block.text)
            or known.by_author(block.text)
        ):
            above = None
            continue
        titled = known.find(block.text) is not None or block.number is not None or block.bullet
        if (
            above is not None
            and titled
            and not known.counted
            and _NAME.fullmatch(name := bare_name(_unnumbered(blocks[above])))
        ):
            found[above] = name
        above = i if short else None
    settings = {_setting(blocks, i) for i in found if i + 1 < len(blocks)}
    for i, block in enumerate(blocks[:-1]):
        if entry_key(block.text) not in known.names or i in found or _setting(blocks, i) not in settings:
            continue
        if _is_bare(blocks, marks, i, 0) and not known.by_author(blocks[i + 1].text):
            found[i] = bare_name(block.text)
    return found


def _is_announced(blocks: Sequence[Block], marks: Mapping[int, Mark], known: Announced, index: int) -> bool:
    """The contents list has the line in its brackets as a title, and text stands below it."""
    title = known.find(blocks[index].text) if known.whole else None
    return title in known.titles and _has_text_below(blocks, marks, index)


def _unnumbered(block: Block) -> str:
    return block.text[block.number.length if block.number else block.bullet :]


def _framed(blocks: Sequence[Block], marks: Mapping[int, Mark], closers: Collection[int]) -> dict[int, str]:
    """【工作动态】, ◆本县要闻◆: the frames of one kind, unless text follows most of them: titles then."""
    kinds: dict[str, dict[int, str]] = {}
    for i, block in enumerate(blocks):
        kind = marks[i].kind if i in marks else ""
        if i in closers:
            continue
        if block.section is not None:
            kinds.setdefault(kind, {})[i] = block.section
        elif kind[:1] == "=" and marks[i].end - marks[i].start <= _FRAMED_LONGEST:
            kinds.setdefault(kind, {})[i] = bare_name(block.text[marks[i].start : marks[i].end])
    headers = {i for names in kinds.values() for i in names}
    found: dict[int, str] = {}
    for kind, names in kinds.items():
        if len(names) == 1 and (
            is_motto(blocks[min(names)])
            or next_block(blocks, min(names) + 1, len(blocks)) in headers
            or _is_within(blocks, min(names))
        ):
            continue
        above_text = sum(_has_text_below(blocks, marks, i) for i in names)
        bracketed = kind[1:] in _BRACKETS and len(names) <= _FEWEST
        quoted = kind[1:] in _QUOTES and len(names) < _FEWEST and not _heads_series(marks, min(names))
        if bracketed or (3 * above_text <= 2 * len(names) and not quoted):
            found.update(names)
    return found


def _is_within(blocks: Sequence[Block], index: int) -> bool:
    """No blank line sets the only header off from the text above, where blank lines stand above titles."""
    above = [i for i, block in enumerate(blocks) if block.blank_before]
    titled = sum(title_run(blocks, i, len(blocks)) is not None for i in above)
    return index > 0 and titled >= _FEWEST and not blocks[index].blank_before and blocks[index - 1].prose


def _heads_series(marks: Mapping[int, Mark], index: int) -> bool:
    """The first line of all, right above the first of several lines with a bullet: 《业务》 and ● …"""
    below = marks.get(index + 1)
    alike = sum(mark.kind == below.kind for mark in marks.values()) if below is not None else 0
    return index == 0 and below is not None and below.value is None and alike > _FEWEST


def _editions(blocks: Sequence[Block]) -> dict[int, str]:
    """第1版　要闻　2022年10月15日, 02版：综合: the heads of a newspaper's pages, two or more."""
    found = {i: name for i, b in enumerate(blocks) if (name := _edition(b.text)) is not None}
    return found if len(found) >= _FEWEST else {}


def _edition(text: str) -> str | None:
    if len(text) > _EDITION_LONGEST or "版" not in text:
        return None
    match = _EDITION.fullmatch(text)
    return bare_name(match["below"] or match["above"]) if match is not None else None


def _days(blocks: Sequence[Block]) -> dict[int, str]:
    """5月6日　星期一, below it the titles of that day: two or more, each above a title."""
    found = {
        i: block.text
        for i, block in enumerate(blocks)
        if _DAY.fullmatch(block.text) and title_run(blocks, i + 1, len(blocks)) is not None
    }
    return found if len(found) >= _FEWEST else _bare_days(blocks)


def _bare_days(blocks: Sequence[Block]) -> dict[int, str]:
    """7月1日, 7月3日, 7月5日 and no weekday: later and later, each set apart above a title."""
    days = [i for i, b in enumerate(blocks[:-1]) if _BARE_DAY.fullmatch(b.text)]
    apart = all((i == 0 or blocks[i].blank_before) and blocks[i + 1].blank_before for i in days)
    if len(days) <= _FEWEST or not apart or any(title_run(blocks, i + 1, len(blocks)) is None for i in days):
        return {}
    values = [tuple(int(n) for n in re.findall(r"[0-9]+", blocks[i].text)) for i in days]
    # The first stands above all texts: a day below a text may sign it.
    at_top = not any(b.prose and not (b.byline or b.row) for b in blocks[: days[0]])
    return {i: blocks[i].text for i in days} if at_top and sorted(set(values)) == values else {}


def is_motto(block: Block) -> bool:
    """——服务基层 服务职工——"""
    return frame(block.text) is not None and _MOTTO.search(block.text) is not None


def _announcing(blocks: Sequence[Block], marks: Mapping[int, Mark]) -> dict[int, str]:
    """**读经精选：** where lines are bold or headings that end without a colon: it announces those below."""
    found: dict[int, str] = {}
    below = Counter(mark.kind for mark in marks.values())
    for i, mark in marks.items():
        words = blocks[i].text[mark.start : mark.end]
        heads = mark.kind == "**" or mark.kind[0] == "#"
        if heads and below[mark.kind] > _FEWEST and words.endswith("：") and _NAME.fullmatch(words[:-1]):
            found[i] = words[:-1]
        below[mark.kind] -= 1
    return found


def _has_text_below(blocks: Sequence[Block], marks: Mapping[int, Mark], index: int) -> bool:
    """The text of one article follows, and neither a title nor an item."""
    below = byline_end(blocks, next_block(blocks, index + 1, len(blocks)), len(blocks))
    if below >= len(blocks) or below in marks:
        return False
    text = blocks[below]
    return text.prose and text.section is None and not run_in_leads([text.text] * _FEWEST)


def _marked(blocks: Sequence[Block], marks: Mapping[int, Mark], top: int) -> dict[int, str]:
    """★党建要闻, ※ 学会动态, 一、简讯, ## 基层快递: short names alike in their mark, titles or items below.

    The first stands above everything. Names may be longer in Markdown, where levels tell.
    """
    if top not in marks:
        return {}
    kind = marks[top].kind
    alike = [i for i, mark in marks.items() if mark.kind == kind and mark.whole and i >= top]
    nested = [i for i in alike if _is_nested(blocks, marks, i)]
    if marks[top].value is not None:
        # A report in a section may have headings numbered like the sections: no titles stand below those.
        alike = counted(nested if top in nested else alike, marks)
    if 2 * len(set(nested) & set(alike)) <= len(alike) or (kind[0] != "#" and len(alike) < _FEWEST):
        return {}
    names = {i: bare_name(blocks[i].text[marks[i].start : marks[i].end]) for i in alike}
    if kind[0] != "#" and not all(_NAME.fullmatch(name) for name in names.values()):
        return {}
    return names


def _is_nested(blocks: Sequence[Block], marks: Mapping[int, Mark], index: int) -> bool:
    """A title or an item stands below, marked otherwise than this line."""
    kind = marks[index].kind
    below = next_block(blocks, index + 1, len(blocks))
    if below in marks and marks[below].kind != kind:
        if not kind.startswith("#") or marks[below].kind.startswith(kind):
            return True
        lead = find_lead(blocks[below].text, marks[below].start)
        return title_run(blocks, below, len(blocks)) is not None or lead is not None
    if below >= len(blocks) or blocks[below].byline or title_run(blocks, below, len(blocks)) is None:
        return False
    mark = marks[index]
    return kind[0] != "#" or _NAME.fullmatch(blocks[index].text[mark.start : mark.end]) is not None


def _above_bullets(blocks: Sequence[Block], marks: Mapping[int, Mark]) -> dict[int, str]:
    """本月要事 and below it ★种植角开种啦, ★消防叔叔来了: no headline, and titles with bullets below."""
    found: dict[int, str] = {}
    kinds = Counter(mark.kind for mark in marks.values())
    for i, mark in marks.items():
        above = blocks[i - 1] if i else None
        if above is None or i - 1 in marks or not blocks[i].bullet or not _NAME.fullmatch(above.text):
            continue
        if kinds[mark.kind] < _FEWEST or title_score(above.text) > is_brief_section(above.text):
            continue
        briefs = is_brief_section(above.text) and find_lead(blocks[i].text, mark.start) is not None
        if briefs or title_run(blocks, i, len(blocks)):
            found[i - 1] = above.text
    return found


def _bare(
    blocks: Sequence[Block], marks: Mapping[int, Mark], top: int, closers: Collection[int]
) -> dict[int, str]:
    """学校要闻, 文体活动: names with nothing around them where an article has ended, above titles or items.

    They are set alike, and no name comes twice. The first stands above everything, or one is a usual name.
    """
    text = next((i for i in range(top, len(blocks)) if blocks[i].prose or i in marks), len(blocks))
    # What is left of the masthead may stand above the first name, but no text.
    lower = next(
        (
            i
            for i in range(top + 1, min(text, top + _REST + 1))
            if blocks[i].blank_before and _is_bare(blocks, marks, i, i, closers)
        ),
        None,
    )
    if lower is not None and not _is_bare(blocks, marks, top, top, closers):
        top = lower
    found = {
        i: bare_name(_uncoloned(blocks[i].text))
        for i in range(top, len(blocks) - 1)
        if _is_bare(blocks, marks, i, top, closers)
    }
    settings = Counter(_setting(blocks, i) for i in found)
    known = {_setting(blocks, i) for i in found if blocks[i].plain_section} | {
        _setting(blocks, i) for i in found if i == top
    }
    # The titles below them have their authors below, as those without a name above have.
    headed = Counter(_setting(blocks, i) for i in found if _heads_credited(blocks, i))
    known |= {setting for setting, names in headed.items() if names >= _FEWEST}
    if top in found and settings[_setting(blocks, top)] == 1 and len(settings) > 1:
        # Nothing stands above the first, which may lack a blank line: the others agree.
        known.add(max((s for s in settings if s != _setting(blocks, top)), key=lambda s: settings[s]))
    alike = {i: name for i, name in found.items() if _setting(blocks, i) in known}
    names = list(alike.values())
    return alike if len(names) >= _FEWEST and len(set(names)) == len(names) else {}


def _heads_credited(blocks: Sequence[Block], index: int) -> bool:
    """封面人物 below a blank line, right below it a longer title, and below that its author."""
    name = blocks[index]
    title, author = (*blocks[index + 1 : index + 3], None, None)[:2]
    if title is None or author is None or title.blank_before or not name.blank_before:
        return False
    return author.companion and len(name.text) <= _NAME_SHORT < len(title.text)


def _is_bare(
    blocks: Sequence[Block], marks: Mapping[int, Mark], index: int, top: int, closers: Collection[int] = ()
) -> bool:
    block = blocks[index]
    marked = index in marks and marks[index].kind != "　"  # 榜　样 among names of three letters and more
    if marked or index in closers or block.byline:
        return False
    if not _BARE.fullmatch(bare_name(_uncoloned(block.text))):
        return False
    if index > top and (
        _UNIT_END.search(block.text)
        or (
            not (index - 1 in closers or is_end(blocks[index - 1]) or _is_seal(blocks, index - 1))
            and not _is_below_list(blocks, index)
        )
    ):
        return False
    below = next_block(blocks, index + 1, len(blocks))
    if below >= len(blocks) or blocks[below].byline or blocks[below].row:
        return False
    if below in marks:
        text = blocks[below].text
        if len(text) > _ITEM or text.endswith("：") or marks[below].kind[0] == "=":
            return True
    if is_brief_section(block.text) and find_lead(blocks[below].text) is not None:
        return True
    return title_run(blocks, below, len(blocks)) is not None


def is_end(block: Block) -> bool:
    """An article may have ended with it: a sentence, a contributor, a row of a table, a name at the right."""
    if ends_sentence(block.text) or block.signature is not None or block.date_line:
        return True
    return block.furniture or block.row or block.columns or is_closer(block) or is_address(block.text)


def _is_seal(blocks: Sequence[Block], index: int) -> bool:
    """A unit by itself, above a blank line: who issued the notice or the letter above."""
    return blocks[index + 1].blank_before and is_unit(blocks[index].text)


def _is_below_list(blocks: Sequence[Block], index: int) -> bool:
    """Two items with bullets stand close above a blank line: a text may end with a list."""
    above = blocks[max(index - 2, 0) : index]
    listed = len(above) > 1 and all(block.bullet for block in above) and not above[-1].blank_before
    return listed and blocks[index].blank_before


def is_closer(block: Block) -> bool:
    """A unit at the right, as a contributor stands who has no parentheses."""
    at_right = block.line.indent >= _RIGHT and len(block.text) <= _CLOSER_LONGEST
    named = _UNIT_END.search(block.text) is not None or (block.byline and "  " in block.text)
    return at_right and named and not block.date_line and is_contributor(block.text)


def _setting(blocks: Sequence[Block], index: int) -> tuple[bool, bool, int, bool]:
    """How a line is set: blank lines above and below, a colon, indent, which in the middle varies."""
    line, below = blocks[index].line, blocks[index + 1].line
    coloned = blocks[index].text[-1] in _COLONS
    return line.blank_before, below.blank_before, min(line.indent // 8, 1), coloned


def _uncoloned(text: str) -> str:
    """活动预告：, and below it titles, is a name as well."""
    return text.rstrip(_COLONS)


def next_block(blocks: Sequence[Block], index: int, stop: int) -> int:
    """The first block from ``index`` on that is no mere print."""
    while index < stop and blocks[index].furniture:
        index += 1
    return index


def counted(indices: Sequence[int], marks: Mapping[int, Mark]) -> list[int]:
    """Those that count on from the first: 1, 2, 3."""
    found: list[int] = []
    for i in indices:
        if not found or marks[i].value == (marks[found[-1]].value or 0) + 1:
            found.append(i)
    return found
