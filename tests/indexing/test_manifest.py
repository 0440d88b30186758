"""The manifest survives storing, knows its corpus, and gives every issue an id of its own."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionsearch.errors import IndexDamagedError
from unionsearch.indexing.manifest import FileEntry, Manifest, Skipped, relative_to_index, with_ids
from unionsearch.model import Issue, Problem


def entry(path: str = "a.txt") -> FileEntry:
    issue = Issue(
        "a",
        path,
        "江岚工会",
        3,
        40,
        "2011-03",
        "masthead",
        "江岚市总工会",
        "报：省总工会\n发：各县",
        "gb18030",
    )
    return FileEntry("s1", 12, 10**18 + 1, True, "abc", '{"number":3}', "d", issue, 2, ("要闻", "简讯"))


def full(corpus: Path, index: Path) -> Manifest:
    return Manifest(
        fingerprint="1/x",
        corpus=str(corpus),
        corpus_from_index=relative_to_index(corpus, index),
        updated="2012-01-02T03:04:05+08:00",
        terms=("双创双提", "\ud800"),
        files={"a.txt": entry(), "坏\udcff名.txt": entry()},
        folders={"": 5},
        skipped={"b.txt": Skipped(0, 7, Problem("b.txt", "空文件。", None))},
    )


def test_what_is_stored_comes_back(tmp_path: Path) -> None:
    made = full(tmp_path / "c", tmp_path / "i")
    assert Manifest.from_bytes(made.to_bytes()) == made


def test_lines_of_the_state_before_are_kept_where_they_say_the_same(tmp_path: Path) -> None:
    before = Manifest.from_bytes(full(tmp_path / "c", tmp_path / "i").to_bytes())
    changed = replace(before.files["a.txt"], size=13)
    for files in ({**before.files}, {"a.txt": changed, "b.txt": before.files["a.txt"]}, {}):
        now = replace(before, files=files)
        assert now.to_bytes(before) == now.to_bytes()
        assert Manifest.from_bytes(now.to_bytes(before)) == now


_head, _line, _other = full(Path("/c"), Path("/i")).to_bytes().splitlines()
_good = json.loads(_head)


def stored(head: object = _good, lines: bytes = _line + b"\n") -> bytes:
    """A manifest with something in it changed, of the length that it says."""
    if isinstance(head, dict):
        head = {**head, "bytes": len(lines)}
    return json.dumps(head).encode() + b"\n" + lines


def test_what_is_made_up_here_would_be_read() -> None:
    assert len(Manifest.from_bytes(stored()).files) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b'{"format": 3}',
        b"[" * 100_000,
        stored(None),
        stored([]),
        stored({**_good, "format": 0}),
        stored({**_good, "skipped": {"a": {}}}),
        stored({**_good, "more": 1}),
        stored()[:-1],
        stored() + b"\n",
        _head,
    ],
)
def test_garbage_is_said_to_be_damaged(data: bytes) -> None:
    with pytest.raises(IndexDamagedError) as error:
        Manifest.from_bytes(data)
    assert error.value.hint


@pytest.mark.parametrize("line", [b"1\n", b"[]\n", b'["s1","a.txt",{}]\n', b'["s1",', b"\xff\n"])
def test_a_garbled_line_is_said_to_be_damaged_when_it_is_read(line: bytes) -> None:
    read = Manifest.from_bytes(stored(lines=line))
    with pytest.raises(IndexDamagedError):
        list(read.files)
    with pytest.raises((IndexDamagedError, KeyError)):
        read.issues()["s1"]


@given(st.sets(st.text(min_size=1, max_size=6), min_size=1, max_size=30), st.text(max_size=6))
def test_an_issue_is_found_by_its_source_without_reading_the_others(sources: set[str], other: str) -> None:
    files = {f"{i}.txt": replace(entry(f"{i}.txt"), source=source) for i, source in enumerate(sources)}
    made = Manifest("1/x", "/c", "c", files=files)
    read = Manifest.from_bytes(made.to_bytes())
    issues = read.issues()
    assert {source: issues[source] for source in sources} == made.issues()
    assert (other in issues) == (other in sources)
    assert "_all" not in vars(read.files), "every line was read"
    assert dict(issues) == made.issues()
    assert list(read.files) == sorted(files)


@given(st.binary(max_size=40), st.integers(0, 3000))
def test_any_damage_is_an_index_damaged_error_or_still_a_manifest(garbage: bytes, at: int) -> None:
    data = full(Path("/c"), Path("/i")).to_bytes()
    with contextlib.suppress(IndexDamagedError):
        list(Manifest.from_bytes(data[: at % len(data)] + garbage).files)
    changed = data[: at % len(data)] + garbage + data[at % len(data) + len(garbage) :]
    with contextlib.suppress(IndexDamagedError, KeyError):
        read = Manifest.from_bytes(changed)
        read.issues()["s1"]
        list(read.files)


def test_it_is_of_its_corpus_also_when_both_were_moved(tmp_path: Path) -> None:
    made = full(tmp_path / "old" / "c", tmp_path / "old" / "i")
    assert made.is_of(tmp_path / "old" / "c", tmp_path / "old" / "i")
    assert made.is_of(tmp_path / "old" / "c", tmp_path / "elsewhere")
    assert made.is_of(tmp_path / "new" / "c", tmp_path / "new" / "i")
    assert not made.is_of(tmp_path / "new" / "d", tmp_path / "new" / "i")
    assert not made.is_of(tmp_path / "new" / "c", tmp_path / "old" / "i")


def test_the_corpus_is_where_it_was_or_where_it_was_moved_to(tmp_path: Path) -> None:
    made = full(tmp_path / "old" / "c", tmp_path / "old" / "i")
    assert made.corpus_at(tmp_path / "new" / "i") == tmp_path / "old" / "c"
    (tmp_path / "new" / "c").mkdir(parents=True)
    assert made.corpus_at(tmp_path / "new" / "i") == tmp_path / "new" / "c"
    (tmp_path / "old" / "c").mkdir(parents=True)
    assert made.corpus_at(tmp_path / "new" / "i") == tmp_path / "old" / "c"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_two_spellings_of_one_corpus(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "c")
    assert full(tmp_path / "c", tmp_path / "i").is_of(tmp_path / "link", tmp_path / "i")


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        (["2011/a.txt", "2012/a.txt"], ["2011/a", "2012/a"]),
        (["a.md", "a.txt", "b.txt"], ["a.md", "a.txt", "b"]),
        (["a.txt", "a.txt.txt"], ["a", "a.txt.txt"]),
        (["a.md", "a.txt", "a.txt.txt"], ["a.md", "a.txt", "a.txt.txt"]),
        (["2011.12/no.3.txt"], ["2011.12/no.3"]),
    ],
)
def test_ids(paths: list[str], ids: list[str]) -> None:
    named = with_ids({path: entry(path) for path in paths})
    assert [e.issue.id for e in named.values()] == ids
    assert [e.issue.file for e in named.values()] == paths


@given(st.sets(st.text("ab./", min_size=1, max_size=6).filter(lambda p: p.strip("./")), max_size=8))
def test_ids_are_never_shared(paths: set[str]) -> None:
    named = with_ids({f"{path}.txt": entry() for path in paths} | {f"{path}.md": entry() for path in paths})
    ids = [e.issue.id for e in named.values()]
    assert len(ids) == len(set(ids))
