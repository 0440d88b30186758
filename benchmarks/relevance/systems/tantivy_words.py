"""tantivy over jieba's words: Lucene's BM25 (k1 1.2, b 0.75) in Rust."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.relevance.collection import Document
from benchmarks.relevance.systems.base import Alone, needed
from benchmarks.relevance.systems.tokens import words


class TantivyWords(Alone):
    """An index in memory; documents and queries are cut beforehand, any word of a query may match."""

    def __init__(self) -> None:
        self._tantivy = needed("tantivy")
        self._index: Any = None
        self._searcher: Any = None

    def build(self, documents: Sequence[Document]) -> None:
        """Index the documents."""
        builder = self._tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
        self._index = self._tantivy.Index(builder.build())
        writer = self._index.writer(num_threads=1)
        for document in documents:
            writer.add_document(self._tantivy.Document(id=document.id, text=" ".join(words(document.whole))))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, query: str, k: int) -> list[str]:
        """The best ``k`` documents that have a word of the query."""
        any_ = self._tantivy.Occur.Should
        term = self._tantivy.Query.term_query
        terms = [(any_, term(self._index.schema, "text", word)) for word in words(query)]
        if not terms:
            return []
        found = self._searcher.search(self._tantivy.Query.boolean_query(terms), k)
        return [self._searcher.doc(address)["id"][0] for _, address in found.hits]
