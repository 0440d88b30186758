"""The two token streams: their tokens tile and slice the text, and no long word hides a shorter one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from unionsearch.analysis import lexicon
from unionsearch.analysis.analyzer import Analyzer, grams, runs
from unionsearch.text import BREAK, flatten, kinds, normalize

from .samples import SENTENCES, texts

relaxed = settings(max_examples=150, deadline=None)


@relaxed
@given(texts)
def test_the_cut_tiles_every_run_and_nothing_else(analyzer: Analyzer, text: str) -> None:
    normalized = normalize(text).text
    for terms in (True, False):
        at = 0
        pieces = list(analyzer.cut(normalized, terms=terms))
        for _, start, end in runs(normalized):
            while at < len(pieces) and pieces[at][1] < end:
                word, first, last = pieces[at]
                assert (first, normalized[first:last]) == (start, word)
                start = last
                at += 1
            assert start == end
        assert at == len(pieces)


@relaxed
@given(texts)
def test_runs_are_all_that_is_no_space_or_punctuation(text: str) -> None:
    normalized = normalize(text).text
    inside: set[int] = set()
    for han, start, end in runs(normalized):
        inside.update(range(start, end))
        found = set(kinds(normalized[start:end]))
        assert found == {"h"} if han else "n" in found <= {"n", "p"}
    for i, kind in enumerate(kinds(normalized)):
        if i not in inside:
            assert kind in "p "
        elif kind == "p":
            assert normalized[i] in ".," and normalized[i - 1].isdigit() and normalized[i + 1].isdigit()


@relaxed
@given(texts)
def test_words_are_the_cut_and_each_word_inside_one_of_its_words(analyzer: Analyzer, text: str) -> None:
    normalized = normalize(text).text
    cut = list(analyzer.cut(normalized))
    words = list(analyzer.words(normalized))
    assert [w for w in words if w in set(cut)] == cut
    for word, start, end in words:
        assert normalized[start:end] == word
        assert any(s <= start and end <= e for _, s, e in cut)


@relaxed
@given(texts)
def test_a_long_term_hides_no_word_of_the_plain_cut(analyzer: Analyzer, text: str) -> None:
    normalized = normalize(text).text
    cut = list(analyzer.cut(normalized))
    words = set(analyzer.words(normalized))
    for word, start, end in analyzer.cut(normalized, terms=False):
        if end - start > 1 and any(s <= start and end <= e for _, s, e in cut):
            assert (word, start, end) in words


@relaxed
@given(texts)
def test_tokens_slice_the_text_that_they_stand_for(analyzer: Analyzer, text: str) -> None:
    for token in analyzer.word_tokens(text):
        assert normalize(text[token.start : token.end]).text == token.text
    flat = flatten(text)
    tokens = analyzer.gram_tokens(text)
    assert len(tokens) == len(flat)
    for i, token in enumerate(tokens):
        assert token.text == flat[i : i + 2]
        assert flatten(text[token.start : token.end]).strip(" ") == token.text.strip(" ")


def test_grams_are_bigrams_and_the_last_character() -> None:
    assert grams("") == []
    assert grams("工") == ["工"]
    assert grams(f"工会{BREAK}") == ["工会", f"会{BREAK}", BREAK]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("GDP增长3.5%", ["gdp", "增长", "3.5", "%"]),
        ("1,250,000元", ["1,250,000", "元"]),
        ("第3,期", ["第", "3", "期"]),
        ("Trade Union", ["trade", "union"]),
        ("5月1日", ["5", "月", "1", "日"]),
        ("二〇一一", ["二", "〇", "一一"]),
        ("工 资\n集体协商", ["工资集体协商", "工资", "集体", "集体协商", "体协", "协商"]),
        ("，。", []),
    ],
)
def test_words_of(analyzer: Analyzer, text: str, words: list[str]) -> None:
    found = [token.text for token in analyzer.word_tokens(text)]
    assert sorted(found) == sorted(words)


def test_every_term_that_ships_is_one_word_and_shows_its_parts(analyzer: Analyzer) -> None:
    terms = [normalize(term).text for term in lexicon.own_terms()]
    assert len(terms) > 100
    segmenter = analyzer.segmenter
    for term in terms:
        assert segmenter.cut(term) == [term]
        inside = {part for _, part in segmenter.parts(term)}
        assert {other for other in terms if other in term and other != term} <= inside
        assert {word for word in segmenter.plain_cut(term) if 1 < len(word) < len(term)} <= inside


def test_a_long_run_of_letters_falls_into_stretches_that_a_query_meets_again(analyzer: Analyzer) -> None:
    long = "ab" * 500
    words = [word for word, _, _ in analyzer.words(long)]
    assert "".join(words) == long
    assert max(map(len, words)) <= 128
    assert [word for word, _, _ in analyzer.words(f"工会{long}")][1:] == words


def test_a_long_run_without_punctuation_is_cut_to_its_end(analyzer: Analyzer) -> None:
    long = "职工代表大会" * 2000
    words = analyzer.segmenter.cut(long)
    assert "".join(words) == long
    assert words[:3] == ["职工代表大会"] * 3


def test_covering_takes_the_fewest_words(analyzer: Analyzer) -> None:
    segmenter = analyzer.segmenter
    assert segmenter.cover("工资集体协商") == ["工资", "集体协商"]
    assert segmenter.cover("职工") == ["职工"]
    for sentence in SENTENCES:
        for word, _, _ in analyzer.cut(normalize(sentence).text):
            assert "".join(segmenter.cover(word)) == word


def test_the_fingerprint_names_folding_and_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Analyzer().fingerprint()
    assert before == Analyzer(["河湾区总工会"]).fingerprint()
    monkeypatch.setattr(lexicon, "own_terms", lambda: ["河湾区总工会"])
    assert Analyzer().fingerprint() != before
    monkeypatch.undo()
    monkeypatch.setattr("unionsearch.analysis.dictionary.folding", lambda: "other")
    assert Analyzer().fingerprint() != before
