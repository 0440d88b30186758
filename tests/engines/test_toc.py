"""The table of contents: read as Whoosh writes it, and nothing in it is ever run."""

from __future__ import annotations

import pickle
import struct
from pathlib import Path
from typing import Any

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from unionsearch.engines.whoosh import WhooshEngine, files, toc
from unionsearch.engines.whoosh.codec.stock import ColumnsSegment
from unionsearch.engines.whoosh.schema import schema
from unionsearch.errors import IndexDamagedError

from .records import record

MODULE, CLASS = toc.SEGMENT


def segment(count: int, deleted: list[int]) -> ColumnsSegment:
    made = ColumnsSegment(files.NAME)
    made.set_doc_count(count)
    made.delete_documents(deleted)
    return made


def test_a_table_that_whoosh_wrote(tmp_path: Path) -> None:
    written = [segment(5, []), segment(300, [2, 299]), segment(0, [])]
    TOC(schema(), written, 12).write(FileStorage(str(tmp_path)), files.NAME)
    for kind in (toc.Segment, ColumnsSegment):
        found = toc.read(tmp_path, 12, kind)
        assert found.generation == 12
        assert [(s.count, s.deleted, s.file()) for s in found.segments] == [
            (s.count, s.deleted, s.file()) for s in written
        ]


def test_whoosh_reads_the_same(tmp_path: Path) -> None:
    for source in ("a", "b"):
        writer = WhooshEngine(tmp_path).writer()
        writer.add(record(source, title="职工之家"))
        writer.commit(b"")
    theirs = TOC.read(FileStorage(str(tmp_path)), files.NAME)
    ours = toc.read(tmp_path, 1)
    assert theirs.generation == ours.generation == 1
    assert [s.file() for s in theirs.segments] == [s.file() for s in ours.segments]


def test_another_generation_than_the_name_says(tmp_path: Path) -> None:
    TOC(schema(), [], 3).write(FileStorage(str(tmp_path)), files.NAME)
    files.toc_path(tmp_path, 3).rename(files.toc_path(tmp_path, 4))
    with pytest.raises(ValueError):
        toc.read(tmp_path, 4)


class Trap:
    """Makes a file when it is unpickled by a loader that lets it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


def _string(text: str) -> bytes:
    data = text.encode()
    return b"\x8c" + struct.pack("<B", len(data)) + data


def traps(path: Path) -> list[bytes]:
    """Pickles that would make the file."""
    code = f"open({str(path)!r}, 'w')"
    return [
        *(pickle.dumps([Trap(path)], protocol) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)),
        b"(lp0\n(S" + repr(code).encode() + b"\nibuiltins\neval\na.",
        b"cbuiltins\neval\n(S" + repr(code).encode() + b"\ntR.",
        # By way of what the one class admitted leads to.
        b"\x80\x04" + _string(MODULE) + _string("Path.touch") + b"\x93c" + b"pathlib\nPath\n" + b"\x85R.",
        b"\x80\x04" + _string(MODULE) + _string(f"{CLASS}.codec") + b"\x93)R.",
        b"cwhoosh.codec.base\nSegment\n)R.",
        b"Psomething\n.",  # What it names lies elsewhere.
    ]


def table(folder: Path) -> tuple[Path, bytes]:
    """The table of contents of an index, and what stands in it before the pickle of the segments."""
    writer = WhooshEngine(folder).writer()
    writer.commit(b"")
    path = files.toc_path(folder, 0)
    data = path.read_bytes()
    head = data[: data.rindex(pickle.PROTO)]
    assert pickle.loads(data[len(head) :]) == []
    return path, head


def test_no_other_class_is_loaded_and_nothing_is_run(tmp_path: Path) -> None:
    folder, made = tmp_path / "index", tmp_path / "made"
    path, head = table(folder)
    for trap in traps(made):
        path.write_bytes(head + trap)
        with pytest.raises(pickle.UnpicklingError):
            toc.read(folder, 0)
        for ask in (WhooshEngine(folder).reader, WhooshEngine(folder).writer):
            with pytest.raises(IndexDamagedError):
                ask()
    assert not made.exists()
    # The trap is one.
    pickle.loads(traps(made)[2])
    assert made.exists()


def test_what_is_no_list_of_segments(tmp_path: Path) -> None:
    path, head = table(tmp_path)
    for other in (None, {}, [1], "text", [[]]):
        path.write_bytes(head + pickle.dumps(other, 2))
        with pytest.raises(IndexDamagedError):
            WhooshEngine(tmp_path).reader()
