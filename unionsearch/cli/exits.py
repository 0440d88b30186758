"""How a run ended, and the exit status that says so to the shell."""

from __future__ import annotations

from enum import Enum, auto

import click

from unionsearch.errors import UnionSearchError


class Outcome(Enum):
    """How a command ended."""

    #: Something was found, or the work was done.
    DONE = auto()
    #: The question was good and there is nothing to answer.
    NOTHING = auto()
    #: Something was wrong, and has been said.
    WRONG = auto()


class OutputClosed(Exception):
    """Whoever read our output has stopped reading."""


def exit_code(end: object) -> int:
    """The exit status for how a run ended: an Outcome, or the exception that ended it.

    0 done or found, 1 nothing found, 2 something was wrong, 130 interrupted by the user. A reader that
    closes the pipe has got what it wanted: 0.
    """
    match end:
        case Outcome.NOTHING:
            return 1
        case Outcome.WRONG:
            return 2
        case UnionSearchError():
            return end.exit_code
        case click.exceptions.Exit():
            return int(end.exit_code)
        case KeyboardInterrupt() | click.Abort():
            return 130
        case OutputClosed():
            return 0
        case BaseException():
            return 2
        case _:
            return 0
