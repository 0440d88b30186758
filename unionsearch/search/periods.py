"""The years that a query is about, as far as it says so."""

from __future__ import annotations

from collections.abc import Iterator

from unionsearch.dates import number, parse_period
from unionsearch.patterns import pattern
from unionsearch.query import ast
from unionsearch.search.thesaurus import Years
from unionsearch.text import normalize

_YEAR = pattern(r"(?<![0-9])([12][0-9]{3})年|([一二][〇零一二三四五六七八九]{3})年")


def years_of(query: ast.Query, since: str | None, until: str | None) -> Years | None:
    """The years of a query: those of its date filters and options, else those that its words name.

    None where it names none. Raises ValueError where ``since`` or ``until`` is no date.
    """
    filters = list(_filters(query.root))
    first = [parse_period(since).first.year] if since is not None else []
    last = [parse_period(until).last.year] if until is not None else []
    first += [found.range.first.year for found in filters]
    last += [found.range.last.year for found in filters]
    if first or last:
        return max(first, default=1), min(last, default=9999)
    named = [year for _, leaf in ast.positive_leaves(query) for year in _named(leaf)]
    return (min(named), max(named)) if named else None


def _filters(node: ast.Node) -> Iterator[ast.DateFilter]:
    """The date filters that every article found must pass."""
    if isinstance(node, ast.DateFilter):
        yield node
    elif isinstance(node, ast.Group):
        for clause in node.clauses:
            if clause.occur is ast.Occur.MUST:
                yield from _filters(clause.node)


def _named(leaf: ast.Leaf) -> Iterator[int]:
    if isinstance(leaf, ast.Word):
        text = normalize(leaf.text).text
        for arabic, chinese in _YEAR.findall(text) if "年" in text else ():
            yield number(arabic or chinese)
