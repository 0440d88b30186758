"""On what machine and with which versions a measurement was made."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from importlib import metadata
from pathlib import Path

_PACKAGES = (
    "unionsearch", "Whoosh", "jieba", "rjieba", "numpy", "marisa-trie", "tantivy", "bm25s", "ir-measures",
)  # fmt: skip


def versions() -> dict[str, str]:
    """Versions of Python, of the packages that are installed, and of SQLite."""
    found = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def machine() -> dict[str, str | int]:
    """The processor, how many of it this process may use, and the operating system."""
    return {"processor": _processor(), "cpus": os.cpu_count() or 1, "system": platform.platform()}


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def commit() -> str | None:
    """The commit that was measured, with ``+`` where files differ from it; None outside a checkout."""
    here = Path(__file__).resolve().parent
    try:
        head = _git(here, "rev-parse", "--short=12", "HEAD")
        # What is measured is the package; results and documents may change.
        changed = _git(here, "status", "--porcelain", "--untracked-files=no", ":/unionsearch")
    except (OSError, subprocess.CalledProcessError):
        return None
    return head + ("+" if changed else "")


def _git(folder: Path, *arguments: str) -> str:
    ran = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return ran.stdout.strip()
