"""The program's engine alone, over two fields and without anything stored that a hit would show."""

from __future__ import annotations

import time
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.speed.articles import Source
from benchmarks.speed.cutting import cut, records
from benchmarks.speed.figures import middle
from benchmarks.speed.memory import on_disk
from benchmarks.speed.questions import Question
from benchmarks.speed.systems.base import BEST, BOOSTS, System, pairs
from unionsearch.engines.conditions import And, Condition, Or, Run, Word
from unionsearch.engines.protocol import Weighted
from unionsearch.engines.whoosh import WhooshEngine
from unionsearch.engines.whoosh.codec import layout
from unionsearch.engines.whoosh.codec.container import SectionFile
from unionsearch.search.weights import standard

FIELDS = tuple(BOOSTS)

#: How the sections of a segment that hold stored texts are called, or begin to be called.
STORED = (layout.PAYLOADS, layout.FLATS)


def sections(index: Path) -> dict[str, int]:
    """The bytes of an index: of its segments by section, of the other files by suffix."""
    found = Counter(on_disk(index))
    for path in index.glob("*.seg"):
        segment = SectionFile(path)
        for name, value in segment.directory.items():
            # Small values stand in the directory itself; a section is a place and a type of numbers.
            if isinstance(value, list) and len(value) == 3 and isinstance(value[2], str):
                found[name] += value[1] - value[0]
                found[path.suffix] -= value[1] - value[0]
        segment.close()
    return dict(found.most_common())


class Engine(System):
    """Conditions over title and body, scored by the program's own BM25F of these two fields."""

    stored = STORED

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.reader: Any = None
        self._parameters = standard().within(FIELDS)

    def build(self, source: Source) -> None:
        """Index words and grams; what would be shown of a hit is left out."""
        writer = WhooshEngine(self.folder).writer(fresh=True)
        for record in records(source):
            writer.add(record)
        writer.commit(b"")

    def sizes(self) -> dict[str, int]:
        """The bytes of the segments' sections, and of the other files by suffix."""
        return sections(self.folder)

    def open(self) -> None:
        """Open the reader."""
        self.reader = WhooshEngine(self.folder).reader()

    def prepare(self, question: Question) -> tuple[Condition, list[Weighted]]:
        """A condition, and the tokens by which articles are scored."""
        if question.how == "run":
            return Run(question.run, FIELDS), [Weighted("grams", gram) for gram in pairs(question.run)]
        terms = [Weighted("words", word) for word in question.words]
        parts = tuple(Word(word, FIELDS) for word in question.words)
        if len(parts) == 1:
            return parts[0], terms
        return (And(parts) if question.how == "all" else Or(parts)), terms

    def ask(self, prepared: tuple[Condition, list[Weighted]]) -> int:
        """The ten best by BM25F and the exact number."""
        condition, terms = prepared
        return int(self.reader.best(condition, terms, self._parameters, BEST).total)

    def forget(self) -> None:
        """Empty the engine's memory of answers."""
        self.reader.forget()

    def command(self, question: Question) -> None:
        """Nobody asks an engine from a shell."""

    def close(self) -> None:
        """Close the reader."""
        if self.reader is not None:
            self.reader.close()


class Cutting(System):
    """What every system that takes words must wait for in building: the cutting alone. Cannot be asked."""

    stays = False

    def build(self, source: Source) -> None:
        """Cut the words of all articles and forget them."""
        cut(source)

    def command(self, question: Question) -> None:
        """Nothing is there to be asked."""


class Daily(Engine):
    """The same index made of many small changes, as an archive that grows by a bulletin a day."""

    #: Articles in a change.
    commit = 5

    def build(self, source: Source) -> None:
        """One commit for every five articles. Tells the milliseconds of the first and the last hundred."""
        engine = WhooshEngine(self.folder)
        found = records(source)
        milliseconds: list[float] = []
        while day := list(islice(found, self.commit)):
            began = time.perf_counter()
            writer = engine.writer()
            for record in day:
                writer.add(record)
            writer.commit(b"")
            milliseconds.append((time.perf_counter() - began) * 1000)
        self.told = {
            "commits": len(milliseconds),
            "first_ms": middle(milliseconds[:100]),
            "last_ms": middle(milliseconds[-100:]),
            "slowest_ms": max(milliseconds),
            "files": sum(1 for path in self.folder.iterdir() if path.is_file()),
        }
