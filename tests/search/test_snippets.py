"""Snippets: slices of the body that show why an article was found."""

from __future__ import annotations

from itertools import pairwise

import pytest

from unionsearch.model import Article, Hit, Snippet
from unionsearch.search.snippets import merged
from unionsearch.search.thesaurus import Thesaurus

from .build import Asking, bodies, one_issue

#: A snippet is at most this long: 100 characters, and up to 12 more at either end to be cut at a clause.
LONGEST = 124

_LONG = (
    "清晨五点半，头班船离岸，船工们先把缆绳一圈圈盘好，再去锅炉房添煤，随后检查救生衣和灯号，把昨夜的记录抄进航行日志，"
    "等汽笛响过三遍才解缆，这时候雾还没有散，岸上的人只听见水声，看不见船影，码头上的女工已经开始搬运今天的第一批鲜鱼，"
    "一筐一筐地过秤登记，由理货员在单子上签字，再送往冷库"
)


def marked(snippet: Snippet) -> list[str]:
    return [snippet.text[span.start : span.end] for span in snippet.highlights]


def highlights(hit: Hit) -> list[str]:
    return [text for snippet in hit.snippets for text in marked(snippet)]


def first(text: str, query: str, thesaurus: Thesaurus | None = None, **more: object) -> Hit:
    """The only hit of a query in an archive of one article."""
    article = Article(1, "甲", text, **more)  # type: ignore[arg-type]
    with one_issue(article, thesaurus=thesaurus or Thesaurus(())) as searcher:
        (hit,) = Asking(searcher).page(query).hits
    return hit


def check(hit: Hit) -> None:
    """What holds of every hit's snippets."""
    body = hit.article.body
    assert len(hit.snippets) <= 2
    assert bool(hit.snippets) == bool(body)
    for snippet in hit.snippets:
        assert snippet.text == body[snippet.start : snippet.start + len(snippet.text)]
        assert snippet.text == snippet.text.strip()
        assert 0 < len(snippet.text) <= LONGEST
        assert "\n" not in snippet.text
        assert snippet.line == hit.article.line_of(snippet.start)
        assert snippet.heading == hit.article.heading_at(snippet.start)
        for span in snippet.highlights:
            assert 0 <= span.start < span.end <= len(snippet.text)
        for left, right in pairwise(snippet.highlights):
            assert left.end < right.start  # Sorted, disjoint, and what touches is one.
    for before, after in pairwise(hit.snippets):
        assert before.start + len(before.text) <= after.start
    for span in hit.title_highlights:
        assert 0 <= span.start < span.end <= len(hit.article.title)


