"""What the spelling room hands out. All classes are frozen; costs compare within one kind of answer only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["homophone", "near-homophone", "shape", "swap", "doubled", "extra", "missing", "edit", "key"]


class SpellingDamaged(ValueError):
    """A vocabulary file is torn, altered, or of another version of the program. Build it again."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Archive words that sound as some Latin letters spell.

    ``words`` one after the other make ``text``. ``cost`` is in natural logarithms (a difference of 2.3
    is a word ten times as rare); ``initials`` says that at least one syllable was given by its initial
    alone; ``articles`` how many articles hold ``text`` as a run, None where nobody was asked.
    """

    text: str
    words: tuple[str, ...]
    cost: float
    initials: bool
    articles: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """An archive word for a word that occurs nowhere.

    ``kind`` is what went wrong, ``cost`` how unlikely that is (1: one character of the same sound; from
    2 on a guess), ``frequency`` the number of articles that have ``text``.
    """

    text: str
    kind: Kind
    cost: float
    frequency: int


@dataclass(frozen=True, slots=True)
class PhraseCorrection:
    """A whole run with one stretch of it corrected.

    ``wrong`` stood at ``start`` and has become ``right``. ``articles`` is how many articles hold the
    whole corrected run: 0 where only the stretch, or it and a neighbour, is known.
    """

    text: str
    start: int
    wrong: str
    right: str
    kind: Kind
    cost: float
    articles: int
