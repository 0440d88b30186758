"""The Whoosh schema: one field for each text field and stream, with tokens made beforehand.

Whoosh's own analysis, query parser and scorer are not used. ``words_title`` and the like keep how often
a token stands in an article, ``grams_title`` and the like also where. Exact lengths are kept in columns,
because Whoosh quantises field lengths to a byte.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh import columns, fields, formats

from unionsearch.engines.fields import TEXT_FIELDS

SOURCE = "source"
KEYWORDS = ("kind", SOURCE)
DAYS = "days"
PERIOD = "period"
#: A stored field whose value is (payload, gram streams).
CONTENT = "content"
#: Columns, because sorting by date asks for the place of every article found.
PLACE_SOURCE, PLACE_NUMBER, PLACE_DAY = PLACE = ("place_source", "place_number", "place_day")

#: Raised when what is stored, or how, changes.
VERSION = 2

_BYTES_OF_A_POSITION = 4


def stream_field(stream: str, field: str) -> str:
    """The Whoosh field that holds one stream of one text field."""
    return f"{stream}_{field}"


def length_field(stream: str, field: str) -> str:
    """The Whoosh column that holds how many tokens of a stream each article has."""
    return f"length_{stream}_{field}"


def day_term(day: int) -> str:
    """A day (YYYYMMDD) as a term."""
    return f"{day:08}"


def period_term(period: tuple[int, int]) -> str:
    """A period as a term."""
    return f"{period[0]:08}-{period[1]:08}"


def read_period_term(term: str) -> tuple[int, int]:
    """The period that :func:`period_term` wrote."""
    first, last = term.split("-")
    return int(first), int(last)


class Places(formats.Format):  # type: ignore[misc]
    """Postings with positions, as rising 32-bit numbers: read by NumPy as they are, without pickle."""

    def encode(self, positions: Sequence[int]) -> bytes:
        return array("I", positions).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        return list(array("I", value))

    def decode_frequency(self, value: bytes) -> int:
        return len(value) // _BYTES_OF_A_POSITION

    def decode_weight(self, value: bytes) -> float:
        return float(self.decode_frequency(value))

    def combine(self, values: Sequence[bytes]) -> bytes:
        return self.encode(sorted({p for v in values for p in self.decode_positions(v)}))


class Tokens(fields.FieldType):  # type: ignore[misc]
    """A field whose value is a list of tokens already made; a token's position is its place in it."""

    def __init__(self, places: bool) -> None:
        super().__init__(Places() if places else formats.Existence(), analyzer=None)
        self.places = places

    def index(self, value: Sequence[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        if not self.places:
            for token, times in Counter(value).items():
                yield to_bytes(token), times, float(times), b""
            return
        places: dict[str, list[int]] = {}
        for place, token in enumerate(value):
            places.setdefault(token, []).append(place)
        for token, where in places.items():
            yield to_bytes(token), len(where), float(len(where)), self.format.encode(where)

    def from_bytes(self, value: bytes) -> str:
        return from_bytes(value)

    def to_bytes(self, value: str | bytes) -> bytes:
        return value if isinstance(value, bytes) else to_bytes(value)


def to_bytes(token: str) -> bytes:
    """A token as Whoosh keeps it."""
    return token.encode("utf-8", "surrogatepass")


def from_bytes(term: bytes) -> str:
    """The token that :func:`to_bytes` encoded."""
    return term.decode("utf-8", "surrogatepass")


def schema() -> fields.Schema:
    """The schema of an index."""
    made = fields.Schema()
    for field in TEXT_FIELDS:
        for stream in ("words", "grams"):
            made.add(stream_field(stream, field), Tokens(places=stream == "grams"))
            made.add(length_field(stream, field), fields.COLUMN(columns.NumericColumn("I")))
    for name in (*KEYWORDS, DAYS, PERIOD):
        made.add(name, Tokens(places=False))
    made.add(PLACE_SOURCE, fields.COLUMN(columns.VarBytesColumn()))
    made.add(PLACE_NUMBER, fields.COLUMN(columns.NumericColumn("I")))
    made.add(PLACE_DAY, fields.COLUMN(columns.NumericColumn("I")))
    made.add(CONTENT, fields.STORED())
    return made
