"""Trees as short text, so that tests can be read.

``甲`` a word (in single quotes where it begins with a sign), ``"甲"`` a phrase, ``"甲 乙"~5``
its words near each other, ``<甲*>`` a wildcard,
``title:…`` a field; ``+`` must, ``-`` must not, nothing may; ``[…]`` a group, ``{… | …}`` alternatives.
"""

from __future__ import annotations

from unionsearch.query.ast import (
    Clause,
    DateFilter,
    Field,
    Group,
    KindFilter,
    Node,
    Occur,
    Or,
    Phrase,
    Query,
    Wildcard,
    Word,
)

_SIGNS = {Occur.MUST: "+", Occur.SHOULD: "", Occur.MUST_NOT: "-"}


def shape(query: Query) -> str:
    """The whole tree."""
    return _node(query.root)


def _node(node: Node) -> str:
    if isinstance(node, Word):
        return f"'{node.text}'" if node.text[0] in "+-" else node.text
    if isinstance(node, Phrase):
        return f'"{node.text}"' + ("" if node.near is None else f"~{node.near}")
    if isinstance(node, Wildcard):
        return f"<{node.text}>"
    if isinstance(node, Field):
        return f"{node.name}:{_node(node.node)}"
    if isinstance(node, DateFilter):
        return f"date:{node.range.first}/{node.range.last}"
    if isinstance(node, KindFilter):
        return f"kind:{node.kind}"
    if isinstance(node, Or):
        return "{" + " | ".join(map(_node, node.branches)) + "}"
    return "[" + " ".join(map(_clause, node.clauses)) + "]"


def _clause(clause: Clause) -> str:
    return _SIGNS[clause.occur] + _node(clause.node)


def nodes(node: Node | Clause) -> list[Node]:
    """The node and all below it."""
    if isinstance(node, Clause):
        return nodes(node.node)
    below: tuple[Node | Clause, ...] = ()
    if isinstance(node, Field):
        below = (node.node,)
    elif isinstance(node, Or):
        below = node.branches
    elif isinstance(node, Group):
        below = node.clauses
    return [node, *(found for child in below for found in nodes(child))]


__all__ = ["nodes", "shape"]
