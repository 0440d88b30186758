"""The cached dictionary: private, whole or not used, and never jieba's own."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from unionsearch.analysis import cache, dictionary
from unionsearch.analysis.segment import Segmenter

WORDS = "工会 500 n\n总工会 30 n\n著名 7 a\n着名 2 a\n职工 900 n\n工 3 n\n"

_PROCESS = """
import sys
from pathlib import Path
from unionsearch.analysis import cache, dictionary
from unionsearch.analysis.segment import Segmenter
dictionary.source = lambda: Path(sys.argv[1])
sys.stdin.readline()
trie, total = dictionary.mapped()
print(total, trie["总工会"][0][0], trie["总"][0][0])
"""

posix = pytest.mark.skipif(sys.platform == "win32", reason="folders have no modes there")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small dictionary, and a cache that is still empty; gives the path of the trie to be."""
    source = tmp_path / "dict.txt"
    source.write_text(WORDS, encoding="utf-8")
    monkeypatch.setattr(dictionary, "source", lambda: source)
    monkeypatch.setenv("UNIONSEARCH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "dictionary" / f"jieba-{dictionary.identity()}.trie"


def assert_right(mapped: tuple[Any, int]) -> None:
    trie, total = mapped
    assert total == 1442
    words = {"工会": 500, "总工会": 30, "着名": 9, "职工": 900, "工": 3, "总": 0, "总工": 0, "着": 0, "职": 0}
    assert {word: trie[word][0][0] for word in words} == words
    assert trie.get("著名") is None
    assert trie.get("会") is None
    assert len(trie.keys()) == len(words) + 1


def test_the_dictionary_is_built_once_and_read_back(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_right(dictionary.mapped())
    assert os.listdir(small.parent) == [small.name]

    def never() -> Any:
        raise AssertionError("built again")

    monkeypatch.setattr(dictionary, "entries", never)
    assert_right(dictionary.mapped())


@posix
def test_the_folder_is_private(small: Path) -> None:
    dictionary.mapped()
    assert stat.S_IMODE(small.parent.stat().st_mode) == 0o700


@posix
def test_a_folder_that_others_may_write_to_is_closed_and_its_file_not_trusted(small: Path) -> None:
    dictionary.mapped()
    before = small.stat().st_ino
    small.parent.chmod(0o777)
    assert_right(dictionary.mapped())
    assert stat.S_IMODE(small.parent.stat().st_mode) == 0o700
    assert small.stat().st_ino != before


def _damages(data: bytes) -> list[bytes]:
    choose = random.Random(7)
    found = [b"", b"\0", b"garbage" * 1000, data[:-1], data[:-4], data[: len(data) // 2], data[4:]]
    found.append(data + b"\0")
    for _ in range(60):
        damaged = bytearray(data)
        damaged[choose.randrange(len(data))] ^= 1 << choose.randrange(8)
        found.append(bytes(damaged))
    return found


def test_a_damaged_file_is_built_again(small: Path) -> None:
    dictionary.mapped()
    data = small.read_bytes()
    for damaged in _damages(data):
        # A mapped file must not be written into, so the damaged one takes its place.
        small.with_suffix(".new").write_bytes(damaged)
        os.replace(small.with_suffix(".new"), small)
        assert_right(dictionary.mapped())
        assert small.read_bytes() == data


def test_a_path_that_the_trie_library_cannot_open_is_read_by_python(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dictionary.mapped()

    class Unable(dictionary.marisa_trie.RecordTrie):  # type: ignore[misc]
        def mmap(self, path: str) -> None:
            raise RuntimeError("MARISA_IO_ERROR")

    monkeypatch.setattr(dictionary.marisa_trie, "RecordTrie", Unable)
    monkeypatch.setattr(dictionary, "entries", lambda: pytest.fail("built again"))
    assert_right(dictionary.mapped())


@pytest.mark.parametrize("obstacle", ["file", "folder is a file", "no parent"])
def test_a_cache_that_cannot_be_written_costs_no_answers(
    small: Path, obstacle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if obstacle == "file":
        small.mkdir(parents=True)  # A folder stands where the file should be.
        (small / "in the way").touch()
    elif obstacle == "folder is a file":
        small.parent.parent.mkdir()
        small.parent.touch()
    else:
        (small.parents[2] / "flat").touch()
        monkeypatch.setenv("UNIONSEARCH_CACHE", str(small.parents[2] / "flat" / "cache"))
    for _ in range(2):
        assert_right(dictionary.mapped())
    if obstacle == "file":
        assert os.listdir(small.parent) == [small.name]


@posix
def test_a_cache_without_permission_costs_no_answers(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(cache.tempfile, "mkstemp", refuse)
    assert_right(dictionary.mapped())
    monkeypatch.undo()


def _start(source: Path, cache: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "UNIONSEARCH_CACHE": str(cache)}
    return subprocess.Popen(
        [sys.executable, "-c", _PROCESS, str(source)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )


def test_processes_may_build_it_at_once(tmp_path: Path) -> None:
    source = tmp_path / "dict.txt"
    source.write_text(WORDS, encoding="utf-8")
    processes = [_start(source, tmp_path / "cache") for _ in range(4)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        out, _ = process.communicate(timeout=60)
        assert (process.returncode, out) == (0, "1442 30 0\n")
    assert len(os.listdir(tmp_path / "cache" / "dictionary")) == 1


_CLEAN = """
import os, sys
from unionsearch.analysis.analyzer import Analyzer
analyzer = Analyzer(["双亮双比"])
assert [w for w, _, _ in analyzer.cut("职工双亮双比")] == ["职工", "双亮双比"]
import jieba
assert not jieba.dt.initialized, "the global tokenizer was loaded"
assert not jieba.dt.FREQ and not jieba.dt.total and not jieba.dt.user_word_tag_tab
heavy = {"pkg_resources", "setuptools", "whoosh", "numpy", "rich", "click"} & set(sys.modules)
assert not heavy, heavy
print(len(sys.modules))
"""


def test_cutting_leaves_jiebas_globals_alone_and_loads_nothing_heavy(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "TMP": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", _CLEAN],
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert os.listdir(tmp_path) == [], "jieba wrote its own cache"


TERMS = ["双亮双比", "工资集体协商", "〇八行动", "不是一个词，"]


def kept_terms(folder: Path) -> list[Path]:
    return sorted(folder.glob("dictionary/terms-*.json"))


def test_what_terms_weigh_is_worked_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONSEARCH_CACHE", str(tmp_path))
    first = Segmenter(TERMS)
    assert first.laid["双亮双比"] >= 1
    assert len(kept_terms(tmp_path)) == 1
    with monkeypatch.context() as patch:
        patch.setattr(Segmenter, "_weigh", lambda *_: pytest.fail("worked out again"))
        again = Segmenter(reversed(TERMS))
    assert again.laid == first.laid
    run = "双亮双比工资集体协商〇八行动"
    assert again.cut(run) == first.cut(run) == ["双亮双比", "工资集体协商", "〇八行动"]
    assert Segmenter([*TERMS, "双比"]).laid != first.laid
    assert len(kept_terms(tmp_path)) == 2


def test_damaged_weights_are_worked_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONSEARCH_CACHE", str(tmp_path))
    first = Segmenter(TERMS)
    (path,) = kept_terms(tmp_path)
    whole = path.read_bytes()
    for damage in (b"", whole[:-1], whole.replace(b"1", b"7", 1), b"{}"):
        path.write_bytes(damage)
        assert Segmenter(TERMS).laid == first.laid
        assert path.read_bytes() == whole


def test_asking_whether_something_is_a_word_does_not_depend_on_what_was_cut_before() -> None:
    assert Segmenter().is_word("职工")
    assert not Segmenter().is_word("职工之")
