"""Where in an article's gram streams a query is met, and by which of its units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from unionsearch.engines.conditions import Days, Run, run_expression
from unionsearch.search.compile import Leaf
from unionsearch.search.units import Unit


class Match(NamedTuple):
    """The characters ``[start, end)`` of a gram stream, and the number of what was found there."""

    start: int
    end: int
    what: int


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit's number, and the expressions to look for in its place.

    ``always`` are its other words and dates, ``own`` is the unit itself; ``parts`` are looked for only
    where ``text`` does not stand.
    """

    what: int
    text: str
    weak: bool
    always: tuple[re.Pattern[str], ...]
    own: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class _Leaf:
    what: int
    leaf: Leaf
    units: tuple[_Unit, ...]


class Finder:
    """Finds what a query asks for, in one article after the other.

    What there is to find goes by number: the units, and the leaves that stand whole. ``worth`` says how
    much of the query each is.
    """

    def __init__(self, leaves: Sequence[Leaf], importance: Mapping[Unit, float]) -> None:
        numbers = {
            unit: number for number, unit in enumerate(dict.fromkeys(u for x in leaves for u in x.units))
        }
        self._leaves = [
            _Leaf(
                len(numbers) + at,
                leaf,
                tuple(_unit(unit, numbers[unit]) for unit in leaf.units),
            )
            for at, leaf in enumerate(leaves)
        ]
        # A leaf that stands whole shows all of its units, and that they stand so.
        self.worth = [importance.get(unit, 0.0) for unit in numbers] + [
            1.5 * sum(importance.get(unit, 0.0) for unit in leaf.units) for leaf in leaves
        ]
        self.all_units = sum(self.worth[: len(numbers)])

    def find(self, flat: str, field: str) -> list[Match]:
        """Every place in a field's gram stream that meets the query, from left to right."""
        leaves = [leaf for leaf in self._leaves if field in leaf.leaf.fields]
        found = [match for leaf in leaves for match in _met(leaf, flat)]
        if not found:
            # Nothing of the query stands here but words inside its units, which brought the article up.
            inside = (text for leaf in leaves for text in leaf.leaf.inside)
            found = [
                Match(*m.span(), self._leaves[0].what)
                for t in inside
                for m in re.finditer(re.escape(t), flat)
            ]
        return sorted(found)


def _unit(unit: Unit, number: int) -> _Unit:
    others = [run_expression(Run(variant.text, whole_numbers=True)) for variant in unit.variants]
    if unit.dates is not None:
        others += _day_expressions(unit.dates)
    return _Unit(
        number,
        unit.text,
        unit.weak,
        tuple(others),
        run_expression(Run(unit.text, whole_numbers=True)),
        tuple(run_expression(Run(part)) for part in unit.parts),
    )


def _met(leaf: _Leaf, flat: str) -> Iterator[Match]:
    """Where a leaf is met.

    Where the whole leaf stands, its units elsewhere are left alone; a lone character is marked only
    when nothing else was asked; and the words of a unit only where the unit itself does not stand.
    """
    whole = [Match(*m.span(), leaf.what) for m in leaf.leaf.expression.finditer(flat) if m.end() > m.start()]
    yield from whole
    only_weak = all(unit.weak for unit in leaf.units)
    for unit in leaf.units:
        expressions = list(unit.always)
        if not whole and (only_weak or not unit.weak):
            expressions.append(unit.own)
            if unit.text not in flat:
                expressions += unit.parts
        for expression in expressions:
            for m in expression.finditer(flat):
                yield Match(*m.span(), unit.what)


def _day_expressions(days: Days) -> Iterator[re.Pattern[str]]:
    """A day or month as bulletins print it, without the year."""
    month, day = days.first // 100 % 100, days.first % 100
    if days.first == days.last:
        yield re.compile(rf"(?<![0-9]){month}月{day}[日号]")
    elif days.first // 100 == days.last // 100:
        yield re.compile(rf"(?<![0-9]){month}月(?:[0-9]{{1,2}}[日号])?")
