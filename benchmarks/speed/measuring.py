"""Asks all systems the same questions in turn, so that what the machine does meanwhile falls on all alike."""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.speed.figures import middle, slow
from benchmarks.speed.questions import KINDS, Question
from benchmarks.speed.worker import Worker

#: A system whose middle question takes more than this, in milliseconds, is asked in the first rounds only.
_SLOW, _FIRST_ROUNDS = 20.0, 2
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds of one system, by question: its middle over the rounds; what it cannot be asked is
    left out. ``firsts`` are those of the first time that each was asked, ``totals`` the numbers of answers
    where the system counts."""

    questions: Sequence[Question]
    milliseconds: Mapping[int, float]
    firsts: Mapping[int, float] = field(default_factory=dict)
    totals: Mapping[int, int] = field(default_factory=dict)

    def _of(self, kind: str, milliseconds: Mapping[int, float]) -> list[float]:
        return [ms for place, ms in milliseconds.items() if self.questions[place].kind == kind]

    def summary(self) -> dict[str, dict[str, float]]:
        """For each kind of question that could be asked: how many, their median, their 95th percentile,
        and the median of the first times."""
        found = {}
        for kind in KINDS:
            values = self._of(kind, self.milliseconds)
            if values:
                found[kind] = {
                    "questions": len(values),
                    "median_ms": middle(values),
                    "p95_ms": slow(values),
                }
                if self.firsts:
                    found[kind]["first_ms"] = middle(self._of(kind, self.firsts))
        return found


def warm(
    workers: Sequence[Worker], questions: Sequence[Question], rounds: int, seed: int
) -> dict[str, Timings]:
    """Ask opened systems all questions in each of ``rounds``, after one round that does not count.

    In a round the systems come in turn, each with all questions in an order of its own: what it keeps of one
    must last until that is asked again, all others in between.
    """
    draw = random.Random(seed)
    can = {worker.name: worker.prepare(questions) for worker in workers}
    totals: dict[str, dict[int, int]] = {worker.name: {} for worker in workers}
    firsts: dict[str, dict[int, float]] = {worker.name: {} for worker in workers}
    found: dict[str, dict[int, list[float]]] = {worker.name: {} for worker in workers}

    def places(worker: Worker) -> list[int]:
        own = [place for place, may in enumerate(can[worker.name]) if may]
        # In no order of kinds: what a process does once falls on some question or other.
        return draw.sample(own, len(own))

    for worker in workers:
        asked = places(worker)
        for place, (total, ms) in zip(asked, worker.firsts(asked), strict=True):
            firsts[worker.name][place] = ms
            if total is not None:
                totals[worker.name][place] = total
    for number in range(rounds):
        taking_part = [w for w in workers if number < _FIRST_ROUNDS or not _is_slow(found[w.name])]
        for worker in draw.sample(taking_part, len(taking_part)):
            asked = places(worker)
            for place, ms in zip(asked, worker.round(asked), strict=True):
                found[worker.name].setdefault(place, []).append(ms)
    return {
        name: Timings(
            questions, {p: middle(ms) for p, ms in sorted(times.items())}, firsts[name], totals[name]
        )
        for name, times in found.items()
    }


def _is_slow(times: Mapping[int, Sequence[float]]) -> bool:
    return bool(times) and middle([middle(ms) for ms in times.values()]) > _SLOW


def cold(
    commands: Mapping[str, Sequence[Sequence[str] | None]], questions: Sequence[Question], rounds: int
) -> dict[str, Timings]:
    """Each question from the shell in each of ``rounds``, after one that does not count: the whole life
    of a process, starting Python included. Modules are compiled in that first round, as those of an
    installed program are, whatever folder each comes from and whatever the surroundings say of writing them.

    ``commands`` has, for each system, a command a question, or None. Raises RuntimeError when one fails.
    """
    found: dict[str, dict[int, list[float]]] = {name: {} for name in commands}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as compiled:
        for number in range(rounds + 1):
            for place in range(len(questions)):
                for name, asked in commands.items():
                    command = asked[place]
                    if command is not None:
                        ms = run(command, compiled)
                        if number:
                            found[name].setdefault(place, []).append(ms)
    return {
        name: Timings(questions, {place: middle(ms) for place, ms in times.items()})
        for name, times in found.items()
    }


def run(command: Sequence[str], compiled: str | None = None) -> float:
    """Run a command from the project's folder; milliseconds. Raises RuntimeError where it fails.

    Exit status 1 is "nothing found". Compiled modules are kept in a folder ``compiled``.
    """
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    if compiled is not None:
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = compiled
    began = time.perf_counter()
    ended = subprocess.run(command, cwd=_ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
    milliseconds = (time.perf_counter() - began) * 1000
    if ended.returncode not in (0, 1):
        told = ended.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RuntimeError(f"{command[0]} ended with {ended.returncode}: {told[-1] if told else ''}")
    return milliseconds
