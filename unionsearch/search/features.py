"""What BM25 cannot see of an article: runs, closeness, where the words stand. Each in [0, 1]."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

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


def features(
    flats: Mapping[str, str], leaves: Sequence[Leaf], importance: Mapping[Unit, float]
) -> dict[str, float]:
    """The features of one article.

    ``flats`` are its gram streams, ``importance`` says how much of the query each unit is. The shares
    are weighted by it.
    """
    total = sum(importance[u] for leaf in leaves for u in leaf.units) or 1.0
    everywhere = "\n".join(flats.values())
    title, body = flats.get(f.TITLE, ""), flats.get(f.BODY, "")
    marked = title + "\n" + flats.get(f.HEADINGS, "")
    lead = body[:_LEAD]
    found = {"run_in_title": 0.0, "run_anywhere": 0.0, "coverage": 0.0, "title_coverage": 0.0,
             "lead_coverage": 0.0, "whole_field": 0.0}  # fmt: skip
    places: list[list[int]] = []
    length = 0
    mentions = 0
    for leaf in leaves:
        share = sum(importance[u] for u in leaf.units) / total
        found["run_in_title"] += share * bool(leaf.expression.search(title))
        found["run_anywhere"] += share * bool(leaf.expression.search(everywhere))
        if leaf.whole is not None:
            found["whole_field"] += share * any(flats.get(name) == leaf.flat for name in leaf.fields)
        for unit in leaf.units:
            part = importance[unit] / total
            found["coverage"] += part * _presence(unit, everywhere)
            found["title_coverage"] += part * max(_presence(unit, title), 0.5 * _presence(unit, marked))
            found["lead_coverage"] += part * _presence(unit, lead)
            where = sorted(
                _places(unit.text, body) + [p for v in unit.variants for p in _places(v.text, body)]
            )
            if where:
                places.append(where)
                length += len(unit.text)
                mentions += len(where)
    asked = "".join(leaf.flat for leaf in leaves)
    found["joined"] = float(len(leaves) > 1 and asked in everywhere)
    # A question that names an article's subject: 教育路位于哪里 and the article 教育路.
    subject = title.strip(BREAK).split(BREAK)[0]
    found["title_in_query"] = float(len(subject) > 1 and subject in asked)
    found["proximity"] = length / _window(places, length) if len(places) > 1 else 0.0
    found["density"] = min(1.0, math.log1p(mentions) / math.log1p(max(len(body), _DENSE) / _DENSE * 3))
    return found


def _presence(unit: Unit, text: str) -> float:
    """1 where the unit stands in a text as written, less where it is there by another word or in parts."""
    if unit.text in text:
        return 1.0
    by_variant = max((v.weight for v in unit.variants if v.text in text), default=0.0)
    in_parts = _IN_PARTS if unit.parts and all(part in text for part in unit.parts) else 0.0
    return max(by_variant, in_parts)


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
