"""Series: lines between two section headers that are marked alike and begin articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import dash_length, ends_sentence, has_words, is_short, label_length
from unionsearch.bulletin.lead import Lead, find_leads, run_in_leads, sentence_lead
from unionsearch.bulletin.loose import is_loose
from unionsearch.bulletin.marks import Mark
from unionsearch.bulletin.sections import counted, next_block
from unionsearch.bulletin.titles import TitleRun, byline_end, title_run

_T = TypeVar("_T")
_SECOND_LINE = 20  # characters of the longest second line of a title with a mark
_TITLE_LONGEST = 100  # characters of one among shorter ones
_FEWEST_LABELS = 3  # 【…】 is common inside texts as well


@dataclass(frozen=True, slots=True)
class Cut:
    """A title on lines of its own: its lines and, in the first, the title without its mark.

    ``rest`` is where in that line a byline begins that stands behind the title.
    """

    run: TitleRun
    start: int
    end: int
    rest: int | None = None


class Series:
    """The lines marked alike between two section headers."""

    def __init__(
        self,
        blocks: Sequence[Block],
        marks: Mapping[int, Mark],
        leads: Mapping[int, Lead | None],
        above: Mapping[int, int | None],
        start: int,
        stop: int,
        in_section: bool,
    ) -> None:
        self.blocks, self.marks, self.leads, self.above = blocks, marks, leads, above
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

    def _accepted(
        self, opener: int, fitting: dict[int, _T], weakly: Mapping[int, _T] | None = None
    ) -> dict[int, _T]:
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
        value, above = self.marks[opener].value, self.above.get(opener)
        return above is not None and value == above + 1

    def _title(self, index: int) -> Cut | None:
        mark, text = self.marks[index], self.blocks[index].text
        if not mark.whole:
            return None
        if mark.alone:
            return self._below_number(index)
        # ●小区东门完成改造： and below it the text
        colon = text.endswith(("：", ":")) and is_short(text[mark.start : -1])
        own_line = mark.sets_apart or colon
        if self._is_underlined(index):
            return Cut(TitleRun(index, index + 1, index + 2), mark.start, mark.end - colon)
        run = (_own_line if own_line else title_run)(self.blocks, index, self.stop)
        end = run.title_end if run else min(index + 2, self.stop)
        if self.blocks[index].title_like and any(self._is_text(i) for i in range(index + 1, end)):
            run = _own_line(self.blocks, index, self.stop)
        if run is None and is_loose(mark.kind) and self.blocks[index].title_like:
            run = _own_line(self.blocks, index, self.stop)
        if run is None:
            return None
        below = self.marks.get(run.byline_end)
        return Cut(run, mark.start, mark.end - colon) if below is None or below.kind != mark.kind else None

    def _is_underlined(self, index: int) -> bool:
        """A rule right below the line, and a text right below the rule."""
        rule, text = (*self.blocks[index + 1 : min(index + 3, self.stop)], None, None)[:2]
        if rule is None or text is None or rule.blank_before or text.blank_before:
            return False
        return rule.furniture and not has_words(rule.text) and text.prose

    def _below_number(self, index: int) -> Cut | None:
        """案例一, or a number, and on the next line the title."""
        title = next_block(self.blocks, index + 1, self.stop)
        if title >= self.stop or title in self.marks or not self.blocks[title].title_like:
            return None
        run = title_run(self.blocks, title, self.stop) or _own_line(self.blocks, title, self.stop)
        end = self.marks[index].end
        return Cut(TitleRun(index, run.title_end, run.byline_end), end, end) if run else None

    def _is_text(self, index: int) -> bool:
        """No further line of a marked title, but text that is broken off or has no full stop."""
        block = self.blocks[index]
        return len(block.text) > _SECOND_LINE and index not in self.marks and not dash_length(block.text)

    def _above_list(self, index: int) -> Cut | None:
        """4、第四届职工技能竞赛获奖名单 and below it no text, but no other mark of the kind either."""
        mark, block = self.marks[index], self.blocks[index]
        below = next_block(self.blocks, index + 1, self.stop)
        if not mark.whole or below >= self.stop or not (block.title_like or self._is_long_title(index)):
            return None
        if below in self.marks and self.marks[below].kind == mark.kind:
            return None
        return Cut(TitleRun(index, index + 1, index + 1), mark.start, mark.end)

    def _is_long_title(self, index: int) -> bool:
        """Longer than other titles, but no sentence, and blank lines around it."""
        text, below = self.blocks[index].text, self.blocks[index + 1 : index + 2]
        apart = self.blocks[index].blank_before and bool(below) and below[0].blank_before
        return apart and len(text) <= _TITLE_LONGEST and not ends_sentence(text) and "。" not in text

    def _leads(self, indices: Sequence[int]) -> dict[int, Lead]:
        found: dict[int, Lead] = {}
        for i in indices:
            mark, lead = self.marks[i], self.leads[i]
            if not mark.whole:
                found[i] = Lead(mark.start, mark.end, mark.rest(self.blocks[i].text))
            elif lead is not None and (lead.body < len(self.blocks[i].text) or self.in_section):
                found[i] = lead
        return found


def values_above(marks: Mapping[int, Mark]) -> dict[int, int | None]:
    """For each mark the number of the last one of its kind above."""
    last: dict[str, int | None] = {}
    found: dict[int, int | None] = {}
    for i, mark in marks.items():
        found[i] = last.get(mark.kind)
        last[mark.kind] = mark.value
    return found


def marked_leads(blocks: Sequence[Block], marks: Mapping[int, Mark]) -> dict[int, Lead | None]:
    """The leads of all marked lines; those of one kind agree in what ends a title. Calendars have none."""
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
