"""Where a Whoosh index lies: opening it, and naming what is wrong with it."""

from __future__ import annotations

import contextlib
import os
import re
import time
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from unionsearch.engines.whoosh.reader import WhooshReader
from unionsearch.engines.whoosh.schema import VERSION, schema
from unionsearch.engines.whoosh.writer import WhooshWriter
from unionsearch.errors import IndexDamagedError, IndexMissingError
from unionsearch.lang import say

_TOC = re.compile(r"_MAIN_([0-9]+)\.toc")
_ATTACHMENT = "attachment-{}.json"
#: A commit may take away files between our reading of the folder and our opening of them.
_TRIES = 20


class WhooshEngine:
    """A Whoosh index in a folder, with one attachment file for each committed state.

    A state is a TOC and the attachment of the same generation. The attachment is written first, so
    that a TOC is never without its own; the TOC's renaming is the moment of commit.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def identity(self) -> str:
        """Names the form in which this engine stores articles, for the index's fingerprint."""
        import whoosh

        return f"whoosh {'.'.join(map(str, whoosh.__version__))}, schema {VERSION}"

    def exists(self) -> bool:
        """Whether the folder holds a TOC, whole or torn."""
        return self._generation() is not None

    def _generation(self) -> int | None:
        try:
            names = os.listdir(self.folder)
        except (FileNotFoundError, NotADirectoryError):
            return None
        found = [int(m.group(1)) for name in names if (m := _TOC.fullmatch(name))]
        return max(found, default=None)

    def attachment_path(self, generation: int) -> Path:
        """The file that holds the attachment of one generation."""
        return self.folder / _ATTACHMENT.format(generation)

    def reader(self) -> WhooshReader:
        """Open the last committed state. Raises IndexMissingError, IndexDamagedError."""
        for attempt in range(_TRIES):
            generation = self._generation()
            if generation is None:
                raise IndexMissingError(
                    say(f"{self.folder} 里没有索引。", f"There is no index in {self.folder}."),
                    say("运行 unionsearch reindex。", "Run: unionsearch reindex"),
                )
            try:
                return self._open(generation)
            except FileNotFoundError as error:
                # Overtaken by a commit, unless nothing has changed since.
                if attempt and self._generation() == generation:
                    raise self._damaged(error) from error
                time.sleep(0.02)
            except Exception as error:
                # Whoosh unpickles, so that a torn file can raise anything at all.
                if isinstance(error, (MemoryError, PermissionError)):
                    raise
                raise self._damaged(error) from error
        raise self._damaged(TimeoutError())

    def _open(self, generation: int) -> WhooshReader:
        attachment = self.attachment_path(generation).read_bytes()
        storage = FileStorage(str(self.folder))
        toc = whoosh_index.TOC.read(storage, "MAIN", gen=generation, schema=schema())
        reader: Any = whoosh_index.FileIndex._reader(storage, toc.schema, toc.segments, generation)
        return WhooshReader(reader, attachment, generation)

    def _damaged(self, error: Exception) -> IndexDamagedError:
        return IndexDamagedError(
            say(
                f"{self.folder} 里的索引已损坏（{type(error).__name__}）。",
                f"The index in {self.folder} is damaged ({type(error).__name__}).",
            ),
            say(
                "运行 unionsearch reindex --full 重建；简报文件不受影响。",
                "Run: unionsearch reindex --full. It is rebuilt from the bulletins, which are untouched.",
            ),
        )

    def writer(self, *, fresh: bool = False) -> WhooshWriter:
        """Begin a change; ``fresh`` replaces all that was there. Raises IndexDamagedError unless fresh."""
        self.folder.mkdir(parents=True, exist_ok=True)
        storage = FileStorage(str(self.folder))
        if fresh:
            self._clear_unreadable(storage)
        if not self.exists():
            whoosh_index.TOC.create(storage, schema())
            self.attachment_path(0).write_bytes(b"")
        try:
            index = whoosh_index.FileIndex(storage, schema=schema())
        except Exception as error:
            raise self._damaged(error) from error
        return WhooshWriter(self, index, fresh=fresh)

    def _clear_unreadable(self, storage: Any) -> None:
        """Take away TOCs that cannot be read, so that a fresh start can follow them."""
        while (generation := self._generation()) is not None:
            try:
                whoosh_index.TOC.read(storage, "MAIN", gen=generation, schema=schema())
                return
            except Exception:
                (self.folder / f"_MAIN_{generation}.toc").unlink()

    def forget_attachments(self, but: int) -> None:
        """Take away the attachments of all other generations, as far as they are not in use."""
        for path in self.folder.glob(_ATTACHMENT.format("*")):
            if path.name != _ATTACHMENT.format(but):
                # Windows keeps what a reader has open; the next commit takes it away.
                with contextlib.suppress(OSError):
                    path.unlink()
