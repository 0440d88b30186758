"""Builds systems and puts the queries to them, each system's time taken."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass

from benchmarks.relevance import systems
from benchmarks.relevance.collection import Collection, Document, Query
from benchmarks.relevance.measures import DEPTH
from benchmarks.relevance.systems import Missing, System


@dataclass(frozen=True, slots=True)
class Run:
    """What one system answered: ids for each query, best first, and how long it took.

    ``build_seconds`` is None where the index of another system was used. ``milliseconds`` are of each
    query. ``failures`` are queries on which the system raised an error; they count as unanswered.
    """

    system: str
    rankings: Sequence[Sequence[str]]
    milliseconds: Sequence[float]
    build_seconds: float | None
    failures: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Absent:
    """A system that was asked for and could not be made."""

    system: str
    why: str


Outcome = Run | Absent


def run_all(
    names: Sequence[str], collection: Collection, *, jobs: int, told: Callable[[Outcome], None]
) -> list[Outcome]:
    """What every named system answers, in the order of the names. ``told`` hears of each as it ends."""
    groups = _groups(names)
    if jobs <= 1 or len(groups) == 1:
        parts: Iterable[list[Outcome]] = (_run_group(group, collection) for group in groups)
        found = _collected(parts, told)
    else:
        with ProcessPoolExecutor(min(jobs, len(groups))) as pool:
            waiting = [pool.submit(_run_group, group, collection) for group in groups]
            found = _collected((future.result() for future in as_completed(waiting)), told)
    return [found[name] for name in names]


def _collected(parts: Iterable[list[Outcome]], told: Callable[[Outcome], None]) -> dict[str, Outcome]:
    found = {}
    for part in parts:
        for outcome in part:
            told(outcome)
            found[outcome.system] = outcome
    return found


def _groups(names: Sequence[str]) -> list[list[str]]:
    """Names of systems that can share an index side by side; the largest group first."""
    found: dict[str, list[str]] = {}
    for name in names:
        try:
            made = systems.make(name)
        except Missing:
            found[name] = [name]  # Its own run will say why.
            continue
        found.setdefault(made.index_key or name, []).append(name)
        made.close()
    return sorted(found.values(), key=len, reverse=True)


def _run_group(names: Sequence[str], collection: Collection) -> list[Outcome]:
    """Run systems that share an index: the first builds it, the others take it over."""
    found: list[Outcome] = []
    first: System | None = None
    try:
        for name in names:
            try:
                system = systems.make(name)
            except Missing as error:
                found.append(Absent(name, str(error)))
                continue
            seconds = None
            if first is None:
                seconds = _build(system, collection.documents)
                first = system
            else:
                system.adopt(first)
            found.append(_ask(name, system, collection.queries, seconds))
            if system is not first:
                system.close()
    finally:
        if first is not None:
            first.close()
    return found


def _build(system: System, documents: Sequence[Document]) -> float:
    began = time.perf_counter()
    system.build(documents)
    return time.perf_counter() - began


def _ask(name: str, system: System, queries: Sequence[Query], seconds: float | None) -> Run:
    rankings: list[Sequence[str]] = []
    milliseconds: list[float] = []
    failures = []
    for query in queries:
        began = time.perf_counter()
        try:
            ids = system.search(query.text, DEPTH)
        except Exception as error:  # A peer's parser may raise anything on a question with odd signs.
            ids = []
            failures.append(f"{query.id}: {type(error).__name__}: {error}")
        milliseconds.append((time.perf_counter() - began) * 1000)
        rankings.append(ids)
    return Run(name, rankings, milliseconds, seconds, failures)
