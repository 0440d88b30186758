"""Fields, issues, dates and kinds, in the query and as options; sorting and paging."""

from __future__ import annotations

from datetime import date

import pytest

from unionsearch.errors import ConfigError
from unionsearch.model import Article, Issue
from unionsearch.search.thesaurus import Thesaurus

from .build import Asking, one_issue, searching
from .small import ALL, SHELF


class TestFields:
    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("title:候船室", {"A2"}),
            ("标题：候船室", {"A2"}),
            ("title:船室", {"A2"}),
            ("section:服务职工", {"A2", "B1"}),
            ("栏目：职工", {"A2", "B1"}),
            ("contributor:县总工会", {"A1", "A2", "B1", "B3"}),
            ("供稿：女工部", {"A2", "B1"}),
            ("byline:江雨", {"B1"}),
            ("作者：陆舟", {"D1"}),
            ("heading:安全", {"D1"}),
            ("body:安全", {"B3", "D1"}),
            ("title:(书屋 OR 体检)", {"A2", "B1"}),
            ("title:(职工 书屋)", {"A2"}),
            ("title:工资集体协商", set()),
            ("body:的", {"A1", "B1", "B2", "D1"}),
        ],
    )
    def test_a_field_matches_by_containment(self, small: Asking, query: str, names: set[str]) -> None:
        assert set(small.found(query)) == names

    def test_whole_values_come_first(self, small: Asking) -> None:
        assert small.found("contributor:渡口县总工会")[0] == "A1"
        assert small.found("section:简讯 夜校 OR section:简讯")[0] == "D2"

    def test_whole_values_come_first_whatever_the_other_fields_say(self, small: Asking) -> None:
        # B3's contributor is 县总工会 and nothing else; B1 has 县总工会 in its body too.
        assert small.found("contributor:县总工会")[0] == "B3"

    def test_units_and_sections_are_found_by_their_other_names(self) -> None:
        lines = (
            "abbreviation\t县总\t县总工会",
            "narrower\t县总\t工人俱乐部",
            "same\t动态\t要闻",
            "same\t书屋\t书房",
        )
        thesaurus = Thesaurus((line, "here") for line in lines)
        with searching(SHELF, thesaurus) as searcher:
            asking = Asking(searcher)
            assert asking.complete("contributor:渡口县总") == {"A1", "A2"}
            of_women = asking.complete("供稿：县总工会女工部")
            assert asking.complete("contributor:县总女工部") == of_women != set()
            assert asking.complete("section:工作要闻") == asking.complete("section:工作动态") != set()
            page = asking.page("船员", contributor="县总女工部")
            assert set(asking.names(page)) == {"A2"}
            for query in ("contributor:“县总女工部”", "title:职工书房", "船员 contributor:“县总女工部”"):
                assert asking.found(query) == [], query
            assert asking.found("contributor:县总女工部", expand=False) == []
            assert "A2" in asking.found("船员 -contributor:县总女工部")

    def test_words_are_sought_in_every_text_field(self, small: Asking) -> None:
        for word, name in (
            ("名额", "B1"), ("江雨", "B1"), ("打算", "D1"), ("炉子", "A2"), ("帮扶中心", "C1"),
            ("制度", "C1"),
        ):  # fmt: skip
            assert name in small.complete(word), word

    def test_an_issues_title_and_publisher_are_no_field_of_its_articles(self, small: Asking) -> None:
        assert small.found("渡口工运") != list(ALL)
        assert small.complete('"渡口工运"') == set()


class TestIssue:
    @pytest.mark.parametrize(
        ("wanted", "sources"),
        [
            ("2011/ferry-12", "A"),
            ("2011/ferry-12.txt", "A"),
            ("ferry-12", "AD"),
            ("FERRY-12.txt", "AD"),
            ("12", "AD"),
            ("１２", "AD"),
            ("第12期", "AD"),
            ("第十二期", "AD"),
            ("3", "B"),
            ("loose", "C"),
            ("2010/spring", "B"),
            ("40", ""),
            ("nowhere", ""),
            ("第3届", ""),
        ],
    )
    def test_takes_an_id_a_file_or_a_number(self, small: Asking, wanted: str, sources: str) -> None:
        names = {name for name in ALL if name[0] in sources}
        assert set(small.found(f'issue:"{wanted}"')) == names
        assert set(small.found("kind:article OR kind:brief OR kind:report", issue=wanted)) == names

    def test_in_a_query_it_narrows(self, small: Asking) -> None:
        assert set(small.found("候船室 期：12")) == {"A1", "A2", "D1"}
        assert set(small.found("候船室 -issue:12")) == {"C1"}
        assert set(small.found("候船室 issue:(3 OR loose)")) == {"C1"}


