"""Characters: what each one is for searching, and where in the original text it stood.

Searching works on a *normalised* text. Every character is folded on its own, one to one and without
looking at its neighbours (full to half width, traditional to simplified, upper to lower case), so that
any run of a text and the same run of a query always meet. After that, white space is dropped, except
between two words of a script that is written with spaces. :class:`Normalized` remembers where each
character came from, because highlights and citations show the bulletin's own print.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from importlib import resources

from unionsearch.model import Span

#: What stands for a run of punctuation in the gram stream.
BREAK = "\u2027"

_IGNORED = "\x00"
#: Written for 〇 in dates (二○一一年) more often than as a bullet.
_ZEROES = {"○": "〇", "◯": "〇"}


class _Fold(dict[int, str]):
    """code point -> the character that stands for it in searching; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = folded = self._fold(char)
        return folded

    def _fold(self, char: str) -> str:
        category = unicodedata.category(char)
        if category in ("Zs", "Zl", "Zp", "Cc"):
            return " "
        if category == "Cf" or "VARIATION SELECTOR" in unicodedata.name(char, ""):
            return _IGNORED
        plain = unicodedata.normalize("NFKC", char)
        if len(plain) != 1:
            plain = char
        if plain.isspace():
            return " "
        plain = _ZEROES.get(plain, plain)
        lower = plain.lower()
        if len(lower) == 1:
            plain = lower
        return _simplified().get(plain, plain)


class _Kinds(dict[int, str]):
    """code point of a folded character -> ``h`` Han-like, ``n`` narrow word, ``p`` punctuation, space, 0."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in (" ", _IGNORED):
            kind = " " if char == " " else "0"
        elif unicodedata.category(char)[0] in "PS":
            kind = "p"
        elif unicodedata.east_asian_width(char) not in ("W", "F") and unicodedata.category(char) != "Co":
            kind = "n"
        else:
            # Han, kana, and private-use characters, in which old files keep rare names.
            kind = "h"
        self[code] = kind
        return kind


_simplified_table: dict[str, str] = {}


def _simplified() -> dict[str, str]:
    if not _simplified_table:
        data = resources.files("unionsearch").joinpath("data/script.txt").read_text(encoding="utf-8")
        traditional, simple = data.splitlines()
        _simplified_table.update(zip(traditional, simple, strict=True))
    return _simplified_table


_FOLD = _Fold()
_KINDS = _Kinds()
_SPACES = re.compile(r"[ 0]+")
_PUNCTUATION = re.compile(r"p+")


def fold(text: str) -> str:
    """``text`` with every character folded; same length, white space and punctuation kept."""
    return text.translate(_FOLD)


def kinds(text: str) -> str:
    """One letter for each character of an already folded text: ``h``, ``n``, ``p``, space or ``0``."""
    return text.translate(_KINDS)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text made from another by folding and leaving out, and where its characters came from.

    ``starts`` and ``origins`` run in parallel: from ``starts[i]`` on, the text's characters are those
    of the original from ``origins[i]`` on, one by one, until the next start.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """Where the original has the character that stands at ``offset`` here."""
        i = bisect_right(self.starts, offset) - 1
        return self.origins[i] + offset - self.starts[i]

    def span(self, start: int, end: int) -> Span:
        """The original's characters from the first to the last of ``[start, end)`` here.

        Empty spans stay empty. White space inside is included, white space around is not.
        """
        if end <= start:
            at = self.origin(start) if self.text and start < len(self.text) else 0
            return Span(at, at)
        return Span(self.origin(start), self.origin(end - 1) + 1)


def _left_out(text: str, cuts: list[tuple[int, int, str]]) -> Mapped:
    """``text`` with each cut ``(start, end, put)`` replaced by ``put``, of at most one character."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    at = length = 0
    for start, end, put in [*cuts, (len(text), len(text), "")]:
        if start > at:
            starts.append(length)
            origins.append(at)
            pieces.append(text[at:start])
            length += start - at
        if put:
            starts.append(length)
            origins.append(start)
            pieces.append(put)
            length += 1
        at = end
    return Mapped("".join(pieces), tuple(starts) or (0,), tuple(origins) or (0,))


def normalize(text: str) -> Mapped:
    """Fold ``text`` and drop its white space, but for one space between two narrow words."""
    folded = fold(text)
    kinds_ = kinds(folded)
    cuts = []
    for match in _SPACES.finditer(kinds_):
        start, end = match.span()
        between_words = (
            " " in match.group()
            and start > 0
            and end < len(kinds_)
            and kinds_[start - 1] == "n" == kinds_[end]
        )
        cuts.append((start, end, " " if between_words else ""))
    return _left_out(folded, cuts)


def stream(normalized: Mapped) -> Mapped:
    """The gram stream of a normalised text: each run of punctuation has become one BREAK.

    The origins still point into the text that was normalised.
    """
    kinds_ = kinds(normalized.text)
    cuts = [(*m.span(), BREAK) for m in _PUNCTUATION.finditer(kinds_)]
    if not cuts:
        return normalized
    flat = _left_out(normalized.text, cuts)
    return _composed(flat, normalized)


def _composed(outer: Mapped, inner: Mapped) -> Mapped:
    """``outer`` was made from ``inner``'s text: the same text, with origins in ``inner``'s original."""
    starts: list[int] = []
    origins: list[int] = []
    for i, (start, origin) in enumerate(zip(outer.starts, outer.origins, strict=True)):
        end = outer.starts[i + 1] if i + 1 < len(outer.starts) else len(outer.text)
        starts.append(start)
        origins.append(inner.origin(origin))
        # The inner text may itself have gaps within this stretch.
        j = bisect_right(inner.starts, origin)
        while j < len(inner.starts) and inner.starts[j] < origin + (end - start):
            starts.append(start + inner.starts[j] - origin)
            origins.append(inner.origins[j])
            j += 1
    return Mapped(outer.text, tuple(starts), tuple(origins))


def flatten(text: str) -> str:
    """The gram stream of a text, without the way back."""
    return stream(normalize(text)).text


def is_word(char: str) -> bool:
    """Whether a folded character belongs to a word: neither white space nor punctuation."""
    return _KINDS[ord(char)] in "hn"
