"""What the rest of the program asks of an engine.

An engine keeps records, one an article, under document numbers from 0 that hold for one open reader
only. It finds those that meet a condition and scores them. It knows no files, no dates of issues and
no query syntax.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from unionsearch.engines.conditions import Condition

Docs = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]
Stream = Literal["words", "grams"]


@dataclass(frozen=True, slots=True)
class Record:
    """An article as an engine takes it in.

    ``source`` names the file it came from, for taking it out again, ``number`` its place there, 0 or
    more. ``payload`` is handed back as it is. ``flats`` and ``words`` hold, for each text field that
    has text, its gram stream and its words. ``keywords`` are labels, by ``kind`` only. ``days`` are its
    dates (YYYYMMDD); ``period`` the first and last day of its issue's period, used where it has no
    dates; both may be absent.
    """

    source: str
    number: int
    payload: str
    flats: Mapping[str, str]
    words: Mapping[str, Sequence[str]]
    keywords: Mapping[str, str] = field(default_factory=dict)
    days: tuple[int, ...] = ()
    period: tuple[int, int] | None = None


class Place(NamedTuple):
    """An article's source, its number there, and its earliest date or its period's first day (0: undated)."""

    source: str
    number: int
    day: int


class Places(NamedTuple):
    """The places of several articles as arrays of one length, for putting many in order at once.

    ``sources`` are positions in :meth:`Reader.sources`; ``numbers`` and ``days`` are as in :class:`Place`.
    """

    sources: Docs
    numbers: Docs
    days: Docs


class Best(NamedTuple):
    """The best articles of a condition: how many meet it at all, and the best ones with their scores.

    They come by falling score, and by document number where scores are equal.
    """

    total: int
    docs: Docs
    scores: Scores


class Weighted(NamedTuple):
    """A token of a stream and how much it counts in a query."""

    stream: Stream
    token: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Bm25f:
    """The parameters of BM25F for one stream (Robertson, Zaragoza, Taylor 2004).

    A token's frequency ``f`` in an article is the sum over fields of ``boost * tf / (1 - b + b * length /
    average length)``. Its score is ``f / (k1 + f)`` times Lucene's idf, ``log(1 + (N - df + 0.5) / (df +
    0.5))``, where df counts the articles with the token in one of the fields. A length is a field's
    number of tokens; the average is over the articles that have the field. ``fields`` maps a field to
    (boost, b); boosts are above 0.
    """

    k1: float
    fields: Mapping[str, tuple[float, float]]


class Reader(Protocol):
    """One state of the index, unchanging however the index goes on. Close it after use."""

    @property
    def attachment(self) -> bytes:
        """What was given to the commit that made this state."""

    def count(self) -> int:
        """How many articles there are."""

    def match(self, condition: Condition) -> Docs:
        """The articles that meet the condition, in rising order of document number."""

    def score(self, docs: Docs, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f]) -> Scores:
        """The BM25F score of each of ``docs``: the sum of its terms' scores, weighted."""

    def frequency(self, condition: Condition) -> int:
        """How many articles meet the condition."""

    def place(self, doc: int) -> Place:
        """Where one article stands: by this equals are put in order, and articles sorted by date."""

    def places(self, docs: Docs) -> Places:
        """Where each of ``docs`` stands."""

    def sources(self) -> Sequence[str]:
        """The sources that :class:`Places` counts by, each once, in no order that means anything."""

    def best(
        self, condition: Condition, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f], k: int
    ) -> Best:
        """The ``k`` articles that meet the condition and score best, or all when there are fewer."""

    def payload(self, doc: int) -> str:
        """The payload of one article."""

    def flats(self, doc: int) -> Mapping[str, str]:
        """The gram streams of one article, by field."""

    def flats_of(self, docs: Docs) -> Iterator[Mapping[str, str]]:
        """The gram streams of several articles, rising numbers, one after the other."""

    def words(self) -> Iterator[tuple[str, int]]:
        """Every token of the words streams, each once, with the number of articles it stands in, roughly.

        Tokens of articles that were taken out may still be among them.
        """

    def derived(self, name: str) -> Path:
        """A file for what is derived from this state; ``name`` is lower-case letters.

        Whether it is there or not is the caller's affair; it goes when the state goes.
        """

    def close(self) -> None:
        """Give back files and memory maps."""


class Writer(Protocol):
    """One change of the index, seen by readers at :meth:`commit` or never."""

    def add(self, record: Record) -> None:
        """Take an article in."""

    def remove(self, source: str) -> None:
        """Take out every article of a source that was there before this change; there may be none."""

    def commit(self, attachment: bytes) -> None:
        """Make the change lasting, whole or not at all, and close the writer."""

    def cancel(self) -> None:
        """Forget the change and close the writer. After a commit, nothing happens."""


class Engine(Protocol):
    """A place where an index is or can be."""

    def identity(self) -> str:
        """Names the engine and the form in which it stores articles; an index of another is rebuilt."""

    def exists(self) -> bool:
        """Whether there is an index, be it damaged."""

    def reader(self) -> Reader:
        """The last committed state.

        Raises IndexMissingError, IndexDamagedError, IndexMismatchError.
        """

    def writer(self, *, fresh: bool = False) -> Writer:
        """Begin a change; ``fresh`` leaves nothing of the state before.

        Raises IndexLockedError while another change goes on, IndexDamagedError unless fresh, and
        UnionSearchError where nothing can be written.
        """
