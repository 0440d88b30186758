"""What an engine can be asked: conditions that an article meets or does not.

All texts are in the form in which they are indexed: words as the analyzer gives them, runs and patterns
as stretches of a gram stream. ``fields`` are names of text fields; the condition must hold within one
of them, never across two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from unionsearch.engines.fields import TEXT_FIELDS
from unionsearch.text import BREAK


@dataclass(frozen=True, slots=True)
class Word:
    """The token ``word`` stands in the words stream of one of the fields."""

    word: str
    fields: tuple[str, ...] = TEXT_FIELDS


@dataclass(frozen=True, slots=True)
class Run:
    """The characters ``text`` stand side by side in the gram stream of one of the fields.

    The empty run stands in every article that has one of the fields. With ``whole_numbers``, a number at
    either end of the run is a whole number there: 5日 does not stand in 25日, nor, a point being
    punctuation, where a digit and a BREAK come before it.
    """

    text: str
    fields: tuple[str, ...] = TEXT_FIELDS
    whole_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """The runs ``texts`` (one or more, none empty) stand near each other in one of the fields, in any order.

    At some place of the first, every other begins at most ``distance`` characters before or after it.
    """

    texts: tuple[str, ...]
    distance: int
    fields: tuple[str, ...] = TEXT_FIELDS


@dataclass(frozen=True, slots=True)
class Pattern:
    """A run with holes: ``*`` for any characters and ``?`` for one.

    Neither goes over punctuation, nor over the space between two words. A pattern that begins or ends
    in a letter or digit of a script written with spaces begins or ends a word there.
    """

    text: str
    fields: tuple[str, ...] = TEXT_FIELDS


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole of one of the fields is ``text``, punctuation around either set aside.

    Nothing but punctuation is never the whole.
    """

    text: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keyword:
    """The article carries the label ``value`` under ``name`` (``kind``, ``source``)."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Days:
    """One of the article's dates lies in ``[first, last]`` (numbers YYYYMMDD).

    An article without dates has its issue's period instead: it must touch the range, and the range
    must not lie strictly inside it. ``stated_only`` leaves such articles out.
    """

    first: int
    last: int
    stated_only: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Every article."""


@dataclass(frozen=True, slots=True)
class And:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds; with no parts, never."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """``base`` holds and ``excluded`` does not."""

    base: Condition
    excluded: Condition


Condition = Word | Run | Near | Pattern | Whole | Keyword | Days | All | And | Or | Without


def any_of(parts: Iterable[Condition]) -> Condition:
    """The alternatives as one condition, without a needless Or."""
    flat = (p for part in parts for p in (part.parts if isinstance(part, Or) else (part,)))
    found = tuple(dict.fromkeys(flat))
    return found[0] if len(found) == 1 else Or(found)


def all_of(parts: Iterable[Condition]) -> Condition:
    """The demands as one condition, without a needless And."""
    found = tuple(dict.fromkeys(parts))
    return found[0] if len(found) == 1 else And(found)


_DIGIT_BEFORE = rf"(?<![0-9])(?<![0-9]{BREAK})"
_DIGIT_AFTER = rf"(?![0-9]|{BREAK}[0-9])"
_LETTER = "[^\\W_\u2e80-\U0003ffff]"


def run_expression(run: Run) -> re.Pattern[str]:
    """The run as a regular expression over a gram stream."""
    text = re.escape(run.text)
    if run.whole_numbers and run.text[:1].isdigit():
        text = _DIGIT_BEFORE + text
    if run.whole_numbers and run.text[-1:].isdigit():
        text += _DIGIT_AFTER
    return re.compile(text)


def pattern_expression(pattern: Pattern) -> re.Pattern[str]:
    """The pattern as a regular expression over a gram stream."""
    inside = f"[^{BREAK} ]"
    # A star at either end adds nothing to what is found but that a word may go on there.
    core = pattern.text.strip("*")
    # Stars side by side mean one star; left as they are they would make matching quadratic.
    text = "".join(
        f"{inside}*?" if piece[0] == "*" else inside if piece == "?" else re.escape(piece)
        for piece in re.findall(r"\*+|\?|[^*?]+", core)
    )
    if re.match(_LETTER, pattern.text[:1]):
        text = f"(?<!{_LETTER})" + text
    if re.match(_LETTER, pattern.text[-1:]):
        text += f"(?!{_LETTER})"
    return re.compile(text)


def pattern_pieces(pattern: Pattern) -> list[str]:
    """The fixed stretches of a pattern, each of which an article must contain."""
    return [piece for piece in re.split(r"[*?]+", pattern.text) if piece]
