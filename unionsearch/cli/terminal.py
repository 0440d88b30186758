"""Standard input, output and error: UTF-8 whatever the locale, colours, width, a reader that leaves."""

from __future__ import annotations

import errno
import io
import os
import shutil
import sys
from collections.abc import Iterable
from typing import TextIO

import click

from unionsearch.cli.exits import OutputClosed
from unionsearch.errors import UnionSearchError
from unionsearch.lang import say

#: Windows reports a closed pipe as an invalid argument.
_CLOSED = (errno.EPIPE, errno.EINVAL if sys.platform == "win32" else errno.EPIPE)
_UNKNOWN_WIDTH = 80
_NARROWEST = 40


def prepare() -> None:
    """Make the standard streams write UTF-8 with bare line feeds, and exist.

    What is no character at all (a file name's stray bytes) is written as ``\\udcXX``, which in JSON reads
    back as what it was.
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 -- for the rest of the run
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def emit(pieces: Iterable[str], *, colour: bool = False) -> None:
    """Write an answer's pieces to standard output. Raises OutputClosed when nobody reads any more."""
    for piece in pieces:
        try:
            if colour:
                # click knows how to show colours on every Windows console.
                click.echo(piece, nl=False, color=True)
            else:
                sys.stdout.write(piece)
        except OSError as error:
            raise _translated(error) from error


def flush() -> None:
    """Hand over what was written so far. Raises OutputClosed when nobody reads any more."""
    try:
        sys.stdout.flush()
    except OSError as error:
        raise _translated(error) from error


def tell(*lines: str) -> None:
    """Write lines for the user to standard error; one that is closed is no reason to stop."""
    try:
        sys.stdout.flush()
        print(*lines, sep="\n", file=sys.stderr, flush=True)
    except OSError:
        pass


def abandon_output() -> None:
    """After a pipe has closed: let nothing that is still buffered be written at exit."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = io.StringIO()


def wants_colour(choice: str, stream: TextIO | None = None) -> bool:
    """Whether to colour: ``always``, ``never``, or ``auto``, which means a terminal and no NO_COLOR."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return is_terminal(stream or sys.stdout)


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at ``stream``."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def width(most: int) -> int:
    """The terminal's width in cells, at most ``most``; COLUMNS where set, 80 where there is no terminal."""
    found = shutil.get_terminal_size((_UNKNOWN_WIDTH, 24)).columns
    return max(_NARROWEST, min(found, most))


def width_or_none(most: int) -> int | None:
    """The width when a person looks, or COLUMNS is set; None when the output goes into a file or a pipe."""
    return width(most) if os.environ.get("COLUMNS") or is_terminal(sys.stdout) else None


def _translated(error: OSError) -> Exception:
    if isinstance(error, BrokenPipeError) or error.errno in _CLOSED:
        return OutputClosed()
    return UnionSearchError(
        say(f"写不出结果：{error.strerror}。", f"The output cannot be written: {error.strerror}."),
        say("检查磁盘空间和目标位置。", "Check the disk's free space and where the output goes."),
    )
