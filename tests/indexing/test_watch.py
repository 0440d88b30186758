"""A corpus that is watched: taken in when it rests, whatever happens to it."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator

import pytest

from unionsearch.errors import CorpusError, IndexLockedError, UnionSearchError
from unionsearch.indexing import watch as module
from unionsearch.indexing.scan import FileState
from unionsearch.indexing.watch import Look, Rest, watch
from unionsearch.reports import SyncReport

from .office import Office, bulletin


def seen(**sizes: int) -> Look:
    return Look({name: FileState(size, 1) for name, size in sizes.items()}, {"": 1}, ())


def test_what_rests_is_taken_in_once() -> None:
    rest = Rest()
    assert [rest.due(seen(a=1)) for _ in range(2)] == [False, True]
    rest.taken(seen(a=1), whole=True)
    assert not any(rest.due(seen(a=1)) for _ in range(200))
    # A file grows while it is copied.
    assert [rest.due(seen(a=1, b=n)) for n in (1, 5, 9, 9)] == [False, False, False, True]


def test_many_that_come_together_are_taken_in_together() -> None:
    rest = Rest()
    due = [rest.due(seen(**{f"f{i}": 1 for i in range(n)})) for n in (1, 2, 3, 3)]
    assert due == [False, False, False, True]


def test_what_never_rests_is_taken_in_at_last() -> None:
    rest = Rest()
    due = [rest.due(seen(log=n)) for n in range(200)]
    assert due.index(True) == module._PATIENCE - 1


def test_what_comes_and_goes_again_is_nothing() -> None:
    rest = Rest()
    rest.taken(seen(a=1), whole=True)
    assert [rest.due(look) for look in (seen(a=1, tmp=1), seen(a=1), seen(a=1))] == [False, False, False]


def test_what_changed_while_it_was_taken_in_is_taken_in_too() -> None:
    rest = Rest()
    rest.due(seen(a=1))
    assert rest.due(seen(a=1))
    rest.taken(seen(a=1), whole=True)
    assert [rest.due(seen(a=2)) for _ in range(2)] == [False, True]


def test_a_file_that_could_not_be_read_is_tried_again() -> None:
    rest = Rest()
    rest.taken(seen(a=1), whole=False)
    assert [rest.due(seen(a=1)) for _ in range(200)].index(True) == module._AGAIN - 1


# With a real corpus; time does not pass.


class Watched:
    """A watch over an office; between two looks happens what ``events`` say, then it ends."""

    def __init__(self, office: Office, events: list[Callable[[], object]]) -> None:
        self.events = iter(events)
        self.slept: list[float] = []
        self.archive = office.archive()

    def outcomes(self) -> list[SyncReport | UnionSearchError]:
        return list(self._until_done())

    def _until_done(self) -> Iterator[SyncReport | UnionSearchError]:
        archive = self.archive
        folder = archive._corpus()
        try:
            yield from watch(
                lambda: archive._to_index(folder), lambda: archive.sync(wait=0), interval=5, sleep=self._sleep
            )
        except StopWatching:
            return

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        try:
            next(self.events)()
        except StopIteration:
            raise StopWatching from None


class StopWatching(Exception):
    """The events are over."""


def nothing() -> None:
    """Time passes."""


def test_a_day_at_the_office(office: Office) -> None:
    office.write("a.txt", bulletin("夜班车", "末班车晚开半小时。"))
    watched = Watched(
        office,
        [
            *(nothing,) * 3,
            lambda: office.write("b.txt", "茶水间\n\n    还没有复制完"),
            lambda: office.write("b.txt", bulletin("茶水间", "装了风扇。")),
            *(nothing,) * 3,
            lambda: (office.corpus / "a.txt").unlink(),
            *(nothing,) * 3,
        ],
    )
    first, second, third = watched.outcomes()
    assert isinstance(first, SyncReport) and first.changes.added == ("a.txt",)
    assert isinstance(second, SyncReport) and second.changes.added == ("b.txt",)
    assert isinstance(third, SyncReport) and third.changes.removed == ("a.txt",)
    assert office.found("「风扇」") == {"b#1"}
    assert min(watched.slept) >= 5


def test_new_terms_are_taken_in(office: Office) -> None:
    office.write("a.txt", bulletin("夜班车", "末班车晚开半小时。"))
    events = [*(nothing,) * 3, lambda: office.write("lexicon/own.txt", "末班车\n"), *(nothing,) * 3]
    assert [o.reanalysed for o in Watched(office, events).outcomes() if isinstance(o, SyncReport)] == [0, 1]


def test_a_drive_that_goes_away_takes_nothing_with_it(office: Office) -> None:
    office.write("a.txt", bulletin("夜班车", "末班车晚开半小时。"))
    aside = office.corpus.with_name("aside")

    def unmounted() -> None:
        office.corpus.rename(aside)
        office.corpus.mkdir()

    def gone() -> None:
        office.corpus.rmdir()

    def back() -> None:
        aside.rename(office.corpus)

    outcomes = Watched(
        office, [nothing, nothing, unmounted, *(nothing,) * 4, gone, *(nothing,) * 4, back, *(nothing,) * 4]
    ).outcomes()
    kinds = [type(outcome) for outcome in outcomes]
    assert kinds[:3] == [SyncReport, CorpusError, CorpusError], outcomes
    assert all(isinstance(o, SyncReport) and not o.changes for o in outcomes[3:])
    assert "no bulletins left" in str(outcomes[1])
    assert "does not exist" in str(outcomes[2])
    assert office.found("「末班车」") == {"a#1"}


def test_another_writer_is_waited_for(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.write("a.txt", bulletin("夜班车", "末班车晚开半小时。"))
    watched = Watched(office, [nothing] * 8)
    real = watched.archive.sync
    locked = itertools.chain([True] * 3, itertools.repeat(False))

    def sync(**options: object) -> SyncReport:
        if next(locked):
            raise IndexLockedError("The index is being updated.")
        return real(wait=0)

    monkeypatch.setattr(watched.archive, "sync", sync)
    said, done = watched.outcomes()
    assert isinstance(said, IndexLockedError)
    assert isinstance(done, SyncReport) and done.articles == 1


def test_what_is_wrong_from_the_start_is_raised(office: Office) -> None:
    shutil.rmtree(office.corpus)
    with pytest.raises(CorpusError):
        Watched(office, [nothing] * 3).outcomes()
