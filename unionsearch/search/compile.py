"""A query's tree into conditions: what an article must meet to match all of it, or some of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations

from unionsearch.analysis.analyzer import Analyzer
from unionsearch.engines import fields as f
from unionsearch.engines.conditions import (
    All,
    Condition,
    Keyword,
    Near,
    Or,
    Pattern,
    Run,
    Whole,
    Without,
    all_of,
    any_of,
    pattern_expression,
    run_expression,
)
from unionsearch.engines.protocol import Reader
from unionsearch.query import ast
from unionsearch.search.stopwords import subject
from unionsearch.search.thesaurus import NO_THESAURUS, Thesaurus
from unionsearch.search.units import Unit, days_of, name_of, scored_tokens, units
from unionsearch.text import BREAK, flatten

#: The text field that a query's field name stands for; ``issue`` is no text field of an article.
_FIELDS = {"title": f.TITLE, "section": f.SECTION, "contributor": f.CONTRIBUTOR, "byline": f.BYLINE,
           "heading": f.HEADINGS, "body": f.BODY}  # fmt: skip

#: A word in more than this share of the articles does not by itself bring up an article.
_COMMON = 0.5
#: In an archive of fewer articles than this, shares mean nothing.
_FEW = 10
#: Of so many words side by side, most are told from some; there would be too many ways to have most of more.
_WORDS = 6


@dataclass(frozen=True, slots=True)
class Leaf:
    """A word, phrase or wildcard of the query that an article may match.

    ``flat`` is it as a run of a gram stream, ``fields`` where it is sought, ``expression`` finds it
    there. ``strict`` leaves stand whole or not at all; others may be met by their ``units``, and
    articles be brought up by the words ``inside`` them. ``whole`` asks whether it is all of a field.
    """

    flat: str
    fields: tuple[str, ...]
    units: tuple[Unit, ...]
    expression: re.Pattern[str]
    strict: bool
    words: tuple[str, ...] = ()
    grams: tuple[str, ...] = ()
    whole: Whole | None = None
    inside: tuple[str, ...] = ()


#: Fields that hold names: what is sought there has its other names too, unless it is quoted.
_NAMES = ((f.CONTRIBUTOR,), (f.SECTION,))
_ISSUE = re.compile(r"第.+期")
_NARROWING = (ast.Field, ast.DateFilter, ast.KindFilter)


def _has_number(text: str) -> bool:
    return any(char.isdigit() or char in "〇一二三四五六七八九十百" for char in text)


Tokens = Callable[[str], tuple[list[str], list[str]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query asks.

    An article that meets ``full`` matches all of it; after those may be shown what meets ``most``, the
    greater part of three or more words side by side, and then what meets ``some``. Each holds where
    the one before it does. ``leaves`` are what an article may match by, in reading order;
    ``meaningless`` the words that were left out because they carry no meaning. ``tokens`` gives the
    words and grams that score a text, ``written`` what ``full`` would be without other words.
    """

    full: Condition
    most: Condition
    some: Condition
    leaves: tuple[Leaf, ...]
    tokens: Tokens
    meaningless: tuple[str, ...] = ()
    written: Callable[[], Condition] = All


