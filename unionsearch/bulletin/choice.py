"""Which series begins the articles, where the first line of a stretch belongs to none.

The rest of a masthead, a motto, a greeting or an opening word may stand above the first member. So each
kind of mark is tried from its first line on, and the best is taken: the one whose members are titles or
items as those of a series at the top must be, that begins highest, and reaches to the end.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.contents import entry_key
from unionsearch.bulletin.endmatter import is_endmatter
from unionsearch.bulletin.lead import Lead
from unionsearch.bulletin.loose import is_loose
from unionsearch.bulletin.marks import Mark
from unionsearch.bulletin.note import is_note
from unionsearch.bulletin.outside import is_front
from unionsearch.bulletin.sections import is_end
from unionsearch.bulletin.series import Cut, Series
from unionsearch.bulletin.titles import title_run, title_score
from unionsearch.patterns import pattern

_FEWEST = 3  # members of a series that does not begin at the top
_HEAD = 12  # blocks above it
_FEWEST_NAMES = 2
_TITLE = 6  # characters of a title after which an issue is named
_NAME = pattern(r"[\u4e00-\u9fff][\u4e00-\u9fff〇·、“”\s]{1,9}")
_PHRASE = pattern(r"[\u4e00-\u9fff〇·、，！？“”\s]{2,16}")
# A periodical's name with what counts its issues: 社区月报 (10.01 - 10.31)
_PERIODICAL = pattern(
    r"(?=.*(?:[0-9]{3,4}|[0-9]月|第\s?[0-9〇零一二三四五六七八九十]{1,5}\s?[期周号]|#\s?[0-9]))"
    r"[^。！？；：，]{2,24}(?:[日周旬月季][报報刊讯訊]|[简簡快]\s?[报報讯訊]|电子[报报]|電子報|通[讯訊]|新[闻聞])"
    r"(?:\s{0,4}[（(【\[|｜丨：:，,#第0-9-].{0,60})?"
)
_HEADINGS = ("一、", "（一）", "1.", "（1）")  # what headings and lists within articles are numbered with


@dataclass(frozen=True, slots=True)
class Choice:
    """A series that begins at block ``opener``; ``closing`` is what the issue says of itself below it."""

    opener: int
    titles: Mapping[int, Cut]
    items: Mapping[int, Lead]
    sections: Mapping[int, str]
    closing: range = range(0)


def choose(
    blocks: Sequence[Block],
    marks: Mapping[int, Mark],
    series: Series,
    start: int,
    stop: int,
    closers: Collection[int] = (),
) -> Choice | None:
    """The best series that begins below the first block of a stretch, or None. ``closers`` end articles."""
    openers: dict[str, int] = {}
    for i in range(start, min(stop, start + _HEAD + 1)):
        if i in marks:
            openers.setdefault(marks[i].kind, i)
    found: list[tuple[float, Choice]] = []
    for kind, opener in openers.items():
        named = names_issue(blocks, start, opener)
        if opener == start or (not (named or is_loose(kind)) and _has_article(blocks, start, opener, kind)):
            continue
        titles = series.titles(opener)
        items = {} if titles else series.items(opener)
        members = sorted([*titles, *items])
        if len(members) >= _FEWEST and (named or _is_likely(blocks, marks, titles, members, start, stop)):
            found.append(
                (
                    _worth(members, start, stop),
                    Choice(
                        opener,
                        titles,
                        items,
                        _names_above(blocks, marks, members, start, closers),
                        _issue_itself(blocks, members[-1], stop) if named else range(0),
                    ),
                )
            )
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _names_above(
    blocks: Sequence[Block],
    marks: Mapping[int, Mark],
    members: Sequence[int],
    start: int,
    closers: Collection[int],
) -> dict[int, str]:
    """申报征收篇, and below it Q1 to Q4: short lines above some members, where a text has ended.

    A blank line that stands above all of them, and above no member below them, lets them be phrases.
    """
    lines = [i - 1 for i in members if i > start and blocks[i - 1].title_like]
    lines = [i for i in lines if i not in marks and i not in closers]
    lines = [i for i in lines if i == start or i - 1 in closers or is_end(blocks[i - 1])]
    headed = all(blocks[i].blank_before or i == start for i in lines)
    together = not any(blocks[i + 1].blank_before for i in lines)
    looks = _PHRASE if headed and together else _NAME
    found = {i: blocks[i].text for i in lines if looks.fullmatch(blocks[i].text)}
    # Where the issue is named above, no article's title stands right above the first.
    fewest = 1 if members[0] - 1 in found and _heads_periodical(blocks, start, members[0]) else _FEWEST_NAMES
    likely = fewest <= len(set(found.values())) == len(found) and 3 * len(found) <= 2 * len(members)
    return found if likely else {}


def above_series(blocks: Sequence[Block], start: int, opener: int) -> tuple[range, range]:
    """What stands above the series: lines that no text belongs to, and a greeting or a note."""
    text = next((i for i in range(start, opener) if blocks[i].prose), opener)
    if text == opener:
        return range(start, opener), range(opener, opener)
    if names_issue(blocks, start, opener):
        return range(start, text), range(text, opener)
    if not (blocks[text].salutation or is_note(blocks[text].text) or is_front(blocks, start, opener)):
        return range(start, start), range(start, start)  # an article, with its title or without
    return range(start, text), range(text, opener)


def names_issue(blocks: Sequence[Block], start: int, opener: int) -> bool:
    """The line at the top is named after the first member: 早报 | 新桥通车, and below it 1.新桥通车."""
    title = entry_key(blocks[opener].text)
    above = "".join(blocks[start].text.split())
    named = len(title) >= _TITLE and title != above and above.endswith(title)
    return start < opener and (named or _heads_periodical(blocks, start, opener))


def _heads_periodical(blocks: Sequence[Block], start: int, opener: int) -> bool:
    """物业周刊（第 92 期）：… at the very top is no article's title, nor numbers through it the headings.

    But they are those of an article whose title stands below; 导语 is none.
    """
    if start > 0 or blocks[0].prose or _PERIODICAL.fullmatch(blocks[0].text) is None:
        return False
    return not any(
        len(blocks[i].text) >= _TITLE and title_run(blocks, i, opener) is not None for i in range(1, opener)
    )


def _issue_itself(blocks: Sequence[Block], last: int, stop: int) -> range:
    """订阅, 贡献者 and what stands below, where an issue speaks of itself below its last title."""
    for i in range(last + 2, stop):
        if blocks[i].blank_before and is_end(blocks[i - 1]) and is_endmatter(blocks[i].text):
            return range(i, stop)
    return range(0)


def _has_article(blocks: Sequence[Block], start: int, opener: int, kind: str) -> bool:
    """A title with text below it stands above the series, whose members may be that article's headings.

    Below 本期主题：… and a greeting the articles begin; below the title of a letter its points do.
    """
    greeted = any(blocks[i].salutation or is_note(blocks[i].text) for i in range(start, opener))
    titled = any(title_run(blocks, i, opener) is not None for i in range(start, opener))
    return titled and not (greeted and kind not in _HEADINGS)


def _is_likely(
    blocks: Sequence[Block],
    marks: Mapping[int, Mark],
    titles: Mapping[int, Cut],
    members: Sequence[int],
    start: int,
    stop: int,
) -> bool:
    """The members are no headings or points of an article whose title stands above them."""
    first = marks.get(members[0])
    if first is None:
        return False
    underlined = all(blocks[i + 1].furniture for i in titles) and len(titles) == len(members)
    untitled = not any(blocks[i].title_like and not is_note(blocks[i].text) for i in range(start, members[0]))
    fronted = len(titles) == len(members) and untitled and is_front(blocks, start, members[0])
    if not (underlined or fronted) and (
        first.kind in _HEADINGS or not (is_loose(first.kind) or first.value is None)
    ):
        headlines = sum(title_score(blocks[i].text) >= 2 for i in members)
        if 3 * headlines < 2 * len(members):
            return False
    # Titles without a mark between the members speak against it.
    within = {i for cut in titles.values() for i in range(cut.run.start, cut.run.byline_end)}
    others = [
        i
        for i in range(members[0] + 1, stop)
        if i not in marks
        and i not in within
        and blocks[i].blank_before
        and title_run(blocks, i, stop) is not None
    ]
    return 4 * len(others) <= len(members)


def _worth(members: Sequence[int], start: int, stop: int) -> float:
    """How much of the stretch the series covers, and how evenly its last members end it."""
    spans = [b - a for a, b in zip(members, [*members[1:], stop], strict=True)]
    ordered = sorted(spans)
    even = ordered[len(ordered) // 2] / max(ordered[-1], 1)
    return (stop - members[0]) / (stop - start) + 0.5 * even
