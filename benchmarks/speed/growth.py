"""``python -m benchmarks.speed.growth``: how building, asking, memory and disk grow with the archive.

    python -m benchmarks.speed.growth --generated --sizes 1000 10000 100000 1000000

For each size a whole archive is built, with manifest and stored texts, and asked by engine and by whole
program. Prints a table with the exponent of each figure: 1 is growth in proportion, 0 none.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.relevance.collection import CollectionError
from benchmarks.speed import articles, measuring, results
from benchmarks.speed.about import about
from benchmarks.speed.drawing import TooFew, draw
from benchmarks.speed.figures import exponent, middle, slow
from benchmarks.speed.report import short, table
from benchmarks.speed.systems import ENGINE, WHOLE
from benchmarks.speed.worker import Worker, WorkerError

#: How often an archive is opened, each time in a new process.
_OPENINGS = 3


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed.growth",
        description="Build time, query time, memory, disk and opening at several sizes, and how they grow.",
    )
    articles.add_options(parser, count=None)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000], metavar="N",
        help="numbers of articles; a file with fewer is repeated",
    )  # fmt: skip
    parser.add_argument("--each", type=int, default=10, metavar="N", help="questions of a kind (default: 10)")
    parser.add_argument(
        "--rounds", type=int, default=3, metavar="N", help="how often they are asked (default: 3)"
    )
    parser.add_argument("--results", type=Path, default=results.RESULTS, metavar="DIR", help="where to write")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every size, the smallest first; the exit status."""
    given = _parser().parse_args(arguments)
    sizes = sorted(set(given.sizes))
    source = articles.Source(given.articles, sizes[-1], given.seed)
    found: dict[int, dict[str, float]] = {}
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            kept = source.kept(Path(folder))
            for size in sizes:
                found[size] = measured(kept.of(size), Path(folder) / str(size), given)
                print(f"{size}: {found[size]}", file=sys.stderr)
    except (CollectionError, TooFew, WorkerError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    head = about("benchmarks.speed.growth", source)
    grown = exponents(found)
    text = markdown(head, found, grown)
    print(text)
    shape = {**head, "sizes": found, "exponents": grown}
    texts = {".json": json.dumps(shape, ensure_ascii=False, indent=1) + "\n", ".md": text}
    results.write(results.stem(head, source, "growth"), texts, given.results)
    return 0


def measured(source: articles.Source, folder: Path, given: argparse.Namespace) -> dict[str, float]:
    """The figures of one size; what cannot be found out is left out."""
    index = folder / "index"
    with Worker(WHOLE, folder) as worker:
        built = worker.build(source)
    found: dict[str, float | None] = {
        "build, s": built.seconds,
        "build memory, MB": _megabytes(built.peak),
        "disk, MB": _megabytes(sum(built.parts.values())),
    }
    openings: dict[str, list[float]] = {"reader": [], "archive": []}
    for _ in range(_OPENINGS):
        for name, where, label in ((ENGINE, index, "reader"), (WHOLE, folder, "archive")):
            with Worker(name, where) as worker:
                openings[label].append(worker.open() * 1000)
    found |= {f"open {label}, ms": middle(times) for label, times in openings.items()}
    questions = draw(source, index, given.each, given.seed)
    with Worker(ENGINE, index) as engine, Worker(WHOLE, folder) as whole:
        for worker in (engine, whole):
            worker.open()
        timings = measuring.warm([engine, whole], questions, given.rounds, given.seed)
        for worker, label in ((engine, "engine"), (whole, "page")):
            times = list(timings[worker.name].milliseconds.values())
            found |= {f"{label}, median ms": middle(times), f"{label}, p95 ms": slow(times)}
            found[f"{label}, private MB"] = _megabytes(worker.private())
    return {name: round(value, 4) for name, value in found.items() if value is not None}


def _megabytes(size: int | None) -> float | None:
    return None if size is None else size / 1e6


def exponents(found: Mapping[int, Mapping[str, float]]) -> dict[str, float]:
    """For each figure, the power of the number of articles that it grows by; nothing for one size alone."""
    if len(found) < 2:
        return {}
    names = set.intersection(*(set(figures) for figures in found.values()))
    return {
        name: round(exponent(list(found), [figures[name] for figures in found.values()]), 3)
        for name in next(iter(found.values()))
        if name in names and all(figures[name] > 0 for figures in found.values())
    }


def markdown(
    head: Mapping[str, object], found: Mapping[int, Mapping[str, float]], grown: Mapping[str, float]
) -> str:
    """A row a figure, a column a size, the exponent last."""
    rows = [["articles", *(f"{size:,}" for size in found), "exponent"]]
    for name in next(iter(found.values())):
        cells = [short(figures[name]) if name in figures else "–" for figures in found.values()]
        rows.append([name, *cells, f"{grown[name]:.2f}" if name in grown else "–"])
    lines = [
        f"# Growth: {head['articles']}", "", *table(rows), "",
        "Exponent b: the figure grows as the number of articles to the power b. Engine: from a condition to",
        "the ten best and the exact number; page: all that the program does for a query. Private: a",
        "process's own memory after all questions.", "", *results.surroundings(head),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    results.utf8()
    raise SystemExit(main())
