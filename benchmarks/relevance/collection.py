"""A test collection: documents, queries and judgments, read from plain files."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path


class CollectionError(Exception):
    """A file of a collection cannot be understood; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document; ``title`` and ``text`` may be empty, ``day`` is its date where it has one."""

    id: str
    title: str
    text: str
    day: date | None = None

    @property
    def whole(self) -> str:
        """Title and text as one, for systems that know no fields."""
        return f"{self.title}\n{self.text}" if self.title else self.text


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is typed."""

    id: str
    text: str


#: Query id -> document id -> grade; a document that is not there has grade 0.
Qrels = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, the queries that are asked, and the judgments of just those queries."""

    name: str
    documents: Sequence[Document]
    queries: Sequence[Query]
    qrels: Qrels

    def of(self, queries: Sequence[Query]) -> Collection:
        """The same collection with some of its queries."""
        ids = {query.id for query in queries}
        return replace(self, queries=queries, qrels={q: d for q, d in self.qrels.items() if q in ids})

    def named(self, name: str) -> Collection:
        """The same collection by another name."""
        return replace(self, name=name)


def read(
    documents: Path, queries: Path, qrels: Path, *, name: str | None = None, prefix: str = ""
) -> Collection:
    """The collection in three files: its judged queries whose id begins with ``prefix``, in file order.

    ``documents`` is JSON lines of {id, title, text} and, where known, ``date`` (YYYY-MM-DD; what is
    written otherwise is no date); ``queries`` has an id, a tab and a text a line; ``qrels`` is TREC's
    (query, iteration, document, grade), or the same without the iteration, with or without a line of
    column names. A query without a document of a grade above 0 cannot be scored and is left out; a judged
    document that is not there is one that no system finds. ``name`` is by default the folder's of the
    documents. Raises CollectionError, OSError.
    """
    found = tuple(_documents(documents))
    judged = _qrels(qrels)
    asked = [
        query
        for query in _queries(queries)
        if query.id.startswith(prefix) and any(grade > 0 for grade in judged.get(query.id, {}).values())
    ]
    if not asked:
        raise CollectionError(f"{queries}: no judged query whose id begins with {prefix!r}")
    return Collection(name or documents.resolve().parent.name, found, (), judged).of(asked)


def sample(collection: Collection, size: int, seed: int) -> Collection:
    """The collection with ``size`` of its queries, chosen by ``seed`` and in their old order; 0 means all."""
    if not 0 < size < len(collection.queries):
        return collection
    places = sorted(random.Random(seed).sample(range(len(collection.queries)), size))
    return collection.of([collection.queries[place] for place in places])


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        for number, line in enumerate(file, 1):
            bare = line.rstrip("\r\n")
            if bare.strip():
                yield number, bare


def _documents(path: Path) -> Iterator[Document]:
    seen: set[str] = set()
    for number, line in _lines(path):
        try:
            raw = json.loads(line)
            title, text = (str(raw.get(name) or "") for name in ("title", "text"))
            found = Document(str(raw["id"]), title, text, _day(raw.get("date")))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CollectionError(f"{path}:{number}: no document ({error!r})") from error
        if found.id in seen:
            raise CollectionError(f"{path}:{number}: a second document {found.id}")
        seen.add(found.id)
        yield found


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None


def _queries(path: Path) -> Iterator[Query]:
    seen: set[str] = set()
    for number, line in _lines(path):
        id_, tab, text = line.partition("\t")
        if not tab or not text.strip():
            raise CollectionError(f"{path}:{number}: no id, tab and question")
        if id_ in seen:
            raise CollectionError(f"{path}:{number}: a second query {id_}")
        seen.add(id_)
        yield Query(id_, text.strip())


def _grade(written: str) -> int | None:
    try:
        return int(written)
    except ValueError:
        return None


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        columns = line.split()
        grade = _grade(columns[-1]) if len(columns) in (3, 4) else None
        if grade is not None:
            found.setdefault(columns[0], {})[columns[-2]] = grade
        elif number > 1:  # The first line may name the columns.
            raise CollectionError(f"{path}:{number}: a judgment is query, (iteration,) document, grade")
    return found
