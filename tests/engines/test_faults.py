"""A change that is cut short leaves the old state or the new one, whole, and the next change works."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from unionsearch.engines import conditions as c
from unionsearch.engines.whoosh import WhooshEngine
from unionsearch.errors import IndexMissingError, UnionSearchError

from .faults import DEAD, dying, failing
from .records import record

LONG = "UNIONSEARCH_LONG" in os.environ

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

#: The exit code of a process that was told in plain words what went wrong.
TOLD = 3

State = tuple[bytes, frozenset[tuple[str, str]]]
NOTHING: State = (b"", frozenset())


def state(folder: Path) -> State:
    """All that an index holds, looked at through postings and stored texts alike."""
    try:
        reader = WhooshEngine(folder).reader()
    except IndexMissingError:
        return NOTHING
    found = set()
    for doc in reader.match(c.All()).tolist():
        title = reader.flats(doc)["title"]
        assert doc in reader.match(c.Run(title, ("title",)))
        assert doc in reader.match(c.Keyword("source", reader.place(doc).source))
        found.add((reader.place(doc).source, title))
    assert reader.count() == len(found)
    reader.close()
    return reader.attachment, frozenset(found)


def commit(
    folder: Path, stamp: str, *, sources: tuple[str, ...], gone: tuple[str, ...] = (), fresh: bool = False
) -> None:
    writer = WhooshEngine(folder).writer(fresh=fresh)
    try:
        for source in gone:
            writer.remove(source)
        for source in sources:
            writer.add(record(source, title=f"{source}的第{stamp}稿", body="工会职工" * 20))
        writer.commit(stamp.encode())
    except BaseException:
        writer.cancel()
        raise


def make_none(folder: Path) -> None:
    folder.mkdir()


def make_some(folder: Path) -> None:
    """Five segments, one of them with holes: the next commit merges them."""
    for i in range(5):
        commit(folder, f"旧{i}", sources=(f"s{i}", f"t{i}"), gone=(f"t{i - 2}",))


def first(folder: Path) -> None:
    commit(folder, "新", sources=("a", "b"))


def change(folder: Path) -> None:
    commit(folder, "新", sources=("s1", "z"), gone=("s1", "t4"))


def rebuild(folder: Path) -> None:
    commit(folder, "新", sources=("a", "b"), fresh=True)


SCENARIOS = {"first": (make_none, first), "change": (make_some, change), "rebuild": (make_some, rebuild)}


class Scenario:
    """A prepared folder, what is done to it, and the states before and after."""

    def __init__(self, name: str, room: Path) -> None:
        make, self._work = SCENARIOS[name]
        self.room = room
        self.base = room / "base"
        make(self.base)
        self.old = state(self.base)
        done = self.copy("done")
        self._work(done)
        self.new = state(done)
        assert self.new != self.old and len(self.new[1]) >= 2

    def copy(self, name: str) -> Path:
        folder = self.room / name
        shutil.copytree(self.base, folder)
        return folder

    def work(self, folder: Path) -> Callable[[], None]:
        return lambda: self._work(folder)

    def steps(self) -> list[int]:
        """Steps to die at: all of them, or a sample of ten with the last ones."""
        low, high = 0, 1
        while dying(str(self.copy(f"up{high}")), high, self.work(self.room / f"up{high}")) == DEAD:
            low, high = high, high * 2
        while high - low > 1:
            middle = (low + high) // 2
            code = dying(str(self.copy(f"in{middle}")), middle, self.work(self.room / f"in{middle}"))
            low, high = (middle, high) if code == DEAD else (low, middle)
        assert low > 15, "the steps of a commit are not seen"
        every = range(1, low + 1)
        return list(every) if LONG else sorted({*random.Random(low).sample(every, 4), *every[-6:]})


@pytest.fixture(params=list(SCENARIOS))
def scenario(request: pytest.FixtureRequest, tmp_path: Path) -> Scenario:
    return Scenario(request.param, tmp_path)


def clean(folder: Path) -> bool:
    """Whether a folder holds one state and nothing else but the lock."""
    endings = sorted(name.split(".")[-1] for name in os.listdir(folder))
    return [ending for ending in endings if ending != "seg"] == ["MAIN_WRITELOCK", "json", "toc"]


def assert_goes_on(folder: Path, before: State) -> None:
    """The next change works, adds up, and clears away what was left."""
    commit(folder, "后来", sources=("later",))
    attachment, articles = state(folder)
    assert attachment == "后来".encode()
    assert articles == before[1] | {("later", "later的第后来稿")}
    assert clean(folder), os.listdir(folder)


def test_a_process_may_die_at_any_step(scenario: Scenario) -> None:
    seen = set()
    for step in scenario.steps():
        folder = scenario.copy(f"die{step}")
        assert dying(str(folder), step, scenario.work(folder)) == DEAD
        now = state(folder)
        assert now in (scenario.old, scenario.new), f"step {step}"
        seen.add(now)
        assert_goes_on(folder, now)
        shutil.rmtree(folder)
    assert seen == {scenario.old, scenario.new}


@pytest.mark.parametrize("lasting", [False, True])
def test_the_disk_may_fail_at_any_step(scenario: Scenario, lasting: bool) -> None:
    for step in scenario.steps():
        folder = scenario.copy(f"fail{step}")

        def work(folder: Path = folder) -> None:
            try:
                scenario.work(folder)()
            except UnionSearchError as error:
                assert error.hint
                os._exit(TOLD)

        code = failing(str(folder), step, lasting, work)
        assert code in (0, TOLD), f"step {step}"
        now = state(folder)
        # Whoever was told of a failure may rely on it; whoever was not, on the change.
        assert now == (scenario.new if code == 0 else scenario.old), f"step {step}"
        assert_goes_on(folder, now)
        shutil.rmtree(folder)


def test_all_of_a_state_is_on_the_disk_before_its_toc_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_some(tmp_path / "index")
    synced: dict[int, int] = {}
    fsync, replace = os.fsync, os.replace
    checked = []

    def noting(handle: int) -> None:
        fsync(handle)
        synced[os.fstat(handle).st_ino] = os.fstat(handle).st_mtime_ns

    def checking(old: Path, new: Path) -> None:
        if str(new).endswith(".toc"):
            generation = Path(new).name.split("_")[-1].split(".")[0]
            files = [*Path(new).parent.glob("*.seg"), Path(new).with_name(f"attachment-{generation}.json")]
            files.append(Path(old))
            fresh = [file for file in files if file not in before]
            assert len(fresh) == 3
            for file in fresh:
                assert synced.get(file.stat().st_ino) == file.stat().st_mtime_ns, file
            assert synced.get(Path(new).parent.stat().st_ino)
            checked.append(generation)
        replace(old, new)

    before = set((tmp_path / "index").iterdir())
    monkeypatch.setattr(os, "fsync", noting)
    monkeypatch.setattr(os, "replace", checking)
    change(tmp_path / "index")
    assert len(checked) == 1


_WRITER = """
import sys
from pathlib import Path
from unionsearch.engines.whoosh import WhooshEngine
from tests.engines.records import record
engine = WhooshEngine(Path(sys.argv[1]))
reader = engine.reader()
step = int(reader.attachment)
reader.close()
print("ready", flush=True)
while True:
    step += 1
    writer = engine.writer()
    writer.remove(f"s{step % 7}")
    writer.add(record(f"s{step % 7}", step, title=f"第{step}次"))
    writer.commit(b"%d" % step)
