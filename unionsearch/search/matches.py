"""Where in an article's gram streams a query is met, and by which of its units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from unionsearch.engines.conditions import Days, Run, run_expression
from unionsearch.search.compile import Leaf
from unionsearch.search.sought import Sought, Stream
from unionsearch.search.units import Unit

#: The characters ``[start, end)`` of a gram stream, and the number of what was found there.
Match = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit's number, and what to look for in its place.

    ``always`` are its other words and dates, ``own`` is the unit itself; ``parts`` are looked for only
    where ``text`` does not stand.
    """

    what: int
    text: str
    weak: bool
    always: tuple[Sought, ...]
    own: Sought
    parts: tuple[Sought, ...]


@dataclass(frozen=True, slots=True)
class _Leaf:
    what: int
    leaf: Leaf
    whole: Sought
    units: tuple[_Unit, ...]
    only_weak: bool
    inside: tuple[Sought, ...]


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
                Sought(leaf.flat, leaf.expression),
                tuple(_unit(unit, numbers[unit]) for unit in leaf.units),
                all(unit.weak for unit in leaf.units),
                tuple(_run(text) for text in leaf.inside),
            )
            for at, leaf in enumerate(leaves)
        ]
        # A leaf that stands whole shows all of its units, and that they stand so.
        self.worth = [importance.get(unit, 0.0) for unit in numbers] + [
            1.5 * sum(importance.get(unit, 0.0) for unit in leaf.units) for leaf in leaves
        ]
        self.all_units = sum(self.worth[: len(numbers)])

    def find(self, stream: Stream, field: str) -> list[Match]:
        """Every place in a field's gram stream that meets the query, from left to right."""
        leaves = [leaf for leaf in self._leaves if field in leaf.leaf.fields]
        found = [match for leaf in leaves for match in _met(leaf, stream)]
        if not found:
            # Nothing of the query stands here but words inside its units, which brought the article up.
            inside = [sought for leaf in leaves for sought in leaf.inside]
            found = [(*at, self._leaves[0].what) for sought in inside for at in sought.stretches(stream)]
        return sorted(found)


def _run(text: str, *, whole_numbers: bool = False) -> Sought:
    return Sought(text, run_expression(Run(text, whole_numbers=whole_numbers)))


def _unit(unit: Unit, number: int) -> _Unit:
    others = [_run(variant.text, whole_numbers=True) for variant in unit.variants]
    if unit.dates is not None:
        others += _days(unit.dates)
    return _Unit(
        number,
        unit.text,
        unit.weak,
        tuple(others),
        _run(unit.text, whole_numbers=True),
        tuple(_run(part) for part in unit.parts),
    )


def _met(leaf: _Leaf, stream: Stream) -> list[Match]:
    """Where a leaf is met.

    Where the whole leaf stands, its units elsewhere are left alone; a lone character is marked only
    when nothing else was asked; and the words of a unit only where the unit itself does not stand.
    """
    found = [(start, end, leaf.what) for start, end in leaf.whole.stretches(stream)]
    whole = bool(found)
    for unit in leaf.units:
        stretches = [at for sought in unit.always for at in sought.stretches(stream)]
        if not whole and (leaf.only_weak or not unit.weak):
            own = unit.own.stretches(stream)
            if unit.parts and not own and not stream.places(unit.text):
                own = [at for sought in unit.parts for at in sought.stretches(stream)]
            stretches += own
        found += [(start, end, unit.what) for start, end in stretches]
    return found


def _days(days: Days) -> Iterator[Sought]:
    """A day or month as bulletins print it, without the year."""
    month, day = days.first // 100 % 100, days.first % 100
    if days.first == days.last:
        yield Sought(f"{month}月", re.compile(rf"(?<![0-9]){month}月{day}[日号]"))
    elif days.first // 100 == days.last // 100:
        yield Sought(f"{month}月", re.compile(rf"(?<![0-9]){month}月(?:[0-9]{{1,2}}[日号])?"))
