"""``unionsearch evaluate``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from unionsearch.model import Page
from unionsearch.output.cells import width

from .conftest import Run
from .fake import ENTRIES, HITS, Archive

GOOD = ENTRIES[0].id


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch, archive: type[Archive]) -> None:
    """All hits for any query, however many are asked for."""

    def search(self: Archive, query: str, **options: object) -> Page:
        self.calls.append(("search", (query, options)))
        return Page(query, len(HITS), 2, 3.0, (), HITS)

    monkeypatch.setattr(archive, "search", search)


@pytest.fixture
def judgments(tmp_path: Path) -> Path:
    path = tmp_path / "j.tsv"
    path.write_text(f"工资集体协商\t{GOOD}\t2\n工资集体协商\tgone#1\t0\n空\n", encoding="utf-8")
    return path


def test_text_lines_up(run: Run, judgments: Path) -> None:
    result = run("evaluate", str(judgments))
    lines = result.out.splitlines()
    assert "nDCG@10" in lines[0] and lines[1].startswith("工资集体协商")
    assert lines[-1].startswith("平均（1 个查询）")
    # The figures end in the same cell of every line.
    ends = {width(line[: line.index("0000") + 4]) for line in lines if "0000" in line}
    assert len(ends) == 1
    assert "mean of 1 queries" in run("evaluate", str(judgments), lang="en").out


def test_narrow_terminals_cut_the_query_only(run: Run, judgments: Path) -> None:
    judgments.write_text(f"{'长' * 60}\t{GOOD}\t1\n", encoding="utf-8")
    lines = run("evaluate", str(judgments), width=70).out.splitlines()
    assert max(map(width, lines)) <= 70 and "…" in lines[1] and "nDCG@10" in lines[0]


def test_json_and_csv(run: Run, judgments: Path) -> None:
    found = json.loads(run("evaluate", str(judgments), "--format", "json").out)
    assert found["schema"] == "unionsearch.evaluation/1"
    assert (found["queries"], found["answerable"]) == (2, 1)
    first, second = found["scores"]
    assert first["ndcg10"] == found["ndcg10"] and first["unknown"] == ["gone#1"]
    assert second["query"] == "空" and second["ndcg10"] is second["error"] is None
    out = run("evaluate", str(judgments), "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert [row["query"] for row in rows] == ["工资集体协商", "空"]
    assert list(rows[0]) == list(first)
    assert rows[1]["ndcg10"] == "" and float(rows[0]["ndcg10"]) == first["ndcg10"]


def test_queries_and_plain_reach_the_library(run: Run, archive: type[Archive], judgments: Path) -> None:
    run("evaluate", str(judgments), "--plain")
    searched = [value for name, value in archive.calls if name == "search"]
    assert [query for query, _ in searched] == ["工资集体协商", "空"]
    assert all(options == {"limit": 10, "plain": True} for _, options in searched)


def test_doubtful_figures_are_said(run: Run, judgments: Path) -> None:
    result = run("evaluate", str(judgments))
    assert result.code == 2 and "gone#1" in result.err and result.out
    judgments.write_text(f"工资集体协商\t{GOOD}\t2\n", encoding="utf-8")
    result = run("evaluate", str(judgments))
    assert (result.code, result.err) == (0, "")


def test_a_bad_file_costs_no_index(run: Run, archive: type[Archive], tmp_path: Path) -> None:
    result = run("evaluate", str(tmp_path / "gone.tsv"))
    assert (result.code, result.out, archive.calls) == (2, "", [])
    assert "gone.tsv" in result.err
