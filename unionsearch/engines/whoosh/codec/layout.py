"""What stands in a segment's file: the names of its sections, and the numbers of its fields."""

from __future__ import annotations

from unionsearch.engines.fields import TEXT_FIELDS

#: Raised when what is stored, or how, changes.
VERSION = 4

#: The fields that have postings, by the names that Whoosh knows them by; a field's place is its number
#: in keys.
GRAMS = tuple(f"grams_{field}" for field in TEXT_FIELDS)
WORDS = tuple(f"words_{field}" for field in TEXT_FIELDS)
DAYS, PERIOD = "days", "period"
KEYWORDS = ("kind", "source")
FIELDS = (*GRAMS, *WORDS, *KEYWORDS, DAYS, PERIOD)
NUMBERS = {name: number for number, name in enumerate(FIELDS)}

# Packed columns. For each term, and one more: where its postings begin.
POSTINGS_BEGIN = "postings.begin"
# For each posting: by how much its document is above the one before (the first of a term: above 0), and
# how often the term stands in it, less one.
DOCUMENTS, TIMES = "documents", "times"
# For each place where a gram stands in a document, by how much it is behind the one before.
POSITIONS = "positions"

# Arrays with one number a block of DOCUMENTS: the document before the block's first posting, if that is
# of the same term, else 0 (documents count from 1 here); how many positions come before the block's;
# the most that a term stands in a document; and the least length of those documents' fields.
BEFORE, POSITIONS_BEFORE = "block.before", "block.positions"
MOST_TIMES, LEAST_LENGTH = "block.most_times", "block.least_length"
#: A bound that says nothing: so often, or more.
UNBOUNDED = 255

# Columns with one number a document.
SOURCE, NUMBER, DAY = "place.source", "place.number", "place.day"
#: The names that SOURCE counts by, one a line.
SOURCES = "sources"
# Dates of documents, sorted by day: the day (YYYYMMDD), and the document.
DATED_DAY, DATED_DOCUMENT = "dated.day", "dated.document"
# What is handed back: where each document's record begins (packed; one more than documents), and the records.
PAYLOADS_BEGIN, PAYLOADS = "payloads.begin", "payloads"
FLATS_BEGIN, FLATS = "flats.begin", "flats"

#: How many documents there are.
COUNT = "count"
#: For each field with lengths: the sum of its documents' lengths, and how many have any.
TOTALS = "totals"


def lengths(field: str) -> str:
    """The column of a field's lengths; there is none when no document has the field."""
    return f"length.{field}"
