"""Blocks into articles: a short list of rules, tried in order at each block.

Looks (of :class:`Block`) say what a block could be; the rules decide by its place: an article is open,
or has been signed and is thereby closed, or none has begun in this section yet.
"""

from __future__ import annotations

from collections.abc import Sequence

from unionsearch.bulletin.assembly import Assembly
from unionsearch.bulletin.beginnings import begin_brief, begin_titled, begin_untitled
from unionsearch.bulletin.block import Block
from unionsearch.bulletin.contents import Announced, entry_key
from unionsearch.bulletin.draft import Draft, Regions, whole
from unionsearch.bulletin.heading import is_heading
from unionsearch.bulletin.kinds import settle_kinds
from unionsearch.bulletin.layout import dash_length, is_brief_section
from unionsearch.bulletin.lead import Lead, find_lead
from unionsearch.bulletin.markdown import is_markdown
from unionsearch.bulletin.note import is_note
from unionsearch.bulletin.outline import find_outline
from unionsearch.bulletin.outside import AFTERWORD, is_afterword
from unionsearch.bulletin.sections import is_end
from unionsearch.bulletin.senders import credit_senders
from unionsearch.bulletin.setting import indented, styled
from unionsearch.bulletin.settled import assemble_settled
from unionsearch.bulletin.signature import is_unit
from unionsearch.bulletin.titles import (
    TitleRun,
    byline_end,
    is_document_title,
    title_run,
    title_score,
)
from unionsearch.patterns import pattern

_FINALE = pattern(r"(?:奋斗|贡献|努力|力量|成绩|胜利|局面|愉快|幸福)！$|谢谢(?:大家|各位)?[！。]$")
_HEADLINE = 2  # a title's score from which it is none of a speech's headings
_AHEAD = 30  # blocks that are searched for the signature of an open article
_LEAD_LONGEST = 45  # characters of a leading sentence that by itself begins the next brief


