"""An article as a line of JSON, for storing beside its postings."""

from __future__ import annotations

import json
from datetime import date

from unionsearch.model import Article, Heading


def encode(article: Article) -> str:
    """The article as JSON text, without its issue."""
    return json.dumps(
        {
            "number": article.number,
            "title": article.title,
            "body": article.body,
            "section": article.section,
            "byline": article.byline,
            "contributor": article.contributor,
            "kind": article.kind,
            "dates": [day.isoformat() for day in article.dates],
            "headings": [[h.level, h.text, h.start] for h in article.headings],
            "lines": article.lines,
            "line": article.line,
            **({"pages": article.pages} if article.pages else {}),
        },
        separators=(",", ":"),
        # Half as long as with escapes, and read ten times as fast.
        ensure_ascii=False,
    )


def decode(text: str) -> Article:
    """The article that :func:`encode` wrote."""
    raw = json.loads(text)
    raw["dates"] = tuple(date.fromisoformat(day) for day in raw["dates"])
    raw["headings"] = tuple(Heading(*heading) for heading in raw["headings"])
    raw["lines"] = tuple(map(tuple, raw["lines"]))
    raw["pages"] = tuple(map(tuple, raw.get("pages", ())))
    return Article(**raw)