"""


def _start(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


def test_readers_and_killed_writers_side_by_side(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    writer = engine.writer()
    for step in range(1, 8):
        writer.add(record(f"s{step % 7}", step, title=f"第{step}次"))
    writer.commit(b"7")
    choose = random.Random(3)
    last = 7
    for _ in range(40 if LONG else 2):
        process = _start(tmp_path)
        first = last
        began, lasting = time.monotonic(), choose.uniform(0.2, 0.6)
        # On a busy machine the first commits may take their time.
        while (now := time.monotonic() - began) < lasting or (last < first + 2 and now < 20):
            reader = engine.reader()
            step = int(reader.attachment)
            assert step >= last
            last = step
            numbers = sorted(reader.place(int(doc)).number for doc in reader.match(c.All()))
            assert numbers == list(range(step - 6, step + 1))
            assert reader.frequency(c.Run(f"第{step}次")) == 1
            assert reader.frequency(c.Run(f"第{step - 7}次")) == 0
            reader.close()
        process.send_signal(signal.SIGKILL)
        _, errors = process.communicate()
        assert errors == ""
    assert last > 9
    assert_goes_on(tmp_path, state(tmp_path))


def test_a_lock_dies_with_its_holder(tmp_path: Path) -> None:
    commit(tmp_path, "7", sources=("s0",))
    process = _start(tmp_path)
    process.kill()
    process.communicate()
    commit(tmp_path, "8", sources=("s9",))
    assert state(tmp_path)[0] == b"8"
