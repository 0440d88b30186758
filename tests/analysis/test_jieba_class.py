"""jieba as it is imported here: without its unknown-word model, which others in the process still have."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_TABLES = "jieba.finalseg.prob_emit"

_BEGIN = """
import sys, warnings
warnings.simplefilter("ignore")
from unionsearch.analysis.segment import Segmenter
assert Segmenter().cut("工会的")[0] == "工会"
assert "jieba.finalseg.prob_emit" not in sys.modules, "the model was loaded"
import jieba
tokenizer = jieba.Tokenizer()
tokenizer.FREQ, tokenizer.total, tokenizer.initialized = {"来到": 5, "来": 0}, 100, True
"""

#: A name that no dictionary has: the model makes words of it, and without the model it falls apart.
_BY_THE_MODEL = """
assert list(tokenizer.cut("他来到蒙自", HMM=False)) == ["他", "来到", "蒙", "自"]
found = list(tokenizer.cut("他来到蒙自", HMM=True))
assert found == ["他", "来到", "蒙自"], found
"""

_BY_NAME = """
import jieba.finalseg
from jieba.finalseg import cut, add_force_split
assert jieba.finalseg is sys.modules["jieba.finalseg"] and jieba.finalseg.cut is cut
assert "蒙自" in list(cut("蒙自"))
"""

_AT_ONCE = """
import threading
gate, found = threading.Barrier(8), []
def look():
    gate.wait()
    found.append(list(tokenizer.cut("他来到蒙自", HMM=True)))
threads = [threading.Thread(target=look) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert found == [["他", "来到", "蒙自"]] * 8, found
"""

_NO_SUCH_NAME = """
import jieba.finalseg
assert not hasattr(jieba.finalseg, "no_such_name")
assert hasattr(jieba.finalseg, "emit_P")
"""


def ran(code: str) -> subprocess.CompletedProcess[str]:
    """A fresh process."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        timeout=120,
    )


@pytest.mark.parametrize("then", [_BY_THE_MODEL, _BY_NAME, _AT_ONCE, _NO_SUCH_NAME])
def test_the_model_is_loaded_by_whoever_asks_for_it(then: str) -> None:
    done = ran(_BEGIN + then + f"assert {_TABLES!r} in sys.modules")
    assert done.returncode == 0, done.stderr


def test_a_jieba_that_is_there_already_is_used_as_it_is() -> None:
    done = ran(
        "import sys, warnings; warnings.simplefilter('ignore'); import jieba\n"
        "model = sys.modules['jieba.finalseg']\n"
        "from unionsearch.analysis.jieba_class import tokenizer_class\n"
        "assert tokenizer_class() is jieba.Tokenizer\n"
        "assert sys.modules['jieba.finalseg'] is model is jieba.finalseg"
    )
    assert done.returncode == 0, done.stderr


def test_pkg_resources_can_be_imported_afterwards() -> None:
    done = ran(
        "import sys\n"
        "from unionsearch.analysis.jieba_class import tokenizer_class\n"
        "tokenizer_class()\n"
        "assert 'pkg_resources' not in sys.modules"
    )
    assert done.returncode == 0, done.stderr
