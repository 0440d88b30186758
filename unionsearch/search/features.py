"""What BM25 cannot see of an article: runs, closeness, where the words stand. Each in [0, 1]."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unionsearch.engines import fields as f
from unionsearch.search.compile import Leaf
from unionsearch.search.units import Unit
from unionsearch.text import BREAK

#: Characters of the body that count as its beginning.
_LEAD = 100
#: Places of one unit that are looked at for closeness.
_PLACES = 64
#: What a unit is worth whose words stand apart.
_IN_PARTS = 0.5
#: Per so many characters of body, one mention is dense.
_DENSE = 150


@dataclass(frozen=True, slots=True)
class _Sought:
    """A unit as it is sought in article after article: its share of the query, and texts with their worth."""

    share: float
    text: str
    variants: tuple[tuple[str, float], ...]
    parts: tuple[str, ...]

    def presence(self, text: str) -> float:
        """1 where the unit stands in a text as written, less where it does by another word or in parts."""
        if self.text in text:
            return 1.0
        found = 0.0
        for variant, weight in self.variants:
            if weight > found and variant in text:
                found = weight
        if self.parts and found < _IN_PARTS and all(part in text for part in self.parts):
            found = _IN_PARTS
        return found

    def places(self, body: str) -> list[int]:
        """Where it, or another word for it, stands in a body."""
        found = _places(self.text, body)
        for variant, _ in self.variants:
            found += _places(variant, body)
        return sorted(found)


class Features:
    """Sees the features of articles for one query.

    ``importance`` says how much of the query each unit is; the shares of the query that stand somewhere
    are weighted by it.
    """

    def __init__(self, leaves: Sequence[Leaf], importance: Mapping[Unit, float]) -> None:
        total = sum(importance[unit] for leaf in leaves for unit in leaf.units) or 1.0
        self._leaves = [(leaf, sum(importance[unit] for unit in leaf.units) / total) for leaf in leaves]
        self._units = [
            _Sought(
                importance[unit] / total,
                unit.text,
                tuple((variant.text, variant.weight) for variant in unit.variants),
                unit.parts,
            )
            for leaf in leaves
            for unit in leaf.units
        ]
        self._asked = "".join(leaf.flat for leaf in leaves)

    def of(self, flats: Mapping[str, str]) -> dict[str, float]:
        """The features of the article with these gram streams."""
        everywhere = "\n".join(flats.values())
        title, body = flats.get(f.TITLE, ""), flats.get(f.BODY, "")
        run_in_title = run_anywhere = whole_field = 0.0
        for leaf, share in self._leaves:
            # Where it does not stand anywhere, there is no need to look at the title.
            if leaf.expression.search(everywhere):
                run_anywhere += share
                if leaf.expression.search(title):
                    run_in_title += share
            if leaf.whole is not None and any(flats.get(name) == leaf.flat for name in leaf.fields):
                whole_field += share
        coverage = title_coverage = lead_coverage = 0.0
        marked = title + "\n" + flats.get(f.HEADINGS, "")
        lead = body[:_LEAD]
        places: list[list[int]] = []
        length = mentions = 0
        for unit in self._units:
            present = unit.presence(everywhere)
            if not present:
                continue
            coverage += unit.share * present
            title_coverage += unit.share * max(unit.presence(title), 0.5 * unit.presence(marked))
            lead_coverage += unit.share * unit.presence(lead)
            where = unit.places(body)
            if where:
                places.append(where)
                length += len(unit.text)
                mentions += len(where)
        # A question that names an article's subject: 教育路位于哪里 and the article 教育路.
        subject = title.strip(BREAK).split(BREAK)[0]
        return {
            "run_in_title": run_in_title,
            "run_anywhere": run_anywhere,
            "joined": float(len(self._leaves) > 1 and self._asked in everywhere),
            "title_in_query": float(len(subject) > 1 and subject in self._asked),
            "coverage": coverage,
            "title_coverage": title_coverage,
            "lead_coverage": lead_coverage,
            "proximity": length / _window(places, length) if len(places) > 1 else 0.0,
            "density": min(1.0, math.log1p(mentions) / math.log1p(max(len(body), _DENSE) / _DENSE * 3)),
            "whole_field": whole_field,
        }


def _places(text: str, body: str) -> list[int]:
    found: list[int] = []
    at = body.find(text)
    while at >= 0 and len(found) < _PLACES:
        found.append(at)
        at = body.find(text, at + 1)
    return found


def _window(places: Sequence[Sequence[int]], length: int) -> int:
    """The length of the shortest stretch that begins with one unit and has a place of every other."""
    events = sorted((at, i) for i, where in enumerate(places) for at in where)
    last: dict[int, int] = {}
    best = events[-1][0] - events[0][0]
    for at, i in events:
        last[i] = at
        if len(last) == len(places):
            best = min(best, at - min(last.values()))
    # From the first unit's beginning to the last one's end, the latter taken as of average length.
    return max(length, best + length // len(places))
