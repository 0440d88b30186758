"""The Whoosh schema: one field for each text field and stream, with tokens made beforehand.

Whoosh's own analysis, query parser and scorer are not used. ``words_title`` and the like keep how often
a token stands in an article, ``grams_title`` and the like also where.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from whoosh import fields, formats

from unionsearch.engines.whoosh.codec import layout

#: A stored field whose value is (payload, gram streams).
CONTENT = "content"


class Places(formats.Format):  # type: ignore[misc]
    """Postings with positions, as rising 32-bit numbers."""

    def encode(self, positions: Sequence[int]) -> bytes:
        return array("I", positions).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        return list(array("I", value))

    def decode_frequency(self, value: bytes) -> int:
        return len(self.decode_positions(value))

    def decode_weight(self, value: bytes) -> float:
        return float(self.decode_frequency(value))


class Tokens(fields.FieldType):  # type: ignore[misc]
    """A field whose tokens are made before Whoosh sees them; the index's own writer takes them in."""

    def __init__(self, places: bool) -> None:
        super().__init__(Places() if places else formats.Frequency(), analyzer=None, scorable=True)

    def from_bytes(self, value: bytes) -> str:
        return value.decode("utf-8", "surrogatepass")

    def to_bytes(self, value: str | bytes) -> bytes:
        return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")


def schema() -> fields.Schema:
    """The schema of an index."""
    made = fields.Schema()
    for name in layout.FIELDS:
        made.add(name, Tokens(places=name in layout.GRAMS))
    made.add(CONTENT, fields.STORED())
    return made
