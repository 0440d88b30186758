"""Turns articles into sorted postings, by sorting arrays: tokens become numbers once, and are never
touched again."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from unionsearch.engines.fields import TEXT_FIELDS
from unionsearch.engines.protocol import Record
from unionsearch.engines.whoosh.codec import layout
from unionsearch.engines.whoosh.codec.container import seal
from unionsearch.engines.whoosh.codec.packed import Numbers
from unionsearch.engines.whoosh.codec.segment import NOTHING, pack_flats, pack_payload
from unionsearch.engines.whoosh.codec.terms import key_of

_NONE = np.empty(0, dtype=np.int64)


class Postings(NamedTuple):
    """Sorted postings of one field: keys, how many postings each has, then for each posting the
    document, how often the term stands there, and, for fields with positions, the steps from one place
    in the document to the next."""

    keys: list[bytes]
    frequencies: Numbers
    documents: Numbers
    times: Numbers
    steps: Numbers


class Documents(NamedTuple):
    """The columns of documents, and what is handed back of each. ``lengths`` has the fields that occur."""

    size: int
    sources: list[str]
    source: Numbers
    number: Numbers
    day: Numbers
    lengths: Mapping[str, Numbers]
    dated_day: Numbers
    dated_document: Numbers


class Building:
    """Articles that are not yet in any segment."""

    def __init__(self) -> None:
        self.count = 0
        #: How many tokens wait, by which the writer bounds its memory.
        self.tokens = 0
        #: What is kept of the articles, as it will stand in a segment.
        self.kept: dict[str, list[bytes]] = {layout.PAYLOADS: [], layout.FLATS: []}
        self._vocabulary = _Vocabulary()
        self._texts: dict[str, list[str]] = {name: [] for name in TEXT_FIELDS}
        self._tokens: dict[str, _Tokens] = {
            name: _Tokens(self._vocabulary) for name in layout.FIELDS if name not in layout.GRAMS
        }
        self._text_documents: dict[str, array[int]] = {name: array("I") for name in TEXT_FIELDS}
        self._sources: dict[str, int] = {}
        self._places: tuple[array[int], array[int], array[int]] = (array("I"), array("I"), array("I"))
        self._dated: tuple[array[int], array[int]] = (array("I"), array("I"))

    def add(self, record: Record) -> None:
        """Take an article in."""
        doc = self.count
        self.count += 1
        self.kept[layout.PAYLOADS].append(seal(pack_payload(record.payload)))
        self.kept[layout.FLATS].append(seal(pack_flats(record.flats)))
        for field, flat in record.flats.items():
            if not flat:
                continue
            self._texts[field].append(flat)
            self._text_documents[field].append(doc)
            self._put(f"words_{field}", doc, record.words[field])
            self.tokens += len(flat) + len(record.words[field])
        for name, value in record.keywords.items():
            self._put(name, doc, (value,))
        self._put("source", doc, (record.source,))
        if record.days:
            self._put(layout.DAYS, doc, [f"{day:08}" for day in record.days])
        elif record.period:
            self._put(layout.PERIOD, doc, ("{:08}-{:08}".format(*record.period),))
        for day in record.days:
            self._dated[0].append(day)
            self._dated[1].append(doc)
        source, number, earliest = self._places
        source.append(self._sources.setdefault(record.source, len(self._sources)))
        number.append(record.number)
        earliest.append(min(record.days, default=record.period[0] if record.period else 0))

    def _put(self, field: str, doc: int, words: Sequence[str]) -> None:
        self._tokens[field].add(doc, words)

    def documents(self) -> Documents:
        """The columns of the articles."""
        lengths: dict[str, Numbers] = {}
        for name in TEXT_FIELDS:
            where = _numbers(self._text_documents[name])
            for field, counts in (
                (f"grams_{name}", np.array([len(text) for text in self._texts[name]], dtype=np.int64)),
                (f"words_{name}", _numbers(self._tokens[f"words_{name}"].counts)),
            ):
                if counts.any():
                    lengths[field] = np.zeros(self.count, dtype=np.int64)
                    lengths[field][where] = counts
        source, number, day = map(_numbers, self._places)
        dated_day, dated_document = map(_numbers, self._dated)
        order = np.lexsort((dated_document, dated_day))
        return Documents(
            self.count,
            list(self._sources),
            source,
            number,
            day,
            lengths,
            dated_day[order],
            dated_document[order],
        )

    def postings(self, field: str) -> Postings:
        """The sorted postings of a field."""
        number = layout.NUMBERS[field]
        if field in layout.GRAMS:
            name = field.removeprefix("grams_")
            return _grams(self._texts[name], _numbers(self._text_documents[name]), number)
        return self._tokens[field].postings(self._words, self._order, number)

    def seal(self) -> None:
        """Put the vocabulary in order; nothing is added afterwards."""
        self._words = list(self._vocabulary)
        by_word = sorted(range(len(self._words)), key=self._words.__getitem__)
        self._order = np.empty(len(by_word), dtype=np.int64)
        self._order[by_word] = np.arange(len(by_word))
        self._words.sort()


class _Vocabulary(dict[str, int]):
    """Gives each word a number when it is first asked for."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class _Tokens:
    """The tokens of one field, as numbers, document by document."""

    def __init__(self, vocabulary: _Vocabulary) -> None:
        self._number = vocabulary.__getitem__
        self.numbers = array("I")
        self.documents = array("I")
        self.counts = array("I")

    def add(self, doc: int, words: Sequence[str]) -> None:
        self.numbers.extend(map(self._number, words))
        self.documents.append(doc)
        self.counts.append(len(words))

    def postings(self, words: list[str], order: Numbers, field: int) -> Postings:
        """The postings; ``order`` leads from a token's number to the place of its word among ``words``."""
        documents = np.repeat(_numbers(self.documents), _numbers(self.counts))
        joined = order[_numbers(self.numbers)] << 32 | documents
        joined.sort()
        at = _begins(joined)
        times = np.diff(np.append(at, len(joined)))
        ranks = joined[at] >> 32
        first = _begins(ranks)
        keys = [key_of(field, words[rank].encode("utf-8", "surrogatepass")) for rank in ranks[first].tolist()]
        return Postings(keys, np.diff(np.append(first, len(ranks))), joined[at] & 0xFFFFFFFF, times, NOTHING)


