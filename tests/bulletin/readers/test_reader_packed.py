"""Bulletins in zip files: each member is a file of the corpus."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from readers.packing import fixture, named_in, packed
from unionsearch.archive import Archive
from unionsearch.bulletin import read_bulletin
from unionsearch.bulletin.content import content_digest
from unionsearch.bulletin.packed import contents, exists, split


def text(word: str) -> bytes:
    return f"{word}工会慰问灯塔守望人\n\n3月2日，{word}工会慰问灯塔守望人。（{word}工会）\n".encode("gbk")


def found(archive: Archive, query: str) -> set[str]:
    return {hit.id for hit in archive.search(query).hits}


def test_members_are_files(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "年刊.zip").write_bytes(
        named_in(
            "gbk",
            {"二月/航标.txt": text("航标"), "渡口.txt": text("渡口"), "照片.jpg": b"x", "~$a.doc": b"x"},
        )
    )
    (corpus / "issues.toml").write_text('["年刊.zip/渡口.txt"]\nnumber = 7\n', "utf-8")
    with Archive.open(corpus, tmp_path / "index") as archive:
        report = archive.sync()
        assert not report.problems
        assert found(archive, '"航标工会慰问"') == {"年刊.zip/二月/航标#1"}
        assert {each.issue.id: each.issue.number for each in archive.issues()} == {
            "年刊.zip/二月/航标": None,
            "年刊.zip/渡口": 7,
        }
        again = archive.sync()
        assert (len(again.changes.added), again.changes.unchanged) == (0, 2)


def test_a_changed_zip_file_costs_only_what_changed(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    path = corpus / "a.zip"
    path.write_bytes(packed({"1.txt": text("航标"), "2.txt": text("渡口")}))
    with Archive.open(corpus, tmp_path / "index") as archive:
        archive.sync()
        path.write_bytes(packed({"1.txt": text("航标"), "2.txt": text("桥吊"), "3.txt": text("挖泥")}))
        os.utime(path, (time.time() + 5, time.time() + 5))
        changes = archive.sync().changes
        assert changes.added == ("a.zip/3.txt",)
        assert changes.changed == ("a.zip/2.txt",)
        assert found(archive, '"渡口工会慰问"') == set()
        assert found(archive, '"桥吊工会慰问"') == {"a.zip/2#1"}
        path.unlink()
        assert set(archive.sync().changes.removed) == {"a.zip/1.txt", "a.zip/2.txt", "a.zip/3.txt"}


def test_documents_in_a_zip_file(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(named_in("utf-8", {"简报/九月.doc": fixture("doc/rich.doc")}))
    member = path / "简报" / "九月.doc"
    assert split(member) == (path, "简报/九月.doc")
    bulletin = read_bulletin(member, file="a.zip/简报/九月.doc")
    assert bulletin.issue.id == "a.zip/简报/九月"
    assert any("褚四海" in article.body for article in bulletin.articles)
    assert content_digest(member) == content_digest_of(fixture("doc/rich.doc"), tmp_path)
    assert exists(member) and not exists(path / "十月.doc") and not exists(tmp_path / "b.zip" / "a.doc")


def content_digest_of(data: bytes, folder: Path) -> str | None:
    (folder / "same").write_bytes(data)
    return content_digest(folder / "same")


def test_a_folder_called_zip_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "corpus" / "old.zip"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_bytes(text("航标"))
    with Archive.open(tmp_path / "corpus", tmp_path / "index") as archive:
        archive.sync()
        assert found(archive, '"航标工会慰问"') == {"old.zip/a#1"}
    assert split(folder / "a.txt") is None


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_are_as_they_were_given(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(named_in(encoding, {"苏州工会第３期.txt": b"a", "简报\\第４期.txt": b"b"}))
    assert {member.name for member in contents(path, "a.zip").members} == {
        "苏州工会第３期.txt",
        "简报/第４期.txt",
    }


def test_reindexing_one_zip_file(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.zip").write_bytes(packed({"1.txt": text("航标")}))
    (corpus / "b.txt").write_bytes(text("渡口"))
    with Archive.open(corpus, tmp_path / "index") as archive:
        archive.sync()
        (corpus / "a.zip").write_bytes(packed({"1.txt": text("航标"), "2.txt": text("桥吊")}))
        (corpus / "c.txt").write_bytes(text("挖泥"))
        assert archive.sync([corpus / "a.zip"]).changes.added == ("a.zip/2.txt",)
        assert archive.sync([corpus / "a.zip" / "2.txt"]).changes.added == ()


def test_names_may_hold_wide_spaces(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"简报　第3期.txt": text("航标"), "甲\xa0乙.txt": text("渡口")}))
    inside = contents(path, "a.zip")
    assert [member.name for member in inside.members] == ["简报　第3期.txt", "甲\xa0乙.txt"]
    assert not inside.problems


def test_one_of_two_members_with_one_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.txt": text("航标"), "b.txt": text("渡口")}).replace(b"b.txt", b"a.txt"))
    inside = contents(path, "a.zip")
    assert [member.name for member in inside.members] == ["a.txt"]
    (problem,) = inside.problems
    assert problem[0] == "a.zip/a.txt"
