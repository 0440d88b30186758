"""Writes articles into a Whoosh index, with one commit that is whole or does not happen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoosh.writing import CLEAR, SegmentWriter

from unionsearch.analysis.analyzer import grams
from unionsearch.engines.protocol import Record
from unionsearch.engines.whoosh import schema as s

if TYPE_CHECKING:
    from unionsearch.engines.whoosh.store import WhooshEngine

#: Megabytes of postings held in memory before they are sorted to disk.
_MEMORY = 128


def sync_file(path: Path) -> None:
    """See to it that a file's bytes are on the disk, not only on their way."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


class _DurableWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer, which calls no fsync, made to commit only what is on the disk."""

    def _commit_toc(self, segments: Any) -> None:
        folder = Path(self.storage.folder)
        for segment in segments:
            for path in folder.glob(f"{segment.segment_id()}.*"):
                sync_file(path)
        super()._commit_toc(segments)
        sync_file(folder / f"_MAIN_{self.generation}.toc")


class WhooshWriter:
    """One change of the index."""

    def __init__(self, engine: WhooshEngine, index: Any, *, fresh: bool) -> None:
        self._engine = engine
        self._fresh = fresh
        self._writer: Any = _DurableWriter(index, limitmb=_MEMORY)

    def add(self, record: Record) -> None:
        """Take an article in."""
        day = min(record.days, default=record.period[0] if record.period else 0)
        place = (record.source, record.number, day)
        values: dict[str, Any] = {s.CONTENT: (place, record.payload, dict(record.flats))}
        for field, flat in record.flats.items():
            for stream, tokens in (("grams", grams(flat)), ("words", list(record.words[field]))):
                values[s.stream_field(stream, field)] = tokens
                values[s.length_field(stream, field)] = len(tokens)
        for name, value in record.keywords.items():
            values[name] = [value]
        values["source"] = [record.source]
        if record.days:
            values[s.DAYS] = [f"{day:08}" for day in record.days]
        elif record.period:
            values[s.PERIOD] = [s.period_term(record.period)]
        self._writer.add_document(**values)

    def remove(self, source: str) -> None:
        """Take out every article of a source that was there before this change."""
        self._writer.delete_by_term("source", source)

    def commit(self, attachment: bytes) -> None:
        """Write the attachment, then the TOC that makes the change seen, then clear away the old."""
        generation = self._writer.generation
        path = self._engine.attachment_path(generation)
        temporary = path.with_suffix(".tmp")
        temporary.write_bytes(attachment)
        sync_file(temporary)
        os.replace(temporary, path)
        if self._fresh:
            self._writer.commit(mergetype=CLEAR)
        else:
            self._writer.commit()
        self._engine.forget_attachments(but=generation)

    def cancel(self) -> None:
        """Forget the change and take its files away."""
        name = self._writer.newsegment.segment_id()
        self._writer.cancel()
        for path in self._engine.folder.glob(f"{name}.*"):
            path.unlink(missing_ok=True)
