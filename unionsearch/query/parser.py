"""A query's text into its tree.

alternatives = side_by_side ("OR" side_by_side)*
side_by_side = clause ("AND"? clause)*
clause       = ("NOT" | "+" | "-")? primary
primary      = leaf | name ":" (leaf | group) | group
group        = "(" alternatives ")"
"""

from __future__ import annotations

from collections.abc import Sequence

from unionsearch.dates import ReversedRange, parse_range
from unionsearch.errors import QuerySyntaxError
from unionsearch.query import fields, mistakes
from unionsearch.query.ast import (
    Clause,
    DateFilter,
    Field,
    Group,
    KindFilter,
    Leaf,
    Node,
    Occur,
    Or,
    Phrase,
    Query,
    Wildcard,
    Word,
    is_strict,
)
from unionsearch.query.characters import has_searchable, prepare
from unionsearch.query.lexer import MAX_CLAUSES, FieldName, Mark, Sign, Token, tokens

_LEAVES = (Word, Phrase, Wildcard)
_EXCLUDES = (Sign.NOT, Sign.MINUS)


def parse(text: str) -> Query:
    """Read a query as ``docs/query-language.md`` describes. Raises QuerySyntaxError, and nothing else."""
    found = tokens(prepare(text))
    if not found:
        raise mistakes.no_word()
    root = _simplest(_Parser(found).alternatives(None))
    return Query(root if isinstance(root, (Group, Or)) else Group((_clause(root),)))


def plain(text: str) -> Query:
    """Take a text as words between white space, without syntax. Words of only punctuation are left out.

    Raises QuerySyntaxError for a text that is too long, is no valid text, or holds no word.
    """
    prepared = prepare(text)
    clauses: list[Clause] = []
    end = 0
    for written in prepared.split():
        start = prepared.index(written, end)
        end = start + len(written)
        if not has_searchable(written):
            continue
        if len(clauses) == MAX_CLAUSES:
            raise mistakes.too_many(start + 1, MAX_CLAUSES)
        clauses.append(Clause(Word(written, start + 1), Occur.SHOULD))
    if not clauses:
        raise mistakes.no_word()
    return Query(Group(tuple(clauses)))


def _clause(node: Node) -> Clause:
    """The node as a clause without a sign: strict where its nature is."""
    return Clause(node, Occur.MUST if is_strict(node) else Occur.SHOULD)


def _simplest(node: Group | Or) -> Node:
    """What a group stands for: itself, or its one clause where that says the same."""
    if isinstance(node, Group) and len(node.clauses) == 1:
        only = node.clauses[0]
        if only.occur is _clause(only.node).occur:
            return only.node
    return node


