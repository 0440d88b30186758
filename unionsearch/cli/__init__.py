"""The command line: every command parses its options, calls the library and formats the answer."""

from __future__ import annotations

import gc

from unionsearch.cli.main import main

__all__ = ["main", "run"]

#: How many more objects there must be than when garbage was last looked for.
_MANY = 200_000


def run() -> int:
    """:func:`main` as all that a process does; the exit status.

    Nearly all that a command makes, its imports above all, stays until it ends. To look for garbage
    among it, as it grows and once more at the end, would take a tenth of a query's time.
    """
    gc.set_threshold(_MANY)
    try:
        return main()
    finally:
        gc.freeze()
