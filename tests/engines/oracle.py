"""An engine that keeps its records in a list and answers by looking at each: slow, and plainly right.

It is written from the words of ``protocol.py`` and ``conditions.py`` alone and shares no code with the
other engines but the condition classes.
"""

from __future__ import annotations

import math
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from unionsearch.engines import conditions as c
from unionsearch.engines.protocol import Best, Bm25f, Docs, Place, Places, Record, Scores, Stream, Weighted
from unionsearch.errors import IndexLockedError, IndexMissingError
from unionsearch.text import BREAK


def is_letter(char: str) -> bool:
    """A letter or digit of a script that is written with spaces."""
    return char.isalnum() and ord(char) < 0x2E80


def is_digit(char: str) -> bool:
    return char != "" and char in "0123456789"


def run_stands_in(run: c.Run, flat: str) -> bool:
    at = flat.find(run.text)
    while at >= 0:
        end = at + len(run.text)
        cut_before = is_digit(flat[max(at - 1, 0) : at]) or (
            flat[max(at - 1, 0) : at] == BREAK and is_digit(flat[max(at - 2, 0) : at - 1])
        )
        cut_after = is_digit(flat[end : end + 1]) or (
            flat[end : end + 1] == BREAK and is_digit(flat[end + 1 : end + 2])
        )
        if not run.whole_numbers:
            return True
        if not (is_digit(run.text[:1]) and cut_before) and not (is_digit(run.text[-1:]) and cut_after):
            return True
        at = flat.find(run.text, at + 1)
    return False


def near_stand_in(texts: Sequence[str], distance: int, flat: str) -> bool:
    places = [[i for i in range(len(flat)) if flat.startswith(text, i)] for text in texts]
    return any(
        all(any(abs(at - other) <= distance for other in others) for others in places[1:]) for at in places[0]
    )


def pattern_ends(pattern: str, flat: str, start: int) -> set[int]:
    """Where a pattern that begins at ``start`` can end."""
    ends = {start}
    for sign in pattern:
        following: set[int] = set()
        for end in ends:
            if sign == "*":
                following.add(end)
                while end < len(flat) and flat[end] not in (BREAK, " "):
                    end += 1
                    following.add(end)
            elif end < len(flat) and (flat[end] == sign or (sign == "?" and flat[end] not in (BREAK, " "))):
                following.add(end + 1)
        ends = following
    return ends


def pattern_stands_in(pattern: str, flat: str) -> bool:
    for start in range(len(flat) + 1):
        if pattern and is_letter(pattern[0]) and start > 0 and is_letter(flat[start - 1]):
            continue
        for end in pattern_ends(pattern, flat, start):
            if not (pattern and is_letter(pattern[-1]) and end < len(flat) and is_letter(flat[end])):
                return True
    return False


def in_days(wanted: c.Days, record: Record) -> bool:
    if record.days:
        return any(wanted.first <= day <= wanted.last for day in record.days)
    if record.period is None or wanted.stated_only:
        return False
    first, last = record.period
    if last < wanted.first or wanted.last < first:
        return False
    return (wanted.first <= first and last <= wanted.last) or wanted.first < first or wanted.last > last


def meets(record: Record, condition: c.Condition) -> bool:
    """Whether an article meets a condition."""
    match condition:
        case c.Word(word, fields):
            return any(word in record.words.get(f, ()) for f in fields)
        case c.Run(_, fields):
            return any(f in record.flats and run_stands_in(condition, record.flats[f]) for f in fields)
        case c.Near(texts, distance, fields):
            return any(near_stand_in(texts, distance, record.flats[f]) for f in fields if f in record.flats)
        case c.Pattern(text, fields):
            return any(f in record.flats and pattern_stands_in(text, record.flats[f]) for f in fields)
        case c.Whole(text, fields):
            wanted = text.strip(BREAK)
            return wanted != "" and any(record.flats.get(f, "").strip(BREAK) == wanted for f in fields)
        case c.Keyword("source", value):
            return record.source == value
        case c.Keyword(name, value):
            return record.keywords.get(name) == value
        case c.Days():
            return in_days(condition, record)
        case c.All():
            return True
        case c.And(parts):
            return all(meets(record, part) for part in parts)
        case c.Or(parts):
            return any(meets(record, part) for part in parts)
        case c.Without(base, excluded):
            return meets(record, base) and not meets(record, excluded)


def tokens(record: Record, stream: Stream, name: str) -> list[str]:
    if stream == "words":
        return list(record.words.get(name, ()))
    flat = record.flats.get(name, "")
    return [flat[i : i + 2] for i in range(len(flat))]


