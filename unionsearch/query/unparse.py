"""A tree back to text, such that reading the text gives the same tree."""

from __future__ import annotations

from unionsearch.dates import EARLIEST, LATEST, DateRange
from unionsearch.query import fields
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
    Wild,
    Wildcard,
    Word,
    is_strict,
)
from unionsearch.query.characters import QUOTES, SYMMETRIC, is_searchable
from unionsearch.query.lexer import OPERATOR

_ALWAYS = frozenset("\\*?()") | SYMMETRIC


def unparse(query: Query) -> str:
    """Text that ``parse`` reads into an equal tree, for a query that ``parse`` or ``plain`` gave.

    It is not the text that was typed: AND becomes ``+``, field names become the English ones.
    """
    return _text(query.root)


def _text(node: Node) -> str:
    if isinstance(node, Word):
        return _word((node.text,))
    if isinstance(node, Wildcard):
        return _word(node.parts)
    if isinstance(node, Phrase):
        near = "" if node.near is None else f"~{node.near}"
        return '"' + node.text.replace("\\", "\\\\").replace('"', '\\"') + '"' + near
    if isinstance(node, Field):
        return f"{node.name}:{_enclosed(node.node)}"
    if isinstance(node, DateFilter):
        return f"{fields.DATE}:{_range(node.range)}"
    if isinstance(node, KindFilter):
        return f"{fields.KIND}:{node.kind}"
    if isinstance(node, Or):
        return " OR ".join(_text(branch) for branch in node.branches)
    return " ".join(map(_clause, node.clauses))


def _enclosed(node: Node) -> str:
    return f"({_text(node)})" if isinstance(node, (Group, Or)) else _text(node)


def _clause(clause: Clause) -> str:
    sign = {Occur.MUST: "" if is_strict(clause.node) else "+", Occur.SHOULD: "", Occur.MUST_NOT: "-"}
    return sign[clause.occur] + _enclosed(clause.node)


def _range(days: DateRange) -> str:
    first = "" if days.first == EARLIEST else days.first.isoformat()
    last = "" if days.last == LATEST else days.last.isoformat()
    if not first and not last:
        last = LATEST.isoformat()
    return first if first == last else f"{first}..{last}"


def _word(parts: tuple[str | Wild, ...]) -> str:
    """The word with a backslash wherever a character would otherwise mean something."""
    written = ""
    seen = False  # whether a letter went before: quotes behind one are text anyway
    for part in parts:
        if isinstance(part, Wild):
            written += part.value
            continue
        for char in part:
            seen = seen or is_searchable(char)
            opens = char in QUOTES and not seen
            signs = char in "+-" and not written
            written += "\\" + char if char in _ALWAYS or opens or signs else char
    if OPERATOR.match(written):
        return "\\" + written
    prefix = fields.prefix_at(written, 0)
    return f"{written[: prefix.end - 1]}\\{written[prefix.end - 1 :]}" if prefix else written
