"""What BM25 cannot see of an article: runs, closeness, where the words stand. Each in [0, 1]."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from unionsearch.engines import fields as f
from unionsearch.search.compile import Leaf
from unionsearch.search.sought import Sought
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


#: The features, in the order of :meth:`Features.row`.
NAMES = (
    "run_in_title",
    "run_anywhere",
    "joined",
    "title_in_query",
    "coverage",
    "title_coverage",
    "lead_coverage",
    "proximity",
    "density",
    "whole_field",
)


#: A text by which a unit may stand in an article, and what it is worth there.
_Form = tuple[str, float]


class _Unit(NamedTuple):
    """A unit as it is sought in article after article: its share of the query, and its forms, best first."""

    share: float
    length: int
    forms: tuple[_Form, ...]
    parts: tuple[str, ...]


class Features:
    """Sees the features of articles for one query.

    ``importance`` says how much of the query each unit is; the shares of the query that stand somewhere
    are weighted by it.
    """

    def __init__(self, leaves: Sequence[Leaf], importance: Mapping[Unit, float]) -> None:
        total = sum(importance[unit] for leaf in leaves for unit in leaf.units) or 1.0
        self._leaves = [
            (leaf, Sought(leaf.flat, leaf.expression), sum(importance[unit] for unit in leaf.units) / total)
            for leaf in leaves
        ]
        self._units = [
            _Unit(importance[unit] / total, len(unit.text), _forms(unit), unit.parts)
            for leaf in leaves
            for unit in leaf.units
        ]
        self._asked = "".join(leaf.flat for leaf in leaves)

    def of(self, flats: Mapping[str, str]) -> dict[str, float]:
        """The features of the article with these gram streams."""
        return dict(zip(NAMES, self.row(flats), strict=True))

    def row(self, flats: Mapping[str, str]) -> tuple[float, ...]:
        """The features of the article with these gram streams, in the order of ``NAMES``."""
        everywhere = "\n".join(flats.values())
        title, body = flats.get(f.TITLE, ""), flats.get(f.BODY, "")
        run_in_title = run_anywhere = whole_field = 0.0
        for leaf, sought, share in self._leaves:
            # What stands nowhere need not be looked for in the title, nor as the whole of a field.
            if sought.stands_in(everywhere):
                run_anywhere += share
                if sought.stands_in(title):
                    run_in_title += share
                if leaf.whole is not None and any(flats.get(name) == leaf.flat for name in leaf.fields):
                    whole_field += share
        coverage = title_coverage = lead_coverage = 0.0
        headings = flats.get(f.HEADINGS, "")
        lead = body[:_LEAD]
        places: list[list[int]] = []
        length = mentions = 0
        for unit in self._units:
            # Of its forms most stand nowhere in an article: these are not looked for once more.
            forms = [form for form in unit.forms if form[0] in everywhere]
            present = forms[0][1] if forms else 0.0
            if present < _IN_PARTS:
                present = _presence(forms, unit.parts, everywhere)
                if not present:
                    continue
            coverage += unit.share * present
            in_title = _presence(forms, unit.parts, title)
            if headings and in_title < 0.5:
                in_title = max(in_title, 0.5 * _presence(forms, unit.parts, title + "\n" + headings))
            title_coverage += unit.share * in_title
            lead_coverage += unit.share * _presence(forms, unit.parts, lead)
            where = [at for form, _ in forms for at in _places(form, body)]
            if where:
                places.append(where)
                length += unit.length
                mentions += len(where)
        # A question that names an article's subject: 教育路位于哪里 and the article 教育路.
        subject = title.strip(BREAK).split(BREAK)[0]
        return (
            run_in_title,
            run_anywhere,
            float(len(self._leaves) > 1 and self._asked in everywhere),
            float(len(subject) > 1 and subject in self._asked),
            coverage,
            title_coverage,
            lead_coverage,
            length / _window(places, length) if len(places) > 1 else 0.0,
            min(1.0, math.log1p(mentions) / math.log1p(max(len(body), _DENSE) / _DENSE * 3)),
            whole_field,
        )


def _forms(unit: Unit) -> tuple[_Form, ...]:
    """A unit as written and its other words, what is worth most in front."""
    others = [(variant.text, variant.weight) for variant in unit.variants]
    return ((unit.text, 1.0), *sorted(others, key=lambda form: -form[1]))


def _presence(forms: Sequence[_Form], parts: Sequence[str], text: str) -> float:
    """1 where a unit stands in a text as written, less where it does by another word or in parts."""
    found = 0.0
    for form, worth in forms:
        if form in text:
            found = worth
            break
    if found < _IN_PARTS and parts and all(part in text for part in parts):
        return _IN_PARTS
    return found


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
