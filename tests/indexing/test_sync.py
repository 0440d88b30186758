"""What a sync takes in, keeps, and drops; and when it does nothing at all."""

from __future__ import annotations

import builtins
import io
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from unionsearch.analysis import analyzer as analysis
from unionsearch.engines.whoosh import WhooshEngine
from unionsearch.errors import ConfigError, CorpusError, NotFoundError
from unionsearch.indexing import records
from unionsearch.indexing.state import read_state
from unionsearch.model import Issue
from unionsearch.reports import Changes

from .office import Office, bulletin

TEA = bulletin("采茶女工技能比武", "云台茶场女工委在清明前办了采茶比武。")
BOAT = bulletin("渡口班组安全夜校", "渡口管理处工会每周二开夜校，讲救生衣的穿法。")
MILL = bulletin("老磨坊退休职工座谈", "面粉厂工会请退休职工回厂喝茶。")


@pytest.fixture
def filled(office: Office) -> Office:
    """Two files, indexed."""
    office.write("a.txt", TEA)
    office.write("2011/b.txt", BOAT)
    office.sync()
    return office


def sources(office: Office) -> dict[str, str]:
    """Under which name the index holds each file's postings."""
    state = read_state(WhooshEngine(office.index), office.index)
    state.reader.close()
    return {path: entry.source for path, entry in state.manifest.files.items()}


def issue(office: Office, name: str) -> Issue:
    with office.archive() as archive:
        return next(s.issue for s in archive.issues() if s.issue.id == name)


def test_the_first_sync(office: Office) -> None:
    office.write("a.txt", TEA)
    office.write("2011/b.txt", BOAT)
    office.write("note.jpg", b"\xff\xd8")
    report = office.sync()
    assert report.changes == Changes(added=("2011/b.txt", "a.txt"), passed_over=1)
    assert (report.issues, report.articles, report.rebuilt, report.reason) == (2, 2, True, None)
    assert report.problems == ()
    assert office.found("「采茶」") == {"a#1"}
    assert office.found("「夜校」") == {"2011/b#1"}


def test_an_empty_corpus(office: Office) -> None:
    report = office.sync()
    assert (report.changes, report.issues, report.articles) == (Changes(), 0, 0)
    assert office.found("「采茶」") == set()
    office.write("a.txt", TEA)
    assert office.sync().changes.added == ("a.txt",)


def test_added(filled: Office) -> None:
    filled.write("c.txt", MILL)
    report = filled.sync()
    assert report.changes == Changes(added=("c.txt",), unchanged=2)
    assert (report.issues, report.articles, report.rebuilt) == (3, 3, False)
    assert filled.found("「磨坊」") == {"c#1"}


def test_changed(filled: Office) -> None:
    filled.write("a.txt", MILL)
    assert filled.sync().changes == Changes(changed=("a.txt",), unchanged=1)
    assert filled.found("「磨坊」") == {"a#1"}
    assert filled.found("「采茶」") == set()


def test_changed_within_the_tick_of_its_clock(office: Office) -> None:
    # Written now, so that its time does not tell whether it changed since.
    path = office.write("a.txt", TEA)
    now = path.stat().st_ctime_ns
    os.utime(path, ns=(now, now))
    office.sync()
    office.write("a.txt", TEA.replace("女工", "男工"))
    os.utime(path, ns=(now, now))
    assert office.sync().changes.changed == ("a.txt",)
    assert office.found("「采茶男工」") == {"a#1"}


def test_a_file_taken_in_when_new_is_trusted_once_it_is_old(office: Office) -> None:
    path = office.write("a.txt", TEA)
    now = path.stat().st_ctime_ns
    os.utime(path, ns=(now, now))
    office.sync()
    early = office.snapshot()
    assert not office.sync().changes
    assert office.snapshot() == early
    # Time goes by: as if the file had been written long before.
    old = now - 10 * 10**9
    os.utime(path, ns=(old, old))
    office.sync()
    settled = office.snapshot()
    assert settled != early
    with no_opening(office):
        assert not office.sync().changes
    assert office.snapshot() == settled


class no_opening:
    """Within it, no file of the corpus may be opened."""

    def __init__(self, office: Office) -> None:
        self.corpus = str(office.corpus)
        self.real: Any = builtins.open

    def __enter__(self) -> None:
        def guarded(file: Any, *args: Any, **kwargs: Any) -> Any:
            assert not str(file).startswith(self.corpus), f"{file} was opened"
            return self.real(file, *args, **kwargs)

        builtins.open = io.open = guarded

    def __exit__(self, *_: object) -> None:
        builtins.open = io.open = self.real


