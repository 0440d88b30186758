"""Where a Whoosh index lies: opening it for reading and for writing."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import whoosh
from whoosh import index as whoosh_index

from unionsearch.engines.whoosh import failures, files
from unionsearch.engines.whoosh.reader import WhooshReader
from unionsearch.engines.whoosh.schema import VERSION, schema
from unionsearch.engines.whoosh.writer import WhooshWriter
from unionsearch.errors import IndexDamagedError, IndexMissingError
from unionsearch.lang import say

#: A commit may take away files between our reading of the folder and our opening of them.
_TRIES = 20
_PAUSE = 0.02


class WhooshEngine:
    """A Whoosh index in a folder. See :mod:`unionsearch.engines.whoosh.files` for what lies there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def identity(self) -> str:
        """Names the form in which this engine stores articles, for the index's fingerprint."""
        return f"whoosh {'.'.join(map(str, whoosh.__version__))}, schema {VERSION}"

    def exists(self) -> bool:
        """Whether the folder holds a TOC, whole or torn. Raises IndexDamagedError without permission."""
        return self._generation() is not None

    def _generation(self) -> int | None:
        try:
            return files.latest_generation(self.folder)
        except OSError as error:
            raise failures.unreadable(self.folder, error) from error

    def reader(self) -> WhooshReader:
        """Open the last committed state. Raises IndexMissingError, IndexDamagedError."""
        failure: OSError = TimeoutError()
        for attempt in range(_TRIES):
            generation = self._generation()
            if generation is None:
                raise IndexMissingError(
                    say(f"{self.folder} 里没有索引。", f"There is no index in {self.folder}."),
                    say("运行 unionsearch reindex。", "Run: unionsearch reindex"),
                )
            try:
                return self._open(generation)
            except (FileNotFoundError, PermissionError) as error:
                # Overtaken by a commit (on Windows, a file about to go is forbidden), unless nothing changes.
                failure = error
                if attempt and self._generation() == generation:
                    break
                time.sleep(_PAUSE)
            except OSError as error:
                raise failures.unreadable(self.folder, error) from error
        if isinstance(failure, FileNotFoundError):
            raise failures.damaged(self.folder, failure) from failure
        raise failures.unreadable(self.folder, failure) from failure

    def _open(self, generation: int) -> WhooshReader:
        try:
            attachment = files.attachment_path(self.folder, generation).read_bytes()
            toc = self._toc(generation)
            storage = files.IndexStorage(str(self.folder))
            reader: Any = whoosh_index.FileIndex._reader(storage, toc.schema, toc.segments, generation)
            return WhooshReader(reader, attachment, generation, self.folder)
        except (OSError, IndexDamagedError):
            raise
        except Exception as error:
            # Whoosh unpickles, so that a torn file can raise anything at all, a MemoryError included.
            raise failures.damaged(self.folder, error) from error

    def _toc(self, generation: int) -> Any:
        storage = files.IndexStorage(str(self.folder))
        return whoosh_index.TOC.read(storage, files.NAME, gen=generation, schema=schema())

    def state(self, *, fresh: bool) -> Any:
        """What a change begins with, as Whoosh's TOC: the last state, or nothing.

        To be asked under the write lock. Raises IndexDamagedError unless fresh, and OSError.
        """
        generation = files.latest_generation(self.folder)
        if generation is None or fresh:
            # Counting goes on, so that the new state takes over from one that cannot even be read.
            return whoosh_index.TOC(schema(), [], -1 if generation is None else generation)
        try:
            return self._toc(generation)
        except OSError:
            raise
        except Exception as error:
            raise failures.damaged(self.folder, error) from error

    def writer(self, *, fresh: bool = False) -> WhooshWriter:
        """Begin a change; ``fresh`` replaces all that was there.

        Raises IndexLockedError when another writer is at work, IndexDamagedError unless fresh, and
        UnionSearchError when the folder cannot be written.
        """
        with failures.writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            return WhooshWriter(self.folder, lambda: self.state(fresh=fresh), fresh=fresh)
