"""Analysing in bulk: the same tokens as one by one, whatever cuts them and however many processes do.

``UNIONSEARCH_LONG=1`` takes all of the shared articles (some 45 MB of text) instead of a few.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionsearch.analysis import rapid, worker, workers
from unionsearch.analysis.analyzer import Analysed, Analyzer
from unionsearch.analysis.batch import BatchAnalyzer
from unionsearch.analysis.bulk import MANY, bulk
from unionsearch.analysis.segment import STRETCH
from unionsearch.analysis.worker import Listener, Speaker
from unionsearch.analysis.workers import Workers

from .samples import SENTENCES, texts

CORPUS = Path(__file__).parents[2] / "corpus"
LONG = os.environ.get("UNIONSEARCH_LONG") == "1"
#: An archive's own terms: within words, over words, with characters that rjieba is not given.
TERMS = ("渡口管理处", "职工之家建设年", "〇八行动", "哼唱会", "的和", "劳动竞", "カラオケ大赛")

#: What is odd to one cutter or another, in any order: long runs, kana, rare and lone characters, signs.
odd = st.lists(
    st.sampled_from(
        [
            "职工" * (STRETCH // 2 + 1),
            "工" * STRETCH,
            "劳动竞赛" * STRETCH,
            "a" * 300,
            "カラオケ大赛",
            "二〇一一年",
            "\ue000某",
            "\ud800",
            "𠮷祥",
            "哼唱会",
            "94.55万",
            "3.,5",
            "9.8%的增长",
            "‰℃",
            "\u200b",
            " \u200b ",
            "\n",
            "\t\f\v\r\n",
            "OA 系统 Abc",
            "，。！",
            "‧",
            "渡口管理处",
            "的和",
        ]
    ),
    max_size=8,
).map("".join)
batches = st.lists(st.one_of(texts, odd), max_size=6)


@pytest.fixture(scope="module")
def one_by_one() -> Analyzer:
    return Analyzer(TERMS)


@pytest.fixture(scope="module", params=["jieba", "rjieba"])
def analyzer(request: pytest.FixtureRequest) -> BatchAnalyzer:
    """One that cuts batches by jieba, and one by rjieba."""
    if request.param == "rjieba" and importlib.util.find_spec("rjieba") is None:
        pytest.skip("rjieba is not installed")
    return BatchAnalyzer(TERMS, rapid=request.param == "rjieba")


def in_batches(lines: Sequence[str], characters: int = 100_000) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if size > characters:
            yield batch
            batch, size = [], 0
    yield batch


@given(batch=batches)
@settings(deadline=None)
def test_a_batch_is_what_its_texts_are(
    analyzer: BatchAnalyzer, one_by_one: Analyzer, batch: list[str]
) -> None:
    assert analyzer.analyse(batch) == [one_by_one.analysed(text) for text in batch]


def test_the_sample_corpus_is_analysed_alike(analyzer: BatchAnalyzer, one_by_one: Analyzer) -> None:
    files = sorted(CORPUS.rglob("*.txt"))
    assert files
    lines = [line for file in files for line in file.read_text("utf-8", errors="replace").splitlines()]
    assert analyzer.analyse(lines) == [one_by_one.analysed(line) for line in lines]


def test_real_articles_are_analysed_alike(analyzer: BatchAnalyzer, one_by_one: Analyzer) -> None:
    shared = os.environ.get("UNIONSEARCH_SHARED")
    if not shared:
        pytest.skip("UNIONSEARCH_SHARED is not set")
    with gzip.open(Path(shared, "scale", "articles.jsonl.gz"), "rt", encoding="utf-8") as file:
        articles = [json.loads(line) for line in islice(file, None if LONG else 2000)]
    lines = [text for article in articles for text in (article["title"], article["text"])]
    for batch in in_batches(lines):
        for text, found in zip(batch, analyzer.analyse(batch), strict=True):
            assert found == one_by_one.analysed(text), text


def test_what_is_remembered_has_a_bound(one_by_one: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unionsearch.analysis.batch._REMEMBERED", 3)
    small = BatchAnalyzer(TERMS, rapid=False)
    for _ in range(3):
        assert small.analyse(SENTENCES) == [one_by_one.analysed(text) for text in SENTENCES]


def test_terms_that_weigh_too_much_are_left_to_jieba() -> None:
    pytest.importorskip("rjieba")
    common = "的一是了在和有大这"
    heavy = [a + b for a in common for b in common if a != b]
    with pytest.raises(ValueError, match="outweigh"):
        BatchAnalyzer(heavy, rapid=True)
    text = "这是大的和一般的"
    assert BatchAnalyzer(heavy).analyse([text]) == [Analyzer(heavy).analysed(text)]


def test_answers_are_heard_as_they_were_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_MOST_WORDS", 4)
    said = [
        [Analysed("工会", ["工会"]), Analysed("", []), Analysed("职工", ["职工", "工会"])],
        [],
        [Analysed("甲", ["甲", "乙", "丙", "丁"])],
        [Analysed("工会", ["工会", "戊"])],
        [Analysed("", [])],
    ]
    speaker, listener = Speaker(), Listener()
    assert [listener.batch(speaker.answer(batch)) for batch in said] == said


# Processes

#: Texts enough for several batches.
MANY_TEXTS = [f"{sentence}第{i}号" for i in range(40) for sentence in SENTENCES]
BATCHES = [MANY_TEXTS[i : i + 20] for i in range(0, len(MANY_TEXTS), 20)]


@pytest.fixture(scope="module")
def expected(one_by_one: Analyzer) -> list[list[Analysed]]:
    return [[one_by_one.analysed(text) for text in batch] for batch in BATCHES]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_processes_change_nothing(count: int, expected: list[list[Analysed]]) -> None:
    with bulk(TERMS, MANY, count) as analysing:
        assert isinstance(analysing, Workers)
        assert list(analysing.analysed(BATCHES)) == expected
        assert list(analysing.analysed([[], ["工会"]])) == [[], [Analysed("工会", ["工会"])]]
    assert all(process.poll() is not None for process in analysing._processes)


def test_no_text_is_lost_when_a_process_dies(expected: list[list[Analysed]]) -> None:
    with Workers(TERMS, 2) as analysing:
        found = []
        for i, batch in enumerate(analysing.analysed(BATCHES)):
            found.append(batch)
            if i in (1, 6):
                analysing._processes[i > 1].kill()
        assert found == expected
        # With all gone, this process does the work.
        assert list(analysing.analysed(BATCHES[:2])) == expected[:2]


def test_processes_that_cannot_start_cost_no_text(
    expected: list[list[Analysed]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(workers, "_CODE", "raise SystemExit(3)")
    with Workers(TERMS, 2) as analysing:
        assert list(analysing.analysed(BATCHES[:3])) == expected[:3]
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    with Workers(TERMS, 2) as analysing:
        assert list(analysing.analysed(BATCHES[:3])) == expected[:3]


def test_leaving_early_ends_the_processes() -> None:
    analysing = Workers(TERMS, 2)
    with pytest.raises(KeyboardInterrupt), analysing:
        for _ in analysing.analysed(BATCHES):
            raise KeyboardInterrupt
    assert all(process.poll() is not None for process in analysing._processes)


_MAIN = """
print("begun", flush=True)
from unionsearch.analysis.workers import Workers
with Workers((), 2) as analysing:
    for batch in analysing.analysed(["工会职工"] * 50 for _ in range(10_000)):
        print("going", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_ctrl_c_ends_all_at_once() -> None:
    """A script without ``if __name__ == "__main__"``, interrupted as by a terminal."""
    process = subprocess.Popen(
        [sys.executable, "-c", _MAIN],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        start_new_session=True,
    )
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == ["begun\n", "going\n"]
    os.killpg(process.pid, signal.SIGINT)
    out, complaints = process.communicate(timeout=60)
    assert "begun" not in out
    assert complaints.count("Traceback") == 1 and complaints.rstrip().endswith("KeyboardInterrupt")


def test_small_amounts_start_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_: pytest.fail("a process was started"))
    with bulk(TERMS, MANY - 1) as analysing:
        assert list(analysing.analysed([["工会"], []])) == [[Analysed("工会", ["工会"])], []]


def test_the_room_for_terms_is_there() -> None:
    """What is left out weighs thousands of times what a term weighs, and is in no bulletin."""
    corpus = "".join(file.read_text("utf-8", errors="replace") for file in CORPUS.rglob("*.txt"))
    assert not set(rapid._ASIDE) & set(corpus)
