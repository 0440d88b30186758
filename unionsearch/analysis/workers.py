"""Processes that analyse texts, so that all processors are used.

They are started by themselves and not by :mod:`multiprocessing`, which runs the main script of whoever
uses the library once more in each process. A process that dies costs time and no text: its batch, and
all that come after it, are analysed here.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from types import TracebackType
from typing import IO, Any, NamedTuple

from unionsearch.analysis.analyzer import Analysed
from unionsearch.analysis.batch import BatchAnalyzer
from unionsearch.analysis.rapid import is_installed
from unionsearch.analysis.worker import Listener, receive, send

_CODE = "import sys; sys.path[:] = sys.argv[1:]; from unionsearch.analysis import worker; worker.main()"
#: More would wait for the process that writes the index.
_MOST = 8
#: Batches on their way for each process: one being analysed, the others waiting for it, or for this process,
#: which sorts for seconds at a time what it has got.
_AHEAD = 6


class _Helper(NamedTuple):
    process: subprocess.Popen[bytes]
    listener: Listener


class Workers:
    """A context in which :meth:`analysed` uses ``count`` processes beside this one; 0: this one alone."""

    def __init__(self, terms: Sequence[str], count: int) -> None:
        self._terms = tuple(terms)
        self._processes: list[subprocess.Popen[bytes]] = []
        self._free: queue.SimpleQueue[_Helper | None] = queue.SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None
        if count:
            self._start(count)

    def _start(self, count: int) -> None:
        # A group of their own, or Ctrl-C would reach them while they start. What they may complain of
        # comes up here, where their batches are done again.
        options: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        if sys.platform == "win32":
            options["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP
        else:
            options["start_new_session"] = True
        try:
            for _ in range(count):
                self._processes.append(
                    subprocess.Popen(
                        [sys.executable, "-c", _CODE, *sys.path], stderr=subprocess.DEVNULL, **options
                    )
                )
        except OSError:
            self._end()
            return
        self._threads = ThreadPoolExecutor(count)
        for process in self._processes:
            self._free.put(_Helper(process, Listener()))
            with contextlib.suppress(OSError):
                send(_pipe(process.stdin), self._terms)

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        for process in self._processes:
            # Killed and not asked: none of them holds anything but copies.
            process.kill()
            process.wait()
        if self._threads is not None:
            # Their processes being gone, the threads have nothing more to wait for.
            self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    _pipe(stream).close()

    @cached_property
    def _here(self) -> BatchAnalyzer:
        return BatchAnalyzer(self._terms)

    def analysed(self, batches: Iterable[Sequence[str]]) -> Iterator[list[Analysed]]:
        """The streams of the texts of each batch, in order. Some batches are asked for ahead."""
        if self._threads is None:
            for batch in batches:
                yield self._here.analyse(batch)
            return
        waiting: deque[tuple[Sequence[str], Future[list[Analysed] | None]]] = deque()
        for batch in batches:
            waiting.append((batch, self._threads.submit(self._ask, batch)))
            if len(waiting) >= _AHEAD * len(self._processes):
                yield self._answer(*waiting.popleft())
        while waiting:
            yield self._answer(*waiting.popleft())

    def _answer(self, batch: Sequence[str], answer: Future[list[Analysed] | None]) -> list[Analysed]:
        found = answer.result()
        return self._here.analyse(batch) if found is None else found

    def _ask(self, batch: Sequence[str]) -> list[Analysed] | None:
        """What a process makes of a batch; None when it has died."""
        helper = self._free.get()
        if helper is None:
            self._free.put(None)
            return None
        process, listener = helper
        try:
            send(_pipe(process.stdin), batch)
            found = listener.batch(receive(_pipe(process.stdout)))
        except (OSError, EOFError, ValueError):
            # The others go on; when all have died, None stands for them.
            process.kill()
            process.wait()
            if all(other.poll() is not None for other in self._processes):
                self._free.put(None)
            return None
        self._free.put(helper)
        return found


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def spare_processors() -> int:
    """How many processes are worth starting; none where Python cannot be started again."""
    if not sys.executable or getattr(sys, "frozen", False):
        return 0
    found = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    if found == 1:
        return 0
    # jieba takes far longer than writing the index, so that the writing process mostly waits; rjieba
    # does not.
    return min(found - 1 if is_installed() else found, _MOST)
