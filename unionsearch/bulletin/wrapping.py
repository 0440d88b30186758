"""Printed lines into blocks: a paragraph that was hard-wrapped over many lines becomes one again.

Some files break every line at a fixed width, others keep a paragraph on one line. In the first kind a
line that leaves no room for what comes next runs on; in the second kind no line runs on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from unionsearch.bulletin.block import Block, make_block
from unionsearch.bulletin.layout import (
    bullet_length,
    ends_sentence,
    is_address,
    is_furniture,
    is_page_number,
    numbered,
    section_name,
)
from unionsearch.bulletin.lines import Line, cells
from unionsearch.bulletin.loose import loosely_numbered
from unionsearch.bulletin.signature import find_signature
from unionsearch.patterns import pattern

_FEWEST = 4  # lines of one width that make a file a wrapped one
_LEADER = pattern(r"[.…⋯·．・]{2,}\s{0,4}[（(]?[0-9０-９]{1,3}[）)]?$")
_FIRST_UNIT = pattern(r"[A-Za-z0-9.%,]{1,20}|.[，。、；：！？”’）》】…]{0,2}", re.S)
_RUNNING = 60  # characters of a page's header, spaces included
_STOP = pattern(r"[。；，！？：]")
_COLUMN = pattern(r"\S(?: {3,}|\t|\u3000{2,})\S")
_COLUMNS = 200  # cells of the widest line that is looked at for columns
_MAST = 8  # lines at the top whose words pages repeat
_FEWEST_PAGES = 2
_GAP = pattern(r"\s+")
_PAGED = pattern(r"[\s0-9０-９]+|第[一二三四五六七八九十]{1,3}页")
# Lines of Markdown that are no running text, and such as begin something.
_MARKED = pattern(r"#{1,6}\s|<(?!<)|\||!\[|```|~~~|(?:\*\*|__).*(?:\*\*|__)$")
_BEGINS = pattern(r"#{1,6}\s|<(?!<)|\||!\[|```|~~~|(?:\*\*|__)\S|[-+*]\s|>\s")
_OPEN_END = pattern(r"[（(]([^（(）)]{0,30})$")
_NEVER_FIRST = frozenset("，。、；！？）》”’】」』")
_CLOSE_START = pattern(r"[^（(）)。！？]{0,30}[）)]$")


@dataclass(frozen=True, slots=True)
class Fold:
    """Where a file breaks its lines: after ``width`` cells, or after so many characters.

    ``slack`` is how far a full line may miss it, because of punctuation that may not begin a line;
    ``margin`` the indent of lines that continue a paragraph.
    """

    width: int
    slack: int
    measure: Callable[[Line], int]
    unit: Callable[[str], int]
    margin: int = 0


def _by_cells(line: Line) -> int:
    return line.width


def _by_count(line: Line) -> int:
    return line.count


_MEASURES = (  # measure, of a text, slack, narrowest column whose lines are joined
    (_by_cells, cells, 4, 40),
    (_by_count, len, 2, 20),
)


def find_fold(lines: Sequence[Line]) -> Fold | None:
    """Where the file's paragraphs are broken, or None when they are not.

    Evidence is a line that ends in mid-sentence and is followed by one no wider: a title is followed by
    a much longer paragraph, or by a blank line. Such lines must agree on their width.
    """
    best: tuple[int, Fold] | None = None
    for measure, unit, slack, narrowest in _MEASURES:
        widths: Counter[int] = Counter()
        for line, following in pairwise(lines):
            width = measure(line)
            if (
                width >= narrowest
                and _is_running(line, width)
                and not following.blank_before
                and not _BEGINS.match(following.text)
                and measure(following) <= width + slack
                and not ends_sentence(line.text)
                and not _LEADER.search(line.text[-40:])
            ):
                widths[width] += 1
        if not widths:
            continue
        near = {w: sum(widths[w - d] for d in range(slack + 1)) for w in widths}
        width = max(near, key=lambda w: (near[w], -w))
        found = sum(widths.values())
        fewest = _FEWEST - (near[width] == found)  # where none speaks against it
        if near[width] < fewest or near[width] < 0.6 * found:
            continue
        wider = sum(measure(line) > width + slack for line in lines)
        if wider > 2 * near[width]:
            continue  # where paragraphs are broken, few lines go on beyond that place
        sharpness = widths.most_common(1)[0][1]
        if best is None or sharpness > best[0]:
            fold = Fold(width, slack, measure, unit)
            best = sharpness, replace(fold, margin=_margin(lines, fold))
    return best[1] if best else None


def make_blocks(lines: Sequence[Line]) -> list[Block]:
    """All lines as blocks, in order."""
    running = running_lines(lines)
    fold = find_fold([line for line in lines if line.number not in running] if running else lines)
    found: list[Block] = []
    current: list[Line] = []
    for line in lines:
        if line.number in running:
            if current:
                found.append(make_block(current))
                current = []
            found.append(make_block([line], running=True))
        elif current and (_closes(current[-1], line) or (fold and _runs_on(current[-1], line, fold))):
            current.append(line)
        else:
            if current:
                found.append(make_block(current))
            current = [line]
    if current:
        found.append(make_block(current))
    return found


def running_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that are pages' headers and footers: alike, each beside a page number."""
    numbers = [is_page_number(line.text) for line in lines]
    # In a contents list they stand close together.
    pages = [yes and sum(numbers[max(0, i - 3) : i + 4]) == 1 for i, yes in enumerate(numbers)]
    alike: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        beside = any(pages[max(0, i - 1) : i + 2]) and not pages[i]
        if beside and len(line.text) <= _RUNNING and not _STOP.search(line.text):
            alike.setdefault(_PAGED.sub("", line.text), []).append(line.number)
    beside_numbers = {n for words, found in alike.items() if words and len(found) >= 2 for n in found}
    return frozenset(beside_numbers | _with_page(lines))


