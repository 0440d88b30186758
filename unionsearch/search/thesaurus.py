"""Words of the same or nearly the same meaning, as data.

A line of a thesaurus file has, between tabs: kind, term, other terms between ``|``, and for renamed
bodies and places the last year of the old name, where it is known; then a remark. ``#`` begins a comment.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from unionsearch import shipped
from unionsearch.analysis import cache as kept
from unionsearch.analysis.dictionary import digest
from unionsearch.errors import ConfigError
from unionsearch.lang import say
from unionsearch.patterns import pattern
from unionsearch.text import BREAK, flatten, fold, identity

#: Raised when lines are read in another way.
_FORMAT = "2"
#: How much a word found through each kind counts beside the user's own word.
WEIGHTS = {"same": 0.8, "abbreviation": 0.8, "renamed": 0.8, "narrower": 0.6, "near": 0.5, "writing": 1.0}
#: Kinds by which an article matches as fully as by the word itself.
STRONG = frozenset({"same", "abbreviation", "renamed", "narrower", "writing"})

#: The first and the last of some years.
Years = tuple[int, int]
_EVER: Years = (1, 9999)
_YEAR = pattern(r"([12][0-9]{3})年?")


@dataclass(frozen=True, slots=True)
class Variant:
    """Another word for a word: ``text`` as in a gram stream, the kind, and ``shown`` as written.

    With ``word`` it must stand as a word of its own: as a run, 全总 would stand in 安全总监. ``years`` are
    those in which a name held that was given up or taken up.
    """

    text: str
    kind: str
    shown: str
    word: bool = False
    years: Years = _EVER

    @property
    def weight(self) -> float:
        """How much it counts beside the word itself."""
        return WEIGHTS[self.kind]

    @property
    def given_up(self) -> int | None:
        """The last year of an old name."""
        return self.years[1] if self.years[1] != _EVER[1] else None

    @property
    def taken_up(self) -> int | None:
        """The year in which a new name took the place of the old."""
        return self.years[0] if self.years[0] != _EVER[0] else None

    def within(self, years: Years) -> Variant:
        """What the variant is to a query about these years: a name out of its time is only near.

        It is not left out: reports look back, names live on in use, and local bodies were renamed in one
        place earlier than in another.
        """
        in_time = self.years[0] <= years[1] and years[0] <= self.years[1]
        return self if in_time or self.kind != "renamed" else replace(self, kind="near")


class _Entry(NamedTuple):
    """A line: the terms as written, the head first, and as in a gram stream; the year of a change."""

    kind: str
    terms: Sequence[str]
    flats: Sequence[str]
    year: int | None

    def found_by(self) -> Sequence[str]:
        """The terms that have variants by this line."""
        return self.flats[:1] if self.kind == "narrower" else self.flats

    def ties(self, flat: str) -> Iterator[Variant]:
        """The variants of one of these terms."""
        if self.kind == "same" or flat == self.flats[0]:
            # In the year of the change both names held.
            years = _EVER if self.year is None else (self.year, _EVER[1])
            others = range(len(self.terms))
        else:
            years = _EVER if self.year is None else (_EVER[0], self.year)
            others = range(1)
        for i in others:
            if self.flats[i] not in ("", flat):
                yield Variant(self.flats[i], self.kind, self.terms[i], years=years)


class Thesaurus:
    """Finds the variants of the terms in a text."""

    def __init__(
        self, lines: Iterable[tuple[str, str]], stated: Mapping[str, Sequence[int]] | None = None
    ) -> None:
        """``lines`` are pairs of a line and where it stands, for error messages. Raises ConfigError.

        ``stated`` says which lines have variants for a term, where that is known from before (of
        :attr:`stated`): then no line is read before it is needed.
        """
        self._lines = list(lines)
        self.stated = _stated(self._lines) if stated is None else stated
        self._longest = max(map(len, self.stated), default=1)
        self._years = _EVER

    def about(self, years: Years | None) -> Thesaurus:
        """This thesaurus for a query about some years; None leaves it as it is."""
        if years is None:
            return self
        found = copy(self)
        found._years = years
        return found

    def variants(self, flat: str) -> tuple[Variant, ...]:
        """The variants of a term, strongest first."""
        known: dict[str, Variant] = {}
        for line in self.stated.get(flat, ()):
            entry = _entry(*self._lines[line])
            for variant in entry.ties(flat) if entry else ():
                # A stronger tie stated elsewhere stays.
                if variant.text not in known or variant.weight > known[variant.text].weight:
                    known[variant.text] = variant
        found = (variant.within(self._years) for variant in known.values())
        return tuple(sorted(found, key=lambda v: -v.weight))

    def terms_in(self, flat: str, edges: frozenset[int]) -> Iterator[tuple[int, int]]:
        """The longest terms in a text, from left to right, that begin and end at ``edges``."""
        start = 0
        while start < len(flat):
            if start in edges:
                for end in range(min(len(flat), start + self._longest), start + 1, -1):
                    if end in edges and flat[start:end] in self.stated:
                        yield start, end
                        start = end
                        break
                else:
                    start += 1
                continue
            start += 1

    def terms(self) -> Iterable[str]:
        """Every term that has variants."""
        return self.stated


def _flats(terms: Sequence[str]) -> list[str]:
    """Terms as in a gram stream. Nearly all are plain Han, which need no more than folding."""
    joined = "".join(terms)
    if min(joined) >= "\u4e00" and max(joined) <= "\u9fff":
        return fold("\n".join(terms)).split(fold("\n"))
    return [flatten(term).strip(BREAK) for term in terms]


def _entry(line: str, where: str) -> _Entry | None:
    """A line read; None for an empty one and a remark. Raises ConfigError."""
    if not line.strip() or line.startswith("#"):
        return None
    columns = [c.strip() for c in line.rstrip("\r\n").split("\t")]
    kind = columns[0]
    others = [o.strip() for o in columns[2].split("|") if o.strip()] if len(columns) > 2 else []
    year = columns[3] if kind == "renamed" and len(columns) > 3 else ""
    dated = _YEAR.fullmatch(year) if year else None
    if kind not in WEIGHTS or kind == "writing" or not others or not columns[1] or (year and not dated):
        raise ConfigError(
            say(
                f"同义词表 {where} 读不懂：{line.strip()}",
                f"{where} is no thesaurus entry: {line.strip()}",
            ),
            say(
                "每行：类别、词、其他词（用 | 分开），以制表符隔开；"
                "类别为 same、abbreviation、renamed、narrower、near；renamed 再加旧名用到哪一年。",
                "A line is kind, term, other terms (separated by |), with tabs between;"
                " kinds are same, abbreviation, renamed (then the last year of the old name),"
                " narrower, near.",
            ),
        )
    terms = [columns[1], *others]
    return _Entry(kind, terms, _flats(terms), int(dated.group(1)) if dated else None)


def _stated(lines: Sequence[tuple[str, str]]) -> dict[str, list[int]]:
    """The lines in which each term has variants. Raises ConfigError."""
    found: dict[str, list[int]] = {}
    for number, (line, where) in enumerate(lines):
        entry = _entry(line, where)
        for flat in dict.fromkeys(entry.found_by()) if entry else ():
            found.setdefault(flat, []).append(number)
    return found


NO_THESAURUS = Thesaurus(())


@cache
def own_thesaurus() -> Thesaurus:
    """The thesaurus that ships with the program."""
    files = _own_files()
    lines = list(_own_lines(files))
    # Which line speaks of which term is kept: to find that out takes longer than most queries.
    name = digest([_FORMAT, identity(), *(text for _, text in files)])
    path = kept.folder() / "thesaurus" / f"{name}.json"
    content = kept.read(path)
    if content is not None:
        return Thesaurus(lines, json.loads(content))
    found = Thesaurus(lines)
    kept.write(path, json.dumps(found.stated, ensure_ascii=False).encode())
    return found


def _own_files() -> list[tuple[str, str]]:
    return shipped.texts("search/data/thesaurus", ".tsv")


def _own_lines(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, text in files:
        yield from _numbered(text, name)


def _numbered(text: str, name: str) -> Iterator[tuple[str, str]]:
    for i, line in enumerate(text.splitlines(), 1):
        yield line, f"{name}:{i}"


def thesaurus_with(folder: Path) -> Thesaurus:
    """The shipped thesaurus and the files ``thesaurus*.tsv`` of a folder. Raises ConfigError."""
    files = sorted(folder.glob("thesaurus*.tsv")) if folder.is_dir() else []
    if not files:
        return own_thesaurus()
    lines = list(_own_lines(_own_files()))
    for file in files:
        try:
            lines += _numbered(file.read_text(encoding="utf-8-sig"), str(file))
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(
                say(f"同义词表 {file} 读不了：{error}", f"The thesaurus {file} cannot be read: {error}"),
                say("把它存成 UTF-8 文本。", "Save it as UTF-8 text."),
            ) from error
    return Thesaurus(lines)
