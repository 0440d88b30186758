"""Term files, the project's and the user's."""

from __future__ import annotations

from pathlib import Path

import pytest

from unionsearch.analysis.lexicon import own_terms, read_terms, user_terms
from unionsearch.errors import ConfigError


def test_a_term_file_holds_a_term_a_line_with_remarks() -> None:
    text = "# 说明\n工资集体协商\t常用\n\n  职代会  \n工资集体协商\n#职工之家\n"
    assert read_terms(text) == ["工资集体协商", "职代会"]


def test_own_terms_are_many_and_each_once() -> None:
    terms = own_terms()
    assert {"工资集体协商", "职代会", "工人先锋号", "两个普遍", "双带双建", "厂务公开"} <= set(terms)
    assert len(terms) == len(set(terms))


def test_the_files_of_a_folder_are_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("班组夜校\n双亮双比\n", encoding="utf-8-sig")
    (tmp_path / "a.TSV").write_text("双亮双比\t简称\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("不是词表\n", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("藏起来\n", encoding="utf-8")
    (tmp_path / "~$b.txt").write_text("临时\n", encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    assert user_terms(tmp_path) == ["双亮双比", "班组夜校"]


def test_a_file_may_be_named_itself(tmp_path: Path) -> None:
    file = tmp_path / "terms.lst"
    file.write_text("班组夜校\r\n双亮双比\r\n", encoding="utf-8")
    assert user_terms(file) == ["班组夜校", "双亮双比"]


def test_no_place_has_no_terms(tmp_path: Path) -> None:
    assert user_terms(tmp_path / "nowhere") == []
    assert user_terms(tmp_path) == []


@pytest.mark.parametrize("named", [True, False])
def test_what_is_no_utf_8_is_named(tmp_path: Path, named: bool) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes("双亮双比".encode("gb18030"))
    with pytest.raises(ConfigError) as caught:
        user_terms(file if named else tmp_path)
    assert str(file) in caught.value.message
    assert caught.value.hint


def test_a_link_to_nowhere_is_named(tmp_path: Path) -> None:
    try:
        (tmp_path / "lost.txt").symlink_to(tmp_path / "missing")
    except OSError:
        pytest.skip("links cannot be made here")
    with pytest.raises(ConfigError):
        user_terms(tmp_path)