def _most(musts: list[Condition], shoulds: list[Condition]) -> Iterator[Condition]:
    """More than half of the words side by side, and all that is demanded."""
    if 2 < len(shoulds) <= _WORDS:
        for chosen in combinations(shoulds, len(shoulds) // 2 + 1):
            yield all_of([*musts, *chosen])


@dataclass(slots=True)
class Compiler:
    """Compiles one query. ``issues`` gives the condition for what ``issue:`` was given."""

    reader: Reader
    analyzer: Analyzer
    thesaurus: Thesaurus
    issues: Callable[[str], Condition]
    leaves: list[Leaf] = field(default_factory=list)
    meaningless: list[str] = field(default_factory=list)
    #: What has most of the group that was compiled last; of a query, the outermost.
    most: Condition = field(default_factory=lambda: Or(()))

    def compile(self, query: ast.Query) -> Asked:
        """The conditions of a whole query."""
        full, some = self._node(query.root, f.TEXT_FIELDS, strict=False)
        most = self.most if isinstance(query.root, ast.Group) else full
        return Asked(
            full,
            most,
            some,
            tuple(self.leaves),
            self._tokens,
            tuple(dict.fromkeys(self.meaningless)),
            partial(self._written, query),
        )

    def _written(self, query: ast.Query) -> Condition:
        return Compiler(self.reader, self.analyzer, NO_THESAURUS, self.issues).compile(query).full

    def _tokens(self, text: str) -> tuple[list[str], list[str]]:
        return scored_tokens(text, self.analyzer)

    def _node(self, node: ast.Node, fields: tuple[str, ...], *, strict: bool) -> tuple[Condition, Condition]:
        match node:
            case ast.Group():
                return self._group(node, fields, strict)
            case ast.Or(branches):
                both = [self._group(branch, fields, strict) for branch in branches]
                return any_of(full for full, _ in both), any_of(some for _, some in both)
            case ast.Field("issue", inner):
                found = self._issue(inner)
                return found, found
            case ast.Field(name, inner):
                return self._node(inner, (_FIELDS[name],), strict=True)
            case ast.DateFilter(range_):
                days = days_of(range_)
                return days, days
            case ast.KindFilter(kind):
                label = Keyword("kind", kind)
                return label, label
            case ast.Word() | ast.Phrase() | ast.Wildcard():
                leaf, condition = self.leaf(node, fields, strict=strict)
                if leaf is None:
                    return All(), Or(())
                self.leaves.append(leaf)
                return condition, self._any_unit([leaf])

    def _group(self, group: ast.Group, fields: tuple[str, ...], strict: bool) -> tuple[Condition, Condition]:
        musts: list[Condition] = []
        shoulds: list[Condition] = []
        relaxed: list[Condition] = []
        loose: list[Leaf] = []
        nots: list[Condition] = []
        for clause in group.clauses:
            if clause.occur is ast.Occur.MUST_NOT:
                nots.append(self._excluded(clause.node, fields))
                continue
            before = len(self.leaves)
            full, some = self._node(clause.node, fields, strict=strict or clause.occur is ast.Occur.MUST)
            if clause.occur is ast.Occur.MUST or strict:
                musts.append(full)
            else:
                shoulds.append(full)
                if isinstance(clause.node, (ast.Group, ast.Or)):
                    relaxed.append(some)
                else:
                    loose += self.leaves[before:]
        demands = [d for d in musts + shoulds if d != All()]
        # A query of nothing but words without meaning finds nothing; the note says how to search them.
        full = all_of(demands) if demands else Or(())
        some = self._relaxed(group, full, musts, [self._any_unit(loose), *relaxed] if shoulds else [])
        most = any_of([full, *_most(musts, [d for d in shoulds if d != All()])])
        some = some if most == full else any_of([some, most])
        if nots:
            full, most, some = [Without(found, any_of(nots)) for found in (full, most, some)]
        self.most = most
        return full, some

    def _relaxed(
        self, group: ast.Group, full: Condition, musts: list[Condition], others: list[Condition]
    ) -> Condition:
        """What may follow the articles that match all of a group.

        Quoted and demanded words bring up an article by themselves. Fields and filters only narrow:
        beside them, something of the loose words must be there.
        """
        if not others:
            return full
        told = any(
            clause.occur is ast.Occur.MUST and not isinstance(clause.node, _NARROWING)
            for clause in group.clauses
        )
        return all_of(musts) if told else any_of([full, all_of([*musts, any_of(others)])])

    def _excluded(self, node: ast.Node, fields: tuple[str, ...]) -> Condition:
        """What must not be: matched as it stands, and nothing of it counts for ranking or highlights."""
        leaves, meaningless = len(self.leaves), len(self.meaningless)
        thesaurus, self.thesaurus = self.thesaurus, NO_THESAURUS
        full, _ = self._node(node, fields, strict=True)
        self.thesaurus = thesaurus
        del self.leaves[leaves:], self.meaningless[meaningless:]
        return full

    def _any_unit(self, leaves: Iterable[Leaf]) -> Condition:
        """One of the leaves' units or words, but for those too common to bring up an article."""
        found: list[Condition] = []
        common: list[Condition] = []
        many = self.reader.count() * _COMMON if self.reader.count() >= _FEW else self.reader.count()
        for leaf in leaves:
            for unit in leaf.units:
                rare = not unit.weak and self.reader.frequency(unit.own) <= many
                (found if rare else common).append(unit.reach)
            found += (
                Run(p, leaf.fields) for p in leaf.inside if self.reader.frequency(Run(p, leaf.fields)) <= many
            )
        return any_of(found or common)

    def _inside(self, found: Iterable[Unit], words: Iterable[str], fields: tuple[str, ...]) -> Iterator[str]:
        """Words inside the units, as 纠纷 in 劳资纠纷, that may bring up what the units do not."""
        named = [unit.text for unit in found if not _has_number(unit.text)]
        for word in words:
            if len(word) > 1 and any(word in text and word != text for text in named):
                yield word
        for unit in found:
            if unit.text in named:
                yield from self._known_runs(unit, fields)

    def _known_runs(self, unit: Unit, fields: tuple[str, ...]) -> Iterator[str]:
        """The longest stretches, from left to right, of a unit that occurs nowhere as a whole."""
        if len(unit.text) < 3 or self.reader.frequency(unit.reach):
            return
        start = 0
        while start < len(unit.text) - 1:
            end = start + 1
            while end < len(unit.text) and self.reader.frequency(Run(unit.text[start : end + 1], fields)):
                end += 1
            if end - start > 1:
                yield unit.text[start:end]
            start = end

    def leaf(self, node: ast.Leaf, fields: tuple[str, ...], *, strict: bool) -> tuple[Leaf | None, Condition]:
        """A leaf and the condition that it holds in one of the fields; None for a word without meaning.

        A strict leaf has no variants: it is found as it is written.
        """
        in_field = fields is not f.TEXT_FIELDS
        match node:
            case ast.Phrase():
                return self._phrase(node, fields)
            case ast.Wildcard(parts=(str(text), ast.Wild.ONE)) if not in_field:
                # A question typed with an ASCII mark (如何建会?) is a question as well as a pattern.
                leaf, condition = self.leaf(ast.Word(text), fields, strict=strict)
                return leaf, any_of([condition, self._wildcard(node, fields)[1]]) if leaf else condition
            case ast.Wildcard():
                return self._wildcard(node, fields)
            case ast.Word(text):
                pass
        if in_field:
            # A field matches by containment.
            return self._run(flatten(text).strip(BREAK), fields, text, named=fields in _NAMES)
        if not strict:
            text = subject(text)
        flat = flatten(text).strip(BREAK)
        found = units(text, fields, self.analyzer, NO_THESAURUS if strict else self.thesaurus)
        if not found and strict:
            # Asked for on purpose: a word without meaning is then like any other.
            return self._run(flat, fields, text)
        if not found:
            self.meaningless.append(text)
            return None, All()
        found = [self._with_issue(unit) for unit in found]
        whole = Run(flat, fields, whole_numbers=True)
        words, grams = scored_tokens(text, self.analyzer)
        inside = dict.fromkeys(self._inside(found, words, fields))
        leaf = Leaf(
            flat,
            fields,
            tuple(found),
            run_expression(whole),
            False,
            tuple(words),
            tuple(grams),
            inside=tuple(inside),
        )
        # A lone character (工会做了什么) says too little to keep an article from being complete.
        telling = [unit for unit in found if strict or not unit.weak] or found
        condition = all_of(unit.own if strict else unit.condition for unit in telling)
        if len(found) > 1:
            condition = any_of([whole, condition])
        return leaf, condition

    def _with_issue(self, unit: Unit) -> Unit:
        """第12期 is met by its own characters, and by the articles of issues of that number."""
        if not _ISSUE.fullmatch(unit.text):
            return unit
        return replace(unit, own=any_of([unit.own, self.issues(unit.text)]))

    def _run(
        self, flat: str, fields: tuple[str, ...], text: str, *, named: bool = False
    ) -> tuple[Leaf | None, Condition]:
        run = Run(flat, fields)
        words, grams = scored_tokens(text, self.analyzer)
        whole = Whole(flat, fields) if len(fields) == 1 else None
        unit = name_of(text, fields, self.analyzer, self.thesaurus) if named else Unit(flat, run, fields)
        leaf = Leaf(flat, fields, (unit,), run_expression(run), True, tuple(words), tuple(grams), whole)
        return leaf, unit.condition

    def _phrase(self, phrase: ast.Phrase, fields: tuple[str, ...]) -> tuple[Leaf | None, Condition]:
        """The phrase as one run, or its words near each other."""
        flat = flatten(phrase.text)
        words = [word for word in phrase.text.split() if flatten(word).strip(BREAK)]
        if phrase.near is None or len(words) < 2:
            return self._run(flat, fields, phrase.text)
        runs = tuple(flatten(word).strip(BREAK) for word in words)
        # The engine counts from the first word's beginning to another's. So far apart they may begin when
        # all stand in one row, in any order, with no more than ``near`` characters between them. In one order
        # a space may belong there (abc 12月) that does not in the other (12月abc).
        row = max(len(flat), len(flatten(" ".join(reversed(words)))))
        condition = Near(runs, phrase.near + row - min(map(len, runs)), fields)
        found = tuple(Unit(run, Run(run, fields), fields) for run in dict.fromkeys(runs))
        # Cut apart, so that nothing is scored that only their joint would make.
        tokens, grams = scored_tokens("，".join(words), self.analyzer)
        whole = run_expression(Run(flat, fields))
        return Leaf(flat, fields, found, whole, True, tuple(tokens), tuple(grams)), condition

    def _wildcard(self, node: ast.Wildcard, fields: tuple[str, ...]) -> tuple[Leaf | None, Condition]:
        pattern = "".join(p.value if isinstance(p, ast.Wild) else flatten(p) for p in node.parts)
        condition = Pattern(pattern, fields)
        literal = " ".join(p for p in node.parts if isinstance(p, str))
        words, grams = scored_tokens(literal, self.analyzer)
        unit = Unit(pattern, condition, fields)
        return (
            Leaf(pattern, fields, (unit,), pattern_expression(condition), False, tuple(words), tuple(grams)),
            condition,
        )

    def _issue(self, node: ast.Node) -> Condition:
        match node:
            case ast.Word(text) | ast.Phrase(text) | ast.Wildcard(text):
                return self.issues(text)
            case ast.Or(branches):
                return any_of(self._issue(branch) for branch in branches)
            case ast.Group(clauses):
                wanted = [self._issue(c.node) for c in clauses if c.occur is not ast.Occur.MUST_NOT]
                unwanted = [self._issue(c.node) for c in clauses if c.occur is ast.Occur.MUST_NOT]
                return Without(all_of(wanted), any_of(unwanted)) if unwanted else all_of(wanted)
            case _:
                return Or(())
