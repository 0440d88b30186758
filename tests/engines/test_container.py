"""A file of sections: what went in comes out, and whatever is damaged of it is told when it is read."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from unionsearch.engines.whoosh.codec import container
from unionsearch.engines.whoosh.codec.container import SectionFile, SectionWriter, seal
from unionsearch.engines.whoosh.codec.packed import Packed

SMALL, WIDE = [3, 1, 4, 1, 5] * 30, [7, 2**40, 9]
PACKED = [i * i for i in range(500)]
RECORDS = ["职工之家".encode(), b"", "在车间里".encode() * 9]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of many small pages."""
    monkeypatch.setattr(container, "PAGE", 64)
    return write(tmp_path / "file")


def write(path: Path) -> Path:
    file = SectionWriter(path)
    file.value("words", ["甲", "乙"])
    file.array("small", np.array(SMALL, dtype=np.uint8))
    file.array("wide", np.array(WIDE, dtype=">i8"))
    file.array("none", np.empty(0, dtype=np.uint16))
    for name, with_bases in (("plain", False), ("based", True)):
        packing = file.packing(with_bases=with_bases)
        for first in range(0, 500, 123):
            packing.add(np.array(PACKED[first : first + 123], dtype=np.int64))
        file.packed(name, packing)
    begin = file.begin()
    sealed = [seal(record) for record in RECORDS]
    file.write(b"".join(sealed))
    file.end("records", begin)
    file.value("sizes", [len(record) for record in sealed])
    file.finish()
    return path


def records(file: SectionFile) -> list[bytes]:
    ends = list(itertools.accumulate(file.value("sizes"), initial=0))
    return [file.record("records", first, last) for first, last in itertools.pairwise(ends)]


def one_by_one(column: Packed) -> list[int]:
    return [column.at(i) for i in range(0, 500, 9)]


#: What can be asked of the file, and what it answers.
QUESTIONS: list[tuple[Callable[[SectionFile], Any], Any]] = [
    (lambda file: file.value("words"), ["甲", "乙"]),
    (lambda file: file.array("small").tolist(), SMALL),
    (lambda file: file.array("wide").tolist(), WIDE),
    (lambda file: file.array("none").tolist(), []),
    (lambda file: file.packed("plain").slice(0, 500).tolist(), PACKED),
    (lambda file: one_by_one(file.packed("plain")), PACKED[::9]),
    (lambda file: file.packed("based").slice(0, 500).tolist(), PACKED),
    (records, RECORDS),
    (lambda file: file.sealed("records", 0, sum(file.value("sizes"))), b"".join(map(seal, RECORDS))),
]


def test_what_went_in_comes_out(path: Path) -> None:
    file = SectionFile(path)
    for ask, wanted in QUESTIONS:
        assert ask(file) == wanted
    assert file.has("small") and file.has("words") and not file.has("other")
    file.close()


def test_a_large_page(tmp_path: Path) -> None:
    file = SectionFile(write(tmp_path / "file"))
    assert [ask(file) for ask, _ in QUESTIONS] == [wanted for _, wanted in QUESTIONS]
    file.close()


def test_no_flipped_byte_is_read_in_silence(path: Path) -> None:
    data = path.read_bytes()
    opened = 0
    sound = SectionFile(path)
    places = [value for value in sound.directory.values() if isinstance(value, list) and len(value) == 3]
    # What lies between sections, to align them, nobody reads.
    read = {at for begin, end, kind in places if isinstance(kind, str) for at in range(begin, end)}
    sound.close()
    for at in range(len(data)):
        damaged = bytearray(data)
        damaged[at] ^= 1 << at % 8
        path.unlink()
        path.write_bytes(damaged)
        try:
            file = SectionFile(path)
        except ValueError:
            continue
        opened += 1
        told = 0
        for ask, wanted in QUESTIONS:
            try:
                assert ask(file) == wanted, at
            except ValueError:
                told += 1
        assert told < len(QUESTIONS) and (told or at not in read), at
        file.close()
    # Opening looks at the directory only: most of the file is not read then.
    assert opened > len(data) / 2


def test_no_shortened_file_is_read_in_silence(path: Path) -> None:
    data = path.read_bytes()
    for length in [*range(0, len(data), 37), len(data) - 1]:
        path.unlink()
        path.write_bytes(data[:length])
        with pytest.raises(ValueError):
            SectionFile(path)


def test_pages_and_records_are_checked_only_when_they_are_read(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[bytes(data).index(RECORDS[2]) + 20] ^= 255
    data[bytes(data).index(bytes(SMALL)) + 100] ^= 255
    path.unlink()
    path.write_bytes(data)
    file = SectionFile(path)
    sizes = file.value("sizes")
    assert file.record("records", 0, sizes[0]) == RECORDS[0]
    assert file.array("wide").tolist() == WIDE
    for _ in range(2):  # It stays told.
        with pytest.raises(ValueError):
            file.record("records", sizes[0] + sizes[1], sum(sizes))
        with pytest.raises(ValueError):
            file.array("small")
    file.close()


def test_places_beyond_a_section(path: Path) -> None:
    file = SectionFile(path)
    for first, last in ((-1, 12), (5, 4), (0, 3), (0, sum(file.value("sizes")) + 1)):
        with pytest.raises(ValueError):
            file.record("records", first, last)
    for first, last in ((-1, 12), (5, 4), (0, sum(file.value("sizes")) + 1)):
        with pytest.raises(ValueError):
            file.sealed("records", first, last)
    with pytest.raises(KeyError):
        file.array("other")
    file.close()


def test_arrays_stay_after_the_file_is_closed(path: Path) -> None:
    file = SectionFile(path)
    kept = file.array("small")
    file.close()
    assert kept.tolist() == SMALL
