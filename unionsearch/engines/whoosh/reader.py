"""Reads the index as arrays of postings over all its segments, and answers the engine protocol over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from unionsearch.engines.conditions import Condition
from unionsearch.engines.executor import Executor
from unionsearch.engines.protocol import Best, Bm25f, Docs, Place, Places, Scores, Stream, Weighted
from unionsearch.engines.whoosh import files
from unionsearch.engines.whoosh.failures import reading
from unionsearch.engines.whoosh.leaves import Leaves
from unionsearch.engines.whoosh.toc import Toc


class WhooshReader:
    """One committed state of the index. Its methods raise IndexDamagedError where files are damaged."""

    def __init__(self, toc: Toc, attachment: bytes, folder: Path) -> None:
        self._leaves = Leaves(toc, folder)
        self._executor = Executor(self._leaves)
        self.attachment = attachment
        self.generation = toc.generation
        self._folder = folder

    def count(self) -> int:
        """How many articles there are."""
        return self._leaves.alive

    def match(self, condition: Condition) -> Docs:
        """The articles that meet the condition, in rising order of document number."""
        with reading(self._folder):
            return self._executor.match(condition)

    def frequency(self, condition: Condition) -> int:
        """How many articles meet the condition."""
        with reading(self._folder):
            return self._executor.frequency(condition)

    def score(self, docs: Docs, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f]) -> Scores:
        """The BM25F score of each of ``docs``."""
        with reading(self._folder):
            return self._executor.score(docs, terms, parameters)

    def best(
        self, condition: Condition, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f], k: int
    ) -> Best:
        """The ``k`` best-scoring articles that meet the condition, and how many meet it."""
        with reading(self._folder):
            return self._executor.best(condition, terms, parameters, k)

    def forget(self) -> None:
        """Forget the answers given so far; decoded postings stay. For benchmarks, that would time the
        memory."""
        self._executor.forget()

    def place(self, doc: int) -> Place:
        """Where one article stands, in the corpus and in time."""
        found = self.places(np.array([doc], dtype=np.int64))
        return Place(self.sources()[int(found.sources[0])], int(found.numbers[0]), int(found.days[0]))

    def places(self, docs: Docs) -> Places:
        """Where each of several articles stands."""
        with reading(self._folder):
            return self._leaves.places(docs)

    def sources(self) -> Sequence[str]:
        """The sources that places count by."""
        with reading(self._folder):
            return self._leaves.sources

    def payload(self, doc: int) -> str:
        """The payload of one article."""
        with reading(self._folder):
            leaf, own = self._leaves.of(doc)
            return leaf.columns.payload(own)

    def flats(self, doc: int) -> Mapping[str, str]:
        """The gram streams of one article, by field."""
        with reading(self._folder):
            return self._leaves.flats(doc)

    def flats_of(self, docs: Docs) -> Iterator[Mapping[str, str]]:
        """The gram streams of several articles, rising numbers, one after the other."""
        with reading(self._folder):
            yield from self._leaves.flats_of(docs)

    def words(self) -> Iterator[tuple[str, int]]:
        """Every token of the words streams, with the number of articles it stands in, roughly."""
        with reading(self._folder):
            yield from sorted(self._leaves.words().items())

    def derived(self, name: str) -> Path:
        """The file for what is derived from this state; it goes when the state goes."""
        return files.derived_path(self._folder, name, self.generation)

    def close(self) -> None:
        """Give back files and memory maps. A second time, nothing happens."""
        self._leaves.close()
