"""How an issue is laid out as a whole: which lines head its sections and which begin its articles.

A mark by itself says little: 一、 may number sections, articles, or the headings of one report. What tells
is its place. Headings stand below their article's title, so a series of marks whose first one stands where
a title must stand, with nothing above it but a preface, is no series of headings.

So the whole issue is looked at first. Which lines are alike (:mod:`~unionsearch.bulletin.marks`)? Which of
them are names above titles (:mod:`~unionsearch.bulletin.sections`)? Between two such names the mark at the
top is the one that begins articles, if

* every line so marked, or nearly, is a title with text below it, or a paragraph with a leading sentence,
* numbers count up,
* and, where a contents list names all articles, these lines are in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from unionsearch.bulletin.apart import dividing_rules, set_apart
from unionsearch.bulletin.block import Block
from unionsearch.bulletin.contents import Announced
from unionsearch.bulletin.footer import is_footer_line
from unionsearch.bulletin.layout import ends_sentence, is_short, label_length
from unionsearch.bulletin.lead import Lead, find_leads, run_in_leads, sentence_lead
from unionsearch.bulletin.marks import Mark, find_marks
from unionsearch.bulletin.note import is_note
from unionsearch.bulletin.sections import counted, find_sections, is_closer, is_motto, next_block
from unionsearch.bulletin.titles import TitleRun, byline_end, title_run, title_score
from unionsearch.patterns import pattern

_T = TypeVar("_T")
_FEWEST = 2  # marks that make a series
_FEWEST_LABELS = 3  # 【…】 is common inside texts as well
_NUMBERED = pattern(
    r"第\s{0,2}[0-9一二三四五六七八九十]{1,5}\s{0,2}[期号]|[#№]\s?[0-9]|(?:19|20)[0-9]{2}|周[报刊]|月[报刊]"
)
# 会刊编辑组　编; 出版日期：2018年5月31日; 县委督查室　　　2022年10月24日
_MAKER = pattern(
    r"[^。，；：]{2,30}\s{1,40}(?:编|编印|编辑|编发|主办|主编|印)|(?:出版|出刊|印发|编印|发行|刊出)(?:日期|时间)\s?[：:].{4,20}"
    r"|[^。；]{2,40}(?:\s{2,60}|\u3000)(?:(?:19|20)[0-9]{2}|二[〇○零Oo0一二三四五六七八九]{3})\s?年.{2,10}"
    r"|本期?共\s?[0-9一二三四五六七八]{1,2}\s?[版页]|印\s?数\s?[：:].{1,12}"
    r"|[^。；，]{0,12}(?:19|20)[0-9]{2}\s?年\s?[0-9]{1,2}\s?月[号刊][^。；，]{0,20}"
)
_ISSUE = pattern(
    r"[^。，；：“”]{2,30}?(?:\s{1,8}|[（(])第\s{0,2}[0-9〇零一二三四五六七八九十百]{1,5}\s{0,2}期[）)]?"
)
_NAME_LONGEST = 40
_NAME_LINES = 3  # of what is left of a masthead
_MAKER_LONGEST = 80  # characters of a line of the masthead
_PREFACE = 12  # blocks of the longest preface


@dataclass(frozen=True, slots=True)
class Cut:
    """A title on lines of its own: its lines and, in the first, the title without its mark."""

    run: TitleRun
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What the marks of an issue mean, by the index of the block.

    ``sections``: the names in section headers. ``titles``: the titles that a series of marks begins.
    ``items``: the leads of marked paragraphs that are articles by themselves. ``notes``: what introduces
    the first article below. ``name``: what stands above everything and names the issue.
    ``apart``: titles without a mark that blank lines set apart. ``rules``: the ruled lines between articles.
    ``closers``: contributors at the right that nothing else tells from text.
    """

    sections: Mapping[int, str] = field(default_factory=dict)
    titles: Mapping[int, Cut] = field(default_factory=dict)
    items: Mapping[int, Lead] = field(default_factory=dict)
    notes: frozenset[int] = frozenset()
    name: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    rules: frozenset[int] = frozenset()
    closers: frozenset[int] = frozenset()


