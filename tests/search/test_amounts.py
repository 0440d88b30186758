"""Numbers of things: every writing of one is every other's, and what is not certain is left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionsearch.search.amounts import amounts, counted, has_figures, spelled
from unionsearch.search.pieces import WHOLE, pieces
from unionsearch.search.writings import writings
from unionsearch.text import normalize

from .build import ANALYZER, Asking, bodies, one_issue

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_SIGNS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def value(number: str) -> float:
    """What a writing says, worked out by what stands before the greatest sign and what behind it."""
    found = [(_SIGNS[c], i) for i, c in enumerate(number) if c in _SIGNS]
    if not found:
        plain = "".join(str(_DIGITS.get(c, c)) for c in number.replace(",", ""))
        return float(plain or 0)
    size, at = max(found, key=lambda pair: (pair[0], pair[1]))
    before, behind = number[:at], number[at + 1 :]
    return (value(before) if before else 1) * size + (value(behind) if behind else 0)


class TestWritings:
    @pytest.mark.parametrize(
        ("text", "also"),
        [
            ("12000人", {"12,000人", "1.2万人", "1万2千人", "一万二千人", "一万两千人"}),
            ("一万二千人", {"12000人", "1.2万人"}),
            ("1万2千户", {"12000户", "1.2万户"}),
            ("3千名", {"3000名", "三千名"}),
            ("两千元", {"2000元", "2,000元", "二千元"}),
            ("150名", {"一百五十名"}),
            ("一百零五件", {"105件", "一百〇五件"}),
            ("5百万元", {"500万元", "五百万元", "5,000,000元"}),
            ("1亿2千万元", {"1.2亿元", "120000000元", "一亿二千万元"}),
            ("318.6万元", {"3186000元"}),
            ("2名", {"二名", "两名"}),
            ("30亿", {"3000000000", "3,000,000,000"}),
        ],
    )
    def test_known(self, text: str, also: set[str]) -> None:
        assert also <= set(amounts(text))

    @pytest.mark.parametrize(
        "text",
        ["一万二", "一百五名", "千名", "万家", "2千3万人", "2011年", "1.234567万人", "人", "", "第一百期"],
    )
    def test_what_is_not_certain_is_left_alone(self, text: str) -> None:
        assert amounts(text) == []
        assert list(counted(text)) == []

    @given(st.integers(1, 10**11), st.sampled_from(["人", "元", "平方米", "名"]))
    def test_all_say_the_same(self, number: int, measure: str) -> None:
        for other in amounts(f"{number}{measure}"):
            assert other.endswith(measure)
            assert abs(value(other.removesuffix(measure)) - number) < 1e-6 * number

    @given(st.integers(1000, 10**8))
    def test_each_leads_to_each(self, number: int) -> None:
        texts = {f"{number}人", *amounts(f"{number}人")}
        for text in texts:
            assert texts - {text} <= set(amounts(text)), text

    @given(st.integers(1, 10**12))
    def test_numerals_read_back(self, number: int) -> None:
        assert value(spelled(number)) == number
        assert not re.search("〇〇|〇$|十十", spelled(number))


class TestInQueries:
    def test_a_number_and_what_it_counts_are_one_piece(self) -> None:
        def cut(text: str) -> list[str]:
            return [piece for piece, _, _ in pieces(normalize(text).text, ANALYZER)]

        assert cut("一万二千人参赛")[0] == "一万二千人"
        assert cut("1万2千人参赛")[0] == "1万2千人"
        assert cut("苏工发〔2011〕5号") == ["苏工发〔2011〕5号"]

    @pytest.mark.parametrize("query", ["12000人", "1.2万人", "1万2千人", "一万二千人", "12,000人"])
    def test_each_writing_finds_each(self, query: str) -> None:
        same = ["有12000人。", "有1.2万人。", "有1万2千人。", "有一万二千人。", "有12,000人。"]
        with one_issue(*bodies(*same, "有2000人。", "有1200人。")) as searcher:
            assert Asking(searcher).complete(query) == {f"s{n}" for n in range(1, 6)}

    def test_a_document_number_is_found_as_a_whole_or_not_at_all(self) -> None:
        texts = ["见湖工发〔2011〕5号。", "见湖工发[2011]15号。", "2011年发了5号。", "见山工发〔2011〕5号。"]
        with one_issue(*bodies(*texts)) as searcher:
            asking = Asking(searcher)
            assert asking.found("湖工发[2011]5号") == ["s1"]
            assert set(asking.found("〔2011〕5号")) == {"s1", "s4"}

    def test_a_long_number_and_its_word_may_stand_apart(self) -> None:
        texts = ["拨打12351维权热线。", "拨打12351热线。", "热线电话12399。"]
        with one_issue(*bodies(*texts)) as searcher:
            assert Asking(searcher).complete("12351热线") == {"s1", "s2"}


class TestFigures:
    """A text without figures is not looked at for numbers: then there must be none."""

    @pytest.mark.parametrize("text", ["工资集体协商", "第期", "年月日", "%", "label union"])
    def test_some_texts_have_none(self, text: str) -> None:
        assert not has_figures(text)

    @given(st.text("〇一两十百万029年月日号第期分之点%〔〕发人,.工", max_size=8))
    def test_what_is_a_number_or_a_date_has_some(self, text: str) -> None:
        if is_read(text):
            assert has_figures(text)

    @pytest.mark.parametrize(
        "text",
        ["2011年", "二〇一一年五月", "5月1日", "十月一日", "第3期", "第三期", "湖工发〔2011〕5号", "5%",
         "百分之点", "百分之百", "两千元", "12000人", "1.2万人", "2名", "十二月", "30亿", "五届"],
    )  # fmt: skip
    def test_every_writing_of_a_number_has_some(self, text: str) -> None:
        assert is_read(text), "no example"
        assert has_figures(text)


def is_read(text: str) -> bool:
    """Whether something that looks for numbers and dates finds one."""
    return bool(WHOLE.search(text) or list(counted(text)) or amounts(text) or writings(text))
