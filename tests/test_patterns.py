"""Patterns that are compiled at their first use answer as compiled ones do."""

from __future__ import annotations

import re

import pytest

from unionsearch.patterns import pattern


def test_nothing_is_compiled_before_the_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = re.compile

    def noted(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return compile_(text, flags)

    monkeypatch.setattr(re, "compile", noted)
    number = pattern("第([0-9]+)期")
    assert compiled == []
    for _ in range(2):
        assert number.fullmatch("第12期")
        assert number.search("见第3期") is not None
    assert compiled == ["第([0-9]+)期"]


def test_a_faulty_pattern_fails_when_it_is_used() -> None:
    faulty = pattern("(")
    with pytest.raises(re.error):
        faulty.match("一")


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_it_answers_as_a_compiled_one(flags: int) -> None:
    text, late, plain = "Ab工会ab工会", pattern("(ab)工会", flags), re.compile("(ab)工会", flags)
    assert late.findall(text) == plain.findall(text)
    assert [m.span() for m in late.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert late.sub("-", text) == plain.sub("-", text)
    assert late.split(text) == plain.split(text)
    assert (late.match(text, 4) is None) == (plain.match(text, 4) is None)
    assert (late.pattern, late.flags) == (plain.pattern, plain.flags)
