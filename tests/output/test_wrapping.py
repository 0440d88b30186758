"""Lines of a width, for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionsearch.output.cells import clean, cut, pad, width, wrap
from unionsearch.output.wrapping import NOT_FIRST, NOT_LAST

TEXTS = st.text(
    alphabet=st.sampled_from("工会职代（）《》，。“”abcXYZ019 -/.　\n\t…é\u0301ｗ💡"), max_size=60
)


def lines(text: str, cells: int | None, **options: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, cells, **options)]


@given(TEXTS, st.integers(2, 30))
def test_nothing_is_lost_but_white_space(text: str, cells: int) -> None:
    spans = wrap(text, cells)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@given(TEXTS, st.integers(2, 30))
def test_no_line_is_too_wide(text: str, cells: int) -> None:
    for line in lines(text, cells):
        assert width(line) <= cells or len(line) == 1


@given(st.text(alphabet="工会职代（）《》，。“”", max_size=60), st.integers(10, 30))
def test_punctuation_stays_where_it_belongs(text: str, cells: int) -> None:
    """Unless a whole line is punctuation, and no break is right."""
    found = wrap(text, cells)
    for (start, end), (after, _) in pairwise(found):
        line = text[start:end]
        if any(_breakable(a, b) for a, b in pairwise(line)):
            assert text[after] not in NOT_FIRST
            assert line[-1] not in NOT_LAST


def _breakable(before: str, after: str) -> bool:
    return after not in NOT_FIRST and before not in NOT_LAST


@pytest.mark.parametrize(
    ("text", "cells", "wanted"),
    [
        ("", 10, []),
        ("   ", 10, []),
        ("工会", 4, ["工会"]),
        ("工会工作", 4, ["工会", "工作"]),
        ("工会工作", 5, ["工会", "工作"]),
        ("工会，工作", 4, ["工", "会，", "工作"]),
        ("签订《合同》", 6, ["签订", "《合", "同》"]),
        ("the union meets", 9, ["the union", "meets"]),
        ("江澜ISO9001认证", 8, ["江澜", "ISO9001", "认证"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("增长9.5元", 6, ["增长", "9.5元"]),
        ("工会", 1, ["工", "会"]),
    ],
)
def test_where_lines_break(text: str, cells: int, wanted: list[str]) -> None:
    assert lines(text, cells) == wanted


def test_room() -> None:
    assert lines("工会工作会议", 6, first=2) == ["工", "会工作", "会议"]
    assert lines("工会 工作", None) == ["工会 工作"]


@given(TEXTS, st.integers(2, 20))
def test_cut_and_pad_fill_the_cells(text: str, cells: int) -> None:
    text = clean(text)
    assert width(cut(text, cells)) <= cells
    assert width(pad(cut(text, cells), cells)) == cells
    if width(text) <= cells:
        assert cut(text, cells) == text
    else:
        assert cut(text, cells).endswith("…")


@given(st.text(max_size=30))
def test_clean_keeps_offsets_and_nothing_dangerous(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert not any(c in "\x1b\x9b\r\n\t\u202e\u2066" for c in cleaned)


def test_clean_leaves_ordinary_text_alone() -> None:
    text = "《工会信息》 2011年第1２期　“职代会”—— café 💡 𠮷"
    assert clean(text) == text
