"""The tables that ship, and the arithmetic of syllables."""

from __future__ import annotations

import doctest
import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unionsearch.spelling
from unionsearch.spelling import syllables
from unionsearch.spelling.costs import costs
from unionsearch.spelling.data_files import rows
from unionsearch.spelling.shapes import alike
from unionsearch.spelling.syllables import classes, difference, names, numbers, splits
from unionsearch.text import fold

ROOM = Path(unionsearch.spelling.__file__).parent


def test_look_alikes_stand_once_each_and_are_folded() -> None:
    pairs = [frozenset((char, other)) for char, others in rows("shapes.tsv") for other in others]
    assert len(pairs) == len(set(pairs)) > 300
    assert all(len(pair) == 2 for pair in pairs)
    assert all(fold(char) == char for pair in pairs for char in pair)
    assert "巳" in alike("己") and "己" in alike("巳") and alike("𠮷") == ""


def test_readings_are_syllables_one_for_each_character() -> None:
    for word, reading in rows("readings.tsv"):
        assert len(reading.split()) == len(word) > 1, word
        assert set(reading.split()) <= set(names()), word
    for row in rows("polyphones.tsv"):
        assert len(row[0]) == 1 and set(row[1].split()) <= set(names()), row
        assert len(row) == 2 or row[2] in row[1].split(), row


@pytest.mark.parametrize("table", ["readings.tsv", "polyphones.tsv", "costs.tsv"])
def test_nothing_stands_twice(table: str) -> None:
    keys = [fold(row[0]) for row in rows(table)]
    assert len(keys) == len(set(keys))


def test_every_cost_is_used_and_positive() -> None:
    source = "".join(path.read_text("utf-8") for path in ROOM.glob("*.py"))
    near = {"near:" + name for name in ("zh-z", "n-l", "l-r", "n-r")}
    assert all(value > 0 for value in costs().values())
    for name in costs():
        assert f'"{name}"' in source or name in near or name in ("latin-missing", "latin-extra"), name


def test_family_names_are_whole() -> None:
    single, double = (row[0] for row in rows("surnames.txt"))
    assert len(set(single)) == len(single) > 300
    assert len(double) % 2 == 0


def test_the_syllables_are_the_languages_own() -> None:
    assert 395 <= len(names()) <= 415
    assert all(re.fullmatch("[a-z]{1,6}", name) for name in names())
    assert {"zhuang", "nv", "lve", "er", "xiong", "a"} <= set(names())


@given(st.lists(st.sampled_from(names()), min_size=1, max_size=6))
def test_every_row_of_syllables_is_among_its_splits(row: list[str]) -> None:
    letters = "".join(row)
    ways = splits(letters, limit=10_000)
    assert tuple(row) in ways
    assert all("".join(way) == letters and set(way) <= set(names()) for way in ways)
    assert [len(way) for way in ways] == sorted(len(way) for way in ways)
    assert splits(letters, limit=3) == ways[:3]


def test_differences_are_the_same_both_ways_and_stay_in_their_class() -> None:
    for a, b in product(range(len(names())), repeat=2):
        apart = difference(a, b)
        assert apart == difference(b, a)
        assert (apart is not None) == (classes()[a] == classes()[b])
        assert (apart == 0) == (a == b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("zhi", "zi"), ("chang", "cang"), ("shi", "si"), ("nan", "lan"), ("rou", "lou"), ("hui", "fei"),
     ("xin", "xing"), ("shen", "sheng"), ("guan", "guang"), ("lv", "lu"), ("huang", "fang"),
     ("shang", "san")],
)  # fmt: skip
def test_near_sounds(a: str, b: str) -> None:
    assert (difference(numbers()[a], numbers()[b]) or 0) > 0


@pytest.mark.parametrize(
    ("a", "b"), [("zhi", "shi"), ("gong", "gen"), ("ma", "na"), ("he", "fei"), ("dong", "den")]
)
def test_far_sounds(a: str, b: str) -> None:
    assert difference(numbers()[a], numbers()[b]) is None


def test_examples_in_the_documentation() -> None:
    assert doctest.testmod(syllables).attempted >= 2
    assert doctest.testmod(syllables).failed == 0
