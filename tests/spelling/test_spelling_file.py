"""The vocabulary's file: what is written is read, what is torn is refused, and it is quick."""

from __future__ import annotations

import mmap
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionsearch.spelling import SpellingDamaged, Vocabulary, hashing
from unionsearch.spelling.store import Store, pack

from . import cases
from .conftest import Office

WORDS = [("工资", 9), ("协商", 3), ("工资集体协商", 2), ("office", 1)]


@pytest.fixture(scope="module")
def data() -> bytes:
    return Vocabulary.build(WORDS).to_bytes()


def write(folder: Path, data: bytes) -> Path:
    path = folder / "vocabulary"
    path.write_bytes(data)
    return path


def test_what_was_built_is_read_back(tmp_path: Path, data: bytes) -> None:
    read = Vocabulary.open(write(tmp_path, data))
    assert len(read) == 4
    assert {word: read.frequency(word) for word, _ in WORDS} == dict(WORDS)
    assert read.frequency("工") == 0
    assert read.to_bytes() == data
    assert Vocabulary.build(reversed(WORDS)).to_bytes() == data


def test_words_are_folded_and_counted_once() -> None:
    vocabulary = Vocabulary.build([("協商", 3), ("协商", 5), ("ＯＦＦＩＣＥ", 1), ("", 7), ("长" * 30, 2)])
    assert len(vocabulary) == 2
    assert vocabulary.frequency("協商") == vocabulary.frequency("协商") == 5
    assert vocabulary.frequency("Office") == 1


def test_an_empty_vocabulary_finds_nothing(tmp_path: Path) -> None:
    empty = Vocabulary.open(write(tmp_path, Vocabulary.build([]).to_bytes()))
    assert len(empty) == 0
    assert empty.by_pinyin("gongzi") == empty.by_pinyin("gz") == []
    assert empty.corrections("协尚") == empty.corrections("集体协尚") == empty.corrections("ofice") == []
    assert empty.phrase_corrections("集体协尚", lambda run: 0) == []


def test_strange_words_do_no_harm() -> None:
    strange = ["\udc80坏", "𠮷田工", "〇〇", "ab\x00c", "🙂🙂🙂", "ㄅㄆㄇ", "カタカナ", "a" * 24]
    vocabulary = Vocabulary.build((word, 2**40) for word in strange)
    assert all(vocabulary.frequency(word) > 0 for word in strange)
    for word in strange:
        vocabulary.corrections(word + "工")
        vocabulary.phrase_corrections(word, lambda run: 1)


@settings(max_examples=150, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_an_altered_bit_is_noticed(data: bytes, place: float, bit: int) -> None:
    altered = bytearray(data)
    altered[int(place * len(data))] ^= 1 << bit
    with pytest.raises(SpellingDamaged):
        Vocabulary(Store(bytes(altered)))


@pytest.mark.parametrize(
    "tear",
    [
        lambda d: b"",
        lambda d: d[:10],
        lambda d: d[:100],
        lambda d: d[: len(d) // 2],
        lambda d: d[:-1],
        lambda d: d[:-8],
        lambda d: d + b"\0",
        lambda d: d + bytes(8),
        lambda d: bytes(len(d)),
        lambda d: d[: len(d) // 2] + bytes(len(d) - len(d) // 2),
        lambda d: b"{}" * 500,
        lambda d: d[8:],
    ],
)
def test_a_torn_file_is_refused(tmp_path: Path, data: bytes, tear: Callable[[bytes], bytes]) -> None:
    with pytest.raises(SpellingDamaged):
        Vocabulary.open(write(tmp_path, tear(data)))


def test_a_sound_file_of_something_else_is_refused(tmp_path: Path) -> None:
    numbers = {"numbers": np.arange(5, dtype=np.uint32)}
    for about in ({}, {"format": 10**6, "syllables": 0, "words": 0}):
        with pytest.raises(SpellingDamaged):
            Vocabulary.open(write(tmp_path, pack(numbers, about)))


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Vocabulary.open(tmp_path / "none")


def test_a_closed_file_can_be_replaced(tmp_path: Path, data: bytes) -> None:
    path = write(tmp_path, data)
    vocabulary = Vocabulary.open(path)
    vocabulary.corrections("协尚")
    mapped = vocabulary._store._data
    assert isinstance(mapped, mmap.mmap)
    vocabulary.close()
    assert mapped.closed
    path.unlink()
    write(tmp_path, data)
    with pytest.raises(ValueError, match="closed"):
        vocabulary.corrections("协尚")


@given(st.lists(st.lists(st.integers(0, 2**21), min_size=3, max_size=3), min_size=1, max_size=20))
def test_one_hash_and_many_are_the_same(rows: list[list[int]]) -> None:
    columns = list(np.array(rows, dtype=np.uint32).T)
    assert hashing.of_columns(columns).tolist() == [hashing.of_numbers(row) for row in rows]


def test_asking_needs_neither_pypinyin_nor_segmentation(tmp_path: Path, data: bytes) -> None:
    path = write(tmp_path, data)
    code = (
        "import sys; from pathlib import Path; from unionsearch.spelling import Vocabulary\n"
        f"v = Vocabulary.open(Path({str(path)!r}))\n"
        "v.by_pinyin('gzjtxs', known=len); v.by_pinyin('wangming', known=len); v.corrections('协尚')\n"
        "v.corrections('ofice'); v.phrase_corrections('工资协尚', len)\n"
        "print(*{m.split('.')[0] for m in sys.modules})"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert "numpy" in loaded
    assert not loaded & {"pypinyin", "jieba", "whoosh", "marisa_trie", "pickle5", "opencc"}


def test_importing_the_room_reads_no_table() -> None:
    code = (
        "import unionsearch.spelling.data_files as d\n"
        "d.rows = None\n"
        "import unionsearch.spelling, sys; print('pypinyin' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def quickest(times: int, do: Callable[[], object]) -> float:
    """Seconds of the quickest of several tries: what the work takes when nothing else is going on."""
    best = 1e9
    for _ in range(times):
        began = time.perf_counter()
        do()
        best = min(best, time.perf_counter() - began)
    return best


def test_building_and_opening_are_quick(office: Office) -> None:
    assert len(office.vocabulary) > 100_000
    assert office.build_seconds < 5
    assert quickest(5, lambda: Vocabulary.open(office.path).close()) < 0.005


def test_answers_are_quick(office: Office) -> None:
    slow = []
    asked = office.vocabulary
    for case in (*cases.WORDS[::4], *cases.RUNS[::4], *cases.PINYIN[::2]):
        typed = case.rsplit(" ", 1)[0]
        seconds = quickest(4, lambda typed=typed: asked.corrections(typed) + asked.by_pinyin(typed))  # type: ignore[misc]
        if seconds > 0.003:
            slow.append((typed, seconds))
    assert slow == []
