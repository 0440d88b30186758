"""The systems that are timed, by name.

A system is named here with the module and class that make it, so that one whose package is not
installed is left out without a trace in the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.relevance.systems.base import Missing
from benchmarks.speed.systems.base import System

__all__ = ["CUTTING", "DAILY", "ENGINE", "NATIVE", "STOCK", "SYSTEMS", "WHOLE", "Missing", "System", "make"]


@dataclass(frozen=True, slots=True)
class Named:
    """Where a system's class is, with what arguments it is made, and what a reader should know of it."""

    module: str
    class_name: str
    remark: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


#: The program's engine, the native engine that it is measured against, and what it is built on.
ENGINE, WHOLE, NATIVE, STOCK = "unionsearch", "unionsearch:whole", "tantivy", "whoosh"

SYSTEMS: dict[str, Named] = {
    ENGINE: Named("own", "Engine", "its engine: from a condition to the ten best and the exact number"),
    WHOLE: Named(
        "whole", "Whole",
        "all of it: the query read and expanded, both rankings, snippets; from the shell `unionsearch query`",
    ),
    NATIVE: Named("tantivy_streams", "TantivyStreams", "the same words and grams of the same two fields"),
    STOCK: Named(
        "stock_whoosh", "StockWhoosh",
        "Whoosh as it comes with jieba's ChineseAnalyzer; phrases asked as all of their words, "
        "for it finds no phrases",
    ),
    "fts5:words": Named(
        "sqlite_fts", "SqliteWords", "SQLite's FTS5 over the same words; phrases asked as all of their words"
    ),
    "fts5:trigram": Named(
        "sqlite_fts", "SqliteTrigram", "SQLite's trigram tokenizer; cannot be asked for two characters"
    ),
    "bm25s": Named(
        "bm25s_mapped", "Bm25sMapped", "memory-mapped, over the same words; any of the words only, no number"
    ),
    "ripgrep": Named("ripgrep", "Ripgrep", "counts the lines, from the shell only; does not rank"),
    "recoll": Named("recoll", "Recoll", "one file an article, its own cut of Chinese, from the shell only"),
}  # fmt: skip

#: The engine's index of articles that came a few at a time; and the cutting of words alone.
DAILY, CUTTING = "unionsearch:daily", "cutting"
_OTHERS = {
    DAILY: Named("own", "Daily", "the same, taken in by commits of five articles"),
    CUTTING: Named("own", "Cutting", "words cut and forgotten"),
}


def make(name: str, folder: Path) -> System:
    """The system called ``name``, with its index in ``folder``. Raises Missing when it is not installed."""
    named = (SYSTEMS | _OTHERS)[name]
    module = import_module(f"benchmarks.speed.systems.{named.module}")
    made: System = getattr(module, named.class_name)(folder, **named.arguments)
    return made