class TestDates:
    @pytest.mark.parametrize(
        ("value", "names"),
        [
            # By an article's own dates: A3 is of November though its issue is of December.
            ("2011-11", {"A3"}),
            ("2011-12-06", {"A1"}),
            ("2010-06-28", {"B3"}),
            ("2010-06-04", set()),
            # By the issue's period where an article has none of its own: A2, B1, B2, D2.
            ("2011-12", {"A1", "A2"}),
            ("2012-12-05", {"D2"}),
            ("2012-12", {"D1", "D2"}),
            ("2010", {"B1", "B2", "B3"}),
            # Undated articles of a month or year are of no one day or month in it.
            ("2011-12-26", set()),
            ("2010-03", set()),
            ("2010-06", {"B3"}),
            ("2011..2012", {"A1", "A2", "A3", "D1", "D2"}),
            ("2010-07..2011-11", {"A3", "B1", "B2"}),
            ("..2010", {"B1", "B2", "B3"}),
            ("2012-12-02..", {"D2"}),
            ("2011年12月", {"A1", "A2"}),
            ("二〇一一年十二月", {"A1", "A2"}),
            ("2011年12月6日", {"A1"}),
            ("1999", set()),
        ],
    )
    def test_any_date_of_an_article_else_its_issues_period_else_none(
        self, small: Asking, value: str, names: set[str]
    ) -> None:
        assert set(small.found(f"date:{value}")) == names
        assert "C1" not in small.found(f"日期：{value}")

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("2011年12月", {"A1", "A2"}),
            ("2011年12月6日", {"A1"}),
            ("12月6日", {"A1"}),
            ("十二月六日", {"A1"}),
            ("2012年12月", {"D1", "D2"}),
            ("2012年", {"D1", "D2"}),
            ("二〇一二年", {"D1", "D2"}),
            ("2012年12月1日", {"D1"}),
            ("2009年", set()),
        ],
    )
    def test_a_plain_date_also_matches_dates(self, small: Asking, query: str, names: set[str]) -> None:
        assert small.complete(query) == names

    def test_a_plain_date_still_matches_its_own_characters(self) -> None:
        article = Article(1, "回顾", "早在1998年，码头就有了书屋。", dates=(date(2011, 3, 1),))
        with one_issue(article) as searcher:
            assert Asking(searcher).complete("1998年") == {"s1"}

    def test_a_numbers_tail_is_no_date(self) -> None:
        articles = [Article(1, "甲", "12月6日开会。"), Article(2, "乙", "2月6日开会。")]
        with one_issue(*articles) as searcher:
            asking = Asking(searcher)
            assert asking.complete("2月6日") == {"s2"}
            assert asking.complete("12月6日") == {"s1"}


