"""The passages of an article that show why it was found.

Spans are data; markup comes last, elsewhere. They point at the original text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from unionsearch.engines import fields as f
from unionsearch.model import Article, Snippet, Span
from unionsearch.search.compile import Leaf
from unionsearch.search.units import Unit
from unionsearch.text import normalize, stream

#: A passage has about so many characters, and an article so many passages.
_LENGTH = 100
_PASSAGES = 2

_SENTENCE = re.compile(r"[^。！？!?；;\n]*(?:[。！？!?；;]+[”’」』）)]*|\n|$)")
_CLAUSE = re.compile(r"[，,、：:；;。！？!?\s]")


def find(text: str, leaves: Sequence[Leaf], field: str) -> list[tuple[Span, Unit | None]]:
    """Where a text matches: spans in order, each with the unit found there, None for a whole leaf."""
    mapped = stream(normalize(text))
    flat = mapped.text
    found: list[tuple[int, int, Unit | None]] = []
    for leaf in leaves:
        if field not in leaf.fields:
            continue
        whole = [(m.start(), m.end()) for m in leaf.expression.finditer(flat) if m.end() > m.start()]
        found += [(start, end, None) for start, end in whole]
        for unit in leaf.units:
            texts = [] if unit.text == leaf.flat else [unit.text]
            texts += [variant.text for variant in unit.variants]
            here = [
                (m.start(), m.end(), unit) for text_ in texts for m in re.finditer(re.escape(text_), flat)
            ]
            if not here and unit.text not in flat:
                # Its words stand apart, so they are what was found.
                here = [
                    (m.start(), m.end(), unit) for p in unit.parts for m in re.finditer(re.escape(p), flat)
                ]
            found += here
    spans = ((mapped.span(start, end), unit) for start, end, unit in found)
    return sorted(spans, key=lambda item: (item[0].start, item[0].end))


def merged(spans: Sequence[Span]) -> list[Span]:
    """Spans that overlap or touch become one: 工资 and 集体 side by side are one highlight."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        elif span.end > span.start:
            found.append(span)
    return found


def title_highlights(article: Article, leaves: Sequence[Leaf]) -> tuple[Span, ...]:
    """What of an article's title the query found."""
    return tuple(merged([span for span, _ in find(article.title, leaves, f.TITLE)]))


def snippets(
    article: Article, leaves: Sequence[Leaf], importance: Mapping[Unit, float]
) -> tuple[Snippet, ...]:
    """The best passages of the body, in its order; its beginning when nothing in it was found."""
    body = article.body
    if not body:
        return ()
    matches = find(body, leaves, f.BODY)
    spans = merged([span for span, _ in matches])
    starts = [span.start for span, _ in matches]
    whole_run = sum(importance.values()) or 1.0
    chosen: list[tuple[int, int]] = []
    covered: set[Unit | None] = set()
    candidates = _passages(body, spans)
    for _ in range(_PASSAGES):
        best, best_gain, best_units = None, 0.0, set[Unit | None]()
        for start, end in candidates:
            if any(start < e and s < end for s, e in chosen):
                continue
            inside = matches[bisect_left(starts, start) : bisect_right(starts, end)]
            here = {unit for span, unit in inside if span.end <= end}
            fresh = here - covered
            # A second passage must show something that the first does not.
            gain = sum(whole_run if u is None else importance.get(u, 0.0) for u in fresh)
            gain += 0.01 * len(inside) / (1 + len(inside)) if fresh else 0.0
            if gain > best_gain:
                best, best_gain, best_units = (start, end), gain, here
        if best is None:
            break
        chosen.append(best)
        covered |= best_units
    if not chosen:
        chosen = [candidates[0]]
    return tuple(_snippet(article, start, end, spans) for start, end in sorted(chosen))


def _snippet(article: Article, start: int, end: int, spans: Sequence[Span]) -> Snippet:
    inside = (s for s in spans if s.start < end and s.end > start)
    highlights = tuple(Span(max(s.start, start) - start, min(s.end, end) - start) for s in inside)
    return Snippet(
        article.body[start:end], highlights, article.line_of(start), article.heading_at(start), start
    )


def _passages(body: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Stretches of whole sentences around each match, and the beginning; none crosses a paragraph."""
    # Without the white space around them, so that a paragraph's end always stands between two sentences.
    sentences = [_trimmed(body, m.start(), m.end()) for m in _SENTENCE.finditer(body) if m.group().strip()]
    if not sentences:
        return [_trimmed(body, 0, min(len(body), _LENGTH))]
    ends = [end for _, end in sentences]
    wanted = {0: None} | {min(bisect_right(ends, s.start), len(ends) - 1): None for s in spans}
    found: dict[tuple[int, int], None] = {}
    for i in sorted(wanted):
        start, end = sentences[i]
        if end - start > _LENGTH:
            inside = [s for s in spans if start <= s.start < end] or [Span(start, start)]
            for span in inside[:8]:
                found[_trimmed(body, *_window(body, start, end, span))] = None
            continue
        found[_trimmed(body, *_filled(body, sentences, i))] = None
    return list(found)


def _filled(body: str, sentences: Sequence[tuple[int, int]], i: int) -> tuple[int, int]:
    """A short sentence with those that follow it, then those before it, within its paragraph."""
    start, end = sentences[i]
    for following in sentences[i + 1 :]:
        if "\n" in body[end : following[0]] or following[1] - start > _LENGTH:
            break
        end = following[1]
    for before in reversed(sentences[:i]):
        if "\n" in body[before[1] : start] or end - before[0] > _LENGTH:
            break
        start = before[0]
    return start, end


def _window(body: str, start: int, end: int, span: Span) -> tuple[int, int]:
    """About _LENGTH characters of a long sentence around a match, cut at clauses where there are some."""
    room = max(0, _LENGTH - (span.end - span.start))
    left = max(start, span.start - room // 3)
    right = min(end, left + max(_LENGTH, span.end - left))
    left = max(start, min(left, right - _LENGTH))
    if left > start:
        clause = _CLAUSE.search(body, max(start, left - 12), span.start)
        left = clause.end() if clause else left
    if right < end:
        cuts = [m.end() for m in _CLAUSE.finditer(body, span.end, min(end, right + 12))]
        right = cuts[-1] if cuts else right
    return left, right


def _trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at its ends."""
    text = body[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
