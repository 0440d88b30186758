"""The normalised text and the gram stream: where their characters came from, and what can be found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from unionsearch.model import Span
from unionsearch.text import BREAK, Mapped, flatten, fold, kinds, normalize, stream

#: Few characters of every kind, so that runs of each meet each other often.
ODD = "工会會ｂA7〇𠮷 \u3000\n\u200b\ufe0f，。—（“%-\ue000é\u0301"
texts = st.one_of(st.text(alphabet=ODD, max_size=40), st.text(max_size=40))


@st.composite
def text_and_slice(draw: st.DrawFn) -> tuple[str, str]:
    text = draw(texts.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return text, text[start:end]


@settings(max_examples=700)
@given(text_and_slice())
def test_every_stretch_of_a_text_is_found_in_it(case: tuple[str, str]) -> None:
    text, part = case
    assert flatten(part) in flatten(text)
    assert normalize(part).text in normalize(text).text


@settings(max_examples=500)
@given(text_and_slice())
def test_only_white_space_and_unseen_characters_leave_nothing(case: tuple[str, str]) -> None:
    _, part = case
    assert (flatten(part) == "") == (set(kinds(fold(part))) <= {" ", "0"})


@settings(max_examples=800)
@given(texts, st.data())
def test_spans_of_both_streams_slice_the_original(text: str, data: st.DataObject) -> None:
    for make in (normalize, lambda t: stream(normalize(t))):
        mapped: Mapped = make(text)
        start = data.draw(st.integers(0, len(mapped.text)))
        end = data.draw(st.integers(start, len(mapped.text)))
        span = mapped.span(start, end)
        assert 0 <= span.start <= span.end <= len(text)
        original = text[span.start : span.end]
        # A space at the edge is only kept between words, so it goes where a neighbour is missing.
        assert make(original).text.strip(" ") == mapped.text[start:end].strip(" ")
        if start == end:
            assert original == ""


@settings(max_examples=500)
@given(texts)
def test_origins_rise_and_fall_on_the_character_itself(text: str) -> None:
    for mapped in (normalize(text), stream(normalize(text))):
        origins = [mapped.origin(i) for i in range(len(mapped.text))]
        assert origins == sorted(set(origins))
        for char, origin in zip(mapped.text, origins, strict=True):
            assert char == " " or flatten(text[origin]) == (BREAK if char == BREAK else flatten(char))


@settings(max_examples=500)
@given(texts)
def test_streams_of_streams_stay_as_they_are(text: str) -> None:
    assert normalize(normalize(text).text).text == normalize(text).text
    assert flatten(flatten(text)) == flatten(text)


@settings(max_examples=300)
@given(texts)
def test_streams_hold_no_white_space_but_between_words_and_no_two_breaks(text: str) -> None:
    flat = flatten(text)
    assert BREAK * 2 not in flat
    found = kinds(flat)
    assert "0" not in found
    for i, kind in enumerate(found):
        if kind == " ":
            assert found[i - 1] == "n" == found[i + 1]
        if kind == "p":
            assert flat[i] == BREAK


@settings(max_examples=300)
@given(st.text(alphabet="工会组织ＡB 1\n\u3000", max_size=20), st.integers(0, 3))
def test_line_breaks_between_han_characters_do_not_matter(text: str, step: int) -> None:
    broken = ""
    for i, char in enumerate(text):
        broken += char
        beside = text[i : i + 2]
        if len(beside) == 2 and all(kinds(fold(c)) == "h" for c in beside) and i % (step + 1) == 0:
            broken += " \n\u3000"
    assert flatten(broken) == flatten(text)


def test_examples() -> None:
    assert normalize("工资 集体\n协商").text == "工资集体协商"
    assert normalize("Trade  \u200b Union 报").text == "trade union报"
    assert flatten("“两个普遍”，　（试行）。") == f"{BREAK}两个普遍{BREAK}试行{BREAK}"
    assert flatten("3.5 万、\n4 万") == f"3{BREAK}5万{BREAK}4万"
    assert flatten("") == flatten(" \u200b\n") == ""


def test_spans_take_in_the_white_space_inside_and_leave_that_around() -> None:
    text = "  工 资\n（ 集体 ）"
    assert normalize(text).span(0, 2) == Span(2, 5)
    flat = stream(normalize(text))
    assert flat.text == f"工资{BREAK}集体{BREAK}"
    span = flat.span(3, 5)
    assert text[span.start : span.end] == "集体"
    assert flat.span(2, 2) == Span(6, 6)
    assert normalize("").span(0, 0) == Span(0, 0)
