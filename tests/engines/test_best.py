"""The best few of a condition, by whatever short cut, are those that sorting all of them gives."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from unionsearch.engines import conditions as c
from unionsearch.engines.impacts import ImpactReader
from unionsearch.engines.protocol import Reader, Record, Stream, Weighted
from unionsearch.engines.whoosh import WhooshEngine

from .oracle import OracleEngine, tokens
from .questions import condition, weighted
from .records import PARAMETERS, by_frequency, holed, zipfian

QUESTIONS = 2000 if "UNIONSEARCH_LONG" in os.environ else 150


class Both(NamedTuple):
    records: list[Record]
    oracle: Reader
    reader: Reader


def built(room: Path, records: list[Record]) -> Both:
    """Records in both engines, by one commit, so that both number them alike."""
    readers: list[Reader] = []
    for engine in (OracleEngine(room / "oracle"), WhooshEngine(room / "whoosh")):
        writer = engine.writer()
        for record in records:
            writer.add(record)
        writer.commit(b"")
        readers.append(engine.reader())
    return Both(records, readers[0], readers[1])


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """So many articles that tables, groups and skipping pay, and are made use of."""
    both = built(tmp_path_factory.mktemp("best"), zipfian(random.Random(7), 4000, length=25))
    yield both
    both.reader.close()


def check(reader: Reader, wanted: c.Condition, terms: list[Weighted], k: int) -> None:
    """The best are those that all scores give when they are sorted."""
    docs = reader.match(wanted)
    scores = reader.score(docs, terms, PARAMETERS)
    order = np.lexsort((docs, -scores))[:k]
    found = reader.best(wanted, terms, PARAMETERS, k)
    assert found.total == len(docs)
    assert found.docs.tolist() == docs[order].tolist(), (wanted, terms, k)
    assert found.scores.tolist() == scores[order].tolist(), (wanted, terms, k)


def a_word(choose: random.Random, words: list[str]) -> str:
    """A word, as often a common one as a rare one."""
    return words[int(len(words) ** choose.random()) - 1]


def a_query(choose: random.Random, words: list[str]) -> tuple[c.Condition, list[Weighted]]:
    """What a user may ask for: some of some words, or all of them, or all but those of a word."""
    sought = [a_word(choose, words) for _ in range(choose.randrange(1, 7))]
    parts: tuple[c.Condition, ...] = tuple(c.Word(word) for word in sought)
    wanted = choose.choice(
        (
            c.Or(parts),
            c.And(parts[:2]),
            c.All(),
            c.Without(c.Or(parts[1:]), parts[0]),
            c.And((c.Or(parts), c.Days(20100301, 20110228))),
        )
    )
    terms = [Weighted("words", word, choose.choice((1.0, 1.0, 0.3))) for word in sought]
    if choose.random() < 0.5:
        terms += [Weighted("grams", word, 0.5) for word in sought]
    choose.shuffle(terms)
    return wanted, terms


COUNTS = (0, 1, 2, 10, 15, 100, 3999, 4000, 10_000)


def test_queries_over_a_large_index(large: Both) -> None:
    words = by_frequency(large.records)
    for seed in range(QUESTIONS):
        choose = random.Random(seed)
        wanted, terms = a_query(choose, words)
        check(large.reader, wanted, terms, choose.choice(COUNTS))


def test_the_oracle_over_a_large_index(large: Both) -> None:
    words = by_frequency(large.records)
    for seed in range(QUESTIONS // 30):
        choose = random.Random(-seed)
        wanted, terms = a_query(choose, words)
        k = choose.choice(COUNTS)
        ours, theirs = (r.best(wanted, terms, PARAMETERS, k) for r in (large.reader, large.oracle))
        assert ours.total == theirs.total
        assert ours.scores.tolist() == pytest.approx(theirs.scores.tolist(), rel=1e-9, abs=1e-12)
        known = dict(zip(theirs.docs.tolist(), theirs.scores.tolist(), strict=True))
        for doc, other in zip(ours.docs.tolist(), theirs.docs.tolist(), strict=True):
            # Articles whose scores are equal but for rounding may change places.
            assert doc == other or known.get(doc, known[other]) == pytest.approx(known[other], rel=1e-12)


def test_no_terms_and_the_same_term_twice(large: Both) -> None:
    common, rare = by_frequency(large.records)[0], by_frequency(large.records)[-1]
    twice = [Weighted("words", common), Weighted("words", common, 2.0)]
    for terms in ([], twice, twice[::-1], [Weighted("words", "无此词")], [Weighted("words", rare), *twice]):
        for wanted in (c.All(), c.Word(common), c.Word(rare), c.Word("无此词")):
            for k in (0, 1, 12, 5000):
                check(large.reader, wanted, terms, k)


#: Where one way of doing things gives over to another. Some values force a way, whatever the articles are.
THRESHOLDS = [
    {"impacts.GROUP": 2, "scoring._ROW": 2, "impacts._COMMON": 1000, "sets._DENSE": 1000, "sets._WHOLE": 0},
    {"impacts.GROUP": 4, "scoring._ROW": 3, "impacts._COMMON": 1, "sets._DENSE": 1, "scoring.GROUP": 4},
    {
        "impacts._BEST": 2,
        "impacts._SPARSE": 0,
        "scoring._LOOKUP": 10_000,
        "scoring._FEW": 0,
        "sets._LOOKUP": 0,
    },
    {"scoring.GROUP": 2, "scoring._LOOKUP": 0, "sets._LOOKUP": 10_000, "sets._DENSE": 0, "sets._WHOLE": 0},
    {"scoring._LOOKUP": 10_000, "scoring._FEW": 10_000, "sets._WHOLE": 0},
    {"executor._SPARSE": 1, "executor._READ": 0, "impacts.GROUP": 16, "whoosh.leaves._SPARSE": 0},
    {"executor._SPARSE": 10_000, "executor._READ": 10_000, "whoosh.leaves._SPARSE": 10_000},
]


@pytest.mark.parametrize("thresholds", THRESHOLDS, ids=" ".join)
def test_every_way_gives_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, thresholds: dict[str, int]
) -> None:
    engines = [OracleEngine(tmp_path / "oracle"), WhooshEngine(tmp_path / "whoosh")]
    records = holed(engines, random.Random(3), (90, 30, 8))
    for name, value in thresholds.items():
        monkeypatch.setattr(f"unionsearch.engines.{name}", value)
    oracle, reader = (engine.reader() for engine in engines)
    stated = {reader.place(doc): doc for doc in reader.match(c.All()).tolist()}
    for seed in range(QUESTIONS // 3):
        choose = random.Random(seed)
        wanted = choose.choice((c.All(), condition(choose, records)))
        expected = sorted(stated[oracle.place(doc)] for doc in oracle.match(wanted).tolist())
        assert reader.match(wanted).tolist() == expected, wanted
        check(reader, wanted, weighted(choose, records), choose.choice((0, 1, 3, 20, 500)))
    reader.close()


@pytest.mark.parametrize("stream", ["words", "grams"])
def test_no_article_gets_more_than_the_bound_says(tmp_path: Path, stream: Stream) -> None:
    """The bound is known before any posting is read, and must hold with articles gone, too."""
    engine = WhooshEngine(tmp_path)
    records = holed([engine], random.Random(8), (400, 60, 9))
    reader = engine.reader()
    bounds, found = (ImpactReader(reader._leaves) for _ in range(2))
    sought = {token for record in records for name in record.flats for token in tokens(record, stream, name)}
    for token in sorted(sought):
        (term,) = bounds.terms([Weighted(stream, token)], PARAMETERS)
        most, bound = found.all(term).most, bounds.bound(term)
        assert most <= bound * (1 + 1e-12), token
        # One that is far too high would be of no use.
        assert bound < 25 * most or not most, token
    reader.close()
