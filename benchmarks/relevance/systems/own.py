"""unionsearch itself, whole or with a part switched off."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.relevance.collection import Document
from benchmarks.relevance.systems.apart import kept_apart
from benchmarks.relevance.systems.base import System
from unionsearch.analysis.analyzer import Analyzer
from unionsearch.analysis.segment import Segmenter
from unionsearch.engines.protocol import Reader
from unionsearch.engines.whoosh import WhooshEngine
from unionsearch.indexing.records import record
from unionsearch.model import Article, Issue
from unionsearch.search.searcher import Options, Searcher
from unionsearch.search.thesaurus import NO_THESAURUS
from unionsearch.search.vocabulary import vocabulary
from unionsearch.search.weights import Weights, standard
from unionsearch.spelling import Vocabulary

#: What can be switched off.
PARTS = ("grams", "words", "reranker", "thesaurus", "correction", "lexicon", "normalisation")


class GeneralAnalyzer(Analyzer):
    """Cuts by the general dictionary alone, without the terms that ship."""

    @property
    def segmenter(self) -> Segmenter:
        """The segmenter without any terms."""
        if self._segmenter is None:
            self._segmenter = Segmenter()
        return self._segmenter


def weights_without(parts: Sequence[str], weights: Weights) -> Weights:
    """The weights with a stream's or the second stage's set to 0."""
    streams = {name: 0.0 if name in parts else weight for name, weight in weights.streams.items()}
    features = weights.features
    if "reranker" in parts:
        features = dict.fromkeys(features, 0.0)
    return replace(weights, streams=streams, features=features)


def article_of(document: Document, number: int = 1) -> Article:
    """A document as the article of a number in an issue."""
    return Article(number, document.title, document.text, dates=(document.day,) if document.day else ())


class Own:
    """The program's own index and search over documents, each taken for an issue of one article.

    ``without`` names the parts that are switched off; ``weights`` default to the shipped ones.
    """

    def __init__(self, without: Sequence[str] = (), *, weights: Weights | None = None) -> None:
        unknown = set(without) - set(PARTS)
        if unknown:
            raise ValueError(f"no such parts: {unknown}")
        self._without = tuple(without)
        self._weights = weights_without(without, weights or standard())
        self._analyzer = GeneralAnalyzer() if "lexicon" in without else Analyzer()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.index_key: str | None = "own:" + ",".join(
            part for part in ("lexicon", "normalisation") if part in without
        )
        self._searcher: Searcher | None = None
        self._words: Vocabulary | None = None

    def build(self, documents: Sequence[Document]) -> None:
        """Index the documents, in a folder that goes away with :meth:`close`."""
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        engine = WhooshEngine(Path(self._folder.name))
        writer = engine.writer(fresh=True)
        for document in documents:
            article = article_of(document)
            if "normalisation" in self._without:
                article = replace(article, title=kept_apart(article.title), body=kept_apart(article.body))
            writer.add(record(article, document.id, None, self._analyzer))
        writer.commit(b"")
        issues = {document.id: Issue(document.id, document.id) for document in documents}
        self._open(engine.reader(), issues)

    def _open(self, reader: Reader, issues: dict[str, Issue]) -> None:
        def words() -> Vocabulary | None:
            if self._words is None and "correction" not in self._without:
                self._words = vocabulary(reader)
            return self._words

        off = {"thesaurus", "lexicon"} & set(self._without)
        self._searcher = Searcher(
            reader,
            self._analyzer,
            issues,
            thesaurus=NO_THESAURUS if off else None,
            vocabulary=words,
            weights=self._weights,
        )

    def adopt(self, built: System) -> None:
        """Search the index of another variant that was built alike."""
        assert isinstance(built, Own) and built.index_key == self.index_key
        self._open(built.searcher.reader, dict(built.searcher.issues))

    @property
    def searcher(self) -> Searcher:
        """The program's searcher over the built index."""
        assert self._searcher is not None, "nothing is built yet"
        return self._searcher

    def search(self, query: str, k: int) -> list[str]:
        """The best ``k`` documents for the query as plain words, without syntax."""
        asked_for = kept_apart(query) if "normalisation" in self._without else query
        page = self.searcher.search(asked_for, Options(limit=k, plain=True))
        return [hit.issue.id for hit in page.hits]

    def close(self) -> None:
        """Close the index and take its folder away, if it was built here."""
        if self._words is not None:
            self._words.close()
        if self._folder is not None:
            if self._searcher is not None:
                self._searcher.reader.close()
            self._folder.cleanup()
        self._searcher = None
