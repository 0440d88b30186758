"""How a word of a query is taken apart, and which other writings of it are sought."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionsearch.dates import number
from unionsearch.engines.fields import TEXT_FIELDS
from unionsearch.search.amounts import spelled
from unionsearch.search.pieces import LONGEST, PARTICLES, pieces
from unionsearch.search.thesaurus import NO_THESAURUS, Thesaurus
from unionsearch.search.units import Unit, scored_tokens, units
from unionsearch.search.writings import writings
from unionsearch.text import flatten, kinds, normalize

from .build import ANALYZER, Asking, bodies, one_issue


def cut(text: str) -> list[str]:
    return [piece for piece, _, _ in pieces(normalize(text).text, ANALYZER)]


def made(text: str, thesaurus: Thesaurus = NO_THESAURUS) -> list[Unit]:
    return units(text, TEXT_FIELDS, ANALYZER, thesaurus)


def _countable(text: str) -> bool:
    """Leaves out what the test of numerals digit by digit is about."""
    return re.search("[一三十]{3}", text) is None


class TestPieces:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("职工书屋", ["职工", "书屋"]),
            # What the dictionary does not know is one piece again, and no particle joins it.
            ("袁巧玉", ["袁巧玉"]),
            ("浔的渡", ["浔", "的", "渡"]),
            # A number goes with what it counts.
            ("30亿", ["30亿"]),
            ("12期", ["12期"]),
            ("ISO9001", ["iso9001"]),
            ("94.55", ["94.55"]),
            # Dates are whole.
            ("2011年12月26日会议", ["2011年12月26日", "会议"]),
            ("二〇一一年", ["二〇一一年"]),
            ("12月6日", ["12月6日"]),
            ("", []),
            ("，。", []),
        ],
    )
    def test_cut(self, text: str, wanted: list[str]) -> None:
        assert cut(text) == wanted

    def test_a_lexicon_term_is_more_than_one_piece(self) -> None:
        assert "".join(cut("工资集体协商")) == "工资集体协商"
        assert cut("工资集体协商") != ["工资集体协商"]

    @given(st.text(alphabet="工会职代大12年月日〇〇十的了abc 、（.%困难", max_size=24))
    def test_pieces_are_in_order_and_hold_every_letter(self, text: str) -> None:
        normal = normalize(text).text
        at = 0
        left_out = ""
        for piece, start, end in pieces(normal, ANALYZER):
            assert normal[start:end] == piece != ""
            assert start >= at
            left_out += normal[at:start]
            at = end
        left_out += normal[at:]
        assert set(kinds(left_out)) <= set("p 0")

    @given(st.text(alphabet="工资集体协商困难职工帮扶浔渡", min_size=1, max_size=16))
    def test_no_word_of_the_dictionary_is_longer_than_the_longest(self, text: str) -> None:
        words = {w for w, _, _ in ANALYZER.cut(text, terms=False)}
        for piece in cut(text):
            if piece in words and len(piece) > LONGEST:
                assert ANALYZER.segmenter.cover(piece) == [piece]

    def test_particles_are_single_characters(self) -> None:
        assert all(len(p) == 1 for p in PARTICLES)


class TestUnits:
    def test_stop_words_are_left_out(self) -> None:
        assert [u.text for u in made("困难职工的帮扶")] == [u.text for u in made("困难职工帮扶")]
        assert made("的") == made("关于") == made("。") == []

    def test_a_unit_is_asked_for_once(self) -> None:
        assert [u.text for u in made("体检体检")] == ["体检"]

    def test_a_lone_character_is_weak(self) -> None:
        assert {u.text: u.weak for u in made("厂")} == {"厂": True}
        assert not any(u.weak for u in made("体检 袁巧玉"))

    def test_a_date_stands_for_days_too(self) -> None:
        (unit,) = made("2011年12月")
        assert unit.dates is not None
        assert (unit.dates.first, unit.dates.last) == (20111201, 20111231)
        (monthday,) = made("12月6日")
        assert monthday.dates is None

    def test_an_impossible_date_is_only_text(self) -> None:
        (unit,) = made("2011年13月")
        assert unit.dates is None

    def test_a_long_word_has_its_parts(self) -> None:
        (unit,) = made("工会干部")
        assert unit.parts == ("工会", "干部")

    def test_a_thesaurus_term_is_one_unit_with_variants(self) -> None:
        thesaurus = Thesaurus([("abbreviation\t职代会\t职工代表大会", "here")])
        (unit,) = made("职工代表大会", thesaurus)
        assert [v.text for v in unit.variants] == ["职代会"]
        assert [v.shown for v in unit.variants] == ["职代会"]
        assert len(unit.parts) > 1

    def test_a_term_begins_and_ends_where_words_do(self) -> None:
        thesaurus = Thesaurus([("same\t会议\t大会", "here")])
        found = {u.text: u.variants for u in made("工会议事", thesaurus)}
        assert all(not variants for variants in found.values()), found

    @given(st.text(alphabet="工会职代大12年月日〇十的了ab 、困难", max_size=20))
    def test_texts_are_stretches_of_the_query(self, text: str) -> None:
        for unit in made(text):
            assert unit.text in flatten(text)
            assert unit.text

    def test_scored_tokens_leave_out_stop_words_and_breaks(self) -> None:
        words, grams = scored_tokens("困难职工的、帮扶", ANALYZER)
        assert "的" not in words
        assert {"困难", "职工", "帮扶"} <= set(words)
        assert {"困难", "难职", "职工", "帮扶"} <= set(grams)
        assert all(len(g) == 2 and kinds(g) in ("hh", "nn", "hn", "nh") for g in grams)


class TestWritings:
    @pytest.mark.parametrize(
        ("text", "also"),
        [
            ("12月26日", ["十二月二十六日"]),
            ("十二月", ["12月"]),
            ("2011年", ["二〇一一年"]),
            ("二零一一年", ["2011年", "二〇一一年"]),
            ("2011年12月", ["二〇一一年十二月"]),
            ("百分之五", ["5%"]),
            ("5%", ["百分之五", "百分之5"]),
            ("12.5%", ["百分之12.5"]),
            ("30亿元", ["3000000000元", "3,000,000,000元"]),
            ("60400", ["60,400", "6.04万"]),
            ("5届", ["五届"]),
            ("第三届", []),
            ("五一", []),
            ("职工", []),
            ("2011", []),
            ("05月", []),
            ("1.234567亿", ["123456700"]),
        ],
    )
    def test_known(self, text: str, also: list[str]) -> None:
        found = writings(text)
        assert set(also) <= set(found)
        if not also:
            assert found == []

    @given(st.integers(1, 99))
    def test_numerals_read_back(self, count: int) -> None:
        assert number(spelled(count)) == count

    @given(st.integers(1000, 2999), st.integers(1, 12), st.integers(1, 31))
    def test_a_date_comes_back_from_its_other_writing(self, year: int, month: int, day: int) -> None:
        text = f"{year}年{month}月{day}日"
        assert all(text in writings(other) for other in writings(text) if "零" not in other)
        assert any(other.isascii() is False and not any(c.isdigit() and c.isascii() for c in other)
                   for other in writings(text))  # fmt: skip

    @pytest.mark.parametrize("text", ["三一五号", "一二三条"])
    def test_numerals_digit_by_digit_are_no_count(self, text: str) -> None:
        assert writings(text) == []

    @given(st.text(alphabet="0123456789一三十百万亿元年月日%.,个名", max_size=9).filter(_countable))
    def test_never_the_text_itself_and_never_twice(self, text: str) -> None:
        found = writings(text)
        assert text not in found
        assert len(found) == len(set(found))

    @given(st.integers(1, 10**12).filter(lambda n: n >= 10**4))
    def test_amounts_keep_their_value(self, value: int) -> None:
        sizes = {"万": 10**4, "亿": 10**8}
        for other in writings(f"{value}元"):
            if set(other) & set("一二三四五六七八九十千百两"):
                continue  # Numerals are tested with the numbers of things.
            digits = other.removesuffix("元").replace(",", "")
            size = sizes.get(digits[-1], 1)
            assert abs(float(digits.rstrip("万亿")) * size - value) < 1e-6 * value


class TestMeasures:
    """Numbers as articles have them. These go through an index: what a unit says is what is found."""

    def test_a_percentage_is_no_other_number(self) -> None:
        assert _found("5%", "增长5%。", "来了5人。", "占2.5亿。") == {1}

    def test_a_percentage_in_words_is_no_beginning_of_a_decimal(self) -> None:
        assert _found("百分之二", "缴存百分之二。", "缴存2%。", "提高2.7个点。") == {1, 2}

    def test_a_count_in_wan_keeps_its_measure_word(self) -> None:
        assert _found("1.2万人", "覆盖1.2万人。", "1.2万名教师为人民服务。") == {1}

    def test_an_unknown_number_brings_up_nothing(self) -> None:
        assert _found("12351", "拨打12388。", "有123人。", "另有2351人。", complete=False) == set()

    def test_a_dates_numbers_bring_up_nothing_by_themselves(self) -> None:
        found = _found("12月26日", "12月26日开会。", "来了26人。", "12个单位。", "别的。", complete=False)
        assert found == {1}

    def test_a_lone_character_beside_an_unknown_word_brings_up_nothing(self) -> None:
        assert _found("第99期", "第一次来。", "第二名。", "别的。", complete=False) == set()


def _found(query: str, *texts: str, complete: bool = True) -> set[int]:
    with one_issue(*bodies(*texts)) as searcher:
        hits = Asking(searcher).page(query).hits
    return {hit.article.number for hit in hits if hit.complete or not complete}
