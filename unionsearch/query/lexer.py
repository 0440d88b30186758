"""A query's text into its marks, field names and leaves.

One pass, linear in the length of the text: what lies ahead of a quote is looked up once and remembered.
The hard part is that people paste titles, and that titles hold quotes and parentheses. The rule for
both is one: what stands glued to a word is that word's punctuation, what stands free is syntax.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from typing import NamedTuple, TypeAlias

from unionsearch.patterns import pattern
from unionsearch.query import fields, mistakes
from unionsearch.query.ast import Leaf, Phrase, Wildcard, Word
from unionsearch.query.characters import ESCAPABLE, QUOTES, SYMMETRIC, has_searchable, is_searchable

MAX_CLAUSES = 2_000
"""Most words, phrases and filters in a query."""

MAX_DEPTH = 50
"""Deepest nesting of parentheses."""

MAX_NEAR = 100
"""Most characters between words that stand near each other."""

_OPERATOR = r"(AND|OR|NOT)(?=[\s()\"＂“「]|$)"
OPERATOR = pattern(_OPERATOR)
"""An operator with what sets it off from the text behind it."""

# What lists in titles are numbered with: (一)加强 at any place, and 1) where the text begins.
_PART_OF_WORD = pattern(rf"\(\w+\)(?!{_OPERATOR})(?=\w)")
_NUMBERING = pattern(r"\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\)")

_NEAR = pattern(r"~([0-9]+)")
_SPACE = pattern(r"\s*")
_ORDINARY = pattern(r"[^\s\\*?()\"＂]+")
_ASCII_QUOTED = pattern(r'[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)


class Sign(Enum):
    """A mark of the language, by what is typed for it."""

    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    PLUS = "+"
    MINUS = "-"


class Mark(NamedTuple):
    """An operator, a sign or a grouping parenthesis."""

    sign: Sign
    column: int


class FieldName(NamedTuple):
    """A field's canonical name, where its name and colon were read."""

    name: str
    column: int


Token: TypeAlias = "Mark | FieldName | Leaf"


def tokens(text: str) -> list[Token]:
    """The tokens of a prepared text, in order; grouping parentheses are balanced in it.

    Words that hold only punctuation are left out. Raises QuerySyntaxError.
    """
    return _Lexer(text).run()


