"""Reading a file in another process, which may loop, crash or eat memory without harm to this one."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from unionsearch.bulletin.readers.child import LAST, receive, send
from unionsearch.bulletin.readers.failures import broke, too_long
from unionsearch.bulletin.readers.source import Source
from unionsearch.errors import BulletinError

#: How long reading one file may take, in seconds. A bulletin takes a fraction of one.
SECONDS = 25.0
_GRACE = 3.0  # seconds after which a process that did not end itself is killed
_MOST_FILES = 500  # read by one process: what a library leaks ends with it
_COMMAND = ("-m", "unionsearch.bulletin.readers.child")
_PACKAGE = Path(__file__).resolve().parents[3]


class Isolated:
    """A reading process, started when the first file comes and anew when it has ended. For any thread."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._files = 0
        self._lock = threading.Lock()

    def read(self, data: bytes, file: str, suffix: str) -> Source:
        """Read a file's bytes. Raises BulletinError, also where reading does not end or ends the process."""
        with self._lock:
            begun = time.monotonic()
            answer = self._ask(data, file, suffix)
            took = time.monotonic() - begun
        if answer is None:
            raise too_long(file, self.seconds) if took >= self.seconds else broke(file)
        kind, said = answer
        if kind.startswith(b"source"):
            return Source.from_bytes(said)
        message, hint = json.loads(said)
        raise BulletinError(message, hint)

    def close(self) -> None:
        """End the process, if there is one. It is started again when it is needed."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _ask(self, data: bytes, file: str, suffix: str) -> tuple[bytes, bytes] | None:
        """The process's answer; None when it ended without one, in time or not."""
        if self._files >= _MOST_FILES:
            self.close()
        process = self._started()
        assert process.stdin is not None and process.stdout is not None
        request = {"file": file, "suffix": suffix, "seconds": self.seconds}
        killer = threading.Timer(self.seconds + _GRACE, process.kill)
        killer.daemon = True
        killer.start()
        answer: tuple[bytes, bytes] | None = None
        try:
            send(process.stdin, json.dumps(request).encode("utf-8"))
            send(process.stdin, data)
            kind = receive(process.stdout)
            said = receive(process.stdout)
            if kind is not None and said is not None:
                answer = kind, said
        except OSError:  # it ended before it had taken everything
            pass
        except BaseException:  # Ctrl-C: what it would still answer belongs to no question
            self.close()
            raise
        finally:
            killer.cancel()
        self._files += 1
        if answer is None or answer[0].endswith(LAST):
            self.close()
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            self._files = 0
            # The package's folder is the working folder: a file in the user's is never taken for a module.
            path = [os.path.abspath(entry) for entry in sys.path if entry]
            self._process = subprocess.Popen(
                [sys.executable, "-X", "utf8", *_COMMAND],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_PACKAGE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
            )
        return self._process


#: The one that this process uses.
READER = Isolated()
atexit.register(READER.close)
