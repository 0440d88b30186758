"""The passages of an article that show why it was found.

Spans are data; markup comes last, elsewhere. They point at the original text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from unionsearch.engines import fields as f
from unionsearch.engines.conditions import Days, Run, run_expression
from unionsearch.model import Article, Snippet, Span
from unionsearch.search.compile import Leaf
from unionsearch.search.units import Unit
from unionsearch.text import normalize, stream

#: A passage has about so many characters, and an article so many passages.
_LENGTH = 100
_PASSAGES = 2

#: A second passage shows at least this share of what was asked, beyond what the first one shows.
_LEAST_GAIN = 0.15
_MORE_THAN_A_LINE = 30

_SENTENCE = re.compile(r"[^。！？!?；;\n]*(?:[。！？!?；;]+[”’」』）)]*|\n|$)")
_CLAUSE = re.compile(r"[，,、：:；;。！？!?\s]")


Found = list[tuple[Span, "Unit | Leaf"]]


def find(text: str, leaves: Sequence[Leaf], field: str) -> Found:
    """Where a text matches: spans in order, each with the unit, or the whole leaf, found there."""
    mapped = stream(normalize(text))
    flat = mapped.text
    found: list[tuple[int, int, Unit | Leaf]] = []
    for leaf in leaves:
        if field not in leaf.fields:
            continue
        whole = [(m.start(), m.end()) for m in leaf.expression.finditer(flat) if m.end() > m.start()]
        found += [(start, end, leaf) for start, end in whole]
        only_weak = all(unit.weak for unit in leaf.units)
        for unit in leaf.units:
            for expression in _expressions(unit, flat, whole_leaf=bool(whole), weak=only_weak):
                found += [(m.start(), m.end(), unit) for m in expression.finditer(flat)]
    if not found:
        # Nothing of the query stands here but words inside its units, which brought the article up.
        inside = [text_ for leaf in leaves if field in leaf.fields for text_ in leaf.inside]
        found = [(m.start(), m.end(), leaves[0]) for t in inside for m in re.finditer(re.escape(t), flat)]
    spans = ((mapped.span(start, end), what) for start, end, what in found)
    return sorted(spans, key=lambda item: (item[0].start, item[0].end))


def _expressions(unit: Unit, flat: str, *, whole_leaf: bool, weak: bool) -> Iterator[re.Pattern[str]]:
    """What to look for in place of a unit.

    Where the whole leaf stands, its units elsewhere are left alone; a lone character is marked only
    when nothing else was asked; and the words of a unit only where the unit itself does not stand.
    """
    for variant in unit.variants:
        yield run_expression(Run(variant.text, whole_numbers=True))
    if unit.dates is not None:
        yield from _day_expressions(unit.dates)
    if whole_leaf or (unit.weak and not weak):
        return
    yield run_expression(Run(unit.text, whole_numbers=True))
    if unit.parts and unit.text not in flat:
        for part in unit.parts:
            yield run_expression(Run(part))


def _day_expressions(days: Days) -> Iterator[re.Pattern[str]]:
    """A day or month as bulletins print it, without the year."""
    month, day = days.first // 100 % 100, days.first % 100
    if days.first == days.last:
        yield re.compile(rf"(?<![0-9]){month}月{day}[日号]")
    elif days.first // 100 == days.last // 100:
        yield re.compile(rf"(?<![0-9]){month}月(?:[0-9]{{1,2}}[日号])?")


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
    least = _LEAST_GAIN * sum(importance.values())
    chosen: list[tuple[int, int]] = []
    covered: set[Unit | Leaf] = set()
    candidates = _passages(body, spans)
    for _ in range(_PASSAGES):
        best, best_gain, best_units = None, 0.0, set[Unit | Leaf]()
        for start, end in candidates:
            if any(start < e and s < end for s, e in chosen):
                continue
            inside = matches[bisect_left(starts, start) : bisect_right(starts, end)]
            here = {what for span, what in inside if span.end <= end}
            fresh = here - covered
            # A second passage must show something that the first does not.
            gain = sum(_worth(what, importance) for what in fresh)
            if chosen and gain < least:
                continue
            gain += 0.01 * len(inside) / (1 + len(inside)) if fresh else 0.0
            if gain > best_gain:
                best, best_gain, best_units = (start, end), gain, here
        if best is None:
            break
        chosen.append(best)
        covered |= best_units
    if not chosen:
        # A salutation says nothing: the first passage that is more than a line.
        chosen = [next((p for p in candidates if p[1] - p[0] >= _MORE_THAN_A_LINE), candidates[0])]
    return tuple(_snippet(article, start, end, spans) for start, end in sorted(chosen))


def _worth(what: Unit | Leaf, importance: Mapping[Unit, float]) -> float:
    """What a passage gains by showing a unit, or a leaf whole: then all of its units, and standing so."""
    if isinstance(what, Unit):
        return importance.get(what, 0.0)
    return 1.5 * sum(importance.get(unit, 0.0) for unit in what.units)


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
    first = next((i for i, (s, e) in enumerate(sentences) if e - s >= _MORE_THAN_A_LINE), 0)
    wanted = {0: None, first: None} | {min(bisect_right(ends, s.start), len(ends) - 1): None for s in spans}
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
