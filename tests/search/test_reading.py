"""How a query is read: what must stand in an article, what may, and in which order articles come."""

from __future__ import annotations

import pytest

from unionsearch.errors import QuerySyntaxError

from .build import Asking, bodies, one_issue
from .small import ALL, SHELF


class TestOrder:
    def test_articles_with_all_words_come_before_those_with_some(self, small: Asking) -> None:
        page = small.page("候船室 图书馆")
        names = small.names(page)
        assert names[0] == "A2"
        assert set(names[1:]) == {"A1", "C1", "D1"}
        assert (page.total, page.complete) == (4, 1)
        assert [hit.complete for hit in page.hits] == [True, False, False, False]
        assert [hit.rank for hit in page.hits] == [1, 2, 3, 4]

    def test_an_incomplete_article_that_scores_more_still_comes_after(self) -> None:
        long = "渡船，" + "一条很长的河流从这里经过，" * 40 + "木桥"
        texts = ["渡船渡船渡船渡船渡船渡船", long, "木桥", "别的"]
        with one_issue(*bodies(*texts)) as searcher:
            page = Asking(searcher).page("渡船 木桥")
        assert page.hits[0].article.number == 2
        assert {hit.article.number for hit in page.hits} == {1, 2, 3}
        assert max(hit.score for hit in page.hits[1:]) > page.hits[0].score

    def test_a_han_run_matches_when_its_words_do_or_when_it_stands_whole(self, small: Asking) -> None:
        assert small.found("工资集体协商")[:2] == ["A1", "B2"]
        assert small.complete("工资集体协商") == {"A1", "B2"}

    def test_a_run_that_stands_whole_matches_however_the_dictionary_cuts_it(self) -> None:
        # 组夜班 and 定夜 are no words; as a run of characters both stand in the first text.
        with one_issue(*bodies("班组夜班津贴", "夜里值班")) as searcher:
            asking = Asking(searcher)
            for run in ("组夜班", "夜班津", "班津贴"):
                assert "s1" in asking.complete(run), run

    def test_word_order_does_not_decide_what_is_found(self, small: Asking) -> None:
        assert set(small.found("候船室 书屋")) == set(small.found("书屋 候船室"))
        assert small.complete("候船室 书屋") == small.complete("书屋 候船室") == {"A2"}


class TestStrict:
    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("船员 AND 书屋", {"A2"}),
            ("+船员 +书屋", {"A2"}),
            ("船员 AND 飞机", set()),
            ("“书屋” “热水器”", set()),
            ("“船员” “书屋”", {"A2"}),
            ("「船员」 ＂书屋＂", {"A2"}),
            ("title:船员 body:书屋", set()),
            ("title:船员 body:候船室", {"C1"}),
        ],
    )
    def test_strict_parts_are_never_relaxed(self, small: Asking, query: str, names: set[str]) -> None:
        page = small.page(query)
        assert set(small.names(page)) == names
        assert page.total == page.complete == len(names)

    def test_and_binds_its_operands_and_leaves_the_words_beside_them_loose(self, small: Asking) -> None:
        assert small.complete("船员 AND 候船室 书屋") == {"A2"}
        assert small.partial("船员 AND 候船室 书屋") == {"A1", "C1", "D1"}

    def test_plus_demands_one_word_and_leaves_the_other_loose(self, small: Asking) -> None:
        assert small.complete("+船员 书屋") == {"A2"}
        assert small.partial("+船员 书屋") == {"A1", "C1", "D1"}

    def test_what_is_shown_for_a_loose_word_has_everything_demanded(self, small: Asking) -> None:
        assert small.found("+船员 +旅客 体检") == ["A2"]
        assert small.found("船员 AND 旅客 体检") == ["A2"]
        assert small.found("“船员” “旅客” 体检") == ["A2"]

    def test_a_loose_word_beside_a_field_does_not_bring_up_the_whole_field(self, small: Asking) -> None:
        # 服务职工 stands in A2 and B1; only what also has something of the loose word is shown.
        assert small.found("section:服务职工 体检") == ["B1"]

    def test_a_phrase_is_characters_side_by_side(self, small: Asking) -> None:
        assert small.found('"工资集体协商"') == ["A1"]
        assert small.found('"集体工资协商"') == []
        assert small.found('"宿舍翻修"') == ["B2"]

    def test_quoted_punctuation_matches_any_and_line_breaks_are_ignored(self, small: Asking) -> None:
        assert small.found('"整改！二"') == ["D1"]
        assert small.found('"十二元;签字"') == ["A1"]
        assert small.found('"十二元签字"') == []

    def test_a_phrase_does_not_go_across_fields(self) -> None:
        with one_issue(*bodies("浪花")) as searcher:
            assert Asking(searcher).found('"1浪花"') == []
            assert Asking(searcher).found('"甲1"') == ["s1"]