def find_outline(blocks: Sequence[Block], known: Announced | None = None) -> Outline:
    """The outline of the blocks between contents list and footer, whose list announces ``known``."""
    known = known or Announced()
    marks = find_marks(blocks)
    notes: set[int] = set()
    first = _below_name(blocks, marks)
    top = _below_preface(blocks, marks, first, len(blocks), True)
    if top == first and blocks and (lower := _below_greeting(blocks, marks, first)) > first:
        if lower in find_sections(blocks, marks, known, lower) or lower in set_apart(
            blocks, marks, {}, lower
        ):
            top = lower
    sections = find_sections(blocks, marks, known, top)
    leads = _marked_leads(blocks, marks)
    if top > first and top not in sections and top not in marks:
        notes.update(range(first, top))
    titles: dict[int, Cut] = {}
    items: dict[int, Lead] = {}
    for start, stop in _scopes(blocks, sections, first):
        series = _Series(blocks, marks, leads, start, stop, bool(sections))
        at_top = start == first or (first in sections and start == next_block(blocks, first + 1, stop))
        opener = _below_preface(blocks, marks, start, stop, at_top)
        if (
            start > first
            and opener in marks
            and marks[opener].kind[:2] not in ("**", "##")
            and not is_note(blocks[start].text)
        ):
            opener = start  # text without a title below a section's header is an article
        found = series.titles(opener)
        more = {} if found else series.items(opener)
        if not (found or more) and not (opener == stop and start == first):
            opener = start
        titles.update(found)
        items.update(more)
        notes.update(range(start, opener))
    if len(titles) + len(items) < _FEWEST:
        titles, items = {}, {}
    return Outline(
        sections,
        titles,
        items,
        notes=frozenset(notes),
        name=frozenset(range(first)),
        apart=set_apart(blocks, marks, sections, top),
        closers=_closers(blocks, sections),
        rules=dividing_rules(blocks, marks, sections),
    )


def _below_name(blocks: Sequence[Block], marks: Mapping[int, Mark]) -> int:
    """Below what is left of the masthead: who made it and when, or the one heading of the first level."""
    first = next_block(blocks, 0, len(blocks))
    if (
        first < len(blocks)
        and len(blocks[first].text) <= _NAME_LONGEST
        and _ISSUE.fullmatch(blocks[first].text)
    ):
        first = next_block(blocks, first + 1, len(blocks))
    for index in range(first, min(first + _NAME_LINES, len(blocks))):
        block = blocks[index]
        if is_motto(block):
            first = next_block(blocks, index + 1, len(blocks))
            continue
        if index in marks or block.prose or block.section is not None:
            break
        if (block.date_line and index == first) or _is_maker(block.text):
            first = next_block(blocks, index + 1, len(blocks))
    if (
        _is_underlined(blocks, first)
        and max(Counter(m.kind for m in marks.values()).values(), default=0) > _FEWEST
    ):
        return next_block(blocks, first + 1, len(blocks))
    if first not in marks or marks[first].kind != "#" or sum(m.kind == "#" for m in marks.values()) > 1:
        return first
    deeper = {m.kind for m in marks.values() if m.kind[:2] == "##"}
    names_issue = len(deeper) > 1 or _NUMBERED.search(blocks[first].text) is not None
    return next_block(blocks, first + 1, len(blocks)) if names_issue else first


def _is_underlined(blocks: Sequence[Block], index: int) -> bool:
    """A line above nothing but =====: Markdown's other way of writing a heading of the first level."""
    below = blocks[index + 1 : index + 2]
    return bool(below) and set(below[0].text) == {"="}


def _is_maker(text: str) -> bool:
    return len(text) <= _MAKER_LONGEST and (is_footer_line(text) or _MAKER.fullmatch(text) is not None)


def _closers(blocks: Sequence[Block], sections: Mapping[int, str]) -> frozenset[int]:
    """Units at the right below a text. One above a date is the seal of a letter; one alone is no habit."""
    found: set[int] = set()
    text: Block | None = None  # the one above, running headers left out
    for i, block in enumerate(blocks):
        sealed = i + 1 < len(blocks) and blocks[i + 1].date_line
        if text is not None and ends_sentence(text.text) and is_closer(block) and i not in sections and not sealed:
            found.add(i)
        if not block.furniture:
            text = block
    return frozenset(found) if len(found) >= _FEWEST else frozenset()


