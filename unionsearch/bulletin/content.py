"""The bytes of a file, named by a digest."""

from __future__ import annotations

import hashlib
from pathlib import Path

from unionsearch.bulletin.packed import MOST_BYTES, read_member, split
from unionsearch.errors import BulletinError

_BLOCK = 1 << 20


def content_digest(path: Path) -> str | None:
    """The SHA-256 of a file's bytes in hexadecimal, or None where it cannot be read."""
    found = hashlib.sha256()
    try:
        inside = split(path)
        if inside is not None:
            return hashlib.sha256(read_member(*inside, path.name, MOST_BYTES)).hexdigest()
        if path.stat().st_size == 0:  # nor is one opened that a system only calls empty
            return found.hexdigest()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    except (OSError, BulletinError):
        return None
    return found.hexdigest()
