"""The one small interface that every compared system has."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol

from benchmarks.relevance.collection import Document


class Missing(Exception):
    """What a system needs is not installed."""


class System(Protocol):
    """Something that ranks documents for a question. It is built once, then asked."""

    #: Systems with the same key build the same index; whoever runs them one after the other may hand
    #: a built system to :meth:`adopt` instead of building again. None: never the same.
    index_key: str | None

    def build(self, documents: Sequence[Document]) -> None:
        """Index the documents."""

    def adopt(self, built: System) -> None:
        """Take over the index of a built system of the same key."""

    def search(self, query: str, k: int) -> list[str]:
        """The ids of the best ``k`` documents, best first; fewer when fewer match."""

    def close(self) -> None:
        """Give back files and memory."""


class Alone:
    """A system with an index of its own and nothing to give back."""

    index_key: str | None = None

    def adopt(self, built: System) -> None:
        """There is nothing to share."""
        raise TypeError("this system shares no index")

    def close(self) -> None:
        """Nothing is held open."""


def needed(module: str) -> Any:
    """A module of an optional package. Raises Missing."""
    try:
        return import_module(module)
    except ImportError as error:
        raise Missing(f"{module} is not installed ({error})") from error
