"""How fast a folder of mixed documents is taken in, and what a kill in the middle costs.

usage: python -m benchmarks.documents [--files 2000] [--folder FOLDER]

Fills a folder with documents of every format of which ``tests/data/documents`` has some, and the text files
of ``corpus``, each with other bytes. Then: reindex, killed when a third has been converted; reindex again,
to the end; reindex without a change; reindex --full with the texts kept. Says after each how long it took,
and whether any text that was kept before the kill was written again. Exits with 1 if one was.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_SETTLED = 1_300_000_000


def fill(folder: Path, count: int) -> Counter[str]:
    """Write ``count`` documents, turn about of each format; how many there are of each suffix."""
    models = [
        *(path for path in sorted((ROOT / "tests" / "data" / "documents").glob("*/*")) if path.is_file()),
        *sorted((ROOT / "corpus").glob("*/*.txt")),
    ]
    by_suffix: dict[str, list[Path]] = {}
    for path in models:
        by_suffix.setdefault(path.suffix, []).append(path)
    suffixes = sorted(by_suffix)
    made: Counter[str] = Counter()
    for number in range(count):
        suffix = suffixes[number % len(suffixes)]
        model = by_suffix[suffix][number // len(suffixes) % len(by_suffix[suffix])]
        path = folder / f"{number // 100:02}" / f"{model.stem}-{number:05}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        # What stands behind the end of a document is no part of it, but makes its bytes others.
        path.write_bytes(model.read_bytes() + (b"" if suffix == ".txt" else b"\n%d" % number))
        os.utime(path, (_SETTLED, _SETTLED))
        made[suffix] += 1
    return made


def kept(index: Path) -> dict[str, int]:
    """The texts kept so far, each with the time when it was written."""
    return {path.name: path.stat().st_mtime_ns for path in (index / "extracted").rglob("*.text")}


def reindex(corpus: Path, index: Path, *options: str) -> tuple[float, dict[str, object]]:
    """Run a reindex to its end: seconds, and its report."""
    began = time.perf_counter()
    ran = subprocess.run([*_command(corpus, index), *options], stdout=subprocess.PIPE, check=False)
    return time.perf_counter() - began, json.loads(ran.stdout)


def killed(corpus: Path, index: Path, texts: int) -> float:
    """Run a reindex, and kill it when so many texts have been kept; seconds."""
    began = time.perf_counter()
    process = subprocess.Popen(_command(corpus, index), stdout=subprocess.DEVNULL)
    while process.poll() is None and len(kept(index)) < texts:
        time.sleep(0.05)
    process.kill()
    process.wait()
    return time.perf_counter() - began


def _command(corpus: Path, index: Path) -> list[str]:
    places = ["--corpus", str(corpus), "--index", str(index)]
    return [sys.executable, "-m", "unionsearch", *places, "reindex", "--format", "json"]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        corpus, index = folder / "corpus", folder / "index"
        made = fill(corpus, options.files)
        documents = options.files - made[".txt"]
        print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
        print(", ".join(f"{count} {suffix}" for suffix, count in sorted(made.items())), flush=True)
        first = killed(corpus, index, documents // 3)
        before = kept(index)
        print(f"killed after     {first:8.2f} s with {len(before)} of {documents} texts kept", flush=True)
        second, report = reindex(corpus, index)
        again = len(before.items() - kept(index).items())
        print(
            f"resumed, done in {second:8.2f} s: {report['issues']} issues, {report['articles']} articles, "
            f"{len(report['problems'])} problems; {again} texts converted twice"  # type: ignore[arg-type]
        )
        print(f"together         {options.files / (first + second):8.0f} files/s", flush=True)
        unchanged, _ = reindex(corpus, index)
        print(f"no change        {unchanged:8.2f} s", flush=True)
        full, _ = reindex(corpus, index, "--full")
        print(f"full, texts kept {full:8.2f} s ({options.files / full:.0f} files/s)")
    return 1 if again else 0


if __name__ == "__main__":
    sys.exit(main())
