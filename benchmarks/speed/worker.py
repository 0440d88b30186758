"""Each system in a process of its own, so that none shares memory or caches with another."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any

from benchmarks.speed import memory, systems
from benchmarks.speed.articles import Source
from benchmarks.speed.questions import Question


class WorkerError(Exception):
    """Something went wrong in a system's process; the message is the error's there."""


@dataclass(frozen=True, slots=True)
class Built:
    """What building an index took: seconds, the most memory in bytes (None: unknown; processes that
    helped included), the bytes of its parts, how the names of those begin that are stored texts, and what
    else the system had to say."""

    seconds: float
    peak: int | None
    parts: Mapping[str, int]
    stored: Sequence[str]
    told: Mapping[str, float]

    @property
    def postings(self) -> int:
        """The bytes of all parts but stored texts."""
        stored = tuple(self.stored)
        return sum(size for name, size in self.parts.items() if not name.startswith(stored))


class _Serving:
    """What a worker can be asked; one of its methods at a time."""

    def __init__(self, name: str, folder: Path) -> None:
        self._system = systems.make(name, folder)
        self._prepared: list[Any] = []

    def build(self, source: Source) -> Built:
        self._system.folder.mkdir(parents=True, exist_ok=True)
        with memory.Helpers() as helpers:
            began = time.perf_counter()
            self._system.build(source)
            seconds = time.perf_counter() - began
        own = memory.peak()
        sizes = self._system.sizes()
        most = None if own is None else own + helpers.most
        return Built(seconds, most, sizes, tuple(self._system.stored), self._system.told)

    def open(self) -> float:
        """Open the index; how long that took, in seconds."""
        began = time.perf_counter()
        self._system.open()
        return time.perf_counter() - began

    def prepare(self, questions: Sequence[Question]) -> list[bool]:
        """Make the queries; which of them can be asked."""
        self._prepared = [self._system.prepare(question) for question in questions]
        return [prepared is not None for prepared in self._prepared]

    def firsts(self, places: Sequence[int]) -> list[tuple[int | None, float]]:
        """For the questions at these places, asked one after the other: how many articles answer, and the
        milliseconds."""
        found = []
        for place in places:
            prepared = self._prepared[place]
            began = time.perf_counter()
            total = self._system.ask(prepared)
            found.append((total, (time.perf_counter() - began) * 1000))
        return found

    def round(self, places: Sequence[int]) -> list[float]:
        """Milliseconds for each of the questions at these places, asked one after the other."""
        # All in one go: what wakes a process from waiting would be most of what is measured of a quick one.
        found = []
        for place in places:
            prepared = self._prepared[place]
            self._system.forget()
            began = time.perf_counter()
            self._system.ask(prepared)
            found.append((time.perf_counter() - began) * 1000)
        return found

    def private(self) -> int | None:
        """This process's private memory in bytes."""
        return memory.private()

    def close(self) -> None:
        self._system.close()


def _serve(connection: Connection, name: str, folder: Path) -> None:
    try:
        serving = _Serving(name, folder)
    except systems.Missing as error:
        connection.send((False, str(error)))
        return
    connection.send((True, None))
    while True:
        method, arguments = connection.recv()
        try:
            connection.send((True, getattr(serving, method)(*arguments)))
        except Exception as error:  # A peer may raise anything; whoever asked is told.
            connection.send((False, f"{type(error).__name__}: {error}"))
        if method == "close":
            return


class Worker:
    """A system in its process. Raises Missing when it is not installed, later on WorkerError."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        # Not forked: a copy would begin with this process's memory, and Windows knows no fork.
        context = multiprocessing.get_context("spawn")
        self._connection, other = context.Pipe()
        # Not a daemon: those may not start processes, and cutting may want to.
        self._process = context.Process(target=_serve, args=(other, name, folder))
        self._process.start()
        other.close()
        fine, said = self._connection.recv()
        if not fine:
            self._process.join()
            raise systems.Missing(said)

    def _call(self, method: str, *arguments: object) -> Any:
        try:
            self._connection.send((method, arguments))
            fine, result = self._connection.recv()
        except (EOFError, OSError) as error:
            raise WorkerError(f"{self.name}: its process ended") from error
        if not fine:
            raise WorkerError(f"{self.name}: {result}")
        return result

    def build(self, source: Source) -> Built:
        """Index the articles."""
        found: Built = self._call("build", source)
        return found

    def open(self) -> float:
        """Open the index; the seconds it took."""
        return float(self._call("open"))

    def prepare(self, questions: Sequence[Question]) -> list[bool]:
        """Hand over the questions; which of them the system can be asked."""
        return list(self._call("prepare", questions))

    def firsts(self, places: Sequence[int]) -> list[tuple[int | None, float]]:
        """Ask the questions at these places for the first time: for each, how many articles answer (None: the
        system does not count), and the milliseconds that asking took."""
        return [(total, milliseconds) for total, milliseconds in self._call("firsts", places)]

    def round(self, places: Sequence[int]) -> list[float]:
        """Ask each of the questions at these places, one after the other; milliseconds."""
        return list(self._call("round", places))

    def private(self) -> int | None:
        """The process's private memory in bytes."""
        found: int | None = self._call("private")
        return found

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        try:
            self._call("close")
        except WorkerError:
            self._process.terminate()
        self._process.join()
        self._connection.close()
