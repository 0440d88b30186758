"""Which files are in the corpus. None is opened but zip files, for the list of their members."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from unionsearch.errors import BulletinError, CorpusError
from unionsearch.indexing.places import LEXICON_FOLDER, METADATA_FILE, folder_time
from unionsearch.lang import say
from unionsearch.model import Problem

PACKED = ".zip"


@dataclass(frozen=True, slots=True)
class FileState:
    """A file's size in bytes and time of last change in nanoseconds."""

    size: int
    modified: int


@dataclass(slots=True)
class Scan:
    """What a scan found, by paths relative to the corpus, with ``/``; the corpus itself is ``""``.

    ``files`` are bulletins, ``folders`` those that were listed, each with its time. ``problems`` are
    files and folders that could not be looked at. ``passed_over`` counts what is no bulletin.
    """

    files: dict[str, FileState] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    passed_over: int = 0


def scan(
    corpus: Path, suffixes: frozenset[str], *, index: Path | None = None, names: Sequence[str] = ()
) -> Scan:
    """Look for files of some suffixes in the corpus, or only in the places of it called ``names``.

    Links to folders are followed, but no folder is entered twice, so that a loop ends; a folder's own
    place goes before a link to it. ``index`` is a folder that is not entered. Raises CorpusError when
    the corpus is missing, is no folder or cannot be listed.
    """
    check_folder(corpus)
    drive = _drive(corpus)
    walk = _Walk(corpus, suffixes, index)
    for name in names or ("",):
        walk.begin(name)
    walk.run()
    # A drive that went away meanwhile has left folders that seem to be gone, and so their files.
    if _drive(corpus) != drive:
        raise CorpusError(
            say(
                f"语料文件夹 {corpus} 在查看时不见了。",
                f"The corpus {corpus} went away while it was looked at.",
            ),
            say(
                "接好磁盘或网络盘再试；索引没有改动。",
                "Connect its drive and try again; the index is as it was.",
            ),
        )
    return walk.found


def _drive(folder: Path) -> int | None:
    """What a folder lies on; None where it is gone. Of one that is away only the mount point is left."""
    try:
        return folder.stat().st_dev
    except OSError:
        return None


def check_folder(corpus: Path) -> None:
    """Raise CorpusError unless the corpus is a folder that can be listed."""
    try:
        with os.scandir(corpus):
            return
    except NotADirectoryError:
        reason = say(f"语料文件夹 {corpus} 不是文件夹。", f"The corpus {corpus} is not a folder.")
    except FileNotFoundError:
        reason = say(f"没有语料文件夹 {corpus}。", f"The corpus folder {corpus} does not exist.")
    except OSError as error:
        why = error.strerror or type(error).__name__
        reason = say(f"语料文件夹 {corpus} 读不了：{why}。", f"The corpus {corpus} cannot be read: {why}.")
    raise CorpusError(
        reason, say("用 --corpus 指明简报所在的文件夹。", "Say where the bulletins are with --corpus DIR.")
    )


class _Walk:
    """One walk: folders to enter yet, links after all others, and what was found so far."""

    def __init__(self, corpus: Path, suffixes: frozenset[str], index: Path | None) -> None:
        self.corpus = corpus
        self.suffixes = suffixes
        self.found = Scan()
        self.entered: set[tuple[int, int]] = set()
        self.folders: deque[str] = deque()
        self.links: deque[str] = deque()
        if index is not None:
            self._is_new(index)

    def begin(self, name: str) -> None:
        """Look at a file or folder, unless it or a folder above it is of those that are passed over."""
        parts = name.split("/") if name else []
        if any(_is_hidden(part) for part in parts) or parts[:1] == [LEXICON_FOLDER]:
            return
        path = self.corpus / name
        if os.path.isdir(path):
            self.folders.append(name)
            return
        try:
            with os.scandir(path.parent) as listing:
                entries = [entry for entry in listing if entry.name == parts[-1]]
        except FileNotFoundError:
            return
        except OSError as error:
            self.found.problems.append(_unreadable(name, error))
            return
        for entry in entries:
            self._entry(entry, name)

    def run(self) -> None:
        """Enter every folder."""
        while self.folders or self.links:
            path = (self.folders or self.links).popleft()
            folder = self.corpus / path if path else self.corpus
            try:
                if not self._is_new(folder):
                    continue
                # Before the listing: what comes in between shows as a newer time.
                time = folder_time(folder)
                with os.scandir(folder) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as error:
                self.found.problems.append(_unreadable(path, error))
                continue
            if time is not None:
                self.found.folders[path] = time
            for entry in entries:
                self._entry(entry, f"{path}/{entry.name}" if path else entry.name)

    def _is_new(self, folder: Path) -> bool:
        """Whether a folder is met for the first time."""
        try:
            state = folder.stat()
        except FileNotFoundError:
            return False
        key = (state.st_dev, state.st_ino)
        new = key not in self.entered
        self.entered.add(key)
        return new

    def _entry(self, entry: os.DirEntry[str], name: str) -> None:
        if _is_hidden(entry.name):
            self.found.passed_over += 1
            return
        try:
            if entry.is_dir():
                if name != LEXICON_FOLDER:
                    (self.links if entry.is_symlink() else self.folders).append(name)
                return
            if os.path.splitext(entry.name)[1].lower() not in self.suffixes:
                self.found.passed_over += entry.name != METADATA_FILE
                return
            details = entry.stat()
        except OSError as error:
            self.found.problems.append(_unreadable(name, error))
            return
        if not stat.S_ISREG(details.st_mode):
            # A pipe or a device: opening it could wait for ever.
            self.found.passed_over += 1
        elif name.lower().endswith(PACKED):
            self._packed(name, details.st_mtime_ns)
        else:
            self.found.files[name] = FileState(details.st_size, details.st_mtime_ns)

    def _packed(self, name: str, modified: int) -> None:
        """A zip file: its members are files, of its own time."""
        from unionsearch.bulletin.packed import contents  # not for those who want one name of this file

        try:
            inside = contents(self.corpus / name, name)
        except OSError as error:
            self.found.problems.append(_unreadable(name, error))
            return
        except BulletinError as error:
            self.found.problems.append(Problem(name, error.message, error.hint))
            return
        for file, why in inside.problems:
            self.found.problems.append(Problem(file, why.message, why.hint))
        for member in inside.members:
            parts = member.name.split("/")
            hidden = any(_is_hidden(part) or part == "__MACOSX" for part in parts)
            if hidden or os.path.splitext(parts[-1])[1].lower() not in self.suffixes:
                self.found.passed_over += 1
            else:
                self.found.files[f"{name}/{member.name}"] = FileState(member.size, modified)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _unreadable(name: str, error: OSError) -> Problem:
    reason = error.strerror or type(error).__name__
    return Problem(
        name,
        say(f"{name} 读不了：{reason}。", f"{name} cannot be read: {reason}."),
        say("检查权限，或修好链接。", "Check its permissions, or mend the link."),
    )
