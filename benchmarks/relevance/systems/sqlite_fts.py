"""SQLite's FTS5, with its trigram tokenizer or over jieba's words; ranked by its bm25()."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from benchmarks.relevance.collection import Document
from benchmarks.relevance.systems.base import Alone, Missing
from benchmarks.relevance.systems.tokens import trigrams, words


class _Fts5(Alone, ABC):
    """A table in memory. Any token of a query may match."""

    tokenizer = ""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._database = sqlite3.connect(":memory:")
        try:
            self._database.execute(f"CREATE VIRTUAL TABLE t USING fts5(text, tokenize='{self.tokenizer}')")
        except sqlite3.OperationalError as error:
            raise Missing(f"this SQLite ({sqlite3.sqlite_version}) has no such FTS5: {error}") from error

    @abstractmethod
    def _indexed(self, text: str) -> str:
        """A document's text as FTS5 is given it."""

    @abstractmethod
    def _asked(self, query: str) -> Iterable[str]:
        """The tokens that a query asks for."""

    def build(self, documents: Sequence[Document]) -> None:
        """Index the documents."""
        self._ids = [document.id for document in documents]
        rows = ((i, self._indexed(document.whole)) for i, document in enumerate(documents))
        with self._database:
            self._database.executemany("INSERT INTO t(rowid, text) VALUES (?, ?)", rows)

    def search(self, query: str, k: int) -> list[str]:
        """The best ``k`` documents that have a token of the query."""
        tokens = ['"' + token.replace('"', '""') + '"' for token in dict.fromkeys(self._asked(query))]
        if not tokens:
            return []
        rows = self._database.execute(
            "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?", (" OR ".join(tokens), k)
        )
        return [self._ids[row] for (row,) in rows]

    def close(self) -> None:
        """Close the database."""
        self._database.close()


class SqliteTrigram(_Fts5):
    """The trigram tokenizer, asked for any of the query's trigrams."""

    tokenizer = "trigram"

    def _indexed(self, text: str) -> str:
        return text

    def _asked(self, query: str) -> Iterable[str]:
        return trigrams(query)


class SqliteWords(_Fts5):
    """jieba's words, put between spaces for SQLite's own tokenizer."""

    tokenizer = "unicode61"

    def _indexed(self, text: str) -> str:
        return " ".join(words(text))

    def _asked(self, query: str) -> Iterable[str]:
        return words(query)
