"""Where a Whoosh index lies: opening it for reading and for writing."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unionsearch.engines.whoosh import failures, files, toc
from unionsearch.engines.whoosh.codec.layout import VERSION
from unionsearch.engines.whoosh.reader import WhooshReader
from unionsearch.errors import IndexDamagedError, IndexMissingError
from unionsearch.lang import say

if TYPE_CHECKING:
    from unionsearch.engines.whoosh.writer import WhooshWriter

#: A commit may take away files between our reading of the folder and our opening of them.
_TRIES = 20
_PAUSE = 0.02


class WhooshEngine:
    """A Whoosh index in a folder. See :mod:`unionsearch.engines.whoosh.files` for what lies there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def identity(self) -> str:
        """Names the form in which this engine stores articles, for the index's fingerprint."""
        return f"whoosh columns {VERSION}"

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
            return WhooshReader(toc.read(self.folder, generation), attachment, self.folder)
        except (OSError, IndexDamagedError):
            raise
        except Exception as error:
            # A torn pickle can raise anything at all, a MemoryError included.
            raise failures.damaged(self.folder, error) from error

    def state(self, *, fresh: bool) -> Any:
        """What a change begins with, as Whoosh's TOC: the last state, or nothing.

        To be asked under the write lock. Raises IndexDamagedError unless fresh, and OSError.
        """
        # Imported here, as is the writer: reading needs none of Whoosh.
        from whoosh.index import TOC

        from unionsearch.engines.whoosh.codec.stock import ColumnsSegment
        from unionsearch.engines.whoosh.schema import schema

        generation = files.latest_generation(self.folder)
        if generation is None or fresh:
            # Counting goes on, so that the new state takes over from one that cannot even be read.
            return TOC(schema(), [], -1 if generation is None else generation)
        try:
            return TOC(schema(), toc.read(self.folder, generation, ColumnsSegment).segments, generation)
        except OSError:
            raise
        except Exception as error:
            raise failures.damaged(self.folder, error) from error

    def writer(self, *, fresh: bool = False) -> WhooshWriter:
        """Begin a change; ``fresh`` replaces all that was there.

        Raises IndexLockedError when another writer is at work, IndexDamagedError unless fresh, and
        UnionSearchError when the folder cannot be written.
        """
        from unionsearch.engines.whoosh.writer import WhooshWriter

        with failures.writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            return WhooshWriter(self.folder, lambda: self.state(fresh=fresh), fresh=fresh)
