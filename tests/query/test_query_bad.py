"""What is refused, at which column, and that every refusal speaks both languages."""

from __future__ import annotations

import time

import pytest

from unionsearch.errors import QuerySyntaxError
from unionsearch.query import parse, plain
from unionsearch.query.characters import MAX_LENGTH
from unionsearch.query.lexer import MAX_CLAUSES, MAX_DEPTH

BAD = [
    # nothing to look for
    ("", 1, "empty"),
    (" \t\u3000\r\n", 1, "empty"),
    ("\x00\x1b\x7f\u200b", 1, "empty"),
    ("。，", 1, "only punctuation"),
    ("- + —— ?", 1, "only punctuation"),
    ("-。", 1, "only punctuation"),
    ("\\*", 1, "only punctuation"),
    # quotes
    ('"工会', 1, "never closed"),
    ('甲 "工会', 3, "never closed"),
    ('工会"三送"活动 "职工', 10, "never closed"),
    ("甲 “工会", 3, "never closed"),
    ("「工会", 1, "never closed"),
    ("＂工会\"", 1, "never closed"),
    ('"工会\\"', 1, "never closed"),
    ("“工会\"", 1, "never closed"),
    ('title:"工会', 7, "never closed"),
    ('工会"', 3, "never opened"),
    ('工会＂ 甲', 3, "never opened"),
    ('(工会")', 4, "never opened"),
    ('""', 1, "nothing between the quotes"),
    ("甲 “ ”", 3, "nothing between the quotes"),
    # words near each other
    ('"甲 乙"~', 6, "no number"),
    ('"甲 乙"~ 5', 6, "no number"),
    ('"甲 乙"~。', 6, "no number"),
    ('"甲 乙"~101', 6, "more than 100"),
    ('"甲 乙"~' + "9" * 5_000, 6, "more than 100"),
    ('date:"2011"~5', 6, "cannot be used with ~"),
    ('kind:"brief"~5', 6, "cannot be used with ~"),
    ('issue:"1 2"~5', 7, "cannot be used with ~"),
    # parentheses
    ("(工会", 1, "never closed"),
    ("((甲) 乙", 1, "never closed"),
    ("甲 (工会(2011 乙)", 3, "never closed"),
    ("工会)", 3, "never opened"),
    ("(甲) 乙) 丙", 6, "never opened"),
    ("甲 OR 1)", 7, "never opened"),
    ("甲 )", 3, "never opened"),
    ("()", 1, "nothing to look for in the parentheses"),
    ("甲 (。)", 3, "nothing to look for in the parentheses"),
    ("title:()", 7, "nothing to look for in the parentheses"),
    # operators
    ("AND", 1, "nothing before"),
    ("AND 甲", 1, "nothing before"),
    ("OR 甲", 1, "nothing before"),
    ("(OR 甲)", 2, "nothing before"),
    ("甲 AND", 3, "nothing after"),
    ("甲 OR", 3, "nothing after"),
    ("甲 OR OR 乙", 3, "nothing after"),
    ("甲 AND OR 乙", 3, "nothing after"),
    ("甲 AND AND 乙", 3, "nothing after"),
    ("(甲 AND) 乙", 4, "nothing after"),
    ("甲 NOT", 3, "nothing after"),
    ("甲 NOT AND 乙", 3, "nothing after"),
    ("NOT NOT 甲", 1, "another NOT"),
    ("甲 NOT -乙", 3, "another NOT"),
    # exclusions
    ("-甲", 1, "excluded"),
    ("NOT 甲 -乙", 1, "excluded"),
    ("甲 OR -乙", 6, "excluded"),
    ("甲 (-乙 NOT 丙)", 4, "excluded"),
    ("title:(-甲)", 8, "excluded"),
    # wildcards
    ("*", 1, "wildcard"),
    ("甲 **", 3, "wildcard"),
    ("甲 -*", 4, "wildcard"),
    ("\\\\*", 1, "wildcard"),
    ('"甲"*', 4, "wildcard"),
    ('甲 *"乙"', 3, "wildcard"),
    # fields
    ("foo:甲", 1, "no field named foo"),
    ("甲 titel:乙", 3, "no field named titel"),
    ("(été:甲)", 2, "no field named été"),
    ("title:", 1, "nothing after"),
    ("甲 标题：", 3, "nothing after"),
    ("title: AND 甲", 1, "nothing after"),
    ("title: -甲", 1, "nothing after"),
    ("(title:) 甲", 2, "nothing after"),
    ("title:section:甲", 7, "inside another field"),
    ("title:(甲 section:乙)", 10, "inside another field"),
    # filters
    ("date:2011-13", 6, "not a date"),
    ("date:2011-02-30", 6, "not a date"),
    ("日期：昨天", 4, "not a date"),
    ("date:2012..2011", 6, "ends before it begins"),
    ("date:2011*", 6, "not a date"),
    ("date:2011 .. 2012", 6, "not a date"),
    ("date:2011 ..2012", 6, "not a date"),
    ("date:" + "9" * 30 + "年", 6, "not a date"),
    ("date:..", 1, "nothing after"),
    ("date:(2011)", 6, "no parentheses"),
    ("kind:letter", 6, "no kind letter"),
    ("kind:brief*", 6, "no kind brief*"),
    ("kind:(brief)", 6, "no parentheses"),
    # limits
    ("甲\ud800乙\udfff", 2, "not valid text"),
    ("工会 " * 10_000, MAX_CLAUSES * 3 + 1, "more than 2000 words"),
    ("工" * (MAX_LENGTH + 1), MAX_LENGTH + 1, "100001 characters"),
    ("(" * 100_000, MAX_DEPTH + 1, "more than 50 deep"),
    ("title:" * 15_000 + "甲", 7, "inside another field"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "column", "message"), BAD, ids=[text[:20] for text, _, _ in BAD])
