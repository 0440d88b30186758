"""The cut against jieba's own, and terms: they change the texts that hold them and nothing else."""

from __future__ import annotations

import random
import re
from typing import Any

import jieba
import pytest

from unionsearch.analysis import dictionary, lexicon
from unionsearch.analysis.analyzer import Analyzer
from unionsearch.analysis.segment import Segmenter
from unionsearch.text import fold, kinds, normalize

from .samples import SENTENCES

TERMS = ("河湾区总工会", "双亮双比", "集体协商要约", "𠮷祥班组", "一二〇工程", "民主管理和职代会制度")


def _lines() -> list[tuple[str, int]]:
    with dictionary.source().open(encoding="utf-8") as lines:
        return [(line.split(" ")[0], int(line.split(" ")[1])) for line in lines]


def _tokenizer(words: list[tuple[str, int]]) -> Any:
    """jieba's own tokenizer over a dictionary, set up without its cache file."""
    made = jieba.Tokenizer()
    made.FREQ, made.total = {}, 0
    for word, frequency in words:
        made.FREQ[word] = made.FREQ.get(word, 0) + frequency
        made.total += frequency
    for word in list(made.FREQ):
        for end in range(1, len(word)):
            made.FREQ.setdefault(word[:end], 0)
    made.initialized = True
    return made


@pytest.fixture(scope="module")
def lines() -> list[tuple[str, int]]:
    return _lines()


@pytest.fixture(scope="module")
def plain() -> Segmenter:
    return Segmenter()


def _random_texts(words: list[str], count: int) -> list[str]:
    """Runs of words, of their halves and of single characters, so that the ways to cut them compete."""
    choose = random.Random(20111226)
    texts = []
    for _ in range(count):
        pieces = []
        for _ in range(choose.randrange(1, 12)):
            word = choose.choice(words)
            middle = choose.randrange(len(word) + 1)
            pieces.append(choose.choice([word, word, word[:middle], word[middle:]]))
        texts.append("".join(pieces))
    return texts


def test_the_cut_is_jiebas_over_the_folded_dictionary(plain: Segmenter, lines: list[tuple[str, int]]) -> None:
    folded = [(fold(word), frequency) for word, frequency in lines]
    other = _tokenizer(folded)
    words = [word for word, _ in folded if set(kinds(word)) == {"h"}]
    sentences = [run for s in SENTENCES for run in re.split(r"\W+|[0-9a-z]+", normalize(s).text)]
    # Beyond these jieba takes every character for itself.
    runs = [run for run in _random_texts(words, 3000) + sentences if re.fullmatch("[\u4e00-\u9fd5]+", run)]
    assert len(runs) > 2900
    for run in runs:
        assert plain.cut(run) == plain.plain_cut(run) == list(other.cut(run, HMM=False)), run


def test_words_with_rare_characters_are_words_too(plain: Segmenter) -> None:
    # The simplified form of a character may lie beyond what jieba's own cut takes for Chinese.
    for word in ("尤雲殢雨", "尤花殢雪"):
        assert any(ord(char) > 0xFFFF for char in fold(word))
        assert plain.cut(f"的{fold(word)}的") == ["的", fold(word), "的"]


def test_the_cut_is_jiebas_own_where_folding_changes_nothing(
    plain: Segmenter, lines: list[tuple[str, int]]
) -> None:
    frequencies = dict(lines)
    totals: dict[str, int] = {}
    for word, frequency in lines:
        totals[fold(word)] = totals.get(fold(word), 0) + frequency
    other = _tokenizer(lines)

    def same(run: str) -> bool:
        pieces = {run[i:j] for i in range(len(run)) for j in range(i + 1, min(len(run), i + 16) + 1)}
        return all(fold(p) == p and totals.get(p) == frequencies.get(p) for p in pieces)

    some = random.Random(5).sample(lines, 20_000)
    words = [word for word, _ in some if set(kinds(word)) == {"h"} and same(word)]
    runs = [run for run in _random_texts(words, 1500) if run and same(run)]
    assert len(runs) > 1400
    for run in runs:
        assert plain.cut(run) == list(other.cut(run, HMM=False)), run


def test_text_without_a_term_is_cut_as_before(plain: Segmenter, lines: list[tuple[str, int]]) -> None:
    with_terms = Segmenter([*lexicon.own_terms(), *TERMS])
    terms = [normalize(term).text for term in [*lexicon.own_terms(), *TERMS]]
    words = [fold(word) for word, _ in lines if set(kinds(fold(word))) == {"h"}]
    halves = [term[: len(term) // 2] for term in terms] + [term[len(term) // 2 :] for term in terms]
    texts = _random_texts(words, 1000) + _random_texts(halves, 1500)
    runs = [run for run in texts if not any(term in run for term in terms)]
    assert len(runs) > 1500
    for run in runs:
        assert with_terms.cut(run) == plain.cut(run), run


def test_users_terms_are_words_with_their_parts() -> None:
    analyzer = Analyzer(TERMS)
    segmenter = analyzer.segmenter
    for term in TERMS:
        assert segmenter.cut(normalize(term).text) == [normalize(term).text]
    found = {word for word, _, _ in analyzer.words(normalize("推进民主管理和职代会制度建设").text)}
    assert {"民主管理和职代会制度", "民主", "管理", "职代会", "制度"} <= found


def test_terms_may_be_written_in_any_way_and_odd_ones_are_passed_over() -> None:
    segmenter = Segmenter(["雙亮 雙比", "", "会", "12351热线", "“双争”活动", "ＡＢ", "，"])
    assert segmenter.cut("双亮双比") == ["双亮双比"]
    plain = Segmenter()
    for run in ("热线", "双争", "活动", "会"):
        assert segmenter.cut(run) == plain.cut(run)


def test_a_part_may_be_longer_than_any_dictionary_word() -> None:
    inner = "河湾区纺织服装行业工会联合会"
    outer = f"{inner}女职工委员会"
    segmenter = Segmenter([inner, outer])
    assert segmenter.cut(outer) == [outer]
    assert (0, inner) in segmenter.parts(outer)


def test_two_analyzers_in_one_process_know_only_their_own_terms() -> None:
    text = "双亮双比和班组夜校"
    none, one, other = Analyzer(), Analyzer(["双亮双比"]), Analyzer(["班组夜校"])

    def cut(analyzer: Analyzer) -> list[str]:
        return [word for word, _, _ in analyzer.cut(text)]

    before = cut(none)
    assert "双亮双比" in cut(one) and "班组夜校" not in cut(one)
    assert "班组夜校" in cut(other) and "双亮双比" not in cut(other)
    assert cut(none) == before
    assert "双亮双比" not in before and "班组夜校" not in before
    assert [w for w, _, _ in one.cut(text, terms=False)] == [w for w, _, _ in none.cut(text, terms=False)]
