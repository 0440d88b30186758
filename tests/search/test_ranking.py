"""What makes one article come before another."""

from __future__ import annotations

from datetime import date

import pytest

from unionsearch import query as language
from unionsearch.engines.conditions import Run, run_expression
from unionsearch.engines.fields import BODY, HEADINGS, TEXT_FIELDS, TITLE
from unionsearch.model import Article, Heading
from unionsearch.search.compile import Compiler, Leaf
from unionsearch.search.features import Features
from unionsearch.search.ranking import importance
from unionsearch.search.searcher import Searcher
from unionsearch.search.thesaurus import NO_THESAURUS, Variant
from unionsearch.search.units import Unit
from unionsearch.search.weights import standard

from .build import ANALYZER, Asking, one_issue

_FILLER = "江面上风平浪静，往来的货船一艘接着一艘。"


def order(query: str, *articles: tuple[str, str]) -> list[int]:
    """The numbers of articles (title, body), as a query orders them."""
    made = [Article(n, title, body) for n, (title, body) in enumerate(articles, 1)]
    # Some that have nothing of it, so that words are rare enough to weigh something.
    made += [Article(n, "某日", _FILLER) for n in range(len(made) + 1, len(made) + 9)]
    with one_issue(*made) as searcher:
        return [hit.article.number for hit in Asking(searcher).page(query).hits]


class TestOrder:
    def test_the_title_counts_more_than_the_body(self) -> None:
        assert order("缆车", ("某事", "缆车。" + _FILLER), ("缆车", "某事。" + _FILLER)) == [2, 1]

    def test_a_whole_run_counts_more_than_its_words_apart(self) -> None:
        apart = "集体宿舍修好，工资照发，运费再协商。"
        whole = "双方工资集体协商，宿舍照发，运费再修好。"
        assert order("工资集体协商", ("某事", apart), ("某事", whole)) == [2, 1]

    def test_close_words_count_more_than_distant_ones(self) -> None:
        apart = "缆车开了。" + _FILLER * 4 + "灯塔亮了。"
        near = _FILLER * 2 + "缆车开了。灯塔亮了。" + _FILLER * 2
        assert order("缆车 灯塔", ("某事", apart), ("某事", near)) == [2, 1]

    def test_the_beginning_counts_more_than_the_end(self) -> None:
        first = "缆车开了。" + _FILLER * 8
        last = _FILLER * 8 + "缆车开了。"
        assert order("缆车", ("某事", last), ("某事", first)) == [2, 1]

    def test_a_rare_word_counts_more_than_a_common_one(self) -> None:
        assert order("货船 缆车", ("某事", "缆车。"), ("某事", "货船。"))[0] == 1

    def test_an_article_full_of_it_counts_more_than_a_mention(self) -> None:
        mention = "缆车。" + _FILLER * 9
        assert order("缆车", ("某事", mention), ("某事", "缆车修好，缆车试车，缆车开通。")) == [2, 1]

    def test_an_articles_own_date_counts_more_than_its_issues(self) -> None:
        made = [Article(1, "某日", "缆车。"), Article(2, "某日", "缆车。", dates=(date(2011, 12, 6),))]
        with one_issue(*made, period="2011-12") as searcher:
            hits = Asking(searcher).page("2011年12月").hits
        assert [hit.article.number for hit in hits] == [2, 1]
        assert hits[0].score > hits[1].score > 0


class TestScores:
    def test_they_fall_within_each_part(self, small: Asking) -> None:
        for query in ("候船室 图书馆", "工资集体协商", "女职工 安全", "2011年12月", "船员*"):
            hits = small.page(query).hits
            for complete in (True, False):
                scores = [hit.score for hit in hits if hit.complete is complete]
                assert scores == sorted(scores, reverse=True)
                assert all(score >= 0 for score in scores)

    def test_the_explanation_adds_up(self, small: Asking) -> None:
        for hit in small.page("候船室 图书馆", explain=True).hits:
            parts = dict(hit.explanation)
            factors = sum(v for name, v in parts.items() if name in standard().features)
            points = sum(v for name, v in parts.items() if name not in standard().features)
            assert hit.score == pytest.approx(points * (1 + factors), rel=1e-2)

    def test_no_explanation_unless_asked_for(self, small: Asking) -> None:
        assert small.page("候船室").hits[0].explanation == ()