class TestOperators:
    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("书屋 OR 体检", {"A2", "B1"}),
            ("飞机 OR 体检", {"B1"}),
            ("书屋 OR 体检 AND 女职工", {"A2", "B1"}),
            ("书屋 OR 船员 AND 帮扶", {"A2", "C1"}),
            ("(书屋 OR 船员) AND 帮扶", {"C1"}),
            ("船员 AND NOT 帮扶", {"A1", "A2", "D1"}),
            ("船员 NOT 帮扶", {"A1", "A2", "D1"}),
            ("船员 -帮扶 -煤票", {"A1", "A2"}),
            ("船员 -(帮扶 OR 煤票)", {"A1", "A2"}),
            ("船员 -“候船室里”", {"A1", "C1", "D1"}),
            ("候船室 -title:候船室", {"A1", "C1", "D1"}),
            ("候船室 -kind:report", {"A1", "A2", "C1"}),
            ("候船室 -date:2011", {"C1", "D1"}),
        ],
    )
    def test_or_and_not(self, small: Asking, query: str, names: set[str]) -> None:
        assert set(small.found(query)) == names

    def test_exclusion_is_of_the_whole_run_or_its_words(self, small: Asking) -> None:
        assert small.found("协商 -工资集体协商") == []
        assert small.found('协商 -"工资集体协商"') == ["B2"]

    @pytest.mark.parametrize("query", ["-船员", "NOT 船员", "船员 OR -书屋", "-船员 -书屋", "(-船员)"])
    def test_only_exclusions_is_an_error(self, small: Asking, query: str) -> None:
        with pytest.raises(QuerySyntaxError):
            small.page(query)

    def test_signs_count_only_at_a_words_start(self, small: Asking) -> None:
        assert set(small.found("码头-班组")) == set(small.found("码头班组"))

    def test_only_ascii_brackets_group(self, small: Asking) -> None:
        assert small.complete("（书屋 OR 船员） AND 帮扶") == {"A2", "C1"}


class TestWildcards:
    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("候*室", {"A1", "A2", "C1", "D1"}),
            ("候?室", {"A1", "A2", "C1", "D1"}),
            ("候??室", set()),
            ("缫*宿舍", {"B2"}),
            ("title:候*室", {"A2"}),
            ("ISO*", {"D2"}),
            ("IS*1", {"D2"}),
        ],
    )
    def test_found(self, small: Asking, query: str, names: set[str]) -> None:
        assert set(small.found(query)) == names

    def test_a_star_does_not_go_over_punctuation(self, small: Asking) -> None:
        assert small.complete("协商*津贴") == set()
        assert small.complete("夜班*十二元") == {"A1"}

    def test_a_pattern_is_not_taken_to_pieces(self, small: Asking) -> None:
        assert small.found("协商*津贴") == []

    def test_full_width_marks_are_punctuation(self, small: Asking) -> None:
        assert "A1" in small.complete("码头班组？")
        assert small.found("候＊室") == small.found("候，室")

    def test_an_ascii_question_mark_after_a_question_is_no_obstacle(self, small: Asking) -> None:
        assert "A2" in small.found("书屋在哪里?")


