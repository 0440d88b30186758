"""A query's tree with some of its bare words replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from unionsearch.query.ast import Clause, Group, Node, Occur, Or, Query, Word

#: Words side by side, in a group, that may be relaxed; their replacement, or None to leave them.
Replace = Callable[[Sequence[str]], Sequence[str] | None]


def rewrite(query: Query, change: Replace) -> Query:
    """The query in which ``change`` has seen every stretch of bare words side by side.

    Quoted, fielded, demanded and excluded words are never shown to it.
    """
    root = _node(query.root, change)
    assert isinstance(root, (Group, Or))
    return Query(root)


def _node(node: Node, change: Replace) -> Node:
    if isinstance(node, Or):
        return Or(tuple(_group(branch, change) for branch in node.branches))
    if isinstance(node, Group):
        return _group(node, change)
    return node


def _group(group: Group, change: Replace) -> Group:
    clauses: list[Clause] = []
    stretch: list[Word] = []

    def settle() -> None:
        changed = change([word.text for word in stretch]) if stretch else None
        words = stretch if changed is None else [Word(text, stretch[0].column) for text in changed]
        clauses.extend(Clause(word, Occur.SHOULD) for word in words)
        stretch.clear()

    for clause in group.clauses:
        if clause.occur is Occur.SHOULD and isinstance(clause.node, Word):
            stretch.append(clause.node)
            continue
        settle()
        loose = clause.occur is Occur.SHOULD
        clauses.append(replace(clause, node=_node(clause.node, change)) if loose else clause)
    settle()
    return replace(group, clauses=tuple(clauses))
