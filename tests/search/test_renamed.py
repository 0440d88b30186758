"""Names that were given up: the years in which they held."""

from __future__ import annotations

import pytest

from unionsearch.errors import ConfigError
from unionsearch.model import Issue
from unionsearch.query import parse
from unionsearch.search.periods import years_of
from unionsearch.search.thesaurus import Thesaurus

from .build import Asking, Shelf, searching
from .build import bodies as made

_RENAMED = Thesaurus([("renamed\t沙湾县\t沙湾区\t2006\t并入城区", "here")])


def _kinds(word: str, years: tuple[int, int] | None) -> list[str]:
    return [v.kind for v in _RENAMED.about(years).variants(word)]


class TestYears:
    @pytest.mark.parametrize(
        ("query", "years"),
        [
            ("沙湾区", None),
            ("沙湾区 2011年", (2011, 2011)),
            ("沙湾区二〇〇四年总结", (2004, 2004)),
            ("2004年到2008年 沙湾", (2004, 2008)),
            ("沙湾区 date:2009", (2009, 2009)),
            ("沙湾区 date:2009..2011 2004年", (2009, 2011)),
            ("沙湾区 date:..2004", (1, 2004)),
            ("沙湾区 -date:2009", None),
            ("沙湾区 OR date:2009", None),
            ("(沙湾区 date:2009) 码头", (2009, 2009)),
            ("沙湾区 “2009年”", None),
        ],
    )
    def test_of_a_query(self, query: str, years: tuple[int, int] | None) -> None:
        assert years_of(parse(query), None, None) == years

    def test_of_the_options(self) -> None:
        query = parse("沙湾区 2004年")
        assert years_of(query, "2009-03", None) == (2009, 9999)
        assert years_of(query, None, "2005") == (1, 2005)
        assert years_of(parse("沙湾区 date:2010"), "2009", "2011") == (2010, 2010)


class TestNames:
    def test_a_name_in_its_time_is_the_same_and_out_of_it_only_near(self) -> None:
        assert _kinds("沙湾区", None) == ["renamed"]
        assert _kinds("沙湾区", (2001, 2003)) == ["renamed"]
        assert _kinds("沙湾区", (2005, 2008)) == ["renamed"]
        assert _kinds("沙湾区", (2007, 2008)) == ["near"]
        assert _kinds("沙湾县", (2007, 2008)) == ["renamed"]
        assert _kinds("沙湾县", (2001, 2005)) == ["near"]

    def test_in_the_year_of_the_change_both_names_held(self) -> None:
        assert _kinds("沙湾区", (2006, 2006)) == _kinds("沙湾县", (2006, 2006)) == ["renamed"]

    def test_without_a_year_a_name_holds_for_ever(self) -> None:
        lines = ["renamed\t沙湾县\t沙湾区", "renamed\t河口县\t河口区\t\t无年份"]
        thesaurus = Thesaurus((line, "here") for line in lines)
        for word in ("沙湾区", "河口区"):
            assert [v.kind for v in thesaurus.about((2020, 2020)).variants(word)] == ["renamed"]

    def test_a_year_that_is_none_is_refused(self) -> None:
        with pytest.raises(ConfigError):
            Thesaurus([("renamed\t沙湾县\t沙湾区\t很早", "here")])


class TestSearching:
    _BODIES = made("沙湾县修码头。", "沙湾区修码头。", "别的码头。")

    @staticmethod
    def _shelf() -> Shelf:
        old, new, other = TestSearching._BODIES
        return {
            "A": (Issue("a", "a.txt", period="2004"), [old]),
            "B": (Issue("b", "b.txt", period="2011"), [new, other]),
            "C": (Issue("c", "c.txt", period="2012"), [old]),
        }

    def test_a_late_mention_of_an_old_name_is_still_found_but_is_no_full_match(self) -> None:
        with searching(self._shelf(), _RENAMED) as searcher:
            asking = Asking(searcher)
            assert asking.complete("沙湾区") == {"A1", "B2", "C1"}
            assert asking.complete("沙湾区", since="2008") == {"B2"}
            assert asking.found("沙湾区", since="2008") == ["B2", "C1"]
            assert asking.found("沙湾区 date:2004") == ["A1"]

    def test_the_note_tells_the_year(self) -> None:
        with searching(self._shelf(), _RENAMED) as searcher:
            asking = Asking(searcher)
            assert any("沙湾县 (the name until 2006)" in note for note in asking.page("沙湾区").notes)
            assert any("沙湾区 (the name from 2006 on)" in note for note in asking.page("沙湾县").notes)
