"""What the executor asks of an index: its postings as arrays, whatever they are stored as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from unionsearch.engines.protocol import Docs, Scores, Stream

#: A place's key is its document's number times this (as a power of two), plus the position.
SHIFT = 32


class Columns(Protocol):
    """An index's postings. Deleted articles never show; arrays of documents are sorted, without
    duplicates."""

    @property
    def size(self) -> int:
        """One more than the highest document number."""

    @property
    def alive(self) -> int:
        """How many documents are not deleted."""

    def live(self) -> Docs:
        """The documents that are not deleted."""

    def frequency(self, stream: Stream, field: str, token: str) -> int:
        """How many documents have a token in a field, deleted ones among them. Nothing is decoded for it."""

    def postings(self, stream: Stream, field: str, token: str) -> tuple[Docs, Docs]:
        """The documents of a token in one field, and how often it stands in each."""

    def postings_among(self, stream: Stream, field: str, token: str, docs: Docs) -> tuple[Docs, Docs]:
        """The same for those of ``docs`` that have it; what lies between them is passed over."""

    def block_bounds(self, stream: Stream, field: str, token: str) -> tuple[Scores, Docs]:
        """For each block of a token's postings, the most that it stands in a document there, and the least
        length of such a document's field. Nothing is decoded for it."""

    def deleted(self) -> Docs:
        """The documents that are deleted."""

    def beginning(self, field: str, char: str) -> Docs:
        """The documents with a gram that begins with a character."""

    def positions(self, field: str, gram: str, docs: Docs) -> Docs:
        """``doc << SHIFT | position`` for every place of a gram in one field of ``docs``, sorted.

        Places in other documents may be among them.
        """

    def positions_from(self, field: str, char: str, docs: Docs) -> Docs:
        """The same for every place where a character stands."""

    def keyword(self, name: str, value: str) -> Docs:
        """The documents with a label."""

    def days(self, first: int, last: int) -> Docs:
        """The documents one of whose dates lies in the range."""

    def periods(self) -> list[tuple[int, int]]:
        """Every period (first day, last day) that stands for articles without dates."""

    def period(self, period: tuple[int, int]) -> Docs:
        """The documents without dates whose issue has this period."""

    def with_field(self, field: str) -> Docs:
        """The documents that have a text field."""

    def lengths(self, stream: Stream, field: str, docs: Docs) -> Docs:
        """How many tokens each of ``docs`` has in a field."""

    def average(self, stream: Stream, field: str) -> float:
        """The average length of a field over the documents that have it; 0 when none has."""

    def flats_of(self, docs: Docs) -> Iterator[Mapping[str, str]]:
        """The gram streams of documents of rising numbers, by field."""