def test_nothing_changed_writes_nothing_and_opens_nothing(filled: Office) -> None:
    before = filled.snapshot()
    with no_opening(filled):
        report = filled.sync()
    assert report.changes == Changes(unchanged=2)
    assert (report.issues, report.articles) == (2, 2)
    assert filled.snapshot() == before


def test_the_guard_against_opening_works(filled: Office) -> None:
    filled.set_time("a.txt", 5)
    with pytest.raises(AssertionError, match="was opened"), no_opening(filled):
        filled.sync()


def test_touched(filled: Office) -> None:
    before = sources(filled)
    filled.set_time("a.txt", 5)
    assert filled.sync().changes == Changes(unchanged=2)
    assert sources(filled) == before
    with no_opening(filled):
        filled.sync()


def test_removed(filled: Office) -> None:
    (filled.corpus / "a.txt").unlink()
    report = filled.sync()
    assert report.changes == Changes(removed=("a.txt",), unchanged=1)
    assert (report.issues, report.articles) == (1, 1)
    assert filled.found("「采茶」") == set()


def test_a_folder_removed(filled: Office) -> None:
    shutil.rmtree(filled.corpus / "2011")
    assert filled.sync().changes.removed == ("2011/b.txt",)
    with filled.archive() as archive:
        assert archive.warning() is None


def test_moved_keeps_its_postings_and_takes_its_new_id(
    filled: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sources(filled)
    (filled.corpus / "old").mkdir()
    (filled.corpus / "a.txt").rename(filled.corpus / "old" / "c.txt")
    monkeypatch.setattr(records, "record_of", None)  # No article is analysed again.
    assert filled.sync().changes == Changes(moved=(("a.txt", "old/c.txt"),), unchanged=1)
    assert filled.found("「采茶」") == {"old/c#1"}
    assert sources(filled)["old/c.txt"] == before["a.txt"]
    with filled.archive() as archive:
        assert archive.article("old/c#1").issue.file == "old/c.txt"
        with pytest.raises(NotFoundError):
            archive.article("a#1")


def test_a_move_that_changes_what_the_name_says(filled: Office) -> None:
    (filled.corpus / "a.txt").rename(filled.corpus / "2009-04.txt")
    assert filled.sync().changes.moved == (("a.txt", "2009-04.txt"),)
    assert issue(filled, "2009-04").period == "2009-04"
    assert filled.found("「采茶」 date:2009-04") == {"2009-04#1"}


def test_two_files_change_places(filled: Office) -> None:
    a, b = filled.corpus / "a.txt", filled.corpus / "2011" / "b.txt"
    text = a.read_bytes()
    filled.write("a.txt", b.read_bytes())
    filled.write("2011/b.txt", text)
    assert filled.sync().changes.changed == ("2011/b.txt", "a.txt")
    assert filled.found("「采茶」") == {"2011/b#1"}
    assert filled.found("「夜校」") == {"a#1"}


def test_copies(filled: Office) -> None:
    filled.write("copy.txt", TEA)
    assert filled.sync().changes.added == ("copy.txt",)
    assert filled.found("「采茶」") == {"a#1", "copy#1"}
    (filled.corpus / "a.txt").unlink()
    filled.write("third.txt", TEA)
    assert filled.sync().changes == Changes(moved=(("a.txt", "third.txt"),), unchanged=2)
    assert filled.found("「采茶」") == {"copy#1", "third#1"}
    (filled.corpus / "copy.txt").unlink()
    filled.sync()
    assert filled.found("「采茶」") == {"third#1"}


def test_ids_that_would_collide_keep_their_suffix(filled: Office) -> None:
    filled.write("a.md", MILL)
    filled.sync()
    assert filled.found("「采茶」 OR 「磨坊」") == {"a.txt#1", "a.md#1"}
    with filled.archive() as archive:
        assert archive.article("a.md#1").article.title == "老磨坊退休职工座谈"
    (filled.corpus / "a.md").unlink()
    filled.sync()
    assert filled.found("「采茶」") == {"a#1"}


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="names are Unicode there")
def test_a_name_that_is_no_text(office: Office) -> None:
    (office.corpus / os.fsdecode(b"\xd6\xd0.txt")).write_text(TEA, encoding="utf-8")
    assert len(office.sync().changes.added) == 1
    with office.archive() as archive:
        hit = archive.search("采茶").hits[0]
        assert archive.article(hit.id).article.title == "采茶女工技能比武"