class TestOptions:
    @pytest.mark.parametrize(
        ("options", "names"),
        [
            ({"since": "2012"}, {"D1"}),
            ({"until": "2011"}, {"A1", "A2"}),
            ({"since": "2011-12", "until": "2011-12"}, {"A1", "A2"}),
            ({"since": "2011-12-06", "until": "2011-12-06"}, {"A1"}),
            ({"section": "服务"}, {"A2"}),
            ({"section": "服务职工"}, {"A2"}),
            ({"contributor": "渡口"}, {"A1", "A2"}),
            ({"contributor": "渡口縣總工會"}, {"A1", "A2"}),
            ({"kind": "report"}, {"D1"}),
            ({"kind": "报告"}, {"D1"}),
            ({"kind": "ARTICLE"}, {"A1", "A2", "C1"}),
            ({"issue": "loose"}, {"C1"}),
            ({"issue": "12", "kind": "article", "since": "2011-12-06"}, {"A1", "A2"}),
            ({"section": "没有这个栏目"}, set()),
            ({"section": "。"}, set()),
        ],
    )
    def test_narrow(self, small: Asking, options: dict[str, str], names: set[str]) -> None:
        page = small.page("候船室", **options)
        assert set(small.names(page)) == names
        assert page.total == page.complete == len(names)

    def test_it_is_said_when_only_the_options_leave_nothing(
        self, small: Asking, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("UNIONSEARCH_LANG", "en")
        everywhere = small.page("候船室")
        assert everywhere.total > 0 and not any("options" in note for note in everywhere.notes)
        (note,) = small.page("候船室", section="没有这个栏目").notes
        assert note.startswith(f"The words match {everywhere.total} articles")
        # Where the words occur nowhere, the options are not to blame.
        assert not any("options" in n for n in small.page("鲸", section="没有这个栏目").notes)

    @pytest.mark.parametrize(
        "options",
        [
            {"since": "2011-13"}, {"until": "不久"}, {"kind": "letter"}, {"sort": "size"}, {"limit": -1},
            {"offset": -1},
            {"since": ""},
        ],
    )  # fmt: skip
    def test_what_makes_no_sense_is_an_error(self, small: Asking, options: dict[str, object]) -> None:
        with pytest.raises(ConfigError) as caught:
            small.page("候船室", **options)
        assert caught.value.message
        assert caught.value.hint

    def test_an_end_before_the_beginning_is_an_error(self, small: Asking) -> None:
        with pytest.raises(ConfigError):
            small.page("候船室", since="2012", until="2011")


_EVERYTHING = "kind:article OR kind:brief OR kind:report"


class TestSort:
    def test_by_date_oldest_first_with_the_undated_last(self, small: Asking) -> None:
        # By the earliest date, else the first day of the period: B1 and B2 of 1 January 2010.
        names = small.found(_EVERYTHING, sort="date")
        assert names == ["B1", "B2", "B3", "A3", "A2", "A1", "D1", "D2", "C1"]

    def test_by_date_newest_first_with_the_undated_last(self, small: Asking) -> None:
        names = small.found(_EVERYTHING, sort="-date")
        assert names == ["D2", "D1", "A1", "A2", "A3", "B3", "B1", "B2", "C1"]

    def test_by_issue_and_place(self, small: Asking) -> None:
        names = small.found(_EVERYTHING, sort="issue")
        assert names == ["B1", "B2", "B3", "A1", "A2", "A3", "D1", "D2", "C1"]

    @pytest.mark.parametrize("sort", ["relevance", "date", "-date", "issue"])
    def test_what_is_found_does_not_depend_on_the_order(self, small: Asking, sort: str) -> None:
        page = small.page("候船室 图书馆", sort=sort)
        assert set(small.names(page, complete=True)) == {"A2"}
        assert set(small.names(page, complete=False)) == {"A1", "C1", "D1"}
        assert page.complete == 1

    @pytest.mark.parametrize("sort", ["date", "-date", "issue"])
    def test_complete_articles_stay_before_the_others(self, small: Asking, sort: str) -> None:
        complete = [hit.complete for hit in small.page("候船室 图书馆", sort=sort).hits]
        assert complete == sorted(complete, reverse=True)

    def test_equals_by_relevance_are_newest_first(self) -> None:
        shelf = {
            "x": (Issue("x", "x.txt"), [Article(1, "甲", "缆车开通。", dates=(date(2010, 1, 1),))]),
            "y": (Issue("y", "y.txt"), [Article(1, "甲", "缆车开通。"), Article(2, "甲", "缆车开通。")]),
            "z": (Issue("z", "z.txt"), [Article(1, "甲", "缆车开通。", dates=(date(2012, 1, 1),))]),
        }
        with searching(shelf) as searcher:
            assert Asking(searcher).found("缆车") == ["z1", "x1", "y1", "y2"]


class TestPaging:
    @pytest.mark.parametrize("sort", ["relevance", "date", "-date", "issue"])
    @pytest.mark.parametrize("size", [1, 2, 3, 100])
    def test_pages_follow_each_other_without_overlap_up_to_total(
        self, small: Asking, sort: str, size: int
    ) -> None:
        whole = small.page("候船室 图书馆 安全生产", sort=sort)
        pages = [
            small.page("候船室 图书馆 安全生产", sort=sort, limit=size, offset=offset)
            for offset in range(0, whole.total, size)
        ]
        assert [hit for page in pages for hit in page.hits] == list(whole.hits)
        assert {(page.total, page.complete) for page in pages} == {(whole.total, whole.complete)}
        assert len({hit.id for hit in whole.hits}) == len(whole.hits) == whole.total > 3

    def test_a_page_past_the_end_is_empty_and_keeps_the_total(self, small: Asking) -> None:
        page = small.page("候船室", limit=10, offset=4)
        assert page.hits == ()
        assert page.total == 4
        assert small.page("候船室", limit=10, offset=10**9).hits == ()

    def test_limit_0_is_all_from_the_offset_on(self, small: Asking) -> None:
        assert len(small.page(_EVERYTHING, limit=0).hits) == len(ALL)
        assert [hit.rank for hit in small.page(_EVERYTHING, limit=0, offset=7).hits] == [8, 9]
