"""Which keys lie side by side, and what a slip between two Latin words was."""

from __future__ import annotations

from functools import cache

from unionsearch.spelling.costs import by_length, cost
from unionsearch.spelling.model import Kind

#: The rows of a QWERTY keyboard with how far each is shifted to the right, in keys.
_ROWS = (("1234567890", 0.0), ("qwertyuiop", 0.5), ("asdfghjkl", 0.75), ("zxcvbnm", 1.25))


@cache
def _places() -> dict[str, tuple[float, int]]:
    return {key: (x + shift, y) for y, (row, shift) in enumerate(_ROWS) for x, key in enumerate(row)}


def neighbours(a: str, b: str) -> bool:
    """Whether two keys touch."""
    places = _places()
    if a not in places or b not in places or a == b:
        return False
    (xa, ya), (xb, yb) = places[a], places[b]
    return abs(ya - yb) <= 1 and abs(xa - xb) <= 1


def slip(typed: str, meant: str) -> tuple[Kind, float] | None:
    """What one slip turned ``meant`` into ``typed``, and its cost; None if none did.

    Digits are never a slip: 12351 and 12315 are two telephone numbers.
    """
    before = 0
    shorter = min(len(typed), len(meant))
    while before < shorter and typed[before] == meant[before]:
        before += 1
    after = 0
    while after < shorter - before and typed[-1 - after] == meant[-1 - after]:
        after += 1
    wrong, right = typed[before : len(typed) - after], meant[before : len(meant) - after]
    if any(c.isdigit() for c in wrong + right):
        return None
    return _named(typed, before, wrong, right, len(meant))


def _named(typed: str, at: int, wrong: str, right: str, length: int) -> tuple[Kind, float] | None:
    sizes = (len(wrong), len(right))
    if sizes == (2, 2) and wrong == right[::-1]:
        return "swap", cost("latin-swap")
    if sizes == (1, 1):
        if neighbours(wrong, right):
            return "key", by_length("key", length, latin=True)
        return ("edit", by_length("latin-edit", length, latin=True)) if length > 3 else None
    if sizes in ((1, 0), (0, 1)):
        # The letter before the gap or the addition: the same one means doubled, or a double written once.
        letter, before = wrong + right, typed[at - 1 : at]
        if letter == before:
            return ("doubled" if wrong else "missing"), cost("latin-doubled")
        kind: Kind = "extra" if wrong else "missing"
        return kind, by_length(f"latin-{kind}", length, latin=True)
    return None
