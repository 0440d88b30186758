"""What somebody knows of an issue, written down once."""

from __future__ import annotations

import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from unionsearch.archive import Archive
from unionsearch.bulletin import read_issues_toml
from unionsearch.errors import IndexLockedError, MetadataError, NotFoundError

TEXT = "水库开始蓄水\n6月3日，水库开始蓄水，四十名职工到场。（县水利局）\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "duku.txt").write_text(TEXT, encoding="utf-8")
    (folder / "issues.toml").write_text("# 资料室\n", encoding="utf-8")
    return folder


def test_it_is_written_and_indexed(corpus: Path, tmp_path: Path) -> None:
    with Archive.open(corpus, tmp_path / "index") as archive:
        archive.sync()
        (before,) = archive.issues()
        assert (before.issue.number, before.issue.period) == (None, None)
        path, report = archive.describe("duku", {"number": 12, "date": "2011-06"})
        assert path == corpus / "issues.toml"
        assert report.changes.changed == ("duku.txt",)
        (after,) = archive.issues()
        assert (after.issue.number, after.issue.number_from) == (12, "issues.toml")
        assert [str(d) for entry in archive.articles("duku") for d in entry.article.dates] == ["2011-06-03"]
        assert archive.warning() is None
    assert path.read_text(encoding="utf-8").startswith("# 资料室\n")


@pytest.mark.parametrize(
    "values", [{"number": 0}, {"number": 10**9}, {"period": "2011-13"}, {"colour": "red"}]
)
def test_bad_values_change_nothing(corpus: Path, tmp_path: Path, values: dict[str, object]) -> None:
    with Archive.open(corpus, tmp_path / "index") as archive:
        archive.sync()
        with pytest.raises(MetadataError):
            archive.describe("duku.txt", values)
    assert (corpus / "issues.toml").read_text(encoding="utf-8") == "# 资料室\n"


def test_an_unknown_issue(corpus: Path, tmp_path: Path) -> None:
    with Archive.open(corpus, tmp_path / "index") as archive:
        archive.sync()
        with pytest.raises(NotFoundError):
            archive.describe("nanan", {"number": 1})


def test_many_at_once_lose_nothing(corpus: Path, tmp_path: Path) -> None:
    names = [f"lan{n}" for n in range(8)]
    for name in names:
        (corpus / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    with Archive.open(corpus, tmp_path / "index") as archive:
        archive.sync()

    def describe(name: str) -> None:
        with Archive.open(corpus, tmp_path / "index") as archive:
            archive.describe(name, {"number": int(name[3:]) + 1})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(describe, names))
    said = read_issues_toml(corpus / "issues.toml")
    assert said == {f"{name}.txt": {"number": int(name[3:]) + 1} for name in names}


def test_what_cannot_be_taken_in_now_is_written_and_said(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(corpus, tmp_path / "index") as archive:
        archive.sync()

        def locked() -> None:
            raise IndexLockedError("locked")

        monkeypatch.setattr(archive, "sync", locked)
        with pytest.raises(IndexLockedError, match=r"issues\.toml"):
            archive.describe("duku", {"number": 12})
    assert read_issues_toml(corpus / "issues.toml") == {"duku.txt": {"number": 12}}


def test_a_member_of_a_zip_file(corpus: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(corpus / "old.zip", "w") as packed:
        packed.writestr("2009/dulou.txt", TEXT)
    with Archive.open(corpus, tmp_path / "index") as archive:
        archive.sync()
        path, report = archive.describe("old.zip/2009/dulou", {"number": 4})
        assert (path, report.problems) == (corpus / "issues.toml", ())
        assert {s.issue.id: s.issue.number for s in archive.issues()}["old.zip/2009/dulou"] == 4
