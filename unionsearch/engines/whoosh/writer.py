"""Writes articles into the index, with one commit that is whole or does not happen.

Whoosh's writer keeps its part: the lock, the generations, deletions, the table of contents, and the
merge policy, which is a function for its ``mergetype``. Postings go past it, into
:mod:`unionsearch.engines.whoosh.codec`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from whoosh.index import TOC, FileIndex
from whoosh.writing import SegmentWriter

from unionsearch.engines.protocol import Record
from unionsearch.engines.whoosh import failures, files
from unionsearch.engines.whoosh.codec.building import Building
from unionsearch.engines.whoosh.codec.merging import NewArticles, OldSegment, Source, write_segment
from unionsearch.engines.whoosh.codec.segment import SegmentColumns
from unionsearch.engines.whoosh.codec.stock import ColumnsCodec
from unionsearch.engines.whoosh.storage import IndexStorage

#: Tokens of both streams that wait in memory before they go to a file; sorting takes some 40 bytes for each.
_BUFFER = 6_000_000
#: A segment is merged with what is newer than it unless it has this many times as many articles.
_GROWTH = 3


class _Index(FileIndex):  # type: ignore[misc]
    """What Whoosh's writer asks of an index: its folder and the state to go on from."""

    def __init__(self, storage: IndexStorage, state: Any) -> None:
        self.storage = storage
        self.indexname = files.NAME
        self._state = state

    def _read_toc(self) -> Any:
        return self._state


class _ColumnsWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer, made to write our segments, to commit only what is on the disk, and not to fail
    after that."""

    def __init__(self, index: _Index) -> None:
        super().__init__(index, codec=ColumnsCodec(), compound=False, _lk=False)
        self.folder = Path(self.storage.folder)
        self.building = Building()
        self.taken = 0
        self.merging: list[Any] = []  # Segments that go into the new one.
        self._parts: list[Path] = []

    def take(self, record: Record) -> None:
        """Take an article in."""
        self.building.add(record)
        self.taken += 1
        self._added = True
        if self.building.tokens >= _BUFFER:
            self._flush()

    def _flush(self) -> None:
        """Move what waits in memory to a file, which looks like a segment but belongs to the one to be."""
        path = self.folder / f"{self.newsegment.segment_id()}.{len(self._parts)}.part"
        self._parts.append(path)
        self.building.seal()
        write_segment(path, [NewArticles(self.building)])
        self.building = Building()

    def _finalize_segment(self) -> Any:
        opened: list[SegmentColumns] = []
        try:
            sources: list[Source] = []
            for path, deleted in (
                *((self.folder / segment.file(), segment.deleted_docs()) for segment in self.merging),
                *((path, ()) for path in self._parts),
            ):
                opened.append(SegmentColumns(path))
                sources.append(OldSegment(opened[-1], deleted))
            if self.building.count:
                self.building.seal()
                sources.append(NewArticles(self.building))
            count = write_segment(self.folder / self.newsegment.file(), sources)
        finally:
            for columns in opened:
                columns.close()
        for path in self._parts:
            with contextlib.suppress(OSError):
                path.unlink()
        self.newsegment.set_doc_count(count)
        self._close_segment()
        return self.newsegment

    def take_in(self, segments: list[Any]) -> None:
        """These go into the new segment."""
        self.merging = segments
        self._added = self._added or bool(segments)

    def _commit_toc(self, segments: Any) -> None:
        for path in self.folder.glob(f"{self.newsegment.segment_id()}.*"):
            files.sync_file(path)
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)
        # The change is made. What is left to do must not look like a failure of it.
        with contextlib.suppress(OSError):
            files.clear_away(self.folder, self.generation, {segment.segment_id() for segment in segments})

    def _finish(self) -> None:
        with contextlib.suppress(OSError):
            self._tempstorage.destroy()
        self.is_closed = True


def _replace_all(writer: _ColumnsWriter, segments: list[Any]) -> list[Any]:
    """Merge policy of a fresh start: nothing of before is left."""
    return []


def _growing(writer: _ColumnsWriter, segments: list[Any]) -> list[Any]:
    """Merge policy: segments are kept in order, each several times as large as all that are newer.

    So their number grows with the logarithm of the archive's size, and an article is written again as
    seldom. A segment half of which is deleted goes into the new one too, wherever it stands.
    """
    kept = [segment for segment in segments if segment.doc_count()]
    merged = []
    size = writer.taken
    while kept and kept[-1].doc_count() < _GROWTH * size:
        merged.append(kept.pop())
        size += merged[-1].doc_count()
    half_empty = [s for s in kept if s.doc_count() * 2 < s.doc_count_all()]
    writer.take_in([s for s in segments if s in merged or s in half_empty])
    return [segment for segment in kept if segment not in half_empty]


class WhooshWriter:
    """One change of the index in ``folder``. ``state`` gives what it begins with, under the lock.

    Raises IndexLockedError, what ``state`` raises, and OSError.
    """

    def __init__(self, folder: Path, state: Callable[[], Any], *, fresh: bool) -> None:
        self._folder = folder
        self._fresh = fresh
        #: The segments from before, open while articles are being taken out.
        self._old: list[SegmentColumns] | None = None
        storage = IndexStorage(str(folder))
        self._lock: Any = storage.lock(f"{files.NAME}_WRITELOCK")
        if not self._lock.acquire():
            raise failures.locked(folder)
        try:
            self._writer = _ColumnsWriter(_Index(storage, state()))
        except BaseException:
            self._lock.release()
            raise

    def add(self, record: Record) -> None:
        """Take an article in. Raises UnionSearchError when the disk does not."""
        with failures.writing(self._folder):
            self._writer.take(record)

    def remove(self, source: str) -> None:
        """Take out every article of a source that was there before this change."""
        with failures.reading(self._folder):
            if self._old is None:
                self._old = [
                    SegmentColumns(self._folder / segment.file()) for segment in self._writer.segments
                ]
            for segment, columns in zip(self._writer.segments, self._old, strict=True):
                extent = columns.extent("source", source.encode("utf-8", "surrogatepass"))
                if extent is not None:
                    segment.delete_documents(columns.documents(extent).tolist())

    def commit(self, attachment: bytes) -> None:
        """Write the attachment, then the TOC that makes the change seen, then clear away the old.

        Raises UnionSearchError when the disk does not take it; the old state is then still there, and
        the writer must be cancelled.
        """
        self._close_old()
        with failures.writing(self._folder):
            files.remove_derived(self._folder, self._writer.generation)
            files.write_attachment(self._folder, self._writer.generation, attachment)
            try:
                self._writer.commit(mergetype=_replace_all if self._fresh else _growing)
            except ValueError as error:
                # Only what is being merged can make no sense.
                raise failures.damaged(self._folder, error) from error
        self._release()

    def cancel(self) -> None:
        """Forget the change and take its files away, as far as the disk lets us.

        Nothing happens after a commit. Raises nothing; what is left is taken away by the next commit.
        """
        if self._lock is None:
            return
        try:
            self._close_old()
            self._writer._finish()
            generation = self._writer.generation
            with contextlib.suppress(OSError):
                if not files.toc_path(self._folder, generation).exists():
                    files.remove_segment(self._folder, self._writer.newsegment.segment_id())
                    files.attachment_path(self._folder, generation).unlink(missing_ok=True)
        finally:
            self._release()

    def _close_old(self) -> None:
        for columns in self._old or ():
            columns.close()
        self._old = None

    def _release(self) -> None:
        self._lock.release()
        self._lock = None
