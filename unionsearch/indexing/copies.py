"""Keeps beside each state of the index which of its articles are copies of each other.

Three files go with a state (:meth:`Reader.derived`): the articles' signatures, the pairs of texts that
were compared with what came of it, and the table of groups, which alone is asked by a query. From one
state to the next the first two are carried over, so that only new articles cost anything. Lost files
are made again from the articles in the index; what comes out depends on these alone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from unionsearch.copies.candidates import candidates
from unionsearch.copies.groups import groups
from unionsearch.copies.likeness import Text, likeness, text
from unionsearch.copies.signature import ROW, TOO_SHORT, signatures
from unionsearch.copies.table import FILE, Table, read_array, write_array
from unionsearch.engines import fields
from unionsearch.engines.conditions import All
from unionsearch.engines.protocol import Docs, Places, Reader

_SIGNATURES, _COMPARED = "signatures", "compared"

_KEPT_ROW = np.dtype([("doc", "<i8"), ("signature", ROW)])
_KEPT_PAIR = np.dtype([("a", "<i8"), ("b", "<i8"), ("alike", "?")])
#: Texts whose signatures are made at one go, and texts held ready for comparing.
_BATCH = 512
_READY = 16384

Kept = npt.NDArray[np.void]


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of the articles of a state that is to be replaced. Its reader must stay open."""

    reader: Reader
    rows: Kept
    pairs: Kept


def known(reader: Reader) -> Known | None:
    """What is kept beside a state; None where nothing is. To be asked before the next state comes."""
    try:
        rows, pairs = (read_array(reader.derived(name)) for name in (_SIGNATURES, _COMPARED))
    except (OSError, ValueError):
        return None
    if rows.dtype != _KEPT_ROW or pairs.dtype != _KEPT_PAIR:
        return None
    return Known(reader, rows, pairs)


def is_there(reader: Reader) -> bool:
    """Whether the copies in a state have been looked for, and what was found can be read."""
    try:
        Table.read(reader.derived(FILE))
    except (OSError, ValueError):
        return False
    return True


def renew(reader: Reader, order: Sequence[str], before: Known | None) -> Table:
    """Find the copies in a new state, and keep them and what the next state needs beside it.

    ``order`` are the sources, the oldest first: of articles of one day, that of the first is the oldest.
    A disk that takes no more is no reason to fail: the copies are
    then looked for again after the next change.
    """
    state = _State(reader, order)
    rows, pairs = state.carried(before) if before else (state.no_rows(), np.empty(0, _KEPT_PAIR))
    state.sign(rows)
    pairs = state.compare(rows, pairs)
    found = Table.of(state.groups(rows, pairs))
    with contextlib.suppress(OSError):
        kept = np.empty(len(rows), dtype=_KEPT_ROW)
        kept["doc"], kept["signature"] = state.docs, rows
        write_array(reader.derived(_SIGNATURES), kept)
        write_array(reader.derived(_COMPARED), pairs)
        found.store(reader.derived(FILE))
    return found


def likenesses(reader: Reader, group: Sequence[int]) -> list[float]:
    """How much of a group's first article each of its members has, from 0 to 1."""
    texts = [text(*_flats(reader, doc)) for doc in group]
    return [likeness(texts[0], other) for other in texts]


