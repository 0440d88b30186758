"""Segments that were merged again and again have what one has that was written at once."""

from __future__ import annotations

import itertools
import math
import os
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from unionsearch.engines import conditions as c
from unionsearch.engines.protocol import Reader, Record, Stream
from unionsearch.engines.whoosh import WhooshEngine, toc
from unionsearch.engines.whoosh import writer as writing
from unionsearch.engines.whoosh.codec import growing, keys, layout, merging
from unionsearch.engines.whoosh.codec.merging import OldSegment, write_segment
from unionsearch.engines.whoosh.codec.segment import SegmentColumns

from .oracle import OracleEngine, tokens
from .questions import condition
from .records import places, random_record, record


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here depends on when bytes reach the disk, and waiting for that takes most of the time."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """So little room that every commit goes by way of part files, rows and files of columns."""
    monkeypatch.setattr(writing, "_BUFFER", 500)
    monkeypatch.setattr(merging, "_ROW", 40)
    monkeypatch.setattr(keys, "_WAITING", 7)
    monkeypatch.setattr(growing, "_ASIDE", 200)
    monkeypatch.setattr(growing, "_PART", 64)


def commit(folder: Path, records: Iterable[Record], *, gone: Iterable[str] = ()) -> None:
    writer = WhooshEngine(folder).writer()
    for source in gone:
        writer.remove(source)
    for each in records:
        writer.add(each)
    writer.commit(b"")


def grown(folder: Path, choose: random.Random, commits: int) -> list[Record]:
    """An index that grew by several commits, with articles going; those that are left."""
    records: list[Record] = []
    for step in range(commits):
        sources = sorted({each.source for each in records})
        gone = choose.sample(sources, len(sources) // choose.choice((3, 6, 100)))
        made = [random_record(choose, f"s{step}-{i // 3}", i) for i in range(choose.choice((0, 1, 4, 25)))]
        commit(folder, made, gone=gone)
        records = [each for each in records if each.source not in gone] + made
    return records


def in_order(folder: Path, records: Iterable[Record]) -> list[Record]:
    """The records in the order of their documents."""
    known = {(each.source, each.number): each for each in records}
    reader = WhooshEngine(folder).reader()
    try:
        return [known[reader.place(doc)[:2]] for doc in reader.match(c.All()).tolist()]
    finally:
        reader.close()


def merged(folder: Path, path: Path) -> Path:
    """All segments of an index as one, which leaves nothing to chance of how it is written."""
    state = toc.read(folder, max(int(p.name.split("_")[-1][:-4]) for p in folder.glob("*.toc")))
    opened = [SegmentColumns(folder / segment.file()) for segment in state.segments]
    write_segment(path, [OldSegment(o, s.deleted) for o, s in zip(opened, state.segments, strict=True)])
    for columns in opened:
        columns.close()
    return path


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize("seed", range(20 if "UNIONSEARCH_LONG" in os.environ else 3))
def test_byte_for_byte_what_is_written_at_once(tmp_path: Path, seed: int) -> None:
    choose = random.Random(seed)
    records = in_order(tmp_path / "grown", grown(tmp_path / "grown", choose, 9))
    commit(tmp_path / "once", records)
    parts = [merged(tmp_path / name, tmp_path / f"{name}.seg") for name in ("grown", "once")]
    assert parts[0].read_bytes() == parts[1].read_bytes()
    columns = SegmentColumns(parts[0])
    assert stated(columns) == expected(records)
    check_documents(columns, records)
    columns.close()


def stated(columns: SegmentColumns) -> dict[tuple[str, str], list[Any]]:
    """For each field and term: its documents with positions, or with how often."""
    found = {}
    for rank, key in enumerate(columns.terms.keys_from()):
        extent = columns.extent_of(rank)
        documents, times = columns.documents(extent).tolist(), columns.times(extent).tolist()
        field, token = layout.FIELDS[key[0]], key[1:].decode("utf-8", "surrogatepass")
        if field in layout.GRAMS:
            positions, owners = columns.positions(np.arange(extent.first, extent.last))
            each: list[list[int]] = [[] for _ in documents]
            for position, owner in zip(positions.tolist(), owners.tolist(), strict=True):
                each[owner].append(position)
            assert [len(own) for own in each] == times
            found[field, token] = list(zip(documents, each, strict=True))
        else:
            found[field, token] = list(zip(documents, times, strict=True))
    return found


def expected(records: list[Record]) -> dict[tuple[str, str], list[Any]]:
    """The same, from the records."""
    found: dict[tuple[str, str], list[Any]] = {}
    streams: tuple[Stream, Stream] = ("words", "grams")
    for doc, each in enumerate(records):
        for name in each.flats:
            for stream in streams:
                given = tokens(each, stream, name)
                for token, often in Counter(given).items():
                    at = [i for i, other in enumerate(given) if other == token]
                    own = at if stream == "grams" else often
                    found.setdefault((f"{stream}_{name}", token), []).append((doc, own))
        labels = [("source", each.source), *each.keywords.items()]
        labels += [("days", f"{day:08}") for day in each.days]
        if each.period and not each.days:
            labels.append(("period", "{:08}-{:08}".format(*each.period)))
        for label, often in Counter(labels).items():
            found.setdefault(label, []).append((doc, often))
    return found


def check_documents(columns: SegmentColumns, records: list[Record]) -> None:
    """Everything that is kept of a document by its number."""
    assert columns.count == len(records)
    for name in (*layout.GRAMS, *layout.WORDS):
        stream, field = name.split("_")
        wanted = [len(tokens(each, "grams" if stream == "grams" else "words", field)) for each in records]
        lengths = columns.lengths(name)
        assert ([0] * len(records) if lengths is None else lengths.tolist()) == wanted
        assert columns.total(name) == (sum(wanted), sum(1 for length in wanted if length))
    source, number = columns.numbers(layout.SOURCE), columns.numbers(layout.NUMBER)
    assert source is not None and number is not None
    found = [(columns.sources[s], n) for s, n in zip(source.tolist(), number.tolist(), strict=True)]
    assert found == [(each.source, each.number) for each in records]
    assert set(columns.sources) == {each.source for each in records}
    days, documents = columns.dated()
    dated = sorted((day, doc) for doc, each in enumerate(records) for day in each.days)
    assert list(zip(days.tolist(), documents.tolist(), strict=True)) == dated
    for doc, each in enumerate(records):
        assert columns.payload(doc) == each.payload
        assert columns.flats(doc) == each.flats


@pytest.mark.usefixtures("tiny")
def test_the_same_answers(tmp_path: Path) -> None:
    choose = random.Random(11)
    records = in_order(tmp_path / "grown", grown(tmp_path / "grown", choose, 8))
    commit(tmp_path / "once", records)
    one, other = (WhooshEngine(tmp_path / name).reader() for name in ("grown", "once"))
    for _ in range(150):
        wanted = condition(choose, records)
        assert places(one, one.match(wanted)) == places(other, other.match(wanted)), wanted
    one.close()
    other.close()


def segments(folder: Path) -> list[int]:
    """How many articles each segment has that are not deleted."""
    reader = WhooshEngine(folder).reader()
    found = [leaf.size - len(leaf.deleted) for leaf in reader._leaves.leaves]
    reader.close()
    return found


def test_three_hundred_commits_leave_few_segments(tmp_path: Path) -> None:
    """Each segment is at least three times as large as the next, hence their number; and what a commit
    writes anew is little, on the whole."""
    written = total = 0
    before: set[Path] = set()
    for day in range(300):
        commit(tmp_path, [record(f"d{day}", i, title="工会") for i in range(3)])
        total += 3
        now = set(tmp_path.glob("*.seg"))
        (new,) = now - before
        columns = SegmentColumns(new)
        written += columns.count
        columns.close()
        before = now
        assert len(now) <= 1 + math.log(total / 3, 3)
    sizes = segments(tmp_path)
    assert all(larger >= 3 * smaller for larger, smaller in itertools.pairwise(sizes))
    assert sum(sizes) == total
    # When an article is written again, it is on the whole in a segment more than twice as large.
    assert written < total * math.log2(300)


def test_commits_with_articles_going_leave_few_segments(tmp_path: Path) -> None:
    """Half of a segment may be deleted before it is written again."""
    choose = random.Random(4)
    alive: list[str] = []
    for day in range(150):
        gone = [alive.pop(choose.randrange(len(alive))) for _ in range(choose.randrange(3)) if len(alive) > 3]
        commit(tmp_path, [record(f"d{day}-{i}", title="工会") for i in range(2)], gone=gone)
        alive += [f"d{day}-{i}" for i in range(2)]
        assert len(segments(tmp_path)) <= 1 + math.log(len(alive), 1.5)
    assert sum(segments(tmp_path)) == len(alive)


def test_what_was_deleted_wholly_is_gone(tmp_path: Path) -> None:
    commit(tmp_path, [record("a", title="职工之家")])
    commit(tmp_path, [], gone=["a"])
    assert segments(tmp_path) == []
    assert not list(tmp_path.glob("*.seg"))


def names(folder: Path) -> set[str]:
    return {path.suffix for path in folder.iterdir()}


@pytest.mark.usefixtures("tiny")
def test_part_files_go(tmp_path: Path) -> None:
    choose = random.Random(2)
    many = [random_record(choose, "s", i) for i in range(60)]
    for ends in ("commit", "cancel"):
        writer = WhooshEngine(tmp_path).writer()
        for each in many:
            writer.add(each)
        assert len(list(tmp_path.glob("*.part"))) > 3
        if ends == "commit":
            writer.commit(b"")
        else:
            writer.cancel()
        assert names(tmp_path) == {".toc", ".seg", ".json", ""}
        assert len(list(tmp_path.glob("*.seg"))) == 1
    assert segments(tmp_path) == [60]


def ask(reader: Reader, choose: random.Random, records: list[Record]) -> list[Any]:
    wanted = [condition(choose, records) for _ in range(30)]
    kept = [(reader.payload(d), dict(reader.flats(d))) for d in reader.match(c.All()).tolist()]
    return [*(places(reader, reader.match(each)) for each in wanted), sorted(kept, key=repr)]


@pytest.mark.usefixtures("tiny")
def test_a_reader_keeps_its_state_through_merges(tmp_path: Path) -> None:
    choose = random.Random(21)
    records = [random_record(choose, f"s{i}", 1) for i in range(40)]
    oracle = OracleEngine(tmp_path / "oracle")
    first = oracle.writer()
    for each in records:
        first.add(each)
    first.commit(b"")
    commit(tmp_path / "index", records)
    reader = WhooshEngine(tmp_path / "index").reader()
    before = set((tmp_path / "index").glob("*.seg"))
    for step in range(3):
        commit(
            tmp_path / "index", [random_record(choose, f"t{step}", i) for i in range(30)], gone=[f"s{step}"]
        )
    assert not before & set((tmp_path / "index").glob("*.seg")), "nothing was merged"
    # Only now it reads most of what it knows.
    assert ask(reader, random.Random(1), records) == ask(oracle.reader(), random.Random(1), records)
    reader.close()
