"""Lines of a width: where a text of Han characters and words may be broken.

Lines are spans, not strings: highlights are offsets into the whole text, and markup comes last.
"""

from __future__ import annotations

from collections.abc import Callable

#: May not begin a line, and may not end one (避头尾).
NOT_FIRST = frozenset("，。、；：？！）》」』】〕〉”’…—～·％‰℃,.;:?!)]}>%")
NOT_LAST = frozenset("（《「『【〔〈“‘([{<")

Measure = Callable[[str], int]


def wrap(
    text: str, cells: int | None, *, measure: Measure, first: int | None = None
) -> list[tuple[int, int]]:
    """Spans ``[start, end)`` of ``text``, one for each line of at most ``cells`` cells.

    Words of letters and digits are kept whole where they fit; punctuation stays with what it closes or
    opens. White space at a line's end belongs to no line. ``cells`` None means one line; ``first`` is the
    first line's room where it differs; ``measure`` gives a character's cells. A line has at least one
    character, however little room there is.
    """
    if cells is None:
        return [(0, len(text))]
    room = cells if first is None else first
    lines: list[tuple[int, int]] = []
    start = _skip_space(text, 0)
    while start < len(text):
        end = _fill(text, start, room, measure)
        if end < len(text):
            end = _last_break(text, start, end)
        lines.append((start, start + len(text[start:end].rstrip())))
        start = _skip_space(text, end)
        room = cells
    return lines


def _skip_space(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _fill(text: str, start: int, room: int, measure: Measure) -> int:
    """Where the longest line from ``start`` ends, without regard to what may stand at its end."""
    used = 0
    for i in range(start, len(text)):
        used += measure(text[i])
        if used > room and i > start and not text[i].isspace():
            return i
    return len(text)


def _last_break(text: str, start: int, end: int) -> int:
    """The last place up to ``end`` where the line may break; ``end`` when there is none."""
    for at in range(end, start, -1):
        if _may_break(text[at - 1], text[at]):
            return at
    return end


def _may_break(before: str, after: str) -> bool:
    if before.isspace() or after.isspace():
        return True
    if after in NOT_FIRST or before in NOT_LAST:
        return False
    return not (_is_narrow_word(before) and _is_narrow_word(after))


def _is_narrow_word(char: str) -> bool:
    """Letters and digits of scripts that are written with spaces, and what holds them together."""
    return (char.isalnum() and char < "\u1100") or char in "-_/.#@'&+"