def _with_page(lines: Sequence[Line]) -> set[int]:
    """海员之声　2013年第4期　·2·: what the masthead says, and a page number that counts on, in one line."""
    head: set[str] = set()
    pages: dict[str, list[tuple[int, int]]] = {}  # of each wording the lines' numbers and the pages'
    for place, line in enumerate(lines):
        parts = _GAP.split(line.text) if len(line.text) <= _RUNNING else []
        numbers = [part for part in parts if is_page_number(part)]
        words = [part for part in parts if part not in numbers]
        if words and len(numbers) == 1 and head.issuperset(words):
            page = int(re.sub(r"\D", "", numbers[0]))
            pages.setdefault("".join(words), []).append((line.number, page))
        if place < _MAST and len(numbers) != 1:
            head.update(parts, ["".join(parts)])
    return {
        number
        for found in pages.values()
        if len(found) >= _FEWEST_PAGES and all(a[1] < b[1] for a, b in pairwise(found))
        for number, _ in found
    }


def _margin(lines: Sequence[Line], fold: Fold) -> int:
    """The indent of lines that continue a paragraph: the commonest after a full line."""
    indents = Counter(
        following.indent
        for line, following in pairwise(lines)
        if fold.measure(line) >= fold.width - fold.slack
        and not following.blank_before
        and not ends_sentence(line.text)
    )
    return indents.most_common(1)[0][0] if indents else 0


def _runs_on(line: Line, following: Line, fold: Fold) -> bool:
    """``following`` continues the paragraph of ``line``: no room was left for its first character or word."""
    width = fold.measure(line)
    if (
        not _is_running(line, width)
        or following.blank_before
        or _BEGINS.match(following.text)
        or width > fold.width + fold.slack
        or following.indent > fold.margin + 1
    ):
        return False
    first = _FIRST_UNIT.match(following.text)
    room = fold.width - width - fold.unit(first.group() if first else "")
    if room > (0 if ends_sentence(line.text) else fold.slack):
        return False
    if _LEADER.search(line.text[-40:]) or _is_signed(line.text):
        return False
    if is_furniture(following.text) or section_name(following.text) or section_name(line.text):
        return False
    if not ends_sentence(line.text):
        return True
    # A paragraph's last line ends like one; a short line that does not is a title below a full last line.
    short = fold.measure(following) < fold.width - fold.slack
    last = ends_sentence(following.text) or find_signature(following.text[-60:]) is not None
    return not _is_marked(following.text) and (last or not short)


def _is_running(line: Line, width: int) -> bool:
    """The line may be one of running text: not set in the middle or at the right, no address, no columns."""
    text = line.text
    if 3 * line.indent > width or is_furniture(text) or is_address(text) or _MARKED.match(text):
        return False
    return not (width < _COLUMNS and _COLUMN.search(text))


def _is_marked(text: str) -> bool:
    """A new item begins, where the line above has ended a sentence."""
    return bool(bullet_length(text) or numbered(text) or loosely_numbered(text)) or text[0] in "【［〖"


def _is_signed(text: str) -> bool:
    """A contributor ends the line, after a whole sentence."""
    found = find_signature(text[-60:]) if text.endswith(("）", ")")) else None
    return found is not None and found.start > 0 and ends_sentence(text[-60:][: found.start].rstrip())


def _closes(line: Line, following: Line) -> bool:
    """A signature in parentheses is broken: （渡口区总工会、 on one line, 南岸区总工会） on the next.

    What only closes or separates begins no line of its own.
    """
    if following.blank_before:
        return False
    if following.text[0] in _NEVER_FIRST and len(following.text) > 1 and not is_furniture(line.text):
        return True
    if len(following.text) > 31:
        return False
    opened = _OPEN_END.search(line.text, max(0, len(line.text) - 32))
    return opened is not None and _CLOSE_START.match(following.text) is not None
