"""``unionsearch issues --missing`` and ``issues set``: what they list and what they ask the library for."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from unionsearch.model import Problem
from unionsearch.reports import IssueSummary

from .conftest import Run
from .fake import NAMED, UNNAMED, Archive

STATED = replace(UNNAMED, number=3, period="2012-03", period_from="file name")


def described(archive: type[Archive]) -> list[object]:
    return [value for name, value in archive.calls if name == "describe"]


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, False),
        ({"number": None}, True),
        ({"period": None, "period_from": None}, True),
        ({"period_from": "text"}, True),
        ({"title": None, "publisher": None, "total_number": None}, False),
    ],
)
def test_what_is_missing(
    run: Run,
    archive: type[Archive],
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, object],
    missing: bool,
) -> None:
    issue = replace(STATED, **changes)  # type: ignore[arg-type]
    monkeypatch.setattr(archive, "issues", lambda self: [IssueSummary(NAMED, 2), IssueSummary(issue, 1)])
    result = run("issues", "--missing", "--format", "jsonl")
    assert result.code == (0 if missing else 1)
    assert [json.loads(line)["id"] for line in result.out.splitlines()] == ["notes"] * missing


def test_values_reach_the_library(run: Run, archive: type[Archive]) -> None:
    result = run(
        "issues", "set", "notes", "--number", "12", "--total-number", "128", "--date", "2011-12",
        "--title", "江口工会信息", "--publisher", "江口市总工会", "--corpus", "x",
    )  # fmt: skip
    assert (result.code, archive.calls[0]) == (0, ("open", ("x", None)))
    values = {
        "number": 12,
        "total_number": 128,
        "date": "2011-12",
        "title": "江口工会信息",
        "publisher": "江口市总工会",
    }
    assert described(archive) == [("notes", values)]
    assert "issues.toml" in result.err


def test_only_what_was_said_is_set(run: Run, archive: type[Archive]) -> None:
    result = run("issues", "set", "notes", "--date", "2011-12", "--format", "json")
    assert json.loads(result.out)["schema"] == "unionsearch.reindex/1"
    assert described(archive) == [("notes", {"date": "2011-12"})]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["set", "notes"],
        ["set"],
        ["set", "notes", "--number", "zwölf"],
        ["sett", "notes", "--number", "1"],
        ["notes"],
    ],
)
def test_what_makes_no_sense(run: Run, archive: type[Archive], arguments: list[str], lang: str) -> None:
    result = run("issues", *arguments, lang=lang)
    assert (result.code, result.out, described(archive)) == (2, "", [])
    assert result.err.strip()


def test_problems_are_named(run: Run, archive: type[Archive]) -> None:
    archive.problems = (Problem("b.txt", "b.txt 是空文件。", None),)
    result = run("issues", "set", "notes", "--number", "1")
    assert result.code == 2
    assert "b.txt" in result.err
