"""tantivy over the words and grams that the program indexes: the native engine at the same work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.relevance.systems.base import needed
from benchmarks.speed.questions import Question
from benchmarks.speed.systems.base import BEST, BOOSTS, System, pairs

if TYPE_CHECKING:
    from benchmarks.speed.articles import Source

_HEAP = 256_000_000
#: tantivy's tokenizer goes by spaces: within a token, something else must stand for one.
_SPACE = "\u2423"


class TantivyStreams(System):
    """Words with frequencies and grams with positions, of title and body. Nothing is stored.

    One thread writes while Python cuts, so that there is one segment as long as its memory suffices.
    """

    stored = (".store",)

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._tantivy = needed("tantivy")
        self._index: Any = None
        self._searcher: Any = None

    def _schema(self) -> Any:
        builder = self._tantivy.SchemaBuilder()
        for field in BOOSTS:
            builder.add_text_field(f"{field}_words", tokenizer_name="whitespace", index_option="freq")
            builder.add_text_field(f"{field}_grams", tokenizer_name="whitespace", index_option="position")
        return builder.build()

    def build(self, source: Source) -> None:
        """Index the same tokens as the program's engine."""
        from benchmarks.speed.cutting import records
        from unionsearch.analysis.analyzer import grams

        writer = self._tantivy.Index(self._schema(), path=str(self.folder)).writer(_HEAP, 1)
        for record in records(source):
            values = {}
            for field in record.flats:
                values[f"{field}_words"] = " ".join(record.words[field])
                values[f"{field}_grams"] = " ".join(grams(record.flats[field].replace(" ", _SPACE)))
            writer.add_document(self._tantivy.Document(**values))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open the index."""
        self._index = self._tantivy.Index.open(str(self.folder))
        self._searcher = self._index.searcher()

    def prepare(self, question: Question) -> Any:
        """A query of terms or phrases in either field, title and body weighted as the program does."""
        kind, occur = self._tantivy.Query, self._tantivy.Occur
        if question.how == "run":
            tokens = pairs(question.run)
            return kind.boolean_query(
                [
                    (occur.Should, kind.boost_query(self._phrase(field, tokens), boost))
                    for field, boost in BOOSTS.items()
                ]
            )
        clauses = [self._either(word) for word in question.words]
        if question.how == "all":
            return kind.boolean_query([(occur.Must, kind.boolean_query(clause)) for clause in clauses])
        return kind.boolean_query([part for clause in clauses for part in clause])

    def _phrase(self, field: str, tokens: list[str]) -> Any:
        return self._tantivy.Query.phrase_query(self._index.schema, f"{field}_grams", tokens)

    def _either(self, word: str) -> list[Any]:
        kind = self._tantivy.Query
        return [
            (
                self._tantivy.Occur.Should,
                kind.boost_query(kind.term_query(self._index.schema, f"{field}_words", word, "freq"), boost),
            )
            for field, boost in BOOSTS.items()
        ]

    def ask(self, prepared: Any) -> int:
        """The ten best by BM25 and the exact number."""
        return int(self._searcher.search(prepared, BEST, count=True).count)
