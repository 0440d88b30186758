"""Corrections of words and runs: what is found, what is left alone, at what price."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionsearch.spelling import Vocabulary
from unionsearch.spelling.keyboard import neighbours, slip

from .conftest import Office

WORDS = [
    ("协商", 80), ("工资", 90), ("公职", 5), ("农民工", 40), ("职工代表大会", 12), ("集体合同", 30),
    ("已经", 50), ("福利", 20), ("会议", 30), ("工会", 99), ("committee", 3), ("office", 9), ("12351", 4),
    ("5a级景区", 1),
    ("2011年", 6), ("银行", 5), ("飞机", 2), ("牛奶", 2), ("蓝天", 2),
]  # fmt: skip


@pytest.fixture(scope="module")
def small() -> Vocabulary:
    return Vocabulary.build(WORDS)


@pytest.mark.parametrize(
    ("typed", "meant", "kind"),
    [
        ("协尚", "协商", "homophone"),
        ("斜伤", "协商", "homophone"),
        ("农名工", "农民工", "near-homophone"),
        ("灰机", "飞机", "near-homophone"),
        ("流奶", "牛奶", "near-homophone"),
        ("己经", "已经", "shape"),
        ("幅利", "福利", "homophone"),
        ("农农民工", "农民工", "doubled"),
        ("农的民工", "农民工", "extra"),
        ("农民工的", None, None),
        ("职工代大会", "职工代表大会", "missing"),
        ("大会职工代表", None, None),
        ("职工表代大会", "职工代表大会", "swap"),
        ("集体台同", "集体合同", None),
        ("集体鸟同", "集体合同", "edit"),
        ("商协", None, None),
        ("協尚", "协商", "homophone"),
        ("commitee", "committee", "missing"),
        ("commmittee", "committee", "doubled"),
        ("comittee", "committee", "missing"),
        ("comnittee", "committee", "key"),
        ("ofifce", "office", "swap"),
        ("OFFCIE", "office", "swap"),
        ("officex", "office", "extra"),
        ("12315", None, None),
        ("1235", None, None),
        ("6a级景区", None, None),
        ("2012年", None, None),
        ("工", None, None),
        ("", None, None),
        ("·、，", None, None),
        ("协商", None, None),
    ],
)
def test_one_word(small: Vocabulary, typed: str, meant: str | None, kind: str | None) -> None:
    found = small.corrections(typed)
    if meant is None:
        assert found == []
    else:
        assert found[0].text == meant
        assert kind in (None, found[0].kind)
        assert found[0].frequency == dict(WORDS)[meant]


def test_cost_comes_first_and_frequency_breaks_ties() -> None:
    vocabulary = Vocabulary.build(
        [("公式", 5), ("公事", 7), ("攻势", 9), ("共识", 3), ("工资", 900), ("公司", 50)]
    )
    found = vocabulary.corrections("公试")
    assert [c.text for c in found][:2] == ["公式", "公事"]
    assert [c.cost for c in found] == sorted(c.cost for c in found)
    assert {c.text for c in found} >= {"攻势", "共识"}


def test_two_characters_change_both_only_for_the_same_sound() -> None:
    vocabulary = Vocabulary.build([("协商", 5), ("先生", 5)])
    assert [c.text for c in vocabulary.corrections("写上")] == ["协商"]
    assert vocabulary.corrections("香深") == []


def test_longer_words_are_corrected_more_readily() -> None:
    vocabulary = Vocabulary.build([("农民工", 1), ("职工代表大会", 1)])
    assert vocabulary.corrections("农鸟工")[0].cost > vocabulary.corrections("职工鸟表大会")[0].cost


def test_a_whole_run_says_what_was_replaced(office: Office) -> None:
    best = office.vocabulary.phrase_corrections("行业性工资集体协尚", office.known)[0]
    assert best.text == "行业性工资集体协商"
    assert (
        best.text[: best.start] + best.wrong + best.text[best.start + len(best.right) :]
        == "行业性工资集体协尚"
    )
    assert best.articles == office.known(best.text) > 0


def test_a_stretch_is_corrected_where_the_whole_run_is_new(office: Office) -> None:
    assert office.known("集体协商餐饮") == 0
    found = office.vocabulary.phrase_corrections("集体协尚餐饮", office.known)
    assert found[0].text == "集体协商餐饮"
    assert found[0].articles == 0
    assert found[0].cost > office.vocabulary.phrase_corrections("集体协尚", office.known)[0].cost


def test_the_archive_is_not_asked_too_often(office: Office) -> None:
    for run in ("工资集体协尚", "农名工子女暑期夏令营", "全然不通的一行字符罢了", "协尚"):
        asked: list[str] = []
        office.vocabulary.phrase_corrections(run, lambda r, asked=asked: bool(asked.append(r)))  # type: ignore[misc]
        assert len(asked) == len(set(asked)) <= 40


def test_words_that_never_met_are_no_mistake(office: Office) -> None:
    """Of three hundred pairs of archive words that never stand together, hardly any is "corrected"."""
    chosen = random.Random(3)
    words = sorted(w for w in office.own if 2 <= len(w) <= 4 and not w.isascii())
    wrong = []
    for _ in range(300):
        run = chosen.choice(words) + chosen.choice(words)
        if not office.known(run):
            wrong += [c for c in office.vocabulary.phrase_corrections(run, office.known) if c.cost < 2]
    assert len(wrong) <= 6, wrong


def test_numbers_in_a_run_stay(office: Office) -> None:
    for run in ("12315热线", "开通12531热线", "2012年尚", "第3届"):
        for c in office.vocabulary.phrase_corrections(run, office.known):
            assert [x for x in c.text if x.isdigit()] == [x for x in run if x.isdigit()]


def _own(office: Office, shortest: int) -> list[str]:
    return sorted(w for w in office.own if shortest <= len(w) <= 8 and all("一" <= c <= "龥" for c in w))


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_homophone_in_place_is_seen_through(office: Office, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(_own(office, 3)))
    at = data.draw(st.integers(0, len(word) - 1))
    tables = office.vocabulary._open
    reading = tables.readings(word[at])[0]
    others = [c for c in tables.characters(reading, 20) if c != word[at]]
    if not others:
        return
    typed = word[:at] + data.draw(st.sampled_from(others)) + word[at + 1 :]
    if typed not in office.words:
        assert word in [c.text for c in office.vocabulary.corrections(typed)]


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_swap_a_gap_and_a_double_are_seen_through(office: Office, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(_own(office, 4)))
    at = data.draw(st.integers(0, len(word) - 2))
    typed = data.draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[: at + 1] + word[at:],
            ]
        )
    )
    if typed not in office.words:
        assert word in [c.text for c in office.vocabulary.corrections(typed)]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12) | st.text(alphabet="工资集体协尚农名 a1", max_size=10))
def test_nothing_breaks_and_no_word_is_its_own_correction(office: Office, text: str) -> None:
    from unionsearch.text import fold

    found = office.vocabulary.corrections(text, limit=4)
    assert len(found) <= 4
    assert all(c.text != fold(text) and c.cost > 0 and c.text in office.words for c in found)
    runs = office.vocabulary.phrase_corrections(text, office.known, limit=4)
    assert len(runs) <= 4
    assert all(c.text != fold(text) for c in runs)


def test_keys_that_touch() -> None:
    assert neighbours("g", "h") and neighbours("g", "t") and neighbours("g", "v")
    assert not neighbours("g", "g") and not neighbours("a", "p") and not neighbours("q", "z")


@given(st.text(alphabet="abcd1", min_size=1, max_size=6), st.text(alphabet="abcd1", min_size=1, max_size=6))
def test_a_slip_is_one_key(a: str, b: str) -> None:
    found = slip(a, b)
    if found is not None:
        assert a != b
        assert abs(len(a) - len(b)) <= 1
        assert [c for c in a if c == "1"] == [c for c in b if c == "1"]
