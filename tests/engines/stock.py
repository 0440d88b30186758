"""The index as a stock Whoosh searcher sees it: our conditions as its queries, our scores by its matchers.

It goes through what Whoosh offers to anyone: ``open_dir``, terms, postings, positions, lengths, stored
values. Of this project it shares the conditions and the names of the fields, and nothing that matches or
scores. Document numbers are those of the index's own reader.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from whoosh import query
from whoosh.index import open_dir
from whoosh.matching import ListMatcher, NullMatcher, WrappingMatcher
from whoosh.scoring import BaseScorer, WeightingModel

from unionsearch.engines import conditions as c
from unionsearch.engines.protocol import Bm25f, Record, Stream, Weighted
from unionsearch.text import BREAK

from .oracle import in_days, pattern_stands_in, run_stands_in

#: Whether a document, by its number in a searcher's own segment, is one that is sought.
Test = Callable[[Any, int], bool]


class _Ours(query.Query):  # type: ignore[misc]
    """A kind of query that Whoosh does not have."""

    def estimate_size(self, reader: Any) -> int:
        return int(reader.doc_count())


class Checked(_Ours):
    """Those documents of another query that pass a test, all with the score 0."""

    def __init__(self, base: query.Query, test: Test = lambda searcher, doc: True) -> None:
        self.base = base
        self.test = test

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        ids = [doc for doc in self.base.docs(searcher) if self.test(searcher, doc)]
        return ListMatcher(ids, weights=[0.0] * len(ids)) if ids else NullMatcher()


def translated(condition: c.Condition) -> query.Query:
    """A condition as a query of Whoosh's."""
    match condition:
        case c.Word(word, fields):
            return query.Or([query.Term(f"words_{f}", word) for f in fields])
        case c.Run(text, fields):
            plain = query.Or([_run(f, text) for f in fields])
            if not condition.whole_numbers:
                return plain
            return Checked(plain, _flat(fields, partial(run_stands_in, condition)))
        case c.Near(texts, distance, fields):
            return query.Or([_near(f, texts, distance) for f in fields])
        case c.Pattern(text, fields):
            pieces = [p for p in text.replace("?", "*").split("*") if p]
            candidates = translated(c.And(tuple(c.Run(p, fields) for p in pieces)))
            return Checked(candidates, _flat(fields, partial(pattern_stands_in, text)))
        case c.Whole(text, fields):
            wanted = text.strip(BREAK)
            if not wanted:
                return query.NullQuery
            return Checked(
                translated(c.Run(wanted, fields)), _flat(fields, lambda flat: flat.strip(BREAK) == wanted)
            )
        case c.Keyword(name, value):
            return query.Term(name, value)
        case c.Days(first, last):
            stated = query.TermRange("days", f"{first:08}", f"{last:08}")
            return stated if condition.stated_only else query.Or([stated, Periods(condition)])
        case c.All():
            return query.Every()
        case c.And(parts):
            return query.And([translated(part) for part in parts]) if parts else query.Every()
        case c.Or(parts):
            return query.Or([translated(part) for part in parts]) if parts else query.NullQuery
        case c.Without(base, excluded):
            # Whoosh's AndNot looks at its first document only where the excluded ones begin with the same.
            return query.And([translated(base), query.Not(translated(excluded))])


class Periods(_Ours):
    """The documents without dates whose issue's period meets a range of days."""

    def __init__(self, wanted: c.Days) -> None:
        self.wanted = wanted

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        def meets(period: str) -> bool:
            first, last = map(int, period.split("-"))
            return in_days(self.wanted, Record("", 0, "", {}, {}, period=(first, last)))

        periods = [term.decode() for term in searcher.reader().lexicon("period")]
        chosen = [query.Term("period", period) for period in periods if meets(period)]
        return query.Or(chosen).matcher(searcher, context)


