"""A small office for the tests: a corpus folder, an index folder, and handy ways to change them."""

from __future__ import annotations

import os
from pathlib import Path

from unionsearch import Archive
from unionsearch.config import Settings
from unionsearch.reports import SyncReport

#: Files get times from here on, an hour apart: long ago, so that their time says everything.
_LONG_AGO = 1_300_000_000


def bulletin(title: str, body: str) -> str:
    """A file of one article."""
    return f"{title}\n\n    {body}\n"


class Office:
    """Writes files with times long past; each writing moves the clock on."""

    def __init__(self, folder: Path) -> None:
        self.corpus = folder / "corpus"
        self.index = folder / "index"
        self.corpus.mkdir(parents=True)
        self.clock = _LONG_AGO

    def write(self, name: str, text: str | bytes, *, time: int | None = None) -> Path:
        path = self.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        self.clock += 3600
        self.set_time(name, self.clock if time is None else time)
        return path

    def set_time(self, name: str, time: int) -> None:
        os.utime(self.corpus / name, (time, time))

    def archive(self, **settings: object) -> Archive:
        return Archive.open(settings=Settings(corpus=self.corpus, index=self.index, **settings))  # type: ignore[arg-type]

    def sync(self, *paths: str | Path, **options: object) -> SyncReport:
        with self.archive() as archive:
            return archive.sync([self.corpus / path for path in paths], **options)  # type: ignore[arg-type]

    def found(self, query: str) -> set[str]:
        """The ids of the articles that match all of a query, each copy by itself."""
        with self.archive() as archive:
            page = archive.search(query, limit=0, all_copies=True)
            return {hit.id for hit in page.hits if hit.complete}

    def snapshot(self) -> dict[str, tuple[int, int]]:
        """Every file of the index folder with its size and time: the same again means nothing was written."""
        return {
            p.name: (p.stat().st_size, p.stat().st_mtime_ns)
            for p in self.index.iterdir()
            if p.name != "writer.lock"
        }
