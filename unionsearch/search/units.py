"""What a bare word of a query asks for: the units that an article must contain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from unionsearch.analysis.analyzer import Analyzer
from unionsearch.dates import DateRange, parse_range
from unionsearch.engines.conditions import Condition, Days, Near, Run, Word, any_of
from unionsearch.patterns import pattern
from unionsearch.search.amounts import has_figures
from unionsearch.search.pieces import LONGEST, WHOLE, pieces
from unionsearch.search.stopwords import stopwords
from unionsearch.search.thesaurus import STRONG, Thesaurus, Variant
from unionsearch.search.writings import writings
from unionsearch.text import BREAK, flatten, kinds, normalize

#: The words of one term that stand apart begin within so many characters of each other: in one sentence,
#: mostly. Anywhere in an article, the words of a work report would make up every term there is.
APART = 16
#: A number too long to mean anything else and a word, which may stand apart: 12351热线, 12351维权热线.
_NUMBERED = pattern(r"([0-9]{4,})([^0-9a-z百千万亿]{2,})")
#: Kinds of ties that name one thing.
_OTHER_NAMES = frozenset({"same", "abbreviation", "renamed"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to find.

    ``text`` is it in a gram stream, ``own`` the condition that it stands in an article as written,
    ``parts`` the shorter words that make it up, ``variants`` other words for it, ``dates`` the days that
    it also stands for. A weak unit (a lone character) is asked for like any other but never brings up
    an article alone.
    """

    text: str
    own: Condition
    fields: tuple[str, ...]
    parts: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    weak: bool = False
    dates: Days | None = None

    def by(self, variant: Variant) -> Condition:
        """The condition that an article has one of the variants."""
        if variant.word:
            return Word(variant.text, self.fields)
        return Run(variant.text, self.fields, whole_numbers=variant.kind == "writing")

    @property
    def condition(self) -> Condition:
        """As written, or by another word that means as much."""
        return any_of([self.own, *(self.by(v) for v in self.variants if v.kind in STRONG)])

    @property
    def reach(self) -> Condition:
        """As written, or by any other word for it."""
        return any_of([self.own, *(self.by(v) for v in self.variants)])


def days_of(range_: DateRange) -> Days:
    """A range of dates as a condition."""
    first, last = range_.first, range_.last
    return Days(
        first.year * 10000 + first.month * 100 + first.day, last.year * 10000 + last.month * 100 + last.day
    )


def units(text: str, fields: tuple[str, ...], analyzer: Analyzer, thesaurus: Thesaurus) -> list[Unit]:
    """The units of a bare word, in order; none when it holds only stop words or punctuation."""
    normalized = normalize(text).text
    cut = list(pieces(normalized, analyzer))
    edges = frozenset(at for _, start, end in cut for at in (start, end))
    found: dict[str, Unit] = {}
    terms = dict(thesaurus.terms_in(normalized, edges))
    inside = 0
    for piece, start, _ in cut:
        if start < inside:
            continue
        if start in terms:
            inside = terms[start]
            parts = [p for p, s, e in cut if start <= s and e <= inside]
            unit = _term(normalized[start:inside], parts, fields, analyzer, thesaurus)
        elif flatten(piece) in stopwords():
            continue
        else:
            unit = _unit(piece, fields, analyzer)
        found[unit.text] = unit
    return list(found.values())


def _term(
    text: str, parts: list[str], fields: tuple[str, ...], analyzer: Analyzer, thesaurus: Thesaurus
) -> Unit:
    """A term of the thesaurus: one unit, though its words may stand apart."""
    whole = Run(flatten(text), fields)
    runs = tuple(flatten(part) for part in parts)
    apart = [Near(runs, APART, fields)] if len(runs) > 1 else []
    variants = tuple(
        replace(v, word=len(v.text) == 2 and analyzer.segmenter.is_word(v.text))
        for v in thesaurus.variants(text)
    )
    return Unit(text, any_of([whole, *apart]), fields, runs if len(runs) > 1 else (), variants)


def name_of(text: str, fields: tuple[str, ...], analyzer: Analyzer, thesaurus: Thesaurus) -> Unit:
    """The name of a unit or section, which a field has by containment, under the other names for it.

    A part of the name may have another: 东山人社局 is also 东山人力资源和社会保障局.
    """
    flat = flatten(text).strip(BREAK)
    normal = normalize(text).text
    words = [*analyzer.cut(normal), *analyzer.cut(normal, terms=False)]
    edges = {at for _, start, end in words for at in (start, end)} | {0, len(normal)}
    variants = []
    for start, end in thesaurus.terms_in(normal, frozenset(edges)):
        for variant in thesaurus.variants(normal[start:end]):
            other = normal[:start] + variant.shown + normal[end:]
            found = flatten(other).strip(BREAK)
            # 市总 is in 市总工会 anyway.
            if variant.kind in _OTHER_NAMES and flat not in found:
                variants.append(replace(variant, text=found, shown=other))
    return Unit(flat, Run(flat, fields), fields, variants=tuple(variants))


def _unit(piece: str, fields: tuple[str, ...], analyzer: Analyzer) -> Unit:
    flat = flatten(piece).strip(BREAK)
    variants = tuple(Variant(flatten(w), "writing", w) for w in writings(piece))
    if has_figures(piece) and WHOLE.fullmatch(piece):
        # A date is met by its own characters, and by articles of that date.
        run = Run(flat, fields, whole_numbers=True)
        try:
            days = days_of(parse_range(piece))
        except ValueError:
            return Unit(flat, run, fields, variants=variants)
        return Unit(flat, any_of([run, days]), fields, variants=variants, dates=days)
    if kinds(piece[0]) == "n" and kinds(piece[-1]) == "h":
        whole = Run(flat, fields, whole_numbers=True)
        match = _NUMBERED.fullmatch(flat)
        parts: tuple[str, ...] = match.groups() if match else ()
        apart = [Near(parts, APART, fields)] if parts else []
        return Unit(flat, any_of([whole, *apart]), fields, parts, variants)
    if kinds(piece[0]) != "h":
        # A number with a point is one word; its gram stream has a break where the point is.
        return Unit(flat, Word(piece, fields), fields, variants=variants)
    run = Run(flat, fields)
    if len(flat) < LONGEST:
        return Unit(flat, any_of([Word(piece, fields), run]), fields, variants=variants, weak=len(flat) == 1)
    # A long word is also met by the shorter words that make it up: 工会干部 by 工会 and 干部.
    cover = analyzer.segmenter.cover(piece)
    apart = [Near(tuple(cover), APART, fields)] if len(cover) > 1 else []
    return Unit(
        flat,
        any_of([*apart, run, Word(piece, fields)]),
        fields,
        tuple(cover) if len(cover) > 1 else (),
        variants,
    )


def scored_tokens(text: str, analyzer: Analyzer) -> tuple[list[str], list[str]]:
    """The words and the grams by which articles are ranked for a text; stop words left out."""
    normalized = normalize(text).text
    words = [word for word, _, _ in analyzer.words(normalized) if word not in stopwords()]
    flat = flatten(text)
    grams = [pair for pair in _pairs(flat) if BREAK not in pair and " " not in pair and not _is_stop(pair)]
    return list(dict.fromkeys(words)), list(dict.fromkeys(grams))


def _pairs(flat: str) -> Iterator[str]:
    return (flat[i : i + 2] for i in range(len(flat) - 1))


def _is_stop(pair: str) -> bool:
    return pair in stopwords() or (pair[0] in stopwords() and pair[1] in stopwords())
