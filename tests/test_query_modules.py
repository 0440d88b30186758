"""What a command imports: nothing that it does not need, counted in modules and not in seconds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from unionsearch.archive import Archive

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
#: Modules in a process that has answered a query in Chinese characters; it was 330 when written.
MOST = 360
#: The same after a help text or the version, most of them click's; it was 131, for query --help 146.
MOST_FOR_HELP = 160

_CODE = """
import sys
from unionsearch.archive import Archive
with Archive.open(sys.argv[1], sys.argv[2]) as archive:
    assert archive.search(sys.argv[3]).total
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the sample corpus, with its vocabulary."""
    folder = tmp_path_factory.mktemp("index")
    with Archive.open(CORPUS, folder) as archive:
        archive.sync()
    return folder


def modules(index: Path, query: str) -> set[str]:
    """What a fresh process has loaded after answering a query."""
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _CODE, str(CORPUS), str(index), query],
        env={**os.environ, "UNIONSEARCH_LANG": "en"},
        capture_output=True,
        check=True,
    )
    return set(ran.stdout.decode("utf-8").split())


def dear(loaded: set[str]) -> set[str]:
    """Those that only a query which needs them may load."""
    return {name for name in loaded if name.startswith(("pypinyin", "opencc", "unionsearch.spelling"))}


@pytest.mark.parametrize(
    "query", ["工资集体协商", "農民工 討薪", "外来务工人员 欠薪", "5% 缴存比例", '"诉调对接"']
)
def test_a_query_that_is_spelt_right_needs_no_spelling(index: Path, query: str) -> None:
    loaded = modules(index, query)
    assert "unionsearch.search.searcher" in loaded
    assert dear(loaded) == set()
    assert len(loaded) <= MOST


@pytest.mark.parametrize("query", ["诉调接对", "shi mancang"])
def test_mending_needs_the_archives_own_words_alone(index: Path, query: str) -> None:
    loaded = modules(index, query)
    assert "unionsearch.spelling.vocabulary" in loaded
    assert not [name for name in dear(loaded) if not name.startswith("unionsearch.spelling")]


_COMMAND = """
import sys
from unionsearch.cli import main
end = main(sys.argv[1:])
print(end, *sys.modules, file=sys.stderr)
"""

#: What a query has no use for: reading files of the corpus, writing an index, starting processes, drawing
#: bars, asking for settings that are not there, and what took long to import for little.
NEEDLESS = (
    "unionsearch.bulletin",
    "unionsearch.indexing.sync",
    "unionsearch.indexing.survey",
    "unionsearch.indexing.update",
    "unionsearch.indexing.lock",
    "unionsearch.indexing.scan",
    "unionsearch.reports",
    "unionsearch.analysis.batch",
    "unionsearch.analysis.layout",
    "unionsearch.analysis.workers",
    "rich",
    "pkg_resources",
    "setuptools",
    "rjieba",
    "jieba.finalseg.prob_emit",
    "filelock",
    "multiprocessing",
    "concurrent",
    "subprocess",
    "asyncio",
    "zipfile",
    "tomllib",
    "tomli",
    "platformdirs",
    "email",
    "difflib",
    "secrets",
    "importlib.resources",
    "importlib.metadata",
    "whoosh.index",
    "whoosh.writing",
    "numpy.ma",
)


def ran(*arguments: str, cache: Path | None = None) -> tuple[int, set[str]]:
    """The exit status of a command in a fresh process, and what it has loaded."""
    environment = {**os.environ, "UNIONSEARCH_LANG": "en"}
    if cache is not None:
        environment["UNIONSEARCH_CACHE"] = str(cache)
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _COMMAND, *arguments], env=environment, capture_output=True
    )
    end, *loaded = done.stderr.decode("utf-8").splitlines()[-1].split()
    return int(end), set(loaded)


def within(loaded: set[str], *packages: str) -> set[str]:
    """Those of the modules that are of some packages."""
    return {name for name in loaded if any(name == p or name.startswith(f"{p}.") for p in packages)}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["query", "--help"]])
def test_help_needs_click_alone(arguments: list[str]) -> None:
    end, loaded = ran(*arguments)
    assert end == 0
    heavy = ("jieba", "whoosh", "numpy", "marisa_trie", "json", "unionsearch.search", "unionsearch.engines")
    assert within(loaded, *heavy, *NEEDLESS) == set()
    assert len(loaded) <= MOST_FOR_HELP


@pytest.mark.parametrize("query", ["工资集体协商", "农民工 -春节", "标题：女职工", "label union"])
def test_a_query_imports_what_answering_takes(index: Path, query: str, tmp_path: Path) -> None:
    arguments = ("--corpus", str(CORPUS), "--index", str(index), "query", "--as-written", query)
    # The first fills the cache.
    ran(*arguments, cache=tmp_path)
    end, loaded = ran(*arguments, cache=tmp_path)
    assert end in (0, 1)
    assert "unionsearch.search.searcher" in loaded
    assert within(loaded, *NEEDLESS) == set()
    assert len(loaded) <= MOST


@pytest.mark.parametrize("name", ["text", "json", "jsonl", "csv"])
def test_no_format_brings_in_what_other_commands_answer_with(index: Path, name: str) -> None:
    end, loaded = ran("--corpus", str(CORPUS), "--index", str(index), "query", "工资", "--format", name)
    assert end == 0
    assert within(loaded, "unionsearch.reports", "unionsearch.bulletin", "rich") == set()


def test_a_query_without_han_needs_no_dictionary(index: Path) -> None:
    _, loaded = ran("--corpus", str(CORPUS), "--index", str(index), "query", "--as-written", "label union")
    assert "unionsearch.search.searcher" in loaded
    assert within(loaded, "jieba") == set()


_THREADS = """
import os, sys
from unionsearch.cli import run
end = run()
print(end, len(os.listdir("/proc/self/task")), file=sys.stderr)
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted by Linux")
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="NumPy starts no thread on one processor")
def test_a_query_starts_no_threads(index: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    place = ["--corpus", str(CORPUS), "--index", str(index)]
    command = [sys.executable, "-X", "utf8", "-c", _THREADS, *place, "query", "工资"]
    done = subprocess.run(command, env=environment, capture_output=True)
    assert done.stderr.decode("utf-8").splitlines()[-1] == "0 1"
