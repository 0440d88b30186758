"""The measurement of what snippets cost runs on a few reports."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from benchmarks import snippets


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Articles as the benchmark reads them, of which reports are made."""
    path = tmp_path / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for number in range(900):
            text = f"第{number}次巡江记录：水位平稳。" + ("灯塔的劳动合同续签了。" if number % 5 == 0 else "")
            lines.write(json.dumps({"id": str(number), "title": "记录", "text": text}) + "\n")
    return path


def test_reports_are_long_and_number_their_lines(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snippets, "SHORTEST", 2000)
    monkeypatch.setattr(snippets, "LONGEST", 4000)
    first, second, third = snippets.reports(file, 3)
    assert 1990 < len(first.body) < len(second.body) < len(third.body) < 4100
    assert first.body.split("\n")[-1] != second.body.split("\n")[0]
    assert second.line_of(0) == 1 and second.line_of(85) == 3
    assert len(list(snippets.reports(file, 99))) < 99


def test_it_prints_a_line_a_query(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(snippets, "SHORTEST", 1000)
    monkeypatch.setattr(snippets, "LONGEST", 2000)
    monkeypatch.setattr(snippets, "QUERIES", ("劳动合同", "灯塔"))
    monkeypatch.setattr(sys, "argv", ["snippets", "--articles", str(file), "--reports", "4", "--rounds", "1"])
    snippets.main()
    printed = capsys.readouterr().out
    assert printed.count("| 劳动合同 |") == printed.count("| 灯塔 |") == 1
    assert "of 2 queries" in printed


def test_hits_are_a_part_of_the_whole(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snippets, "SHORTEST", 1000)
    monkeypatch.setattr(snippets, "LONGEST", 2000)
    engine = snippets.WhooshEngine(tmp_path / "index")
    snippets.build(engine, file, 3)
    reader = engine.reader()
    searcher = snippets.asking(reader)
    try:
        whole, hits, length = snippets.milliseconds(searcher, "灯塔")
        assert 0 < hits < whole
        assert length > 3000
        assert snippets.milliseconds(searcher, "没有的词组")[1:] == (0.0, 0)
    finally:
        reader.close()
