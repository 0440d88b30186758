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
import zlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from unionsearch.model import Span

#: What stands for a run of punctuation in the gram stream.
BREAK = "\u2027"

#: What every character that is not seen folds to: zero-width and direction marks, variation selectors.
_IGNORED = "\u200b"
#: Written for 〇 in dates (二○一一年) more often than as a bullet.
_ZEROES = {"○": "〇", "◯": "〇"}
#: Signs that mean something beside their number: 5% is not 5.
_SIGNS = frozenset("%‰℃")
_SCRIPT = Path(__file__).with_name("data") / "script.txt"


class _Fold(dict[int, str]):
    """code point -> the character that stands for it in searching; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        # Unified ideographs have neither width nor case nor other forms.
        ideograph = 0x4E00 <= code <= 0x9FFF
        self[code] = folded = _simplified().get(char, char) if ideograph else self._fold(char)
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
        plain = _ZEROES.get(plain, plain)
        lower = plain.lower()
        if len(lower) == 1:
            plain = lower
        return _simplified().get(plain, plain)


class _Kinds(dict[int, str]):
    """code point of a folded character -> its kind, as :func:`kinds` gives it."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if 0x4E00 <= code <= 0x9FFF or char in _SIGNS:
            kind = "h"
        elif char == " ":
            kind = " "
        elif char == _IGNORED:
            kind = "0"
        elif unicodedata.category(char)[0] in "PS":
            kind = "p"
        elif unicodedata.east_asian_width(char) not in ("W", "F") and unicodedata.category(char) != "Co":
            kind = "n"
        else:
            # Han, kana, and private-use characters, in which old files keep rare names.
            kind = "h"
        self[code] = kind
        return kind


class _Breaks(dict[int, str]):
    """code point of a folded character -> the character itself, or BREAK for punctuation."""

    def __missing__(self, code: int) -> str:
        self[code] = char = BREAK if _KINDS[code] == "p" else chr(code)
        return char


@cache
def _simplified() -> dict[str, str]:
    traditional, simple = _SCRIPT.read_text(encoding="utf-8").splitlines()
    return dict(zip(traditional, simple, strict=True))


_FOLD = _Fold()
_KINDS = _Kinds()
_BREAKS = _Breaks()
#: White space as :func:`fold` leaves it.
_SPACES = re.compile(f"[ {_IGNORED}]+")
_BREAK_RUNS = re.compile(f"{BREAK}{{2,}}")


@cache
def identity() -> str:
    """Names what decides how characters fold: the script table and Python's character database."""
    return f"{zlib.crc32(_SCRIPT.read_bytes()):08x}-{unicodedata.unidata_version}"


def fold(text: str) -> str:
    """``text`` with every character folded; same length, white space and punctuation kept."""
    return text.translate(_FOLD)


def kinds(text: str) -> str:
    """One letter for each character of an already folded text.

    ``h``: Han, whatever else is written without spaces, and signs such as %; ``n``: letters and digits
    of other scripts; ``p``: punctuation and symbols; a space: white space; ``0``: not seen at all.
    """
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
    cuts = []
    for match in _SPACES.finditer(folded):
        start, end = match.span()
        between_words = (
            " " in match.group()
            and start > 0
            and end < len(folded)
            and _KINDS[ord(folded[start - 1])] == "n" == _KINDS[ord(folded[end])]
        )
        if not between_words:
            cuts.append((start, end, ""))
        elif match.group() != " ":
            cuts.append((start, end, " "))
    return _left_out(folded, cuts)


def stream(normalized: Mapped) -> Mapped:
    """The gram stream of a normalised text: each run of punctuation has become one BREAK.

    The origins still point into the text that was normalised; a BREAK stands for its run's first
    character.
    """
    broken = normalized.text.translate(_BREAKS)
    cuts = [(match.start() + 1, match.end(), "") for match in _BREAK_RUNS.finditer(broken)]
    return _composed(_left_out(broken, cuts), normalized)


def _composed(outer: Mapped, inner: Mapped) -> Mapped:
    """``outer`` was made from ``inner``'s text: the same text, with origins in ``inner``'s original."""
    starts: list[int] = []
    origins: list[int] = []
    ends = [*outer.starts[1:], len(outer.text)]
    j = 0  # The stretch of ``inner`` that we are in; both rise together.
    for start, origin, end in zip(outer.starts, outer.origins, ends, strict=True):
        while j + 1 < len(inner.starts) and inner.starts[j + 1] <= origin:
            j += 1
        starts.append(start)
        origins.append(inner.origins[j] + origin - inner.starts[j])
        # The inner text may itself have gaps within this stretch.
        while j + 1 < len(inner.starts) and inner.starts[j + 1] < origin + end - start:
            j += 1
            starts.append(start + inner.starts[j] - origin)
            origins.append(inner.origins[j])
    return Mapped(outer.text, tuple(starts), tuple(origins))


def flatten(text: str) -> str:
    """The gram stream of a text, without the way back."""
    return stream(normalize(text)).text


def is_word(char: str) -> bool:
    """Whether a folded character belongs to a word: neither white space nor punctuation."""
    return _KINDS[ord(char)] in "hn"
