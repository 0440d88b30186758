"""What of the weights can be turned, one at a time, and between what values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from unionsearch.engines.fields import BODY, TITLE
from unionsearch.engines.protocol import Stream
from unionsearch.search.weights import Weights


@dataclass(frozen=True, slots=True)
class Coordinate:
    """One number of the weights: its name, how to read it, and the weights with it changed.

    ``most`` is the largest value that is tried.
    """

    name: str
    read: Callable[[Weights], float]
    changed: Callable[[Weights, float], Weights]
    most: float

    def tries(self, weights: Weights) -> Sequence[float]:
        """Other values to try, the nearest first: a little or much more or less, nothing, fresh starts."""
        now = self.read(weights)
        values = {round(now * factor, 3) for factor in (0.85, 1.2, 0.65, 1.5, 0.4, 2.5)} | {
            0.0,
            0.1,
            0.4,
            1.0,
        }
        return sorted((v for v in values if v != now and v <= self.most), key=lambda v: abs(v - now))


def stream_and_features(weights: Weights) -> list[Coordinate]:
    """The grams' weight (the words' gives the scale) and every feature's."""

    def feature(name: str) -> Coordinate:
        return Coordinate(
            name,
            lambda w: w.features[name],
            lambda w, value: replace(w, features={**w.features, name: value}),
            5.0,
        )

    def with_grams(weights: Weights, value: float) -> Weights:
        return replace(weights, streams={**weights.streams, "grams": value})

    grams = Coordinate("grams", lambda w: w.streams["grams"], with_grams, 5.0)
    return [grams, *map(feature, weights.features)]


def bm25(stream: Stream) -> list[Coordinate]:
    """A stream's saturation, its body's length normalisation, and its title's boost."""

    def with_k1(weights: Weights, value: float) -> Weights:
        changed = replace(weights.parameters[stream], k1=max(value, 0.1))
        return replace(weights, parameters={**weights.parameters, stream: changed})

    def with_field(weights: Weights, field: str, boost: float, b: float) -> Weights:
        old = weights.parameters[stream]
        changed = replace(old, fields={**old.fields, field: (boost, b)})
        return replace(weights, parameters={**weights.parameters, stream: changed})

    def of(weights: Weights, field: str) -> tuple[float, float]:
        return weights.parameters[stream].fields[field]

    return [
        Coordinate(f"{stream}.k1", lambda w: w.parameters[stream].k1, with_k1, 4.0),
        Coordinate(
            f"{stream}.body.b",
            lambda w: of(w, BODY)[1],
            lambda w, value: with_field(w, BODY, of(w, BODY)[0], value),
            1.0,
        ),
        Coordinate(
            f"{stream}.title.boost",
            lambda w: of(w, TITLE)[0],
            lambda w, value: with_field(w, TITLE, value, of(w, TITLE)[1]),
            10.0,
        ),
    ]
