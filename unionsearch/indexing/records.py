"""Articles into the records that an engine takes in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from unionsearch.analysis.analyzer import Analyzer
from unionsearch.dates import Period, parse_period
from unionsearch.engines import fields
from unionsearch.engines.protocol import Record
from unionsearch.model import Article, Bulletin
from unionsearch.payload import encode
from unionsearch.text import normalize, stream


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
    flats: dict[str, str] = {}
    words: dict[str, Sequence[str]] = {}
    for field, text in texts(article).items():
        normalized = normalize(text)
        flat = stream(normalized).text
        if flat:
            flats[field] = flat
            words[field] = [word for word, _, _ in analyzer.words(normalized.text)]
    known: Period | None = parse_period(period) if period else None
    return Record(
        source=source,
        number=article.number,
        payload=encode(article),
        flats=flats,
        words=words,
        keywords={"kind": article.kind},
        days=tuple(day_number(day) for day in article.dates),
        period=(day_number(known.first), day_number(known.last)) if known else None,
    )


def digest(bulletin: Bulletin) -> str:
    """Names what of a bulletin stands in the index's postings: its articles and its period."""
    found = hashlib.sha256((bulletin.issue.period or "").encode())
    for article in bulletin.articles:
        found.update(encode(article).encode("utf-8", "surrogatepass"))
    return found.hexdigest()
