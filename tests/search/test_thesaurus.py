"""Words for the same thing: reading the files, and what they do to a query."""

from __future__ import annotations

from pathlib import Path

import pytest

from unionsearch.errors import ConfigError
from unionsearch.search.thesaurus import STRONG, WEIGHTS, Thesaurus, own_thesaurus, thesaurus_with
from unionsearch.text import BREAK, flatten

from .build import Asking, bodies, one_issue


def of(*lines: str) -> Thesaurus:
    return Thesaurus((line, f"line {n}") for n, line in enumerate(lines, 1))


def also(thesaurus: Thesaurus, word: str) -> set[str]:
    return {v.text for v in thesaurus.variants(word)}


class TestReading:
    def test_same_ties_each_to_each(self) -> None:
        thesaurus = of("same\t劳模\t劳动模范|模范职工")
        assert also(thesaurus, "劳模") == {"劳动模范", "模范职工"}
        assert also(thesaurus, "模范职工") == {"劳模", "劳动模范"}

    @pytest.mark.parametrize("kind", ["abbreviation", "near", "renamed"])
    def test_others_tie_the_term_with_each_both_ways(self, kind: str) -> None:
        thesaurus = of(f"{kind}\t人社局\t劳动局|人事局\t2009\t改名")
        assert also(thesaurus, "人社局") == {"劳动局", "人事局"}
        assert also(thesaurus, "劳动局") == {"人社局"}
        assert {v.kind for v in thesaurus.variants("劳动局")} == {kind}

    def test_narrower_goes_down_only(self) -> None:
        thesaurus = of("narrower\t文体活动\t篮球赛|歌咏会")
        assert also(thesaurus, "文体活动") == {"篮球赛", "歌咏会"}
        assert also(thesaurus, "篮球赛") == set()

    def test_the_stronger_tie_stays_and_comes_first(self) -> None:
        lines = ("near\t劳模\t先进|能手", "same\t劳模\t先进", "near\t劳模\t先进")
        thesaurus = of(*lines)
        assert [(v.text, v.kind) for v in thesaurus.variants("劳模")] == [("先进", "same"), ("能手", "near")]

    def test_comments_blank_lines_and_blanks_are_passed_over(self) -> None:
        thesaurus = of("# same\t甲\t乙", "", "  ", "same\t 劳模 \t 先进 | \t\t注")
        assert set(thesaurus.terms()) == {"劳模", "先进"}

    def test_terms_are_folded(self) -> None:
        assert also(of("same\t勞模\tＣＥＯ"), "劳模") == {"ceo"}

    @pytest.mark.parametrize(
        "line",
        ["劳模", "same\t劳模", "same\t\t先进", "same\t劳模\t", "like\t劳模\t先进", "writing\t劳模\t先进"],
    )
    def test_what_is_no_entry_is_refused_and_named(self, line: str) -> None:
        with pytest.raises(ConfigError) as caught:
            of("# first", line)
        assert "line 2" in caught.value.message
        assert caught.value.hint

    def test_longest_terms_at_word_edges(self) -> None:
        thesaurus = of("same\t职工\t员工", "same\t职工之家\t工会之家")
        text = "建设职工之家"
        assert list(thesaurus.terms_in(text, frozenset({0, 2, 4, 6}))) == [(2, 6)]
        assert list(thesaurus.terms_in(text, frozenset({0, 2, 4}))) == [(2, 4)]
        assert list(thesaurus.terms_in(text, frozenset({0, 3, 6}))) == []