class _Lexer:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: list[Token] = []
        self.leaves = 0
        # Columns of the open groups; and, for each of them and for the text outside, how many
        # parentheses that belong to words wait for their partner.
        self.groups: list[int] = []
        self.inner = [0]
        # Symmetric quotes inside words of which the second is still to come.
        self.half_open: set[str] = set()
        # Where a sign or a field's colon ended: what begins there is glued to it.
        self.joint = -1
        self.closers: dict[str, list[int]] = {}
        self.glued_after: dict[int, bool] = {}

    def run(self) -> list[Token]:
        while True:
            self.at = self.skip_space(self.at)
            if self.at == len(self.text):
                break
            self.step()
        if self.groups:
            raise mistakes.unclosed_group(self.groups[-1])
        return self.found

    def step(self) -> None:
        char = self.text[self.at]
        if char == "(" and not _PART_OF_WORD.match(self.text, self.at):
            self.open_group()
        elif char == ")" and self.closes_group():
            self.close_group()
        elif self.is_sign():
            self.add_mark(Sign(char))
            self.joint = self.at
        elif self.at != self.joint and (operator := OPERATOR.match(self.text, self.at)):
            self.add_mark(Sign(operator[1]))
        elif prefix := fields.prefix_at(self.text, self.at):
            self.add_field(prefix)
        elif char in QUOTES:
            self.quote()
        elif not self.skip_to_syntax():
            self.word()

    # Marks

    def add_mark(self, sign: Sign) -> None:
        self.found.append(Mark(sign, self.at + 1))
        self.at += len(sign.value)

    def open_group(self) -> None:
        if len(self.groups) == MAX_DEPTH:
            raise mistakes.too_deep(self.at + 1, MAX_DEPTH)
        self.groups.append(self.at + 1)
        self.inner.append(0)
        self.add_mark(Sign.OPEN)

    def closes_group(self) -> bool:
        """Whether a closing parenthesis would, here, end a group: not while a word's own is open."""
        return bool(self.groups) and not self.inner[-1]

    def close_group(self) -> None:
        self.groups.pop()
        self.inner.pop()
        self.add_mark(Sign.CLOSE)

    def is_sign(self) -> bool:
        """A ``+`` or ``-`` at a word's start. Before white space, ``)`` or another one it is text,
        for titles are pasted with ``-`` or ``--`` as a dash.
        """
        if self.text[self.at] not in "+-":
            return False
        before = self.text[self.at - 1 : self.at]
        behind = self.text[self.at + 1 : self.at + 2]
        free = not before or before.isspace() or before == "("
        return free and bool(behind) and not behind.isspace() and behind not in "+-)"

    def add_field(self, prefix: fields.Prefix) -> None:
        if prefix.name is None:
            raise mistakes.unknown_field(prefix.written, fields.TEXT_FIELDS | fields.FILTERS, self.at + 1)
        self.found.append(FieldName(prefix.name, self.at + 1))
        self.at = self.joint = prefix.end

    # Quotes

    def quote(self) -> None:
        start = self.at
        opening = self.text[start]
        end = self.closing(start)
        if end < 0 and opening not in self.half_open:
            raise mistakes.unclosed_quote(opening, QUOTES[opening], start + 1)
        if end < 0 or self.is_glued(end + 1):
            self.word()
            return
        quoted = self.text[start + 1 : end]
        if opening == '"':
            quoted = re.sub(r'\\(["\\])', r"\1", quoted)
        if not quoted.strip():
            raise mistakes.empty_phrase(start + 1)
        self.at = end + 1
        near = self.nearness(opening)
        self.add_leaf(Phrase(quoted.strip(), start + 1, near))

    def nearness(self, opening: str) -> int | None:
        """The number behind a phrase's ``~``, which it reads; None for a phrase without one."""
        at = self.at
        if match := _NEAR.match(self.text, at):
            digits = match[1].lstrip("0") or "0"
            if len(digits) > len(str(MAX_NEAR)) or int(digits) > MAX_NEAR:
                raise mistakes.too_far(at + 1, MAX_NEAR)
            self.at = match.end()
            return int(digits)
        # Behind a Chinese quote, as in the pasted title “双爱”~“双评”, it is punctuation like any other.
        typed = opening == '"' and self.text.startswith("~", at)
        if typed and self.text[at + 1 : at + 2] not in QUOTES:
            raise mistakes.missing_distance(at + 1, MAX_NEAR)
        return None

    def closing(self, at: int) -> int:
        """The offset of the quote that closes the one at ``at``, or -1."""
        opening = self.text[at]
        if opening == '"':
            match = _ASCII_QUOTED.match(self.text, at + 1)
            return match.end() - 1 if match else -1
        if opening not in self.closers:
            self.closers[opening] = [n for n, char in enumerate(self.text) if char == QUOTES[opening]]
        places = self.closers[opening]
        next_one = bisect_right(places, at)
        return places[next_one] if next_one < len(places) else -1

    def is_glued(self, at: int) -> bool:
        """Whether a word goes on at ``at``, behind a closing quote: “三送”活动 is one word.

        Punctuation and further quotes are looked through, as in “双爱”、“双评”活动.
        """
        passed = []
        while at not in self.glued_after:
            passed.append(at)
            near = _NEAR.match(self.text, at)
            start = near.end() if near else at
            behind = self.skip_punctuation(start)
            char = self.text[behind : behind + 1]
            end = self.closing(behind) if char in QUOTES else -1
            if end >= 0:
                at = end + 1
                continue
            operator = behind == start and OPERATOR.match(self.text, start)
            self.glued_after[at] = char == "\\" or (bool(char) and is_searchable(char) and not operator)
        for place in passed:
            self.glued_after[place] = self.glued_after[at]
        return self.glued_after[at]

    # Words

    def skip_to_syntax(self) -> bool:
        """Drop punctuation that stands before a free quote or parenthesis, as in "甲"，"乙"."""
        start = self.at
        end = self.skip_punctuation(start)
        char = self.text[end : end + 1]
        if end == start or char not in ("(", *QUOTES):
            return False
        if char != "(" and (self.closing(end) < 0 or self.is_glued(self.closing(end) + 1)):
            return False
        if "*" in self.text[start:end]:
            raise mistakes.lone_wildcard(start + 1)
        self.at = end
        return True

    def word(self) -> None:
        start = self.at
        self.refuse_spaced_range(start)
        literal: list[str] = []
        pattern: list[str] = []
        wild = set()
        while self.at < len(self.text):
            if ordinary := _ORDINARY.match(self.text, self.at):
                literal.append(ordinary[0])
                pattern.append(ordinary[0])
                self.at = ordinary.end()
                continue
            char = self.text[self.at]
            if char.isspace() or (char == ")" and self.closes_group()):
                break
            if char == "\\" and self.escapes(start):
                self.at += 1
                char = self.text[self.at]
                pattern.append("\\" + char if char in "\\*?" else char)
            elif char in "*?":
                wild.add(char)
                pattern.append(char)
            else:
                self.note_bracket(char)
                pattern.append("\\\\" if char == "\\" else char)
            literal.append(char)
            self.at += 1
        text = "".join(literal)
        if has_searchable(text):
            self.add_leaf(Wildcard("".join(pattern), start + 1) if wild else Word(text, start + 1))
        elif "*" in wild:
            # A * must not be dropped in silence. A ? that stands alone is a question mark.
            raise mistakes.lone_wildcard(start + 1)
        elif start == self.joint and isinstance(self.found[-1], Mark):
            # The sign before a word that is dropped goes with it: -， is punctuation as a whole.
            self.found.pop()

    def escapes(self, start: int) -> bool:
        """Whether the backslash here takes away the meaning of what follows it."""
        behind = self.text[self.at + 1 : self.at + 2]
        return behind in ESCAPABLE or (self.at == start and bool(OPERATOR.match(self.text, self.at + 1)))

    def note_bracket(self, char: str) -> None:
        """Keep count of a word's own parentheses and symmetric quotes, and refuse a last one alone."""
        at = self.at
        behind = self.text[at + 1 : at + 2]
        ends_word = not behind or behind.isspace() or behind == ")"
        if char == "(":
            self.inner[-1] += 1
        elif char == ")":
            if self.inner[-1]:
                self.inner[-1] -= 1
            elif ends_word and not self.is_numbering(at):
                raise mistakes.unopened_group(at + 1)
        elif char in SYMMETRIC:
            if char in self.half_open:
                self.half_open.discard(char)
            elif ends_word:
                raise mistakes.unopened_quote(char, at + 1)
            else:
                self.half_open.add(char)

    def is_numbering(self, at: int) -> bool:
        match = _NUMBERING.match(self.text)
        return match is not None and match.end() == at + 1

    def refuse_spaced_range(self, start: int) -> None:
        """date:2011 .. 2012 would be read as a year and something else; say so instead."""
        if self.text.startswith("..", start) and len(self.found) > 1:
            name, value = self.found[-2:]
            if name == FieldName(fields.DATE, name.column) and isinstance(value, (Word, Phrase)):
                raise mistakes.bad_date(f"{value.text} ..", value.column)

    # Common

    def add_leaf(self, leaf: Leaf) -> None:
        self.leaves += 1
        if self.leaves > MAX_CLAUSES:
            raise mistakes.too_many(leaf.column, MAX_CLAUSES)
        self.found.append(leaf)

    def skip_space(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def skip_punctuation(self, at: int) -> int:
        """The end of the run of characters from ``at`` that mean nothing: no word, space or syntax."""
        while at < len(self.text):
            char = self.text[at]
            if char.isspace() or char in QUOTES or char in "()\\" or is_searchable(char):
                break
            at += 1
        return at
