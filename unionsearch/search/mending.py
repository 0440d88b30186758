"""Words of a query that occur nowhere: read as pinyin, or corrected from the archive's own words.

A run that occurs, a word of dictionary or thesaurus, what may be a name, quoted, fielded or demanded
words are never touched. What was done, or what might be meant, is said in notes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING

from unionsearch.analysis.analyzer import Analyzer
from unionsearch.engines.conditions import Near, Run, Word
from unionsearch.engines.fields import TEXT_FIELDS
from unionsearch.engines.protocol import Reader
from unionsearch.lang import say
from unionsearch.query import ast
from unionsearch.query.rewrite import rewrite
from unionsearch.search.pieces import pieces
from unionsearch.search.stopwords import subject
from unionsearch.search.thesaurus import Thesaurus
from unionsearch.search.units import APART, units
from unionsearch.text import flatten, fold, kinds, normalize

if TYPE_CHECKING:
    from unionsearch.spelling import PhraseCorrection, Vocabulary

#: A correction that costs more than this is only offered. One wrong character of the same or nearly the
#: same sound, or a missing or doubled one in a longer word, costs less.
_SURE = 1.9
#: Where all that was typed occurs, though never together, a correction may cost no more than this: one
#: wrong character of nearly the same sound.
_PLAIN = 1.5
#: Longer runs of which all parts occur are questions and sentences, not slips.
_LONGEST = 12
#: A name has so many characters at most, and a given name.
_NAME = 3
#: A number with another digit is another number.
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿")
_GIVEN = 2


class _Doubt(Enum):
    """Why a run whose parts all occur may be mistyped.

    BROKEN: some of it falls to characters that are no word. APART: its words stand together nowhere.
    """

    BROKEN = "broken"
    APART = "apart"


@dataclass(slots=True)
class Mender:
    """Mends one query. ``vocabulary`` is opened only when some word occurs nowhere."""

    reader: Reader
    analyzer: Analyzer
    thesaurus: Thesaurus
    vocabulary: Callable[[], Vocabulary | None]
    notes: list[str] = field(default_factory=list)

    def mend(self, query: ast.Query) -> ast.Query:
        """The query with its unknown words replaced where that is clearly better; ``notes`` say so."""
        return rewrite(query, self._change)

    def _change(self, words: Sequence[str]) -> Sequence[str] | None:
        found: list[str] = []
        latin: list[str] = []
        for word in [*words, ""]:
            if word and self._may_be_pinyin(word):
                latin.append(word)
                continue
            if latin:
                found += self._from_pinyin(latin)
                latin = []
            if word:
                found.append(self._corrected(word))
        return None if found == list(words) else found

    def _occurs(self, word: str) -> bool:
        return bool(self.reader.frequency(Word(fold(word))))

    def _may_be_pinyin(self, word: str) -> bool:
        letters = word.replace("'", "").replace("’", "")
        return letters.isascii() and letters.isalpha() and not self._occurs(word)

    def _from_pinyin(self, words: list[str]) -> list[str]:
        vocabulary = self.vocabulary()
        if vocabulary is None:
            return words
        typed = " ".join(words)
        readings = vocabulary.by_pinyin(typed, known=lambda run: self.reader.frequency(Run(run)))
        # English words can be valid pinyin (women, change): rows of words that never meet mean nothing.
        readings = [r for r in readings if len(r.words) == 1 or r.articles]
        if readings:
            best = readings[0].text
            others = [r.text for r in readings[1:4]]
            also = say(f"（也可能是{'、'.join(others)}）", f" (or {', '.join(others)})") if others else ""
            self.notes.append(say(f"拼音：{typed} → {best}{also}", f"Read as pinyin: {typed} → {best}{also}"))
            return [best]
        return [self._slip(word, vocabulary) for word in words]

    def _slip(self, word: str, vocabulary: Vocabulary) -> str:
        """A Latin word with a slip of the keyboard."""
        for correction in vocabulary.corrections(fold(word), limit=1):
            if correction.cost <= _SURE:
                self._say_corrected(word, correction.text)
                return correction.text
            self._say_offered(word, correction.text)
        return word

    def _corrected(self, word: str) -> str:
        asked = subject(word)
        flat = flatten(asked)
        if not flat or "h" not in kinds(flat) or self.reader.frequency(Run(flat)):
            return word
        all_units = units(asked, TEXT_FIELDS, self.analyzer, self.thesaurus)
        absent = [unit for unit in all_units if not self.reader.frequency(unit.reach)]
        doubt = None if absent else self._doubt(asked)
        if not absent and doubt is None:
            return word
        vocabulary = self.vocabulary()
        if vocabulary is None:
            return word
        for correction in vocabulary.phrase_corrections(flat, lambda run: self.reader.frequency(Run(run))):
            start, end = _changed(correction)
            touched = [unit for unit in absent or all_units if _meets(unit.text, flat, start, end)]
            is_word = any(self._is_word(unit.text) for unit in touched)
            seen = correction.articles and correction.kind != "extra"
            beside = bool(absent) and not touched
            if beside or (is_word and not seen) or _NUMERALS & set(correction.wrong):
                continue
            # Where everything that was typed occurs, only what is seen whole can be better.
            if doubt and (correction.cost > _PLAIN or not self._makes_words(correction, vocabulary)):
                continue
            sure = correction.cost <= _SURE and doubt is not _Doubt.APART
            if sure and not is_word and not self._may_be_name(flat, start, end):
                self._say_corrected(word, correction.text)
                return correction.text
            self._say_offered(word, correction.text)
            break
        return word

    def _is_word(self, text: str) -> bool:
        """Whether dictionary or thesaurus have a word."""
        known = self.analyzer.segmenter.is_word(text) or bool(self.thesaurus.variants(text))
        return len(text) > 1 and known

    def _doubt(self, text: str) -> _Doubt | None:
        """Why a run that occurs nowhere may be mistyped although all of its units occur; or None."""
        cut = [flatten(piece) for piece, _, _ in pieces(normalize(text).text, self.analyzer)]
        if sum(map(len, cut)) > _LONGEST or any("h" not in kinds(piece) for piece in cut):
            return None
        loose = [not self._is_word(piece) for piece in cut]
        at = 0
        for broken, group in groupby(loose):
            end = at + len(list(group))
            # With the word before or behind it, what falls to single characters is often a run after all.
            beside = [cut[at - 1 : end]] if at else []
            beside += [cut[at : end + 1]] if end < len(cut) else []
            if broken and not any(self.reader.frequency(Run("".join(run))) for run in beside):
                return _Doubt.BROKEN
            at = end
        apart = len(cut) > 1 and not self.reader.frequency(Near(tuple(cut), APART))
        return _Doubt.APART if apart else None

    @staticmethod
    def _makes_words(correction: PhraseCorrection, vocabulary: Vocabulary) -> bool:
        """Whether the archive has the corrected run, and what was put right is a word in it."""
        whole_word = len(correction.right) > 1 and vocabulary.frequency(correction.right) > 0
        return correction.articles > 0 and (whole_word or correction.kind in ("doubled", "swap"))

    def _may_be_name(self, flat: str, start: int, end: int) -> bool:
        """Whether a stretch of a run may be part of a person's name that the archive lacks."""
        from unionsearch.spelling.names import family_names

        for piece, at, _ in pieces(flat, self.analyzer):
            # A word of the dictionary hardly begins a name, unless there is nothing else.
            if self._is_word(piece) and len(flat) > _NAME:
                continue
            for name in (flat[at : at + 2], flat[at]):
                if name in family_names() and at <= start and end <= at + len(name) + _GIVEN:
                    return True
        return False

    def _say_corrected(self, word: str, right: str) -> None:
        self.notes.append(say(f"改正：{word} → {right}", f"Corrected: {word} → {right}"))

    def _say_offered(self, word: str, right: str) -> None:
        self.notes.append(say(f"是不是要找：{right}", f"Did you mean: {right}"))


def _changed(correction: PhraseCorrection) -> tuple[int, int]:
    """Where a run is changed by a correction: the characters that it takes away or replaces."""
    start, wrong, right = correction.start, correction.wrong, correction.right
    while wrong and right and wrong[-1] == right[-1]:
        wrong, right = wrong[:-1], right[:-1]
    while wrong and right and wrong[0] == right[0]:
        wrong, right, start = wrong[1:], right[1:], start + 1
    return start, start + len(wrong)


def _meets(text: str, flat: str, start: int, end: int) -> bool:
    """Whether ``text`` in ``flat`` has something of a stretch, or is around the place of an empty one."""
    at = flat.find(text)
    return at < 0 or (start < at + len(text) and at < max(end, start + 1))
