"""What a question asks about."""

from __future__ import annotations

import pytest

from unionsearch.search.stopwords import subject

from .build import Asking, bodies, one_issue


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("渡轮停航怎么办", "渡轮停航"),
        ("渡轮停航怎么办？", "渡轮停航"),
        ("候船室在哪里", "候船室"),
        ("船员福利有哪些呢？", "船员福利"),
        ("什么是诉调对接", "诉调对接"),
        ("请问班组长是谁", "班组长"),
        ("如何申请补助", "申请补助"),
        ("夜班津貼是什麼", "夜班津贴"),
    ],
)
def test_what_makes_it_a_question_is_taken_away(text: str, about: str) -> None:
    assert subject(text) == about


@pytest.mark.parametrize("text", ["怎么办", "如何", "请问", "是什么", "的", "？", "", "班组津贴", "ABC"])
def test_what_is_no_question_or_nothing_else_stays(text: str) -> None:
    assert subject(text) == text


def test_a_question_finds_what_its_subject_finds() -> None:
    texts = ["夜班津贴提高了。", "有哪些办法？", "津贴在哪里领。", "夜班的人领津贴。"]
    with one_issue(*bodies(*texts)) as searcher:
        asking = Asking(searcher)
        assert asking.found("夜班津贴有哪些") == asking.found("夜班津贴")
        assert asking.complete("请问夜班津贴在哪里") == asking.complete("夜班津贴")


def test_a_quoted_question_is_text() -> None:
    with one_issue(*bodies("怎么办才好", "津贴怎么办", "津贴")) as searcher:
        assert Asking(searcher).found("“津贴怎么办”") == ["s2"]
