"""What is said about a query, stage by stage."""

from __future__ import annotations

import pytest

from unionsearch.search.thesaurus import Thesaurus

from .build import Asking, bodies, one_issue

_THESAURUS = Thesaurus([("same\t渡轮\t轮渡", "here"), ("near\t渡轮\t汽艇", "here")])
_NOWHERE = "Found nowhere in the archive: "
_NO_ONE = "No article has all of the words"
_TEXTS = ("轮渡停航，食堂开门。", "书屋和食堂。", "书屋关门，码头停电。", "汽艇来了。", "宇航员。")


def notes(query: str, *texts: str, thesaurus: Thesaurus = _THESAURUS, **options: object) -> tuple[str, ...]:
    with one_issue(*bodies(*(texts or _TEXTS)), thesaurus=thesaurus) as searcher:
        return Asking(searcher).page(query, **options).notes


class TestStages:
    def test_as_written_needs_no_word(self) -> None:
        assert notes("书屋 食堂") == ()

    def test_by_other_words(self) -> None:
        said = notes("渡轮 食堂")
        assert said[0].startswith("Also searched for 渡轮: 轮渡")
        assert said[1].startswith(_NO_ONE + " as written")
        assert len(said) == 2

    def test_other_words_beside_a_full_match_as_written_are_no_relaxation(self) -> None:
        said = notes("渡轮", "渡轮停航。", "轮渡停航。")
        assert len(said) == 1 and said[0].startswith("Also searched")

    def test_most_and_some(self) -> None:
        (said,) = notes("书屋 食堂 停电")
        assert said.startswith(_NO_ONE) and "most of them" in said

    def test_some(self) -> None:
        (said,) = notes("书屋 停航")
        assert said.startswith(_NO_ONE) and "most" not in said

    def test_in_chinese(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UNIONSEARCH_LANG", "zh")
        assert notes("书屋 食堂 停电") == ("没有一篇包含所有的词；先列有其中大部分的，再列只有个别词的。",)
        assert "照写的词" in notes("渡轮 食堂")[1]

    def test_alternatives_are_no_relaxation(self) -> None:
        assert notes("书屋 OR 停航") == ()


class TestAbsent:
    @pytest.mark.parametrize(
        ("query", "named"),
        [("元宇宙", "元宇宙"), ("陆程", "陆程"), ("书屋元宇宙", "元宇宙"), ("飞艇食堂", "飞艇")],
    )
    def test_what_is_one_word_to_the_user_is_named_whole(self, query: str, named: str) -> None:
        # 元 stands in a text by itself; 宇宙 does not.
        said = notes(query, *_TEXTS, "十元。", thesaurus=Thesaurus(()))
        assert said[0] == _NOWHERE + named

    def test_each_is_named_once(self) -> None:
        assert notes("飞艇 飞艇 书屋")[0] == _NOWHERE + "飞艇"


class TestMost:
    def test_articles_with_most_words_are_counted_by_words(self) -> None:
        with one_issue(*bodies("甲板乙醇", "甲板丙烷", "甲板", "丁香", "戊戌")) as searcher:
            asking = Asking(searcher)
            said = asking.page("甲板 乙醇 丁香").notes
            assert "most of them" in said[-1]
            assert set(asking.found("甲板 乙醇 丁香")) == {"s1", "s2", "s3", "s4"}

    def test_words_that_are_everywhere_still_make_most(self) -> None:
        texts = ["码头停电"] * 12 + ["码头", "飞艇降落"]
        with one_issue(*bodies(*texts)) as searcher:
            found = Asking(searcher).found("码头 停电 飞艇")
        assert set(found) == {f"s{n}" for n in range(1, 13)} | {"s14"}

    def test_they_come_before_articles_with_one_word_whatever_the_scores(self) -> None:
        rare = "飞艇飞艇飞艇飞艇"
        texts = ["码头停电，" + "风平浪静，" * 60, rare, "码头停电"] + ["码头停电检修"] * 9 + ["别的"]
        with one_issue(*bodies(*texts)) as searcher:
            hits = Asking(searcher).page("码头 停电 飞艇").hits
        assert hits[-1].article.body == rare
        assert max(hits, key=lambda hit: hit.score).article.body == rare
