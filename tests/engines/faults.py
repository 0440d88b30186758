"""Processes that die, and disks that fail, at any step of a change."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable
from typing import Any

#: What of the auditing of Python tells that a file or folder is about to be touched.
_EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
#: The exit code of a process that died at its step.
DEAD = 77


def _steps(folder: str, act: Callable[[int], None]) -> None:
    """Call ``act`` with the step's number before every file operation in a folder, from here on for good."""
    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        act(count)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _EVENTS and arguments and str(arguments[0]).startswith(folder):
            step()

    sys.addaudithook(hook)
    fsync = os.fsync

    def audited(handle: int) -> None:
        step()
        fsync(handle)

    os.fsync = audited


def in_child(work: Callable[[], None]) -> int:
    """Do some work in a child process and give its exit code; 1 with a traceback when it raises."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def dying(folder: str, at: int, work: Callable[[], None]) -> int:
    """Do the work in a child that dies before its step number ``at`` in the folder."""

    def act(count: int) -> None:
        if count == at:
            os._exit(DEAD)

    def whole() -> None:
        _steps(folder, act)
        work()

    return in_child(whole)


def failing(folder: str, at: int, lasting: bool, work: Callable[[], None]) -> int:
    """Do the work in a child whose disk is full at step ``at`` in the folder, or from there on for good.

    Taking files away still works on a full disk, but here it does not: nobody may count on it.
    """

    def act(count: int) -> None:
        if count == at or (lasting and count > at):
            raise OSError(errno.ENOSPC, "No space left on device")

    def whole() -> None:
        _steps(folder, act)
        work()

    return in_child(whole)
