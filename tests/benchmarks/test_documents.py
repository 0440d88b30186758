"""The benchmark of documents, on a few of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import documents


def test_every_file_has_other_bytes(tmp_path: Path) -> None:
    made = documents.fill(tmp_path, 60)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sum(made.values()) == len(files) == 60
    assert len(made) >= 6
    documents_only = [path.read_bytes() for path in files if path.suffix != ".txt"]
    assert len(set(documents_only)) == len(documents_only) > 40


@pytest.mark.skipif(sys.platform == "win32", reason="kills as only POSIX can")
def test_a_small_run_converts_nothing_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert documents.main(["--files", "28", "--folder", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "28 issues" in printed and " 0 problems; 0 texts converted twice" in printed
