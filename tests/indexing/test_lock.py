"""One writer at a time, across processes, and a word about who it is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from unionsearch.errors import ConfigError, IndexLockedError
from unionsearch.indexing.lock import writing

#: Takes the lock, says so, and keeps it until its standard input ends.
_HOLD = """
import sys
from pathlib import Path
from unionsearch.indexing.lock import writing
with writing(Path(sys.argv[1]), 5):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def let_go(process: subprocess.Popen[str]) -> None:
    process.communicate("", timeout=20)


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    process = holder(tmp_path)
    try:
        began = time.monotonic()
        with pytest.raises(IndexLockedError) as error, writing(tmp_path, 0.2):
            pass
        assert 0.15 < time.monotonic() - began < 5
        assert str(process.pid) in error.value.message
        assert error.value.hint and "--wait" in error.value.hint
    finally:
        let_go(process)


def test_a_second_writer_waits(tmp_path: Path) -> None:
    process = holder(tmp_path)
    assert process.stdin is not None
    process.stdin.close()
    with writing(tmp_path, 20):
        # Nobody else is in there any more.
        process.wait(timeout=20)
    process.stdout.close()  # type: ignore[union-attr]


def test_a_killed_holder_holds_nothing_though_its_word_stays(tmp_path: Path) -> None:
    process = holder(tmp_path)
    process.kill()
    process.communicate()
    assert (tmp_path / "writer.json").exists()
    with writing(tmp_path, 0):
        assert str(os.getpid()) in (tmp_path / "writer.json").read_text(encoding="utf-8")
    assert not (tmp_path / "writer.json").exists()


@pytest.mark.parametrize("word", ["", "[]", "{}", "\x00", '{"pid": 1}'])
def test_a_word_that_makes_no_sense(tmp_path: Path, word: str) -> None:
    with writing(tmp_path, 0):
        (tmp_path / "writer.json").write_text(word, encoding="utf-8")
        with pytest.raises(IndexLockedError, match="another process"), writing(tmp_path, 0):
            pass


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), writing(tmp_path, 0):
        raise KeyboardInterrupt
    with writing(tmp_path, 0):
        pass


def test_the_folder_is_made(tmp_path: Path) -> None:
    with writing(tmp_path / "a" / "b", 0):
        assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ConfigError) as error, writing(folder, 0):
            pass
        assert str(folder) in error.value.message
        assert error.value.hint
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def mkdir(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", mkdir)
    with pytest.raises(ConfigError, match="Permission denied"), writing(tmp_path / "i", 0):
        pass