class Parser:
    """Puts the articles of one issue together. Use once: ``Parser(blocks, known, regions).run()``.

    ``known`` is what the contents list announces, each title once. ``regions`` gets what every character is.
    """

    def __init__(self, blocks: Sequence[Block], known: Announced, regions: Regions) -> None:
        self.blocks = blocks
        self.known = known
        self.printed: set[str] = set()
        self.outline = find_outline(blocks, known)
        self.regions = regions
        self.assembly = Assembly(regions, is_markdown(blocks), self.outline.settled)
        self.signed_file = sum(b.signature is not None for b in blocks) >= 2
        met = {title for b in blocks if (title := known.find(b.text)) is not None} if known.whole else set()
        # A list whose titles are worded otherwise than the articles' is no guide to them.
        self.whole_list = 2 * len(met) >= len(known.titles) > 0

        self._enter(None, 0)

    def run(self) -> list[Draft]:
        """The drafts of all articles in order."""
        if self.outline.settled:
            assemble_settled(self.blocks, self.outline, self.assembly)
        else:
            index = 0
            while index < len(self.blocks):
                index = self._step(index)
        settle_kinds(self.assembly.drafts)
        credit_senders(self.assembly.drafts, self.regions)
        return self.assembly.drafts

    @property
    def current(self) -> Draft | None:
        """The article that was begun last in this section."""
        return self.assembly.current

    def _step(self, index: int) -> int:
        """Apply the first rule that fits the block at ``index``; the index of the next block."""
        block = self.blocks[index]
        if index >= self.outline.tail:
            self.assembly.tail(whole(block))
        elif block.furniture and index not in self.outline.titles:
            self.regions.add("footer", [whole(block)])
            if index in self.outline.rules and self.current is not None:
                self.current.ended = True
        elif index in self.outline.name:
            self.regions.add("masthead", [whole(block)])
        elif index in self.outline.closing:
            self.regions.add("footer", [whole(block)])
        elif (name := self.outline.sections.get(index) or self._plain_section(index)) is not None:
            self.regions.add("section header", [whole(block)])
            self._enter(name, index + 1)
        elif (run := self._in_series(index)) is not None:
            self._article(run)
            return run.byline_end
        elif index in self.outline.items:
            self._brief(block, self.outline.items[index])
        elif index in self.outline.closers and self.current is not None and not self.current.closed:
            self.assembly.close(whole(block), self.outline.closers[index])
        elif block.is_signature and not block.leading and self.current is not None and self.current.left:
            self.regions.add("footer", [whole(block)])
        elif block.signature and self.current is not None and self._signs(block):
            self.assembly.sign(whole(block), block.signature)
            self.current.signed_above = self._is_above_text(index)
        elif block.companion and "：" in block.text and self._has_text():
            self.assembly.end(whole(block))
        elif (
            index in self.outline.notes
            or self._is_note(index)
            or block.leading
            or self._above_announced(index)
        ):
            # An editor's note above a title introduces that article: it is printed with its byline.
            if block.leading and self.current is not None:
                self.current.ended = True
            self.assembly.note(whole(block))
        elif self._starts_item(index):
            self._brief(block)
        elif (run := self._title(index)) is not None:
            self._article(run)
            return run.byline_end
        elif self._starts_brief(index):
            self._brief(block)
        elif self.current is None:
            begin_untitled(self.assembly, block, self.section)
        elif is_heading(self.blocks, index, self.section_end):
            self.current.headings.add(len(self.current.body))
            self.assembly.paragraph(whole(block))
        else:
            self.assembly.closing(whole(block))
        return index + 1

    def _signs(self, block: Block) -> bool:
        """A contributor and nothing else; one that is printed as the title's company ends a text."""
        assert self.current is not None
        ends = not block.byline or (block.closing is not None and bool(self.current.body))
        return block.is_signature and ends and not block.leading

    def _has_text(self) -> bool:
        """Below the open article's title stands more than labelled lines: 链接：…"""
        return self.current is not None and any(piece.block.prose for piece in self.current.body)

    def _is_above_text(self, index: int) -> bool:
        """The contributor stands right below the title, and the text below the contributor."""
        assert self.current is not None
        if self.current.body or not self.current.titled or index + 1 >= self.section_end:
            return False
        below = self.blocks[index + 1]
        begun = index + 1 in self.outline.titles or index + 1 in self.outline.items
        return below.prose and not below.bullet and not begun

    # -- sections ---------------------------------------------------------------------------------

    def _plain_section(self, index: int) -> str | None:
        """工作简讯 without brackets is a header where an article may begin and titles or items follow."""
        block = self.blocks[index]
        name = block.plain_section
        if index + 1 >= len(self.blocks):
            return None
        if name is None or not self._boundary():
            return None
        following = self.blocks[index + 1]
        if following.bullet or title_run(self.blocks, index + 1, len(self.blocks)):
            return name
        items = is_brief_section(name) and not following.title_like and find_lead(following.text) is not None
        return name if items else None

    def _enter(self, name: str | None, index: int) -> None:
        """A section begins: find out how its items look."""
        self.section = name
        self.assembly.current = None
        end = index
        while end < len(self.blocks) and end not in self.outline.sections:
            end += 1
        self.section_end = end
        self.in_briefs = is_brief_section(name)
        inside = [b for b in self.blocks[index:end] if not b.furniture] if self.in_briefs else []
        self.bulleted_briefs = bool(inside) and self._marker(inside[0]) is not None
        self.signed_briefs = any(b.signature for b in inside)

    def _boundary(self) -> bool:
        """An article has just ended, or none is open."""
        return self.current is None or self.current.closed

    def _is_note(self, index: int) -> bool:
        """编者按：… where an article may begin, and one does right after it."""
        return (
            self._boundary()
            and is_note(self.blocks[index].text)
            and title_run(self.blocks, index + 1, self.section_end) is not None
        )

    def _above_announced(self, index: int) -> bool:
        """It leads to the title below, which the contents list names, and is itself not named there."""
        block = self.blocks[index]
        if index + 1 >= self.section_end or not block.title_like or block.number or block.bullet:
            return False
        below = self.blocks[index + 1]
        title = entry_key(below.text)
        return (
            (self._boundary() or block.blank_before)
            and not below.blank_before
            and title in self.known.titles
            and title not in self.printed
            and self.known.find(block.text) is None
        )

    # -- briefs -----------------------------------------------------------------------------------

    def _marker(self, block: Block) -> str | None:
        """What marks an item of a list of briefs: its bullet or, among briefs, the style of its number."""
        if block.bullet:
            return block.text[0]
        return block.number.style if block.number and self.in_briefs else None

    def _starts_item(self, index: int) -> bool:
        """A bulleted paragraph is a brief; within a titled article it is an item of its text."""
        if self._within_series():
            return False
        block = self.blocks[index]
        marker = self._marker(block)
        if marker is None:
            return False
        current = self.current
        if self.in_briefs:
            fits = current is None or current.closed or current.bullet in (marker, None)
            return fits and not self._titled_item(index)
        if current is not None and not current.closed and current.bullet != marker:
            return False
        return block.bullet > 0 and not self._titled_item(index) and find_lead(block.text) is not None

    def _titled_item(self, index: int) -> bool:
        """The marked line is a title by itself, and its text follows."""
        run = title_run(self.blocks, index, self.section_end)
        return run is not None and self._marker(self.blocks[run.byline_end]) is None

    def _starts_brief(self, index: int) -> bool:
        """A paragraph without a title line begins a brief where an article may begin."""
        block = self.blocks[index]
        if is_afterword(block.text) or block.salutation:
            return False
        current = self.current
        if self._within_series():
            return False
        if self._boundary():
            # A list of all articles has none without a title.
            led = current is not None and not self.whole_list and find_lead(block.text) is not None
            return self.in_briefs or led
        if not self.in_briefs or self.bulleted_briefs or current is None or not current.body:
            return False
        if current.kind != "brief" or current.titled:
            return False
        # Briefs seldom have a second paragraph: one with a headline for its first sentence is the next.
        lead = find_lead(block.text)
        if lead is None or lead.body >= len(block.text) or lead.end - lead.start > _LEAD_LONGEST:
            return False
        return title_score(block.text[lead.start : lead.end]) >= (3 if self.signed_briefs else 2)

    def _brief(self, block: Block, lead: Lead | None = None) -> None:
        """Begin a brief, whose leading sentence may be known."""
        begin_brief(self.assembly, block, self.section, self._marker(block), lead)

    # -- articles ---------------------------------------------------------------------------------

    def _in_series(self, index: int) -> TitleRun | None:
        """The title that begins here, when it is one of a series."""
        if index not in self.outline.titles:
            return None
        announced = self.known.find(self.blocks[index].text)
        if announced is not None:
            return self._announced(index, announced)
        return self.outline.titles[index].run

    def _within_series(self) -> bool:
        """The open article is one of a series: only a mark, a signature or a section header ends it."""
        return self.current is not None and self.current.serial and not self.current.closed

    def _title(self, index: int) -> TitleRun | None:
        """The title that begins here, or None where its look deceives."""
        block = self.blocks[index]
        announced = self.known.find(block.text)
        if announced is not None and announced not in self.printed:
            run = self._announced(index, announced)
            if run is not None:
                self.printed.add(announced)
                return run
        if announced is not None and entry_key(block.text) in self.printed:
            return None  # the title once more, within its article
        run = title_run(self.blocks, index, self.section_end)
        current = self.current
        if run is None or self._within_series() or is_afterword(block.text) or self._is_attached(run):
            return None
        if block.columns and current is not None and current.body and current.body[-1].block.columns:
            return None  # one more row of a list
        accompanied = run.title_end < run.byline_end and self.blocks[run.title_end].companion
        speech = current is not None and current.kind == "report"
        # Headings of a speech stand as far apart as titles do.
        apart = accompanied or (
            index in self.outline.apart and (not speech or title_score(block.text) >= _HEADLINE)
        )
        if current is None or current.closed or (apart and current.body):
            return run
        if block.question:
            return None
        if not current.body or self.whole_list:
            return None
        if is_document_title(block.text) and is_end(self.blocks[index - 1]):
            return run
        above = current.body[-1].text.strip()
        if len(current.body) > 1 and current.body[-1].block.date_line:
            return run  # the date above ends a letter or notice
        if current.kind == "report":
            over = (
                block.number is None and _FINALE.search(above[-8:]) and title_score(block.text) >= _HEADLINE
            )
            return run if over else None
        if block.number:
            return run if block.number.style == current.title_style else None
        if block.bullet:
            return run if block.text[0] == current.bullet else None
        if self.in_briefs and current.kind == "brief":
            return run
        if above.endswith(("：", ":")):
            return None
        alike = self._set_as_title(run, current)
        # Two titles set alike before this one are a habit, unless headings within articles are likely.
        habit = alike > 0 and not self.signed_file and current.number > 1
        signed_below = 2 * (run.byline_end > run.title_end)
        score = title_score(block.text) + alike + habit + signed_below
        return run if score >= self._needed(run) else None

    def _is_attached(self, run: TitleRun) -> bool:
        """Below the open article's text the unit that issued it, above its day; what is enclosed (附：)."""
        if self.current is None or not self.current.body:
            return False
        unit, below = self.blocks[run.start], self.blocks[run.start + 1 : run.start + 2]
        sealed = bool(below) and below[0].date_line and is_unit(unit.text) and not unit.number
        return sealed or AFTERWORD.fullmatch(self.current.body[-1].text.strip()) is not None

    def _announced(self, index: int, title: str) -> TitleRun | None:
        """The title that the contents list announces: its line, subtitles, its byline.

        Announced word for word it may be of any length, and an article without text (a picture, a film).
        """
        if entry_key(self.blocks[index].text) != title:
            run = title_run(self.blocks, index, self.section_end)
            apart = run is None and self.blocks[index].title_like and self.blocks[index].blank_before
            return TitleRun(index, index + 1, index + 1) if apart else run
        end = index + 1
        while end < self.section_end and dash_length(self.blocks[end].text) and self.blocks[end].title_like:
            end += 1
        below = end
        while below < self.section_end and self.known.by_author(self.blocks[below].text):
            below += 1
        return TitleRun(index, end, byline_end(self.blocks, below, self.section_end))

    def _set_as_title(self, run: TitleRun, current: Draft) -> int:
        """How much sets it off from its text as the open article's title is: blank line, indent, style."""
        title, first = current.title[-1].block, current.body[0].block
        line, below = self.blocks[run.start], self.blocks[run.byline_end]
        by_blank = (
            line.blank_before
            and not below.blank_before
            and not first.blank_before
            and (title.blank_before or current.number == 1)
        )
        by_indent = indented(line, below) == indented(title, first) != 0
        return max(by_blank, by_indent, styled(line, below, title))

    def _needed(self, run: TitleRun) -> int:
        """How much must speak for a title while an article is open.

        Where articles are signed, the open one may go on under headings: then several lines like this
        stand between here and the signature that closes it.
        """
        if not self.signed_file:
            return 2
        lines = 0
        for index in range(run.start, min(self.section_end, run.start + _AHEAD)):
            block = self.blocks[index]
            if block.signature:
                return 2 if lines <= 1 else 4
            lines += block.title_like and index + 1 < self.section_end and self.blocks[index + 1].prose
        return 2

    def _article(self, run: TitleRun) -> None:
        """Begin an article whose title stands on lines of its own."""
        first = self.blocks[run.start]
        cut = self.outline.titles.get(run.start)
        counted = cut is None and (self.in_briefs or self.known.find(first.text) is not None)
        begin_titled(self.assembly, self.blocks, run, self.section_end, self.section, cut, counted=counted)
