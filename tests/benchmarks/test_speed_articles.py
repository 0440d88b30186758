"""The articles that systems are timed on: read, repeated, generated; and figures over measurements."""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from benchmarks.relevance.collection import CollectionError, Document
from benchmarks.speed.articles import Source, add_options, chosen
from benchmarks.speed.figures import exponent, middle, slow
from benchmarks.speed.generated import generated
from unionsearch.analysis.analyzer import Analyzer

LINES = [
    {"id": "甲", "title": "厂里开会", "text": "班组长都来了。", "date": "2013-05-02"},
    {"id": "乙", "title": "", "text": "食堂加了两个菜。", "date": ""},
    {"id": "丙", "title": None, "text": "夜班补贴涨了。"},
]


@pytest.fixture(params=[".jsonl", ".jsonl.gz"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"articles{request.param}"
    data = "\n".join(json.dumps(line, ensure_ascii=False) for line in LINES).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def test_articles_are_read_as_far_as_wanted(file: Path) -> None:
    assert list(Source(file, 2).documents()) == [
        Document("甲", "厂里开会", "班组长都来了。", date(2013, 5, 2)),
        Document("乙", "", "食堂加了两个菜。"),
    ]


def test_a_short_file_is_repeated_under_new_ids(file: Path, tmp_path: Path) -> None:
    source = Source(file, 8)
    found = list(source.documents())
    assert [document.id for document in found] == ["甲", "乙", "丙", "甲~2", "乙~2", "丙~2", "甲~3", "乙~3"]
    assert found[3].text == found[0].text
    assert 60 <= source.characters() <= 72  # By the first of them: 64.
    kept = source.kept(tmp_path / "kept")
    assert list(kept.documents()) == found and kept.name == source.name == file.name


@pytest.mark.parametrize("line", ['{"id": "a"}', "no json", "[]"])
def test_a_line_that_is_no_article_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps(LINES[0]) + "\n" + line, encoding="utf-8")
    with pytest.raises(CollectionError, match=r"articles.jsonl:2"):
        list(Source(path, 3).documents())
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(CollectionError, match="no articles"):
        list(Source(path, 1).documents())


def test_options_name_a_source(file: Path) -> None:
    parser = argparse.ArgumentParser()
    add_options(parser, count=50)
    assert chosen(parser.parse_args(["--articles", str(file)])) == Source(file, 50)
    assert chosen(parser.parse_args(["--generated", "7", "--seed", "3"])) == Source(None, 7, 3)
    assert Source(None, 7, 3).name == "generated, seed 3"


def test_generated_articles_are_the_same_for_a_seed_and_any_number() -> None:
    first = list(Source(None, 300, 5).documents())
    assert first[:270] == list(Source(None, 270, 5).documents())
    assert first[:20] != list(Source(None, 20, 6).documents())
    assert len({document.id for document in first}) == len({document.text for document in first}) == 300
    assert all(document.title and document.day for document in first)


def test_generated_words_are_spread_as_in_language() -> None:
    """By Zipf's law: a few hundred words are half of a text, and half of all words are rare in it."""
    analyzer = Analyzer()
    texts = [document.text for document in itertools.islice(generated(2), 60)]
    counts = Counter(word for text in texts for word, _, _ in analyzer.cut(text))
    total, ranked = sum(counts.values()), [count for _, count in counts.most_common()]
    assert total > 8000 and len(ranked) > 1500
    assert 0.35 < sum(ranked[:300]) / total < 0.75
    assert sum(count <= 2 for count in ranked) > len(ranked) / 2


def test_figures() -> None:
    assert middle([3.0, 1.0, 2.0]) == 2.0
    assert slow([float(n) for n in range(1, 101)]) == 95.0
    assert slow([4.0, 9.0]) == 9.0 and slow([5.0]) == 5.0
    sizes = [10.0, 100.0, 1000.0]
    assert exponent(sizes, [2 * n**1.5 for n in sizes]) == pytest.approx(1.5)
    assert exponent(sizes, [7.0, 7.0, 7.0]) == pytest.approx(0)
