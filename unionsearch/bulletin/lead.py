"""The leading sentence of a brief, which is its title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionsearch.patterns import pattern

LONGEST = 90  # characters of a leading sentence
_GAP = pattern(r"([^\s。！？；：，]{6,45}?[”》）]?)(?:\s{2,}|\u3000)")
# Where a gap stands in item after item, a title may be short and have a comma or a colon.
_WIDE = pattern(r"([^\s。；][^。；]{2,44}?)(?: {2,}|\u3000{2,})(?=\S)")
_BRACKETED = pattern(r"[【［\[]([^【】［］\[\]\s][^【】［］\[\]]{4,50})[】］\]]\s*")
_DASH = pattern(r"([^。！？；—]{5,45}?)(?:——|―|--)(?=[^。]{6})")
_COLON = pattern(r"([^。！？；：，]{5,30})：(?=[^。]{6})")
_FEWEST = 3  # items that agree in what ends their titles
_QUOTED = 40  # characters within which a quotation ends
_OPEN, _CLOSE = "“‘《「『（(", "”’》」』）)"


@dataclass(frozen=True, slots=True)
class Lead:
    """Title ``[start, end)`` and where the body begins (the 。 between belongs to the title)."""

    start: int
    end: int
    body: int


def find_lead(text: str, start: int = 0) -> Lead | None:
    """The leading sentence of ``text[start:]``, or None when it has none of a title's length."""
    match = _BRACKETED.match(text, start)
    if match and match.end() < len(text):
        return Lead(match.start(1), match.end(1), match.end())
    match = _GAP.match(text, start)
    if match and match.end() < len(text) and text[match.end()] not in "（(":
        return Lead(start, match.end(1), match.end())
    return _to(text, start, sentence_end(text, start, LONGEST))


def find_leads(texts: Sequence[tuple[str, int]]) -> list[Lead | None]:
    """The leads of items that are set alike, each a text and where it starts behind its mark.

    Where a dash or a colon stands in nearly every item, it is what ends the title:
    ▲驿站建成——驿站面积46平方米，……
    """
    plain = [find_lead(text, start) for text, start in texts]
    wide = [_WIDE.match(text, start) for text, start in texts]
    if len(wide) >= _FEWEST and 5 * sum(m is not None for m in wide) >= 4 * len(wide):
        return [Lead(m.start(), m.end(1), m.end()) if m else p for m, p in zip(wide, plain, strict=True)]
    for between in (_DASH, _COLON):
        found = [between.match(text, start) for text, start in texts]
        count = sum(m is not None for m in found)
        if count >= _FEWEST and 5 * count >= 4 * len(found):
            return [Lead(m.start(), m.end(1), m.end()) if m else p for m, p in zip(found, plain, strict=True)]
    return plain


def run_in_leads(texts: Sequence[str]) -> list[Lead | None]:
    """The leads of paragraphs without marks, all or nearly all of which have one set off in the same way."""
    for between, fewest, share in ((_GAP, 2, 0.5), (_DASH, 2, 0.8), (_COLON, _FEWEST, 0.8)):
        found = [between.match(text) for text in texts]
        count = sum(m is not None and m.end() < len(m.string) for m in found)
        if count >= fewest and count >= share * len(found):  # an item may have a second paragraph
            return [Lead(0, m.end(1), m.end()) if m else None for m in found]
    return []


def sentence_lead(text: str, label: int) -> Lead:
    """The leading sentence with the label before it; all of ``text`` when no sentence ends soon enough."""
    return _to(text, 0, sentence_end(text, label, LONGEST)) or Lead(0, len(text), len(text))


def _to(text: str, start: int, end: int | None) -> Lead | None:
    """The lead whose sentence ends just before ``end``: a full stop there belongs to neither part.

    Where there is nothing before the full stop, it is the title: an article has one.
    """
    if end is None:
        return None
    mark = end - 1 if text[end - 1] in "。；" and text[start : end - 1].strip() else end
    body = end
    while body < len(text) and text[body].isspace():
        body += 1
    return Lead(start, mark, body)


def sentence_end(text: str, start: int, longest: int) -> int | None:
    """Just after the first sentence's mark, which stands outside quotation marks; None within ``longest``."""
    depth = 0
    for at in range(start, min(len(text), start + longest + 1)):
        c = text[at]
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth = max(0, depth - 1)
        elif c in "。！？!?" and (depth == 0 or not any(q in text[at : at + _QUOTED] for q in _CLOSE)):
            return at + 1  # a quotation mark that never closes encloses nothing
    return None