class TestPlace:
    def test_the_sentence_that_matches_is_shown(self) -> None:
        text = "开头一句。" * 30 + "缆车修好了。" + "结尾一句。" * 30
        hit = first(text, "缆车")
        (snippet,) = hit.snippets
        assert "缆车修好了。" in snippet.text
        assert marked(snippet) == ["缆车"]
        check(hit)

    def test_without_a_match_in_the_body_its_beginning_is_shown(self) -> None:
        hit = first("浪花轻轻拍岸。" * 40, "甲")
        (snippet,) = hit.snippets
        assert snippet.start == 0
        assert snippet.highlights == ()
        assert [hit.article.title[s.start : s.end] for s in hit.title_highlights] == ["甲"]
        check(hit)

    def test_an_article_without_a_body_has_no_snippet(self) -> None:
        assert first("", "甲").snippets == ()

    @pytest.mark.parametrize("at", [0, 40, 100, 160])
    def test_a_long_sentence_is_cut_around_the_match(self, at: int) -> None:
        hit = first(_LONG[:at] + "飞艇" + _LONG[at:] * 3, "飞艇")
        assert highlights(hit) == ["飞艇"]
        check(hit)

    def test_a_passage_stays_in_its_paragraph(self) -> None:
        hit = first("第一段。\n飞艇来了。\n第三段。", "飞艇")
        (snippet,) = hit.snippets
        assert snippet.text == "飞艇来了。"

    def test_a_match_over_a_paragraphs_end_is_highlighted_on_its_own_side(self) -> None:
        hit = first("他们买了飞\n艇回来。", '"飞艇"')
        assert set("".join(highlights(hit))) <= set("飞艇")
        assert highlights(hit)
        check(hit)

    def test_two_places_are_shown_when_they_show_different_words(self) -> None:
        text = "飞艇来了。" + "水面平静。" * 60 + "灯塔亮了。"
        hit = first(text, "飞艇 灯塔")
        assert [marked(s) for s in hit.snippets] == [["飞艇"], ["灯塔"]]
        check(hit)

    def test_of_a_match_that_begins_before_the_passage_the_rest_is_highlighted(self) -> None:
        hit = first("他们又买了飞\n艇绕着灯塔，望见缆车。", '"飞艇" 灯塔缆车')
        assert "艇" in highlights(hit)
        check(hit)

    def test_two_places_are_shown_for_the_words_of_one_run(self) -> None:
        hit = first("飞艇来了。" + "水面平静。" * 60 + "灯塔亮了。", "飞艇灯塔")
        assert [marked(s) for s in hit.snippets] == [["飞艇"], ["灯塔"]]
        check(hit)

    def test_there_are_no_more_than_two(self) -> None:
        hit = first(
            "飞艇来了。" + "水面平静。" * 60 + "灯塔亮了。" + "水面平静。" * 60 + "缆车开了。", "飞艇灯塔缆车"
        )
        assert len(hit.snippets) == 2
        check(hit)

    def test_one_place_is_shown_when_another_would_show_nothing_new(self) -> None:
        hit = first("飞艇来了。" + "水面平静。" * 60 + "飞艇走了。", "飞艇")
        assert len(hit.snippets) == 1

    def test_the_passage_with_more_of_the_query_is_chosen(self) -> None:
        text = "飞艇来了。" + "水面平静。" * 60 + "飞艇绕着灯塔转。" + "水面平静。" * 60 + "灯塔亮了。"
        hit = first(text, "飞艇 灯塔")
        assert [marked(s) for s in hit.snippets] == [["飞艇", "灯塔"]]

    def test_line_and_heading(self, small: Asking) -> None:
        report = next(hit for hit in small.page("煤票").hits)
        (snippet,) = report.snippets
        assert (snippet.line, snippet.heading) == (20, "二、职工生活")
        assert small.page("培训班").hits[0].snippets[0].line == 31
        assert small.page("培训班").hits[0].snippets[0].heading == "三、明年打算"
        opening = next(hit for hit in small.page("现在报告").hits if hit.article.kind == "report")
        assert opening.snippets[0].heading is None
        check(report)


class TestHighlights:
    @pytest.mark.parametrize(
        ("query", "wanted"),
        [
            ("工资集体协商", ["工资集体协商"]),
            ("工资 集体 协商", ["工资集体协商"]),
            ("集体协商", ["集体协商"]),
            ('"资集体"', ["资集体"]),
            ("工資集體協商", ["工资集体协商"]),
            ("body:集体", ["集体"]),
            ("title:甲", []),
            ("集体*津贴", []),
            ("集体*谈", ["集体协商会谈"]),
            ("集?协", ["集体协"]),
            ("工资 -飞艇", ["工资"]),
        ],
    )
    def test_touching_matches_are_one(self, query: str, wanted: list[str]) -> None:
        text = "双方举行工资集体协商会谈，另议津贴。"
        article = Article(1, "甲", text)
        with one_issue(article) as searcher:
            hits = Asking(searcher).page(query).hits
        assert [h for hit in hits for h in highlights(hit)] == wanted

    def test_what_is_excluded_is_not_highlighted(self) -> None:
        hit = first("飞艇绕着灯塔转。", "飞艇 -灯塔浔")
        assert highlights(hit) == ["飞艇"]

    def test_they_point_at_the_bulletins_own_print(self) -> None:
        assert highlights(first("今年撥款３１８．６萬元。", "318.6万元")) == ["３１８．６萬元"]
        assert highlights(first("勞 動模\u3000範大會", "劳动模范")) == ["勞 動模\u3000範"]
        assert highlights(first("通過Iso９００１認證。", "ISO9001")) == ["Iso９００１"]

    def test_another_word_for_a_word_is_highlighted(self) -> None:
        thesaurus = Thesaurus([("same\t劳模\t劳动模范", "here")])
        assert highlights(first("他是劳动模范。", "劳模", thesaurus)) == ["劳动模范"]

    def test_a_word_met_by_its_parts_has_its_parts_highlighted(self) -> None:
        hit = first("工会召集各科干部。", "工会干部")
        assert highlights(hit) == ["工会", "干部"]

    def test_a_number_written_otherwise_is_highlighted(self) -> None:
        assert highlights(first("十二月二十六日开会。", "12月26日")) == ["十二月二十六日"]

    def test_a_number_is_not_highlighted_inside_another(self) -> None:
        assert highlights(first("表彰150名，其中50名是船员。", "五十名")) == ["50名"]

    def test_a_lone_character_of_a_run_that_stands_whole_is_not_sought_elsewhere(self) -> None:
        assert highlights(first("党的十七大开幕，各地大力宣传。", "十七大")) == ["十七大"]

    def test_what_brought_up_an_article_is_highlighted(self) -> None:
        with one_issue(*bodies("太仓的船都靠岸了。", "别的地方。", "又一处。")) as searcher:
            (hit,) = Asking(searcher).page("太仓港").hits
        assert highlights(hit) == ["太仓"]

    def test_a_date_whose_year_the_article_leaves_out_is_highlighted(self, small: Asking) -> None:
        (hit,) = (h for h in small.page("2011年12月6日").hits if h.complete)
        assert highlights(hit) == ["12月6日"]


