"""Articles as the records that engines are given: the same words and grams for every engine.

They are made as a sync makes them, by rjieba where it is installed and by jieba otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.relevance.systems.own import article_of
from benchmarks.speed.articles import Source
from unionsearch.analysis.bulk import BATCH, bulk
from unionsearch.analysis.rapid import is_installed
from unionsearch.engines.protocol import Record
from unionsearch.indexing.records import Incoming, records_of, texts

#: Articles in an issue.
ISSUE = 20


def cutter() -> str:
    """What cuts the words of many articles here."""
    return "rjieba" if is_installed() else "jieba"


def records(source: Source, *, stored: bool = False) -> Iterator[Record]:
    """The record of every article, in issues of :data:`ISSUE`; ``stored``: with what a hit shows of it."""
    with bulk((), source.characters()) as analysing:
        yield from records_of(_incoming(source), analysing, None if stored else "")


def _incoming(source: Source) -> Iterator[Incoming]:
    for place, document in enumerate(source.documents()):
        article = article_of(document, place % ISSUE + 1)
        yield Incoming(article, f"{place // ISSUE:06}", None)


def cut(source: Source) -> None:
    """Cut the words of every article in the same way, and forget them."""
    batches: list[list[str]] = [[]]
    characters = 0
    with bulk((), source.characters()) as analysing:
        for incoming in _incoming(source):
            found = texts(incoming.article).values()
            batches[-1].extend(found)
            characters += sum(map(len, found))
            if characters >= BATCH:
                batches.append([])
                characters = 0
        for _ in analysing.analysed(batches):
            pass
