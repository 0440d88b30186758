"""Every system finds what it should in a handful of documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.relevance import systems
from benchmarks.relevance.collection import Collection, read
from benchmarks.relevance.systems.apart import kept_apart
from benchmarks.relevance.systems.own import Own, weights_without
from benchmarks.relevance.systems.tokens import bigrams, trigrams, words
from unionsearch.search.weights import standard
from unionsearch.text import fold


@pytest.fixture
def office(folder: Path) -> Collection:
    return read(folder / "docs.jsonl", folder / "queries.tsv", folder / "qrels.tsv")


@pytest.mark.parametrize("name", systems.SYSTEMS)
def test_a_system_puts_the_right_document_first(name: str, office: Collection) -> None:
    try:
        system = systems.make(name)
    except systems.Missing as missing:
        pytest.skip(str(missing))
    try:
        system.build(office.documents)
        # A title's own words, which every way of cutting meets; one query is enough for AND.
        assert system.search("女职工", 3)[:1] == ["d2"]
        assert len(system.search("工会", 2)) == 2 or name == "fts5:trigram"  # Two characters are no trigram.
        assert system.search("鲸鱼馆", 10) == []
    finally:
        system.close()


def test_the_whole_program_needs_no_peer_and_answers_all(office: Collection) -> None:
    own = Own()
    own.build(office.documents)
    try:
        for query in office.queries:
            assert own.search(query.text, 1)[0] in office.qrels[query.id], query.text
    finally:
        own.close()


def test_a_variant_searches_the_index_of_another(office: Collection) -> None:
    own, other = Own(), Own(without=("reranker",))
    own.build(office.documents)
    try:
        assert own.index_key == other.index_key != Own(without=("normalisation",)).index_key
        other.adopt(own)
        assert other.search("司机技能比武", 1) == ["d4"]
        other.close()
        assert own.search("司机技能比武", 1) == ["d4"]
    finally:
        own.close()


def test_switches_change_only_what_they_name() -> None:
    whole = standard()
    without = weights_without(("grams",), whole)
    assert (without.streams["grams"], without.streams["words"]) == (0.0, whole.streams["words"])
    assert without.features == whole.features
    flat = weights_without(("reranker",), whole)
    assert set(flat.features.values()) == {0.0} and flat.streams == whole.streams
    with pytest.raises(ValueError, match="gramms"):
        Own(without=("gramms",))


def test_without_normalisation_traditional_characters_are_others(office: Collection) -> None:
    """The title of d5 is traditional: the program finds it by 为矿工, the variant only as it is written."""
    own, bare = Own(), Own(without=("normalisation",))
    own.build(office.documents)
    bare.build(office.documents)
    try:
        assert own.search("工会为矿工", 1) == own.search("工會為礦工", 1) == ["d5"]
        assert bare.search("工會為礦工", 1) == ["d5"]
        # 體檢 stands in the title only, 体检 in the text only.
        assert bare.search("體檢", 9) == bare.search("体检", 9) == ["d5"]
        assert "d5" in own.search("会为", 9) and "d5" not in bare.search("会为", 9)
    finally:
        own.close()
        bare.close()


@given(st.text("工會会ＡaA１1。 ", max_size=12))
def test_what_is_kept_apart_is_not_folded(text: str) -> None:
    apart = kept_apart(text)
    assert len(apart) == len(text)
    words = [char for char in text if fold(char).isalnum()]
    exchanged = [after for before, after in zip(text, apart, strict=True) if fold(before).isalnum()]
    assert len({fold(char) for char in exchanged}) == len(set(words))


def test_tokens_of_peers() -> None:
    assert bigrams("工会，a 12") == ["工会", "a", "12"]
    assert bigrams("职工之家") == ["职工", "工之", "之家"]
    assert trigrams("职工之家，AB") == ["职工之", "工之家"]
    assert words("女职工、Union") == ["职工", "女职工", "union"]


def test_an_unknown_name_is_an_error_and_a_missing_package_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(KeyError):
        systems.make("lucene")
    monkeypatch.setitem(__import__("sys").modules, "tantivy", None)
    with pytest.raises(systems.Missing, match="tantivy"):
        systems.make("tantivy")
