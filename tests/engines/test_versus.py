"""Whoosh against the oracle: random articles, random questions, the same answers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionsearch.engines import conditions as c
from unionsearch.engines.protocol import Engine, Place, Reader, Record, Weighted
from unionsearch.engines.whoosh import WhooshEngine

from .oracle import OracleEngine
from .questions import condition, weighted
from .records import PARAMETERS, holed, places, random_record


def compare_match(one: Reader, other: Reader, wanted: c.Condition) -> None:
    docs, others = one.match(wanted), other.match(wanted)
    assert places(one, docs) == places(other, others), wanted
    assert one.frequency(wanted) == other.frequency(wanted) == len(docs)
    assert np.all(np.diff(docs) > 0)


def compare_scores(one: Reader, other: Reader, terms: list[Weighted]) -> None:
    found = []
    for reader in (one, other):
        docs = reader.match(c.All())
        scores = reader.score(docs, terms, PARAMETERS)
        found.append({reader.place(int(d)): float(s) for d, s in zip(docs, scores, strict=True)})
    assert found[0].keys() == found[1].keys()
    for place, score in found[0].items():
        assert score == pytest.approx(found[1][place], abs=1e-9, rel=1e-9), terms


def compare(one: Reader, other: Reader, choose: random.Random, records: list[Record], times: int) -> None:
    assert one.count() == other.count()
    assert one.attachment == other.attachment
    for _ in range(times):
        compare_match(one, other, condition(choose, records))
    for _ in range(times // 5):
        compare_scores(one, other, weighted(choose, records))
    assert contents(one) == contents(other)
    assert {word for word, _ in one.words()} <= {word for word, _ in other.words()}


def contents(reader: Reader) -> dict[Place, tuple[str, dict[str, str]]]:
    docs = reader.match(c.All()).tolist()
    return {reader.place(doc): (reader.payload(doc), dict(reader.flats(doc))) for doc in docs}


def change(engines: list[Engine], choose: random.Random, sources: dict[str, list[Record]], step: int) -> None:
    """One commit, the same to all: some sources go, some are replaced, some come."""
    gone = [s for s in sources if choose.random() < choose.choice((0.0, 0.2, 0.6))]
    coming = [f"s{step}-{i}" for i in range(choose.choice((0, 1, 3, 12)))]
    coming += [s for s in gone if choose.random() < 0.5]
    made = {s: [random_record(choose, s, n) for n in range(1, choose.randrange(2, 5))] for s in coming}
    for engine in engines:
        writer = engine.writer()
        for source in gone:
            writer.remove(source)
        for records in made.values():
            for record in records:
                writer.add(record)
        writer.commit(f"{step}".encode())
    for source in gone:
        del sources[source]
    sources.update(made)


@pytest.mark.parametrize("seed", range(4))
def test_after_every_commit_and_after_a_rebuild(tmp_path: Path, seed: int) -> None:
    choose = random.Random(seed)
    engines: list[Engine] = [OracleEngine(tmp_path / "oracle"), WhooshEngine(tmp_path / "whoosh")]
    sources: dict[str, list[Record]] = {}
    for step in range(7):
        change(engines, choose, sources, step)
        one, other = (engine.reader() for engine in engines)
        compare(one, other, choose, [r for records in sources.values() for r in records], 40)
        one.close()
        other.close()
    writer = engines[1].writer(fresh=True)
    for records in sources.values():
        for record in records:
            writer.add(record)
    writer.commit(b"6")
    one, other = (engine.reader() for engine in engines)
    compare(one, other, choose, [r for records in sources.values() for r in records], 80)
    one.close()
    other.close()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Record], Reader, Reader]]:
    """The same 300 articles in both engines; in Whoosh in several segments, some of them with holes."""
    choose = random.Random(2011)
    room = tmp_path_factory.mktemp("versus")
    engines: list[Engine] = [OracleEngine(room / "oracle"), WhooshEngine(room / "whoosh")]
    records = holed(engines, choose, (220, 50, 12, 3))
    one, other = (engine.reader() for engine in engines)
    leaves = other._leaves.leaves  # type: ignore[attr-defined]
    assert len(leaves) > 2 and any(len(leaf.deleted) for leaf in leaves)
    yield records, one, other
    one.close()
    other.close()


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_condition(pair: tuple[list[Record], Reader, Reader], choose: random.Random) -> None:
    records, one, other = pair
    compare_match(one, other, condition(choose, records, depth=3))


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_score(pair: tuple[list[Record], Reader, Reader], choose: random.Random) -> None:
    records, one, other = pair
    compare_scores(one, other, weighted(choose, records))


def test_every_stretch_of_every_field_is_found(pair: tuple[list[Record], Reader, Reader]) -> None:
    records, _, whoosh = pair
    choose = random.Random(8)
    stated = {whoosh.place(doc)[:2]: doc for doc in whoosh.match(c.All()).tolist()}
    for record in records:
        for name, flat in record.flats.items():
            start = choose.randrange(len(flat))
            run = flat[start : start + choose.randrange(1, 30)]
            assert stated[record.source, record.number] in whoosh.match(c.Run(run, (name,)))