class TestFiles:
    def test_a_folders_files_are_added_to_the_shipped(self, tmp_path: Path) -> None:
        (tmp_path / "thesaurus-boats.tsv").write_text("same\t渡船\t摆渡船\n", "utf-8-sig")
        (tmp_path / "other.tsv").write_text("nonsense", "utf-8")
        thesaurus = thesaurus_with(tmp_path)
        assert also(thesaurus, "渡船") == {"摆渡船"}
        assert set(own_thesaurus().terms()) <= set(thesaurus.terms())

    def test_without_files_it_is_the_shipped(self, tmp_path: Path) -> None:
        assert thesaurus_with(tmp_path) is own_thesaurus()
        assert thesaurus_with(tmp_path / "nowhere") is own_thesaurus()

    def test_which_lines_speak_of_which_terms_is_worked_out_once(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("UNIONSEARCH_CACHE", str(tmp_path))
        read = own_thesaurus.__wrapped__
        first = read()
        (path,) = tmp_path.glob("thesaurus/*.json")
        with monkeypatch.context() as patch:
            patch.setattr("unionsearch.search.thesaurus._stated", lambda _: pytest.fail("read again"))
            again = read()
        assert again.stated == first.stated
        assert all(again.variants(term) == first.variants(term) for term in first.terms())
        path.write_bytes(path.read_bytes()[:-9])
        assert read().stated == first.stated

    def test_a_file_in_another_encoding_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "thesaurus.tsv").write_bytes("same\t渡船\t摆渡船\n".encode("gb18030"))
        with pytest.raises(ConfigError) as caught:
            thesaurus_with(tmp_path)
        assert "thesaurus.tsv" in caught.value.message

    def test_a_bad_line_is_named_with_its_number(self, tmp_path: Path) -> None:
        (tmp_path / "thesaurus.tsv").write_text("same\t渡船\t摆渡船\nsame\t渡船\n", "utf-8")
        with pytest.raises(ConfigError) as caught:
            thesaurus_with(tmp_path)
        assert "thesaurus.tsv:2" in caught.value.message


class TestSearching:
    _TEXTS = ("劳模登台。", "劳动模范登台。", "劳动最光荣，船长是模范。", "能手登台。", "别的。")
    _THESAURUS = of("same\t劳模\t劳动模范", "near\t劳模\t能手")

    def test_another_word_matches_as_fully_unless_only_near(self) -> None:
        with one_issue(*bodies(*self._TEXTS), thesaurus=self._THESAURUS) as searcher:
            asking = Asking(searcher)
            assert asking.complete("劳模") == {"s1", "s2"}
            assert asking.partial("劳模") == {"s4"}

    def test_the_note_names_the_words_that_were_sought_too_and_occur(self) -> None:
        thesaurus = of("same\t劳模\t劳动模范|劳动英雄")
        with one_issue(*bodies(*self._TEXTS), thesaurus=thesaurus) as searcher:
            notes = Asking(searcher).page("劳模").notes
        assert any("劳模" in n and "劳动模范" in n and "劳动英雄" not in n for n in notes)

    def test_without_expansion_the_word_alone_is_sought(self) -> None:
        with one_issue(*bodies(*self._TEXTS), thesaurus=self._THESAURUS) as searcher:
            page = Asking(searcher).page("劳模", expand=False)
            assert {hit.article.number for hit in page.hits} == {1}
            assert page.notes == ()

    @pytest.mark.parametrize("query", ["+劳模", '"劳模"', "body:劳模", "劳模 AND 登台"])
    def test_strict_words_have_no_others(self, query: str) -> None:
        with one_issue(*bodies(*self._TEXTS), thesaurus=self._THESAURUS) as searcher:
            page = Asking(searcher).page(query)
        assert [hit.article.number for hit in page.hits] == [1]
        assert page.notes == ()

    def test_exclusions_are_of_the_word_itself(self) -> None:
        with one_issue(*bodies(*self._TEXTS), thesaurus=self._THESAURUS) as searcher:
            assert set(Asking(searcher).found("登台 -劳模")) == {"s2", "s4"}

    def test_the_own_word_outranks_another(self) -> None:
        thesaurus = of("same\t渡船\t摆渡艇")
        texts = ("摆渡艇来了。", "渡船来了。", "别的。", "没有。")
        with one_issue(*bodies(*texts), thesaurus=thesaurus) as searcher:
            assert Asking(searcher).found("渡船") == ["s2", "s1"]


class TestShipped:
    def test_every_kind_is_known_and_strong_ones_weigh_more(self) -> None:
        assert set(WEIGHTS) > {"near"}
        assert all(0 < weight <= 1 for weight in WEIGHTS.values())
        assert min(WEIGHTS[kind] for kind in STRONG) > WEIGHTS["near"]

    def test_terms_are_runs_that_can_stand_in_a_text(self) -> None:
        thesaurus = own_thesaurus()
        for term in thesaurus.terms():
            assert term == flatten(term).strip(BREAK) != ""
            texts = [v.text for v in thesaurus.variants(term)]
            assert term not in texts
            assert len(texts) == len(set(texts))
