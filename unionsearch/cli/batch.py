"""``unionsearch query --batch``: one query a line in, one answer a line out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from unionsearch.cli import terminal
from unionsearch.cli.exits import Outcome
from unionsearch.errors import ConfigError, QuerySyntaxError
from unionsearch.lang import say
from unionsearch.model import Page
from unionsearch.output import Formatter

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def answer_all(source: str, search: Callable[[str], Page], write: Formatter) -> Outcome:
    """Answer every line of the file ``source`` (``-``: standard input) as soon as it is read.

    A query that cannot be read is answered with its error, and the next one goes on.
    """
    found = bad = False
    with _lines(source) as lines:
        for line in lines:
            text, error = _decoded(line)
            try:
                if error is not None:
                    raise error
                page = search(text)
            except QuerySyntaxError as failure:
                bad = True
                terminal.emit(write.failure(text, failure))
            else:
                found = found or bool(page.hits)
                terminal.emit(write.page(page))
            # Now, so that a program on the other end of two pipes can ask one question at a time.
            terminal.flush()
    if bad:
        return Outcome.WRONG
    return Outcome.DONE if found else Outcome.NOTHING


@contextmanager
def _lines(source: str) -> Iterator[Iterator[bytes]]:
    if source == "-":
        yield _without_mark(sys.stdin.buffer if sys.stdin is not None else io.BytesIO())
        return
    try:
        stream = open(source, "rb")  # noqa: SIM115 -- only the opening may fail with this error
    except OSError as error:
        raise ConfigError(
            say(f"读不了 {source}：{error.strerror}。", f"{source} cannot be read: {error.strerror}."),
            say(
                "--batch 后面写文件名，或用 - 表示标准输入。",
                "--batch takes a file name, or - for standard input.",
            ),
        ) from error
    with stream:
        yield _without_mark(stream)


def _without_mark(stream: IO[bytes]) -> Iterator[bytes]:
    first = True
    for line in stream:
        if first and line.startswith(_UTF16_MARKS):
            raise ConfigError(
                say("查询文件是 UTF-16 编码。", "The file of queries is UTF-16."),
                say("用 UTF-8 编码另存。", "Save it as UTF-8."),
            )
        yield line.removeprefix(_UTF8_MARK) if first else line
        first = False


def _decoded(line: bytes) -> tuple[str, QuerySyntaxError | None]:
    """The line's text; where it is no UTF-8, what can be shown of it and the error."""
    bare = line.rstrip(b"\r\n")
    try:
        return bare.decode("utf-8"), None
    except UnicodeDecodeError as error:
        column = len(bare[: error.start].decode("utf-8")) + 1
        return bare.decode("utf-8", "replace"), QuerySyntaxError(
            say("这一行不是 UTF-8 编码。", "This line is not UTF-8."),
            say("用 UTF-8 编码另存。", "Save the file as UTF-8."),
            column=column,
        )
