"""Which files are in the corpus, without opening them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from unionsearch.errors import CorpusError
from unionsearch.lang import say
from unionsearch.model import Problem

METADATA_FILE = "issues.toml"
LEXICON_FOLDER = "lexicon"


@dataclass(frozen=True, slots=True)
class FileState:
    """A file's size in bytes and time of last change in nanoseconds."""

    size: int
    modified: int


@dataclass(slots=True)
class Scan:
    """What a scan found: bulletin files, folders with their times, and what was passed over."""

    files: dict[str, FileState] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    passed_over: int = 0


def scan(corpus: Path, suffixes: frozenset[str], *, leave_out: Path | None = None) -> Scan:
    """Walk through the corpus. ``leave_out`` is a folder not to enter (an index inside the corpus).

    Links to folders are followed, but no folder is entered twice, so that a loop ends. Raises
    CorpusError when the corpus is missing or no folder.
    """
    if not corpus.is_dir():
        reason = (
            say(f"语料文件夹 {corpus} 不是文件夹。", f"The corpus {corpus} is not a folder.")
            if corpus.exists()
            else say(f"没有语料文件夹 {corpus}。", f"The corpus folder {corpus} does not exist.")
        )
        raise CorpusError(
            reason,
            say("用 --corpus 指明简报所在的文件夹。", "Say where the bulletins are with --corpus DIR."),
        )
    found = Scan()
    entered: set[tuple[int, int]] = set()
    waiting = [(corpus, "")]
    while waiting:
        folder, path = waiting.pop()
        try:
            state = folder.stat()
            if (state.st_dev, state.st_ino) in entered:
                continue
            entered.add((state.st_dev, state.st_ino))
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda e: e.name)
        except OSError as error:
            found.problems.append(_unreadable(path or ".", error))
            continue
        # A folder's time moves when an entry comes or goes; issues.toml changes in place.
        metadata = folder / METADATA_FILE
        found.folders[path] = max(state.st_mtime_ns, metadata.stat().st_mtime_ns if metadata.is_file() else 0)
        for entry in entries:
            name = f"{path}/{entry.name}" if path else entry.name
            if entry.name.startswith((".", "~$")):
                found.passed_over += 1
                continue
            try:
                if entry.is_dir():
                    own = name == LEXICON_FOLDER or (leave_out is not None and Path(entry.path) == leave_out)
                    if not own:
                        waiting.append((Path(entry.path), name))
                    continue
                if os.path.splitext(entry.name)[1].lower() not in suffixes:
                    found.passed_over += entry.name != METADATA_FILE
                    continue
                details = entry.stat()
            except OSError as error:
                found.problems.append(_unreadable(name, error))
                continue
            found.files[name] = FileState(details.st_size, details.st_mtime_ns)
    return found


def folder_times(corpus: Path, folders: dict[str, int]) -> dict[str, int]:
    """The present times of known folders; a folder that is gone has none."""
    times = {}
    for path in folders:
        folder = corpus / path if path else corpus
        try:
            times[path] = folder.stat().st_mtime_ns
            times[path] = max(times[path], (folder / METADATA_FILE).stat().st_mtime_ns)
        except OSError:
            continue
    return times


def _unreadable(name: str, error: OSError) -> Problem:
    reason = error.strerror or type(error).__name__
    return Problem(
        name,
        say(f"读不了：{reason}。", f"It cannot be read: {reason}."),
        say("检查权限，或修好链接。", "Check its permissions, or mend the link."),
    )
