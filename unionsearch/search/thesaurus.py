"""Words of the same or nearly the same meaning, as data.

A line of a thesaurus file has, between tabs: kind, term, other terms between ``|``, and for renamed
bodies and places the last year of the old name; then a remark. ``#`` begins a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from unionsearch.errors import ConfigError
from unionsearch.lang import say
from unionsearch.text import BREAK, flatten, fold

#: How much a word found through each kind counts beside the user's own word.
WEIGHTS = {"same": 0.8, "abbreviation": 0.8, "renamed": 0.8, "narrower": 0.6, "near": 0.5, "writing": 1.0}
#: Kinds by which an article matches as fully as by the word itself.
STRONG = frozenset({"same", "abbreviation", "renamed", "narrower", "writing"})


@dataclass(frozen=True, slots=True)
class Variant:
    """Another word for a word: ``text`` as in a gram stream, the kind, and ``shown`` as written.

    With ``word`` it must stand as a word of its own: as a run, 全总 would stand in 安全总监.
    """

    text: str
    kind: str
    shown: str
    word: bool = False

    @property
    def weight(self) -> float:
        """How much it counts beside the word itself."""
        return WEIGHTS[self.kind]


class Thesaurus:
    """Finds the variants of the terms in a text."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        """``lines`` are pairs of a line and where it stands, for error messages. Raises ConfigError."""
        self._variants: dict[str, dict[str, Variant]] = {}
        self._longest = 1
        for line, where in lines:
            self._take(line, where)

    def _take(self, line: str, where: str) -> None:
        if not line.strip() or line.startswith("#"):
            return
        columns = [c.strip() for c in line.rstrip("\r\n").split("\t")]
        kind = columns[0]
        others = [o.strip() for o in columns[2].split("|") if o.strip()] if len(columns) > 2 else []
        if kind not in WEIGHTS or kind == "writing" or not others or not columns[1]:
            raise ConfigError(
                say(
                    f"同义词表 {where} 读不懂：{line.strip()}",
                    f"{where} is no thesaurus entry: {line.strip()}",
                ),
                say(
                    "每行：类别、词、其他词（用 | 分开），以制表符隔开；"
                    "类别为 same、abbreviation、renamed、narrower、near。",
                    "A line is kind, term, other terms (separated by |), with tabs between;"
                    " kinds are same, abbreviation, renamed, narrower, near.",
                ),
            )
        terms = [columns[1], *others]
        if kind == "same":
            for term in terms:
                self._add(term, [t for t in terms if t != term], kind)
            return
        self._add(terms[0], others, kind)
        if kind != "narrower":
            for other in others:
                self._add(other, [terms[0]], kind)

    def _add(self, term: str, others: Iterable[str], kind: str) -> None:
        key = _flat(term)
        known = self._variants.setdefault(key, {})
        self._longest = max(self._longest, len(key))
        for other in others:
            flat = _flat(other)
            # A stronger tie stated elsewhere stays.
            if flat and flat != key and (flat not in known or WEIGHTS[kind] > known[flat].weight):
                known[flat] = Variant(flat, kind, other)

    def variants(self, flat: str) -> tuple[Variant, ...]:
        """The variants of a term, strongest first."""
        found = self._variants.get(flat, {}).values()
        return tuple(sorted(found, key=lambda v: -v.weight))

    def terms_in(self, flat: str, edges: frozenset[int]) -> Iterator[tuple[int, int]]:
        """The longest terms in a text, from left to right, that begin and end at ``edges``."""
        start = 0
        while start < len(flat):
            if start in edges:
                for end in range(min(len(flat), start + self._longest), start + 1, -1):
                    if end in edges and flat[start:end] in self._variants:
                        yield start, end
                        start = end
                        break
                else:
                    start += 1
                continue
            start += 1

    def terms(self) -> Iterable[str]:
        """Every term that has variants."""
        return self._variants


_HAN = re.compile(r"[\u4e00-\u9fff]+")


def _flat(term: str) -> str:
    """A term as in a gram stream. Nearly all are plain Han, which need no more than folding."""
    return fold(term) if _HAN.fullmatch(term) else flatten(term).strip(BREAK)


NO_THESAURUS = Thesaurus(())


@cache
def own_thesaurus() -> Thesaurus:
    """The thesaurus that ships with the program."""
    return Thesaurus(_own_lines())


def _own_lines() -> Iterator[tuple[str, str]]:
    folder = resources.files("unionsearch.search").joinpath("data/thesaurus")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".tsv"):
            yield from _numbered(file.read_text(encoding="utf-8"), file.name)


def _numbered(text: str, name: str) -> Iterator[tuple[str, str]]:
    for i, line in enumerate(text.splitlines(), 1):
        yield line, f"{name}:{i}"


def thesaurus_with(folder: Path) -> Thesaurus:
    """The shipped thesaurus and the files ``thesaurus*.tsv`` of a folder. Raises ConfigError."""
    files = sorted(folder.glob("thesaurus*.tsv")) if folder.is_dir() else []
    if not files:
        return own_thesaurus()
    lines = list(_own_lines())
    for file in files:
        try:
            lines += _numbered(file.read_text(encoding="utf-8-sig"), str(file))
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(
                say(f"同义词表 {file} 读不了：{error}", f"The thesaurus {file} cannot be read: {error}"),
                say("把它存成 UTF-8 文本。", "Save it as UTF-8 text."),
            ) from error
    return Thesaurus(lines)
