"""When a corpus that is looked at again and again is to be taken in.

Folders are looked at, not listened to: a network drive tells nobody of its changes, and a look costs a
listing only. What has changed is taken in once it has come to rest, which is when two looks in a row see
the same sizes and times: so a file that is still being copied is waited for, and many that come together
are taken in together.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from unionsearch.bulletin import SUFFIXES
from unionsearch.errors import CorpusError, IndexLockedError, UnionSearchError
from unionsearch.indexing.scan import FileState, scan
from unionsearch.indexing.survey import Corpus
from unionsearch.lang import say
from unionsearch.reports import SyncReport

#: Something that never comes to rest is taken in after so many looks, as it then is.
_PATIENCE = 60
#: A file that could not be read is tried again after so many, though it looks the same: what held it open
#: may have let go of it.
_AGAIN = 60
#: A look may take this part of the time at most; large corpora are looked at less often.
_LOAD = 0.05

Outcome = SyncReport | UnionSearchError


@dataclass(frozen=True, slots=True)
class Look:
    """A corpus as one look saw it: its bulletins, its folders' times, and its segmentation terms."""

    files: dict[str, FileState]
    folders: dict[str, int]
    terms: tuple[str, ...]


class Rest:
    """Tells of each look whether it is time to take in what it saw."""

    def __init__(self) -> None:
        self._taken: Look | None = None
        self._last: Look | None = None
        self._moving = 0
        self._still = 0
        self._whole = True

    def due(self, look: Look) -> bool:
        """Whether what is seen has not been taken in yet and has come to rest, or never will."""
        if look == self._taken:
            self._moving = 0
            self._still += 1
            return not self._whole and self._still >= _AGAIN
        self._moving += 1
        rests = look == self._last or self._moving >= _PATIENCE
        self._last = look
        return rests

    def taken(self, look: Look, *, whole: bool) -> None:
        """What a look saw has been taken in, ``whole`` or but for files that could not be read. What
        changed in the meantime shows in the next look."""
        self._taken = look
        self._whole = whole
        self._moving = self._still = 0


def look(corpus: Corpus) -> Look:
    """Look at a corpus. Raises CorpusError."""
    found = scan(corpus.folder, SUFFIXES, index=corpus.index)
    return Look(found.files, found.folders, corpus.terms)


def watch(
    corpus: Callable[[], Corpus],
    take_in: Callable[[], SyncReport],
    *,
    interval: float,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Outcome]:
    """Look at a corpus every ``interval`` seconds, for ever, and take in what has come to rest.

    ``corpus`` gives what is to be looked at, ``take_in`` brings the index up to date. Each outcome is
    handed out: a report, or what prevented one, which is then tried again; the same failure only once.
    Until something has been taken in, what goes wrong is raised, unless it is that another writes the
    index. An empty corpus of an index that is not empty is a drive that is not there, and changes nothing.
    """
    rest = Rest()
    issues: int | None = None
    failed: str | None = None
    while True:
        began = time.perf_counter()
        outcome: Outcome | None = None
        try:
            seen = look(present := corpus())
            if issues and not seen.files:
                raise _empty(present.folder)
            if rest.due(seen):
                outcome = take_in()
                rest.taken(seen, whole=not outcome.problems)
                issues, failed = outcome.issues, None
        except UnionSearchError as error:
            if issues is None and not isinstance(error, IndexLockedError):
                raise
            if error.message != failed:
                outcome, failed = error, error.message
        if outcome is not None:
            yield outcome
        sleep(max(interval, (time.perf_counter() - began) / _LOAD if outcome is None else 0))


def _empty(folder: Path) -> CorpusError:
    return CorpusError(
        say(
            f"语料文件夹 {folder} 里一份简报也没有了；索引暂不改动。",
            f"There are no bulletins left in the corpus {folder}; the index stays as it is.",
        ),
        say(
            "若是网络盘断开，连上即可；若确已清空，运行 unionsearch reindex。",
            "If a network drive is away, connect it; if it is empty indeed, run: unionsearch reindex",
        ),
    )
