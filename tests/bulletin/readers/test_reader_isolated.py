"""The reading process: it ends in time, crashes alone, is started anew, and leaves with its parent."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from readers.packing import SENTENCE, fixture, paragraph, word
from unionsearch.bulletin.readers import child
from unionsearch.bulletin.readers.isolated import Isolated
from unionsearch.errors import BulletinError

GOOD = word(paragraph())


@pytest.fixture
def reader() -> Iterator[Isolated]:
    isolated = Isolated(20.0)
    yield isolated
    isolated.close()


def test_one_process_reads_many_files(reader: Isolated) -> None:
    assert reader.read(GOOD, "a.docx", ".docx").text == SENTENCE
    first = reader._process
    assert first is not None
    with pytest.raises(BulletinError):
        reader.read(b"PK\x03\x04", "b.docx", ".docx")
    assert reader.read(GOOD, "c.docx", ".docx").text == SENTENCE
    assert reader._process is first


def test_a_process_that_took_much_memory_reads_no_more(
    reader: Isolated, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where memory ran out an import may have failed, and a codec stays unknown for all files that follow."""
    pytest.importorskip("resource")
    spent = "from unionsearch.bulletin.readers import child\nchild._SPENT = 0\nchild.main()"
    monkeypatch.setattr("unionsearch.bulletin.readers.isolated._COMMAND", ("-c", spent))
    for _ in range(3):
        assert reader.read(GOOD, "a.docx", ".docx").text == SENTENCE
        assert reader._process is None


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not told apart from its parent")
def test_what_the_parent_takes_does_not_count(reader: Isolated) -> None:
    large = bytearray(child._SPENT + (64 << 20))
    large[:: 1 << 12] = bytes(1) * len(large[:: 1 << 12])  # Every page is there.
    reader.read(GOOD, "a.docx", ".docx")
    assert reader._process is not None
    del large


#: A process whose readers never come to an end.
LOOPING = (
    "-c",
    "from unionsearch.bulletin.readers import child, registry\n"
    "registry.read = lambda *_: [None for _ in iter(int, 1)][0:0]\n"
    "child.main()",
)


def test_what_does_not_end_is_ended(reader: Isolated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    reader.seconds = 1.5
    begun = time.monotonic()
    with monkeypatch.context() as patch:
        patch.setattr("unionsearch.bulletin.readers.isolated._COMMAND", LOOPING)
        patch.setattr("unionsearch.bulletin.readers.isolated._GRACE", 60.0)  # it ends itself
        with pytest.raises(BulletinError, match=r"took more than 1\.5 seconds"):
            reader.read(GOOD, "slow.docx", ".docx")
    assert time.monotonic() - begun < 30
    reader.seconds = 20.0
    assert reader.read(GOOD, "a.docx", ".docx").text == SENTENCE


def test_a_process_that_hangs_is_killed(reader: Isolated, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even when it does not end itself."""
    monkeypatch.setattr("unionsearch.bulletin.readers.isolated._GRACE", 0.0)
    monkeypatch.setattr(
        "unionsearch.bulletin.readers.isolated._COMMAND", ("-c", "import time; time.sleep(600)")
    )
    reader.seconds = 0.5
    begun = time.monotonic()
    with pytest.raises(BulletinError):
        reader.read(GOOD, "a.docx", ".docx")
    assert time.monotonic() - begun < 15


def test_a_crash_is_a_sentence(reader: Isolated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    with monkeypatch.context() as patch:
        patch.setattr("unionsearch.bulletin.readers.isolated._COMMAND", ("-c", "import os; os.abort()"))
        with pytest.raises(BulletinError, match="broke the reader"):
            reader.read(GOOD, "a.docx", ".docx")
    assert reader.read(GOOD, "a.docx", ".docx").text == SENTENCE


def test_a_process_killed_between_files_is_started_anew(reader: Isolated) -> None:
    reader.read(GOOD, "a.docx", ".docx")
    assert reader._process is not None
    reader._process.kill()
    reader._process.wait()
    assert reader.read(GOOD, "a.docx", ".docx").text == SENTENCE


def test_after_many_files_a_fresh_process(reader: Isolated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unionsearch.bulletin.readers.isolated._MOST_FILES", 2)
    seen = set()
    for _ in range(4):
        reader.read(GOOD, "a.docx", ".docx")
        assert reader._process is not None
        seen.add(reader._process.pid)
    assert len(seen) == 2


def test_threads_take_turns(reader: Isolated) -> None:
    found: list[str] = []

    def read(name: str, text: str) -> None:
        found.append(reader.read(word(paragraph(text)), name, ".docx").text + name)

    threads = [threading.Thread(target=read, args=(f"{i}", f"第{i}号")) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [f"第{i}号{i}" for i in range(8)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of memory for a process by itself")
def test_memory_is_limited() -> None:
    code = (
        "from unionsearch.bulletin.readers import child\n"
        "child._limit_memory()\n"
        "try:\n    bytearray(child.MEMORY)\nexcept MemoryError:\n    print('refused')\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert sys.platform == "darwin" or ran.stdout.strip() == "refused"


def test_it_ends_with_its_parent() -> None:
    code = (
        "import os, sys\n"
        "from unionsearch.bulletin.readers.isolated import READER\n"
        "READER.read(sys.stdin.buffer.read(), 'a.docx', '.docx')\n"
        "print(READER._process.pid, flush=True)\n"
        "os._exit(0)\n"  # no farewell
    )
    ran = subprocess.run([sys.executable, "-c", code], input=GOOD, capture_output=True, check=True)
    pid = int(ran.stdout)
    for _ in range(100):
        try:
            os.kill(pid, 0) if sys.platform != "win32" else None
        except OSError:
            return
        if Path(f"/proc/{pid}/stat").exists() and " Z " in Path(f"/proc/{pid}/stat").read_text():
            return  # nobody is there to take note of its end
        time.sleep(0.1)
    assert sys.platform == "win32"


def test_a_module_in_the_working_folder_is_not_taken(tmp_path: Path) -> None:
    """A corpus may hold a file called json.py."""
    (tmp_path / "json.py").write_text("raise SystemExit('taken')", "utf-8")
    (tmp_path / "faulthandler.py").write_text("raise SystemExit('taken')", "utf-8")
    code = (
        "import sys\n"
        "from unionsearch.bulletin.readers.isolated import READER\n"
        "print(len(READER.read(sys.stdin.buffer.read(), 'a.docx', '.docx').text))\n"
    )
    root = Path(child.__file__).resolve().parents[3]
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", f"import sys; sys.path[0] = {str(root)!r}\n{code}"],
        input=fixture("docx/rich.docx"),
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    assert int(ran.stdout) > 100