# issues.toml and front matter


def test_issues_toml_added_changed_and_removed(filled: Office) -> None:
    before = sources(filled)
    toml = filled.write("issues.toml", '["a.txt"]\ntitle = "云台工会信息"\nnumber = 7\n')
    assert filled.sync().changes == Changes(changed=("a.txt",), unchanged=1)
    assert (issue(filled, "a").title, issue(filled, "a").number) == ("云台工会信息", 7)
    assert sources(filled) == before, "the articles are the same, and so are their postings"
    filled.write("issues.toml", '["a.txt"]\ntitle = "云台工会信息"\nperiod = "2009-04"\n')
    assert filled.sync().changes.changed == ("a.txt",)
    assert issue(filled, "a").period == "2009-04"
    assert filled.found("date:2009-04") == {"a#1"}
    toml.unlink()
    assert filled.sync().changes.changed == ("a.txt",)
    assert issue(filled, "a").title is None
    assert filled.found("date:2009-04") == set()


def test_issues_toml_that_names_what_is_not_there(filled: Office) -> None:
    filled.write("issues.toml", '["a.txt"]\nnumber = 7\n["gone.txt"]\nnumber = 8\n["../a.txt"]\nnumber = 9\n')
    report = filled.sync()
    assert issue(filled, "a").number == 7
    assert [p.file for p in report.problems] == ["issues.toml"] * 2
    assert "gone.txt" in report.problems[0].message
    assert [p.message for p in filled.sync().problems] == [p.message for p in report.problems]


def test_what_a_broken_issues_toml_said_stays_in_force(filled: Office) -> None:
    filled.write("issues.toml", '["a.txt"]\ntitle = "云台工会信息"\n["2011/b.txt"]\nnumber = 3\n')
    filled.sync()
    filled.write("issues.toml", '["a.txt"\n')
    filled.write("a.txt", MILL)
    report = filled.sync()
    assert report.changes.changed == ("a.txt",)
    assert [p.file for p in report.problems] == ["issues.toml"]
    assert (issue(filled, "a").title, issue(filled, "2011/b").number) == ("云台工会信息", 3)
    filled.write("issues.toml", '["a.txt"]\ntitle = "新云台"\n')
    assert filled.sync().problems == ()
    assert (issue(filled, "a").title, issue(filled, "2011/b").number) == ("新云台", None)


def test_the_nearer_issues_toml_wins_key_by_key(filled: Office) -> None:
    filled.write("issues.toml", '["2011/b.txt"]\ntitle = "远"\nnumber = 3\n')
    filled.write("2011/issues.toml", '["b.txt"]\ntitle = "近"\n')
    filled.sync()
    assert (issue(filled, "2011/b").title, issue(filled, "2011/b").number) == ("近", 3)


def test_front_matter(filled: Office) -> None:
    filled.write("a.txt", f"---\nnumber: 5\nperiod: 2010-02\n---\n{TEA}")
    assert filled.sync().changes.changed == ("a.txt",)
    assert (issue(filled, "a").number, issue(filled, "a").period) == (5, "2010-02")
    assert filled.found("「采茶」 date:2010-02") == {"a#1"}


# Segmentation terms


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the articles that are analysed."""
    found: list[str] = []
    real = records.record_of

    def record_of(article: Any, *rest: Any) -> Any:
        found.append(article.title)
        return real(article, *rest)

    monkeypatch.setattr(records, "record_of", record_of)
    return found


def words(office: Office, name: str, word: str) -> int:
    """In how many articles a word stands in the words stream."""
    from unionsearch.engines.conditions import Word

    state = read_state(WhooshEngine(office.index), office.index)
    found = state.reader.frequency(Word(word))
    state.reader.close()
    return found


def test_only_articles_with_the_new_terms_are_analysed_again(filled: Office, analysed: list[str]) -> None:
    filled.write("lexicon/own.txt", "渡口管理处\n没有出现过\n")
    assert words(filled, "2011/b", "渡口管理处") == 0
    with filled.archive() as archive:
        assert archive.status().terms_changed
        assert archive.warning() is not None
        # The query is cut as the index was.
        assert archive.search("渡口管理处").hits[0].id == "2011/b#1"
        state = read_state(WhooshEngine(filled.index), filled.index)
        assert state.manifest.terms == ()
        state.reader.close()
    with no_opening_of_bulletins(filled):
        report = filled.sync()
    assert analysed == ["渡口班组安全夜校"]
    assert (report.changes, report.reanalysed) == (Changes(unchanged=2), 1)
    assert words(filled, "2011/b", "渡口管理处") == 1
    assert filled.found("「渡口管理处」") == {"2011/b#1"}
    with filled.archive() as archive:
        assert not archive.status().terms_changed
        assert archive.warning() is None
    analysed.clear()
    assert filled.sync().reanalysed == 0
    assert analysed == []
    (filled.corpus / "lexicon" / "own.txt").unlink()
    assert filled.sync().reanalysed == 1
    assert words(filled, "2011/b", "渡口管理处") == 0
    assert analysed == ["渡口班组安全夜校"]


class no_opening_of_bulletins(no_opening):
    """Articles that have not changed are taken from the index, not from the file."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.corpus = str(office.corpus / "2011")


