"""The texts of documents whose reading costs a conversion, kept beside the index by what their bytes are.

So an update that was interrupted, even killed, converts no file twice when it is run again; nor does one
that builds the index anew, and a document that cannot be read is not tried again until it changes. A text
is kept as soon as it is there. What no file has any more goes after the next update.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from unionsearch.bulletin import READER_VERSION, Source, optional_libraries
from unionsearch.errors import BulletinError
from unionsearch.lang import say

#: The folder's name in the index's folder.
FOLDER = "extracted"
#: How many bytes the texts may take together; the oldest go first. They are compressed to about a third.
MOST_BYTES = 1 << 30

_TEXT = "text"
#: Stands for a file's name in what is said of it: the same bytes may lie under another.
_NAME = "\0"


class Extracted:
    """The kept texts of an index. For one process at a time: that which holds the index's write lock.

    A folder that cannot be written keeps nothing; an entry that is damaged counts as none.
    """

    def __init__(self, index: Path, *, retry: bool = False) -> None:
        """With ``retry`` what could not be read is tried again."""
        # What a reader makes of the same bytes depends on its version and on what is installed.
        self._version = "-".join([str(READER_VERSION), *optional_libraries()])
        self._folder = index / FOLDER
        self._retry = retry
        self._used: set[str] = set()

    def source(self, data: bytes, file: str, suffix: str, read: Callable[[], Source]) -> Source:
        """The text of a document's bytes, kept or else read by ``read`` and kept.

        Raises the BulletinError that ``read`` raises, be it now or when the bytes were first read.
        """
        digest = hashlib.sha256(data).hexdigest()
        self._used.add(digest)
        path = self._folder / self._version / digest[:2] / f"{digest}{suffix}"
        text, failure = (
            path.with_name(f"{path.name}.{_TEXT}"),
            path.with_name(f"{path.name}.{say('zh', 'en')}"),
        )
        with contextlib.suppress(OSError, ValueError, zlib.error):
            return Source.from_bytes(zlib.decompress(text.read_bytes()))
        if not self._retry and (kept := _failure(failure, file)) is not None:
            raise kept
        try:
            found = read()
        except BulletinError as error:
            said = [part and part.replace(file, _NAME) for part in (error.message, error.hint)]
            _keep(failure, json.dumps(said).encode())
            raise
        _keep(text, found.to_bytes())
        return found

    def clean(self, contents: Collection[str], most: int = MOST_BYTES) -> None:
        """Take away what belongs to other versions, and to bytes that are neither among ``contents``
        (their SHA-256 in hexadecimal) nor were asked for; then the oldest beyond ``most`` bytes."""
        with contextlib.suppress(OSError):
            for folder in self._folder.iterdir():
                if folder.name != self._version:
                    shutil.rmtree(folder, ignore_errors=True)
        wanted = {*contents, *self._used}
        entries: list[tuple[int, int, str]] = []
        for entry in _files(self._folder / self._version):
            digest, _, rest = entry.name.partition(".")
            # One that ends in a number was being written when its process was killed.
            if digest in wanted and not rest.rpartition(".")[2].isdigit():
                with contextlib.suppress(OSError):
                    state = entry.stat()
                    entries.append((state.st_mtime_ns, state.st_size, entry.path))
            else:
                _remove(entry.path)
        room = most
        for _, size, name in sorted(entries, reverse=True):
            room -= size
            if room < 0:
                _remove(name)


def _failure(path: Path, file: str) -> BulletinError | None:
    """Why bytes could not be read the last time, if that is on record."""
    with contextlib.suppress(OSError, ValueError, zlib.error):
        message, hint = json.loads(zlib.decompress(path.read_bytes()))
        return BulletinError(message.replace(_NAME, file), hint and hint.replace(_NAME, file))
    return None


def _keep(path: Path, content: bytes) -> None:
    """Write an entry, which is there whole or not at all. It need not outlive a power cut: it is checked
    when it is read."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(zlib.compress(content, 1))
        os.replace(temporary, path)


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    """The files in the folders of a folder."""
    with contextlib.suppress(OSError), os.scandir(folder) as shelves:
        for shelf in list(shelves):
            with contextlib.suppress(OSError), os.scandir(shelf.path) as entries:
                yield from list(entries)


def _remove(path: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)
