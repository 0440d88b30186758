"""The tree that a query is read into.

All nodes are frozen. ``column`` counts the query's characters from 1 and says where the node begins;
it takes no part in comparison, so that two queries of the same meaning are equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from unionsearch.dates import DateRange
from unionsearch.model import Kind


class Occur(Enum):
    """What a clause asks of an article.

    MUST: match, always. SHOULD: match, but an article that does not may follow after those that do.
    MUST_NOT: not match, always.
    """

    MUST = "must"
    SHOULD = "should"
    MUST_NOT = "must not"


class Wild(Enum):
    """A wildcard: ``*`` stands for any number of characters, also none, ``?`` for exactly one."""

    ANY = "*"
    ONE = "?"


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space, punctuation kept as typed, escapes resolved.

    It holds at least one letter, digit or Han character.
    """

    text: str
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Quoted text, without its quotes and the white space at its ends. Never empty.

    With ``near``, a number of characters, its words stand near each other instead of side by side.
    """

    text: str
    column: int = field(default=1, compare=False)
    near: int | None = None


@dataclass(frozen=True, slots=True)
class Wildcard:
    r"""A word with wildcards. ``text`` is its pattern: ``*`` and ``?`` as such, ``\*``, ``\?`` and
    ``\\`` for the characters themselves. It holds at least one letter, digit or Han character.
    """

    text: str
    column: int = field(default=1, compare=False)

    @property
    def parts(self) -> tuple[str | Wild, ...]:
        """The pattern taken apart: literal strings (escapes resolved, never empty) and wildcards."""
        found: list[str | Wild] = []
        for piece in re.findall(r"\\.|[*?]|[^\\*?]+", self.text, re.DOTALL):
            if piece in ("*", "?"):
                found.append(Wild(piece))
                continue
            literal = piece[1:] if piece[0] == "\\" else piece
            if found and isinstance(found[-1], str):
                found[-1] += literal
            else:
                found.append(literal)
        return tuple(found)


Leaf: TypeAlias = "Word | Phrase | Wildcard"


@dataclass(frozen=True, slots=True)
class Field:
    """``node`` is sought in one field only. ``name`` is a key of ``fields.TEXT_FIELDS``."""

    name: str
    node: Leaf | Group | Or
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class DateFilter:
    """Articles of these days, first and last included."""

    range: DateRange
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class KindFilter:
    """Articles of this kind."""

    kind: Kind
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Clause:
    """A node and what it asks of an article."""

    node: Node
    occur: Occur


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses side by side, one or more, of which at least one is no exclusion."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Two or more alternatives of which one has to match."""

    branches: tuple[Group, ...]


Node: TypeAlias = "Leaf | Field | DateFilter | KindFilter | Group | Or"


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query."""

    root: Group | Or


def is_strict(node: Node) -> bool:
    """Whether the node may never be relaxed: quotes, fields, filters, and all that holds such a thing.

    A group is strict as soon as one of its clauses is: dropping the group would drop that clause.
    """
    if isinstance(node, Group):
        return any(clause.occur is not Occur.SHOULD for clause in node.clauses)
    if isinstance(node, Or):
        return any(is_strict(branch) for branch in node.branches)
    return not isinstance(node, (Word, Wildcard))


def positive_leaves(query: Query) -> Iterator[tuple[str | None, Leaf]]:
    """The leaves that an article may match, in reading order, each with its field's name or None.

    What stands under an exclusion is left out, also where it is excluded twice.
    """
    return _leaves(query.root, None)


def _leaves(node: Node, name: str | None) -> Iterator[tuple[str | None, Leaf]]:
    if isinstance(node, (Word, Phrase, Wildcard)):
        yield name, node
    elif isinstance(node, Field):
        yield from _leaves(node.node, node.name)
    elif isinstance(node, Or):
        for branch in node.branches:
            yield from _leaves(branch, name)
    elif isinstance(node, Group):
        for clause in node.clauses:
            if clause.occur is not Occur.MUST_NOT:
                yield from _leaves(clause.node, name)
