"""``python -m unionsearch``."""

from __future__ import annotations

import sys

from unionsearch.cli import run

if __name__ == "__main__":
    sys.exit(run())
