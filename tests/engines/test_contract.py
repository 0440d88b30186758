"""What every engine must do, tried on each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from unionsearch.engines import conditions as c
from unionsearch.engines.protocol import Engine, Place, Reader, Record, Weighted
from unionsearch.engines.whoosh import WhooshEngine
from unionsearch.errors import IndexLockedError, IndexMissingError
from unionsearch.text import BREAK

from .oracle import OracleEngine
from .records import PARAMETERS, record


@pytest.fixture(params=["oracle", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    kinds = {"oracle": OracleEngine, "whoosh": WhooshEngine}
    engine: Engine = kinds[request.param](tmp_path / "index")
    return engine


DAY, DAYS = (20111226,), (20110105, 20110301)
RECORDS = (
    record("a", 1, title="工资集体协商五条路", body="推开工资集体协商，25日。Trade Union 3.5万。", days=DAY),
    record("a", 2, title="职工书屋", body="职工读书 abc 会", period=(20111201, 20111231), kind="brief"),
    record("b", 1, title="中华全国总工会", section="工会工作", body="5日开会。abcd", days=DAYS),
    record("b", 2, body="“集体”，协商", period=(20110101, 20111231)),
    record("c", 1, section="職工之家", body="没有日期的稿子：𠮷祥班组。", kind="report"),
)


def fill(engine: Engine, records: tuple[Record, ...] = RECORDS, attachment: bytes = b"{}") -> Reader:
    writer = engine.writer()
    for each in records:
        writer.add(each)
    writer.commit(attachment)
    return engine.reader()


@pytest.fixture
def reader(engine: Engine) -> Iterator[Reader]:
    reader = fill(engine)
    yield reader
    reader.close()


def found(reader: Reader, condition: c.Condition) -> str:
    """The articles as ``a1 b2``. On the way: numbers rise and the frequency agrees."""
    docs = reader.match(condition)
    assert docs.dtype == np.int64
    assert sorted(set(docs.tolist())) == docs.tolist()
    assert reader.frequency(condition) == len(docs)
    return " ".join(sorted(f"{p.source}{p.number}" for p in (reader.place(int(d)) for d in docs)))


BODY = ("body",)


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        (c.All(), "a1 a2 b1 b2 c1"),
        (c.Word("工资"), "a1"),
        (c.Word("职工"), "a2 c1"),
        (c.Word("职工", BODY), "a2"),
        (c.Word("trade"), "a1"),
        (c.Word("没有的词"), ""),
        (c.Word(""), ""),
        (c.Run("集体协商"), "a1"),
        (c.Run(f"集体{BREAK}协商"), "b2"),
        (c.Run("全国总工会"), "b1"),
        (c.Run("会"), "a2 b1"),
        (c.Run("会", BODY), "a2 b1"),
        (c.Run("会", ("title",)), "b1"),
        (c.Run("会", ("section",)), "b1"),
        (c.Run("路推开"), ""),
        (c.Run(BREAK), "a1 b1 b2 c1"),
        (c.Run("𠮷祥"), "c1"),
        (c.Run("𠮷"), "c1"),
        (c.Run("e u"), "a1"),
        (c.Run("e "), "a1"),
        (c.Run("abc"), "a2 b1"),
        (c.Run("5日"), "a1 b1"),
        (c.Run("5日", whole_numbers=True), "b1"),
        (c.Run("25日", whole_numbers=True), "a1"),
        (c.Run("2", whole_numbers=True), ""),
        (c.Run("5万", whole_numbers=True), ""),
        (c.Run(f"3{BREAK}5万", whole_numbers=True), "a1"),
        (c.Run("n 3"), "a1"),
        (c.Run("n 3", whole_numbers=True), ""),
        (c.Run("商2", whole_numbers=True), ""),
        (c.Run("", BODY), "a1 a2 b1 b2 c1"),
        (c.Run("", ("title",)), "a1 a2 b1"),
        (c.Run("工资集体协商五条路之外还有很长很长的一段话"), ""),
        (c.Near(("工资", "协商"), 4), "a1"),
        (c.Near(("协商", "工资"), 4), "a1"),
        (c.Near(("工资", "协商"), 3), ""),
        (c.Near(("工资", "五条"), 6), "a1"),
        (c.Near(("工资", "五条"), 5), ""),
        (c.Near(("五条", "工资"), 6), "a1"),
        (c.Near(("工资", "25日"), 10), "a1"),
        (c.Near(("五条", "25日"), 1000), ""),
        (c.Near(("协商", "五条", "工资"), 4), "a1"),
        (c.Near(("工资", "协商", "五条"), 4), ""),
        (c.Near(("会", "日"), 2), "b1"),
        (c.Near(("会", "没"), 99), ""),
        (c.Near(("abc",), 0), "a2 b1"),
        (c.Near(("工资", "工资"), 0, BODY), "a1"),
        (c.Pattern("工*协商"), "a1"),
        (c.Pattern("工?集"), "a1"),
        (c.Pattern("工??集"), ""),
        (c.Pattern("集体*协商"), "a1"),
        (c.Pattern("ab*"), "a2 b1"),
        (c.Pattern("abc"), "a2"),
        (c.Pattern("?bc"), "a2"),
        (c.Pattern("bc*"), ""),
        (c.Pattern("t*n"), ""),
        (c.Pattern("u*n"), "a1"),
        (c.Pattern("*会", ("title",)), "b1"),
        (c.Pattern("*", ("section",)), "b1 c1"),
        (c.Pattern("", ("section",)), "b1 c1"),
        (c.Pattern("工**协*?", ("title",)), "a1"),
        (c.Whole("职工书屋", ("title",)), "a2"),
        (c.Whole("职工书", ("title",)), ""),
        (c.Whole(f"{BREAK}集体{BREAK}协商", BODY), "b2"),
        (c.Whole(f"集体{BREAK}协商", BODY), "b2"),
        (c.Whole(BREAK, BODY), ""),
        (c.Whole("", BODY), ""),
        (c.Keyword("source", "a"), "a1 a2"),
        (c.Keyword("source", "z"), ""),
        (c.Keyword("kind", "report"), "c1"),
        (c.Days(20111226, 20111226), "a1"),
        (c.Days(20111201, 20111231), "a1 a2"),
        (c.Days(20111210, 20111220), ""),
        (c.Days(20110101, 20111231), "a1 a2 b1 b2"),
        (c.Days(20110101, 20111231, stated_only=True), "a1 b1"),
        (c.Days(20111220, 20120131), "a1 a2 b2"),
        (c.Days(20110301, 20110301), "b1"),
        (c.Days(0, 99999999), "a1 a2 b1 b2"),
        (c.Days(20120101, 20110101), ""),
        (c.And(()), "a1 a2 b1 b2 c1"),
        (c.And((c.Word("职工"), c.Keyword("kind", "brief"))), "a2"),
        (c.And((c.Run("工资", ("title",)), c.Run("trade", BODY))), "a1"),
        (c.Or(()), ""),
        (c.Or((c.Word("工资"), c.Keyword("source", "c"))), "a1 c1"),
        (c.Without(c.All(), c.Run("会")), "a1 b2 c1"),
        (c.Without(c.Or(()), c.All()), ""),
    ],
    ids=str,
)
def test_matching(reader: Reader, condition: c.Condition, wanted: str) -> None:
    assert found(reader, condition) == wanted


def test_articles_are_handed_back_as_they_were(reader: Reader) -> None:
    by_name = {(r.source, r.number): r for r in RECORDS}
    for doc in reader.match(c.All()).tolist():
        place = reader.place(doc)
        assert isinstance(place, Place)
        given = by_name.pop((place.source, place.number))
        assert reader.payload(doc) == given.payload
        assert dict(reader.flats(doc)) == dict(given.flats)
    assert not by_name


def test_places_tell_the_earliest_day_or_the_periods_first(reader: Reader) -> None:
    days = {f"{p.source}{p.number}": p.day for p in (reader.place(int(d)) for d in reader.match(c.All()))}
    assert days == {"a1": 20111226, "a2": 20111201, "b1": 20110105, "b2": 20110101, "c1": 0}


def test_scores_by_hand(engine: Engine) -> None:
    # Three articles; 工会 stands in two titles and one body. Lengths: titles 2 and 4 words, body 2.
    reader = fill(
        engine,
        (record("a", title="工会"), record("b", title="工会职工", body="工会"), record("c", body="职工")),
    )
    order = {reader.place(int(d)).source: int(d) for d in reader.match(c.All())}
    docs = np.array(sorted(order.values()))
    scores = dict(
        zip(docs.tolist(), reader.score(docs, [Weighted("words", "工会", 2.0)], PARAMETERS), strict=True)
    )
    idf = np.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    # Titles have 2 and 4 words, 3 on average, b 0.4; both bodies have the average length.
    in_a = 3 / (1 - 0.4 + 0.4 * 2 / 3)
    in_b = 3 / (1 - 0.4 + 0.4 * 4 / 3) + 1
    assert scores[order["a"]] == pytest.approx(2 * idf * in_a / (1.2 + in_a), abs=1e-12)
    assert scores[order["b"]] == pytest.approx(2 * idf * in_b / (1.2 + in_b), abs=1e-12)
    assert scores[order["c"]] == 0


def test_scores_are_of_the_documents_asked_for_in_their_order(reader: Reader) -> None:
    docs = reader.match(c.All())
    terms = [Weighted("words", "工资"), Weighted("grams", "协商", 0.5), Weighted("grams", "没有")]
    every = reader.score(docs, terms, PARAMETERS)
    assert every.max() > 0
    some = reader.score(docs[::-2], terms, PARAMETERS)
    assert some.tolist() == every[::-2].tolist()
    assert reader.score(docs[:0], terms, PARAMETERS).tolist() == []
    assert reader.score(docs, [], PARAMETERS).tolist() == [0.0] * len(docs)


def test_no_index_is_named(engine: Engine) -> None:
    assert not engine.exists()
    with pytest.raises(IndexMissingError):
        engine.reader()


def test_an_index_without_articles_answers(engine: Engine) -> None:
    reader = fill(engine, (), b"nothing")
    assert engine.exists()
    assert reader.attachment == b"nothing"
    assert reader.count() == 0
    runs = (c.Run("工"), c.Run("工会"), c.Run(""), c.Pattern("工*"))
    for condition in (c.All(), c.Word("工"), c.Days(0, 9), *runs):
        assert found(reader, condition) == ""
    assert found(reader, c.Without(c.All(), c.Run("工", BODY))) == ""
    assert reader.score(reader.match(c.All()), [Weighted("words", "工会")], PARAMETERS).tolist() == []
    reader.close()


def test_changes_are_seen_after_the_commit_by_new_readers_only(engine: Engine) -> None:
    first = fill(engine, attachment=b"one")
    writer = engine.writer()
    writer.remove("a")
    writer.remove("nothing of this name")
    writer.add(record("a", 7, title="新工会"))
    writer.add(record("d", 1, title="新职工"))
    between = engine.reader()
    assert found(between, c.All()) == "a1 a2 b1 b2 c1"
    writer.commit(b"two")
    last = engine.reader()
    for reader in (first, between):
        # Also what was not asked before the commit.
        assert found(reader, c.Run("集体协商")) == "a1"
        assert found(reader, c.Keyword("source", "a")) == "a1 a2"
        assert reader.attachment == b"one"
        assert {reader.payload(int(d)) for d in reader.match(c.All())} == {r.payload for r in RECORDS}
    assert found(last, c.All()) == "a7 b1 b2 c1 d1"
    assert found(last, c.Keyword("source", "a")) == "a7"
    assert found(last, c.Run("集体协商")) == ""
    assert found(last, c.Days(20111226, 20111226)) == ""
    assert last.count() == 5
    assert last.attachment == b"two"
    for reader in (first, between, last):
        reader.close()


def test_many_commits_add_up(engine: Engine) -> None:
    for i in range(9):
        writer = engine.writer()
        writer.add(record(f"s{i}", i, title="工会工作", body=f"第{i}期"))
        if i % 4 == 3:
            writer.remove(f"s{i - 1}")
            writer.remove(f"s{i - 3}")
        writer.commit(b"%d" % i)
        reader = engine.reader()
        assert reader.attachment == b"%d" % i
        reader.close()
    reader = engine.reader()
    assert found(reader, c.Run("工会工作")) == "s11 s33 s55 s77 s88"
    assert found(reader, c.Run("第5期")) == "s55"
    assert reader.count() == 5
    reader.close()


def test_what_is_removed_in_a_change_may_be_added_in_it(engine: Engine) -> None:
    fill(engine).close()
    writer = engine.writer()
    writer.add(record("b", 9, title="先加后删"))
    writer.remove("b")
    writer.commit(b"")
    reader = engine.reader()
    assert found(reader, c.Keyword("source", "b")) == "b9"
    reader.close()


def test_everything_may_be_removed_and_come_back(engine: Engine) -> None:
    fill(engine).close()
    writer = engine.writer()
    for source in "abc":
        writer.remove(source)
    writer.commit(b"empty")
    reader = engine.reader()
    assert (reader.count(), found(reader, c.All()), reader.attachment) == (0, "", b"empty")
    assert found(reader, c.Run("工会")) == ""
    reader.close()
    reader = fill(engine)
    assert found(reader, c.All()) == "a1 a2 b1 b2 c1"
    reader.close()


def test_a_fresh_change_leaves_nothing_of_before(engine: Engine) -> None:
    old = fill(engine, attachment=b"old")
    writer = engine.writer(fresh=True)
    writer.remove("a")  # There is nothing to remove, and no harm in it.
    writer.add(record("z", 1, title="从头再来"))
    writer.commit(b"new")
    reader = engine.reader()
    assert found(reader, c.All()) == "z1"
    assert reader.attachment == b"new"
    assert found(old, c.All()) == "a1 a2 b1 b2 c1"
    old.close()
    reader.close()


@pytest.mark.parametrize("fresh", [False, True])
def test_a_cancelled_change_leaves_everything_as_it_was(engine: Engine, fresh: bool) -> None:
    fill(engine, attachment=b"old").close()
    writer = engine.writer(fresh=fresh)
    writer.add(record("z", 1, title="不要了"))
    writer.remove("a")
    writer.cancel()
    writer.cancel()
    reader = engine.reader()
    assert found(reader, c.All()) == "a1 a2 b1 b2 c1"
    assert reader.attachment == b"old"
    reader.close()
    reader = fill(engine, (record("y"),))
    assert reader.count() == len(RECORDS) + 1
    reader.close()


def test_cancelling_the_first_change_leaves_no_index(engine: Engine) -> None:
    writer = engine.writer()
    writer.add(RECORDS[0])
    writer.cancel()
    assert not engine.exists()


def test_cancelling_after_a_commit_changes_nothing(engine: Engine) -> None:
    writer = engine.writer()
    writer.add(RECORDS[0])
    writer.commit(b"kept")
    writer.cancel()
    reader = engine.reader()
    assert (reader.count(), reader.attachment) == (1, b"kept")
    reader.close()


def test_there_is_one_change_at_a_time(engine: Engine) -> None:
    writer = engine.writer()
    for fresh in (False, True):
        with pytest.raises(IndexLockedError):
            engine.writer(fresh=fresh)
    writer.commit(b"")
    engine.writer().cancel()


def test_an_article_may_hold_next_to_nothing_or_odd_characters(engine: Engine) -> None:
    reader = fill(
        engine,
        (
            record("none"),
            record("surrogate", title="\ud800工\udfff", body="\x00\x01工"),
            record("long", body="职" * 5_000 + "a" * 70_000),
            record("name\ud800\n/ü", 4_000_000_000, title="来源的名字也可以怪"),
        ),
    )
    assert reader.count() == 4
    assert found(reader, c.Run("\ud800工")) == "surrogate1"
    assert found(reader, c.Run("\udfff")) == "surrogate1"
    assert found(reader, c.Run("职" * 300 + "a" * 300)) == "long1"
    assert found(reader, c.Run("a职")) == ""
    assert found(reader, c.Word("a" * 70_000)) == "long1"
    assert found(reader, c.Keyword("source", "name\ud800\n/ü")) == "name\ud800\n/ü4000000000"
    reader.close()


def test_the_words_are_those_of_the_articles(engine: Engine) -> None:
    reader = fill(engine, (record("a", title="工会职工"), record("b", title="工会", body="abc")))
    assert dict(reader.words()) == {"工会": 2, "工": 2, "职工": 1, "职": 1, "abc": 1}
    reader.close()
    writer = engine.writer()
    writer.remove("b")
    writer.add(record("c", title="职工之家"))
    writer.commit(b"")
    reader = engine.reader()
    words = [word for word, _ in reader.words()]
    assert len(words) == len(set(words))
    assert {"工会", "工", "职工", "职", "之家", "之"} <= set(words)
    assert dict(reader.words())["职工"] == 2
    reader.close()


def test_derived_files_live_as_long_as_their_state(engine: Engine) -> None:
    reader = fill(engine)
    path = reader.derived("thing")
    assert not path.exists()
    assert path != reader.derived("other")
    path.write_bytes(b"made from this state")
    again = engine.reader()
    assert again.derived("thing") == path
    again.close()
    reader.close()
    engine.writer().cancel()
    assert path.exists()
    reader = fill(engine)
    assert reader.derived("thing") != path
    assert not reader.derived("thing").exists()
    assert not path.exists()
    reader.close()


def test_a_reader_may_be_closed_twice(engine: Engine) -> None:
    reader = fill(engine)
    reader.close()
    reader.close()


def test_the_engine_names_itself(engine: Engine) -> None:
    assert engine.identity() == engine.identity() != ""
