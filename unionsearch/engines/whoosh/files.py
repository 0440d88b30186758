"""The files of an index folder: what they are called, how they reach the disk, and which may go.

A committed state is a TOC, the segments that it names, and the attachment of the same generation. All
are written under names that no reader looks for, and are on the disk, before the TOC is renamed: that
renaming is the commit. A process that dies before it leaves files that nothing refers to.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Collection
from pathlib import Path

from unionsearch.patterns import pattern

#: Whoosh's name for the one index of a folder.
NAME = "MAIN"
#: What the name of a segment's file ends in.
SEGMENT_SUFFIX = ".seg"

_TOC = pattern(rf"_{NAME}_([0-9]+)\.toc")
_ATTACHMENT = pattern(r"attachment-([0-9]+)\.json")
_DERIVED = pattern(r"[a-z]+-([0-9]+)\.derived")
_SEGMENT = pattern(rf"({NAME}_[0-9a-z]+)\..+")
_UNFINISHED = pattern(rf"_{NAME}_[0-9]+\.toc\..+|attachment-[0-9]+\.tmp|[a-z]+-[0-9]+\.derived\..+")


def latest_generation(folder: Path) -> int | None:
    """The newest generation whose TOC is in the folder, be it whole or torn. Raises OSError."""
    try:
        names = os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return max((int(match.group(1)) for name in names if (match := _TOC.fullmatch(name))), default=None)


def toc_path(folder: Path, generation: int) -> Path:
    """The TOC of a generation."""
    return folder / f"_{NAME}_{generation}.toc"


def attachment_path(folder: Path, generation: int) -> Path:
    """The attachment of a generation."""
    return folder / f"attachment-{generation}.json"


def derived_path(folder: Path, name: str, generation: int) -> Path:
    """What was made from the state of a generation and can be made again."""
    return folder / f"{name}-{generation}.derived"


def remove_derived(folder: Path, generation: int) -> None:
    """Take away what claims to derive from a generation that is yet to come. Raises OSError."""
    for path in folder.glob(f"*-{generation}.derived"):
        path.unlink(missing_ok=True)


def write_attachment(folder: Path, generation: int, content: bytes) -> None:
    """Put the attachment of a generation that is about to be committed on the disk. Raises OSError."""
    path = attachment_path(folder, generation)
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(content)
    sync_file(temporary)
    os.replace(temporary, path)


def sync_file(path: Path) -> None:
    """See to it that a file's bytes are on the disk, not only on their way. Raises OSError."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """The same for the names in a folder, where the system can do it."""
    if sys.platform == "win32":
        return
    # Some file systems cannot; then there is no more to be done.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def clear_away(folder: Path, generation: int, segments: Collection[str]) -> None:
    """Take away what does not belong to a state: older states, and what interrupted writers left.

    Only the holder of the write lock may do so. Windows keeps what a reader has open; the next commit
    takes it away.
    """
    for name in os.listdir(folder):
        found = _TOC.fullmatch(name) or _ATTACHMENT.fullmatch(name) or _DERIVED.fullmatch(name)
        segment = _SEGMENT.fullmatch(name)
        if (
            (found and int(found.group(1)) != generation)
            or (segment and segment.group(1) not in segments)
            or _UNFINISHED.fullmatch(name)
        ):
            with contextlib.suppress(OSError):
                os.unlink(folder / name)


def remove_segment(folder: Path, segment: str) -> None:
    """Take away the files of a segment, as far as they are not in use."""
    for path in folder.glob(f"{segment}.*"):
        with contextlib.suppress(OSError):
            path.unlink()
