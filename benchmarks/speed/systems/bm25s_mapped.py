"""bm25s (Lù 2024) over the program's words, its matrix memory-mapped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.relevance.systems.base import needed
from benchmarks.speed.questions import Question
from benchmarks.speed.systems.base import BEST, System

if TYPE_CHECKING:
    from benchmarks.speed.articles import Source

K1, B = 1.2, 0.75


class Bm25sMapped(System):
    """BM25 as Lucene has it over title and text as one. It ranks by any of the words and counts nothing."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._bm25s = needed("bm25s")
        self._model: Any = None
        self._count = 0

    def build(self, source: Source) -> None:
        """Index in memory, then save."""
        from benchmarks.speed.cutting import records

        texts = [[word for words in record.words.values() for word in words] for record in records(source)]
        model = self._bm25s.BM25(method="lucene", k1=K1, b=B)
        model.index(texts, show_progress=False)
        model.save(str(self.folder), show_progress=False)

    def open(self) -> None:
        """Map the matrix; the vocabulary is read."""
        self._model = self._bm25s.BM25.load(str(self.folder), mmap=True, show_progress=False)
        self._count = int(self._model.scores["num_docs"])

    def prepare(self, question: Question) -> list[list[str]] | None:
        """The words it knows; None for all of several words and for runs, which it cannot be asked, and
        where it knows no word, which leaves it nothing to do."""
        known = [word for word in question.words if word in self._model.vocab_dict]
        return [known] if known and question.how == "any" else None

    def ask(self, prepared: list[list[str]]) -> None:
        """The ten best."""
        self._model.retrieve(prepared, k=min(BEST, self._count), show_progress=False, sorted=True)
