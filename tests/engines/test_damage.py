"""Index folders in every bad state: told in plain words, and mended by starting afresh."""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from unionsearch.engines import conditions as c
from unionsearch.engines.protocol import Weighted
from unionsearch.engines.whoosh import WhooshEngine
from unionsearch.errors import IndexDamagedError, IndexLockedError, IndexMissingError, UnionSearchError

from .faults import in_child
from .records import PARAMETERS, random_record, record

LONG = "UNIONSEARCH_LONG" in os.environ


def commit(folder: Path, stamp: bytes, *sources: str, fresh: bool = False) -> None:
    writer = WhooshEngine(folder).writer(fresh=fresh)
    for source in sources:
        writer.add(record(source, title=f"{source}的稿子", body="职工之家"))
    writer.commit(stamp)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound index of two segments."""
    folder = tmp_path_factory.mktemp("damage") / "index"
    commit(folder, b"one", "a", "b")
    commit(folder, b"two", "c")
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    shutil.copytree(built, tmp_path / "index")
    return tmp_path / "index"


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def assert_mended(folder: Path) -> None:
    commit(folder, b"new", "x", fresh=True)
    reader = WhooshEngine(folder).reader()
    assert (reader.count(), reader.attachment) == (1, b"new")
    assert reader.frequency(c.Run("x的稿子")) == 1
    reader.close()
    assert sorted(p.name.split(".")[-1] for p in folder.iterdir()) == ["MAIN_WRITELOCK", "json", "seg", "toc"]


def assert_damaged(folder: Path) -> None:
    engine = WhooshEngine(folder)
    assert engine.exists()
    with pytest.raises(IndexDamagedError) as caught:
        engine.reader()
    assert str(folder) in caught.value.message
    assert caught.value.hint


def _torn(data: bytes) -> list[bytes]:
    choose = random.Random(5)
    ends = [*range(0, 40, 3), len(data) // 2, *range(len(data) - 5, len(data))]
    lengths = range(len(data)) if LONG else ends
    return [
        *(data[:length] for length in lengths),
        b"\0" * len(data),
        b"\xff" * 100,
        *(choose.randbytes(choose.randrange(2000)) for _ in range(200 if LONG else 20)),
        data[:40] + b"\x80\x02cos\nsystem\n" + data[40:],
    ]


def test_a_torn_toc(folder: Path) -> None:
    toc = only(folder, "*.toc")
    for torn in _torn(toc.read_bytes()):
        toc.write_bytes(torn)
        assert_damaged(folder)
        with pytest.raises(IndexDamagedError):
            WhooshEngine(folder).writer()
    assert_mended(folder)


def test_starting_afresh_while_the_failure_is_at_hand(folder: Path) -> None:
    """Neither the lock nor the torn file is held by the exception."""
    only(folder, "*.toc").write_bytes(b"")
    try:
        WhooshEngine(folder).writer()
    except IndexDamagedError:
        assert_mended(folder)
    else:
        pytest.fail("a torn TOC went unnoticed")


def test_a_torn_toc_stays_damaged_until_a_fresh_start_is_committed(folder: Path) -> None:
    only(folder, "*.toc").write_bytes(b"torn")
    writer = WhooshEngine(folder).writer(fresh=True)
    writer.add(record("x"))
    assert_damaged(folder)
    writer.cancel()
    assert_damaged(folder)
    assert_mended(folder)


@pytest.mark.parametrize("pattern", ["*.seg", "attachment-*.json"])
@pytest.mark.parametrize("how", ["missing", "a folder"])
def test_files_that_are_not_there(folder: Path, pattern: str, how: str) -> None:
    for path in list(folder.glob(pattern))[:1]:
        path.unlink()
        if how == "a folder":
            path.mkdir()
    assert_damaged(folder)
    for path in folder.glob(pattern):
        if path.is_dir():
            path.rmdir()
    assert_mended(folder)


def test_torn_segments(folder: Path) -> None:
    segment = sorted(folder.glob("*.seg"))[0]
    data = segment.read_bytes()
    for length in (0, 1, 8, 12, 100, len(data) // 2, len(data) - 1):
        # A mapped file must not be shortened: another one takes its place.
        segment.unlink()
        segment.write_bytes(data[:length])
        assert_damaged(folder)
    assert_mended(folder)


def _ask_everything(folder: Path) -> None:
    """Whatever a query may ask of a reader."""
    reader = WhooshEngine(folder).reader()
    try:
        words = (c.Word("职工"), c.Run("职工之家"), c.Run("职"), c.Pattern("职*家"))
        for condition in (*words, c.All(), c.Days(0, 99999999)):
            for doc in reader.match(condition).tolist():
                reader.place(doc)
                reader.payload(doc)
                reader.flats(doc)
        docs = reader.match(c.All())
        reader.score(docs, [Weighted("words", "职工"), Weighted("grams", "之家")], PARAMETERS)
        list(reader.words())
    finally:
        reader.close()


def test_damage_inside_a_segment_raises_nothing_but_its_own_error(tmp_path: Path) -> None:
    base = tmp_path / "base"
    choose = random.Random(13)
    writer = WhooshEngine(base).writer()
    for i in range(20):
        writer.add(random_record(choose, f"s{i}", 1))
    writer.commit(b"{}")
    segment = only(base, "*.seg")
    data = segment.read_bytes()
    told = 0
    for _ in range(3000 if LONG else 150):
        damaged = bytearray(data)
        at = choose.randrange(len(data))
        if choose.random() < 0.5:
            damaged[at] ^= 1 << choose.randrange(8)
        else:
            damaged[at : at + 64] = choose.randbytes(64)
        segment.unlink()
        segment.write_bytes(damaged)
        try:
            _ask_everything(base)
        except IndexDamagedError:
            told += 1
    assert told > 5
    assert_mended(base)


def test_merging_a_damaged_segment_is_told_and_commits_nothing(tmp_path: Path) -> None:
    for i in range(5):
        commit(tmp_path, b"%d" % i, f"s{i}")
    segment = sorted(tmp_path.glob("*.seg"))[0]
    data = bytearray(segment.read_bytes())
    data[200:-400] = bytes(len(data) - 600)
    segment.unlink()
    segment.write_bytes(data)
    writer = WhooshEngine(tmp_path).writer()
    for i in range(5):  # So many that the old segment is to be merged with them.
        writer.add(record(f"z{i}"))
    with pytest.raises(IndexDamagedError):
        writer.commit(b"never")
    writer.cancel()
    assert only(tmp_path, "attachment-*.json").read_bytes() == b"4"
    assert_mended(tmp_path)


def test_what_killed_writers_leave_is_no_hindrance_and_goes(folder: Path) -> None:
    leftovers = [
        "MAIN_0123456789abcdef.trm",
        "MAIN_0123456789abcdef.pst",
        "MAIN_fedcba9876543210.seg",
        "_MAIN_2.toc.1322900000.5",
        "attachment-2.tmp",
        "attachment-2.json",
        "attachment-0.json",
        "vocabulary-0.derived",
        "vocabulary-2.derived",
        "vocabulary-1.derived.4711",
        "MAIN.tmp/abc.run",
        "MAIN.tmp/xyz.ctmp",
    ]
    (folder / "MAIN.tmp").mkdir()
    for name in leftovers:
        (folder / name).write_bytes(b"left")
    (folder / "notes.txt").write_text("someone's own", encoding="utf-8")
    reader = WhooshEngine(folder).reader()
    assert (reader.count(), reader.attachment) == (3, b"two")
    reader.close()
    commit(folder, b"three", "d")
    reader = WhooshEngine(folder).reader()
    assert (reader.count(), reader.attachment) == (4, b"three")
    reader.close()
    assert not [name for name in leftovers if (folder / name).exists() and name != "attachment-2.json"]
    assert (folder / "attachment-2.json").read_bytes() == b"three"
    assert (folder / "notes.txt").exists()
    assert not (folder / "MAIN.tmp").exists()


def test_only_what_a_killed_first_writer_left_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "attachment-0.json").write_bytes(b"{}")
    (tmp_path / "MAIN_0123456789abcdef.trm").write_bytes(b"")
    (tmp_path / "_MAIN_0.toc.1322900000.5").write_bytes(b"half")
    assert not WhooshEngine(tmp_path).exists()
    with pytest.raises(IndexMissingError):
        WhooshEngine(tmp_path).reader()
    commit(tmp_path, b"1", "a")
    assert_mended(tmp_path)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    file = tmp_path / "index"
    file.write_text("not a folder", encoding="utf-8")
    with pytest.raises(IndexMissingError):
        WhooshEngine(file).reader()
    for place in (file, file / "below"):
        with pytest.raises(UnionSearchError) as caught:
            WhooshEngine(place).writer()
        assert str(place) in caught.value.message
        assert caught.value.hint
    assert file.read_text(encoding="utf-8") == "not a folder"


def _as_nobody(work: Callable[[], None]) -> int:
    def whole() -> None:
        if os.geteuid() == 0:
            os.seteuid(65534)
        work()

    return in_child(whole)


@pytest.mark.skipif(sys.platform == "win32", reason="needs users and fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_a_folder_without_permission(built: Path, mode: int) -> None:
    # The folders that pytest gives are closed to others.
    room = Path(tempfile.mkdtemp())
    room.chmod(0o755)
    folder = room / "index"
    shutil.copytree(built, folder)
    folder.chmod(mode)

    def work() -> None:
        engine = WhooshEngine(folder)
        if mode == 0o555:
            reader = engine.reader()
            assert reader.frequency(c.Run("的稿子")) == 3
            reader.close()
        else:
            for ask in (engine.reader, engine.exists):
                with pytest.raises(IndexDamagedError) as caught:
                    ask()
                assert "Permission" in caught.value.message
        for fresh in (False, True):
            with pytest.raises(UnionSearchError) as refused:
                engine.writer(fresh=fresh)
            assert "Permission" in refused.value.message

    try:
        assert _as_nobody(work) == 0
    finally:
        folder.chmod(0o700)
        shutil.rmtree(room)


def test_files_that_readers_hold_cannot_be_deleted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: a commit goes through all the same, and a later one takes the files away."""
    held = {path.name for path in folder.iterdir() if path.suffix in (".seg", ".toc", ".json")}
    remove, unlink = os.remove, os.unlink

    def refusing(delete: Callable[..., None]) -> Callable[..., None]:
        def guarded(path: str | Path, *args: object, **kwargs: object) -> None:
            if Path(path).name in held:
                raise PermissionError(13, "The process cannot access the file")
            delete(path, *args, **kwargs)

        return guarded

    reader = WhooshEngine(folder).reader()
    with monkeypatch.context() as patch:
        patch.setattr(os, "remove", refusing(remove))
        patch.setattr(os, "unlink", refusing(unlink))
        for i, fresh in enumerate((False, True)):
            commit(folder, b"%d" % i, "z", fresh=fresh)
            assert held <= {path.name for path in folder.iterdir()}
            now = WhooshEngine(folder).reader()
            assert (now.attachment, now.count()) == (b"%d" % i, 1 if fresh else 4)
            now.close()
    assert reader.frequency(c.Run("的稿子")) == 3
    reader.close()
    assert_mended(folder)


def test_whoosh_s_own_lock_is_respected(folder: Path) -> None:
    from whoosh.index import open_dir

    other = open_dir(str(folder)).writer()
    with pytest.raises(IndexLockedError) as caught:
        WhooshEngine(folder).writer()
    assert caught.value.hint
    other.cancel()
    commit(folder, b"three", "d")


def test_stock_whoosh_opens_the_index(folder: Path) -> None:
    from whoosh.index import open_dir
    from whoosh.query import Term

    with open_dir(str(folder)).searcher() as searcher:
        assert searcher.doc_count() == 3
        assert len(searcher.search(Term("words_body", "职工"))) == 3
        assert len(searcher.search(Term("source", "c"))) == 1
