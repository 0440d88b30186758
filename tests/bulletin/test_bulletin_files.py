"""From a file's bytes to a bulletin: what is refused, in which words, and the metadata beside the text."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from unionsearch.bulletin import SUFFIXES, parse_text, read_bulletin, read_issues_toml
from unionsearch.bulletin.content import content_digest
from unionsearch.bulletin.opening import read_bytes
from unionsearch.errors import BulletinError, MetadataError

TEXT = "渡口区总工会召开全委会\n\n3月12日，渡口区总工会召开全委会，四十名委员出席。（区总办公室）\n"


def refused(path: Path, **more: int) -> BulletinError:
    with pytest.raises(BulletinError) as caught:
        read_bulletin(path, file=f"2012/{path.name}", **more)
    assert f"2012/{path.name}" in caught.value.message
    assert caught.value.hint
    return caught.value


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "03.TXT"
    path.write_bytes(TEXT.encode("gb18030"))
    bulletin = read_bulletin(path, file="2012/03.TXT", metadata={"period": "2012-03", "number": 3})
    assert bulletin.issue.id == "2012/03"
    assert bulletin.issue.file == "2012/03.TXT"
    assert bulletin.issue.encoding == "gb18030"
    assert bulletin.issue.period == "2012-03"
    assert bulletin.issue.period_from == "issues.toml"
    assert bulletin.issue.number == 3
    assert bulletin.articles[0].contributor == "区总办公室"
    assert [str(d) for d in bulletin.articles[0].dates] == ["2012-03-12"]
    assert {".txt", ".text", ".md"} <= SUFFIXES


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", "\u3000\n".encode(), b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path: Path, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert "is empty" in refused(path).message
    monkeypatch.setenv("UNIONSEARCH_LANG", "zh")
    assert "空文件" in refused(path).message


def test_a_large_file_is_told_both_sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 2001)
    message = refused(path, max_bytes=2000).message
    assert "2,001" in message and "2,000" in message
    assert read_bulletin(path, file="a.txt", max_bytes=2001).articles


def test_a_vanished_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    assert "vanished" in refused(tmp_path / "gone.txt").message


def test_a_folder_and_an_unknown_suffix(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    refused(tmp_path / "folder.txt")
    (tmp_path / "a.xyz").write_text("x", encoding="utf-8")
    refused(tmp_path / "a.xyz")


@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs permissions"
)
def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    assert "permission" in refused(path).message


def test_permission_denied_by_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As another program holds a file open on Windows; root may read anything elsewhere."""
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "permission" in refused(path).message


def test_bytes_that_are_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 20)
    assert "not a text file" in refused(path).message
    path.write_bytes((TEXT.strip() + "工会").encode("gb18030")[:-1])
    assert "middle of a character" in refused(path).message


# -- front matter ---------------------------------------------------------------------------------

FRONT = (
    "---\ntitle: 渡口工会信息\nnumber: 七\ntotal_number: 93\nperiod: 2012年7月\n"
    'publisher: "渡口区总工会"\n---\n\n' + TEXT
)


def test_front_matter() -> None:
    bulletin = parse_text(FRONT, file="a.txt")
    issue = bulletin.issue
    assert (issue.title, issue.number, issue.total_number) == ("渡口工会信息", 7, 93)
    assert (issue.period, issue.period_from, issue.publisher) == ("2012-07", "front matter", "渡口区总工会")
    assert len(bulletin.articles) == 1
    assert bulletin.regions[0].kind == "front matter"
    assert FRONT[bulletin.regions[0].end - 3 : bulletin.regions[0].end] == "---"


def test_issues_toml_wins_over_front_matter() -> None:
    issue = parse_text(
        FRONT, file="a.txt", metadata={"date": "2012-08-01", "publisher": "江口市总工会"}
    ).issue
    assert (issue.period, issue.period_from) == ("2012-08-01", "issues.toml")
    assert issue.publisher == "江口市总工会"
    assert issue.title == "渡口工会信息"


def test_front_matter_of_other_programs() -> None:
    """Jekyll and its like put such a head there; of it is taken what makes sense here."""
    named = "title: 渡口周刊\ndate: 2024-05-13 09:20:00 +0800\nnumber: many\n"
    head = f"layout: post\n{named}tags:\n  - 渡口\n- 夜班\n"
    issue = parse_text(f"---\n{head}---\n\n{TEXT}", file="a.md").issue
    assert (issue.title, issue.period, issue.number) == ("渡口周刊", "2024-05-13", None)


