"""The JSON that scripts rely on: these keys, in this order, of these types."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from .conftest import Run
from .fake import ENTRIES, PROBLEMS, Archive

TEXT = (str,)
NUMBER = (int,)
MAYBE_TEXT = (str, type(None))
MAYBE_NUMBER = (int, type(None))
KIND = {"article", "brief", "report"}
SOURCES = {"masthead", "file name", "front matter", "issues.toml", "document properties", "text", None}

ISSUE = {
    "id": TEXT, "file": TEXT, "title": MAYBE_TEXT, "number": MAYBE_NUMBER, "total_number": MAYBE_NUMBER,
    "period": MAYBE_TEXT, "period_from": SOURCES, "publisher": MAYBE_TEXT,
}  # fmt: skip
SNIPPET = {
    "text": TEXT, "highlights": [[NUMBER]], "line": NUMBER, "heading": MAYBE_TEXT, "page": MAYBE_NUMBER,
}  # fmt: skip
HIT = {
    "rank": NUMBER, "score": (float,), "complete": (bool,), "id": TEXT, "number": NUMBER, "title": TEXT,
    "section": MAYBE_TEXT, "byline": MAYBE_TEXT, "contributor": MAYBE_TEXT, "kind": KIND, "dates": [TEXT],
    "issue": ISSUE, "snippets": [SNIPPET],
    "also_in": [{"id": TEXT, "file": TEXT, "number": NUMBER, "issue": ISSUE}],
}  # fmt: skip
COPIES = {
    "articles": [
        {"id": TEXT, "file": TEXT, "number": NUMBER, "title": TEXT, "likeness": (float, int), "issue": ISSUE}
    ]
}
PAGE = {
    "schema": {"unionsearch.results/1"}, "query": TEXT, "total": NUMBER, "complete": NUMBER,
    "took_ms": (float, int), "notes": [TEXT], "hits": [HIT],
}  # fmt: skip
ARTICLE = {
    "id": TEXT, "number": NUMBER, "title": TEXT, "section": MAYBE_TEXT, "byline": MAYBE_TEXT,
    "contributor": MAYBE_TEXT, "kind": KIND, "dates": [TEXT], "headings": [{"level": NUMBER, "text": TEXT}],
    "body": TEXT, "issue": ISSUE,
}  # fmt: skip
SUMMARY = {
    **ISSUE, "footer": MAYBE_TEXT, "encoding": MAYBE_TEXT, "sections": [TEXT], "articles": NUMBER,
    "title_from": SOURCES, "number_from": SOURCES, "total_number_from": SOURCES, "publisher_from": SOURCES,
}  # fmt: skip
CHANGES = {
    "added": [TEXT], "changed": [TEXT], "moved": [{"from": TEXT, "to": TEXT}], "removed": [TEXT],
    "unchanged": NUMBER, "passed_over": NUMBER,
}  # fmt: skip
PROBLEM = {"file": TEXT, "message": TEXT, "hint": MAYBE_TEXT}
REPORT = {
    "schema": {"unionsearch.reindex/1"}, "dry_run": (bool,), "rebuilt": (bool,), "reason": MAYBE_TEXT,
    "changes": CHANGES, "problems": [PROBLEM], "issues": NUMBER, "articles": NUMBER, "seconds": (float,),
    "reanalysed": NUMBER,
}  # fmt: skip
STATUS = {
    "schema": {"unionsearch.status/1"}, "corpus": TEXT, "index": TEXT, "exists": (bool,), "issues": NUMBER,
    "articles": NUMBER, "index_bytes": NUMBER, "updated": MAYBE_TEXT, "mismatch": MAYBE_TEXT,
    "changes": CHANGES, "problems": [PROBLEM], "terms_changed": (bool,),
}  # fmt: skip
TOKEN = {"text": TEXT, "start": NUMBER, "end": NUMBER, "original": TEXT}
ANALYSIS = {
    "schema": {"unionsearch.analysis/1"}, "text": TEXT, "normalized": TEXT, "stream": TEXT, "cut": [TOKEN],
    "words": [TOKEN], "grams": [TOKEN],
}  # fmt: skip


def check(value: Any, wanted: Any, where: str = "$") -> None:
    """``wanted``: a dictionary of keys in order, a list of one item's shape, a set of values, or types."""
    if isinstance(wanted, dict):
        assert list(value) == list(wanted), where
        for key in wanted:
            check(value[key], wanted[key], f"{where}.{key}")
    elif isinstance(wanted, list):
        assert isinstance(value, list), where
        for n, item in enumerate(value):
            check(item, wanted[0], f"{where}[{n}]")
    elif isinstance(wanted, set):
        assert value in wanted, where
    else:
        assert type(value) in wanted, where
        assert value != "" or where.endswith((".body", ".query", ".stream", ".normalized")), where


