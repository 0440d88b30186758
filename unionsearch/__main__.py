"""``python -m unionsearch``."""

from __future__ import annotations

import sys

from unionsearch.cli import main

if __name__ == "__main__":
    sys.exit(main())
