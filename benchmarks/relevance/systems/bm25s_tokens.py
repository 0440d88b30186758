"""bm25s (Lù 2024): BM25 as sparse matrices in memory, over tokens made beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.relevance.collection import Document
from benchmarks.relevance.systems.base import Alone, needed
from benchmarks.relevance.systems.tokens import STREAMS

K1, B = 1.2, 0.75


class Bm25sTokens(Alone):
    """BM25 as Lucene has it (k1 1.2, b 0.75) over one or more streams of tokens in one index.

    A document's length is that of all its tokens. A word of two characters and the bigram of the same
    characters stay two tokens.
    """

    def __init__(self, streams: Sequence[str]) -> None:
        self._bm25s = needed("bm25s")
        self._streams = streams
        self._model: Any = None
        self._ids: list[str] = []

    def _tokens(self, text: str) -> list[str]:
        return [f"{name[0]}:{token}" for name in self._streams for token in STREAMS[name](text)]

    def build(self, documents: Sequence[Document]) -> None:
        """Index the documents."""
        self._ids = [document.id for document in documents]
        self._model = self._bm25s.BM25(method="lucene", k1=K1, b=B)
        self._model.index([self._tokens(d.whole) for d in documents], show_progress=False)

    def search(self, query: str, k: int) -> list[str]:
        """The best ``k`` documents that have a token of the query."""
        tokens = [token for token in self._tokens(query) if token in self._model.vocab_dict]
        if not tokens:
            return []
        places, scores = self._model.retrieve(
            [tokens], k=min(k, len(self._ids)), show_progress=False, sorted=True
        )
        found = zip(places[0].tolist(), scores[0].tolist(), strict=True)
        return [self._ids[place] for place, score in found if score > 0]
