"""The shipped thesaurus as data: its form, and that no line says more than it should."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations
from pathlib import Path

import pytest

from unionsearch.analysis.analyzer import Analyzer
from unionsearch.search.stopwords import stopwords
from unionsearch.search.thesaurus import own_thesaurus
from unionsearch.search.units import units
from unionsearch.text import BREAK, flatten, is_word

KINDS = ("same", "abbreviation", "renamed", "narrower", "near")
#: The kinds that say that two words mean one thing.
EQUAL = ("same", "abbreviation", "renamed")
#: Words of nearly every bulletin: another word for one of them would bring up the whole archive.
EVERYWHERE = frozenset(
    [
        "工会",
        "职工",
        "企业",
        "工作",
        "活动",
        "会议",
        "代表",
        "单位",
        "干部",
        "全市",
        "组织",
        "建设",
        "发展",
        "服务",
        "管理",
        "问题",
        "提高",
        "加强",
        "开展",
        "召开",
        "市",
        "区",
        "县",
        "人",
    ]
)
#: More words than this for one thing are no longer one thing.
MOST = 16
SPOT_CHECKS = Path(__file__).with_name("data") / "expansions.tsv"


@dataclass(frozen=True)
class Entry:
    where: str
    kind: str
    term: str
    others: tuple[str, ...]
    year: str
    columns: int

    @property
    def terms(self) -> tuple[str, ...]:
        return (self.term, *self.others)

    @property
    def pairs(self) -> Iterator[frozenset[str]]:
        """The pairs of words that the entry ties, as they stand in a text."""
        flat = [_flat(term) for term in self.terms]
        if self.kind == "same":
            return (frozenset(pair) for pair in combinations(flat, 2))
        return (frozenset((flat[0], other)) for other in flat[1:])


def _flat(term: str) -> str:
    return flatten(term).strip(BREAK)


@cache
def _files() -> dict[str, str]:
    folder = resources.files("unionsearch.search").joinpath("data/thesaurus")
    return {f.name: f.read_bytes().decode("utf-8") for f in folder.iterdir() if f.name.endswith(".tsv")}


def _entries() -> list[Entry]:
    found = []
    for name, text in sorted(_files().items()):
        for number, line in enumerate(text.split("\n"), 1):
            if not line or line.startswith("#"):
                continue
            columns = line.split("\t")
            kind, term, others = columns[:3]
            year = columns[3] if len(columns) > 3 else ""
            found.append(Entry(f"{name}:{number}", kind, term, tuple(others.split("|")), year, len(columns)))
    return found


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return _entries()


def _twice(counted: dict[object, list[str]]) -> dict[object, list[str]]:
    return {what: where for what, where in counted.items() if len(where) > 1}


class TestForm:
    def test_files_are_plain_text_with_a_heading(self) -> None:
        for name, text in _files().items():
            assert text.startswith("# "), name
            assert text.endswith("\n") and not text.endswith("\n\n"), name
            assert not set("\r\ufeff\u3000") & set(text), name

    def test_lines_have_three_to_five_columns_and_a_known_kind(self, entries: list[Entry]) -> None:
        for entry in entries:
            assert 3 <= entry.columns <= 5, entry
            assert entry.kind in KINDS, entry

    def test_terms_are_clean(self, entries: list[Entry]) -> None:
        for entry in entries:
            for term in entry.terms:
                assert term and not any(c.isspace() for c in term), entry
                assert is_word(term[0]), (entry, term)

    def test_years_belong_to_what_was_renamed(self, entries: list[Entry]) -> None:
        for entry in entries:
            if entry.kind == "renamed":
                assert 2000 <= int(entry.year) <= 2020, entry
            else:
                assert entry.year == "", entry

    def test_there_are_several_hundred_of_every_theme(self, entries: list[Entry]) -> None:
        assert len(entries) >= 500
        kinds = Counter(entry.kind for entry in entries)
        assert min(kinds[kind] for kind in KINDS) >= 20, kinds
        themes = Counter(entry.where.split(":")[0] for entry in entries)
        assert len(themes) >= 8 and min(themes.values()) >= 20, themes


class TestTerms:
    def test_terms_have_two_characters_at_least(self, entries: list[Entry]) -> None:
        for entry in entries:
            for term in entry.terms:
                assert len(_flat(term).replace(BREAK, "")) >= 2, (entry, term)

    def test_terms_carry_meaning(self, entries: list[Entry], analyzer: Analyzer) -> None:
        for entry in entries:
            for term in entry.terms:
                words = [word for word, _, _ in analyzer.cut(_flat(term), terms=False) if word != BREAK]
                assert any(word not in stopwords() for word in words), (entry, term)

    def test_no_term_stands_in_every_bulletin(self, entries: list[Entry]) -> None:
        for entry in entries:
            assert not EVERYWHERE & {*entry.terms}, entry


class TestTies:
    def test_no_line_repeats_a_term(self, entries: list[Entry]) -> None:
        for entry in entries:
            flat = [_flat(term) for term in entry.terms]
            assert len(set(flat)) == len(flat), entry

    def test_no_tie_is_stated_twice(self, entries: list[Entry]) -> None:
        stated: dict[object, list[str]] = defaultdict(list)
        for entry in entries:
            for pair in entry.pairs:
                stated[tuple(sorted(pair))].append(entry.where)
        assert _twice(stated) == {}

    def test_a_term_heads_one_line_of_a_kind(self, entries: list[Entry]) -> None:
        heads: dict[object, list[str]] = defaultdict(list)
        for entry in entries:
            if entry.kind != "renamed":  # A name may have been changed twice.
                heads[entry.kind, _flat(entry.term)].append(entry.where)
        assert _twice(heads) == {}

    def test_what_the_term_finds_anyway_is_left_out(self, entries: list[Entry]) -> None:
        # 审计 finds 离任审计 by itself. An abbreviation is worth stating: its long form finds the short one.
        for entry in entries:
            if entry.kind in ("narrower", "near"):
                for other in entry.others:
                    assert _flat(entry.term) not in _flat(other), (entry, other)

    def test_narrower_has_no_circles(self, entries: list[Entry]) -> None:
        below = {_flat(e.term): {_flat(o) for o in e.others} for e in entries if e.kind == "narrower"}
        for top in below:
            reached: set[str] = set()
            todo = set(below[top])
            while todo:
                reached |= todo
                todo = {t for term in todo for t in below.get(term, ())} - reached
            assert top not in reached


class TestMeaning:
    def test_same_is_what_one_line_says(self, entries: list[Entry]) -> None:
        lines: dict[object, list[str]] = defaultdict(list)
        for entry in entries:
            if entry.kind == "same":
                for term in entry.terms:
                    lines[_flat(term)].append(entry.where)
        assert _twice(lines) == {}

    def test_no_chain_of_equal_words_joins_two_things(self, entries: list[Entry]) -> None:
        tied: dict[str, set[str]] = defaultdict(set)
        line_of: dict[str, str] = {}
        for entry in entries:
            if entry.kind in EQUAL:
                for pair in entry.pairs:
                    first, second = pair
                    tied[first].add(second)
                    tied[second].add(first)
            if entry.kind == "same":
                line_of.update((_flat(term), entry.where) for term in entry.terms)
        for group in _groups(tied):
            assert len(group) <= MOST, sorted(group)
            assert len({line_of[term] for term in group if term in line_of}) <= 1, sorted(group)

    def test_every_tie_reaches_the_search(self, entries: list[Entry]) -> None:
        thesaurus = own_thesaurus()
        for entry in entries:
            flat = [_flat(term) for term in entry.terms]
            down = {v.text: v.kind for v in thesaurus.variants(flat[0])}
            assert all(down.get(other) == entry.kind for other in flat[1:]), entry
            if entry.kind != "narrower":
                for other in flat[1:]:
                    assert flat[0] in {v.text for v in thesaurus.variants(other)}, (entry, other)


def _groups(tied: dict[str, set[str]]) -> Iterator[set[str]]:
    seen: set[str] = set()
    for start in tied:
        if start in seen:
            continue
        group: set[str] = set()
        todo = {start}
        while todo:
            group |= todo
            todo = {t for term in todo for t in tied[term]} - group
        seen |= group
        yield group


def _spot_checks() -> list[tuple[str, str, str]]:
    lines = SPOT_CHECKS.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(query, other, kind) for query, other, kind in rows]


class TestSpotChecks:
    def test_there_are_sixty(self) -> None:
        assert len(set(_spot_checks())) >= 60

    @pytest.mark.parametrize(("query", "other", "kind"), _spot_checks())
    def test_a_query_is_also_looked_for_by(
        self, query: str, other: str, kind: str, analyzer: Analyzer
    ) -> None:
        found = units(query, ("body",), analyzer, own_thesaurus())
        assert (_flat(other), kind) in {(v.text, v.kind) for unit in found for v in unit.variants}


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()
