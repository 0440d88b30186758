"""What a query imports: nothing of pinyin, scripts or corrections that it does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from unionsearch.archive import Archive

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
#: Modules in a process that has answered a query in Chinese characters; it was about 400 when written.
MOST = 470

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
