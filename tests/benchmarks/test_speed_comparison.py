"""The speed benchmarks as programs: what they measure is written down whole."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.speed import cold, daily, growth, measuring
from benchmarks.speed.__main__ import main
from benchmarks.speed.chart import bars
from benchmarks.speed.measuring import Timings
from benchmarks.speed.memory import on_disk, peak, private
from benchmarks.speed.questions import KINDS, Question
from benchmarks.speed.report import Comparison, short, table
from benchmarks.speed.systems import ENGINE, NATIVE, Missing
from benchmarks.speed.worker import Worker, WorkerError


def _written(folder: Path) -> dict[str, str]:
    return {path.suffix: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_a_comparison_is_printed_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("tantivy")
    words = ["--generated", "150", "--systems", NATIVE, "fts5:words", "ripgrep", "--each", "2"]
    assert main([*words, "--rounds", "1", "--cold", "0", "--results", str(tmp_path / "kept")]) == 0
    printed = capsys.readouterr().out
    found = _written(tmp_path / "kept")
    assert set(found) == {".json", ".md", ".svg"}
    assert {path.stem[11:] for path in (tmp_path / "kept").iterdir()} == {"generated-seed-1-150"}
    assert printed.strip() == found[".md"].strip()
    result = json.loads(found[".json"])
    assert result["count"] == 150 and result["questions"] == 2 * len(KINDS)
    assert result["disagreements"] == []
    assert set(result["warm"]) - {"fts5:words"} == {ENGINE, NATIVE}
    for figures in result["warm"].values():
        assert all(0 < row["median_ms"] <= row["p95_ms"] for row in figures.values())
    ratio = result["warm"][ENGINE]["rare"]["median_ms"] / result["warm"][NATIVE]["rare"]["median_ms"]
    assert result["against"][NATIVE]["rare"]["median"] == pytest.approx(ratio, rel=0.05)
    built = result["build"][ENGINE]
    assert built["index_bytes_per_character"] == pytest.approx(
        built["index_bytes"] / result["characters"], abs=1e-3
    )
    assert str(tmp_path) not in found[".json"] + found[".md"]
    ElementTree.fromstring(found[".svg"])


def test_a_missing_system_is_named_and_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Missing, match="rg is not on the path"):
        Worker("ripgrep", tmp_path)
    found = Comparison({}, absent={"ripgrep": "rg is not on the path"})
    assert found.disagreements() == [] and found.against(NATIVE) == {}


def test_what_goes_wrong_in_a_systems_process_is_told(tmp_path: Path) -> None:
    with Worker(ENGINE, tmp_path / "nowhere") as worker, pytest.raises(WorkerError, match="unionsearch: "):
        worker.open()


def test_bad_articles_end_a_comparison(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--articles", str(tmp_path / "gone.jsonl")]) == 2
    assert "gone.jsonl" in capsys.readouterr().err
    (tmp_path / "something").touch()
    assert main(["--generated", "5", "--work", str(tmp_path)]) == 2
    assert "is not empty" in capsys.readouterr().err


def test_other_numbers_of_answers_are_noticed() -> None:
    questions = [Question("rare", ("灯塔",)), Question("rare", ("缆绳",))]
    times = {0: 1.0, 1: 2.0}
    ours = Timings(questions, times, times, {0: 3, 1: 4})
    theirs = Timings(questions, times, times, {0: 3, 1: 5})
    assert Comparison({}, warm={ENGINE: ours, NATIVE: theirs}).disagreements() == ["缆绳"]
    assert Comparison({}, warm={ENGINE: ours, NATIVE: ours}).disagreements() == []


def test_times_are_summed_up_by_kind() -> None:
    questions = [Question("rare", ("灯塔",)), Question("OR", ("缆绳", "船坞")), Question("rare", ("船坞",))]
    found = Timings(questions, {0: 1.0, 1: 5.0, 2: 3.0}, {0: 2.0, 1: 9.0, 2: 2.0}).summary()
    assert found == {
        "rare": {"questions": 2, "median_ms": 2.0, "p95_ms": 3.0, "first_ms": 2.0},
        "OR": {"questions": 1, "median_ms": 5.0, "p95_ms": 5.0, "first_ms": 9.0},
    }


def test_growth_of_two_sizes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growth, "_OPENINGS", 1)
    words = ["--generated", "--sizes", "160", "80", "--each", "1", "--rounds", "1"]
    assert growth.main([*words, "--results", str(tmp_path / "kept")]) == 0
    result = json.loads(_written(tmp_path / "kept")[".json"])
    assert list(result["sizes"]) == ["80", "160"]
    assert set(result["exponents"]) == set(result["sizes"]["80"])
    assert 0.1 < result["exponents"]["disk, MB"] < 1.5
    assert "| disk, MB" in capsys.readouterr().out


def test_exponents_need_two_sizes() -> None:
    assert growth.exponents({10: {"build, s": 2.0}}) == {}
    sizes = {10: {"build, s": 2.0, "open, ms": 5.0}, 1000: {"build, s": 200.0, "open, ms": 5.0}}
    assert growth.exponents(sizes) == {"build, s": 1.0, "open, ms": 0.0}


def test_daily_commits_against_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--generated", "--commits", "15", "--each", "1", "--rounds", "1"]
    assert daily.main([*words, "--results", str(tmp_path / "kept")]) == 0
    result = json.loads(_written(tmp_path / "kept")[".json"])
    assert result["disagreements"] == 0 and result["median_ratio"] > 0
    assert result["systems"]["unionsearch:daily"]["commits"] == 15
    assert "15 commits, 75 articles" in capsys.readouterr().out


def test_cold_commands_are_run_in_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("whoosh")
    times = {cold.PYTHON: 10.0, cold.IMPORTS: 100.0, cold.OWN: 120.0, cold.STOCK: 900.0}
    ran: list[str] = []

    def run(command: list[str], compiled: str) -> float:
        assert Path(compiled).is_dir()
        text = " ".join(command)
        kind = cold.OWN if " query " in text else cold.STOCK if "benchmarks.speed.once" in text else ""
        ran.append(kind or (cold.IMPORTS if "whoosh.index" in text else cold.PYTHON))
        return times[ran[-1]]

    monkeypatch.setattr(measuring, "run", run)
    found = cold.measured(cold._CORPUS, tmp_path, rounds=2, seed=1)
    assert found["median_ms"] == times
    assert found["over_imports"] == pytest.approx(1.2) and found["stock_over_own"] == pytest.approx(7.5)
    # One round more than counts, and all four in turn.
    assert len(ran) == 3 * 4 * found["questions"] and set(ran[:4]) == set(times)
    assert min(found["modules"].values()) > 50


def test_a_command_that_fails_is_no_measurement() -> None:
    assert measuring.run([sys.executable, "-c", "raise SystemExit(1)"]) > 0
    with pytest.raises(RuntimeError, match="ended with 2"):
        measuring.run([sys.executable, "-c", "raise SystemExit(2)"])


def test_modules_are_compiled_once_whatever_the_surroundings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    measuring.run([sys.executable, "-c", "import benchmarks.speed.figures"], str(tmp_path))
    assert list(tmp_path.rglob("figures*.pyc"))


def test_a_chart_has_a_bar_for_every_value() -> None:
    groups = {"rare": {"a": 0.02, "b": 3.0}, "a < b": {"a": 40.0}}
    picture = ElementTree.fromstring(bars("Times & more", "ms", groups, ["a", "b"]))
    drawn = [shape for shape in picture.iter() if shape.tag.endswith("rect") and len(shape)]
    widths = [float(shape.attrib["width"]) for shape in drawn]
    assert len(widths) == 3 and sorted(widths) == [widths[0], widths[1], widths[2]]
    assert {text.text for text in picture.iter() if text.tag.endswith("text")} >= {"a < b", "0.01", "100"}


def test_tables_line_up_and_numbers_are_short() -> None:
    lines = table([["", "ms"], ["rare", "1,000"], ["x", "2"]])
    assert lines == ["|      |    ms |", "|------|------:|", "| rare | 1,000 |", "| x    |     2 |"]
    assert [short(n) for n in (0.01234, 0.5, 12.34, 1234.5)] == ["0.012", "0.50", "12.3", "1,234"]


def test_memory_and_disk(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.bin").write_bytes(b"123")
    (tmp_path / "two.bin").write_bytes(b"4")
    (tmp_path / "LOCK").write_bytes(b"")
    assert on_disk(tmp_path) == {".bin": 4, "LOCK": 0}
    if sys.platform == "linux":
        most, own = peak(), private()
        assert most is not None and own is not None and 1e6 < own <= most * 1.1
