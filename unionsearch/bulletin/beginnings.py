"""What an article begins with: which pieces of its first lines are its mark, its title, its byline, its text.

That an article begins is decided elsewhere; here its draft is begun.
"""

from __future__ import annotations

from collections.abc import Sequence

from unionsearch.bulletin.assembly import Assembly
from unionsearch.bulletin.block import Block
from unionsearch.bulletin.draft import Draft, Piece, rendered, whole
from unionsearch.bulletin.layout import is_brief_section, is_short
from unionsearch.bulletin.lead import Lead, find_lead
from unionsearch.bulletin.series import Cut
from unionsearch.bulletin.titles import TitleRun, is_report_title
from unionsearch.patterns import pattern

_LISTENERS = pattern(r"同志|委员|代表|来宾|朋友|领导|同事|同仁|職工|委員|來賓")
_AHEAD = 60  # blocks below a title that are searched for a report's chapters
_UNTITLED_LONGEST = 60  # characters of a first line that is a title as it stands
_UNTITLED_CUT = 120  # characters from which one without a sentence is cut


def begin_titled(
    assembly: Assembly,
    blocks: Sequence[Block],
    run: TitleRun,
    stop: int,
    section: str | None,
    cut: Cut | None = None,
    *,
    counted: bool = False,
) -> None:
    """Begin an article whose title stands on lines of its own; ``stop`` is where its section ends.

    ``cut`` is the title as one of a series. ``counted``: a number before another title counts it.
    """
    lines = blocks[run.start : run.byline_end]
    draft = assembly.begin("brief" if is_brief_section(section) else "article", section)
    draft.titled = True
    first = lines[0]
    mark = first.bullet
    draft.bullet = first.text[0] if mark else None
    draft.title_style = first.number.style if first.number else None
    end = len(first.text)
    if cut is not None:
        draft.serial, mark, end = True, cut.start, cut.end
    elif first.number and counted:
        draft.bullet, mark = first.number.style, first.number.length
    count = run.title_end - run.start
    # 案例一 alone on its line is no part of the title below it
    draft.title = rendered(first, mark, end) if mark < end else []
    draft.title += [whole(b) for b in lines[1:count] if not b.furniture]
    if not any(piece.text.strip() for piece in draft.title):
        draft.title = [whole(first)]  # Nothing but a picture, or the mark of a title that is not there.
    rest = cut.rest if cut is not None else None
    if rest is None or not (tail := rendered(first, rest, len(first.text))):
        assembly.regions.add("title", [whole(b) for b in lines[:count]], draft.number)
    else:
        draft.byline += tail
        assembly.regions.add("title", [Piece(first, 0, rest)], draft.number)
        assembly.account("byline", Piece(first, rest, len(first.text)), tail, draft.number)
    for block in lines[count:]:
        assembly.byline(draft, whole(block))
    if _is_report(blocks[run.byline_end : min(stop, run.byline_end + _AHEAD)], draft):
        draft.kind = "report"


def _is_report(below: Sequence[Block], draft: Draft) -> bool:
    """A speech has listeners; a report says so in its title and has a byline or headings under it."""
    if below and below[0].salutation and _LISTENERS.search(below[0].text):
        return True
    if not any(is_report_title(p.text) for p in draft.title):
        return False
    chapters = sum(b.number is not None and b.number.style == "一、" and is_short(b.text) for b in below)
    return bool(draft.byline) or chapters >= 2


def begin_item(assembly: Assembly, block: Block, lead: Lead, section: str | None) -> None:
    """Begin an article that is one item of a list in Markdown, with its title at its beginning."""
    draft = assembly.begin("brief" if is_brief_section(section) else "article", section)
    draft.title = rendered(block, lead.start, lead.end) or [whole(block)]
    _go_on(assembly, draft, block, lead)


def begin_brief(
    assembly: Assembly, block: Block, section: str | None, marker: str | None, lead: Lead | None
) -> None:
    """Begin a brief; its title is its leading sentence, which may be known, behind its mark."""
    draft = assembly.begin("brief", section)
    draft.bullet = marker
    mark = block.bullet
    if not mark and marker is not None and block.number:
        mark = block.number.length
    text = block.text
    stop = block.signature.start if block.signature else len(text)
    if lead is None or lead.body > stop:
        lead = find_lead(text[:stop], mark) or Lead(mark, stop, stop)
    if lead.start >= lead.end:  # nothing but a mark and a signature
        lead = Lead(0, len(text), len(text))
    draft.title.append(Piece(block, lead.start, lead.end))
    _go_on(assembly, draft, block, lead)


def begin_untitled(assembly: Assembly, block: Block, section: str | None) -> None:
    """Text before any title: the first line serves as one, or the first sentence of a long line."""
    draft = assembly.begin("article", section)
    text = block.text
    lead = find_lead(text) if len(text) > _UNTITLED_LONGEST else None
    if lead is None and len(text) > _UNTITLED_CUT:
        lead = Lead(0, _UNTITLED_LONGEST, _UNTITLED_LONGEST)
    elif lead is None:
        lead = Lead(0, len(text.rstrip("。")) or len(text), len(text))
    draft.title.append(Piece(block, lead.start, lead.end))
    _go_on(assembly, draft, block, lead)


def _go_on(assembly: Assembly, draft: Draft, block: Block, lead: Lead) -> None:
    """Account for the title that begins a paragraph; the rest of the paragraph is text."""
    assembly.regions.add("title", [Piece(block, 0, lead.body)], draft.number)
    if lead.body < len(block.text):
        assembly.closing(Piece(block, lead.body, len(block.text)))