@pytest.mark.parametrize("line", ["tittle: 甲", "number: 许多", "period: 2011-13", "date: 明天", "number: 0"])
def test_bad_front_matter(line: str) -> None:
    with pytest.raises(MetadataError) as caught:
        parse_text(f"---\n{line}\n---\n{TEXT}", file="b/a.txt")
    assert "b/a.txt" in caught.value.message
    assert line.partition(":")[0] in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "text", ["---\n诗一首\n---\n床前", "---\n\n---\n", "---\ntitle: 没有结尾\n正文。", "--- \n"]
)
def test_rules_that_are_no_front_matter(text: str) -> None:
    bulletin = parse_text(text, file="a.txt")
    assert all(r.kind != "front matter" for r in bulletin.regions)
    assert bulletin.articles


# -- issues.toml ----------------------------------------------------------------------------------


def toml(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "issues.toml"
    path.write_bytes(text.encode())
    return path


def test_issues_toml(tmp_path: Path) -> None:
    path = toml(
        tmp_path, '["2011/12.txt"]\nnumber = 12\ndate = 2011-12-30\n["b.txt"]\ntitle = "甲"\nperiod = 2010\n'
    )
    assert read_issues_toml(path) == {
        "2011/12.txt": {"number": 12, "period": "2011-12-30"},
        "b.txt": {"title": "甲", "period": "2010"},
    }
    assert read_issues_toml(toml(tmp_path, "\ufeff")) == {}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('["a.txt"]\nnumber = "12"\n', ["a.txt", "number"]),
        ('["a.txt"]\nnumber = true\n', ["a.txt", "number"]),
        ('["a.txt"]\ntotal_number = -3\n', ["a.txt", "total_number"]),
        ('["a.txt"]\npublisher = 3\n', ["a.txt", "publisher"]),
        ('["a.txt"]\ntitle = " "\n', ["a.txt", "title"]),
        ('["a.txt"]\nperiod = "2011-02-30"\n', ["a.txt", "period"]),
        ('["a.txt"]\nperiod = 1.5\n', ["a.txt", "period"]),
        ('["a.txt"]\nperiod = "2011"\ndate = 2011-01-01\n', ["a.txt", "period", "date"]),
        ('["a.txt"]\neditor = "甲"\n', ["a.txt", "editor"]),
        ("[a.txt]\nnumber = 1\n", ["issues.toml", "a"]),
        ('title = "甲"\n', ["issues.toml", "title"]),
        ('["a.txt"\n', ["issues.toml"]),
    ],
)
def test_bad_issues_toml(tmp_path: Path, text: str, named: list[str]) -> None:
    with pytest.raises(MetadataError) as caught:
        read_issues_toml(toml(tmp_path, text))
    assert all(n in caught.value.message for n in [*named, "issues.toml"])
    assert caught.value.hint


def test_issues_toml_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(MetadataError):
        read_issues_toml(tmp_path / "issues.toml")
    path = tmp_path / "issues.toml"
    path.write_bytes('["甲.txt"]'.encode("gb18030"))
    with pytest.raises(MetadataError, match=r"UTF-8|utf-8"):
        read_issues_toml(path)


# -- the file's name ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "period", "number"),
    [
        ("2011-12.txt", "2011-12", None),
        ("duku-2011-12-30.txt", "2011-12-30", None),
        ("201112.txt", "2011-12", None),
        ("x/20110401.txt", "2011-04-01", None),
        ("工会信息2011年3月.txt", "2011-03", None),
        ("2011年第12期.txt", "2011", 12),
        ("2011/第三期.txt", "2011", 3),
        ("2011/duku.txt", "2011", None),
        ("000_7276ba52eb2d8b88.txt", None, None),
        ("a201112b.txt", None, None),
        ("20111340.txt", None, None),
        ("12.txt", None, None),
    ],
)
def test_file_names(file: str, period: str | None, number: int | None) -> None:
    issue = parse_text("会议召开\n\n会议在渡口召开。\n", file=file).issue
    assert (issue.period, issue.number) == (period, number)
    assert issue.period_from == ("file name" if period else None)


def test_a_file_that_is_said_to_be_empty_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """/proc/kmsg is one: who reads it waits until the system has something to say."""
    path = tmp_path / "a.txt"
    path.touch()

    def wait(*_: object, **__: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(Path, "open", wait)
    assert read_bytes(path, "a.txt", 100) == b""
    assert content_digest(path) == hashlib.sha256().hexdigest()