class TestPlain:
    @pytest.mark.parametrize("query", ["工资集体协商", "候船室 图书馆", "困难船员怎么帮扶", "女职工体检"])
    def test_han_words_are_read_alike_with_and_without(self, small: Asking, query: str) -> None:
        assert small.page(query).hits == small.page(query, plain=True).hits

    def test_syntax_is_text(self, small: Asking) -> None:
        assert "A2" in small.complete("船员 -书屋", plain=True)
        assert "A2" not in small.found("船员 -书屋")
        assert "A2" in small.complete("(船员", plain=True)


class TestWordsWithoutMeaning:
    @pytest.mark.parametrize("query", ["的", "关于", "的 了", "什么 怎么"])
    def test_they_bring_up_nothing_and_a_note_says_why(self, small: Asking, query: str) -> None:
        page = small.page(query)
        assert page.total == 0
        assert any("no meaning" in note for note in page.notes)

    def test_an_article_need_not_have_them(self, small: Asking) -> None:
        assert small.complete("体检 关于") == {"B1"}
        assert small.found("体检 关于") == small.found("体检")

    def test_quoted_or_demanded_they_are_like_any_word(self, small: Asking) -> None:
        assert small.found('"关于"') == ["B2"]
        assert small.found("+关于") == ["B2"]

    def test_a_word_in_most_articles_does_not_bring_up_the_archive(self) -> None:
        texts = ["工会举办比赛"] * 11 + ["工会迎来缆车"]
        with one_issue(*bodies(*texts)) as searcher:
            asking = Asking(searcher)
            assert asking.found("工会 缆车") == ["s12"]
            assert len(asking.found("工会")) == 12


class TestAbsent:
    def test_unknown_words_find_nothing(self, small: Asking) -> None:
        for query in ("鲸鲵", "飞艇", "zeppelin", "鲸鲵 飞艇"):
            assert small.page(query).total == 0, query

    def test_a_word_that_occurs_nowhere_is_named(self, small: Asking) -> None:
        page = small.page("体检 飞艇")
        assert page.complete == 0
        assert small.names(page) == ["B1"]
        assert any("飞艇" in note and "体检" not in note for note in page.notes)
        assert any("No article has all" in note for note in page.notes)

    def test_no_note_without_need(self, small: Asking) -> None:
        assert small.page("女职工体检").notes == ()

    def test_nothing_is_asked_of_an_empty_archive(self) -> None:
        with one_issue() as searcher:
            page = Asking(searcher).page("工资 -集体 OR date:2011")
        assert (page.total, page.complete, page.hits) == (0, 0, ())


class TestWritings:
    @pytest.mark.parametrize(
        ("query", "same"),
        [
            ("職工書屋", "职工书屋"),
            ("「候船室」", "“候船室”"),
            ("ａｂｃ", "abc"),
            ("ABC", "abc"),
            ("iso９００１", "ISO9001"),
            ("標題：書屋", "title:书屋"),
            ("title：书屋", "title:书屋"),
        ],
    )
    def test_width_case_and_script_make_no_difference(self, small: Asking, query: str, same: str) -> None:
        assert small.found(query) == small.found(same) != []

    def test_latin_words_are_whole(self, small: Asking) -> None:
        assert small.found("ab") == []
        assert small.found("iso9001") == ["D2"]


def test_every_article_can_be_found_by_its_title(small: Asking) -> None:
    for source, (_, articles) in SHELF.items():
        for article in articles:
            assert small.found(article.title)[0] == f"{source}{article.number}"


def test_the_small_corpus_is_whole(small: Asking) -> None:
    assert set(small.found("kind:article OR kind:brief OR kind:report")) == ALL
