"""Whoosh with jieba's ChineseAnalyzer, as the documentation of both shows it."""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Sequence
from typing import Any

from benchmarks.relevance.collection import Document
from benchmarks.relevance.systems.base import Alone, needed


class StockWhoosh(Alone):
    """Whoosh's schema, writer, query parser and BM25F. ``any_word`` joins a query's words by OR."""

    def __init__(self, any_word: bool = False) -> None:
        needed("whoosh")
        needed("jieba")
        self._any_word = any_word
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._searcher: Any = None
        self._parser: Any = None

    def build(self, documents: Sequence[Document]) -> None:
        """Index the documents."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
            from jieba.analyse import ChineseAnalyzer
            from whoosh import fields, index, qparser

        jieba.setLogLevel(logging.ERROR)
        schema = fields.Schema(id=fields.ID(stored=True), text=fields.TEXT(analyzer=ChineseAnalyzer()))
        made = index.create_in(self._folder.name, schema)
        writer = made.writer(limitmb=256)
        for document in documents:
            writer.add_document(id=document.id, text=document.whole)
        writer.commit()
        group = qparser.OrGroup if self._any_word else qparser.AndGroup
        self._parser = qparser.QueryParser("text", schema, group=group)
        self._searcher = made.searcher()

    def search(self, query: str, k: int) -> list[str]:
        """The best ``k`` documents."""
        found = self._searcher.search(self._parser.parse(query), limit=k)
        return [hit["id"] for hit in found]

    def close(self) -> None:
        """Close the index and take its folder away."""
        if self._searcher is not None:
            self._searcher.close()
        self._folder.cleanup()
