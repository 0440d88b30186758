"""The difference between corpus and index, worked out without changing either."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from unionsearch.indexing.manifest import FileEntry
from unionsearch.indexing.scan import FileState


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done, path by path; every tuple is sorted.

    ``touched`` files have the same bytes, but their record must be renewed. ``unreadable`` ones seem to
    have changed but cannot be read: they stay as they are. ``moved`` maps a new path to the old.
    ``contents`` holds the digests that had to be computed.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    moved: dict[str, str]
    removed: tuple[str, ...]
    touched: tuple[str, ...]
    unreadable: tuple[str, ...]
    unchanged: tuple[str, ...]
    contents: dict[str, str]


def plan(
    found: Mapping[str, FileState],
    known: Mapping[str, FileEntry],
    *,
    metadata: Callable[[str], str],
    content: Callable[[str], str | None],
    settled: Callable[[FileState], bool],
) -> Plan:
    """Compare files with records.

    ``metadata`` gives what issues.toml says of a file now. ``content`` gives the digest of a file's
    bytes, or None where it cannot be read; it is asked only where size and time do not answer.
    ``settled`` says whether a file's time is old enough to show every later change.
    """
    contents: dict[str, str] = {}

    def digest(path: str) -> str | None:
        computed = content(path)
        if computed is not None:
            contents[path] = computed
        return computed

    lists: dict[str, list[str]] = {name: [] for name in ("changed", "touched", "unreadable", "unchanged")}
    for path in sorted(found.keys() & known.keys()):
        lists[_kind(path, found[path], known[path], metadata, digest, settled)].append(path)
    new = sorted(found.keys() - known.keys())
    gone = sorted(known.keys() - found.keys())
    moved = _moved(new, gone, known, digest)
    left = set(moved.values())
    return Plan(
        added=tuple(path for path in new if path not in moved),
        changed=tuple(lists["changed"]),
        moved=moved,
        removed=tuple(path for path in gone if path not in left),
        touched=tuple(lists["touched"]),
        unreadable=tuple(lists["unreadable"]),
        unchanged=tuple(lists["unchanged"]),
        contents=contents,
    )


def _kind(
    path: str,
    state: FileState,
    entry: FileEntry,
    metadata: Callable[[str], str],
    digest: Callable[[str], str | None],
    settled: Callable[[FileState], bool],
) -> str:
    """Which list of the plan a known file belongs to."""
    same_state = state == FileState(entry.size, entry.modified)
    if not (same_state and entry.settled):
        now = digest(path)
        if now is None:
            return "unreadable"
        if now != entry.content:
            return "changed"
    if metadata(path) != entry.metadata:
        return "changed"
    if not same_state or settled(state) != entry.settled:
        return "touched"
    return "unchanged"


def _moved(
    new: list[str], gone: list[str], known: Mapping[str, FileEntry], digest: Callable[[str], str | None]
) -> dict[str, str]:
    """Pairs new path -> old path of files with the same bytes, in the order of their paths."""
    if not gone:
        return {}
    lost: dict[str, list[str]] = {}
    for path in reversed(gone):
        lost.setdefault(known[path].content, []).append(path)
    moved: dict[str, str] = {}
    for path in new:
        before = lost.get(digest(path) or "")
        if before:
            moved[path] = before.pop()
    return moved
