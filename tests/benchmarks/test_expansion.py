"""The measurement of what expansion costs runs on a handful of articles."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from benchmarks import expansion

TEXTS = ("农民工的工资按月支付。", "外来务工者凭会员证订票。", "行政机关作出处罚以前应当告知。")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A few articles as the benchmark reads them."""
    path = tmp_path / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for number, text in enumerate(TEXTS):
            lines.write(json.dumps({"id": f"a{number}", "title": f"第{number}条", "text": text}) + "\n")
    return path


def test_it_prints_a_line_a_query_and_the_modules(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = {"synonyms": ("农民工 工资",), "homophones": ("农名工",)}
    monkeypatch.setattr(expansion, "QUERIES", queries)
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    index = tmp_path / "index"
    arguments = ["--articles", str(file), "--count", "2", "--index", str(index), "--rounds", "1"]
    monkeypatch.setattr(sys, "argv", ["expansion", *arguments])
    expansion.main()
    first = capsys.readouterr().out
    assert "indexed 2 articles" in first
    assert first.count("| synonyms | 农民工 工资 |") == first.count("| homophones | 农名工 |") == 2
    assert "Corrected: 农名工 → 农民工" in first
    assert "unionsearch.spelling |" in first and "pypinyin" not in first
    expansion.main()
    assert "indexed" not in capsys.readouterr().out


def test_what_is_added_is_the_difference() -> None:
    page = expansion.Page("a", 0, 0, 0.0)
    assert expansion.Cost(written=2.0, expanded=9.0, working=1.0, page=page).added == 7.0
