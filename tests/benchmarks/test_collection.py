"""Reading documents, queries and judgments."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.relevance.collection import CollectionError, read, sample


def _read(folder: Path, prefix: str = "") -> object:
    return read(folder / "docs.jsonl", folder / "queries.tsv", folder / "qrels.tsv", prefix=prefix)


def test_judged_queries_are_taken_in_order(folder: Path) -> None:
    found = read(folder / "docs.jsonl", folder / "queries.tsv", folder / "qrels.tsv")
    assert found.name == "office"
    assert [query.id for query in found.queries] == ["a-1", "a-2", "a-3", "a-4", "b-1", "b-2"]
    assert found.qrels["a-2"] == {"d2": 2, "d4": 0}
    assert [document.day for document in found.documents][2:] == [date(2012, 7, 3), None, None, None]
    assert found.documents[2].whole == found.documents[2].text
    assert found.documents[0].whole.startswith("码头工会办起夜校\n港区")


def test_a_prefix_chooses_queries_and_their_judgments(folder: Path) -> None:
    found = read(folder / "docs.jsonl", folder / "queries.tsv", folder / "qrels.tsv", prefix="b-")
    assert [query.id for query in found.queries] == list(found.qrels) == ["b-1", "b-2"]
    assert len(found.documents) == 6


def test_a_sample_is_the_same_each_time_and_differs_by_seed(folder: Path) -> None:
    whole = read(folder / "docs.jsonl", folder / "queries.tsv", folder / "qrels.tsv")
    chosen = [sample(whole, 3, seed) for seed in range(8)]
    ids = [[query.id for query in one.queries] for one in chosen]
    assert ids == [[query.id for query in sample(whole, 3, seed).queries] for seed in range(8)]
    assert len({tuple(one) for one in ids}) > 1
    assert all(len(one) == 3 and one == sorted(one) for one in ids)
    assert sample(whole, 0, 1) == sample(whole, 6, 1) == sample(whole, 99, 1) == whole


@pytest.mark.parametrize("lines", ["a-1 d1 1", "a-1\tQ0\td1\t1", "query-id corpus-id score\na-1 d1 1\n"])
def test_forms_of_judgments(folder: Path, lines: str) -> None:
    (folder / "qrels.tsv").write_text(lines, encoding="utf-8")
    assert read(folder / "docs.jsonl", folder / "queries.tsv", folder / "qrels.tsv").qrels == {
        "a-1": {"d1": 1}
    }


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("docs.jsonl", '{"id": "x"}\n{"id": "x"}', "docs.jsonl:2"),
        ("docs.jsonl", '\n{"title": "x"}', "docs.jsonl:2"),
        ("docs.jsonl", "[1]", "docs.jsonl:1"),
        ("docs.jsonl", "{", "docs.jsonl:1"),
        ("queries.tsv", "a-1 问题", "queries.tsv:1"),
        ("queries.tsv", "a-1\t一\na-1\t二", "queries.tsv:2"),
        ("qrels.tsv", "a-1 0 d1 1\na-1 0 d2 gut", "qrels.tsv:2"),
        ("qrels.tsv", "a-1 0 d1 1\na-1 1", "qrels.tsv:2"),
        ("qrels.tsv", "a-1 0 d1 0", "no judged query"),
    ],
)
def test_what_cannot_be_read_is_named(folder: Path, file: str, text: str, place: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(CollectionError, match=place):
        _read(folder)
