"""What a result says of itself: when, on what, by which command, with which versions, on which machine."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.relevance import surroundings
from benchmarks.speed.articles import Source


def about(module: str, source: Source | None) -> dict[str, Any]:
    """The head of a result of the program ``python -m MODULE``."""
    found: dict[str, Any] = {
        "date": date.today().isoformat(),
        "command": " ".join([f"python -m {module}", *map(_shown, sys.argv[1:])]),
    }
    if source is not None:
        found |= {"articles": source.name, "count": source.count, "seed": source.seed}
    return {
        **found,
        "commit": surroundings.commit(),
        "versions": {**surroundings.versions(), **_ripgrep()},
        "machine": surroundings.machine(),
    }


def _shown(word: str) -> str:
    """An argument as the report names it: of a path only the name, whose folder is nobody's business."""
    return Path(word).name if ("/" in word or "\\" in word) else word


def _ripgrep() -> dict[str, str]:
    if shutil.which("rg") is None:
        return {}
    told = subprocess.run(["rg", "--version"], capture_output=True, text=True).stdout.split()
    return {"ripgrep": told[1] if len(told) > 1 else "unknown"}
