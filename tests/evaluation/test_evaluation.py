"""Figures from a user's own judgments: formulas, reading judgments, scoring an archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionsearch import Archive
from unionsearch.errors import ConfigError
from unionsearch.evaluation import (
    Judgments,
    evaluate,
    from_json,
    from_lines,
    load,
    ndcg,
    recall,
    reciprocal_rank,
)

IDS = [f"期#{n}" for n in range(1, 16)]
RANKED = st.lists(st.sampled_from(IDS), unique=True)
GRADES = st.dictionaries(st.sampled_from(IDS), st.integers(0, 4)).filter(lambda g: any(g.values()))


def test_formulas_by_hand() -> None:
    grades = {"a": 3, "b": 1, "c": 0}
    assert ndcg(["c", "a", "b"], grades) == pytest.approx((3 / 1.58496 + 1 / 2) / (3 + 1 / 1.58496), abs=1e-5)
    assert ndcg(["a", "b"], grades) == 1
    assert reciprocal_rank(["c", "x", "b"], grades) == pytest.approx(1 / 3)
    assert recall(["b", "c"], grades) == 0.5
    assert recall([*map(str, range(10)), "a", "b"], grades) == 0


def test_a_copy_counts_for_the_copy_that_was_judged(tmp_path: Path) -> None:
    story = "夜班车\n\n    末班车晚开半小时，夜班工人赶得上了，车上还装了暖气和电视，司机也是工会会员。\n"
    (tmp_path / "corpus").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "corpus" / f"{name}.txt").write_text(story, "utf-8")
    with Archive.open(tmp_path / "corpus", tmp_path / "index") as archive:
        archive.sync()
        for judged in ("a", "b", "c"):
            (score,) = evaluate(archive, {"末班车": {f"{judged}#1": 1}}).scores
            assert (score.total, score.reciprocal_rank, score.recall) == (1, 1, 1)
        (score,) = evaluate(archive, {"末班车": {"b#1": 1, "c#1": 1}}).scores
        assert (score.recall, score.ndcg) == (1, 1)


@given(RANKED, GRADES)
def test_figures_are_between_none_and_all(ranked: list[str], grades: dict[str, int]) -> None:
    ideal = sorted(grades, key=lambda id_: -grades[id_])
    for measure in (ndcg, reciprocal_rank, recall):
        assert 0 <= measure(ranked, grades) <= measure(ideal, grades) + 1e-12 <= 1 + 1e-9
    assert ndcg(ideal, grades) == pytest.approx(1)


@given(st.lists(st.tuples(RANKED, GRADES), min_size=1, max_size=5))
def test_formulas_agree_with_ir_measures(cases: list[tuple[list[str], dict[str, int]]]) -> None:
    ir = pytest.importorskip("ir_measures")
    run = [
        ir.ScoredDoc(str(q), id_, -n) for q, (ranked, _) in enumerate(cases) for n, id_ in enumerate(ranked)
    ]
    qrels = [ir.Qrel(str(q), id_, g) for q, (_, grades) in enumerate(cases) for id_, g in grades.items()]
    theirs = dict.fromkeys(
        [(str(q), name) for q in range(len(cases)) for name in ("nDCG@10", "RR@10", "R@10")], 0.0
    )
    measures = [ir.nDCG @ 10, ir.RR @ 10, ir.R @ 10]
    for metric in ir.iter_calc(measures, qrels, run) if run else ():
        theirs[metric.query_id, str(metric.measure)] = metric.value
    for q, (ranked, grades) in enumerate(cases):
        assert ndcg(ranked, grades) == pytest.approx(theirs[str(q), "nDCG@10"])
        assert reciprocal_rank(ranked, grades) == pytest.approx(theirs[str(q), "RR@10"])
        assert recall(ranked, grades) == pytest.approx(theirs[str(q), "R@10"])


def test_lines_of_judgments() -> None:
    text = "query\tid\tgrade\r\n# 送温暖\r\n帮扶 中心\t2011/a#1\t2\r\n\r\n帮扶 中心\t2011/a#2\t0\r\n海啸\r\n"
    assert from_lines(text, "j") == {"帮扶 中心": {"2011/a#1": 2, "2011/a#2": 0}, "海啸": {}}
    assert from_lines("帮扶\ta#1\t1\n帮扶\ta#1\t1", "j") == {"帮扶": {"a#1": 1}}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("帮扶\ta#1\t1\n帮扶\ta#1", 2),
        ("帮扶\ta#1\t-1\n", None),
        ("帮扶\ta#1\t1\n帮扶\ta#1\t2", 2),
        ("帮扶\ta#1\t1\n帮扶\ta#2\t好", 2),
        ("帮扶\ta#1\t1\n\ta#2\t1", 2),
        ("帮扶\ta#1\t1\t谁", 1),
    ],
)
def test_wrong_lines_are_named(text: str, line: int | None) -> None:
    # A first line whose grade is no number is taken for column names; more of them are not.
    if line is None:
        text, line = "q\tid\tgrade\n" + text, 2
    with pytest.raises(ConfigError, match=f"j:{line}") as caught:
        from_lines(text, "j")
    assert caught.value.hint


@pytest.mark.parametrize(
    "text", ["[", "[]", '{"a": 1}', '{"a": {"x": -1}}', '{"a": {"x": true}}', '{"a": {"x": "1"}}']
)
def test_wrong_json_is_refused(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        from_json(text, "j.json")
    assert "j.json" in caught.value.message and caught.value.hint


@given(st.dictionaries(st.from_regex(r"[一-龥]{1,4}", fullmatch=True), GRADES, min_size=1))
def test_both_forms_say_the_same(judged: Judgments) -> None:
    import json

    lines = "\n".join(f"{q}\t{id_}\t{g}" for q, grades in judged.items() for id_, g in grades.items())
    assert from_lines(lines, "j") == from_json(json.dumps(judged), "j") == judged


def test_files(tmp_path: Path) -> None:
    plain, json = tmp_path / "j.tsv", tmp_path / "j.JSON"
    plain.write_bytes(b"\xef\xbb\xbf" + "帮扶\ta#1\t1".encode())
    json.write_text('{"帮扶": {"a#1": 1}}', encoding="utf-8")
    assert load(plain) == load(json) == {"帮扶": {"a#1": 1}}
    for content in (b"", b"# nothing\n", "帮扶\ta#1\t1".encode("utf-16")):
        plain.write_bytes(content)
        with pytest.raises(ConfigError, match=r"j\.tsv"):
            load(plain)
    with pytest.raises(ConfigError, match="gone"):
        load(tmp_path / "gone.tsv")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "one.txt").write_text(
        "渔港工会开办急救课\n渔港工会请来医生，教渔民止血包扎。\n", encoding="utf-8"
    )
    (corpus / "two.txt").write_text("盐场更衣室翻新\n盐场工会把更衣室翻新，装了热水。\n", encoding="utf-8")
    with Archive.open(corpus=corpus, index=tmp_path / "index") as found:
        found.sync()
        yield found


def test_an_archive_is_scored(archive: Archive) -> None:
    judged = {
        "急救课": {"one#1": 2},
        "热水": {"one#1": 1, "two#1": 1},
        "飞艇": {},
        "(更衣室": {"two#1": 1},
        "盐场": {"two#1": 1, "two#2": 1, "three#1": 1, "two": 0, "two#01": 1},
    }
    found = evaluate(archive, judged)
    first, half, none, bad, unknown = found.scores
    assert (first.ndcg, first.reciprocal_rank, first.recall, first.complete) == (1, 1, 1, 1)
    assert (half.reciprocal_rank, half.recall, half.total) == (1, 0.5, 1)
    assert (none.ndcg, none.recall, none.total) == (None, None, 0)
    assert bad.error is not None and bad.ndcg == 0
    assert unknown.unknown == ("two#2", "three#1", "two", "two#01") and unknown.recall == 0.25
    assert (found.answerable, found.empty) == (4, 1)
    assert found.recall == pytest.approx((1 + 0.5 + 0 + 0.25) / 4)
    # Without syntax the parenthesis is nothing but a sign.
    assert evaluate(archive, judged, plain=True).scores[3].ndcg == 1


def test_nothing_to_measure(archive: Archive) -> None:
    found = evaluate(archive, {"飞艇": {}})
    assert (found.answerable, found.ndcg, found.reciprocal_rank, found.recall) == (0, None, None, None)