def test_every_snippet_of_the_small_corpus(small: Asking) -> None:
    queries = ("候船室 职工", "工资集体协商", "船员*", "2011年12月", "title:书屋", "安全生产月 体检")
    for query in queries:
        for hit in small.page(query).hits:
            check(hit)


def test_merged() -> None:
    stretches = [(5, 7), (0, 2), (2, 3), (6, 6), (1, 2), (9, 9), (9, 12), (10, 11)]
    assert merged(stretches) == [(0, 3), (5, 7), (9, 12)]
    assert merged([]) == []


class TestLongReports:
    """An article's length changes nothing of what is shown."""

    _PARAGRAPH = "春汛以后，飞艇照常巡江，每日两班。各站按时发报。\n"

    def test_a_rare_word_at_the_end_is_shown(self) -> None:
        hit = first(self._PARAGRAPH * 600 + "灯塔换了新灯。", "灯塔")
        assert [snippet.text for snippet in hit.snippets] == ["灯塔换了新灯。"]
        assert highlights(hit) == ["灯塔"]
        check(hit)

    def test_the_place_of_a_rare_word_is_shown_with_the_common_one(self) -> None:
        text = self._PARAGRAPH * 300 + "飞艇撞上了灯塔。\n" + self._PARAGRAPH * 300
        hit = first(text, "飞艇 灯塔")
        assert [marked(snippet) for snippet in hit.snippets] == [["飞艇", "灯塔"]]
        check(hit)

    def test_all_that_stands_in_a_passage_is_highlighted(self) -> None:
        text = (
            self._PARAGRAPH * 300 + "灯塔旁泊着飞艇，飞艇上没有人，飞艇的缆绳松了。\n" + self._PARAGRAPH * 9
        )
        hit = first(text, "飞艇 灯塔")
        assert [marked(snippet) for snippet in hit.snippets] == [["灯塔", "飞艇", "飞艇", "飞艇"]]
        check(hit)

    def test_lines_are_found_by_their_offsets(self) -> None:
        lines = tuple((n * len(self._PARAGRAPH), 7 + 2 * n) for n in range(400))
        hit = first(self._PARAGRAPH * 399 + "灯塔换了新灯。", "灯塔", lines=lines, line=3)
        assert hit.snippets[0].line == 7 + 2 * 399
        assert hit.article.line_of(0) == 7 and hit.article.line_of(10**6) == 7 + 2 * 399
        check(hit)


def test_what_another_query_showed_of_an_article_does_not_show_again() -> None:
    with one_issue(*bodies("飞艇绕着灯塔转。" * 3, "灯塔。")) as searcher:
        asking = Asking(searcher)
        once = asking.page("灯塔").hits
        assert set(highlights(asking.page("飞艇").hits[0])) == {"飞艇"}
        assert [hit.snippets for hit in asking.page("灯塔").hits] == [hit.snippets for hit in once]
