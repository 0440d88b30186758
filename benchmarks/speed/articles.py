"""The articles that every system indexes: from a file of JSON lines, or generated."""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO

from benchmarks.relevance.collection import CollectionError, Document
from benchmarks.speed.generated import generated

#: So many articles tell how long all are.
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Source:
    """``count`` articles: the first of ``file`` (JSON lines of id, title, text and, where known, date;
    gzip when its name ends in .gz), or generated with ``seed`` where there is no file. ``label`` names them
    where the file does not.

    A file with fewer articles is read again from its beginning, as often as it takes.
    """

    file: Path | None
    count: int
    seed: int = 1
    label: str = ""

    @property
    def name(self) -> str:
        """What the articles are, for a report; of a path only the file's name."""
        return self.label or (self.file.name if self.file else f"generated, seed {self.seed}")

    def kept(self, folder: Path) -> Source:
        """The same articles by the same name in a plain file, which each system reads as fast as the next."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "articles.jsonl"
        with file.open("w", encoding="utf-8", newline="\n") as lines:
            for document in self.documents():
                raw = {"id": document.id, "title": document.title, "text": document.text}
                day = {"date": document.day.isoformat()} if document.day else {}
                lines.write(json.dumps(raw | day, ensure_ascii=False) + "\n")
        return replace(self, file=file, label=self.name)

    def characters(self) -> int:
        """About how many characters the articles have, by the first of them."""
        first = list(self.of(min(self.count, _SAMPLE)).documents())
        found = sum(len(document.title) + len(document.text) for document in first)
        return found * self.count // max(1, len(first))

    def of(self, count: int) -> Source:
        """The same articles, more or fewer of them."""
        return replace(self, count=count)

    def documents(self) -> Iterator[Document]:
        """The articles in order, always the same. Raises CollectionError and OSError."""
        return itertools.islice(self._endless(), self.count)

    def _endless(self) -> Iterator[Document]:
        if self.file is None:
            yield from generated(self.seed)
            return
        for again in itertools.count(1):
            empty = True
            for document in _read(self.file):
                empty = False
                yield document if again == 1 else replace(document, id=f"{document.id}~{again}")
            if empty:
                raise CollectionError(f"{self.file}: no articles")


def _opened(file: Path) -> IO[str]:
    if file.suffix == ".gz":
        return gzip.open(file, "rt", encoding="utf-8")
    return file.open(encoding="utf-8")


def _read(file: Path) -> Iterator[Document]:
    with _opened(file) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                raw = json.loads(line)
                found = Document(str(raw["id"]), raw["title"] or "", raw["text"], _day(raw.get("date")))
            except (ValueError, KeyError, TypeError) as error:
                raise CollectionError(f"{file}:{number}: no article ({error!r})") from error
            yield found


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None


def add_options(parser: argparse.ArgumentParser, *, count: int | None) -> None:
    """Add --articles, --generated and --seed, and --count when it has a default."""
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("--articles", type=Path, metavar="FILE", help="JSON lines, .gz or not")
    if count is None:
        given.add_argument("--generated", action="store_true", help="generated articles instead")
    else:
        given.add_argument("--generated", type=int, metavar="N", help="so many generated articles instead")
        parser.add_argument(
            "--count", type=int, default=count, metavar="N", help=f"how many of the file (default: {count})"
        )
    parser.add_argument("--seed", type=int, default=1, help="of generating and of choosing questions")


def chosen(options: argparse.Namespace) -> Source:
    """The articles that the options of :func:`add_options` name. Raises CollectionError."""
    count = options.count if options.articles else options.generated
    source = Source(options.articles, int(count), options.seed)
    next(source.documents(), None)  # What cannot be read is said before anything is built.
    return source
