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
from unionsearch.engines.fields import TEXT_FIELDS
from unionsearch.engines.protocol import Engine, Place, Reader, Record, Stream, Weighted
from unionsearch.engines.whoosh import WhooshEngine
from unionsearch.text import BREAK

from .oracle import OracleEngine
from .records import PARAMETERS, places, random_day, random_record

ALL_FIELDS = (TEXT_FIELDS, ("title",), ("body",), ("title", "section"), ("byline",), ("contributor", "body"))


def piece(choose: random.Random, records: list[Record], longest: int = 8) -> str:
    """A stretch of some gram stream, or sometimes a stretch that is in none."""
    flats = [flat for record in records for flat in record.flats.values()]
    if not flats or choose.random() < 0.1:
        return choose.choice(("", "无", "工无", BREAK, f"{BREAK}工", "zz", " ", "9"))
    flat = choose.choice(flats)
    start = choose.randrange(len(flat))
    return flat[start : start + choose.randrange(1, longest + 1)]


def runs(choose: random.Random, records: list[Record]) -> list[str]:
    """One to three stretches, none of them empty."""
    return [piece(choose, records, 3) or "工" for _ in range(choose.randrange(1, 4))]


def pattern(choose: random.Random, records: list[Record]) -> str:
    """A stretch in which some characters have become holes."""
    signs = list(piece(choose, records))
    for _ in range(choose.randrange(1, 3)):
        at = choose.randrange(len(signs) + 1)
        signs[at : at + choose.randrange(3)] = choose.choice(("*", "?", "**", "*?"))
    return "".join(signs)


def token(choose: random.Random, records: list[Record], stream: Stream) -> str:
    if stream == "grams":
        return piece(choose, records, 2)
    words = [word for record in records for given in record.words.values() for word in given]
    return choose.choice(words) if words and choose.random() < 0.9 else "无此词"


def condition(choose: random.Random, records: list[Record], depth: int = 2) -> c.Condition:
    """A random condition about these records."""
    fields = choose.choice(ALL_FIELDS)
    one = (choose.choice(TEXT_FIELDS),)
    first, last = sorted((random_day(choose), random_day(choose)))
    leaves = [
        lambda: c.Word(token(choose, records, "words"), fields),
        lambda: c.Run(piece(choose, records), fields),
        lambda: c.Run(piece(choose, records, 3), fields, whole_numbers=True),
        lambda: c.Near(tuple(runs(choose, records)), choose.choice((0, 1, 3, 10, 40)), fields),
        lambda: c.Pattern(pattern(choose, records), fields),
        lambda: c.Whole(choose.choice([*(r.flats.get(one[0], "") for r in records), "无"]), one),
        lambda: c.Keyword("kind", choose.choice(("article", "brief", "无"))),
        lambda: c.Keyword("source", choose.choice([*(r.source for r in records), "无"])),
        lambda: c.Days(first, last, stated_only=choose.random() < 0.3),
        lambda: c.Days(first // 100 * 100 + 1, first // 100 * 100 + 31),
        c.All,
    ]
    if depth and choose.random() < 0.4:
        parts = tuple(condition(choose, records, depth - 1) for _ in range(choose.randrange(4)))
        if choose.random() < 0.3:
            return c.Without(condition(choose, records, depth - 1), condition(choose, records, depth - 1))
        return choose.choice((c.And, c.Or))(parts)
    return choose.choice(leaves)()


def weighted(choose: random.Random, records: list[Record]) -> list[Weighted]:
    streams: list[Stream] = [choose.choice(("words", "grams")) for _ in range(choose.randrange(1, 5))]
    return [Weighted(s, token(choose, records, s), choose.choice((1.0, 0.25, 2.0))) for s in streams]


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
    records: list[Record] = []
    for step, size in enumerate((220, 50, 12, 3)):
        made = [random_record(choose, f"s{step}-{i // 3}", i % 3) for i in range(size)]
        gone = choose.sample(sorted({r.source for r in records}), len({r.source for r in records}) // 8)
        for engine in engines:
            writer = engine.writer()
            for source in gone:
                writer.remove(source)
            for record in made:
                writer.add(record)
            writer.commit(b"")
        records = [r for r in records if r.source not in gone] + made
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