def test_refuses(text: str, column: int, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    with pytest.raises(QuerySyntaxError) as english:
        parse(text)
    assert message in english.value.message
    assert english.value.column == column
    assert english.value.hint
    assert len(english.value.message) < 200
    monkeypatch.setenv("UNIONSEARCH_LANG", "zh")
    with pytest.raises(QuerySyntaxError) as chinese:
        parse(text)
    assert chinese.value.column == column
    assert chinese.value.message.endswith("。")
    assert chinese.value.hint
    assert chinese.value.hint != english.value.hint


def test_an_unknown_field_suggests_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    with pytest.raises(QuerySyntaxError) as near:
        parse("contributer:甲")
    assert near.value.hint is not None
    assert near.value.hint.startswith("Did you mean contributor:")
    with pytest.raises(QuerySyntaxError) as far:
        parse("zzz:甲")
    assert far.value.hint is not None
    assert "mean" not in far.value.hint
    assert "heading" in far.value.hint


def test_limits_are_reached_but_not_passed() -> None:
    parse("甲 " * MAX_CLAUSES)
    plain("甲 " * MAX_CLAUSES)
    parse("工" * MAX_LENGTH)
    parse("(" * MAX_DEPTH + "甲" + ")" * MAX_DEPTH)


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "empty"), ("， *", "only punctuation"), ("甲\udc80", "not valid"), ("甲 " * 2001, "than 2000")],
)
def test_plain_refuses(text: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    with pytest.raises(QuerySyntaxError, match=message):
        plain(text)


HARD = ['"', '"a', '"a ', '"a"', '"a "', "“", "“a ", "“— ", "“a”", "“a ”", "，“", "\\", '"\\',
        "a(", "(a", "a()", "(a)", "(a)OR", "? ", "a-", "- ", "AND ", "a:", "——“a”", ".. ",
        "a( ", "( ", "1"]  # fmt: skip


@pytest.mark.parametrize("piece", HARD)
def test_time_is_linear(piece: str) -> None:
    # 100,000 characters take about 0.2 s at most; anything quadratic would take minutes.
    for tail in ("x", "”x", "*"):
        text = piece * ((MAX_LENGTH - 2) // len(piece)) + tail
        began = time.perf_counter()
        try:
            parse(text)
        except QuerySyntaxError as error:
            assert 1 <= error.column <= len(text)
        assert time.perf_counter() - began < 3
