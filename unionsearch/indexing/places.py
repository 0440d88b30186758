"""What a corpus folder has beside bulletins, and when a folder last changed."""

from __future__ import annotations

from pathlib import Path

METADATA_FILE = "issues.toml"
LEXICON_FOLDER = "lexicon"


def folder_time(folder: Path) -> int | None:
    """The time (ns) of the last change of a folder or its issues.toml; None when the folder is gone.

    A folder's own time moves when an entry comes or goes; issues.toml changes in place.
    """
    try:
        found = folder.stat().st_mtime_ns
    except OSError:
        return None
    try:
        return max(found, (folder / METADATA_FILE).stat().st_mtime_ns)
    except OSError:
        return found
