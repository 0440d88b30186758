"""The command line: every command parses its options, calls the library and formats the answer."""

from __future__ import annotations

import gc
import os

from unionsearch.cli.main import main

__all__ = ["main", "run"]

#: How many more objects there must be than when garbage was last looked for.
_MANY = 200_000


def run() -> int:
    """:func:`main` as all that a process does; the exit status.

    Nearly all that a command makes, its imports above all, stays until it ends. To look for garbage
    among it, as it grows and once more at the end, would take a tenth of a query's time. NumPy's library
    for matrices starts a thread for each processor when it is imported, which takes a quarter of the time
    where the processors have other work; what is to be multiplied here is too little for two of them.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(_MANY)
    try:
        return main()
    finally:
        gc.freeze()
