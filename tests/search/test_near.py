"""Words near each other: what is found, at which distance, and what is shown of it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unionsearch.model import Article
from unionsearch.search.thesaurus import Thesaurus

from .build import Asking, bodies, one_issue
from .test_snippets import first, highlights

TEXTS = [
    "船票协商。",  # 1: side by side
    "协商船票。",  # 2: the other way round
    "船票怎样定价，请协商。",  # 3: six characters between
    "船票。" + "江水很慢" * 30 + "协商。",  # 4: far apart
    "只有船票。",  # 5
]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ('"船票 协商"', {1}),
        ('"船票 协商"~0', {1, 2}),
        ('"船票 协商"~5', {1, 2}),
        ('"船票 协商"~6', {1, 2, 3}),
        ("“协商\u3000船票”~6", {1, 2, 3}),
        ('"船票 协商"~100', {1, 2, 3}),
        ('"船票协商"~100', {1}),
        ('"船票 。"~0', {2, 4, 5}),
        ('"船票 飞机"~100', set()),
        ('船票 -"船票 协商"~6', {4, 5}),
        ('title:"船票 协商"~6', set()),
        ('body:"船票 协商"~6', {1, 2, 3}),
    ],
)
def test_finds(query: str, numbers: set[int]) -> None:
    with one_issue(*bodies(*TEXTS)) as searcher:
        page = Asking(searcher).page(query)
    assert {hit.article.number for hit in page.hits} == numbers
    assert all(hit.complete for hit in page.hits)


def test_words_of_two_fields_are_not_near() -> None:
    with one_issue(Article(1, "船票", "协商"), Article(2, "船票协商", "无事")) as searcher:
        (hit,) = Asking(searcher).page('"船票 协商"~100').hits
    assert hit.article.number == 2


def test_other_words_are_never_taken() -> None:
    thesaurus = Thesaurus([("same\t船票\t船资", "")])
    with one_issue(*bodies("船资协商。", "船票协商。"), thesaurus=thesaurus) as searcher:
        asking = Asking(searcher)
        assert len(asking.page("船票 AND 协商").hits) >= 1
        assert {hit.article.number for hit in asking.page('"船票 协商"~5').hits} == {2}


def test_each_word_is_highlighted() -> None:
    hit = first("渡口的船票怎样定价，请大家协商。", '"协商 船票"~9')
    assert highlights(hit) == ["船票", "协商"]
    assert highlights(first("渡口的船票协商。", '"船票 协商"~9')) == ["船票协商"]


def test_a_word_that_occurs_nowhere_is_named() -> None:
    with one_issue(*bodies(*TEXTS)) as searcher:
        page = Asking(searcher).page('"船票 飞艇"~5')
    assert any("飞艇" in note for note in page.notes)


_word = st.sampled_from(["船票", "协商", "工会", "女工", "abc", "12月", "浔"])
_body = st.lists(st.tuples(_word, st.sampled_from(["", "的", "，", "。", " "])), min_size=1, max_size=8).map(
    lambda parts: "".join(word + glue for word, glue in parts).strip()
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_body, min_size=1, max_size=6), st.lists(_word, min_size=2, max_size=3), st.integers(0, 20))
def test_contains_the_phrase_and_smaller_distances(texts: list[str], words: list[str], near: int) -> None:
    with one_issue(*bodies(*texts, " ".join(words), "".join(words))) as searcher:
        asking = Asking(searcher)
        found = asking.complete(f'"{" ".join(words)}"~{near}')
        assert found >= asking.complete(f'"{" ".join(words)}"') | asking.complete(f'"{"".join(words)}"')
        assert found <= asking.complete(f'"{" ".join(words)}"~{near + 1}')
        assert found <= asking.complete(" AND ".join(f'"{word}"' for word in words))
        backwards = asking.complete(f'"{" ".join(reversed(words))}"~{near}')
        assert len(words) > 2 or found == backwards
