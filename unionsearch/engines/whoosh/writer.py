"""Writes articles into a Whoosh index, with one commit that is whole or does not happen."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import CLEAR, MERGE_SMALL, SegmentWriter

from unionsearch.analysis.analyzer import grams
from unionsearch.engines.protocol import Record
from unionsearch.engines.whoosh import failures, files
from unionsearch.engines.whoosh import schema as s

#: Megabytes of postings held in memory before they are sorted to disk.
_MEMORY = 128
#: Postings in a block, which is read as a whole.
_BLOCK = 512


class _Index(FileIndex):  # type: ignore[misc]
    """What Whoosh's writer asks of an index: its folder and the state to go on from."""

    def __init__(self, storage: files.IndexStorage, state: Any) -> None:
        self.storage = storage
        self.indexname = files.NAME
        self._state = state

    def _read_toc(self) -> Any:
        return self._state


def _codec() -> Any:
    """Whoosh's codec without its field lengths, which nothing here asks for.

    Their absence would be looked up in the folder once for every posting, two thirds of all the time.
    """
    codec = W3Codec(blocklimit=_BLOCK)
    codec.length_stats = False
    return codec


class _DurableWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer, made to commit only what is on the disk and not to fail after that."""

    def _commit_toc(self, segments: Any) -> None:
        folder = Path(self.storage.folder)
        for path in folder.glob(f"{self.newsegment.segment_id()}.*"):
            files.sync_file(path)
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)
        # The change is made. What is left to do must not look like a failure of it.
        with contextlib.suppress(OSError):
            files.clear_away(folder, self.generation, {segment.segment_id() for segment in segments})

    def _finish(self) -> None:
        with contextlib.suppress(OSError):
            self._tempstorage.destroy()
        self.is_closed = True


def _merge(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's merging of small segments, and of those most of whose articles are gone."""
    kept = []
    for segment in segments:
        if segment.doc_count() * 2 >= segment.doc_count_all():
            kept.append(segment)
        elif segment.doc_count():
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return list(MERGE_SMALL(writer, kept))


class WhooshWriter:
    """One change of the index in ``folder``. ``state`` gives what it begins with, under the lock.

    Raises IndexLockedError, what ``state`` raises, and OSError.
    """

    def __init__(self, folder: Path, state: Callable[[], Any], *, fresh: bool) -> None:
        self._folder = folder
        self._fresh = fresh
        self._old: Any = None  # The articles from before, open while some are being taken out.
        storage = files.IndexStorage(str(folder))
        self._lock: Any = storage.lock(f"{files.NAME}_WRITELOCK")
        if not self._lock.acquire():
            raise failures.locked(folder)
        try:
            index = _Index(storage, state())
            self._writer: Any = _DurableWriter(index, codec=_codec(), limitmb=_MEMORY, _lk=False)
        except BaseException:
            self._lock.release()
            raise

    def add(self, record: Record) -> None:
        """Take an article in. Raises UnionSearchError when the disk does not."""
        values: dict[str, Any] = {s.CONTENT: (record.payload, dict(record.flats))}
        for field, flat in record.flats.items():
            for stream, tokens in (("grams", grams(flat)), ("words", record.words[field])):
                values[s.stream_field(stream, field)] = tokens
                values[s.length_field(stream, field)] = len(tokens)
        for name, value in record.keywords.items():
            values[name] = [value]
        values[s.SOURCE] = [record.source]
        values[s.PLACE_SOURCE] = s.to_bytes(record.source)
        values[s.PLACE_NUMBER] = record.number
        values[s.PLACE_DAY] = min(record.days, default=record.period[0] if record.period else 0)
        if record.days:
            values[s.DAYS] = [s.day_term(day) for day in record.days]
        elif record.period:
            values[s.PERIOD] = [s.period_term(record.period)]
        with failures.writing(self._folder):
            self._writer.add_document(**values)

    def remove(self, source: str) -> None:
        """Take out every article of a source that was there before this change."""
        if not self._writer.segments:
            return
        with failures.reading(self._folder):
            if self._old is None:
                self._old = self._writer.reader()
            if (s.SOURCE, s.to_bytes(source)) in self._old:
                found = self._old.postings(s.SOURCE, s.to_bytes(source))
                for doc in list(found.all_ids()):
                    self._writer.delete_document(doc)

    def commit(self, attachment: bytes) -> None:
        """Write the attachment, then the TOC that makes the change seen, then clear away the old.

        Raises UnionSearchError when the disk does not take it; the old state is then still there, and
        the writer must be cancelled.
        """
        self._close_old()
        with failures.writing(self._folder):
            files.remove_derived(self._folder, self._writer.generation)
            files.write_attachment(self._folder, self._writer.generation, attachment)
            self._writer.commit(mergetype=CLEAR if self._fresh else self._merge)
        self._release()

    def _merge(self, writer: Any, segments: list[Any]) -> list[Any]:
        try:
            return _merge(writer, segments)
        except OSError:
            raise
        except Exception as error:
            raise failures.damaged(self._folder, error) from error

    def cancel(self) -> None:
        """Forget the change and take its files away, as far as the disk lets us.

        Nothing happens after a commit. Raises nothing; what is left is taken away by the next commit.
        """
        if self._lock is None:
            return
        try:
            self._close_old()
            # A commit that failed halfway leaves Whoosh's writer in any state; nothing of it is needed.
            with contextlib.suppress(Exception):
                self._writer.cancel()
            self._writer._finish()
            generation = self._writer.generation
            with contextlib.suppress(OSError):
                if not files.toc_path(self._folder, generation).exists():
                    files.remove_segment(self._folder, self._writer.newsegment.segment_id())
                    files.attachment_path(self._folder, generation).unlink(missing_ok=True)
        finally:
            self._release()

    def _close_old(self) -> None:
        if self._old is not None:
            self._old.close()
            self._old = None

    def _release(self) -> None:
        self._lock.release()
        self._lock = None