def _leaf(text: str, *parts: str, variants: tuple[Variant, ...] = ()) -> Leaf:
    run = Run(text)
    unit = Unit(text, run, TEXT_FIELDS, parts, variants)
    return Leaf(text, TEXT_FIELDS, (unit,), run_expression(run), False)


def _of(leaves: list[Leaf], **flats: str) -> dict[str, float]:
    return Features(leaves, {unit: 1.0 for leaf in leaves for unit in leaf.units}).of(flats)


class TestFeatures:
    @pytest.mark.parametrize(
        ("name", "more", "less"),
        [
            ("run_in_title", {TITLE: "缆车"}, {BODY: "缆车"}),
            ("run_anywhere", {BODY: "缆车"}, {BODY: "缆绳"}),
            ("coverage", {BODY: "缆车"}, {BODY: "缆绳"}),
            ("title_coverage", {TITLE: "缆车"}, {HEADINGS: "缆车"}),
            ("title_coverage", {HEADINGS: "缆车"}, {BODY: "缆车"}),
            ("lead_coverage", {BODY: "缆车" + "水" * 200}, {BODY: "水" * 200 + "缆车"}),
            ("density", {BODY: "缆车缆车缆车"}, {BODY: "缆车" + "水" * 900}),
        ],
    )
    def test_more_and_less(self, name: str, more: dict[str, str], less: dict[str, str]) -> None:
        leaves = [_leaf("缆车")]
        assert _of(leaves, **more)[name] > _of(leaves, **less)[name]

    def test_all_lie_between_0_and_1(self) -> None:
        leaves = [_leaf("缆车"), _leaf("灯塔", "灯", "塔")]
        for flats in (
            {}, {TITLE: "缆车灯塔", BODY: "缆车灯塔" * 90}, {BODY: "缆车" + "水" * 500 + "灯" + "塔"},
            {TITLE: "缆车", HEADINGS: "灯塔", BODY: "灯塔"},
        ):  # fmt: skip
            assert all(0 <= v <= 1 for v in _of(leaves, **flats).values()), flats

    def test_parts_and_other_words_count_less_than_the_word(self) -> None:
        other = Variant("索道", "same", "索道")
        leaves = [_leaf("缆车", "缆", "车", variants=(other,))]
        texts = ("缆车", "索道", "车缆", "水")
        whole, by_other, parts, none = (_of(leaves, body=text)["coverage"] for text in texts)
        assert whole > by_other > parts > none == 0

    def test_proximity_is_whole_side_by_side_and_falls_with_distance(self) -> None:
        leaves = [_leaf("缆车"), _leaf("灯塔")]
        near = _of(leaves, body="缆车灯塔")["proximity"]
        far = [_of(leaves, body="缆车" + "水" * n + "灯塔")["proximity"] for n in (1, 10, 100)]
        assert near == 1.0
        assert far == sorted(far, reverse=True)
        assert near > far[0] > far[1] > far[2] > 0
        assert _of(leaves, body="缆车")["proximity"] == 0

    def test_joined_is_the_words_written_as_one(self) -> None:
        leaves = [_leaf("缆车"), _leaf("灯塔")]
        assert _of(leaves, body="缆车灯塔")["joined"] == 1
        assert _of(leaves, body="灯塔缆车")["joined"] == 0
        assert _of([_leaf("缆车")], body="缆车")["joined"] == 0


def _asked_of(searcher: Searcher, query: str) -> dict[str, float]:
    compiler = Compiler(searcher.reader, ANALYZER, NO_THESAURUS, searcher.issue_condition)
    shares = importance(searcher.reader, compiler.compile(language.parse(query)))
    return {unit.text: share for unit, share in shares.items()}


def test_importance_falls_with_frequency_and_for_lone_characters() -> None:
    articles = [Article(n, "甲", "货船" + ("缆车厂" if n < 3 else "")) for n in range(1, 9)]
    with one_issue(*articles) as searcher:
        shares = _asked_of(searcher, "货船 缆车 厂")
    assert shares["缆车"] > shares["货船"] > 0
    assert shares["厂"] < shares["缆车"]


def test_headings_are_marks_of_an_article() -> None:
    body = "开头。\n缆车\n" + _FILLER
    with_heading = Article(1, "某事", body, headings=(Heading(1, "缆车", body.index("缆车")),))
    without = Article(2, "某事", body)
    with one_issue(with_heading, without, *(Article(n, "某日", _FILLER) for n in range(3, 9))) as searcher:
        assert Asking(searcher).found("缆车") == ["s1", "s2"]
