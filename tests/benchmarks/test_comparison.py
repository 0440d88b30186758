"""The command: systems side by side, written down."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("ir_measures")

from benchmarks.relevance import running, systems
from benchmarks.relevance.__main__ import main
from benchmarks.relevance.collection import Document, Query
from benchmarks.relevance.systems.base import Alone
from benchmarks.relevance.systems.own import Own


def test_results_are_printed_and_kept(
    three: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, single = tmp_path / "kept", tmp_path / "single.tsv"
    names = ["unionsearch", "unionsearch:no-reranker", "fts5:trigram"]
    words = [
        *three,
        "--prefix",
        "a-",
        "--systems",
        *names,
        "--results",
        str(kept),
        "--per-query",
        str(single),
    ]
    assert main([*words, "--jobs", "1"]) == 0
    table = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in table[2:]] == names
    assert len({len(line) for line in table}) == 1
    found = {path.suffix: path.read_text(encoding="utf-8") for path in kept.iterdir()}
    assert set(found) == {".json", ".md"} and table[2] in found[".md"]
    assert {path.stem[11:] for path in kept.iterdir()} == {"office-a"}
    result = json.loads(found[".json"])
    assert (result["documents"], result["queries"]) == (6, 4)
    own, flat, trigram = result["systems"]
    assert own["MRR@10"] == 1 and own["difference"] is own["p"] is None
    assert flat["build_seconds"] is None and own["build_seconds"] > 0
    assert trigram["difference"] == pytest.approx(own["MRR@10"] - trigram["MRR@10"])
    # What was found out is for others to read: nothing of this machine's folders.
    assert str(tmp_path) not in found[".json"] + found[".md"]
    lines = single.read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == ["query", *names, "text"]
    assert [line.split("\t")[0] for line in lines[1:]] == ["a-1", "a-2", "a-3", "a-4"]


def test_a_missing_peer_is_named_and_left_out(
    three: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "bm25s", None)
    names = ["bm25s:words", "unionsearch"]
    assert main([*three, "--systems", *names, "--jobs", "1", "--results", str(tmp_path / "r")]) == 0
    captured = capsys.readouterr()
    assert "bm25s:words: left out, bm25s is not installed" in captured.err
    assert "bm25s" not in captured.out
    (document,) = (tmp_path / "r").glob("*.md")
    assert "bm25s:words was left out" in document.read_text(encoding="utf-8")


def test_two_processes_find_the_same_as_one(three: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = []
    for jobs in ("1", "2"):
        assert main([*three, "--systems", "fts5:trigram", "unionsearch", "--jobs", jobs, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)["systems"]
        outcomes.append([(one["system"], one["nDCG@10"], one["R@100"], one["p"]) for one in found])
    assert outcomes[0] == outcomes[1]


def test_a_bad_collection_is_an_error(
    three: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "queries.tsv").write_text("no tab", encoding="utf-8")
    assert main(three) == 2
    assert "queries.tsv:1" in capsys.readouterr().err
    assert main(["--docs", "gone", *three[2:]]) == 2


def test_an_error_of_the_program_itself_is_not_passed_over(
    three: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: Own, query: str, k: int) -> list[str]:
        raise RuntimeError("a defect")

    monkeypatch.setattr(Own, "search", fails)
    assert main([*three, "--systems", "unionsearch", "--jobs", "1", "--json"]) == 1
    captured = capsys.readouterr()
    assert "errors on 6 of them, as a-1: RuntimeError: a defect" in captured.err
    assert json.loads(captured.out)["systems"][0]["failures"] == 6


def test_an_error_of_a_system_is_an_answer_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Moody(Alone):
        def build(self, documents: object) -> None: ...

        def search(self, query: str, k: int) -> list[str]:
            if "?" in query:
                raise RuntimeError("no idea")
            return ["d"]

    monkeypatch.setattr(systems, "make", lambda name: Moody())
    made = running._run_group(["moody"], _two_questions())
    (run,) = made
    assert isinstance(run, running.Run)
    assert run.rankings == [["d"], []]
    assert [failure.split(":")[0] for failure in run.failures] == ["2"]


def _two_questions() -> running.Collection:
    queries = [Query("1", "a"), Query("2", "b?")]
    return running.Collection("c", [Document("d", "", "a")], queries, {"1": {"d": 1}, "2": {"d": 1}})