def _scopes(blocks: Sequence[Block], sections: Mapping[int, str], first: int) -> Iterator[tuple[int, int]]:
    """The stretches between section headers."""
    ends = [*sections, len(blocks)]
    starts = [first, *(i + 1 for i in sections)]
    for start, stop in zip(starts, ends, strict=True):
        if (top := next_block(blocks, start, stop)) < stop:
            yield top, stop


def _below_preface(
    blocks: Sequence[Block], marks: Mapping[int, Mark], start: int, stop: int, at_top: bool
) -> int:
    """Where the articles begin: below an editor's note or, ``at_top``, a greeting, which have no title.

    ``start`` where there is none, or where the text may be an article of which the marks are headings.
    """
    index = start
    noted = False
    while index < stop and index not in marks and index - start < _PREFACE:
        block = blocks[index]
        begins_note = is_note(block.text)
        noted = noted or begins_note
        if block.section is not None or block.signature is not None:
            break
        if not noted and not (at_top and (block.prose or block.furniture)):
            return start
        if noted and block.title_like and not begins_note:
            break
        index += 1
    if index == start or index - start >= _PREFACE:
        return start
    if index == stop:
        return stop if stop < len(blocks) else start
    if noted or blocks[index].section is not None:
        return index
    mark = marks.get(index)
    if mark is None:
        return start
    if mark.kind not in ("一、", "（一）"):
        return index  # headings of reports are numbered so
    alike = [i for i, m in marks.items() if index <= i < stop and m.kind == mark.kind]
    headlines = sum(title_score(blocks[i].text) >= 2 for i in alike)
    return index if 3 * headlines >= 2 * len(alike) else start


def _below_greeting(blocks: Sequence[Block], marks: Mapping[int, Mark], start: int) -> int:
    """Below 各位邻居： and its text, where a line may be a name or a title; ``start`` without one."""
    if start >= len(blocks) or not blocks[start].salutation:
        return start
    index = start + 1
    while index < len(blocks) and index - start < _PREFACE and blocks[index].prose and index not in marks:
        index += 1
    return index if index < len(blocks) and index - start < _PREFACE and index > start + 1 else start


