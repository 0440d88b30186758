"""Bytes in memory and on disk. What the operating system does not tell is None."""

from __future__ import annotations

import os
import sys
import threading
from collections import Counter
from pathlib import Path
from types import TracebackType

_PAUSE = 0.1


def peak() -> int | None:
    """The most memory that this process has had resident, in bytes."""
    found = _field(Path("/proc/self/status"), "VmHWM:")
    if found is not None or sys.platform == "win32":
        return found
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def private(pid: int | str = "self") -> int | None:
    """The memory that is a process's alone, in bytes: without what it shares, and without unchanged pages of
    files that it maps, which the system keeps for all and may drop at any time."""
    return _field(Path(f"/proc/{pid}/smaps_rollup"), "Private_Dirty:")


def _field(file: Path, name: str) -> int | None:
    try:
        lines = file.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    found = [line.split()[1] for line in lines if line.startswith(name)]
    return int(found[0]) * 1024 if found else None


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(child) for child in file.read_text(encoding="ascii").split()]
        except OSError:
            continue
    return [*found, *(grandchild for child in found for grandchild in _children(child))]


class Helpers:
    """Looks, while it is open, at how much memory the processes that this one started have together.

    ``most`` is the most that was seen of their private memory, in bytes.
    """

    def __init__(self) -> None:
        self.most = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Helpers:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_PAUSE):
            self.most = max(self.most, sum(private(pid) or 0 for pid in _children(os.getpid())))


def on_disk(folder: Path) -> dict[str, int]:
    """The bytes of a folder's files, by suffix (the name where there is none), the largest first."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file():
            found[path.suffix or path.name] += path.stat().st_size
    return dict(found.most_common())
