"""The data that search stands on: stop words and weights."""

from __future__ import annotations

import json
from dataclasses import fields as fields_of
from datetime import date
from importlib import resources

import pytest

from unionsearch.engines.fields import TEXT_FIELDS
from unionsearch.engines.protocol import Bm25f
from unionsearch.search.features import Features
from unionsearch.search.stopwords import stopwords
from unionsearch.search.weights import Weights, standard
from unionsearch.text import fold, is_word


def _raw() -> dict[str, object]:
    text = resources.files("unionsearch.search").joinpath("data/weights.json").read_text("utf-8")
    found: dict[str, object] = json.loads(text)
    return found


class TestStopWords:
    def test_they_are_folded_words(self) -> None:
        for word in stopwords():
            assert word == fold(word)
            assert word and all(is_word(c) for c in word)

    def test_a_comment_is_no_word(self) -> None:
        assert "#" not in "".join(stopwords())
        assert "quote" not in stopwords()

    @pytest.mark.parametrize("word", ["的", "了", "和", "关于", "什么", "如何", "the", "of"])
    def test_what_carries_no_meaning_is_one(self, word: str) -> None:
        assert word in stopwords()

    @pytest.mark.parametrize(
        "word",
        ["工会", "职工", "工作", "活动", "会议", "工资", "企业", "女", "五", "年", "月", "大", "市", "人"],
    )
    def test_what_is_searched_for_is_none(self, word: str) -> None:
        assert word not in stopwords()

    def test_none_is_given_twice(self) -> None:
        text = resources.files("unionsearch.search").joinpath("data/stopwords.txt").read_text("utf-8")
        words = [w for line in text.splitlines() if not line.startswith("#") for w in line.split()]
        assert len(words) == len(set(words))


class TestWeights:
    def test_each_stream_weighs_every_field_within_reason(self) -> None:
        weights = standard()
        assert set(weights.parameters) == set(weights.streams) == {"words", "grams"}
        for parameters in weights.parameters.values():
            assert isinstance(parameters, Bm25f)
            assert set(parameters.fields) == set(TEXT_FIELDS)
            assert 0 < parameters.k1 <= 3
            assert all(boost > 0 and 0 <= b <= 1 for boost, b in parameters.fields.values())
            assert max(parameters.fields, key=lambda f: parameters.fields[f][0]) == "title"

    def test_numbers_are_positive(self) -> None:
        weights = standard()
        assert all(w > 0 for w in [*weights.streams.values(), *weights.features.values()])
        assert weights.stated_date > weights.issue_period > 0
        assert weights.depth >= 100

    def test_every_feature_has_a_weight_and_every_weight_a_feature(self) -> None:
        assert set(standard().features) == set(Features([], {}).of({"title": "甲", "body": "乙"}))

    def test_every_number_of_the_file_arrives(self) -> None:
        raw = _raw()
        assert Weights.of(raw) == standard()
        assert {f.name for f in fields_of(Weights)} == {
            "parameters", "streams", "stated_date", "issue_period", "features", "depth",
        }  # fmt: skip

    def test_the_record_of_the_tuning_run_is_whole(self) -> None:
        tuned = _raw()["tuned"]
        assert isinstance(tuned, dict)
        assert date.fromisoformat(tuned["date"])
        assert all(size > 0 for size in tuned["collections"].values())
        assert sum(queries for queries, _, _ in tuned["folds"]) == sum(tuned["collections"].values())
        for end, at in (("unseen_before", 1), ("unseen_after", 2)):
            mean = sum(fold[at] for fold in tuned["folds"]) / len(tuned["folds"])
            assert tuned[end] == pytest.approx(mean, abs=2e-5)
        certain = tuned["unseen_after"] > tuned["unseen_before"] and tuned["p"] < 0.05
        assert tuned["taken"] is certain

    def test_a_file_without_a_number_is_an_error(self) -> None:
        raw = _raw()
        del raw["depth"]
        with pytest.raises(KeyError):
            Weights.of(raw)
