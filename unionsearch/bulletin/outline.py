"""How an issue is laid out as a whole: which lines head its sections and which begin its articles.

A mark by itself says little: 一、 may number sections, articles, or the headings of one report. What tells
is its place. Headings stand below their article's title, so a series of marks whose first one stands where
a title must stand, with nothing above it but a preface, is no series of headings.

So the whole issue is looked at first. Which lines are alike (:mod:`~unionsearch.bulletin.marks`)? Which of
them are names above titles (:mod:`~unionsearch.bulletin.sections`)? Between two such names the mark at the
top is the one that begins articles, if

* nearly every line so marked is a title with text below it, or a paragraph with a leading sentence, and
* numbers count up.

What has no mark is told by what sets it apart (:mod:`~unionsearch.bulletin.apart`).
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from unionsearch.bulletin.apart import below_rules, dividing_rules, set_apart
from unionsearch.bulletin.block import Block
from unionsearch.bulletin.chapters import Chapters, find_chapters
from unionsearch.bulletin.choice import above_series, choose
from unionsearch.bulletin.closers import find_closers
from unionsearch.bulletin.contents import Announced
from unionsearch.bulletin.layout import ends_sentence
from unionsearch.bulletin.lead import Lead
from unionsearch.bulletin.markdown import is_markdown
from unionsearch.bulletin.marks import PICTURES, Mark, find_marks
from unionsearch.bulletin.mast import below_restated
from unionsearch.bulletin.note import is_note
from unionsearch.bulletin.outside import is_foreword, is_front, tail_start, unmarked
from unionsearch.bulletin.pagehead import find_page_head
from unionsearch.bulletin.preface import (
    below_greeting,
    below_name,
    below_particulars,
    below_preface,
    introduction,
)
from unionsearch.bulletin.sections import find_sections, next_block
from unionsearch.bulletin.series import Cut, Series, marked_leads, values_above
from unionsearch.bulletin.signature import Signature
from unionsearch.bulletin.tight import find_set_off
from unionsearch.bulletin.titles import TitleRun, byline_end
from unionsearch.patterns import pattern

_FEWEST = 2  # marks that make a series
_ITALIC = pattern(r"(?:\*[^*\s][^*。]{1,38}\*|_[^_\s][^_。]{1,38}_)")  # *来信人：何晓* below a title


@dataclass(frozen=True, slots=True)
class Outline:
    """What the marks of an issue mean, by the index of the block.

    ``sections``: the names in section headers. ``titles``: the titles that a series of marks begins.
    ``items``: the leads of marked paragraphs that are articles by themselves. ``notes``: what introduces
    the first article below. ``name``: what stands above everything and names the issue.
    ``apart``: titles without a mark that blank lines set apart. ``rules``: the ruled lines between articles.
    ``closers``: contributors that nothing but their likeness tells from text.

    ``settled``: Markdown says what each line is; all that is in none of these is text. ``within``: the
    section of each title and item. ``headings`` stand within articles, ``contents`` are lists of contents,
    ``closing`` is what the issue says of itself, and so is all from ``tail`` on.
    """

    sections: Mapping[int, str] = field(default_factory=dict)
    titles: Mapping[int, Cut] = field(default_factory=dict)
    items: Mapping[int, Lead] = field(default_factory=dict)
    notes: frozenset[int] = frozenset()
    name: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    rules: frozenset[int] = frozenset()
    closers: Mapping[int, Signature | None] = field(default_factory=dict)
    settled: bool = False
    within: Mapping[int, str | None] = field(default_factory=dict)
    headings: frozenset[int] = frozenset()
    contents: frozenset[int] = frozenset()
    closing: frozenset[int] = frozenset()
    tail: int = sys.maxsize


def find_outline(blocks: Sequence[Block], known: Announced | None = None) -> Outline:
    """The outline of the blocks between contents list and footer, whose list announces ``known``."""
    known = known or Announced()
    closers = find_closers(blocks)
    marks = {i: mark for i, mark in find_marks(blocks).items() if i not in closers}
    notes: set[int] = set()
    first = below_restated(blocks, below_name(blocks, marks))
    stated = below_particulars(blocks, marks, first)
    notes.update(range(first, stated))
    first = stated
    listed = {i for i, b in enumerate(blocks) if known.find(b.text)}
    page = find_page_head(blocks, marks, first, listed)
    if page is not None and not find_sections(blocks, marks, known, first, closers).keys().isdisjoint(
        range(first, page.below)
    ):
        page = None  # a name that heads the first of several sections
    if page is not None:
        notes.update(page.notes)
        first = page.below
    top = _top(blocks, marks, known, first, closers)
    sections = find_sections(blocks, marks, known, top, closers)
    headed = page is not None and page.named
    if not (sections or headed) and (set_off := find_set_off(blocks, marks, first, listed)) is not None:
        sections = set_off.names
        notes.update(range(first, set_off.first))
        top = max(top, set_off.first)
        first = set_off.first
    if headed and first not in sections:
        sections = dict(sorted({first: blocks[first].text, **sections}.items()))
    chapters = find_chapters(blocks, marks, sections) if is_markdown(blocks) else None
    if chapters is not None:
        return _by_chapters(blocks, chapters, closers)
    head = range(first, min(sections, default=first))
    greeting = [i for i in head if blocks[i].prose]
    # 10月21日 星期四 has the only mark of its kind.
    if all(i not in marks or marks[i].kind == PICTURES for i in head) and (
        not greeting or is_front(blocks, head.start, head.stop)
    ):
        first = min(sections, default=first)  # lines above the first header that no text belongs to
        notes.update(greeting if sections else ())
    elif (opening := introduction(blocks, marks, sections, first)) is not None:
        notes.update(range(opening, min(sections)))
        first = min(sections)
    leads, above = marked_leads(blocks, marks), values_above(marks)
    if top > first and top not in sections and top not in marks:
        notes.update(range(first, top))
    titles: dict[int, Cut] = {}
    items: dict[int, Lead] = {}
    name = set(range(first)) - notes
    names: dict[int, str] = {}
    closing: set[int] = set()
    announced = listed if known.whole else set[int]()
    for start, stop in _scopes(blocks, marks, sections, first):
        series = Series(blocks, marks, leads, above, start, stop, bool(sections))
        at_top = start == first or (first in sections and start == next_block(blocks, first + 1, stop))
        opener = below_preface(blocks, marks, start, stop, at_top)
        if (
            start > first
            and opener in marks
            and not marks[opener].is_heading
            and not is_note(blocks[start].text)
        ):
            opener = start  # text without a title below a section's header is an article
        found = series.titles(opener)
        more = {} if found else series.items(opener)
        choice = None if found or more else choose(blocks, marks, series, start, stop, closers)
        cuts, leads_in = (found, more) if choice is None else (choice.titles, choice.items)
        # A title may stand below its number.
        members = {*leads_in, *(i for cut in cuts.values() for i in range(cut.run.start, cut.run.title_end))}
        if members.isdisjoint(announced) and not announced.isdisjoint(range(start, stop)):
            found, more, choice = {}, {}, None  # the list names other titles here: this is a list in a text
        if choice is not None:
            titles.update(choice.titles)
            items.update(choice.items)
            names.update(choice.sections)
            closing.update(choice.closing)
            named, noted = above_series(blocks, start, min([choice.opener, *choice.sections]))
            if start == first:
                name.update(named)
            notes.update(noted)
            continue
        if not (found or more) and not (opener == stop and start == first):
            opener = start
        titles.update(found)
        items.update(more)
        notes.update(range(start, opener))
    if len(titles) + len(items) < _FEWEST:
        titles, items = {}, {}
    if names:
        sections = dict(sorted({**sections, **names}.items()))
    apart, rules = set_apart(blocks, marks, sections, top), dividing_rules(blocks, marks, sections)
    begun = {*titles, *items} or {i for i in apart if i >= first}
    if not begun.isdisjoint(closers) or not begun:
        begun = unmarked(blocks, first, sections, closers)
    foreword = range(first, min(announced, default=first))
    if len(announced) > _FEWEST and is_foreword(blocks, foreword, {*titles, *items, *sections}):
        notes.update(foreword)
    upper = range(first, min((i for i in apart if i >= first), default=first))
    # One line without a full stop is a title that something else has parted from its text.
    whole = len(upper) > 1 or (len(upper) == 1 and ends_sentence(blocks[first].text))
    if not (titles or items or sections) and whole and is_front(blocks, upper.start, upper.stop):
        notes.update(upper)
    tail = tail_start(blocks, marks, begun, sections, closers, rules)
    return Outline(
        {i: section for i, section in sections.items() if i < tail},
        titles,
        items,
        notes=frozenset(notes),
        name=frozenset(name),
        apart=apart,
        closers={i: closer for i, closer in closers.items() if i not in sections},
        rules=rules,
        closing=frozenset(closing.union(below_rules(blocks, marks, rules))),
        tail=tail,
    )


def _top(
    blocks: Sequence[Block],
    marks: Mapping[int, Mark],
    known: Announced,
    first: int,
    closers: Mapping[int, Signature | None],
) -> int:
    """Where the articles or their sections begin, below a preface, a greeting or what stands in front."""
    top = below_preface(blocks, marks, first, len(blocks), True)
    lower = below_greeting(blocks, marks, first)
    if top == first < lower:
        begins = lower in find_sections(blocks, marks, known, lower, closers)
        if begins or lower in set_apart(blocks, marks, {}, lower):
            top = lower
    marked = min((i for i in marks if i > first), default=first)
    if (
        top == first < marked
        and is_front(blocks, first, marked)
        and not any(b.title_like for b in blocks[first:marked])
        and marked in find_sections(blocks, marks, known, marked, closers)
    ):
        top = marked
    return top


def _by_chapters(
    blocks: Sequence[Block], chapters: Chapters, closers: Mapping[int, Signature | None]
) -> Outline:
    """The outline of an issue in Markdown."""
    begun = sorted([*chapters.titles, *chapters.items, *chapters.sections, *chapters.headings, len(blocks)])
    titles: dict[int, Cut] = {}
    for i, entry in sorted(chapters.titles.items()):
        stop = begun[bisect_right(begun, i)]
        below = byline_end(blocks, i + 1, stop)
        if below == i + 1 < stop and _ITALIC.fullmatch(blocks[below].text):
            below += 1
        titles[i] = Cut(TitleRun(i, i + 1, below), entry.start, entry.end, entry.rest)
    return Outline(
        dict(sorted(chapters.sections.items())),
        titles,
        {i: Lead(entry.start, entry.end, entry.rest) for i, entry in sorted(chapters.items.items())},
        notes=frozenset(chapters.notes),
        name=frozenset(chapters.name),
        settled=True,
        closers=closers,
        within=chapters.within,
        headings=frozenset(chapters.headings),
        contents=frozenset(chapters.contents),
        closing=frozenset(chapters.closing),
    )


def _scopes(
    blocks: Sequence[Block], marks: Mapping[int, Mark], sections: Mapping[int, str], first: int
) -> Iterator[tuple[int, int]]:
    """The stretches between section headers, each from the first block that is no mere print."""
    ends = [*sections, len(blocks)]
    starts = [first, *(i + 1 for i in sections)]
    for start, stop in zip(starts, ends, strict=True):
        top = start
        while top < stop and blocks[top].furniture and top not in marks:
            top += 1
        if top < stop:
            yield top, stop
