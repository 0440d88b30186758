"""Words of a query that occur nowhere: read as pinyin, or corrected from the archive's own words.

A word that occurs, a word of the general dictionary, quoted, fielded or demanded words are never
touched. What was done, or what might be meant, is said in notes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from unionsearch.analysis.analyzer import Analyzer
from unionsearch.engines.conditions import Run, Word
from unionsearch.engines.fields import TEXT_FIELDS
from unionsearch.engines.protocol import Reader
from unionsearch.lang import say
from unionsearch.query import ast
from unionsearch.query.rewrite import rewrite
from unionsearch.search.thesaurus import Thesaurus
from unionsearch.search.units import Unit, units
from unionsearch.text import flatten, fold, kinds

if TYPE_CHECKING:
    from unionsearch.spelling import Vocabulary

#: A correction that costs more than this is only offered. One wrong character of the same or nearly the
#: same sound, or a missing or doubled one in a longer word, costs less.
_SURE = 1.9
#: A name has so many characters at most.
_NAME = 3


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
        flat = flatten(word)
        if not flat or "h" not in kinds(flat) or self.reader.frequency(Run(flat)):
            return word
        all_units = units(word, TEXT_FIELDS, self.analyzer, self.thesaurus)
        absent = [unit for unit in all_units if not self.reader.frequency(unit.reach)]
        if not absent:
            return word
        vocabulary = self.vocabulary()
        if vocabulary is None:
            return word
        for correction in vocabulary.phrase_corrections(flat, lambda run: self.reader.frequency(Run(run))):
            if not any(self._concerns(unit, correction.start, correction.wrong, flat) for unit in absent):
                continue
            if correction.cost <= _SURE and all(self._may_be_wrong(unit) for unit in absent):
                self._say_corrected(word, correction.text)
                return correction.text
            self._say_offered(word, correction.text)
            break
        return word

    @staticmethod
    def _concerns(unit: Unit, start: int, wrong: str, flat: str) -> bool:
        """Whether a correction changes something of a unit that occurs nowhere."""
        at = flat.find(unit.text)
        return at < 0 or (start < at + len(unit.text) and at < start + len(wrong))

    def _may_be_wrong(self, unit: Unit) -> bool:
        """Whether an unknown unit is likelier a mistake than a word or name that the archive lacks."""
        from unionsearch.spelling.names import common_family_names

        if self.analyzer.segmenter.is_word(unit.text):
            return False
        name = len(unit.text) <= _NAME and unit.text[0] in common_family_names()
        return not name

    def _say_corrected(self, word: str, right: str) -> None:
        self.notes.append(say(f"改正：{word} → {right}", f"Corrected: {word} → {right}"))

    def _say_offered(self, word: str, right: str) -> None:
        self.notes.append(say(f"是不是要找：{right}", f"Did you mean: {right}"))
