"""The leading sentence of a brief, which is its title."""

from __future__ import annotations

from dataclasses import dataclass

from unionsearch.patterns import pattern

LONGEST = 90  # characters of a leading sentence
_GAP = pattern(r"[^\s。！？；：，]{6,45}?[”》）]?(\s{2,}|\u3000)")
_BRACKETED = pattern(r"[【［\[]([^【】［］\[\]\s][^【】［］\[\]]{4,50})[】］\]]\s*")
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
        return Lead(start, match.start(1), match.end())
    return _to(text, start, sentence_end(text, start, LONGEST))


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