class OracleReader:
    def __init__(self, records: Sequence[Record], attachment: bytes, room: Path, number: int) -> None:
        self._records = records
        self._room = room
        self._number = number
        self.attachment = attachment
        self._averages: dict[tuple[Stream, str], float] = {}

    def count(self) -> int:
        return len(self._records)

    def match(self, condition: c.Condition) -> Docs:
        return np.array([i for i, r in enumerate(self._records) if meets(r, condition)], dtype=np.int64)

    def frequency(self, condition: c.Condition) -> int:
        return len(self.match(condition))

    def score(self, docs: Docs, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f]) -> Scores:
        found = [0.0] * len(self._records)
        for term in terms:
            bm25f = parameters[term.stream]
            frequencies = [self._frequency(record, term, bm25f) for record in self._records]
            df = sum(1 for f in frequencies if f > 0)
            idf = math.log(1 + (len(self._records) - df + 0.5) / (df + 0.5))
            for i, f in enumerate(frequencies):
                found[i] += term.weight * idf * f / (bm25f.k1 + f)
        return np.array([found[doc] for doc in docs.tolist()])

    def _frequency(self, record: Record, term: Weighted, bm25f: Bm25f) -> float:
        total = 0.0
        for name, (boost, b) in bm25f.fields.items():
            here = tokens(record, term.stream, name)
            if term.token in here:
                average = self._average(term.stream, name)
                total += boost * here.count(term.token) / (1 - b + b * len(here) / average)
        return total

    def _average(self, stream: Stream, name: str) -> float:
        """The average length of a field over the articles that have it."""
        if (stream, name) not in self._averages:
            filled = [found for r in self._records if (found := len(tokens(r, stream, name)))]
            self._averages[stream, name] = sum(filled) / len(filled)
        return self._averages[stream, name]

    def place(self, doc: int) -> Place:
        record = self._records[doc]
        day = min(record.days) if record.days else record.period[0] if record.period else 0
        return Place(record.source, record.number, day)

    def places(self, docs: Docs) -> Places:
        found = [self.place(doc) for doc in docs.tolist()]
        sources = self.sources()
        return Places(
            np.array([sources.index(place.source) for place in found], dtype=np.int64),
            np.array([place.number for place in found], dtype=np.int64),
            np.array([place.day for place in found], dtype=np.int64),
        )

    def sources(self) -> Sequence[str]:
        return sorted({record.source for record in self._records})

    def best(
        self, condition: c.Condition, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f], k: int
    ) -> Best:
        docs = self.match(condition).tolist()
        scores = dict(zip(docs, self.score(np.array(docs, dtype=np.int64), terms, parameters), strict=True))
        chosen = sorted(docs, key=lambda doc: (-scores[doc], doc))[:k]
        best = np.array([scores[doc] for doc in chosen], dtype=float)
        return Best(len(docs), np.array(chosen, dtype=np.int64), best)

    def payload(self, doc: int) -> str:
        return self._records[doc].payload

    def flats_of(self, docs: Docs) -> Iterator[Mapping[str, str]]:
        return (self.flats(doc) for doc in docs.tolist())

    def flats(self, doc: int) -> Mapping[str, str]:
        return self._records[doc].flats

    def words(self) -> Iterator[tuple[str, int]]:
        counts: Counter[str] = Counter()
        for record in self._records:
            counts.update({word for given in record.words.values() for word in given})
        yield from counts.items()

    def derived(self, name: str) -> Path:
        return self._room / f"{name}-{self._number}"

    def close(self) -> None:
        pass


@dataclass
class OracleWriter:
    engine: OracleEngine
    before: list[Record]
    added: list[Record] = field(default_factory=list)

    def add(self, record: Record) -> None:
        self.added.append(record)

    def remove(self, source: str) -> None:
        self.before = [record for record in self.before if record.source != source]

    def commit(self, attachment: bytes) -> None:
        shutil.rmtree(self.engine.room, ignore_errors=True)
        self.engine.room.mkdir()
        self.engine.state = ((*self.before, *self.added), attachment)
        self.engine.number += 1
        self.engine.writing = False

    def cancel(self) -> None:
        self.engine.writing = False


class OracleEngine:
    """``room`` is a folder of its own for derived files."""

    def __init__(self, room: Path) -> None:
        self.room = room
        self.number = 0
        self.state: tuple[tuple[Record, ...], bytes] | None = None
        self.writing = False

    def identity(self) -> str:
        return "oracle"

    def exists(self) -> bool:
        return self.state is not None

    def reader(self) -> OracleReader:
        if self.state is None:
            raise IndexMissingError("There is no index.")
        return OracleReader(*self.state, self.room, self.number)

    def writer(self, *, fresh: bool = False) -> OracleWriter:
        if self.writing:
            raise IndexLockedError("It is being written.")
        self.writing = True
        return OracleWriter(self, [] if fresh or self.state is None else list(self.state[0]))
