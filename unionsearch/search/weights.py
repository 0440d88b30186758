"""The weights of ranking, read from ``data/weights.json``: the one place where they stand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from unionsearch.engines.protocol import Bm25f, Stream
from unionsearch.shipped import text


@dataclass(frozen=True, slots=True)
class Weights:
    """``streams`` weigh the first stage's two BM25F scores, ``features`` the second stage's features.

    ``stated_date`` and ``issue_period`` are the points of an article that a date asked for fits, by its
    own dates or by its issue's period. ``depth`` is how many articles the second stage looks at.
    """

    parameters: Mapping[Stream, Bm25f]
    streams: Mapping[Stream, float]
    stated_date: float
    issue_period: float
    features: Mapping[str, float]
    depth: int

    def within(self, fields: tuple[str, ...]) -> Mapping[Stream, Bm25f]:
        """The BM25F parameters for what is sought in these fields only."""
        return {
            stream: Bm25f(p.k1, {name: value for name, value in p.fields.items() if name in fields})
            for stream, p in self.parameters.items()
        }

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Weights:
        """The weights in a parsed weights file."""
        first = raw["first_stage"]
        names: tuple[Stream, Stream] = ("words", "grams")
        return cls(
            parameters={
                name: Bm25f(
                    first[name]["k1"], {f: (boost, b) for f, (boost, b) in first[name]["fields"].items()}
                )
                for name in names
            },
            streams={name: first[name]["weight"] for name in names},
            stated_date=first["stated_date"],
            issue_period=first["issue_period"],
            features=raw["second_stage"],
            depth=raw["depth"],
        )


@cache
def standard() -> Weights:
    """The weights that ship with the program."""
    return Weights.of(json.loads(text("search/data/weights.json")))
