"""Answers a query from one state of the index."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from unionsearch import query as language
from unionsearch.analysis.analyzer import Analyzer
from unionsearch.copies.table import NO_COPIES, Table
from unionsearch.dates import number, parse_period
from unionsearch.engines import fields as f
from unionsearch.engines.conditions import Condition, Days, Keyword, Or, Run, all_of, any_of
from unionsearch.engines.protocol import Reader
from unionsearch.engines.remembered import Remembered
from unionsearch.errors import ConfigError
from unionsearch.lang import say
from unionsearch.model import KINDS, Copy, Hit, Issue, Page
from unionsearch.payload import decode
from unionsearch.query.ast import Query
from unionsearch.query.fields import KIND_VALUES
from unionsearch.search import notes
from unionsearch.search.compile import Asked, Compiler, Leaf
from unionsearch.search.folding import copies_in, fold
from unionsearch.search.matches import Finder
from unionsearch.search.periods import years_of
from unionsearch.search.ranking import Ranking
from unionsearch.search.snippets import Shown, snippets, title_highlights
from unionsearch.search.thesaurus import NO_THESAURUS, Thesaurus, own_thesaurus
from unionsearch.search.units import name_of
from unionsearch.search.weights import Weights, standard
from unionsearch.text import BREAK, flatten

if TYPE_CHECKING:
    from unionsearch.spelling import Vocabulary

#: Of so many issues the ids are kept at hand.
_ISSUES = 1 << 14
#: Bytes of articles that were shown last and are kept opened.
_OPENED = 8 << 20

SORTS = ("relevance", "date", "-date", "issue")

_NUMBER = re.compile(r"第?([0-9０-９]+|[〇零一二三四五六七八九十百]+)期?")


@dataclass(frozen=True, slots=True)
class Options:
    """How a query is to be answered, beside its text. ``limit`` 0 means all."""

    limit: int = 10
    offset: int = 0
    sort: str = "relevance"
    since: str | None = None
    until: str | None = None
    section: str | None = None
    contributor: str | None = None
    issue: str | None = None
    kind: str | None = None
    plain: bool = False
    expand: bool = True
    explain: bool = False
    all_copies: bool = False


class Searcher:
    """Answers queries. ``issues`` gives the issue of each source; ``weights`` default to the shipped ones."""

    def __init__(
        self,
        reader: Reader,
        analyzer: Analyzer,
        issues: Mapping[str, Issue],
        *,
        thesaurus: Thesaurus | None = None,
        vocabulary: Callable[[], Vocabulary | None] = lambda: None,
        weights: Weights | None = None,
    ) -> None:
        self.reader = reader
        self.analyzer = analyzer
        self.issues = issues
        self.thesaurus = thesaurus or own_thesaurus()
        self.vocabulary = vocabulary
        self.weights = weights or standard()
        self._opened: Remembered[int, Shown] = Remembered(_OPENED)
        self._issue_ids: dict[str, str] = {}

    @cached_property
    def _copies(self) -> Table:
        return copies_in(self.reader)

    def search(self, text: str, options: Options) -> Page:
        """The page that answers a query. Raises QuerySyntaxError, and ConfigError for a bad option."""
        began = time.perf_counter()
        only = self._only(options)
        parsed = language.plain(text) if options.plain else language.parse(text)
        asked, mended = self._asked(parsed, options)
        ranking = Ranking(self.reader, asked, self.weights, only, options.sort, self._issue_id)
        copies = NO_COPIES if options.all_copies else self._copies
        found = fold(ranking, copies, options.offset + options.limit if options.limit else None)
        finder = Finder(asked.leaves, ranking.importance)
        shown = found.docs[options.offset :]
        sources = self.reader.places(shown).sources.tolist()
        hits = [
            self._hit(
                doc,
                self.reader.sources()[source],
                place,
                float(found.scores[place]),
                place < found.complete,
                finder,
                ranking.explain(doc) if options.explain else (),
            )
            for place, (doc, source) in enumerate(zip(shown.tolist(), sources, strict=True), options.offset)
        ]
        return Page(
            query=text,
            total=found.total,
            complete=found.complete,
            took_ms=(time.perf_counter() - began) * 1000,
            notes=(
                *mended,
                *notes.notes(
                    self.reader,
                    asked,
                    total=found.total,
                    complete=found.complete,
                    narrowed=only is not None,
                ),
            ),
            hits=tuple(hits),
        )

    def _asked(self, parsed: Query, options: Options) -> tuple[Asked, list[str]]:
        """What a query asks, after its unknown words were mended, and notes on that."""
        thesaurus = self.thesaurus if options.expand else NO_THESAURUS
        thesaurus = thesaurus.about(years_of(parsed, options.since, options.until))
        asked = Compiler(self.reader, self.analyzer, thesaurus, self.issue_condition).compile(parsed)
        if not options.expand or not any(self._may_be_mistyped(leaf) for leaf in asked.leaves):
            return asked, []
        # Imported here: most queries have nothing unknown.
        from unionsearch.search.mending import Mender

        mender = Mender(self.reader, self.analyzer, thesaurus, self.vocabulary)
        mended = mender.mend(parsed)
        if mended != parsed:
            asked = Compiler(self.reader, self.analyzer, thesaurus, self.issue_condition).compile(mended)
        return asked, mender.notes

    def _may_be_mistyped(self, leaf: Leaf) -> bool:
        """Whether something of a word occurs nowhere, or its parts never side by side."""
        if any(not self.reader.frequency(unit.reach) for unit in leaf.units):
            return True
        glued = not leaf.strict and len(leaf.units) > 1
        return glued and not self.reader.frequency(Run(leaf.flat, leaf.fields))

    def _hit(
        self,
        doc: int,
        source: str,
        place: int,
        score: float,
        complete: bool,
        finder: Finder,
        explanation: tuple[tuple[str, float], ...],
    ) -> Hit:
        shown = self._shown(doc)
        return Hit(
            rank=place + 1,
            score=score,
            complete=complete,
            article=shown.article,
            issue=self.issues[source],
            snippets=snippets(shown, finder),
            title_highlights=title_highlights(shown, finder),
            explanation=explanation,
            also_in=tuple(self._copy(other) for other in self._copies.others(doc)),
        )

    def _shown(self, doc: int) -> Shown:
        shown = self._opened.get(doc)
        if shown is None:
            shown = Shown(decode(self.reader.payload(doc)), self.reader.flats(doc))
            self._opened.put(doc, shown, shown.size)
        return shown

    def _issue_id(self, source: str) -> str:
        # Equals are put in the order of issues, and of these there are many in a long list of equals.
        found = self._issue_ids.get(source)
        if found is None:
            if len(self._issue_ids) >= _ISSUES:
                self._issue_ids.clear()
            found = self._issue_ids[source] = self.issues[source].id
        return found

    def _copy(self, doc: int) -> Copy:
        place = self.reader.place(doc)
        return Copy(self.issues[place.source], place.number)

    def _only(self, options: Options) -> Condition | None:
        """The options' filters as one condition. Raises ConfigError."""
        if options.limit < 0 or options.offset < 0:
            raise ConfigError(
                say("--limit 和 --offset 不能是负数。", "--limit and --offset must not be negative."),
                say("--limit 0 表示全部。", "--limit 0 means all."),
            )
        if options.sort not in SORTS:
            raise ConfigError(
                say(f"没有“{options.sort}”这种排序。", f"There is no sort order {options.sort!r}."),
                say(f"可用：{'、'.join(SORTS)}。", f"Use one of: {', '.join(SORTS)}."),
            )
        demands: list[Condition] = []
        if options.since is not None or options.until is not None:
            demands.append(_days(options.since, options.until))
        for field, value in ((f.SECTION, options.section), (f.CONTRIBUTOR, options.contributor)):
            if value is not None:
                flat = flatten(value).strip(BREAK)
                thesaurus = self.thesaurus if options.expand else NO_THESAURUS
                named = name_of(value, (field,), self.analyzer, thesaurus)
                demands.append(named.condition if flat else Or(()))
        if options.issue is not None:
            demands.append(self.issue_condition(options.issue))
        if options.kind is not None:
            kind = KIND_VALUES.get(options.kind.lower())
            if kind is None:
                raise ConfigError(
                    say(f"没有“{options.kind}”这种类型。", f"There is no kind {options.kind!r}."),
                    say(f"可用：{'、'.join(KINDS)}。", f"Use one of: {', '.join(KINDS)}."),
                )
            demands.append(Keyword("kind", kind))
        return all_of(demands) if demands else None

    def issue_condition(self, wanted: str) -> Condition:
        """The articles of the issues that ``issue:`` names: by id, file, or number.

        An id or file may be given by its last part; 第12期 is every issue of that number.
        """
        wanted = wanted.strip()
        sources = [s for s, issue in self.issues.items() if wanted in (issue.id, issue.file)]
        if not sources:
            name = wanted.casefold()
            for source, issue in self.issues.items():
                path = PurePosixPath(issue.file)
                if name in (path.name.casefold(), path.stem.casefold()):
                    sources.append(source)
        match = _NUMBER.fullmatch(wanted)
        if not sources and match:
            try:
                numbered = number(match.group(1))
            except ValueError:
                numbered = -1
            sources = [s for s, issue in self.issues.items() if issue.number == numbered]
        return any_of(Keyword("source", source) for source in sorted(sources))


def _days(since: str | None, until: str | None) -> Days:
    first, last = 0, 99999999
    for name, value in (("--since", since), ("--until", until)):
        if value is None:
            continue
        try:
            period = parse_period(value)
        except ValueError:
            raise ConfigError(
                say(f"{name} 的日期“{value}”读不懂。", f"{name}: {value!r} is no date."),
                say("写成 2011、2011-12 或 2011-12-26。", "Write 2011, 2011-12 or 2011-12-26."),
            ) from None
        day = period.first if name == "--since" else period.last
        as_number = day.year * 10000 + day.month * 100 + day.day
        if name == "--since":
            first = as_number
        else:
            last = as_number
    if first > last:
        raise ConfigError(
            say("--since 晚于 --until。", "--since is after --until."),
            say("把两个日期对调。", "Exchange the two dates."),
        )
    return Days(first, last)
