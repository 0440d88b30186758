"""Articles into the records that an engine takes in."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from unionsearch.analysis.analyzer import Analysed, Analyzer
from unionsearch.analysis.bulk import BATCH, Bulk
from unionsearch.bulletin.reading import Bulletin
from unionsearch.dates import Period, parse_period
from unionsearch.engines import fields
from unionsearch.engines.protocol import Record
from unionsearch.model import Article
from unionsearch.payload import encode


def day_number(day: date) -> int:
    """A date as the number YYYYMMDD."""
    return day.year * 10000 + day.month * 100 + day.day


def texts(article: Article) -> dict[str, str]:
    """The article's text by field; fields without text are left out."""
    found = {
        fields.TITLE: article.title,
        fields.BYLINE: article.byline,
        fields.HEADINGS: fields.SEPARATOR.join(h.text for h in article.headings),
        fields.BODY: article.body,
        fields.CONTRIBUTOR: article.contributor,
        fields.SECTION: article.section,
    }
    return {field: text for field, text in found.items() if text}


def record(article: Article, source: str, period: str | None, analyzer: Analyzer) -> Record:
    """An article of an issue of ``period``, analysed."""
    found = {field: analyzer.analysed(text) for field, text in texts(article).items()}
    return record_of(article, source, period, found)


def record_of(
    article: Article,
    source: str,
    period: str | None,
    streams: Mapping[str, Analysed],
    payload: str | None = None,
) -> Record:
    """An article of which the :func:`texts` have been analysed; a ``payload`` is kept in its place."""
    streams = {field: found for field, found in streams.items() if found.flat}
    known: Period | None = parse_period(period) if period else None
    return Record(
        source=source,
        number=article.number,
        payload=encode(article) if payload is None else payload,
        flats={field: found.flat for field, found in streams.items()},
        words={field: found.words for field, found in streams.items()},
        keywords={"kind": article.kind},
        days=tuple(day_number(day) for day in article.dates),
        period=(day_number(known.first), day_number(known.last)) if known else None,
    )


class Incoming(NamedTuple):
    """An article to be taken in, the source it comes from and the period of its issue."""

    article: Article
    source: str
    period: str | None


def records_of(articles: Iterable[Incoming], analysing: Bulk, payload: str | None = None) -> Iterator[Record]:
    """The articles' records, in order. Some articles are asked for ahead, to be analysed in batches."""
    under_way: deque[list[tuple[Incoming, dict[str, str]]]] = deque()

    def batches() -> Iterator[list[str]]:
        batch: list[tuple[Incoming, dict[str, str]]] = []
        characters = 0
        for incoming in articles:
            found = texts(incoming.article)
            batch.append((incoming, found))
            characters += sum(map(len, found.values()))
            if characters >= BATCH:
                under_way.append(batch)
                yield [text for _, by_field in batch for text in by_field.values()]
                batch, characters = [], 0
        if batch:
            under_way.append(batch)
            yield [text for _, by_field in batch for text in by_field.values()]

    for analysed in analysing.analysed(batches()):
        streams = iter(analysed)
        for incoming, by_field in under_way.popleft():
            yield record_of(*incoming, {field: next(streams) for field in by_field}, payload)


def digest(bulletin: Bulletin) -> str:
    """Names what of a bulletin stands in the index's postings: its articles and its period."""
    found = hashlib.sha256((bulletin.issue.period or "").encode())
    for article in bulletin.articles:
        found.update(encode(article).encode("utf-8", "surrogatepass"))
    return found.hexdigest()
