"""The process that reads foreign formats: ``python -m unionsearch.bulletin.readers.child``.

It takes files from its standard input and gives their texts on its standard output, one after the
other, until the input ends. Each is read under limits: of memory, where the system can, and of time, after
which the process ends itself, even from within a library that loops. So it does when its parent is gone.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import struct
import sys
from typing import IO, BinaryIO

from unionsearch.bulletin.readers import registry
from unionsearch.bulletin.readers.failures import damaged, too_hungry
from unionsearch.errors import BulletinError

#: Memory that reading one file may take, in bytes; addresses are counted, of which a process uses a part.
MEMORY = 1 << 30
_SPENT = MEMORY // 3  # a bulletin takes a tenth
#: Ends the kind of an answer after which the process ends.
LAST = b" last"
_LENGTH = struct.Struct(">Q")


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends the input
    _limit_memory()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints is no answer
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        while (head := receive(requests)) is not None:
            data = receive(requests)
            if data is None:
                return
            request = json.loads(head)
            faulthandler.dump_traceback_later(request["seconds"], exit=True, file=nowhere)
            kind, answer = _answer(data, request["file"], request["suffix"])
            faulthandler.cancel_dump_traceback_later()
            del data
            spent = _is_spent()
            send(answers, kind + LAST if spent else kind)
            send(answers, answer)
            if spent:
                return


def _is_spent() -> bool:
    """Whether a file has taken so much memory that the next ones are better read by another process.

    Where memory ran out, an import may have failed, and Python remembers that a codec is not there.
    """
    return _most_taken() > _SPENT


def _most_taken() -> int:
    """The most memory that this process has had, in bytes; 0 where the system does not tell."""
    if sys.platform == "linux":
        # Not by getrusage: there a process begins with what its parent had when it started it.
        with open("/proc/self/status", "rb") as lines:
            return next((int(line.split()[1]) << 10 for line in lines if line.startswith(b"VmHWM:")), 0)
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _answer(data: bytes, file: str, suffix: str) -> tuple[bytes, bytes]:
    """What is said about a file: its source, or why it cannot be read."""
    try:
        return b"source", registry.read(data, file, suffix).to_bytes()
    except BulletinError as error:
        failure = error
    except MemoryError:
        failure = too_hungry(file)
    except Exception as error:
        # Foreign formats have more ways to be wrong than anyone can list: the file is named, others are read.
        failure = damaged(file, type(error).__name__)
    return b"failure", json.dumps([failure.message, failure.hint]).encode("utf-8")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    except (ValueError, OSError):  # some systems know this limit and refuse it
        return


def send(stream: IO[bytes] | BinaryIO, data: bytes) -> None:
    """One message: its length, then its bytes."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes] | BinaryIO) -> bytes | None:
    """The next message, or None where the stream has ended."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


if __name__ == "__main__":
    main()