class _Series:
    """The lines marked alike between two section headers."""

    def __init__(
        self,
        blocks: Sequence[Block],
        marks: Mapping[int, Mark],
        leads: Mapping[int, Lead | None],
        start: int,
        stop: int,
        in_section: bool,
    ) -> None:
        self.blocks, self.marks, self.leads = blocks, marks, leads
        self.start, self.stop, self.in_section = start, stop, in_section

    def titles(self, opener: int) -> dict[int, Cut]:
        """一、立案庭推出“午间不断档”服务 on a line of its own, and text below it."""
        alike = self._alike(opener)
        fitting = {i: cut for i in alike if (cut := self._title(i)) is not None}
        weakly = {i: cut for i in alike if i not in fitting and (cut := self._above_list(i)) is not None}
        return self._accepted(opener, fitting, weakly)

    def items(self, opener: int) -> dict[int, Lead]:
        """1.公厕改造。三座已完成两座。 / 【换新】东门完成改造。旧铁门换成了自动门。

        In a section an item may be a single sentence: its header says that they belong together.
        """
        fitting = self._leads(self._alike(opener))
        if found := self._accepted(opener, fitting):
            return found
        if found := self._run_in(opener):
            return found
        labelled = [i for i in range(self.start, self.stop) if label_length(self.blocks[i].text)]
        if len(labelled) < _FEWEST_LABELS or labelled[0] != self.start:
            return {}
        return {i: sentence_lead(self.blocks[i].text, label_length(self.blocks[i].text)) for i in labelled}

    def _run_in(self, opener: int) -> dict[int, Lead]:
        """Paragraphs without a mark, each with its title and a gap, a dash or a colon before its text."""
        texts = [
            i
            for i in range(opener, self.stop)
            if self.blocks[i].prose and not self.blocks[i].row and i not in self.marks
        ]
        if not texts or texts[0] != opener:
            return {}
        leads = run_in_leads([self.blocks[i].text for i in texts])
        found = {i: lead for i, lead in zip(texts, leads, strict=False) if lead is not None}
        return found if opener in found else {}

    def _alike(self, opener: int) -> list[int]:
        mark = self.marks.get(opener)
        if mark is None:
            return []
        return [i for i in range(opener, self.stop) if i in self.marks and self.marks[i].kind == mark.kind]

    def _accepted(self, opener: int, fitting: dict[int, _T], weakly: Mapping[int, _T] | None = None) -> dict[int, _T]:
        """The fitting ones, when the first is among them and most of those alike are; numbers must count.

        ``weakly`` fit titles that no text follows, but a list or a poem: they are taken with the others.
        """
        if opener not in fitting or not (self.marks[opener].begins_count or self._goes_on(opener)):
            return {}
        alike = self._alike(opener)
        taken = dict(sorted({**(weakly or {}), **fitting}.items()))
        if self.marks[opener].value is not None:
            chain = counted(list(taken), self.marks)
            alike = counted(alike, self.marks)
            if len(chain) < len(alike):
                return {}
            taken = {i: taken[i] for i in chain}
        strong = sum(i in fitting for i in taken)
        return taken if 3 * strong >= 2 * len(taken) and 5 * len(taken) >= 4 * len(alike) else {}

    def _goes_on(self, opener: int) -> bool:
        """Its number follows the last one of its kind above."""
        mark = self.marks[opener]
        above = [m.value for i, m in self.marks.items() if i < opener and m.kind == mark.kind]
        return bool(above) and above[-1] is not None and mark.value == above[-1] + 1

    def _title(self, index: int) -> Cut | None:
        mark, text = self.marks[index], self.blocks[index].text
        if not mark.whole:
            return None
        # ●小区东门完成改造： and below it the text
        colon = text.endswith(("：", ":")) and is_short(text[mark.start : -1])
        own_line = mark.sets_apart or colon
        run = (_own_line if own_line else title_run)(self.blocks, index, self.stop)
        if run is None:
            return None
        below = self.marks.get(run.byline_end)
        return Cut(run, mark.start, mark.end - colon) if below is None or below.kind != mark.kind else None

    def _above_list(self, index: int) -> Cut | None:
        """4、第四届职工技能竞赛获奖名单 and below it no text, but no other mark of the kind either."""
        mark, block = self.marks[index], self.blocks[index]
        below = next_block(self.blocks, index + 1, self.stop)
        if not mark.whole or below >= self.stop or not block.title_like:
            return None
        if below in self.marks and self.marks[below].kind == mark.kind:
            return None
        return Cut(TitleRun(index, index + 1, index + 1), mark.start, mark.end)

    def _leads(self, indices: Sequence[int]) -> dict[int, Lead]:
        found: dict[int, Lead] = {}
        for i in indices:
            mark, lead = self.marks[i], self.leads[i]
            if not mark.whole:
                found[i] = Lead(mark.start, mark.end, mark.rest(self.blocks[i].text))
            elif lead is not None and (lead.body < len(self.blocks[i].text) or self.in_section):
                found[i] = lead
        return found


def _marked_leads(blocks: Sequence[Block], marks: Mapping[int, Mark]) -> dict[int, Lead | None]:
    """The leads of all marked lines; those of one kind agree in what ends their titles. A calendar has none."""
    found: dict[int, Lead | None] = {}
    kinds: dict[str, list[int]] = {}
    for i, mark in marks.items():
        kinds.setdefault(mark.kind, []).append(i)
    for kind, alike in kinds.items():
        leads = find_leads([(blocks[i].text, marks[i].start) for i in alike])
        found.update(zip(alike, leads if kind != "日" else [None] * len(alike), strict=True))
    return found


def _own_line(blocks: Sequence[Block], index: int, stop: int) -> TitleRun | None:
    """The title that is all of a line, because its mark encloses it; text must follow."""
    below = byline_end(blocks, index + 1, stop)
    return TitleRun(index, index + 1, below) if below < stop else None
