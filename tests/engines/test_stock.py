"""The index against stock Whoosh over the same files: the same articles, the same scores, the same order."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from unionsearch.engines import conditions as c
from unionsearch.engines.protocol import Reader, Record
from unionsearch.engines.whoosh import WhooshEngine

from .questions import condition, weighted
from .records import PARAMETERS, holed
from .stock import StockIndex

#: By how much scores may differ.
NEAR = 1e-5
#: Whoosh takes its time.
QUESTIONS = 1000 if "UNIONSEARCH_LONG" in os.environ else 100


class Both(NamedTuple):
    records: list[Record]
    reader: Reader
    stock: StockIndex


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """An index of several segments, some of them with holes, opened by the program and by Whoosh."""
    folder = tmp_path_factory.mktemp("stock")
    engine = WhooshEngine(folder)
    records = holed([engine], random.Random(1921), (150, 40, 10, 3))
    reader, stock = engine.reader(), StockIndex(folder)
    leaves = reader._leaves.leaves
    assert len(leaves) > 2 and any(len(leaf.deleted) for leaf in leaves)
    yield Both(records, reader, stock)
    reader.close()
    stock.close()


def test_the_same_articles(both: Both) -> None:
    for seed in range(QUESTIONS):
        wanted = condition(random.Random(seed), both.records)
        assert both.reader.match(wanted).tolist() == both.stock.match(wanted), wanted


def test_the_same_scores_and_the_same_order(both: Both) -> None:
    for seed in range(QUESTIONS // 4):
        choose = random.Random(seed)
        wanted = choose.choice((c.All(), condition(choose, both.records)))
        terms = weighted(choose, both.records)
        ranked = both.stock.ranked(wanted, terms, PARAMETERS)
        k = choose.choice((1, 10, len(ranked) + 5))
        found = both.reader.best(wanted, terms, PARAMETERS, k)
        assert found.total == len(ranked)
        assert found.scores.tolist() == pytest.approx([score for _, score in ranked[:k]], abs=NEAR)
        scores = dict(ranked)
        for doc, (other, score) in zip(found.docs.tolist(), ranked, strict=False):
            # Only articles whose scores are equal but for rounding may change places.
            assert doc == other or scores[doc] == pytest.approx(score, abs=1e-12), (wanted, terms)


def test_what_is_kept_of_articles(both: Both) -> None:
    for doc in both.reader.match(c.All()).tolist():
        assert both.stock.stored(doc) == (both.reader.payload(doc), both.reader.flats(doc))


def test_a_term_that_only_some_segments_have(both: Both) -> None:
    """Whoosh asks every segment for its frequency."""
    for source in {record.source for record in both.records}:
        condition = c.Keyword("source", source)
        assert both.reader.frequency(condition) == len(both.stock.match(condition)) > 0
