"""What an issue is, by all that states it, in the order in which it is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from unionsearch.model import PeriodSource

#: Who states what an issue is, the most trusted first. An imprint at the end counts as masthead.
ORDER: tuple[PeriodSource, ...] = (
    "issues.toml",
    "front matter",
    "masthead",
    "file name",
    "document properties",
    "text",
)
_EARLIEST = 1990  # programs that know no day write one of 1601, 1899, 1970 or 1980
_LATEST_SAVED = 2  # months after the last days reported in which an issue is written


@dataclass(frozen=True, slots=True)
class Stated:
    """A value and what stated it; None and None where nobody does."""

    value: object = None
    source: PeriodSource | None = None


def settle(said: Mapping[PeriodSource, Mapping[str, object]], key: str) -> Stated:
    """The value of ``key`` by the most trusted source that states it."""
    return next((Stated(said[s][key], s) for s in ORDER if key in said.get(s, {})), Stated())


def settle_period(said: Mapping[PeriodSource, Mapping[str, object]]) -> Stated:
    """The period by the most trusted source; a later one that agrees and is more exact refines it.

    So a masthead's 2011 and a file called 201112 give 2011-12, as the file's name says.
    """
    found = Stated()
    for source in ORDER:
        value = said.get(source, {}).get("period")
        if isinstance(value, str) and (found.value is None or value.startswith(f"{found.value}-")):
            found = Stated(value, source)
    return found


def month_of_making(made: date, text_year: int | None, text_month: int | None) -> str | None:
    """The month in which the document was made; None when the days in its text speak against it.

    Templates keep old days and copies get new ones: an issue is written in the month of the last days that
    it reports or soon after.
    """
    if made.year < _EARLIEST:
        return None
    behind = 0
    if text_month is not None and text_year is not None:
        behind = 12 * (made.year - text_year) + made.month - text_month
    elif text_month is not None:
        behind = (made.month - text_month) % 12
    return f"{made.year:04}-{made.month:02}" if 0 <= behind <= _LATEST_SAVED else None
