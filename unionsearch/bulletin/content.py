"""The bytes of a file, named by a digest."""

from __future__ import annotations

import hashlib
from pathlib import Path

_BLOCK = 1 << 20


def content_digest(path: Path) -> str | None:
    """The SHA-256 of a file's bytes in hexadecimal, or None where it cannot be read."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    except OSError:
        return None
    return found.hexdigest()
