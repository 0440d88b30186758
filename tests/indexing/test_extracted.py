"""No document is converted twice, whatever happens in between."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from unionsearch.bulletin import Source
from unionsearch.bulletin.readers.isolated import Isolated
from unionsearch.errors import BulletinError
from unionsearch.indexing import extracted
from unionsearch.indexing.extracted import Extracted

from .office import Office

_PARAGRAPH = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(path: Path, *paragraphs: str) -> None:
    """A Word document of these paragraphs."""
    body = "".join(map(_PARAGRAPH.format, paragraphs))
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        packed.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{body}</w:body></w:document>'
        )


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were given to a reader."""
    names: list[str] = []
    real = Isolated.read

    def counted(self: Isolated, data: bytes, file: str, suffix: str) -> Source:
        names.append(file)
        return real(self, data, file, suffix)

    monkeypatch.setattr(Isolated, "read", counted)
    return names


def kept(office: Office) -> dict[str, int]:
    """Every kept entry with its time."""
    return {p.name: p.stat().st_mtime_ns for p in (office.index / extracted.FOLDER).rglob("*") if p.is_file()}


def once(source: Source | BulletinError, calls: list[int]) -> Callable[[], Source]:
    def read() -> Source:
        calls.append(1)
        if isinstance(source, BulletinError):
            raise source
        return source

    return read


# The kept texts by themselves


def test_a_text_is_read_once(tmp_path: Path) -> None:
    calls: list[int] = []
    text = Source("龙门吊工人的茶水间\n\n    新装了风扇。", format="docx")
    for _ in range(3):
        # Each time as after a new start of the program.
        assert Extracted(tmp_path).source(b"one", "a.docx", ".docx", once(text, calls)) == text
    assert calls == [1]
    Extracted(tmp_path).source(b"two", "a.docx", ".docx", once(text, calls))
    Extracted(tmp_path).source(b"one", "a.doc", ".doc", once(text, calls))
    assert len(calls) == 3


def test_what_cannot_be_read_is_not_tried_again_until_asked_for(tmp_path: Path) -> None:
    calls: list[int] = []
    failure = BulletinError("old/a.doc is protected.", "Save old/a.doc without the password.")
    for name in ("old/a.doc", "new.doc"):
        with pytest.raises(BulletinError) as caught:
            Extracted(tmp_path).source(b"locked", name, ".doc", once(failure, calls))
        assert caught.value.message == f"{name} is protected."
        assert caught.value.hint == f"Save {name} without the password."
    assert calls == [1]
    with pytest.raises(BulletinError):
        Extracted(tmp_path, retry=True).source(b"locked", "new.doc", ".doc", once(failure, calls))
    assert calls == [1, 1]


def test_each_language_says_it_in_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    for language in ("en", "zh", "en"):
        monkeypatch.setenv("UNIONSEARCH_LANG", language)
        monkeypatch.setattr(
            extracted, "say", lambda zh, en, language=language: zh if language == "zh" else en
        )
        with pytest.raises(BulletinError, match=language):
            Extracted(tmp_path).source(b"x", "a.doc", ".doc", once(BulletinError(language), calls))
    assert len(calls) == 2


def test_another_set_of_libraries_reads_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    monkeypatch.setattr(extracted, "optional_libraries", lambda: [])
    with pytest.raises(BulletinError):
        Extracted(tmp_path).source(b"x", "a.pdf", ".pdf", once(BulletinError("no library"), calls))
    monkeypatch.setattr(extracted, "optional_libraries", lambda: ["pypdfium2"])
    text = Source("有了")
    assert Extracted(tmp_path).source(b"x", "a.pdf", ".pdf", once(text, calls)) == text


@pytest.mark.parametrize("content", [b"", b"x\x9c garbage", b"\0" * 90])
def test_a_damaged_entry_counts_as_none(tmp_path: Path, content: bytes) -> None:
    calls: list[int] = []
    text = Source("完好")
    Extracted(tmp_path).source(b"x", "a.doc", ".doc", once(text, calls))
    (entry,) = [path for path in (tmp_path / extracted.FOLDER).rglob("*") if path.is_file()]
    entry.write_bytes(content)
    assert Extracted(tmp_path).source(b"x", "a.doc", ".doc", once(text, calls)) == text
    assert calls == [1, 1]
    assert entry.read_bytes() != content


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / extracted.FOLDER).write_text("in the way", "utf-8")
    texts = Extracted(tmp_path)
    assert texts.source(b"x", "a.doc", ".doc", once(Source("照读"), [])).text == "照读"
    texts.clean(())