class _Parser:
    def __init__(self, found: Sequence[Token]) -> None:
        self.found = found
        self.next = 0
        self.in_field = False

    def peek(self) -> Token | None:
        return self.found[self.next] if self.next < len(self.found) else None

    def peek_sign(self) -> Sign | None:
        token = self.peek()
        return token.sign if isinstance(token, Mark) else None

    def alternatives(self, opened: Mark | None) -> Group | Or:
        """Clauses joined by OR, up to the end or a closing parenthesis; ``opened`` is what began them."""
        branches: list[Group] = []
        before = opened
        while True:
            branch = _simplest(self.side_by_side(before))
            if isinstance(branch, Or):
                branches += branch.branches
            else:
                branches.append(branch if isinstance(branch, Group) else Group((_clause(branch),)))
            token = self.peek()
            if not (isinstance(token, Mark) and token.sign is Sign.OR):
                break
            before = token
            self.next += 1
        return branches[0] if len(branches) == 1 else Or(tuple(branches))

    def side_by_side(self, before: Mark | None) -> Group:
        """Clauses with or without AND between them; ``before`` is the OR or parenthesis they follow."""
        clauses: list[Clause] = []
        first_column = 0
        joined_by: Mark | None = None
        while True:
            token = self.peek()
            if token is None or (isinstance(token, Mark) and token.sign in (Sign.OR, Sign.CLOSE)):
                break
            if isinstance(token, Mark) and token.sign is Sign.AND:
                if joined_by or not clauses:
                    raise self.missing(joined_by or before, token)
                clauses[-1] = self.strict(clauses[-1])
                joined_by = token
                self.next += 1
                continue
            first_column = first_column or token.column
            clause = self.clause()
            clauses.append(self.strict(clause) if joined_by else clause)
            joined_by = None
        if joined_by or not clauses:
            raise self.missing(joined_by or before, token)
        if all(clause.occur is Occur.MUST_NOT for clause in clauses):
            raise mistakes.only_exclusions(first_column)
        return Group(tuple(clauses))

    @staticmethod
    def strict(clause: Clause) -> Clause:
        return Clause(clause.node, Occur.MUST) if clause.occur is Occur.SHOULD else clause

    @staticmethod
    def missing(before: Mark | None, behind: Token | None) -> QuerySyntaxError:
        """The mistake of having no clause between two marks, of which either may be absent."""
        if before and before.sign is not Sign.OPEN:
            return mistakes.nothing_after(before.sign.value, before.column)
        if isinstance(behind, Mark) and behind.sign is not Sign.CLOSE:
            return mistakes.nothing_before(behind.sign.value, behind.column)
        return mistakes.empty_group(before.column) if before else mistakes.no_word()

    def clause(self) -> Clause:
        token = self.peek()
        if not (isinstance(token, Mark) and token.sign in (Sign.NOT, Sign.PLUS, Sign.MINUS)):
            return _clause(self.primary())
        self.next += 1
        behind = self.peek_sign()
        if behind in (Sign.NOT, Sign.PLUS, Sign.MINUS):
            raise mistakes.two_signs(token.column)
        if behind in (Sign.AND, Sign.OR, Sign.CLOSE) or self.peek() is None:
            raise mistakes.nothing_after(token.sign.value, token.column)
        return Clause(self.primary(), Occur.MUST_NOT if token.sign in _EXCLUDES else Occur.MUST)

    def primary(self) -> Node:
        token = self.found[self.next]
        self.next += 1
        if isinstance(token, FieldName):
            return self.field(token)
        if isinstance(token, Mark):
            return self.group(token)
        return token

    def group(self, opened: Mark) -> Node:
        inside = self.alternatives(opened)
        self.next += 1  # the closing parenthesis; the lexer has seen to it that there is one
        return _simplest(inside)

    def field(self, name: FieldName) -> Node:
        if self.in_field:
            raise mistakes.nested_field(name.name, name.column)
        token = self.peek()
        if isinstance(token, FieldName):
            raise mistakes.nested_field(token.name, token.column)
        if isinstance(token, _LEAVES):
            self.next += 1
            return self.value(name, token)
        if token is None or token.sign is not Sign.OPEN:
            raise mistakes.missing_value(name.name, name.column)
        if name.name in fields.FILTERS:
            raise mistakes.grouped_filter(name.name, token.column)
        self.next += 1
        self.in_field = True
        node = self.group(token)
        self.in_field = False
        if isinstance(node, (Word, Phrase, Wildcard, Group, Or)):
            return Field(name.name, node, name.column)
        raise AssertionError(node)  # fields cannot stand in fields

    @staticmethod
    def value(name: FieldName, leaf: Leaf) -> Node:
        if isinstance(leaf, Phrase) and leaf.near is not None and name.name in (*fields.FILTERS, "issue"):
            raise mistakes.near_in_label(name.name, leaf.column)
        if name.name == fields.DATE:
            try:
                return DateFilter(parse_range("" if isinstance(leaf, Wildcard) else leaf.text), name.column)
            except ReversedRange:
                raise mistakes.reversed_range(leaf.text, leaf.column) from None
            except (ValueError, OverflowError):
                raise mistakes.bad_date(leaf.text, leaf.column) from None
        if name.name == fields.KIND:
            kind = None if isinstance(leaf, Wildcard) else fields.KIND_VALUES.get(leaf.text.lower())
            if kind is None:
                raise mistakes.bad_kind(leaf.text, fields.KIND_CHOICES, leaf.column)
            return KindFilter(kind, name.column)
        return Field(name.name, leaf, name.column)