def _grams(texts: Sequence[str], documents: Numbers, field: int) -> Postings:
    """The postings of every pair of neighbouring characters, and of each text's last character alone."""
    counts = np.array([len(text) for text in texts], dtype=np.int64)
    if not len(counts):
        return Postings([], _NONE, _NONE, _NONE, _NONE)
    pairs, positions, occurring = _sorted_pairs(texts, counts)
    text = np.repeat(np.arange(len(texts), dtype=np.int32), counts)[positions]
    positions -= (np.cumsum(counts) - counts)[text]
    # A posting begins where the pair or the text is another than before.
    new = np.empty(len(pairs), dtype=np.bool_)
    new[0] = True
    np.not_equal(text[1:], text[:-1], out=new[1:])
    new[1:] |= pairs[1:] != pairs[:-1]
    at = np.flatnonzero(new)
    again = np.flatnonzero(~new)
    steps = positions.copy()
    steps[again] -= positions[again - 1]
    posting_pairs = pairs[at]
    begins = _begins(posting_pairs)
    width = len(occurring) + 1
    characters = ["", *map(chr, occurring.tolist())]
    keys = [
        key_of(field, (characters[pair // width] + characters[pair % width]).encode("utf-8", "surrogatepass"))
        for pair in posting_pairs[begins].tolist()
    ]
    return Postings(
        keys,
        np.diff(np.append(begins, len(at))),
        documents[text[at]],
        np.diff(np.append(at, len(pairs))),
        steps,
    )


def _sorted_pairs(texts: Sequence[str], counts: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The pairs of characters of some texts in order, with their places in all of the texts joined together.

    A pair is two numbers of characters in one; the characters that have numbers, from 1, come third. 0 is no
    character: what follows a text's last.
    """
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    occurring = np.flatnonzero(np.bincount(codes))
    order = np.zeros(int(occurring[-1]) + 1, dtype=np.int64)
    order[occurring] = np.arange(1, len(occurring) + 1)
    pairs = order[codes]
    second = np.roll(pairs, -1)
    second[np.cumsum(counts) - 1] = 0
    pairs *= len(occurring) + 1
    pairs += second
    bits = len(codes).bit_length()
    if int(pairs.max()).bit_length() + bits >= 64:
        places = np.argsort(pairs, kind="stable")
        return pairs[places], places, occurring
    # Pair and place in one number: sorting numbers is several times as fast as sorting an order of them.
    pairs <<= bits
    pairs |= np.arange(len(codes), dtype=np.int64)
    pairs.sort()
    return pairs >> bits, pairs & ((1 << bits) - 1), occurring


def _begins(values: Numbers) -> Numbers:
    """Where a sorted array begins and where it goes on with another value."""
    if not len(values):
        return _NONE
    return np.concatenate([[0], np.flatnonzero(values[1:] != values[:-1]) + 1])


def _numbers(values: array[int]) -> Numbers:
    found: npt.NDArray[np.uint32] = (
        np.frombuffer(values, dtype=np.uint32) if len(values) else np.empty(0, np.uint32)
    )
    return found.astype(np.int64)
