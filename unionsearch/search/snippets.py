"""The passages of an article that show why it was found.

Spans are data; markup comes last, elsewhere. They point at the original text. What a query asks for is
sought in the gram streams that the index keeps, and only what is found there is looked up in the
article's own wording, so that a long report costs little more than a short notice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import takewhile

import numpy as np

from unionsearch.engines import fields as f
from unionsearch.model import Article, Snippet, Span
from unionsearch.search.matches import Finder, Match
from unionsearch.search.origins import Offsets, origins
from unionsearch.search.sentences import MORE_THAN_A_LINE, Sentences, Stretch, passages
from unionsearch.search.sought import Stream
from unionsearch.text import Mapped, normalize, stream

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
        self._streams = {field: Stream(flats.get(field, "")) for field in (f.TITLE, f.BODY)}

    def stream(self, field: str) -> Stream:
        """The gram stream of the title or the body."""
        return self._streams[field]

    @property
    def size(self) -> int:
        """About how many bytes of memory it takes."""
        return 2000 + 20 * len(self.article.body)

    @cached_property
    def origins(self) -> Offsets:
        """Where the body has each character of its gram stream."""
        return origins(self.article.body)

    @cached_property
    def title_origins(self) -> Mapped:
        """Where the title has each character of its gram stream."""
        return stream(normalize(self.article.title))

    @cached_property
    def sentences(self) -> Sentences:
        """The body's sentences."""
        return Sentences(self.article.body)


#: A match in the article's own wording: the characters ``[start, end)``, and what it is.
_Place = tuple[int, int, int]


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches that overlap or touch become one: 工资 and 集体 side by side are one highlight."""
    found: list[Stretch] = []
    first, last = 0, -1
    for start, end in sorted(stretches):
        if start <= last:
            last = max(last, end)
        elif end > start:
            if last > first:
                found.append((first, last))
            first, last = start, end
    if last > first:
        found.append((first, last))
    return found


def title_highlights(shown: Shown, finder: Finder) -> tuple[Span, ...]:
    """What of an article's title the query found."""
    matches = finder.find(shown.stream(f.TITLE), f.TITLE)
    spans = (shown.title_origins.span(start, end) for start, end, _ in matches)
    return tuple(Span(*stretch) for stretch in merged((span.start, span.end) for span in spans))


def snippets(shown: Shown, finder: Finder) -> tuple[Snippet, ...]:
    """The best passages of the body, in its order; its beginning when nothing in it was found."""
    body = shown.article.body
    if not body:
        return ()
    matches = finder.find(shown.stream(f.BODY), f.BODY)
    places = _places(matches, shown.origins) if matches else []
    spans = merged((start, end) for start, end, _ in places)
    candidates = passages(shown.sentences, _seeds(places), spans)
    # A salutation says nothing: the first passage that is more than a line.
    opening = next((p for p in candidates if p[1] - p[0] >= MORE_THAN_A_LINE), candidates[0])
    chosen = _chosen(candidates, places, finder) or [opening]
    return tuple(_snippet(shown.article, passage, spans) for passage in sorted(chosen))


def _places(matches: Sequence[Match], offsets: Offsets) -> list[_Place]:
    """The matches in the original: from their first to their last character's place."""
    starts, ends, whats = map(np.array, zip(*matches, strict=True))
    return list(zip(offsets[starts].tolist(), (offsets[ends - 1] + 1).tolist(), whats.tolist(), strict=True))


def _seeds(places: Sequence[_Place]) -> list[int]:
    """Where passages are looked for: of what stands everywhere in a report, the first places are enough."""
    seen: dict[int, int] = {}
    found = []
    for start, _, what in places:
        seen[what] = times = seen.get(what, 0) + 1
        if times <= _PLACES:
            found.append(start)
    return found


def _chosen(candidates: Sequence[Stretch], places: Sequence[_Place], finder: Finder) -> list[Stretch]:
    """The passage that shows most of the query, and the one that shows most of the rest."""
    worth = finder.worth
    starts = [start for start, _, _ in places]
    # Passages, what they show that no chosen one does, and a little for how much is found in them.
    left = []
    for passage in candidates:
        start, end = passage
        near = places[bisect_left(starts, start) : bisect_right(starts, end)]
        shows = {what for _, stop, what in near if stop <= end}
        if shows:
            left.append((passage, shows, 0.01 * len(near) / (1 + len(near))))
    chosen: list[Stretch] = []
    least = 0.0
    while left and len(chosen) < _PASSAGES:
        best, most = None, 0.0
        for passage, shows, more in left:
            gain = sum([worth[what] for what in shows])
            if gain >= least and gain + more > most:
                best, most = (passage, shows), gain + more
        if best is None:
            break
        (first, last), shown = best
        chosen.append((first, last))
        least = _LEAST_GAIN * finder.all_units
        left = [
            (passage, fresh, more)
            for passage, shows, more in left
            if (fresh := shows - shown) and (passage[1] <= first or last <= passage[0])
        ]
    return chosen


def _snippet(article: Article, passage: Stretch, spans: Sequence[Stretch]) -> Snippet:
    start, end = passage
    # They are in order and do not overlap, so that their ends rise too.
    first = bisect_right(spans, start, key=_end)
    inside = takewhile(lambda span: span[0] < end, spans[first:])
    highlights = tuple(Span(max(s, start) - start, min(e, end) - start) for s, e in inside)
    line = article.line_of(start)
    return Snippet(
        article.body[start:end], highlights, line, article.heading_at(start), start, article.page_of(line)
    )


def _end(stretch: Stretch) -> int:
    return stretch[1]