class _State:
    """The articles of one state, by their document numbers ``docs``, and how they are ordered."""

    def __init__(self, reader: Reader, order: Sequence[str]) -> None:
        self.reader = reader
        self.docs = reader.match(All())
        self.sources = reader.sources()
        self.places = reader.places(self.docs)
        rank_of = {source: rank for rank, source in enumerate(order)}
        ranks = np.array([rank_of.get(source, -1) for source in self.sources], dtype=np.int64)
        days = self.places.days
        # The oldest first, those without a date last.
        sorted_docs = np.lexsort(
            (self.places.numbers, ranks[self.places.sources], np.where(days == 0, 10**8, days))
        )
        self.rank = np.empty(len(sorted_docs), dtype=np.int64)
        self.rank[sorted_docs] = np.arange(len(sorted_docs))
        self._text = lru_cache(_READY)(self._read_text)

    def no_rows(self) -> Kept:
        """Signatures yet to be made: nothing but zeros."""
        return np.zeros(len(self.docs), dtype=ROW)

    def carried(self, before: Known) -> tuple[Kept, Kept]:
        """The signatures and the comparisons of the state before, as far as its articles are still here."""
        rows = self.no_rows()
        was = before.rows["doc"].astype(np.int64)
        old = self._keys_of_old(before.reader, was)
        now = _keys(self.places)
        order = np.argsort(now)
        at = np.searchsorted(now, old, sorter=order)
        here = np.flatnonzero(at < len(now))
        here = here[now[order[at[here]]] == old[here]]
        places = order[at[here]]
        rows[places] = before.rows["signature"][here]
        renumbered = np.full(int(was.max(initial=0)) + 1, -1, dtype=np.int64)
        renumbered[was[here]] = self.docs[places]
        a, b = renumbered[before.pairs["a"]], renumbered[before.pairs["b"]]
        both = (a >= 0) & (b >= 0)
        return rows, _pairs(a[both], b[both], before.pairs["alike"][both])

    def _keys_of_old(self, reader: Reader, docs: Docs) -> Docs:
        """What ties each article of another state to itself in this one; -1 where its file is gone."""
        ordinals = {source: i for i, source in enumerate(self.sources)}
        renamed = np.array([ordinals.get(source, -1) for source in reader.sources()], dtype=np.int64)
        places = reader.places(docs)
        sources = renamed[places.sources] if len(docs) else docs
        return np.where(sources < 0, -1, _keys(places._replace(sources=sources)))

    def sign(self, rows: Kept) -> None:
        """Make the signatures that are missing."""
        missing = np.flatnonzero(rows["exact"] == 0)
        for begin in range(0, len(missing), _BATCH):
            some = missing[begin : begin + _BATCH]
            rows[some] = signatures([_flats(self.reader, doc) for doc in self.docs[some].tolist()])

    def compare(self, rows: Kept, known: Kept) -> Kept:
        """The pairs of texts that may be the same, each with whether it is; only new ones are compared."""
        firsts = self._firsts(rows)
        found = firsts[candidates(rows[firsts])]
        a, b = self.docs[found[:, 0]], self.docs[found[:, 1]]
        # An article's number times the highest, and another's: one number for a pair.
        most = int(self.docs.max(initial=0)) + 1
        before = dict(zip((known["a"] * most + known["b"]).tolist(), known["alike"].tolist(), strict=True))
        packed = (np.minimum(a, b) * most + np.maximum(a, b)).tolist()
        alike = [
            before[pair] if pair in before else self._alike(pair // most, pair % most) for pair in packed
        ]
        pairs = np.array(packed, dtype=np.int64)
        return _pairs(pairs // most, pairs % most, np.array(alike, dtype=bool))

    def groups(self, rows: Kept, pairs: Kept) -> list[list[int]]:
        """The groups of copies, as document numbers."""
        names, text_of, times = np.unique(rows["exact"], return_inverse=True, return_counts=True)
        at = np.searchsorted(self.docs, np.stack([pairs["a"], pairs["b"]])[:, pairs["alike"]])
        alike: dict[int, list[int]] = {}
        for one, other in text_of[at].T.tolist():
            alike.setdefault(one, []).append(other)
            alike.setdefault(other, []).append(one)
        matters = times > 1
        matters[list(alike)] = True
        matters[names <= TOO_SHORT] = False
        chosen = np.flatnonzero(matters[text_of])
        chosen = chosen[np.argsort(self.rank[chosen])]
        found = groups(
            chosen.tolist(),
            dict(zip(chosen.tolist(), text_of[chosen].tolist(), strict=True)),
            alike,
            dict(zip(chosen.tolist(), self.places.sources[chosen].tolist(), strict=True)),
        )
        return [self.docs[group].tolist() for group in found]

    def _firsts(self, rows: Kept) -> Docs:
        """Of each text, the place of its oldest article; the oldest of these first."""
        order = np.argsort(self.rank)
        names, first = np.unique(rows["exact"][order], return_index=True)
        return order[np.sort(first[names > TOO_SHORT])]

    def _alike(self, a: int, b: int) -> bool:
        return likeness(self._text(a), self._text(b)) > 0

    def _read_text(self, doc: int) -> Text:
        return text(*_flats(self.reader, doc))


def _flats(reader: Reader, doc: int) -> tuple[str, str]:
    """An article's title and body, as gram streams."""
    flats = reader.flats(doc)
    return flats.get(fields.TITLE, ""), flats.get(fields.BODY, "")


def _keys(places: Places) -> Docs:
    """One number for each article: its source's, and its own there."""
    return places.sources << 32 | places.numbers


def _pairs(a: Docs, b: Docs, alike: npt.NDArray[np.bool_]) -> Kept:
    """Pairs as they are kept, the lower number first."""
    made = np.empty(len(a), dtype=_KEPT_PAIR)
    made["a"], made["b"], made["alike"] = np.minimum(a, b), np.maximum(a, b), alike
    return made