@pytest.mark.parametrize(
    ("arguments", "shape"),
    [
        (["query", "工资集体协商"], PAGE),
        (["query", "没有"], PAGE),
        (["show", "2011/lanzhou-12#1"], ARTICLE),
        (["show", "notes"], [ARTICLE]),
        (["articles"], [ARTICLE]),
        (["issues"], [SUMMARY]),
        (["duplicates"], [COPIES]),
        (["reindex"], REPORT),
        (["status"], STATUS),
        (["analyze", "工资"], ANALYSIS),
    ],
)
def test_json(run: Run, archive: type[Archive], arguments: list[str], shape: Any) -> None:
    archive.problems = PROBLEMS
    result = run(*arguments, "--format", "json")
    check(json.loads(result.out), shape)
    assert result.out.endswith("\n")


@pytest.mark.parametrize(
    ("arguments", "shape", "lines"),
    [
        (["query", "工资集体协商"], PAGE, 1),
        (["show", "2011/lanzhou-12#1"], ARTICLE, 1),
        (["show", "2011/lanzhou-12"], ARTICLE, 2),
        (["articles"], ARTICLE, 3),
        (["issues"], SUMMARY, 2),
        (["duplicates"], COPIES, 2),
    ],
)
def test_jsonl(run: Run, arguments: list[str], shape: Any, lines: int) -> None:
    found = run(*arguments, "--format", "jsonl").out.splitlines()
    assert len(found) == lines
    for line in found:
        check(json.loads(line), shape)


@pytest.mark.parametrize(
    ("arguments", "rows"),
    [
        (["query", "工资集体协商"], 3),
        (["articles"], 3),
        (["issues"], 2),
        (["duplicates"], 4),
        (["show", "notes#1"], 1),
    ],
)
def test_csv(run: Run, arguments: list[str], rows: int) -> None:
    out = run(*arguments, "--format", "csv").out
    assert out.startswith("\ufeff") and out.count("\ufeff") == 1
    assert "\r\n" in out
    table = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert len(table) == rows + 1
    assert len({len(row) for row in table}) == 1


def test_values(run: Run) -> None:
    page = json.loads(run("query", "工资集体协商", "--format", "json").out)
    assert (page["total"], page["complete"], page["took_ms"]) == (3, 2, 3.14)
    first, _, third = page["hits"]
    assert (first["score"], first["rank"], first["complete"], third["complete"]) == (20.1235, 1, True, False)
    snippet = first["snippets"][0]
    ((start, end),) = snippet["highlights"]
    assert snippet["text"][start:end] == "工资集体协商"
    assert first["dates"] == ["2011-05-06", "2011-11-02", "2011-12-01"]
    assert first["section"] == "基层动态" and first["byline"] is None
    articles = json.loads(run("articles", "--format", "json").out)
    assert [a["id"] for a in articles] == [e.id for e in ENTRIES]
    assert articles[2]["headings"] == [
        {"level": 1, "text": "一、过去五年的工作"},
        {"level": 1, "text": "二、今后的任务"},
    ]


def test_the_validator_finds_faults() -> None:
    good = {"file": "a", "message": "b", "hint": None}
    check(good, PROBLEM)
    for bad in (
        {**good, "hint": ""},
        {**good, "file": None},
        {"message": "b", "file": "a", "hint": None},
        {},
    ):
        with pytest.raises(AssertionError):
            check(bad, PROBLEM)
