"""The difference between corpus and index, worked out without changing either."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from unionsearch.indexing.manifest import FileEntry
from unionsearch.indexing.scan import FileState

#: A file changed so shortly before it was scanned may change again within the clock's tick (ns).
_TICK = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done, path by path.

    ``touched`` files have a new size or time but the same bytes: only their record is renewed.
    ``moved`` maps a new path to the old. ``contents`` holds the digests that had to be computed.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    moved: dict[str, str]
    removed: tuple[str, ...]
    touched: tuple[str, ...]
    unchanged: tuple[str, ...]
    contents: dict[str, str]


def plan(
    found: Mapping[str, FileState],
    known: Mapping[str, FileEntry],
    *,
    scanned: int,
    metadata: Mapping[str, str],
    content: Callable[[str], str | None],
) -> Plan:
    """Compare files with records.

    ``scanned`` is when the records were made (ns), ``metadata`` the digests of the files' tables now,
    ``content`` gives the digest of a file's bytes, or None where it cannot be read; it is asked only
    when size or time differ.
    """
    contents: dict[str, str] = {}
    added, changed, touched, unchanged = [], [], [], []
    for path, state in found.items():
        entry = known.get(path)
        if entry is None:
            added.append(path)
            continue
        same_bytes = (
            (state.size, state.modified) == (entry.size, entry.modified) and entry.modified < scanned - _TICK
        )
        if not same_bytes:
            digest = content(path)
            if digest is not None:
                contents[path] = digest
            same_bytes = digest == entry.content
        if not same_bytes or metadata.get(path, "") != entry.metadata:
            changed.append(path)
        elif (state.size, state.modified) != (entry.size, entry.modified):
            touched.append(path)
        else:
            unchanged.append(path)

    gone = [path for path in known if path not in found]
    moved: dict[str, str] = {}
    if gone:
        lost: dict[str, list[str]] = {}
        for path in sorted(gone, reverse=True):
            lost.setdefault(known[path].content, []).append(path)
        for path in sorted(added):
            digest = content(path)
            if digest is None:
                continue
            contents[path] = digest
            if lost.get(digest):
                moved[path] = lost[digest].pop()
    left = set(moved.values())
    return Plan(
        added=tuple(sorted(p for p in added if p not in moved)),
        changed=tuple(sorted(changed)),
        moved=moved,
        removed=tuple(sorted(p for p in gone if p not in left)),
        touched=tuple(sorted(touched)),
        unchanged=tuple(sorted(unchanged)),
        contents=contents,
    )
