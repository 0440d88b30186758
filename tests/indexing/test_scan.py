"""What is in a corpus, and what is passed over or named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from unionsearch.errors import CorpusError
from unionsearch.indexing import scan as scanning
from unionsearch.indexing.places import folder_time
from unionsearch.indexing.scan import FileState, scan

SUFFIXES = frozenset({".txt"})

links = pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")


def put(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_files_and_folders(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "abc")
    put(tmp_path / "2011" / "上半年" / "B.TXT")
    found = scan(tmp_path, SUFFIXES)
    assert set(found.files) == {"a.txt", "2011/上半年/B.TXT"}
    assert found.files["a.txt"] == FileState(3, (tmp_path / "a.txt").stat().st_mtime_ns)
    assert set(found.folders) == {"", "2011", "2011/上半年"}
    assert found.problems == []


def test_what_is_no_bulletin_is_passed_over_and_counted(tmp_path: Path) -> None:
    for name in (".hidden.txt", "~$open.txt", "photo.jpg", "data.json", "noname", ".git/a.txt"):
        put(tmp_path / name)
    put(tmp_path / "issues.toml")
    put(tmp_path / "lexicon" / "words.txt")
    put(tmp_path / "2011" / "lexicon" / "b.txt")
    put(tmp_path / "index" / "c.txt")
    found = scan(tmp_path, SUFFIXES, index=tmp_path / "index")
    # Only the corpus's own lexicon folder is one; issues.toml is not counted; .git counts as one.
    assert set(found.files) == {"2011/lexicon/b.txt"}
    assert found.passed_over == 6
    assert found.problems == []


def test_a_folder_called_like_a_file_is_entered(tmp_path: Path) -> None:
    put(tmp_path / "2011.txt" / "a.txt")
    assert set(scan(tmp_path, SUFFIXES).files) == {"2011.txt/a.txt"}


@links
def test_links_are_followed_and_loops_end(tmp_path: Path) -> None:
    put(tmp_path / "corpus" / "m" / "a.txt")
    put(tmp_path / "elsewhere" / "b.txt")
    (tmp_path / "corpus" / "m" / "up").symlink_to(tmp_path / "corpus")
    (tmp_path / "corpus" / "far").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "corpus" / "c.txt").symlink_to(tmp_path / "elsewhere" / "b.txt")
    # Whatever their names, a folder's own place goes before a link to it.
    (tmp_path / "corpus" / "a").symlink_to(tmp_path / "corpus" / "m")
    (tmp_path / "corpus" / "z").symlink_to(tmp_path / "corpus" / "m")
    found = scan(tmp_path / "corpus", SUFFIXES)
    assert set(found.files) == {"m/a.txt", "far/b.txt", "c.txt"}
    assert found.problems == []


@links
def test_a_broken_link_is_named(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    put(tmp_path / "a.txt")
    found = scan(tmp_path, SUFFIXES)
    assert set(found.files) == {"a.txt"}
    assert [p.file for p in found.problems] == ["gone.txt", "self.txt"]
    assert all(p.file in p.message and p.hint for p in found.problems)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    found = scan(tmp_path, SUFFIXES)
    assert (found.files, found.passed_over) == ({}, 1)


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "open" / "a.txt")
    put(tmp_path / "shut" / "b.txt")
    real = os.scandir

    def scandir(path: object) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return real(path)  # type: ignore[call-overload]

    monkeypatch.setattr(scanning.os, "scandir", scandir)
    found = scan(tmp_path, SUFFIXES)
    assert set(found.files) == {"open/a.txt"}
    assert [p.file for p in found.problems] == ["shut"]
    assert "shut" not in found.folders


def test_what_vanishes_between_listing_and_looking_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "a.txt")
    real = os.scandir

    class Vanishing:
        def __init__(self, entry: os.DirEntry[str]) -> None:
            self.name, self.path = entry.name, entry.path

        def is_dir(self) -> bool:
            return False

        def stat(self) -> object:
            raise FileNotFoundError(2, "No such file or directory")

    class Listing(list[Vanishing]):
        def __enter__(self) -> Listing:
            return self

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(
        scanning.os, "scandir", lambda path: Listing(Vanishing(e) for e in real(path) if e.name == "a.txt")
    )
    found = scan(tmp_path, SUFFIXES)
    assert found.files == {}
    assert [p.file for p in found.problems] == ["a.txt"]


def test_a_missing_corpus_and_one_that_is_a_file(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nowhere") as missing:
        scan(tmp_path / "nowhere", SUFFIXES)
    with pytest.raises(CorpusError, match=r"a\.txt") as file:
        scan(put(tmp_path / "a.txt"), SUFFIXES)
    assert missing.value.hint and file.value.hint
    assert missing.value.message != file.value.message


def test_only_the_places_named(tmp_path: Path) -> None:
    for name in ("a.txt", "2011/b.txt", "2011/more/c.txt", "2012/d.txt", ".hidden/e.txt", "lexicon/f.txt"):
        put(tmp_path / name)

    def names(*wanted: str) -> tuple[set[str], set[str]]:
        found = scan(tmp_path, SUFFIXES, names=wanted)
        assert found.problems == []
        return set(found.files), set(found.folders)

    assert names("2011") == ({"2011/b.txt", "2011/more/c.txt"}, {"2011", "2011/more"})
    assert names("2011/b.txt", "2012") == ({"2011/b.txt", "2012/d.txt"}, {"2012"})
    assert names("a.txt", "gone.txt", "gone/too.txt") == ({"a.txt"}, set())
    assert names(".hidden", ".hidden/e.txt", "lexicon", "lexicon/f.txt") == (set(), set())


def test_a_folders_time_shows_entries_and_its_issues_toml(tmp_path: Path) -> None:
    os.utime(tmp_path, (1000, 1000))
    assert folder_time(tmp_path) == 1000 * 10**9
    put(tmp_path / "issues.toml")
    os.utime(tmp_path / "issues.toml", (2000, 2000))
    os.utime(tmp_path, (1000, 1000))
    assert folder_time(tmp_path) == 2000 * 10**9
    assert folder_time(tmp_path / "gone") is None


def test_a_corpus_that_goes_away_meanwhile_is_not_taken_for_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a drive does that is disconnected: the folders below seem to be gone, one by one."""
    corpus = tmp_path / "corpus"
    put(corpus / "2011" / "a.txt")
    met = scanning._Walk._entry

    def then_away(walk: scanning._Walk, entry: os.DirEntry[str], name: str) -> None:
        met(walk, entry, name)
        corpus.rename(tmp_path / "away")

    monkeypatch.setattr(scanning._Walk, "_entry", then_away)
    with pytest.raises(CorpusError):
        scan(corpus, SUFFIXES)
