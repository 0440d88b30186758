"""One writer at a time, and a word about who it is."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from unionsearch.errors import IndexLockedError
from unionsearch.lang import say

_LOCK = "writer.lock"
_HOLDER = "writer.json"


@contextlib.contextmanager
def writing(folder: Path, wait: float) -> Iterator[None]:
    """Hold the index folder for writing; wait up to ``wait`` seconds for another who does.

    The lock ends with its process, however that ends; a file left behind locks nothing. Raises
    IndexLockedError, which names the holder.
    """
    import filelock

    folder.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(str(folder / _LOCK))
    try:
        lock.acquire(timeout=max(wait, 0))
    except filelock.Timeout:
        holder = _holder(folder)
        raise IndexLockedError(
            say(f"索引正由{holder}更新。", f"The index is being updated by {holder}."),
            say("等它做完再试，或用 --wait 等久一些。", "Try again when it is done, or wait longer with --wait SECONDS."),
        ) from None
    try:
        note = {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now().isoformat(" ", "seconds")}
        (folder / _HOLDER).write_text(json.dumps(note), encoding="utf-8")
        yield
    finally:
        with contextlib.suppress(OSError):
            (folder / _HOLDER).unlink()
        lock.release()


def _holder(folder: Path) -> str:
    try:
        note = json.loads((folder / _HOLDER).read_text(encoding="utf-8"))
        pid, host, since = note["pid"], note["host"], note["since"]
    except (OSError, ValueError, KeyError, TypeError):
        return say("另一个进程", "another process")
    return say(f"进程 {pid}（{host}，{since} 起）", f"process {pid} on {host}, since {since}")