def test_what_no_file_has_goes_and_so_does_the_oldest(tmp_path: Path) -> None:
    texts = Extracted(tmp_path)
    for number in range(6):
        noise = "".join(chr(0x4E00 + (number * 7919 + i * i) % 20000) for i in range(500))
        texts.source(bytes([number]), f"{number}.doc", ".doc", once(Source(noise), []))
    entries = sorted((p for p in tmp_path.rglob("*") if p.is_file()), key=lambda p: p.stat().st_mtime_ns)
    for age, path in enumerate(entries):
        os.utime(path, ns=(age * 10**9, age * 10**9))
    digests = [path.name.partition(".")[0] for path in entries]
    (tmp_path / extracted.FOLDER / "another version" / "aa").mkdir(parents=True)
    fresh = Extracted(tmp_path)
    fresh.source(bytes([0]), "0.doc", ".doc", once(Source("never asked"), []))
    fresh.clean(digests[1:5])
    left = [path for path in entries if path.exists()]
    assert left == entries[:5]
    assert not (tmp_path / extracted.FOLDER / "another version").exists()
    room = sum(path.stat().st_size for path in entries[3:5])
    fresh.clean(digests[1:5], most=room)
    assert [path for path in entries if path.exists()] == entries[3:5]


def test_what_a_killed_process_left_half_written_goes(tmp_path: Path) -> None:
    texts = Extracted(tmp_path)
    texts.source(b"a", "a.doc", ".doc", once(Source("text"), []))
    (whole,) = (path for path in tmp_path.rglob("*") if path.is_file())
    half = whole.with_name(f"{whole.name}.4711")
    half.write_bytes(b"half")
    texts.clean([whole.name.partition(".")[0]])
    assert whole.exists()
    assert not half.exists()


# In the index


def test_an_index_built_anew_converts_nothing(office: Office, converted: list[str]) -> None:
    docx(office.corpus / "a.docx", "龙门吊工人的茶水间", "    工会给茶水间装了风扇和冰柜，夏天有绿豆汤。")
    docx(office.corpus / "b.docx", "夜班车", "    末班车晚开半小时，夜班工人赶得上了。")
    (office.corpus / "c.txt").write_text("夜班车\n\n    纯文本不用转换。\n", "utf-8")
    assert office.sync().problems == ()
    assert sorted(converted) == ["a.docx", "b.docx"]
    converted.clear()
    office.sync(full=True)
    assert office.found("「绿豆汤」") == {"a#1"}
    assert converted == []


def test_the_same_document_under_another_name_is_not_converted(office: Office, converted: list[str]) -> None:
    docx(office.corpus / "a.docx", "夜班车", "    末班车晚开半小时，夜班工人赶得上了。")
    office.sync()
    (office.corpus / "副本.docx").write_bytes((office.corpus / "a.docx").read_bytes())
    (office.corpus / "a.docx").rename(office.corpus / "z.docx")
    office.sync()
    assert converted == ["a.docx"]
    assert office.found("「末班车」") == {"副本#1", "z#1"}


def test_interrupted_and_resumed(office: Office, converted: list[str]) -> None:
    for n in range(6):
        docx(office.corpus / f"{n}.docx", f"第{n}号泊位", f"    泊位第{n}号的吊机换了新钢绳，班组连夜调试。")

    def interrupt(done: int, total: int, file: str) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        office.sync(progress=interrupt)
    office.sync()
    assert sorted(converted) == [f"{n}.docx" for n in range(6)]


def test_texts_go_with_their_files(office: Office) -> None:
    docx(office.corpus / "a.docx", "夜班车", "    末班车晚开半小时，夜班工人赶得上了。")
    docx(office.corpus / "b.docx", "茶水间", "    工会给茶水间装了风扇和冰柜，夏天有绿豆汤。")
    office.sync()
    assert len(kept(office)) == 2
    (office.corpus / "a.docx").unlink()
    office.sync()
    assert len(kept(office)) == 1


def test_an_unreadable_document_is_named_each_time_and_tried_once(
    office: Office, converted: list[str]
) -> None:
    office.write("坏.docx", b"PK\x03\x04 and then nothing of the kind")
    office.write("a.txt", "茶水间\n\n    工会给茶水间装了风扇。\n")
    for _ in range(3):
        (problem,) = office.sync().problems
        assert problem.file == "坏.docx"
        with office.archive() as archive:
            assert archive.status().problems == (problem,)
    assert converted == ["坏.docx"]
    docx(office.corpus / "坏.docx", "修好了", "    文件修好了，照样收进来。")
    assert office.sync().problems == ()
    with office.archive() as archive:
        assert archive.status().problems == ()


@pytest.mark.skipif(sys.platform == "win32", reason="kills as only POSIX can")
def test_killed_and_resumed(office: Office) -> None:
    for n in range(120):
        docx(
            office.corpus / f"{n:03}.docx", f"第{n}号泊位", *(f"    吊机第{n}-{i}次检修。" for i in range(60))
        )
    command = [
        sys.executable,
        "-m",
        "unionsearch",
        "--corpus",
        str(office.corpus),
        "--index",
        str(office.index),
    ]
    process = subprocess.Popen([*command, "reindex"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(kept(office)) < 10 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = kept(office)
    assert 10 <= len(before) < 120, "it was done before it could be killed"
    answer = subprocess.run([*command, "reindex", "--format", "json"], capture_output=True, check=True)
    assert json.loads(answer.stdout)["articles"] == 120
    after = kept(office)
    assert len(after) == 120
    assert before.items() <= after.items(), "a kept text was written again"
    assert not list(office.index.rglob("*.text.*"))
