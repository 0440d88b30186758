"""Analyses what is to be indexed, in the way that is fastest for its amount. The tokens are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from unionsearch.analysis.analyzer import Analysed, Analyzer

#: From so many characters on it pays to start processes and to read the whole dictionary into each,
#: which takes about as long as cutting these one by one.
MANY = 500_000
#: A batch has about so many characters: some megabytes on its way, a second's work for jieba.
BATCH = 200_000


class Bulk(Protocol):
    """What analyses batches of texts."""

    def analysed(self, batches: Iterable[Sequence[str]]) -> Iterator[list[Analysed]]:
        """The streams of the texts of each batch, in order. Some batches may be asked for ahead."""


@contextmanager
def bulk(terms: Sequence[str], characters: int, processes: int | None = None) -> Iterator[Bulk]:
    """What analyses about ``characters`` characters, with an archive's own ``terms``.

    ``processes`` is how many to use beside this one for large amounts; by default, as many as help.
    """
    if characters < MANY:
        yield _OneByOne(Analyzer(terms))
        return
    # Imported here: small updates, the daily ones, need none of it.
    from unionsearch.analysis.workers import Workers, spare_processors

    with Workers(terms, spare_processors() if processes is None else processes) as workers:
        yield workers


class _OneByOne:
    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer

    def analysed(self, batches: Iterable[Sequence[str]]) -> Iterator[list[Analysed]]:
        for batch in batches:
            yield [self._analyzer.analysed(text) for text in batch]
