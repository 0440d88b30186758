"""Writing into issues.toml: what is set is set, and everything else stays to the letter."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionsearch.bulletin import read_issues_toml
from unionsearch.bulletin.issues_toml import record, with_values
from unionsearch.errors import MetadataError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = """# 由资料室维护
["2011/江口-12.txt"]      # 年末一期
title = "江口工会信息"   # 旧名：江口工运
number = 11              # 待核

# 其余各期
['2012/江口-01.txt']
date = "2012-01"
"""


def test_values_and_comments() -> None:
    assert with_values(FILE, "2011/江口-12.txt", {"number": 12, "period": "2011-12"}) == FILE.replace(
        "number = 11              # 待核\n", 'number = 12              # 待核\nperiod = "2011-12"\n'
    )


def test_date_keeps_its_word() -> None:
    after = with_values(FILE, "2012/江口-01.txt", {"period": "2012-02-01", "number": 1})
    assert after == FILE.replace('date = "2012-01"\n', 'date = "2012-02-01"\nnumber = 1\n')


def test_a_new_table() -> None:
    assert with_values("", "a.txt", {"number": 3}) == '["a.txt"]\nnumber = 3\n'
    assert with_values(FILE, "b.txt", {"number": 3}) == FILE + '\n["b.txt"]\nnumber = 3\n'


def test_line_ends_and_a_missing_one() -> None:
    text = '["a.txt"]\r\nnumber = 3 # 三'
    assert with_values(text, "a.txt", {"number": 4, "total_number": 90}) == (
        '["a.txt"]\r\nnumber = 4 # 三\r\ntotal_number = 90\r\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        '"a.txt" = {number = 3}\n',
        '["a.txt"]\ntitle = """\n["b.txt"]\n"""\nnumber = 3\n',
        'x = 1\n["a.txt"\n',
    ],
)
def test_what_is_written_otherwise_is_refused(text: str, tmp_path: Path) -> None:
    """Inline tables, values over several lines, no TOML at all: nothing is written."""
    path = tmp_path / "issues.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MetadataError) as caught:
        record(tmp_path, "a.txt", {"number": 4})
    assert caught.value.hint
    assert path.read_text(encoding="utf-8") == text
    assert [p.name for p in tmp_path.iterdir()] == ["issues.toml"]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ('"a.txt".number = 3 # 三\n', '"a.txt".number = 4 # 三\n"a.txt".period = "2011"\n'),
        ('["a.txt"]\n"number" = 3 # 三\n', '["a.txt"]\n"number" = 4 # 三\nperiod = "2011"\n'),
        ('["a\\u002etxt"]\n"n\\u0075mber" = 3\n', '["a\\u002etxt"]\n"n\\u0075mber" = 4\nperiod = "2011"\n'),
        (
            '["b.txt"]\ntitle = """\n["a.txt"]\n"""\n',
            '["b.txt"]\ntitle = """\n["a.txt"]\n"""\n\n["a.txt"]\nnumber = 4\nperiod = "2011"\n',
        ),
        (
            '["b.txt"]\ntitle = """\n["a.txt"]\n"""\n["a.txt"]\nnumber = 3\n',
            '["b.txt"]\ntitle = """\n["a.txt"]\n"""\n["a.txt"]\nnumber = 4\nperiod = "2011"\n',
        ),
        ('["a.txt"]\ndate = 2011-12-30 # 年末\n', '["a.txt"]\ndate = "2011" # 年末\nnumber = 4\n'),
        ('["a.txt"]', '["a.txt"]\nnumber = 4\nperiod = "2011"\n'),
    ],
)
def test_other_ways_to_write_it(text: str, after: str) -> None:
    assert with_values(text, "a.txt", {"number": 4, "period": "2011"}) == after


def test_a_link_and_permissions_stay(tmp_path: Path) -> None:
    real = tmp_path / "shared.toml"
    real.write_text('["a.txt"]\nnumber = 1\n', encoding="utf-8")
    real.chmod(0o640)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "issues.toml").symlink_to(real)
    record(corpus, "a.txt", {"number": 2})
    assert (corpus / "issues.toml").is_symlink()
    assert real.read_text(encoding="utf-8") == '["a.txt"]\nnumber = 2\n'
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "shared.toml"]


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "issues.toml"
    path.write_text(FILE, encoding="utf-8")

    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MetadataError):
        record(tmp_path, "2011/江口-12.txt", {"number": 12})
    assert path.read_text(encoding="utf-8") == FILE
    assert [p.name for p in tmp_path.iterdir()] == ["issues.toml"]


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MetadataError):
        record(tmp_path, "\udcb9.txt", {"number": 2})
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "issues.toml"
    path.write_bytes('# 资料室\n["a.txt"]\nnumber = 1\n'.encode("gb18030"))
    before = path.read_bytes()
    with pytest.raises(MetadataError):
        record(tmp_path, "a.txt", {"number": 2})
    assert path.read_bytes() == before


NAMES = st.text(min_size=1, max_size=12)
VALUES = st.fixed_dictionaries(
    {}, optional={"title": NAMES, "number": st.integers(1, 999), "publisher": NAMES, "period": NAMES}
)
LINES = st.lists(
    st.sampled_from(["# 注\n", "\n", 'title = "甲" # 乙\n', "number=7\n", "  publisher = '丙'\n"]),
    unique=True,
)


@given(st.lists(st.tuples(NAMES, LINES), max_size=4, unique_by=lambda t: t[0]), NAMES, VALUES, st.data())
def test_any_edit(
    tables: list[tuple[str, list[str]]], name: str, values: dict[str, object], data: st.DataObject
) -> None:
    text = "".join(with_values("", table, {}) + "".join(lines) for table, lines in tables)
    if tables:
        name = data.draw(st.sampled_from([name, *(t for t, _ in tables)]))
    after = with_values(text, name, values)
    before = tomllib.loads(text)
    assert tomllib.loads(after) == {**before, name: {**before.get(name, {}), **values}}
    kept = [line for line in text.splitlines() if "#" in line and '"甲"' not in line]
    assert [line for line in after.splitlines() if line in kept] == kept


def test_the_nearest_table_is_edited(tmp_path: Path) -> None:
    near = tmp_path / "2011" / "issues.toml"
    near.parent.mkdir()
    near.write_text('["a.txt"]\nnumber = 1\n', encoding="utf-8")
    (tmp_path / "issues.toml").write_text('["2011/a.txt"]\nnumber = 2\n', encoding="utf-8")
    assert record(tmp_path, "2011/a.txt", {"number": 3}) == near
    assert read_issues_toml(near) == {"a.txt": {"number": 3}}
    assert record(tmp_path, "2011/b.txt", {"number": 4}) == tmp_path / "issues.toml"
    assert read_issues_toml(tmp_path / "issues.toml")["2011/b.txt"] == {"number": 4}


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    path = tmp_path / "issues.toml"
    path.write_bytes(b'\xef\xbb\xbf["a.txt"]\nnumber = 1\n')
    record(tmp_path, "a.txt", {"number": 2})
    assert path.read_bytes() == b'\xef\xbb\xbf["a.txt"]\nnumber = 2\n'
