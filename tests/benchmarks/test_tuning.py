"""Tuning: that its quick figures are the program's own, and that it climbs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("ir_measures")

from benchmarks.relevance.collection import Collection, read
from benchmarks.relevance.measures import values
from benchmarks.relevance.systems.own import Own
from benchmarks.relevance.tune import main
from benchmarks.relevance.tuning import writing
from benchmarks.relevance.tuning.ascent import climb, cross_validate, everything, folds_of, score
from benchmarks.relevance.tuning.candidates import Table, table
from benchmarks.relevance.tuning.coordinates import Coordinate, bm25, stream_and_features
from benchmarks.relevance.tuning.writing import shipped, weights_file
from unionsearch.search.weights import Weights, standard


@pytest.fixture
def office(folder: Path) -> Collection:
    return read(folder / "docs.jsonl", folder / "queries.tsv", folder / "qrels.tsv")


@pytest.fixture
def built(office: Collection) -> Iterator[tuple[Own, Table]]:
    own = Own()
    own.build(office.documents)
    yield own, table(own.searcher, office, pool=50)
    own.close()


def _changed(weights: Weights, name: str, value: float) -> Weights:
    coordinates = {c.name: c for c in [*stream_and_features(weights), *bm25("words"), *bm25("grams")]}
    return coordinates[name].changed(weights, value)


@pytest.mark.parametrize(
    "turns",
    [{}, {"grams": 0.0}, {"title_coverage": 4.0, "grams": 2.0}, {"words.k1": 0.3, "words.title.boost": 9.0},
     {"grams.body.b": 0.0, "coverage": 0.0, "run_in_title": 5.0}],
)  # fmt: skip
def test_the_table_ranks_as_the_program_does(
    built: tuple[Own, Table], office: Collection, turns: dict[str, float]
) -> None:
    """Under any weights, without working anything out anew."""
    own, made = built
    weights = standard()
    for name, value in turns.items():
        weights = _changed(weights, name, value)
    turned = Own(weights=weights)
    turned.adopt(own)
    # Questions that several documents answer in part, so that the ranks are not all alike.
    rankings = [turned.search(query.text, 100) for query in office.queries]
    assert made.reciprocal_ranks(weights).tolist() == pytest.approx(
        values(office, rankings)["MRR@10"].tolist()
    )


def test_all_answers_are_within_reach(built: tuple[Own, Table]) -> None:
    assert built[1].reachable() == 1.0


def _hill(best: float) -> tuple[Table, list[Coordinate]]:
    """Two candidates a query; the right one comes first when the one feature weighs at least ``best``."""
    count = 40
    starts = np.arange(count) * 3
    relevant = np.tile([False, True, False], count)
    features = np.tile([[0.0], [1.0], [0.0]], (count, 1))
    rest = np.tile([0.0, 1.0, 1.0 + best], count)
    made = Table(
        "hill", None, [], [], [str(i // 2) for i in range(count)], starts, relevant,  # type: ignore[arg-type]
        np.zeros(3 * count, dtype=np.bool_), rest, ["f"], features,
    )  # fmt: skip
    return made, [c for c in stream_and_features(_only_f(0.0)) if c.name == "f"]


def _only_f(value: float) -> Weights:
    return replace(standard(), features={"f": value}, streams={"words": 0.0, "grams": 0.0})


def test_climbing_finds_the_top_and_stops_there() -> None:
    made, coordinates = _hill(best=0.5)
    start = _only_f(0.0)
    assert score([made], everything([made]), start) == pytest.approx(0.5)
    top = climb([made], everything([made]), start, coordinates, least=1e-4)
    assert score([made], everything([made]), top) == 1.0
    assert top.features["f"] > 0.5
    assert climb([made], everything([made]), top, coordinates, least=1e-4) == top


def test_a_gain_that_is_too_small_moves_nothing() -> None:
    made, coordinates = _hill(best=0.05)
    start = _only_f(0.0)
    assert climb([made], everything([made]), start, coordinates, least=0.6) == start


def test_equals_count_as_half_before() -> None:
    made, _ = _hill(best=0.0)
    assert made.reciprocal_ranks(_only_f(0.0)).tolist() == pytest.approx([1 / 1.5] * 40)


def test_folds_keep_a_documents_questions_together() -> None:
    made, coordinates = _hill(best=0.5)
    numbers = folds_of(made, 4)
    assert numbers[::2].tolist() == numbers[1::2].tolist()
    assert len(set(numbers.tolist())) == 4
    gain = cross_validate([made], _only_f(0.0), coordinates, folds=4, least=1e-4)
    assert sum(fold.queries for fold in gain.folds) == 40
    assert (gain.before, gain.after) == (pytest.approx(0.5), 1.0)
    assert gain.p < 0.001


def test_written_weights_are_read_as_they_were(tmp_path: Path) -> None:
    weights = _changed(_changed(standard(), "grams", 0.75), "words.k1", 1.6)
    text = weights_file(weights, {"date": "2013-04-01", "folds": [[1, 0.5, 0.6]]})
    raw = json.loads(text)
    assert Weights.of(raw) == weights
    assert raw["tuned"]["folds"] == [[1, 0.5, 0.6]]
    assert Weights.of(json.loads(shipped().read_text(encoding="utf-8"))) == standard()


def test_the_command_prints_and_writes_only_when_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = tmp_path / "weights.json"
    place.write_text("old", encoding="utf-8")
    monkeypatch.setattr("benchmarks.relevance.tune.shipped", lambda: place)
    assert main([str(folder), f"{folder}@a-", "--folds", "2", "--pool", "5"]) == 0
    record = json.loads(capsys.readouterr().out)["tuned"]
    assert record["collections"] == {"office": 6, "office-a": 4}
    assert place.read_text(encoding="utf-8") == "old"
    assert main([str(folder), "--folds", "2", "--pool", "5", "--write"]) == 0
    assert capsys.readouterr().out == ""
    Weights.of(json.loads(place.read_text(encoding="utf-8")))
    assert main([str(tmp_path / "gone")]) == 2
    assert writing.shipped() != place