def _grams(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _run(field: str, text: str) -> query.Query:
    name = f"grams_{field}"
    if not text:
        return query.Every(name)
    if len(text) == 1:
        return query.Prefix(name, text)
    return query.Term(name, text) if len(text) == 2 else query.Phrase(name, _grams(text))


def _near(field: str, texts: Sequence[str], distance: int) -> query.Query:
    def near(searcher: Any, doc: int) -> bool:
        first, *others = (_places(searcher, field, text, doc) for text in texts)
        return any(all(any(abs(at - to) <= distance for to in other) for other in others) for at in first)

    return Checked(query.And([_run(field, text) for text in texts]), near)


def _places(searcher: Any, field: str, text: str, doc: int) -> set[int]:
    """Where a run begins in a document."""
    name, reader = f"grams_{field}", searcher.reader()
    if len(text) == 1:
        starting = reader.expand_prefix(name, text.encode())
        return {at for gram in starting for at in _positions(reader, name, gram, doc)}
    each = [{at - i for at in _positions(reader, name, g.encode(), doc)} for i, g in enumerate(_grams(text))]
    return set.intersection(*each)


def _positions(reader: Any, name: str, gram: bytes, doc: int) -> list[int]:
    matcher = reader.postings(name, gram)
    if matcher.is_active():
        matcher.skip_to(doc)
    return matcher.value_as("positions") if matcher.is_active() and matcher.id() == doc else []


def _flat(fields: Sequence[str], test: Callable[[str], bool]) -> Test:
    """Whether one of the gram streams that are stored with a document passes a test."""

    def passes(searcher: Any, doc: int) -> bool:
        flats = searcher.stored_fields(doc)["content"][1]
        return any(f in flats and test(flats[f]) for f in fields)

    return passes


class Frequencies(WeightingModel):  # type: ignore[misc]
    """A term's frequency in one field, normalised by the field's exact length; Whoosh adds the fields up."""

    def __init__(self, fields: Mapping[str, tuple[float, float, float]]) -> None:
        """``fields``: for each field its boost, its b, and its average length."""
        self.fields = fields

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> Any:
        return _Frequency(searcher, fieldname, *self.fields.get(fieldname, (1.0, 0.0, 1.0)))


class _Frequency(BaseScorer):  # type: ignore[misc]
    def __init__(self, searcher: Any, field: str, boost: float, b: float, average: float) -> None:
        self.searcher, self.field = searcher, field
        self.boost, self.b, self.average = boost, b, average

    def score(self, matcher: Any) -> float:
        length = self.searcher.doc_field_length(matcher.id(), self.field)
        return self.boost * float(matcher.weight()) / (1 - self.b + self.b * length / self.average)

    def block_quality(self, matcher: Any) -> float:
        return math.inf  # It says nothing of what may be passed over.


class Saturated(_Ours):
    """A token over its fields: the sum of its frequencies, saturated, times ``factor``."""

    def __init__(self, base: query.Query, k1: float, factor: float) -> None:
        self.base, self.k1, self.factor = base, k1, factor

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        inner = self.base.matcher(searcher, context)
        return _Saturating(inner, self.k1, self.factor) if inner.is_active() else inner


class _Saturating(WrappingMatcher):  # type: ignore[misc]
    def __init__(self, child: Any, k1: float, factor: float) -> None:
        super().__init__(child)
        self.k1, self.factor = k1, factor

    def _replacement(self, newchild: Any) -> Any:
        return _Saturating(newchild, self.k1, self.factor)

    def score(self) -> float:
        frequency = self.child.score()
        return float(self.factor * frequency / (self.k1 + frequency))


class StockIndex:
    """The index in a folder, opened by Whoosh."""

    def __init__(self, folder: Path) -> None:
        self._index = open_dir(str(folder))
        self._searcher = self._index.searcher()

    def match(self, condition: c.Condition) -> list[int]:
        """The documents that meet the condition."""
        return sorted(self._searcher.docs_for_query(translated(condition)))

    def ranked(
        self, condition: c.Condition, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f]
    ) -> list[tuple[int, float]]:
        """The documents that meet the condition, best first, with their scores."""
        fields = {
            f"{stream}_{field}": (boost, b, self._average(f"{stream}_{field}"))
            for stream, bm25f in parameters.items()
            for field, (boost, b) in bm25f.fields.items()
        }
        every = Checked(translated(condition))
        scored = [self._scored(term, parameters[term.stream]) for term in terms]
        with self._index.searcher(weighting=Frequencies(fields)) as searcher:
            found = searcher.search(query.AndMaybe(every, query.Or(scored)), limit=None)
            return [(int(doc), float(score)) for doc, score in found.items()]

    def _scored(self, term: Weighted, bm25f: Bm25f) -> query.Query:
        having = query.Or([query.Term(f"{term.stream}_{field}", term.token) for field in bm25f.fields])
        often = len(set(self._searcher.docs_for_query(having)))
        idf = math.log(1 + (self._searcher.doc_count() - often + 0.5) / (often + 0.5))
        return Saturated(having, bm25f.k1, term.weight * idf)

    def _average(self, name: str) -> float:
        """The average length of a field over the documents that have it."""
        lengths = [self._searcher.doc_field_length(doc, name, 0) for doc in self._searcher.document_numbers()]
        filled = [length for length in lengths if length]
        return sum(filled) / len(filled) if filled else 1.0

    def stored(self, doc: int) -> tuple[str, Mapping[str, str]]:
        """The payload and the gram streams of a document."""
        payload, flats = self._searcher.stored_fields(doc)["content"]
        return payload, flats

    def close(self) -> None:
        """Give back files."""
        self._searcher.close()
        self._index.close()
