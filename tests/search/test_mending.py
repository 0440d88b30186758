"""What is corrected, what is offered, and what is left alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from unionsearch.model import Page
from unionsearch.search.searcher import Searcher
from unionsearch.search.vocabulary import vocabulary

from .build import Asking, bodies, one_issue

_TEXTS = (
    "劳动合同签订以后，职工的劳动合同由工会存档。",
    "环境保护的检查开始了。",
    "农民工工资按月发放，农民工代表签字。",
    "工资集体协商开始，职工代表参加工资集体协商。",
    "食品安全检查。安全生产月，车间安全生产无事故。",
    "卫东在会上发言，何卫东是班组长。",
    "同意和解的职工，和同事一起劳动。",
    "码头班组换了新工具，保户和投保人都参加了。",
    "人人都学会了游泳，十五名学员毕业。",
)


@pytest.fixture(scope="module")
def asking() -> Iterator[Asking]:
    with one_issue(*bodies(*_TEXTS)) as searcher:
        words = vocabulary(searcher.reader)
        mended = Searcher(searcher.reader, searcher.analyzer, searcher.issues, vocabulary=lambda: words)
        yield Asking(mended)
        words.close()


def corrected(page: Page) -> list[str]:
    return [note.rpartition(" → ")[2] for note in page.notes if note.startswith("Corrected")]


def offered(page: Page) -> list[str]:
    return [note.partition(": ")[2] for note in page.notes if note.startswith("Did you mean")]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("农名工", "农民工"),
        ("工资集体协尚", "工资集体协商"),
        ("工资集协体商", "工资集体协商"),
        ("劳动和同", "劳动合同"),
        ("劳动和同有哪些", "劳动合同"),
        ("安全声产", "安全生产"),
        ("农农民工", "农民工"),
    ],
)
def test_a_slip_that_makes_no_word_is_put_right_and_said(asking: Asking, typed: str, right: str) -> None:
    page = asking.page(typed)
    assert corrected(page) == [right]
    assert page.hits and page.hits[0].complete


def test_a_slip_that_is_a_word_is_only_a_question(asking: Asking) -> None:
    page = asking.page("环境保户")
    assert corrected(page) == []
    assert offered(page) == ["环境保护"]


@pytest.mark.parametrize("typed", ["何为东", "何卫冬", "何卫冬同志"])
def test_names_are_never_put_right(asking: Asking, typed: str) -> None:
    assert corrected(asking.page(typed)) == []


@pytest.mark.parametrize(
    "typed",
    ["劳动合同", "职工和工会", "工会职工", "班组安全", "环境安全", "工资检查", "职工的工资", "十五五"],
)
def test_what_is_right_is_left_alone(asking: Asking, typed: str) -> None:
    page = asking.page(typed)
    assert corrected(page) == offered(page) == []


@pytest.mark.parametrize("typed", ["“劳动和同”", "+农名工", "title:农名工", "劳动和同 -食品全安"])
def test_what_is_quoted_demanded_fielded_or_excluded_is_left_alone(asking: Asking, typed: str) -> None:
    said = [note for note in asking.page(typed).notes if "食品安全" in note or "农民工" in note]
    assert said == []
    if typed[0] == "“":
        assert asking.page(typed).notes == ("Found nowhere in the archive: 劳动和同",)


def test_as_written_nothing_is_put_right(asking: Asking) -> None:
    page = asking.page("劳动和同", expand=False)
    assert corrected(page) == offered(page) == []
