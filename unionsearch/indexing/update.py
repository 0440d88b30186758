"""One update of the index from beginning to end: look, work out the difference, apply it, report."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from os.path import splitext
from pathlib import Path

from unionsearch.engines.protocol import Engine, Reader
from unionsearch.errors import ConfigError, IndexDamagedError, IndexMissingError
from unionsearch.indexing import copies, sync
from unionsearch.indexing.extracted import Extracted
from unionsearch.indexing.lock import writing
from unionsearch.indexing.manifest import FileEntry, Manifest
from unionsearch.indexing.scan import check_folder
from unionsearch.indexing.state import State, check_corpus, is_no_folder, mismatch, read_state
from unionsearch.indexing.survey import Corpus, Survey, inside, survey
from unionsearch.lang import say
from unionsearch.model import Problem
from unionsearch.reports import Changes, SyncReport


def update(
    corpus: Corpus,
    engine: Engine,
    *,
    paths: Sequence[Path] = (),
    full: bool = False,
    dry_run: bool = False,
    wait: float = 10.0,
    progress: sync.Progress | None = None,
) -> SyncReport:
    """Bring the index up to date, or with ``dry_run`` say what that would be and write nothing at all.

    The arguments are those of :meth:`unionsearch.archive.Archive.sync`. An index that is built anew is
    built of the whole corpus, whatever ``paths`` say: one of a part would answer as if it were all.
    Raises CorpusError, ConfigError, IndexLockedError, IndexMismatchError.
    """
    began = time.perf_counter()
    # What is wrong with the corpus is said before anything is created.
    check_folder(corpus.folder)
    _refuse_one_folder(corpus)
    for path in paths:
        inside(corpus.folder, path)
    with ExitStack() as stack:
        if not dry_run:
            stack.enter_context(writing(corpus.index, wait))
        state, reason = _state(corpus, engine, full)
        if state is not None:
            stack.callback(state.reader.close)
        old = state.manifest if state else None
        seen = survey(corpus, old, paths if old else ())
        again = sync.affected(state.reader, state.manifest, corpus.terms) if state else frozenset()
        new = None
        if not dry_run:
            before = sync.Before(state.manifest, state.reader, again) if state else None
            copies_before = copies.known(state.reader) if state else None
            texts = Extracted(corpus.index, retry=full)
            new = sync.apply(corpus, engine, before, seen, progress, texts.source)
            if new is not old and not seen.names:
                texts.clean({entry.content for entry in new.files.values()})
            reader = state.reader if state and new is old else stack.enter_context(closing(engine.reader()))
            _find_copies(reader, new, copies_before)
    now = new or old
    return SyncReport(
        changes=_done(seen, new) if new else seen.changes(),
        problems=problems(seen, new),
        issues=len(now.files) if now else 0,
        articles=sum(entry.articles for entry in now.files.values()) if now else 0,
        seconds=time.perf_counter() - began,
        rebuilt=old is None,
        reason=reason,
        dry_run=dry_run,
        reanalysed=len(again),
    )


def _find_copies(reader: Reader, manifest: Manifest, before: copies.Known | None) -> None:
    """Find out which articles of a state are the same text, unless that has been done."""
    if not copies.is_there(reader):
        copies.renew(reader, [entry.source for entry in _oldest_first(manifest)], before)


def _oldest_first(manifest: Manifest) -> list[FileEntry]:
    """The files by the periods of their issues, those without one last; of one period by their names."""
    files = sorted(manifest.files.items(), key=lambda file: (file[1].issue.period or "~", *splitext(file[0])))
    return [entry for _, entry in files]


def _state(corpus: Corpus, engine: Engine, full: bool) -> tuple[State | None, str | None]:
    """The state to go on from; or None, and why the index must be built anew if that has a reason."""
    try:
        state = read_state(engine, corpus.index)
    except IndexMissingError:
        return None, None
    except IndexDamagedError as error:
        if is_no_folder(corpus.index):
            raise
        return None, error.message
    try:
        if full:
            state.reader.close()
            return None, None
        check_corpus(state.manifest, corpus.folder, corpus.index)
    except BaseException:
        state.reader.close()
        raise
    reason = mismatch(state.manifest, corpus.fingerprint)
    if reason is None:
        return state, None
    state.reader.close()
    return None, reason


def _refuse_one_folder(corpus: Corpus) -> None:
    if corpus.index == corpus.folder:
        raise ConfigError(
            say(
                f"语料和索引不能是同一个文件夹：{corpus.folder}。",
                f"Corpus and index cannot be one folder: {corpus.folder}.",
            ),
            say("用 --index 另指一个文件夹。", "Name another folder with --index DIR."),
        )


def _done(seen: Survey, new: Manifest) -> Changes:
    """What was done of what was planned: a file that could not be read was not taken in, and one that
    was skipped before may have been taken in this time, though it has not changed."""
    planned = seen.changes()
    lost = [path for path in planned.changed if path not in new.files]
    lost += [old for old, path in planned.moved if path not in new.files]
    return replace(
        planned,
        added=tuple(path for path in seen.plan.added if path in new.files),
        changed=tuple(path for path in planned.changed if path in new.files),
        moved=tuple((old, path) for old, path in planned.moved if path in new.files),
        removed=tuple(sorted([*planned.removed, *lost])),
    )


def problems(seen: Survey, new: Manifest | None = None) -> tuple[Problem, ...]:
    """What was wrong in the places that were looked at, files that are skipped as before included."""
    skipped = new.skipped if new else seen.still_skipped()
    return (*seen.problems, *(s.problem for path, s in skipped.items() if seen.looked_at(path)))
