"""SQLite's FTS5 in a file, over the program's words or with its trigram tokenizer; texts are not kept."""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.relevance.systems.base import Missing
from benchmarks.speed.questions import How, Question
from benchmarks.speed.systems.base import BEST, BOOSTS, System

if TYPE_CHECKING:
    from benchmarks.speed.articles import Source


def _expression(strings: Sequence[str], how: How) -> str:
    joint = " OR " if how == "any" else " AND "
    return joint.join('"' + string.replace('"', '""') + '"' for string in strings)


class _Fts5(System):
    """A table of two columns that keeps no texts (``content=''``)."""

    tokenizer = ""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._database: sqlite3.Connection | None = None
        with sqlite3.connect(":memory:") as tried:
            try:
                tried.execute(f"CREATE VIRTUAL TABLE t USING fts5(a, tokenize='{self.tokenizer}')")
            except sqlite3.OperationalError as error:
                raise Missing(f"this SQLite ({sqlite3.sqlite_version}) has no such FTS5: {error}") from error
        tried.close()

    @abstractmethod
    def _rows(self, source: Source) -> Iterator[tuple[int, str, str]]:
        """Number, title and text of every article, as FTS5 is given them."""

    def build(self, source: Source) -> None:
        """Index title and text, and merge to one tree."""
        database = self._connected()
        database.execute(
            f"CREATE VIRTUAL TABLE t USING fts5(title, body, content='', tokenize='{self.tokenizer}')"
        )
        ranked = f"bm25({BOOSTS['title']}, {BOOSTS['body']})"
        with database:
            database.execute("INSERT INTO t(t, rank) VALUES ('rank', ?)", (ranked,))
            database.executemany("INSERT INTO t(rowid, title, body) VALUES (?, ?, ?)", self._rows(source))
        with database:
            database.execute("INSERT INTO t(t) VALUES ('optimize')")
        database.close()

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(self.folder / "articles.sqlite")

    def open(self) -> None:
        """Open the file."""
        self._database = self._connected()

    def prepare(self, question: Question) -> str | None:
        """An expression of strings, joined by AND or OR."""
        return _expression(question.words, question.how)

    def ask(self, prepared: str) -> int:
        """The ten best by its bm25(), and the exact number."""
        assert self._database is not None
        ranked = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?"
        self._database.execute(ranked, (prepared, BEST)).fetchall()
        counted = self._database.execute("SELECT count(*) FROM t WHERE t MATCH ?", (prepared,))
        return int(counted.fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()


class SqliteTrigram(_Fts5):
    """Runs of three characters, as SQLite cuts them."""

    tokenizer = "trigram"

    def _rows(self, source: Source) -> Iterator[tuple[int, str, str]]:
        for number, document in enumerate(source.documents()):
            yield number, document.title, document.text

    def prepare(self, question: Question) -> str | None:
        """None where a word is shorter than three characters, which it finds by reading every text."""
        strings = (question.run,) if question.run else question.words
        return None if any(len(string) < 3 for string in strings) else _expression(strings, question.how)


class SqliteWords(_Fts5):
    """The program's words, put between spaces for SQLite's own tokenizer."""

    tokenizer = "unicode61 remove_diacritics 0"

    def _rows(self, source: Source) -> Iterator[tuple[int, str, str]]:
        from benchmarks.speed.cutting import records

        for number, record in enumerate(records(source)):
            title, body = (" ".join(record.words.get(field, ())) for field in BOOSTS)
            yield number, title, body
