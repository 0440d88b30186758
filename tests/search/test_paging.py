"""A page shows just what stands there in the whole answer, though only the page is worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionsearch.copies.table import Table
from unionsearch.model import Article, Issue, Page
from unionsearch.search.folding import fold
from unionsearch.search.order import foremost
from unionsearch.search.searcher import Searcher
from unionsearch.search.thesaurus import Thesaurus
from unionsearch.search.weights import standard

from .build import Asking, searching

#: So few that most articles of the shelf are beyond the second stage.
_DEPTH = 3

_QUERIES = ("汽艇", "汽艇 灯塔", "灯塔 煤票 书屋", "汽艇 OR 煤票", "2011年6月 汽艇", "*塔",
            "title:汽艇 渡口 书屋", '"汽艇 灯塔"~8', "kind:article", "，汽艇。", "小火轮")  # fmt: skip


def _shelf() -> dict[str, tuple[Issue, list[Article]]]:
    """Forty articles of a few words; many score the same, some share a day, some have none."""
    words = ("汽艇", "灯塔", "煤票", "书屋", "小火轮", "渡口")
    shelf = {}
    for source in range(5):
        articles = []
        for number in range(1, 9):
            n = source * 8 + number
            chosen = [word for at, word in enumerate(words) if n >> at & 1]
            days = (date(2011, 6, n % 5 + 1),) if n % 3 else ()
            title = words[n % 3] if n % 2 else "某事"
            articles.append(Article(number, title, "。".join([*chosen, "风浪"]), dates=days))
        # Their ids do not come in the order of the index.
        name = f"{9 - source}-bulletin"
        shelf[f"s{source}"] = (Issue(name, f"{name}.txt", period="2011" if source % 2 else None), articles)
    return shelf


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    thesaurus = Thesaurus([("same\t汽艇\t小火轮", "here")])
    with searching(_shelf(), thesaurus) as searcher:
        searcher.weights = replace(standard(), depth=_DEPTH)
        yield searcher


def _hits(page: Page) -> list[tuple[object, ...]]:
    return [(hit.rank, hit.issue.id, hit.article.number, hit.score, hit.complete) for hit in page.hits]


@pytest.mark.parametrize("query", _QUERIES)
@pytest.mark.parametrize("sort", ["relevance", "date", "-date", "issue"])
def test_pages_side_by_side_are_the_whole_answer(searcher: Searcher, query: str, sort: str) -> None:
    asking = Asking(searcher)
    whole = asking.page(query, sort=sort)
    assert len(whole.hits) == whole.total > _DEPTH
    assert [hit.complete for hit in whole.hits] == [n < whole.complete for n in range(whole.total)]
    for size in (1, 4, 7):
        pages = [
            asking.page(query, sort=sort, limit=size, offset=at) for at in range(0, whole.total + size, size)
        ]
        assert [hit for page in pages for hit in _hits(page)] == _hits(whole)
        assert {(page.total, page.complete) for page in pages} == {(whole.total, whole.complete)}


#: Of three words and more, those articles that have most of them are a part of their own.
@pytest.mark.parametrize("query", [query for query in _QUERIES if query.count(" ") < 2])
def test_scores_fall_within_each_part(searcher: Searcher, query: str) -> None:
    whole = Asking(searcher).page(query)
    for complete in (True, False):
        scores = [hit.score for hit in whole.hits if hit.complete is complete]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("query", _QUERIES)
def test_every_hit_of_every_depth_is_explained_in_full(searcher: Searcher, query: str) -> None:
    for sort in ("relevance", "-date"):
        for hit in Asking(searcher).page(query, sort=sort, explain=True).hits:
            parts = dict(hit.explanation)
            factors = sum(value for name, value in parts.items() if name in standard().features)
            points = sum(value for name, value in parts.items() if name not in standard().features)
            assert hit.score == pytest.approx(points * (1 + factors), rel=1e-2, abs=1e-3)


def test_between_equals_the_newer_comes_first_then_the_order_of_issues(searcher: Searcher) -> None:
    found = Asking(searcher).page("kind:article").hits
    days = [hit.article.dates[0] if hit.article.dates else None for hit in found]
    dated = [day for day in days if day is not None]
    assert dated == sorted(dated, reverse=True)
    same_day = [hit for hit in found if hit.article.dates and hit.article.dates[0] == dated[0]]
    places = [(hit.issue.id, hit.article.number) for hit in same_day]
    assert len(places) > 2 and places == sorted(places)


@pytest.mark.parametrize("query", ["汽艇", "汽艇 灯塔", "kind:article"])
def test_pages_hold_over_copies_too(searcher: Searcher, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    copies = Table.of([[n, n + 8, n + 16] for n in range(8)] + [[30, 31]])
    monkeypatch.setitem(searcher.__dict__, "_copies", copies)
    asking = Asking(searcher)
    whole = asking.page(query)
    everything = asking.page(query, all_copies=True)
    assert len(whole.hits) == whole.total < everything.total
    kept = {(hit.issue.id, hit.article.number) for hit in whole.hits}
    first_of_each = [hit for hit in _hits(everything) if hit[1:3] in kept]
    assert [hit[1:] for hit in first_of_each] == [hit[1:] for hit in _hits(whole)]
    assert [hit.complete for hit in whole.hits] == [n < whole.complete for n in range(whole.total)]
    pages = [asking.page(query, limit=2, offset=at) for at in range(0, whole.total, 2)]
    assert [hit for page in pages for hit in _hits(page)] == _hits(whole)
    assert {(page.total, page.complete) for page in pages} == {(whole.total, whole.complete)}


def test_folding_needs_no_more_than_what_is_found(searcher: Searcher) -> None:
    class Few:
        complete = np.array([0, 1, 2], dtype=np.int64)
        partly = np.array([3, 4], dtype=np.int64)

        def first(self, count: int) -> tuple[object, object]:
            docs = np.arange(min(count, 5), dtype=np.int64)
            return docs, -docs.astype(np.float64)

    folded = fold(Few(), Table.of([[0, 1, 3]]), 2)  # type: ignore[arg-type]
    assert folded.docs.tolist() == [0, 2]
    assert (folded.total, folded.complete) == (3, 2)
    assert fold(Few(), Table.of([[0, 1, 3]]), None).docs.tolist() == [0, 2, 4]  # type: ignore[arg-type]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 3)), max_size=20),
    st.integers(1, 25),
)
def test_the_foremost_are_the_first_of_all_in_order(rows: list[tuple[int, int, int]], count: int) -> None:
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    keys = [lambda at, column=column: table[at, column] for column in range(3)]
    wanted = sorted(range(len(rows)), key=lambda n: (rows[n], n))[:count]
    assert foremost(len(rows), keys, count).tolist() == wanted
