"""The figures, and the test of differences."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("ir_measures")

from benchmarks.relevance.collection import Collection, Query
from benchmarks.relevance.measures import chance, means, values


def test_figures_of_known_rankings() -> None:
    queries = [Query(id_, id_) for id_ in ("first", "third", "deep", "nothing")]
    qrels = {"first": {"x": 1}, "third": {"x": 1, "y": 0}, "deep": {"x": 1}, "nothing": {"x": 1, "z": 1}}
    rankings = [["x"], ["a", "y", "x"], [*map(str, range(20)), "x"], []]
    found = values(Collection("c", (), queries, qrels), rankings)
    assert found["MRR@10"].tolist() == pytest.approx([1, 1 / 3, 0, 0])
    assert found["nDCG@10"].tolist() == pytest.approx([1, 1 / 2, 0, 0])
    assert found["R@10"].tolist() == pytest.approx([1, 1, 0, 0])
    assert found["R@100"].tolist() == pytest.approx([1, 1, 1, 0])
    assert found["zero hits"].tolist() == [0, 0, 0, 1]
    assert means(found)["MRR@10"] == pytest.approx(1 / 3)


def test_nothing_found_at_all() -> None:
    found = values(Collection("c", (), [Query("q", "q")], {"q": {"x": 1}}), [[]])
    assert means(found) == {"nDCG@10": 0, "MRR@10": 0, "R@10": 0, "R@100": 0, "zero hits": 1}


def test_chance_of_small_samples_is_exact() -> None:
    """Five differences of one sign: 2 of the 32 ways to draw signs are as extreme."""
    assert chance(np.ones(5), np.zeros(5)) == pytest.approx(2 / 32, abs=0.005)
    assert chance(np.zeros(5), np.ones(5)) == pytest.approx(2 / 32, abs=0.005)
    assert chance(np.array([1.0, 0, 0]), np.array([0, 1.0, 0])) == 1.0
    assert chance(np.ones(3), np.ones(3)) == 1.0


def test_chance_tells_a_difference_from_noise() -> None:
    draw = np.random.default_rng(5)
    noise = draw.normal(size=400)
    assert chance(noise + 0.5, np.zeros(400), rounds=2000) < 0.01
    assert chance(noise - noise.mean(), np.zeros(400), rounds=2000) > 0.5
