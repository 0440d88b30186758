"""What the query language sees in characters, and the first look at a query's text."""

from __future__ import annotations

import re
import unicodedata

from unionsearch.query import mistakes

MAX_LENGTH = 100_000
"""Longest query, in characters."""

QUOTES = {'"': '"', "＂": "＂", "“": "”", "「": "」"}
"""Opening quotes to closing quotes."""

SYMMETRIC = frozenset(opening for opening, closing in QUOTES.items() if opening == closing)
"""Quotes whose two ends look the same."""

ESCAPABLE = frozenset("\\*?()+-:：") | frozenset(QUOTES)
"""Characters that lose their meaning behind a backslash, outside quotes."""


def is_searchable(char: str) -> bool:
    """Whether the character can be looked for: letters, digits, Han, not punctuation or symbols.

    Private-use and unassigned code points count too: rare name characters are typed with the former,
    and the latter may be Han characters younger than this Python.
    """
    category = unicodedata.category(char)
    return category[0] in "LN" or category in ("Co", "Cn")


def has_searchable(text: str) -> bool:
    """Whether any character of the text can be looked for."""
    return any(map(is_searchable, text))


def _spaced(invisible: re.Match[str]) -> str:
    """Invisible characters as spaces, unless they stand within a word of a script written with spaces."""
    text, (start, end) = invisible.string, invisible.span()
    around = text[start - 1 : start], text[end : end + 1]
    return invisible[0] if all(map(_is_narrow, around)) else " " * (end - start)


def _is_narrow(char: str) -> bool:
    if not char or unicodedata.east_asian_width(char) in "WF":
        return False
    return is_searchable(char) or unicodedata.category(char)[0] == "M"


def prepare(text: str) -> str:
    """The text with each control and each invisible character replaced by a space; same length.

    Invisible characters within a Latin word (a soft hyphen) stay: searching passes over them there.
    Raises QuerySyntaxError for a text that is too long, holds a lone surrogate, or is blank.
    """
    if len(text) > MAX_LENGTH:
        raise mistakes.too_long(len(text), MAX_LENGTH)
    categories = {char: unicodedata.category(char) for char in set(text)}
    surrogates = [text.index(char) for char, category in categories.items() if category == "Cs"]
    if surrogates:
        raise mistakes.not_text(min(surrogates) + 1)
    prepared = text.translate({ord(char): " " for char, found in categories.items() if found == "Cc"})
    invisible = "".join(char for char, found in categories.items() if found == "Cf")
    if invisible:
        prepared = re.sub(f"[{re.escape(invisible)}]+", _spaced, prepared)
    if not prepared.strip():
        raise mistakes.empty_query()
    return prepared
