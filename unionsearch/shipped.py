"""The data files that ship with the program, read by their paths within it.

Not by :mod:`importlib.resources`: importing that takes longer than reading them all.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def text(path: str) -> str:
    """The text of a file, such as ``search/data/weights.json``."""
    return (_PACKAGE / path).read_text(encoding="utf-8")


def texts(folder: str, suffix: str) -> list[tuple[str, str]]:
    """Name and text of each file of a folder whose name ends so, by name."""
    files = sorted(_PACKAGE.joinpath(folder).iterdir(), key=lambda file: file.name)
    return [(file.name, file.read_text(encoding="utf-8")) for file in files if file.name.endswith(suffix)]
