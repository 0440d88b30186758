"""The two pages on the query language: their examples do what they say, and nothing is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from unionsearch.errors import QuerySyntaxError
from unionsearch.query import parse
from unionsearch.query.characters import MAX_LENGTH
from unionsearch.query.fields import FILTERS, KIND_VALUES, TEXT_FIELDS
from unionsearch.query.lexer import MAX_CLAUSES, MAX_DEPTH

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"query-language.md": "## What is refused", "query-language.zh-CN.md": "## 什么会被拒绝"}


def _examples(part: str) -> list[str]:
    """What stands as code in the first column of the tables, but for the table of fields."""
    rows = re.findall(r"^\| `(.+?)` \|.*$", part, re.MULTILINE)
    return [code for code in rows if code not in TEXT_FIELDS | FILTERS]


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> tuple[str, str]:
    """The page's text before and after the heading of what is refused."""
    text = (DOCS / request.param).read_text(encoding="utf-8")
    accepted, _, refused = text.partition(PAGES[request.param])
    return accepted, refused


def test_examples_are_read(page: tuple[str, str]) -> None:
    examples = _examples(page[0])
    assert len(examples) > 35
    for example in examples:
        assert parse(example), example


def test_refused_examples_are_refused(page: tuple[str, str]) -> None:
    examples = _examples(page[1])
    assert len(examples) > 15
    for example in examples:
        with pytest.raises(QuerySyntaxError):
            parse(example)


def test_every_name_is_there(page: tuple[str, str]) -> None:
    rows = re.findall(r"^\| `([a-z]+)` \| ([^|`]+) \|", page[0], re.MULTILINE)
    assert {name: tuple(others.split()) for name, others in rows} == TEXT_FIELDS | FILTERS
    for value in KIND_VALUES:
        assert value in page[0]


def test_limits_are_there(page: tuple[str, str]) -> None:
    for limit in (MAX_LENGTH, MAX_CLAUSES, MAX_DEPTH):
        assert f"{limit:,}" in page[1]


def test_both_pages_give_the_same_examples() -> None:
    english, chinese = ((DOCS / name).read_text(encoding="utf-8") for name in PAGES)
    assert _examples(english) == _examples(chinese)
