"""The one small interface of every system that is timed.

Here and in the systems, what only building needs is imported there: a process that asks one question from
the shell would pay for it.
"""

from __future__ import annotations

import json
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from benchmarks.speed.questions import Question

if TYPE_CHECKING:
    from benchmarks.speed.articles import Source

#: How many articles are asked for.
BEST = 10

#: What counts by how much: the boosts that the program ships with for the two fields.
BOOSTS = {"title": 2.5, "body": 1.0}


def pairs(run: str) -> list[str]:
    """The neighbouring characters of a run, two by two: its grams but for the last, a lone character."""
    return [run[i : i + 2] for i in range(len(run) - 1)]


class System(ABC):
    """A search system with its index in ``folder``, which is there and empty before :meth:`build`."""

    #: Whether it can be kept open in a process and asked there, by a query made beforehand.
    stays: ClassVar[bool] = True
    #: How the names of those :meth:`sizes` begin that are of stored texts rather than of postings.
    stored: ClassVar[Sequence[str]] = ()

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        #: What :meth:`build` has to say of itself beside its time: figures by name.
        self.told: dict[str, float] = {}

    @abstractmethod
    def build(self, source: Source) -> None:
        """Index the articles, from reading them to everything on disk, cutting included."""

    def sizes(self) -> dict[str, int]:
        """The bytes of the index's parts by name: of its files by suffix."""
        # Imported here: a process that asks one question from the shell has no use for it.
        from benchmarks.speed.memory import on_disk

        return on_disk(self.folder)

    def open(self) -> None:
        """Open the index."""
        raise NotImplementedError

    def prepare(self, question: Question) -> Any:
        """The question as a query of the system's own; None where it cannot be asked such a thing."""
        raise NotImplementedError

    def ask(self, prepared: Any) -> int | None:
        """Find the ten best articles. How many match in all; None where the system does not count."""
        raise NotImplementedError

    def forget(self) -> None:  # noqa: B027
        """Forget answers, so that a question that was asked before is worked out anew."""

    def close(self) -> None:  # noqa: B027
        """Give back files and memory."""

    def command(self, question: Question) -> list[str] | None:
        """What asks the question from the shell, opening the index anew; None where it cannot be asked."""
        asked = json.dumps(asdict(question))
        name = f"{type(self).__module__.rpartition('.')[2]}:{type(self).__name__}"
        return [sys.executable, "-m", "benchmarks.speed.once", name, str(self.folder), asked]
