"""Questions drawn from a collection's own words, by how many articles have them. None is made by hand."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.relevance.collection import Document
from benchmarks.speed.articles import Source
from benchmarks.speed.questions import KINDS, Question
from unionsearch.analysis.analyzer import Analyzer
from unionsearch.engines.conditions import Word
from unionsearch.engines.fields import BODY, TITLE
from unionsearch.engines.protocol import Reader
from unionsearch.engines.whoosh import WhooshEngine
from unionsearch.text import flatten, kinds, normalize

#: A draw that gives nothing new is repeated; a small collection may not have more.
_TRIES = 50


class TooFew(Exception):
    """A collection has no words of some kind."""


def draw(source: Source, index: Path, each: int, seed: int) -> list[Question]:
    """``each`` questions of every kind, or as many as there are, the same for the same seed.

    ``index`` is the folder of the program's index of the source's articles, which is asked how many
    articles have a word. Raises TooFew.
    """
    reader = WhooshEngine(index).reader()
    try:
        return _Drawing(source, reader, each, seed).all()
    finally:
        reader.close()


class _Drawing:
    def __init__(self, source: Source, reader: Reader, each: int, seed: int) -> None:
        self._draw = random.Random(seed)
        self._reader = reader
        self._each = each
        self._analyzer = Analyzer()
        count = source.count
        # Sorted: the order must not hang on how an engine keeps its words.
        known = sorted((word, often) for word, often in reader.words() if _is_word(word))
        self._known = {word for word, _ in known}
        self._rare = [word for word, often in known if often <= max(2, count // 2000)]
        self._common = [word for word, often in known if count / 100 <= often <= count / 10]
        self._broad = [word for word, often in known if often > count / 10]
        places = set(self._draw.sample(range(count), min(count, each * 20)))
        self._articles = [d for place, d in enumerate(source.documents()) if place in places]

    def all(self) -> list[Question]:
        kinds_: dict[str, Callable[[], Question | None]] = {
            "rare": lambda: Question("rare", (self._one(self._rare, "rare"),)),
            "common": lambda: Question("common", (self._one(self._common, "common"),)),
            "broad": lambda: self._several("broad", self._broad, self._draw.choice([1, 2])),
            **{f"{n} terms": lambda n=n: self._neighbours(n) for n in range(2, 7)},  # type: ignore[misc]
            "phrase": self._phrase,
            "AND": self._together,
            "OR": lambda: self._several("OR", self._common, self._draw.choice([2, 3])),
            "nothing": self._nothing,
        }
        return [question for kind in KINDS for question in self._distinct(kinds_[kind])]

    def _distinct(self, made: Callable[[], Question | None]) -> Iterator[Question]:
        found: set[Question] = set()
        for _ in range(self._each * _TRIES):
            question = made()
            if question is not None and question not in found:
                found.add(question)
                yield question
            if len(found) == self._each:
                return

    def _one(self, words: Sequence[str], kind: str) -> str:
        if not words:
            raise TooFew(f"the articles have no {kind} words")
        return self._draw.choice(words)

    def _several(self, kind: str, words: Sequence[str], count: int) -> Question:
        found = {self._one(words, kind) for _ in range(count)}
        return Question(kind, tuple(sorted(found)))

    def _cut(self, document: Document) -> list[str]:
        """The words of an article's text of two or more characters, in their order, each once."""
        return list(dict.fromkeys(word for word in self._words(document.text) if _is_word(word)))

    def _words(self, text: str) -> list[str]:
        return [word for word, _, _ in self._analyzer.cut(normalize(text).text)]

    def _neighbours(self, count: int) -> Question | None:
        words = self._cut(self._draw.choice(self._articles))
        if len(words) < count:
            return None
        start = self._draw.randrange(len(words) - count + 1)
        return Question(f"{count} terms", tuple(words[start : start + count]))

    def _together(self) -> Question | None:
        words = self._cut(self._draw.choice(self._articles))
        count = self._draw.choice([2, 3])
        return Question("AND", tuple(self._draw.sample(words, count)), "all") if len(words) >= count else None

    def _phrase(self) -> Question | None:
        flat = flatten(self._draw.choice(self._articles).text)
        length = self._draw.randint(4, 8)
        if len(flat) < length:
            return None
        start = self._draw.randrange(len(flat) - length + 1)
        run = flat[start : start + length]
        return Question("phrase", tuple(self._words(run)), "run", run) if set(kinds(run)) == {"h"} else None

    def _nothing(self) -> Question | None:
        if self._draw.random() < 0.5:
            one, other = self._one(self._rare, "rare"), self._one(self._rare, "rare")
            # Neither word is in two thousandths of the articles: hardly ever do they meet.
            met = self._found(one) & self._found(other)
            return None if met else Question("nothing", (one, other), "all")
        word = self._one(self._common, "common")[0] + self._one(self._rare, "rare")[-1]
        return None if word in self._known or self._found(word) else Question("nothing", (word,))

    def _found(self, word: str) -> set[int]:
        return set(self._reader.match(Word(word, (TITLE, BODY))).tolist())


def _is_word(word: str) -> bool:
    return len(word) > 1 and set(kinds(word)) == {"h"}
