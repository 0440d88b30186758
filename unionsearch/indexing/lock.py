"""One writer at a time, and a word about who it is."""

from __future__ import annotations

import contextlib
import json
import os
import platform
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from unionsearch.errors import ConfigError, IndexLockedError
from unionsearch.lang import say

_LOCK = "writer.lock"
#: Held for the moment in which an issues.toml is read, edited and written.
NOTES = "issues.lock"
_HOLDER = "writer.json"


@contextlib.contextmanager
def writing(folder: Path, wait: float, name: str = _LOCK) -> Iterator[None]:
    """Hold the index folder, which is created if need be, for writing; wait up to ``wait`` seconds for
    another who does. Another ``name`` is another lock.

    The lock ends with its process, however that ends; a file left behind locks nothing. Raises
    IndexLockedError, which names the holder, and ConfigError when the folder cannot be written.
    """
    # Imported here: only writers need it.
    import filelock

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(str(folder / name))
        lock.acquire(timeout=max(wait, 0))
    except filelock.Timeout:
        holder = _holder(folder)
        raise IndexLockedError(
            say(f"索引正由{holder}更新。", f"The index is being updated by {holder}."),
            say(
                "等它做完再试，或用 --wait 等久一些。",
                "Try again when it is done, or wait longer with --wait SECONDS.",
            ),
        ) from None
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        if name == _LOCK:
            with contextlib.suppress(OSError):
                _sign(folder)
        yield
    finally:
        if name == _LOCK:
            with contextlib.suppress(OSError):
                (folder / _HOLDER).unlink()
        lock.release()


def _sign(folder: Path) -> None:
    """Leave a word about this process for those who find the index locked."""
    since = datetime.now().isoformat(" ", "seconds")
    note = {"pid": os.getpid(), "host": platform.node(), "since": since}
    (folder / _HOLDER).write_text(json.dumps(note), encoding="utf-8")


def _holder(folder: Path) -> str:
    try:
        note = json.loads((folder / _HOLDER).read_text(encoding="utf-8"))
        pid, host, since = note["pid"], note["host"], note["since"]
    except (OSError, ValueError, KeyError, TypeError):
        return say("另一个进程", "another process")
    return say(f"进程 {pid}（{host}，{since} 起）", f"process {pid} on {host}, since {since}")


def _unwritable(folder: Path, error: OSError) -> ConfigError:
    if os.path.lexists(folder) and not os.path.isdir(folder):
        reason = say("不是文件夹", "it is not a folder")
    else:
        reason = error.strerror or type(error).__name__
    return ConfigError(
        say(f"不能在 {folder} 里写索引：{reason}。", f"The index cannot be written in {folder}: {reason}."),
        say(
            "检查权限和磁盘，或用 --index 另指一个文件夹。",
            "Check permissions and disk, or name another folder with --index DIR.",
        ),
    )
