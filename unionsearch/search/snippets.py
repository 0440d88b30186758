"""The passages of an article that show why it was found.

Spans are data; markup comes last, elsewhere. They point at the original text. What a query asks for is
sought in the gram streams that the index keeps, and only what is found there is looked up in the
article's own wording, so that a long report costs little more than a short notice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from unionsearch.engines import fields as f
from unionsearch.model import Article, Snippet, Span
from unionsearch.search.matches import Finder, Match
from unionsearch.search.origins import Offsets, origins
from unionsearch.search.sentences import MORE_THAN_A_LINE, Stretch, passages

#: An article has at most so many passages.
_PASSAGES = 2
#: A second passage shows at least this share of what was asked, beyond what the first one shows.
_LEAST_GAIN = 0.15
#: Passages are made around so many places of each thing that was sought.
_PLACES = 16


class Shown:
    """An article to be shown, its gram streams, and where these have their characters from."""

    def __init__(self, article: Article, flats: Mapping[str, str]) -> None:
        self.article = article
        self.flats = flats

    @property
    def size(self) -> int:
        """About how many bytes of memory it takes."""
        return 2000 + 12 * len(self.article.body)

    @cached_property
    def origins(self) -> Offsets:
        """Where the body has each character of its gram stream."""
        return origins(self.article.body)


class _Place(NamedTuple):
    """A match in the article's own wording."""

    start: int
    end: int
    what: int


def merged(stretches: Iterable[Stretch]) -> list[Span]:
    """Stretches that overlap or touch become one: 工资 and 集体 side by side are one highlight."""
    found: list[Span] = []
    first, last = 0, -1
    for start, end in sorted(stretches):
        if start <= last:
            last = max(last, end)
        elif end > start:
            if last > first:
                found.append(Span(first, last))
            first, last = start, end
    if last > first:
        found.append(Span(first, last))
    return found


def title_highlights(shown: Shown, finder: Finder) -> tuple[Span, ...]:
    """What of an article's title the query found."""
    matches = finder.find(shown.flats.get(f.TITLE, ""), f.TITLE)
    places = _places(matches, origins(shown.article.title)) if matches else []
    return tuple(merged(place[:2] for place in places))


def snippets(shown: Shown, finder: Finder) -> tuple[Snippet, ...]:
    """The best passages of the body, in its order; its beginning when nothing in it was found."""
    body = shown.article.body
    if not body:
        return ()
    matches = finder.find(shown.flats.get(f.BODY, ""), f.BODY)
    places = _places(matches, shown.origins) if matches else []
    spans = merged(place[:2] for place in places)
    candidates = passages(body, _seeds(places), spans)
    # A salutation says nothing: the first passage that is more than a line.
    opening = next((p for p in candidates if p[1] - p[0] >= MORE_THAN_A_LINE), candidates[0])
    chosen = _chosen(candidates, places, finder) or [opening]
    return tuple(_snippet(shown.article, passage, spans) for passage in sorted(chosen))


def _places(matches: Sequence[Match], offsets: Offsets) -> list[_Place]:
    """The matches in the original: from their first to their last character's place."""
    starts = offsets[[match.start for match in matches]].tolist()
    ends = offsets[[match.end - 1 for match in matches]].tolist()
    return [
        _Place(start, end + 1, match.what) for start, end, match in zip(starts, ends, matches, strict=True)
    ]


def _seeds(places: Sequence[_Place]) -> list[int]:
    """Where passages are looked for: of what stands everywhere in a report, the first places are enough."""
    seen: Counter[int] = Counter()
    found = []
    for place in places:
        seen[place.what] += 1
        if seen[place.what] <= _PLACES:
            found.append(place.start)
    return found


def _chosen(candidates: Sequence[Stretch], places: Sequence[_Place], finder: Finder) -> list[Stretch]:
    """The passage that shows most of the query, and the one that shows most of the rest."""
    starts = [place.start for place in places]
    inside = []
    for start, end in candidates:
        near = places[bisect_left(starts, start) : bisect_right(starts, end)]
        inside.append((start, end, len(near), {place.what for place in near if place.end <= end}))
    least = _LEAST_GAIN * finder.all_units
    chosen: list[Stretch] = []
    covered: set[int] = set()
    for _ in range(_PASSAGES):
        best, best_gain, best_shows = None, 0.0, set[int]()
        for start, end, matches, shows in inside:
            fresh = shows - covered
            if not fresh or any(start < e and s < end for s, e in chosen):
                continue
            gain = sum(finder.worth[what] for what in fresh)
            if chosen and gain < least:
                continue
            gain += 0.01 * matches / (1 + matches)
            if gain > best_gain:
                best, best_gain, best_shows = (start, end), gain, shows
        if best is None:
            break
        chosen.append(best)
        covered |= best_shows
    return chosen


def _snippet(article: Article, passage: Stretch, spans: Sequence[Span]) -> Snippet:
    start, end = passage
    inside = (s for s in spans if s.start < end and s.end > start)
    highlights = tuple(Span(max(s.start, start) - start, min(s.end, end) - start) for s in inside)
    line = article.line_of(start)
    return Snippet(
        article.body[start:end], highlights, line, article.heading_at(start), start, article.page_of(line)
    )
