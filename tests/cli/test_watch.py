"""``unionsearch watch`` as a process: it takes in what comes, says so, and stops when it is asked to."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

STORY = "夜班车\n\n    末班车晚开半小时，夜班工人赶得上了。\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals as only POSIX can")


class Watching:
    """A process that watches, and its lines as they come."""

    def __init__(self, folder: Path, broken: int = 0) -> None:
        self.corpus = folder / "corpus"
        self.corpus.mkdir()
        for number in range(broken):
            (self.corpus / f"broken-{number}.txt").write_bytes(b"")
        (self.corpus / "a.txt").write_text(STORY, "utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "unionsearch", "--corpus", str(self.corpus), "--index",
             str(folder / "index"), "watch", "--interval", "0.1"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
            env={**os.environ, "UNIONSEARCH_LANG": "en"},
        )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.put(line.rstrip("\n"))

    def line(self) -> str:
        return self.lines.get(timeout=60)

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=30)

    def rest(self) -> list[str]:
        self._reading.join(timeout=10)
        return [self.lines.get() for _ in range(self.lines.qsize())]


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    found = Watching(tmp_path)
    yield found
    if found.process.poll() is None:
        found.process.kill()
    found.process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_what_it_does_and_stops_cleanly(watching: Watching, number: signal.Signals) -> None:
    assert watching.line() == "Watching, with a look every 0.1 seconds; Ctrl-C stops."
    assert watching.line().endswith("  added a.txt; the index holds 1 issues, 1 articles")
    (watching.corpus / "b.txt").write_text(STORY.replace("半", "一"), "utf-8")
    (watching.corpus / "c.txt").write_bytes(b"")
    assert watching.line().endswith("  added b.txt; the index holds 2 issues, 2 articles")
    assert watching.line().startswith("skipped: c.txt")
    (watching.corpus / "a.txt").rename(watching.corpus / "z.txt")
    told = [watching.line(), watching.line()]
    assert told[0].startswith("  hint: ")
    assert told[1].endswith("  moved a.txt -> z.txt; the index holds 2 issues, 2 articles")
    assert watching.end(number) == 0
    assert [line.partition("  ")[2] for line in watching.rest()] == ["Stopped."]
    assert watching.process.stdout is not None
    assert watching.process.stdout.read() == ""


def test_of_many_files_that_cannot_be_read_some_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    found = Watching(tmp_path, broken=25)
    try:
        lines = [found.line() for _ in range(43)]
    finally:
        found.end(signal.SIGTERM)
    assert sum(line.startswith("skipped: ") for line in lines) == 20
    assert lines[-1].endswith("  5 files more cannot be read; unionsearch status lists them all.")


def test_stopped_in_the_middle_it_leaves_the_index_whole(watching: Watching, tmp_path: Path) -> None:
    watching.line()
    watching.line()
    for n in range(400):
        (watching.corpus / f"{n}.txt").write_text(STORY * 3 + f"第{n}天。\n", "utf-8")
    time.sleep(0.4)  # It is at work, or about to be.
    assert watching.end(signal.SIGTERM) == 0
    command = [sys.executable, "-m", "unionsearch", "--corpus", str(watching.corpus), "--index",
               str(tmp_path / "index")]  # fmt: skip
    assert subprocess.run([*command, "query", "末班车"], capture_output=True).returncode == 0
    assert subprocess.run([*command, "reindex"], capture_output=True).returncode == 0


def test_a_corpus_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "unionsearch", "--corpus", str(tmp_path / "none"), "--index",
         str(tmp_path / "index"), "watch"],
        capture_output=True, timeout=60,
    )  # fmt: skip
    assert ran.returncode == 2
    assert not (tmp_path / "index").exists()


def test_a_signal_it_was_started_to_ignore_stays_ignored(tmp_path: Path) -> None:
    """As under nohup: the terminal goes, the watch stays."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        watching = Watching(tmp_path)
    finally:
        signal.signal(signal.SIGHUP, before)
    try:
        watching.line()
        watching.line()
        watching.process.send_signal(signal.SIGHUP)
        (watching.corpus / "b.txt").write_text(STORY.replace("半", "一"), "utf-8")
        assert watching.line().endswith("  added b.txt; the index holds 2 issues, 2 articles")
        assert watching.end(signal.SIGTERM) == 0
    finally:
        if watching.process.poll() is None:
            watching.process.kill()
        watching.process.communicate()
