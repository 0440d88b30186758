"""The hard queries: asked again, each article where it must be, and the pages as they are now."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from unionsearch.archive import Archive

ROOT = Path(__file__).resolve().parent.parent
MOST_WEAK = 6


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hard_queries", ROOT / "tools" / "hard_queries.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # A dataclass looks its module up.
    sys.modules["hard_queries"] = module
    spec.loader.exec_module(module)
    return module


tool = _tool()
CASES = tool.cases()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the sample corpus."""
    folder = tmp_path_factory.mktemp("index")
    with Archive.open(ROOT / "corpus", folder) as archive:
        assert not archive.sync().problems
    return folder


@pytest.fixture(scope="module")
def answered(index: Path) -> dict[str, list[dict[str, Any]]]:
    """What the program answers to the queries, for each language."""
    queries = [case.query for case in CASES]
    return {language: tool.answers(queries, language, index) for language in tool.PAGES.values()}


def test_the_table_is_whole() -> None:
    assert len(CASES) == 60
    assert len({case.query for case in CASES}) == 60
    assert all(1 <= case.within <= tool.DEEPEST for case in CASES if case.expected)
    assert len([case for case in CASES if not case.expected]) >= 4
    assert len([case for case in CASES if case.weakness]) <= MOST_WEAK


def test_the_expected_articles_exist(index: Path) -> None:
    with Archive.open(ROOT / "corpus", index) as archive:
        there = {entry.id for entry in archive.articles()}
    assert {id for case in CASES for id in case.expected} <= there


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: f"{number + 1}")
def test_what_must_be_found_is_found(number: int, answered: dict[str, list[dict[str, Any]]]) -> None:
    case = CASES[number]
    if not case.weakness:
        assert tool.problem(case, answered["en"][number]) is None


def test_a_known_weakness_is_still_one(answered: dict[str, list[dict[str, Any]]]) -> None:
    """Where this fails, the program has become better: take the remark away."""
    for case, answer in zip(CASES, answered["en"], strict=True):
        if case.weakness and case.expected:
            assert tool.problem(case, answer) or not answer["complete"], case.query
        elif case.weakness:
            assert answer["total"], case.query


@pytest.mark.parametrize("name", sorted(tool.PAGES))
def test_the_pages_are_up_to_date(name: str, answered: dict[str, list[dict[str, Any]]]) -> None:
    """Where this fails because answers have changed for the better: python tools/hard_queries.py"""
    language = tool.PAGES[name]
    assert (ROOT / name).read_text("utf-8") == tool.page(CASES, answered[language], language)


def test_a_wrong_answer_would_be_noticed(answered: dict[str, list[dict[str, Any]]]) -> None:
    case, answer = CASES[0], answered["en"][0]
    assert tool.problem(case, answer) is None
    assert "none of a#1" in tool.problem(replace(case, expected=("a#1",)), answer)
    assert "among nothing" in tool.problem(case, {**answer, "hits": []})
    late = replace(case, within=1, expected=(answer["hits"][1]["id"],))
    assert "none of" in tool.problem(late, answer)
    assert "complete matches" in tool.problem(replace(case, expected=()), answer)
    assert "why" in tool.problem(case, {"query": case.query, "error": {"message": "why"}})


def test_a_line_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    for line in ("工资\t难\thard\t1", "工资\t难\thard\t1\ta#1\t弱", "工资\t\thard\t1\ta#1"):
        table.write_text(line + "\n", "utf-8")
        with pytest.raises(ValueError, match="5 or 7"):
            tool.cases(table)