def test_terms_and_a_move_at_once(filled: Office, analysed: list[str]) -> None:
    filled.write("lexicon/own.txt", "渡口管理处\n")
    (filled.corpus / "2011" / "b.txt").rename(filled.corpus / "c.txt")
    (filled.corpus / "a.txt").unlink()
    report = filled.sync()
    assert report.changes == Changes(moved=(("2011/b.txt", "c.txt"),), removed=("a.txt",))
    assert words(filled, "c", "渡口管理处") == 1
    assert filled.found("「渡口管理处」") == {"c#1"}


def test_queries_use_the_terms_of_the_index(filled: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    filled.write("lexicon/own.txt", "渡口管理处\n")
    filled.sync()
    filled.write("lexicon/own.txt", "云台茶场\n")
    seen: list[tuple[str, ...]] = []
    real = analysis.Analyzer.__init__

    def init(self: Any, terms: Any = ()) -> None:
        real(self, terms)
        seen.append(self.terms)

    monkeypatch.setattr(analysis.Analyzer, "__init__", init)
    filled.found("「渡口管理处」")
    assert ("渡口管理处",) in seen
    assert ("云台茶场",) not in seen


def test_a_term_file_that_is_no_text(filled: Office) -> None:
    before = filled.snapshot()
    filled.write("lexicon/own.txt", b"\xff\xff")
    with pytest.raises(ConfigError, match=r"own\.txt"):
        filled.sync()
    assert filled.snapshot() == before
    with filled.archive() as archive:
        assert "own.txt" in str(archive.warning())


# --full, --dry-run, paths


def test_full_builds_anew(filled: Office, analysed: list[str]) -> None:
    before = sources(filled)
    report = filled.sync(full=True)
    assert report.rebuilt and report.changes.added == ("2011/b.txt", "a.txt")
    assert len(analysed) == 2
    assert set(sources(filled).values()).isdisjoint(before.values())
    assert filled.found("「采茶」") == {"a#1"}


def test_a_dry_run_writes_nothing(filled: Office) -> None:
    filled.write("c.txt", MILL)
    (filled.corpus / "a.txt").unlink()
    filled.write("lexicon/own.txt", "渡口管理处\n")
    before = filled.snapshot()
    report = filled.sync(dry_run=True)
    assert report.changes == Changes(added=("c.txt",), removed=("a.txt",), unchanged=1)
    assert report.dry_run and not report.rebuilt and report.reanalysed == 1
    assert (report.issues, report.articles) == (2, 2)
    assert filled.snapshot() == before


def test_a_dry_run_makes_no_folder(office: Office) -> None:
    office.write("a.txt", TEA)
    report = office.sync(dry_run=True)
    assert report.changes.added == ("a.txt",) and report.rebuilt
    assert sorted(p.name for p in office.index.parent.iterdir()) == ["corpus"]


def test_with_paths_only_they_are_looked_at(filled: Office) -> None:
    filled.write("a.txt", MILL)
    filled.write("c.txt", MILL)
    filled.write("2011/new.txt", MILL)
    filled.write("2011/b.txt", MILL)
    filled.write("2012/bad.txt", b"")
    report = filled.sync("2011")
    assert report.changes == Changes(added=("2011/new.txt",), changed=("2011/b.txt",), unchanged=1)
    assert report.problems == ()
    assert filled.found("「磨坊」") == {"2011/b#1", "2011/new#1"}
    with filled.archive() as archive:
        assert archive.warning() is not None, "the corpus's own folder has an entry that is not known"
    assert filled.sync("c.txt").changes.added == ("c.txt",)
    report = filled.sync()
    assert report.changes == Changes(changed=("a.txt",), unchanged=3)
    assert [p.file for p in report.problems] == ["2012/bad.txt"]
    with filled.archive() as archive:
        assert archive.warning() is None


def test_with_paths_that_are_gone(filled: Office) -> None:
    filled.write("2011/more/d.txt", MILL)
    filled.sync()
    shutil.rmtree(filled.corpus / "2011")
    (filled.corpus / "a.txt").unlink()
    assert filled.sync("2011/more").changes == Changes(removed=("2011/more/d.txt",), unchanged=2)
    assert filled.sync("2011/b.txt").changes == Changes(removed=("2011/b.txt",), unchanged=1)
    assert filled.sync().changes == Changes(removed=("a.txt",))


def test_a_path_to_the_corpus_or_its_issues_toml(filled: Office) -> None:
    filled.write("issues.toml", '["2011/b.txt"]\nnumber = 3\n')
    filled.write("2011/issues.toml", '["b.txt"]\ntitle = "近"\n')
    assert filled.sync("2011/issues.toml").changes.changed == ("2011/b.txt",)
    assert (issue(filled, "2011/b").title, issue(filled, "2011/b").number) == ("近", 3)
    filled.write("c.txt", MILL)
    assert filled.sync(".").changes.added == ("c.txt",)


def test_a_path_outside_the_corpus(filled: Office, tmp_path: Path) -> None:
    before = filled.snapshot()
    for path in (tmp_path, filled.corpus / ".." / "x.txt", Path("x.txt")):
        with pytest.raises(CorpusError) as error, filled.archive() as archive:
            archive.sync([path])
        assert str(filled.corpus) in error.value.message and error.value.hint
    with pytest.raises(CorpusError, match=r"nothing\.txt"):
        filled.sync("nothing.txt")
    assert filled.snapshot() == before


def test_a_wrong_path_creates_no_index(office: Office, tmp_path: Path) -> None:
    with pytest.raises(CorpusError), office.archive() as archive:
        archive.sync([tmp_path])
    assert not office.index.exists()


def test_without_an_index_all_of_the_corpus_is_taken_in(office: Office) -> None:
    office.write("a.txt", TEA)
    office.write("2011/b.txt", BOAT)
    assert office.sync("2011").changes.added == ("2011/b.txt", "a.txt")


# Interruption and progress


def test_progress(office: Office) -> None:
    office.write("a.txt", TEA)
    office.write("2011/b.txt", BOAT)
    calls: list[tuple[int, int, str]] = []
    office.sync(progress=lambda *call: calls.append(call))
    assert calls == [(0, 2, "2011/b.txt"), (1, 2, "a.txt"), (2, 2, "")]
    calls.clear()
    office.sync(progress=lambda *call: calls.append(call))
    assert calls == []


@pytest.mark.parametrize("after", [0, 1, 2])
def test_an_interrupted_sync_leaves_the_old_index_in_service(filled: Office, after: int) -> None:
    filled.write("a.txt", MILL)
    filled.write("c.txt", MILL)
    (filled.corpus / "2011" / "b.txt").unlink()

    def interrupt(done: int, total: int, file: str) -> None:
        if done == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filled.sync(progress=interrupt)
    assert filled.found("「采茶」") == {"a#1"}
    assert filled.found("「夜校」") == {"2011/b#1"}
    assert filled.found("「磨坊」") == set()
    assert filled.sync().changes == Changes(added=("c.txt",), changed=("a.txt",), removed=("2011/b.txt",))
    assert filled.found("「磨坊」") == {"a#1", "c#1"}
    assert filled.found("「采茶」 OR 「夜校」") == set()


def test_an_interrupted_first_sync_leaves_no_index(office: Office) -> None:
    office.write("a.txt", TEA)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        office.sync(progress=interrupt)
    with office.archive() as archive:
        assert not archive.status().exists
        report = archive.ensure()
        assert report is not None and report.rebuilt and report.reason is None
        assert archive.ensure() is None
    assert office.found("「采茶」") == {"a#1"}


def test_an_interrupted_full_sync_leaves_the_old_index_in_service(filled: Office) -> None:
    def interrupt(done: int, *_: object) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filled.sync(full=True, progress=interrupt)
    assert filled.found("「采茶」 OR 「夜校」") == {"a#1", "2011/b#1"}
    assert not filled.sync().changes
