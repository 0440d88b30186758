"""What holds for any small archive and any query made of its words."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unionsearch.model import Article, Issue, Page
from unionsearch.search.thesaurus import Thesaurus

from .build import Asking, searching
from .test_snippets import check

#: Words, each with other ways to write it that must make no difference.
WORDS = {
    "工会": "工會", "职工": "職工", "劳动": "勞動", "模范": "模範", "帮扶": "幫扶", "困难": "困難",
    "协商": "協商", "集体": "集體", "工资": "工資", "安全": "安全", "abc": "ＡＢＣ",
    "iso9001": "ＩＳＯ９００１", "12月": "１２月", "2011年": "２０１１年",
    "培训": "培訓", "浔": "潯", "总工会": "總工會", "女": "女",
}  # fmt: skip
_word = st.sampled_from(sorted(WORDS))
_glue = st.sampled_from(["", "的", "，", "。", "\n", "和"])
_Shelf = dict[str, tuple[Issue, list[Article]]]
_text = st.lists(st.tuples(_word, _glue), min_size=1, max_size=7).map(
    lambda parts: "".join(word + glue for word, glue in parts).strip()
)
_date = st.none() | st.dates(date(2010, 1, 1), date(2012, 12, 31))


@st.composite
def _articles(draw: st.DrawFn) -> list[Article]:
    return [
        Article(
            number, draw(_text).replace("\n", ""), draw(_text), contributor=draw(st.none() | _word),
            dates=(day,) if (day := draw(_date)) else (),
        )
        for number in range(1, draw(st.integers(1, 7)) + 1)
    ]  # fmt: skip


@st.composite
def _shelves(draw: st.DrawFn) -> _Shelf:
    periods = draw(st.lists(st.sampled_from([None, "2011", "2011-12", "2011-12-06"]), min_size=1, max_size=2))
    return {
        f"s{i}": (Issue(f"s{i}", f"s{i}.txt", period=period), draw(_articles()))
        for i, period in enumerate(periods)
    }


_run = st.lists(_word.filter(lambda w: not w.isascii()), min_size=1, max_size=3).map("".join)
_words = st.lists(_word, min_size=1, max_size=3).map(" ".join)
_some = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _all(page: Page) -> set[str]:
    return {hit.id for hit in page.hits}


def _complete(page: Page) -> set[str]:
    return {hit.id for hit in page.hits if hit.complete}


@_some
@given(_shelves(), _run, _run)
def test_an_or_never_loses_and_an_and_never_gains(shelf: _Shelf, one: str, other: str) -> None:
    with searching(shelf) as searcher:
        asking = Asking(searcher)
        first, second = asking.page(one), asking.page(other)
        either, both = asking.page(f"{one} OR {other}"), asking.page(f"{one} AND {other}")
        assert _all(either) == _all(first) | _all(second)
        assert _complete(either) == _complete(first) | _complete(second)
        assert _all(both) == _complete(both) <= _complete(first) & _complete(second)


@_some
@given(_shelves(), _run, _run)
def test_words_side_by_side_are_complete_where_both_are(shelf: _Shelf, one: str, other: str) -> None:
    with searching(shelf) as searcher:
        asking = Asking(searcher)
        both = asking.page(f"{one} {other}")
        assert _complete(both) == _complete(asking.page(one)) & _complete(asking.page(other))
        assert _all(both) >= _complete(asking.page(f"{one} AND {other}"))


@_some
@given(_shelves(), _run, _run)
def test_an_exclusion_takes_away_what_has_it_and_nothing_else(shelf: _Shelf, one: str, other: str) -> None:
    with searching(shelf) as searcher:
        asking = Asking(searcher)
        left, excluded = asking.page(f"{one} -{other}"), asking.page(f"+{other}")
        assert _all(left) == _all(asking.page(one)) - _all(excluded)


@_some
@given(_shelves(), _run)
def test_other_words_never_lose_a_hit(shelf: _Shelf, query: str) -> None:
    ties = ("same\t困难职工\t帮扶", "near\t工资\t培训", "same\t协商\t工会")
    thesaurus = Thesaurus((tie, "") for tie in ties)
    with searching(shelf, thesaurus) as searcher:
        asking = Asking(searcher)
        with_others, without = asking.page(query), asking.page(query, expand=False)
        assert _complete(with_others) >= _complete(without)
        for word in ("工资", "协商"):
            assert _all(asking.page(word)) >= _all(asking.page(word, expand=False))


@_some
@given(_shelves(), st.lists(_word, min_size=1, max_size=3), st.booleans())
def test_width_script_and_case_of_a_query_make_no_difference(
    shelf: _Shelf, words: list[str], quoted: bool
) -> None:
    with searching(shelf) as searcher:
        asking = Asking(searcher)
        form = '"{}"' if quoted else "{}"
        written = form.format("".join(words))
        for otherwise in (form.format("".join(WORDS[w] for w in words)), written.upper()):
            assert asking.page(otherwise).hits == asking.page(written).hits


@_some
@given(_shelves(), st.lists(_run, min_size=1, max_size=3).map(" ".join))
def test_plain_han_words_are_read_alike(shelf: _Shelf, query: str) -> None:
    with searching(shelf) as searcher:
        asking = Asking(searcher)
        one, other = asking.page(query), asking.page(query, plain=True)
        assert (one.hits, one.total, one.complete, one.notes) == (
            other.hits, other.total, other.complete, other.notes,
        )  # fmt: skip


@_some
@given(_shelves(), st.data())
def test_any_quoted_run_of_an_article_finds_it(shelf: _Shelf, data: st.DataObject) -> None:
    with searching(shelf) as searcher:
        asking = Asking(searcher)
        for issue, articles in shelf.values():
            for article in articles:
                start = data.draw(st.integers(0, len(article.body) - 1))
                run = article.body[start : start + data.draw(st.integers(1, 8))].strip()
                if run:
                    assert f"{issue.id}#{article.number}" in _all(asking.page(f'"{run}"'))


@_some
@given(_shelves(), _words, st.integers(1, 3))
def test_pages_join_into_the_whole_and_snippets_are_sound(shelf: _Shelf, query: str, size: int) -> None:
    with searching(shelf) as searcher:
        asking = Asking(searcher)
        whole = asking.page(query)
        pages = [asking.page(query, limit=size, offset=at) for at in range(0, whole.total, size)]
        assert [hit for page in pages for hit in page.hits] == list(whole.hits)
        assert whole.total == len(whole.hits) >= whole.complete == len(_complete(whole))
        assert [hit.complete for hit in whole.hits] == [True] * whole.complete + [False] * (
            whole.total - whole.complete
        )
        for hit in whole.hits:
            check(hit)


@_some
@given(_shelves(), _words, st.randoms())
def test_the_same_query_gives_the_same_answer_in_any_index_of_the_same_articles(
    shelf: _Shelf, query: str, random: Random
) -> None:
    sources = list(shelf)
    random.shuffle(sources)
    with searching(shelf) as one, searching({s: shelf[s] for s in sources}) as other:
        first, again, fresh = Asking(one).page(query), Asking(one).page(query), Asking(other).page(query)
        assert first.hits == again.hits == fresh.hits
        assert (first.total, first.complete, first.notes) == (fresh.total, fresh.complete, fresh.notes)


@_some
@given(_shelves(), _words, st.sampled_from(["date", "-date", "issue"]))
def test_sorting_changes_the_order_only(shelf: _Shelf, query: str, sort: str) -> None:
    with searching(shelf) as searcher:
        asking = Asking(searcher)
        by_score, otherwise = asking.page(query), asking.page(query, sort=sort)
        assert _all(by_score) == _all(otherwise)
        assert _complete(by_score) == _complete(otherwise)
