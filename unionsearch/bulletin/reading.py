"""What a file of the corpus is read as: its issue, its articles, and what each stretch of its text is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unionsearch.model import Article, Issue

RegionKind = Literal[
    "masthead",
    "front matter",
    "contents list",
    "section header",
    "title",
    "byline",
    "body",
    "contributor",
    "markup",
    "footer",
]


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch ``[start, end)`` of a file's decoded text and what it is.

    The regions of a file are in order, do not overlap, and hold every non-space character of it.
    ``article`` is the number of the article it belongs to, or None.
    """

    kind: RegionKind
    start: int
    end: int
    article: int | None = None


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A file read: its issue, its articles in order, and the regions that account for its text."""

    issue: Issue
    articles: tuple[Article, ...]
    regions: tuple[Region, ...] = ()
