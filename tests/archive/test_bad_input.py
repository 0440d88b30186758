"""Bad input is met with a sentence and a hint, or named and skipped; never with anything else."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from indexing.office import Office, bulletin

from unionsearch import Archive
from unionsearch.config import Settings
from unionsearch.errors import (
    ConfigError,
    CorpusError,
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    UnionSearchError,
)
from unionsearch.indexing import records
from unionsearch.indexing import update as updating

GOOD = bulletin("拖轮班组读书角", "港务工会在拖轮上办了读书角。")
LONG = bool(os.environ.get("UNIONSEARCH_LONG"))
#: About the five million bytes of the long form take five seconds each; the short form a tenth.
SIZE = 5_000_000 if LONG else 500_000

links = pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")


@pytest.fixture
def indexed(office: Office) -> Office:
    office.write("good.txt", GOOD)
    office.sync()
    return office


def check(error: UnionSearchError) -> None:
    assert error.message.strip() and error.hint
    assert "Traceback" not in error.message


# Files of the corpus


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xef\xbb\xbf", id="only a byte order mark"),
        pytest.param(b" \r\n\t\n", id="only white space"),
        pytest.param(bytes(range(256)) * 40, id="binary"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 100, id="a picture"),
        pytest.param("工会组织建设".encode("gb18030")[:-1], id="GB18030 cut in a character"),
        pytest.param("工会组织建设".encode()[:-1], id="UTF-8 cut in a character"),
        pytest.param(b"---\nnumber: twelve\n---\n" + GOOD.encode(), id="front matter that makes no sense"),
    ],
)
def test_a_bad_file_is_named_and_skipped(office: Office, data: bytes) -> None:
    office.write("good.txt", GOOD)
    office.write("bad.txt", data)
    for _ in range(2):
        report = office.sync()
        assert [p.file for p in report.problems] == ["bad.txt"]
        assert report.problems[0].message and report.problems[0].hint
        assert (report.issues, report.articles) == (1, 1)
        assert office.found("「读书角」") == {"good#1"}
    assert not report.changes
    with office.archive() as archive:
        status = archive.status()
        # There is nothing that a reindex would take in.
        assert not status.changes
        assert [p.file for p in status.problems] == ["bad.txt"]


def test_a_bad_file_costs_no_commit_and_is_taken_in_when_mended(indexed: Office) -> None:
    indexed.write("bad.txt", b"")
    assert indexed.sync().changes.added == ()
    before = indexed.snapshot()
    indexed.sync()
    assert indexed.snapshot() == before
    indexed.write("bad.txt", bulletin("灯塔守望人", "航标处工会慰问灯塔。"))
    with indexed.archive() as archive:
        assert archive.status().changes.added == ("bad.txt",)
    report = indexed.sync()
    assert (report.changes.added, report.problems) == (("bad.txt",), ())
    assert indexed.found("「灯塔」") == {"bad#1"}


def test_a_file_that_goes_bad_leaves_the_index(indexed: Office) -> None:
    indexed.write("good.txt", bytes(range(256)) * 4)
    report = indexed.sync()
    assert report.changes.removed == ("good.txt",)
    assert [p.file for p in report.problems] == ["good.txt"]
    assert indexed.found("「读书角」") == set()
    (indexed.corpus / "good.txt").unlink()
    assert indexed.sync().problems == ()


def test_a_file_over_the_size_limit(office: Office) -> None:
    office.write("good.txt", GOOD)
    office.write("big.txt", GOOD * 100)
    with office.archive(max_bytes=1000) as archive:
        report = archive.sync()
    assert [p.file for p in report.problems] == ["big.txt"]
    assert "1,000" in report.problems[0].message
    assert office.sync().changes.added == ("big.txt",)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("各级工会在港区推行班组民主管理，评选读书标兵；" * (SIZE // 69), id="one line"),
        pytest.param("工" * (SIZE // 3), id="one Han character"),
        pytest.param("a" * SIZE, id="one letter"),
        pytest.param("9" * SIZE, id="one digit"),
        pytest.param("（" * (SIZE // 3), id="one parenthesis"),
        pytest.param(" " * SIZE + "a", id="spaces"),
        pytest.param("\n" * SIZE + "工会", id="empty lines"),
        pytest.param("2011年12月26日" * (SIZE // 17), id="dates"),
    ],
)
def test_a_monstrous_file_takes_bounded_time(office: Office, text: str) -> None:
    office.write("good.txt", GOOD)
    office.write("monster.txt", text)
    began = time.process_time()
    report = office.sync()
    assert (report.issues, report.problems) == (2, ())
    assert office.found("「读书角」") == {"good#1"}
    # Several times what it takes; a quadratic step anywhere takes a thousand times as long.
    assert time.process_time() - began < 40


def test_a_file_that_vanishes_after_the_scan(indexed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    indexed.write("a.txt", bulletin("灯塔守望人", "航标处工会慰问灯塔。"))
    indexed.write("good.txt", bulletin("新读书角", "读书角搬进了码头。"))
    indexed.write("z.txt", bulletin("吊车比武", "吊车司机比武。"))
    real = updating.survey

    def survey(*args: object) -> object:
        seen = real(*args)  # type: ignore[arg-type]
        (indexed.corpus / "a.txt").unlink()
        (indexed.corpus / "good.txt").unlink()
        return seen

    monkeypatch.setattr(updating, "survey", survey)
    report = indexed.sync()
    assert [p.file for p in report.problems] == ["a.txt", "good.txt"]
    assert all("vanished" in p.message for p in report.problems)
    assert report.changes.added == ("z.txt",)
    monkeypatch.undo()
    assert indexed.sync().problems == ()
    assert indexed.found("「吊车」 OR 「灯塔」 OR 「码头」") == {"z#1"}


def test_a_file_that_may_not_be_read(indexed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    indexed.write("good.txt", bulletin("新读书角", "读书角搬进了码头。"))
    indexed.write("new.txt", GOOD)
    real = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.parent == indexed.corpus:
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    report = indexed.sync()
    assert sorted(p.file for p in report.problems) == ["good.txt", "new.txt"]
    # What was known of a file stays until it can be read again.
    assert indexed.found("「拖轮」") == {"good#1"}
    monkeypatch.undo()
    assert indexed.sync().problems == ()
    assert indexed.found("「码头」 OR 「拖轮」") == {"good#1", "new#1"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything may be read here")
def test_a_file_and_a_folder_without_permission(indexed: Office) -> None:
    indexed.write("2011/a.txt", GOOD)
    indexed.sync()
    indexed.write("shut.txt", GOOD).chmod(0)
    (indexed.corpus / "2011").chmod(0)
    try:
        report = indexed.sync()
        assert sorted(p.file for p in report.problems) == ["2011", "shut.txt"]
        assert indexed.found("「读书角」") == {"good#1", "2011/a#1"}
    finally:
        (indexed.corpus / "2011").chmod(0o700)


@links
def test_a_link_loop(indexed: Office) -> None:
    (indexed.corpus / "loop").symlink_to(indexed.corpus)
    (indexed.corpus / "self").symlink_to(indexed.corpus / "self")
    (indexed.corpus / "self.txt").symlink_to(indexed.corpus / "self.txt")
    report = indexed.sync()
    assert (report.issues, report.changes.added) == (1, ())
    assert "self.txt" in [p.file for p in report.problems]


def test_one_broken_issues_toml_does_not_stop_the_rest(office: Office) -> None:
    office.write("good.txt", GOOD)
    for text in (b"\xff", b"[", b'["good.txt"]\ncolour = "red"\n', b'["good.txt"]\nnumber = "x"\n'):
        office.write("issues.toml", text)
        report = office.sync()
        assert [p.file for p in report.problems] == ["issues.toml"]
        assert report.problems[0].hint
        assert office.found("「读书角」") == {"good#1"}


# The corpus


def test_a_missing_corpus_creates_nothing(tmp_path: Path) -> None:
    with Archive.open(settings=Settings(corpus=tmp_path / "no", index=tmp_path / "index")) as archive:
        for ask in (archive.sync, archive.ensure, archive.status):
            with pytest.raises(CorpusError, match="no") as error:
                ask()
            check(error.value)
    assert list(tmp_path.iterdir()) == []


def test_neither_corpus_nor_index(tmp_path: Path) -> None:
    with Archive.open(settings=Settings(corpus=None, index=tmp_path / "index")) as archive:
        for ask in (archive.sync, archive.ensure, archive.status):
            with pytest.raises(CorpusError) as error:
                ask()
            check(error.value)
        with pytest.raises(IndexMissingError):
            archive.search("工会")
    assert list(tmp_path.iterdir()) == []


def test_a_corpus_that_is_a_file_or_the_index(indexed: Office, tmp_path: Path) -> None:
    file = indexed.corpus / "good.txt"
    with Archive.open(settings=Settings(corpus=file, index=tmp_path / "i")) as archive:
        with pytest.raises(CorpusError) as error:
            archive.sync()
        check(error.value)
    with Archive.open(settings=Settings(corpus=indexed.corpus, index=indexed.corpus)) as archive:
        with pytest.raises(ConfigError) as mixed:
            archive.sync()
        check(mixed.value)
    assert not (tmp_path / "i").exists()


def test_a_corpus_that_is_gone_still_answers(indexed: Office) -> None:
    shutil.rmtree(indexed.corpus)
    with indexed.archive() as archive:
        assert archive.search("读书角").total == 1
        assert "gone" in str(archive.warning())
        with pytest.raises(CorpusError):
            archive.sync()
    assert indexed.found("「读书角」") == {"good#1"}


# The index


def everything(archive: Archive) -> list[Callable[[], object]]:
    """All that reads an index."""
    return [
        lambda: archive.search("读书角"),
        lambda: archive.article("good#1"),
        lambda: list(archive.articles()),
        archive.issues,
        archive.ensure,
        archive.warning,
    ]


def test_an_index_folder_that_is_a_file(office: Office) -> None:
    office.write("good.txt", GOOD)
    office.index.write_text("mine", encoding="utf-8")
    with office.archive() as archive:
        for ask in [*everything(archive), archive.sync, archive.status]:
            with pytest.raises(UnionSearchError) as error:
                ask()
            check(error.value)
            assert str(office.index) in error.value.message
    assert office.index.read_text(encoding="utf-8") == "mine"


def attachment(office: Office) -> Path:
    (found,) = office.index.glob("attachment-*.json")
    return found


def test_an_index_of_another_version(indexed: Office) -> None:
    path = attachment(indexed)
    head, lines = path.read_bytes().split(b"\n", 1)
    manifest = json.loads(head)
    manifest["fingerprint"] = "0/older"
    path.write_bytes(json.dumps(manifest).encode() + b"\n" + lines)
    with indexed.archive() as archive:
        for ask in everything(archive):
            with pytest.raises(IndexMismatchError) as error:
                ask()
            check(error.value)
            assert "unionsearch reindex" in str(error.value.hint)
        status = archive.status()
        assert status.mismatch and status.exists
        assert archive.sync(dry_run=True).reason
        report = archive.sync()
        assert report.rebuilt and report.reason
        assert archive.status().mismatch is None
        assert archive.search("读书角").total == 1


def test_an_index_of_another_corpus(indexed: Office, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.txt").write_text(bulletin("灯塔守望人", "航标处工会慰问灯塔。"), encoding="utf-8")
    before = indexed.snapshot()
    with Archive.open(settings=Settings(corpus=other, index=indexed.index)) as archive:
        for ask in [*everything(archive), archive.sync, archive.status, lambda: archive.sync(dry_run=True)]:
            with pytest.raises(IndexMismatchError) as error:
                ask()
            check(error.value)
            assert str(other) in error.value.message and str(indexed.corpus) in error.value.message
        assert indexed.snapshot() == before
        # Said outright, it is done.
        assert archive.sync(full=True).rebuilt
        assert archive.search("灯塔").total == 1
        assert archive.search("读书角").total == 0


def torn_toc(office: Office) -> None:
    (path,) = office.index.glob("_MAIN_*.toc")
    path.write_bytes(path.read_bytes()[:100])


def empty_toc(office: Office) -> None:
    (path,) = office.index.glob("_MAIN_*.toc")
    path.write_bytes(b"")


def garbage_toc(office: Office) -> None:
    (path,) = office.index.glob("_MAIN_*.toc")
    path.write_bytes(os.urandom(500))


def no_segment(office: Office) -> None:
    for path in office.index.glob("*.seg"):
        path.unlink()


def short_segment(office: Office) -> None:
    for path in office.index.glob("*.seg"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty_segment(office: Office) -> None:
    for path in office.index.glob("*.seg"):
        path.write_bytes(b"")


def garbage_manifest(office: Office) -> None:
    attachment(office).write_bytes(os.urandom(300))


def short_manifest(office: Office) -> None:
    attachment(office).write_bytes(attachment(office).read_bytes()[:200])


def no_manifest(office: Office) -> None:
    attachment(office).unlink()


@pytest.mark.parametrize(
    "damage",
    [
        torn_toc,
        empty_toc,
        garbage_toc,
        no_segment,
        short_segment,
        empty_segment,
        garbage_manifest,
        short_manifest,
        no_manifest,
    ],
)
@pytest.mark.parametrize("full", [False, True])
def test_a_damaged_index_is_said_and_mended(
    indexed: Office, damage: Callable[[Office], None], full: bool
) -> None:
    damage(indexed)
    with indexed.archive() as archive:
        for ask in [*everything(archive), archive.status]:
            with pytest.raises(IndexDamagedError) as error:
                ask()
            check(error.value)
            assert "reindex" in str(error.value.hint)
        report = archive.sync(full=full)
        assert report.rebuilt
        assert full or report.reason
        for ask in everything(archive):
            ask()
    assert indexed.found("「读书角」") == {"good#1"}


def test_a_disk_that_is_full_leaves_the_old_index(indexed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    indexed.write("b.txt", bulletin("灯塔守望人", "航标处工会慰问灯塔。"))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnionSearchError) as error:
        indexed.sync()
    check(error.value)
    monkeypatch.undo()
    assert indexed.found("「读书角」 OR 「灯塔」") == {"good#1"}
    indexed.sync()
    assert indexed.found("「读书角」 OR 「灯塔」") == {"good#1", "b#1"}


def test_a_defect_is_not_hidden(indexed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors of the program itself are not taken for a bad file, and leave the old index in service."""

    def defect(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    indexed.write("b.txt", GOOD)
    monkeypatch.setattr(records, "record_of", defect)
    with pytest.raises(ZeroDivisionError):
        indexed.sync()
    monkeypatch.undo()
    assert indexed.found("「读书角」") == {"good#1"}
