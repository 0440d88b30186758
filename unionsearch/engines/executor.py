"""Finds the articles that meet a condition, whole lists of postings at a time.

It knows no storage: an engine offers its postings as arrays (:class:`Columns`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce

import numpy as np

from unionsearch.engines import conditions as c
from unionsearch.engines.budget import budget
from unionsearch.engines.columns import SHIFT, Columns
from unionsearch.engines.protocol import Best, Bm25f, Docs, Scores, Stream, Weighted
from unionsearch.engines.remembered import Asked, Remembered
from unionsearch.engines.scoring import Scorer
from unionsearch.engines.sets import NOTHING, DocSet, KeptSet, among, distinct, intersect, subtract, unite
from unionsearch.text import BREAK

#: What a condition itself takes up, about.
_KEY = 500
#: A list of postings is read only where the documents wanted are, when it is so many times as long as these.
_SPARSE = 32
#: Looking one place up among others costs about as much as sorting so many.
_LOOKUP = 8
#: So few documents are read to see whether a run stands there, rather than putting grams' places together.
_READ = 24


class Executor:
    """Matching and scoring over one state of an index."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._size = columns.size
        self._budget = budget(columns.size)
        #: One query asks for the same conditions again and again.
        self._answers: Remembered[c.Condition, KeptSet] = Remembered(self._budget.answers)
        self._words: Remembered[c.Word, KeptSet] = Remembered(self._budget.words)
        self._asked = Asked()
        self._scorer = Scorer(columns)

    def forget(self) -> None:
        """Forget the answers given so far, so that the next are found anew. Decoded postings stay."""
        self._answers = Remembered(self._budget.answers)

    def match(self, condition: c.Condition) -> Docs:
        """The documents that meet a condition, sorted."""
        return self._set(condition).docs

    def frequency(self, condition: c.Condition) -> int:
        """How many documents meet a condition."""
        return self._set(condition).count

    def _set(self, condition: c.Condition) -> DocSet:
        if isinstance(condition, c.Word):
            return self._match(condition)  # What has a word is kept by itself.
        known = self._answers.get(condition)
        if known is not None:
            return known.opened()
        found = self._match(condition)
        known = KeptSet(found)
        self._answers.put(condition, known, known.nbytes + _KEY)
        return found

    def _match(self, condition: c.Condition) -> DocSet:
        match condition:
            case c.Word():
                return self._word(condition)
            case c.Run(text, fields):
                found = self._unite([self._run(f, text) for f in fields])
                if condition.whole_numbers and (text[:1].isdigit() or text[-1:].isdigit()):
                    found = self._verified(found, fields, c.run_expression(condition).search)
                return found
            case c.Near(texts, distance, fields):
                return self._unite([self._near(f, texts, distance) for f in fields])
            case c.Pattern(_, fields):
                pieces = [self._set(c.Run(p, fields)) for p in c.pattern_pieces(condition)]
                candidates = reduce(intersect, pieces) if pieces else self._plain(self._columns.live())
                return self._verified(candidates, fields, c.pattern_expression(condition).search)
            case c.Whole(text, fields):
                wanted = text.strip(BREAK)
                candidates = self._set(c.Run(wanted, fields)) if wanted else self._plain(NOTHING)
                return self._verified(candidates, fields, lambda flat: flat.strip(BREAK) == wanted)
            case c.Keyword(name, value):
                return self._plain(self._columns.keyword(name, value))
            case c.Days():
                return self._days(condition)
            case c.All():
                return self._plain(self._columns.live())
            case c.And(parts):
                return self._and(parts)
            case c.Or(parts):
                return self._unite([self._set(part) for part in parts])
            case c.Without(base, excluded):
                return subtract(self._set(base), self._set(excluded))

    def _plain(self, docs: Docs) -> DocSet:
        return DocSet(self._size, docs)

    def _unite(self, parts: Sequence[DocSet]) -> DocSet:
        return unite(parts, self._size)

    def _word(self, word: c.Word) -> DocSet:
        known = self._words.get(word)
        if known is not None:
            return known.opened()
        lists = [self._columns.postings("words", field, word.word)[0] for field in word.fields]
        found = self._unite([self._plain(docs) for docs in lists])
        known = KeptSet(found)
        self._words.put(word, known, known.nbytes)
        return found

    def _and(self, parts: Sequence[c.Condition]) -> DocSet:
        """Words last, the rarest first: of a common word's postings only those near what is left are read."""
        found: DocSet | None = None
        for part in parts:
            if not isinstance(part, c.Word):
                found = self._set(part) if found is None else intersect(found, self._set(part))
                if not found.count:
                    return found
        words = [part for part in parts if isinstance(part, c.Word)]
        for often, word in sorted(((self._often(word), word) for word in words), key=lambda pair: pair[0]):
            if found is None:
                found = self._word(word)
            elif found.count * _SPARSE < often and not (self._words.get(word) or self._asked.before(word)):
                lists = [
                    self._columns.postings_among("words", f, word.word, found.docs)[0] for f in word.fields
                ]
                found = self._unite([self._plain(docs) for docs in lists])
            else:
                found = intersect(found, self._word(word))
            if not found.count:
                return found
        return self._plain(self._columns.live()) if found is None else found

    def _often(self, word: c.Word) -> int:
        return sum(self._columns.frequency("words", field, word.word) for field in word.fields)

    def _run(self, field: str, text: str) -> DocSet:
        if not text:
            return self._plain(self._columns.with_field(field))
        if len(text) == 1:
            return self._plain(self._columns.beginning(field, text))
        often = {
            gram: self._columns.frequency("grams", field, gram)
            for gram in dict.fromkeys(text[i : i + 2] for i in range(len(text) - 1))
        }
        if not all(often.values()):
            return self._plain(NOTHING)
        if len(text) == 2:
            return self._plain(self._columns.postings("grams", field, text)[0])
        docs: Docs | None = None
        for gram in sorted(often, key=often.__getitem__):
            if docs is None:
                docs = self._columns.postings("grams", field, gram)[0]
            elif len(docs) <= _READ:
                stands = [text in flats[field] for flats in self._columns.flats_of(docs)]
                return self._plain(docs[np.array(stands, dtype=np.bool_)])
            elif len(docs) * _SPARSE < often[gram]:
                docs = self._columns.postings_among("grams", field, gram, docs)[0]
            else:
                other = self._plain(self._columns.postings("grams", field, gram)[0])
                docs = intersect(self._plain(docs), other).docs
        assert docs is not None
        return self._plain(distinct(self._places(field, text, docs) >> SHIFT))

    def _places(self, field: str, text: str, docs: Docs) -> Docs:
        """``doc << SHIFT | position`` for every place where a run begins in one field of ``docs``."""
        if len(text) == 1:
            return self._columns.positions_from(field, text, docs)
        keys: Docs | None = None
        # Every second gram is enough, and the last: together they have every character of the run.
        for offset in sorted({*range(0, len(text) - 1, 2), len(text) - 2}, key=self._by_rarity(field, text)):
            if keys is not None:
                docs = distinct(keys >> SHIFT)
            places = self._columns.positions(field, text[offset : offset + 2], docs) - offset
            keys = places if keys is None else _common(keys, places)
            if not len(keys):
                break
        return NOTHING if keys is None else keys

    def _by_rarity(self, field: str, text: str) -> Callable[[int], int]:
        return lambda offset: self._columns.frequency("grams", field, text[offset : offset + 2])

    def _near(self, field: str, texts: Sequence[str], distance: int) -> DocSet:
        both = reduce(intersect, sorted((self._run(field, text) for text in texts), key=lambda s: s.count))
        if not both.count:
            return both
        docs = both.docs
        first, *others = (self._places(field, text, docs) for text in texts)
        for places in others:
            # The nearest place at or after each of the first's, and the nearest before.
            after = np.searchsorted(places, first)
            following = places[np.minimum(after, len(places) - 1)]
            before = places[np.maximum(after - 1, 0)]
            # Places of different documents are never so close: the document is the higher part of the key.
            first = first[(np.abs(following - first) <= distance) | (np.abs(first - before) <= distance)]
        return self._plain(distinct(first >> SHIFT))

    def _verified(self, given: DocSet, fields: Sequence[str], test: Callable[[str], object]) -> DocSet:
        """Those documents of which one field's gram stream passes the test."""
        kept = [
            any(f in flats and test(flats[f]) for f in fields) for flats in self._columns.flats_of(given.docs)
        ]
        return self._plain(given.docs[np.array(kept, dtype=np.bool_)])

    def _days(self, wanted: c.Days) -> DocSet:
        found = [self._columns.days(wanted.first, wanted.last)]
        if not wanted.stated_only:
            for period in self._columns.periods():
                if touches(wanted, period):
                    found.append(self._columns.period(period))
        return self._unite([self._plain(docs) for docs in found])

    def score(self, docs: Docs, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f]) -> Scores:
        """The weighted sum of the terms' BM25F scores for each of ``docs``."""
        return self._scorer.score(docs, terms, parameters)

    def best(
        self, condition: c.Condition, terms: Sequence[Weighted], parameters: Mapping[Stream, Bm25f], k: int
    ) -> Best:
        """The ``k`` best-scoring documents of those that meet the condition, and how many meet it."""
        return self._scorer.best(self._set(condition), terms, parameters, k)


def _common(one: Docs, other: Docs) -> Docs:
    """What two sorted arrays of places have in common."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    if len(small) * _LOOKUP < len(large):
        return small[among(small, large)]
    # NumPy merges sorted rows, which its stable sort sees, faster than it looks one up after the other.
    both = np.concatenate([one, other])
    both.sort(kind="stable")
    found: Docs = both[:-1][both[1:] == both[:-1]]
    return found


def touches(wanted: c.Days, period: tuple[int, int]) -> bool:
    """Whether an issue's period, standing for an article without dates, meets a range of days.

    A range strictly inside the period does not: the article may be of any day of it.
    """
    first, last = period
    overlaps = first <= wanted.last and wanted.first <= last
    inside = first <= wanted.first and wanted.last <= last and (first, last) != (wanted.first, wanted.last)
    return overlaps and not inside
