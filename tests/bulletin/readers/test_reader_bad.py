"""Bad input: every file is named with its reason, in bounded time and memory; nothing stays behind."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from pathlib import Path

import pytest

from readers.bad_files import BAD, Bad
from unionsearch.archive import Archive
from unionsearch.bulletin import read_source
from unionsearch.bulletin.packed import contents
from unionsearch.bulletin.readers.isolated import READER
from unionsearch.errors import BulletinError

SECONDS = 30
MEMORY = 1 << 30


def said(path: Path) -> dict[str, BulletinError | None]:
    """What is said of a file, or of each member of a zip file; None for what was read."""
    if path.suffix != ".zip":
        return {path.name: failure(path, path.name)}
    try:
        inside = contents(path, path.name)
    except BulletinError as error:
        return {path.name: error}
    names = [f"{path.name}/{member.name}" for member in inside.members]
    return {**dict(inside.problems), **{name: failure(path.parent / name, name) for name in names}}


def failure(path: Path, file: str) -> BulletinError | None:
    try:
        read_source(path, file=file)
    except BulletinError as error:
        return error
    return None


def peak_memory() -> int:
    """The greatest amount of memory (bytes) that a reading process has had; 0 where it cannot be known."""
    try:
        import resource

        ended = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    except ImportError:  # Windows
        ended = 0
    process = READER._process
    try:
        text = Path(f"/proc/{process.pid}/status").read_text("ascii") if process else ""
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", text)
    return max(int(found[1]) * 1024 if found else 0, ended * (1 if sys.platform == "darwin" else 1024))


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_bad_file_is_named(bad: Bad, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    path = bad.write(tmp_path)
    begun = time.monotonic()
    found = said(path)
    took = time.monotonic() - begun
    about = bad.about or bad.name
    assert about in found
    error = found[about]
    if bad.says is None:
        assert error is None
    else:
        assert error is not None
        assert re.search(bad.says, error.message)
        assert error.message.startswith(about.split("/")[0])
        assert error.hint
    assert took < SECONDS
    assert peak_memory() < MEMORY
    path.unlink()
    assert list(tmp_path.iterdir()) == []


def test_the_table_is_long_enough() -> None:
    assert len({bad.name for bad in BAD}) == len(BAD) >= 40


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sentences_come_in_the_users_language(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNIONSEARCH_LANG", language)
    READER.close()
    path = next(bad for bad in BAD if bad.name == "half.docx").write(tmp_path)
    with pytest.raises(BulletinError) as error:
        read_source(path, file="half.docx")
    assert ("已损坏" in error.value.message) == (language == "zh")
    READER.close()


def test_the_rest_is_indexed(tmp_path: Path) -> None:
    """One good file amid bad ones is found, and each bad one is said once."""
    corpus, before = tmp_path / "corpus", set(os.listdir(tempfile.gettempdir()))
    corpus.mkdir()
    small = [
        bad for bad in BAD if bad.says and bad.name.partition(".")[0] in ("half", "locked", "up", "laughs")
    ]
    for bad in small:
        bad.write(corpus)
    (corpus / "good.txt").write_text(
        "灯塔守望人\n\n3月2日，航标处工会慰问灯塔守望人。（航标处工会）\n", "utf-8"
    )
    with Archive.open(corpus, tmp_path / "index") as archive:
        report = archive.sync()
        assert {problem.file for problem in report.problems} == {bad.about or bad.name for bad in small}
        assert [hit.id for hit in archive.search("灯塔守望人").hits] == ["good#1"]
        again = archive.sync()
        assert {problem.file for problem in again.problems} == {bad.about or bad.name for bad in small}
    assert {name for name in os.listdir(tempfile.gettempdir()) if "unionsearch" in name} <= before
