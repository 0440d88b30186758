"""What holds for all tests."""

from __future__ import annotations

import signal

# A shell's background jobs are deaf to Ctrl-C, and hand that on to the processes that tests start and stop.
signal.signal(signal.SIGINT, signal.default_int_handler)
