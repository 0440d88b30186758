"""The systems that are compared, by name.

A system is named here with the module and class that make it, so that one whose package is not
installed is left out without a trace in the others. Names before a colon say who, after it how.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from benchmarks.relevance.systems.base import Missing, System

__all__ = ["OWN", "PEERS", "SYSTEMS", "VARIANTS", "Missing", "System", "make"]


@dataclass(frozen=True, slots=True)
class Named:
    """Where a system's class is, with what arguments it is made, and what a reader should know of it."""

    module: str
    class_name: str
    remark: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


def _own(remark: str, **arguments: Any) -> Named:
    return Named("own", "Own", remark, arguments)


#: The system that the others are compared with.
OWN = "unionsearch"
#: The program with one part of it switched off.
VARIANTS: dict[str, Named] = {
    "unionsearch:no-grams": _own("grams do not score (they still match)", without=("grams",)),
    "unionsearch:no-words": _own("words do not score (they still match)", without=("words",)),
    "unionsearch:no-reranker": _own("the first stage's order", without=("reranker",)),
    "unionsearch:no-thesaurus": _own("words are sought as written", without=("thesaurus",)),
    "unionsearch:no-correction": _own("unknown words stay as they are", without=("correction",)),
    "unionsearch:no-lexicon": _own("the general dictionary's cut, no thesaurus", without=("lexicon",)),
    "unionsearch:no-normalisation": _own(
        "繁 and 简, full and half width, upper and lower case kept apart", without=("normalisation",)
    ),
}
PEERS: dict[str, Named] = {
    "whoosh:and": Named("stock_whoosh", "StockWhoosh", "jieba's ChineseAnalyzer, its default AND"),
    "whoosh:or": Named("stock_whoosh", "StockWhoosh", "jieba's ChineseAnalyzer, OR", {"any_word": True}),
    "tantivy": Named("tantivy_words", "TantivyWords", "jieba's search cut, OR"),
    "bm25s:words": Named("bm25s_tokens", "Bm25sTokens", "jieba's search cut", {"streams": ("words",)}),
    "bm25s:bigrams": Named("bm25s_tokens", "Bm25sTokens", "character bigrams", {"streams": ("bigrams",)}),
    "bm25s:both": Named(
        "bm25s_tokens", "Bm25sTokens", "jieba's search cut and character bigrams in one index",
        {"streams": ("words", "bigrams")},
    ),
    "fts5:trigram": Named("sqlite_fts", "SqliteTrigram", "SQLite's trigram tokenizer, OR of trigrams"),
    "fts5:words": Named("sqlite_fts", "SqliteWords", "jieba's search cut, OR"),
}  # fmt: skip
SYSTEMS: dict[str, Named] = {OWN: _own("the program as it ships"), **VARIANTS, **PEERS}


def make(name: str) -> System:
    """The system called ``name``, empty. Raises Missing when what it needs is not installed."""
    named = SYSTEMS[name]
    module = import_module(f"benchmarks.relevance.systems.{named.module}")
    made: System = getattr(module, named.class_name)(**named.arguments)
    return made
