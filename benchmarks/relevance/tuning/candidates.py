"""The candidates of every tuning query and all that ranking knows of them, worked out once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

import numpy as np
import numpy.typing as npt

from benchmarks.relevance.collection import Collection
from unionsearch import query as language
from unionsearch.engines.protocol import Docs, Reader, Scores, Stream
from unionsearch.search.compile import Asked, Compiler
from unionsearch.search.features import Features
from unionsearch.search.points import first_stage
from unionsearch.search.ranking import importance
from unionsearch.search.searcher import Searcher
from unionsearch.search.weights import Weights

#: What sets an article that matches more of the query before any that matches less.
_BEFORE = 1e6
#: The measure looks at so many places.
_DEEP = 10
#: How many streams' scores are kept under different parameters.
_REMEMBERED = 24

Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Table:
    """All candidates of all queries of a collection, one after the other.

    The candidates of query ``i`` begin at ``starts[i]``; the first of them is no article but stands for
    finding nothing, so that no query is without any. ``rest`` is what the first stage gives beside the two
    streams (dates, and what other words for a thing gain). ``features`` has a column for each of ``names``.
    """

    name: str
    reader: Reader
    asked: Sequence[Asked]
    docs: Sequence[Docs]
    groups: Sequence[str]
    starts: npt.NDArray[np.int64]
    relevant: Flags
    matched: Values
    rest: Values
    names: Sequence[str]
    features: Values
    _streams: OrderedDict[tuple[object, ...], Values] = field(default_factory=OrderedDict)

    def stream(self, stream: Stream, weights: Weights) -> Values:
        """What one stream gives every candidate, by the BM25F parameters of ``weights``."""
        bm25f = weights.parameters[stream]
        key = (stream, bm25f.k1, *sorted(bm25f.fields.items()))
        found = self._streams.get(key)
        if found is None:
            alone = _only(weights, stream)
            parts = [
                np.concatenate([[0.0], first_stage(self.reader, asked, alone, docs)])
                for asked, docs in zip(self.asked, self.docs, strict=True)
            ]
            found = self._streams[key] = np.concatenate(parts)
            if len(self._streams) > _REMEMBERED:
                self._streams.popitem(last=False)
        return found

    def reciprocal_ranks(self, weights: Weights) -> Values:
        """The reciprocal rank, within ten, of each query's best relevant article under some weights.

        Of articles that score the same, half are taken to come before.
        """
        first = self.rest + sum(
            weight * self.stream(stream, weights) for stream, weight in weights.streams.items() if weight
        )
        factors = 1 + self.features @ np.array([weights.features[name] for name in self.names])
        keys = first * factors + _BEFORE * self.matched
        keys[self.starts] = -1.0
        best = np.maximum.reduceat(np.where(self.relevant, keys, -np.inf), self.starts)
        mark = np.repeat(best, np.diff(self.starts, append=len(keys)))
        before = np.add.reduceat((keys > mark).astype(np.float64), self.starts)
        beside = np.add.reduceat(((keys == mark) & ~self.relevant).astype(np.float64), self.starts)
        ranks = 1 + before + beside / 2
        return np.where(np.isfinite(best) & (ranks <= _DEEP), 1 / ranks, 0.0)

    def reachable(self) -> float:
        """The share of queries that have a relevant article among their candidates."""
        return float(np.maximum.reduceat(self.relevant.astype(np.float64), self.starts).mean())


def _only(weights: Weights, stream: Stream) -> Weights:
    """One stream with weight 1, and nothing else."""
    streams: dict[Stream, float] = {name: float(name == stream) for name in weights.streams}
    return replace(weights, streams=streams, stated_date=0.0, issue_period=0.0)


def table(
    searcher: Searcher,
    collection: Collection,
    *,
    pool: int,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> Table:
    """Work out the candidates of a collection whose documents ``searcher`` holds, source by source.

    Of the articles that match all of a query, most of it, and some, those are candidates that are among
    the best ``pool`` by words, by grams, or by both. ``told`` hears how many queries are done.
    """
    reader = searcher.reader
    names = list(searcher.weights.features)
    asked_all, docs_all, groups = [], [], []
    relevant, matched, rest, rows = [], [], [], []
    for done, query in enumerate(collection.queries):
        told(done, len(collection.queries))
        asked = Compiler(reader, searcher.analyzer, searcher.thesaurus, searcher.issue_condition).compile(
            language.plain(query.text)
        )
        docs, levels, others = _candidates(reader, asked, searcher.weights, pool)
        judged = collection.qrels[query.id]
        wanted = {id_ for id_, grade in judged.items() if grade > 0}
        asked_all.append(asked)
        docs_all.append(docs)
        groups.append(min(wanted))
        relevant.append([False, *(reader.place(doc).source in wanted for doc in docs.tolist())])
        matched.append(np.concatenate([[0.0], levels]))
        rest.append(np.concatenate([[0.0], others]))
        rows.append(_features(reader, asked, docs, names))
    sizes = [len(docs) + 1 for docs in docs_all]
    return Table(
        collection.name,
        reader,
        asked_all,
        docs_all,
        groups,
        np.concatenate([[0], np.cumsum(sizes[:-1])]).astype(np.int64),
        np.concatenate(relevant).astype(np.bool_),
        np.concatenate(matched),
        np.concatenate(rest),
        names,
        np.concatenate(rows),
    )


def _candidates(reader: Reader, asked: Asked, weights: Weights, pool: int) -> tuple[Docs, Values, Scores]:
    """The candidates, rising, how much of the query each matches, and their points beside the streams'.

    2 is all of it, 1 most of it, 0 some.
    """
    docs, matched, others = [], [], []
    seen = np.empty(0, dtype=np.int64)
    for level, stage in ((2, asked.full), (1, asked.most), (0, asked.some)):
        part = np.setdiff1d(reader.match(stage), seen, assume_unique=True)
        seen = np.union1d(seen, part)
        streams = {name: first_stage(reader, asked, _only(weights, name), part) for name in weights.streams}
        both = first_stage(reader, asked, weights, part)
        best = [np.argsort(-scores, kind="stable")[:pool] for scores in (both, *streams.values())]
        chosen = reduce(np.union1d, best).astype(np.int64)
        docs.append(part[chosen])
        matched.append(np.full(len(chosen), float(level)))
        beside = both - sum(weights.streams[name] * scores for name, scores in streams.items())
        others.append(beside[chosen])
    found = np.concatenate(docs).astype(np.int64)
    rising = np.argsort(found)
    return found[rising], np.concatenate(matched)[rising], np.concatenate(others)[rising]


def _features(reader: Reader, asked: Asked, docs: Docs, names: Sequence[str]) -> Values:
    """A row for finding nothing and one for each candidate."""
    found = np.zeros((len(docs) + 1, len(names)))
    if asked.leaves:
        features = Features(asked.leaves, importance(reader, asked))
        for row, doc in enumerate(docs.tolist(), 1):
            of_doc = features.of(reader.flats(doc))
            found[row] = [of_doc[name] for name in names]
    return found
