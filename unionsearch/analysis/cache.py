"""Files of the user's cache: whole, checked, and safe from other users.

A file ends in a checksum of what stands before it. Whatever does not bear it out, or lies where others
could have put it, is as good as missing: what a cache holds can always be made anew.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import struct
import sys
import tempfile
import zlib
from pathlib import Path

#: The CRC-32 of all bytes before.
_CHECKSUM = struct.Struct("<I")


def folder() -> Path:
    """The program's own cache folder of this user; ``UNIONSEARCH_CACHE`` overrides it."""
    given = os.environ.get("UNIONSEARCH_CACHE")
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_cache_dir("unionsearch", appauthor=False))


def is_whole(path: Path) -> bool:
    """Whether :func:`write` put the file there, all of it, and nobody else can have. Nothing is copied."""
    try:
        if not _is_private(path.parent):
            return False
        with (
            path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
            memoryview(data) as view,
        ):
            checksum = data[-_CHECKSUM.size :]
            return len(data) > _CHECKSUM.size and _CHECKSUM.pack(_crc(view)) == checksum
    except (OSError, ValueError):
        # An empty file cannot be mapped.
        return False


def read(path: Path) -> bytes | None:
    """What was written there, or None when the file is not whole."""
    if not is_whole(path):
        return None
    with contextlib.suppress(OSError):
        return path.read_bytes()[: -_CHECKSUM.size]
    return None


def _crc(view: memoryview) -> int:
    with view[: -_CHECKSUM.size] as content:
        return zlib.crc32(content)


def write(path: Path, content: bytes) -> None:
    """Write the file whole or not at all; several processes may do so at once.

    A cache that cannot be written costs time, not answers: then nothing happens.
    """
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(path.parent):
            path.parent.chmod(0o700)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with open(handle, "wb") as file:
                file.write(content)
                file.write(_CHECKSUM.pack(zlib.crc32(content)))
            os.replace(temporary, path)
        finally:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _is_private(folder: Path) -> bool:
    """Whether nobody else can put files into a folder. Raises OSError when there is no such folder."""
    if sys.platform == "win32":
        return True  # The user's profile, in which the cache lies, is private there.
    state = folder.stat()
    return state.st_uid == os.geteuid() and not state.st_mode & 0o022
