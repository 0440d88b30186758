"""Whoosh with jieba's ChineseAnalyzer, as the documentation of both shows it, over two fields."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.relevance.systems.base import needed
from benchmarks.speed.questions import Question
from benchmarks.speed.systems.base import BEST, System

if TYPE_CHECKING:
    from benchmarks.speed.articles import Source


class StockWhoosh(System):
    """Whoosh's own writer, searcher and BM25F; jieba's cutting is part of building, always."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._whoosh = needed("whoosh.index")
        self._searcher: Any = None
        self._analyzer: Any = None

    def _chinese(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
            from jieba.analyse import ChineseAnalyzer
        jieba.setLogLevel(logging.ERROR)
        return ChineseAnalyzer()

    def build(self, source: Source) -> None:
        """Index title and text. The number stored is what finds an article again."""
        from whoosh import fields

        text = self._chinese()
        schema = fields.Schema(
            id=fields.NUMERIC(stored=True), title=fields.TEXT(text), body=fields.TEXT(text)
        )
        writer = self._whoosh.create_in(str(self.folder), schema).writer(limitmb=256)
        for number, document in enumerate(source.documents()):
            writer.add_document(id=number, title=document.title, body=document.text)
        writer.commit()

    def open(self) -> None:
        """Open the searcher."""
        self._searcher = self._whoosh.open_dir(str(self.folder)).searcher()

    def prepare(self, question: Question) -> Any:
        """Every word as the analyzer cuts it, in either field."""
        from whoosh.query import And, Or, Term

        if self._analyzer is None:
            self._analyzer = self._chinese()
        words = [
            And([Or([Term("title", token.text), Term("body", token.text)]) for token in self._analyzer(word)])
            for word in question.words
        ]
        return (Or(words) if question.how == "any" else And(words)).normalize()

    def ask(self, prepared: Any) -> int:
        """The ten best and the exact number."""
        return len(self._searcher.search(prepared, limit=BEST))

    def close(self) -> None:
        """Close the searcher."""
        if self._searcher is not None:
            self._searcher.close()
