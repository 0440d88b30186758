"""The failures of an index, in the words that the user reads."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from unionsearch.errors import IndexDamagedError, IndexLockedError, UnionSearchError
from unionsearch.lang import say


def damaged(folder: Path, error: BaseException) -> IndexDamagedError:
    """The files of an index make no sense."""
    return IndexDamagedError(
        say(
            f"{folder} 里的索引已损坏（{type(error).__name__}）。",
            f"The index in {folder} is damaged ({type(error).__name__}).",
        ),
        say(
            "运行 unionsearch reindex --full 重建；简报文件不受影响。",
            "Run: unionsearch reindex --full. It is rebuilt from the bulletins, which are untouched.",
        ),
    )


def unreadable(folder: Path, error: OSError) -> IndexDamagedError:
    """The system does not let us read the files of an index."""
    return IndexDamagedError(
        say(f"读不了 {folder} 里的索引：{error}", f"The index in {folder} cannot be read: {error}"),
        say("检查该文件夹的权限。", "Check the folder's permissions."),
    )


def unwritable(folder: Path, error: OSError) -> UnionSearchError:
    """The system does not let us write an index. What was there before is still there."""
    return UnionSearchError(
        say(f"写不了 {folder} 里的索引：{error}", f"The index in {folder} cannot be written: {error}"),
        say(
            "检查该文件夹的权限和磁盘空间，或用 --index 另指一个文件夹。",
            "Check the folder's permissions and the free space, or name another folder with --index DIR.",
        ),
    )


def locked(folder: Path) -> IndexLockedError:
    """Another process is writing."""
    return IndexLockedError(
        say(
            f"{folder} 里的索引正由另一个进程更新。",
            f"The index in {folder} is being updated by another process.",
        ),
        say("等它做完再试。", "Try again when it is done."),
    )


@contextlib.contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Names what goes wrong while the files of an index are read.

    Whoosh unpickles, so that a damaged file can raise anything at all, a MemoryError included.
    """
    try:
        yield
    except OSError as error:
        raise unreadable(folder, error) from error
    except UnionSearchError:
        raise
    except Exception as error:
        raise damaged(folder, error) from error


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Names what goes wrong while the files of an index are written."""
    try:
        yield
    except OSError as error:
        raise unwritable(folder, error) from error
