"""Where results are written, and what their files are called."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.speed.articles import Source

RESULTS = Path(__file__).resolve().parent / "results"


def stem(about: Mapping[str, Any], source: Source | None, what: str = "") -> str:
    """The name of a result's files without suffix: the day, what was measured, the articles and how many."""
    parts = [str(about["date"]), what]
    if source is not None:
        parts += [re.sub("[^a-z0-9]+", "-", source.name.partition(".")[0].lower()), str(source.count)]
    return "-".join(part for part in parts if part)


def surroundings(about: Mapping[str, Any]) -> list[str]:
    """When, with what and where a result was made, as lines of Markdown."""
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    place = about["machine"]
    return [
        f"{about['date']}, commit {about['commit'] or 'unknown'}; {versions}.",
        f"{place['processor']}, {place['cpus']} CPUs, {place['system']}.",
        f"Command: `{about['command']}`",
    ]


def write(name: str, texts: Mapping[str, str], folder: Path) -> None:
    """Write texts, by suffix, into files called ``name`` in a folder, and say where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, text in texts.items():
        path = folder / (name + suffix)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path, file=sys.stderr)


def utf8() -> None:
    """Make both output streams UTF-8: answers are Chinese as often as not, whatever the terminal is."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
