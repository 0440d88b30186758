"""Folding: every character on its own, one to one, and never twice differently."""

from __future__ import annotations

import sys

import pytest

from unionsearch.text import BREAK, fold, identity, is_word, kinds

EVERYTHING = "".join(map(chr, range(sys.maxunicode + 1)))


def test_every_code_point_folds_to_one_character_and_stays_there() -> None:
    folded = fold(EVERYTHING)
    assert len(folded) == len(EVERYTHING)
    assert fold(folded) == folded


def test_every_folded_character_has_one_of_five_kinds() -> None:
    found = kinds(fold(EVERYTHING))
    assert len(found) == len(EVERYTHING)
    assert set(found) == set("hnp 0")


def test_folding_keeps_white_space_apart_from_words() -> None:
    for char, folded in zip(EVERYTHING, fold(EVERYTHING), strict=True):
        assert not char.isspace() or folded == " ", f"{ord(char):x}"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("工會勞動競賽", "工会劳动竞赛"),
        ("（总第５期）", "(总第5期)"),
        ("二○一一年，二◯一一年", "二〇一一年,二〇一一年"),
        ("ﾌﾞﾙ", "ブル"),
        ("①Ⅳ㎡", "1ⅳ㎡"),
        ("İstanbul ΣΑΣ", "İstanbul σασ"),
        ("⼯⾦", "工金"),
        ("\t\u3000\u00a0\n", "    "),
    ],
)
def test_folding_of(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("char", "kind"),
    [
        ("工", "h"),
        ("〇", "h"),
        ("𠮷", "h"),
        ("カ", "h"),
        ("\ue123", "h"),
        ("a", "n"),
        ("7", "n"),
        ("й", "n"),
        ("，", "p"),
        ("％", "h"),
        ("·", "p"),
        ("“", "p"),
        ("★", "p"),
        (BREAK, "p"),
        ("\u3000", " "),
        ("\r", " "),
        ("\x00", " "),
        ("\u200b", "0"),
        ("\ufeff", "0"),
        ("\ufe0f", "0"),
        ("\U000e0100", "0"),
    ],
)
def test_kind_of(char: str, kind: str) -> None:
    assert kinds(fold(char)) == kind
    assert is_word(fold(char)) == (kind in "hn")


def test_lone_surrogates_are_characters_like_others() -> None:
    assert fold("\ud800工") == "\ud800工"
    assert len(kinds("\udfff")) == 1


def test_identity_does_not_change_within_a_process() -> None:
    assert identity() == identity()
    assert identity().isprintable()
