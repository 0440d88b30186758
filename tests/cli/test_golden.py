"""What people see, compared with files that were read and found good.

After a change that is meant: run with UPDATE_GOLDEN=1, read the difference, keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import Run
from .fake import PROBLEMS, Archive

GOLDEN = Path(__file__).parent / "golden"

CASES: dict[str, tuple[tuple[str, ...], int | None]] = {
    "query-80": (("query", "工资集体协商"), 80),
    "query-120": (("query", "工资集体协商"), 120),
    "query-40": (("query", "工资集体协商"), 40),
    "query-color": (("query", "工资集体协商", "--color", "always", "--limit", "1"), 80),
    "query-more": (("query", "工资集体协商", "--limit", "1"), 80),
    "query-past": (("query", "工资集体协商", "--offset", "9"), 80),
    "query-none": (("query", "没有"), 80),
    "query-partial": (("query", "部分"), 80),
    "query-csv": (("query", "工资集体协商", "--format", "csv"), None),
    "show-80": (("show", "2011/lanzhou-12#1"), 80),
    "show-report": (("show", "notes#1"), 80),
    "show-brief-color": (("show", "2011/lanzhou-12#2", "--color", "always"), 80),
    "show-unwrapped": (("show", "2011/lanzhou-12#1"), None),
    "show-issue": (("show", "2011/lanzhou-12"), 80),
    "issues-100": (("issues",), 100),
    "issues-60": (("issues",), 60),
    "duplicates-80": (("duplicates",), 80),
    "duplicates-piped": (("duplicates",), None),
    "articles-80": (("articles",), 80),
    "articles-piped": (("articles",), None),
    "reindex": (("reindex",), None),
    "reindex-dry": (("reindex", "--dry-run"), None),
    "reindex-full": (("reindex", "--full"), None),
    "status": (("status",), None),
    "analyze": (("analyze", "工資协商"), 60),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_output(run: Run, case: str, lang: str) -> None:
    arguments, width = CASES[case]
    result = run(*arguments, lang=lang, width=width)
    assert result.err == ""
    check(f"{case}.{lang}.txt", result.out)


ERRORS: dict[str, tuple[str, ...]] = {
    "caret": ("query", "工资", '"集体协商'),
    "caret-long": ("query", "工资集体协商 " * 20 + '"集体协商' + " 职工之家" * 20),
    "no-option": ("query", "--limt", "3", "工资"),
    "no-command": ("qurey", "工资"),
    "word-for-command": ("工资集体协商",),
    "bad-choice": ("query", "工资", "--sort", "size"),
    "bad-number": ("query", "工资", "--limit", "many"),
    "no-value": ("query", "工资", "--limit"),
    "not-found": ("show", "2011/lanzhou-12#9"),
    "no-words": ("query",),
    "bug": ("query", "bug"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", ERRORS)
def test_errors(run: Run, case: str, lang: str) -> None:
    result = run(*ERRORS[case], lang=lang)
    assert result.out == ""
    assert result.code == (1 if case == "not-found" else 2)
    check(f"error-{case}.{lang}.txt", result.err)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_problems(run: Run, archive: type[Archive], lang: str) -> None:
    archive.problems = PROBLEMS
    result = run("reindex", lang=lang)
    assert result.code == 2
    check(f"reindex-problems.{lang}.txt", result.out + "== stderr\n" + result.err)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_new_terms_are_said(run: Run, archive: type[Archive], lang: str) -> None:
    archive.new_terms = True
    found = run("status", lang=lang).out + "== reindex\n" + run("reindex", lang=lang).out
    check(f"new-terms.{lang}.txt", found)


def check(name: str, found: str) -> None:
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(found.encode("utf-8"))
    assert found == file.read_bytes().decode("utf-8")
