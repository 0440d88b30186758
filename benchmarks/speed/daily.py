"""``python -m benchmarks.speed.daily``: an archive that grew by a bulletin a day, and one built at once.

    python -m benchmarks.speed.daily --articles articles.jsonl.gz --commits 2000

The same articles are taken in by commits of five and by one; both are asked the same questions in turn.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.relevance.collection import CollectionError
from benchmarks.speed import articles, measuring, results
from benchmarks.speed.about import about
from benchmarks.speed.drawing import TooFew, draw
from benchmarks.speed.figures import middle, slow
from benchmarks.speed.report import short, table
from benchmarks.speed.systems import DAILY, ENGINE
from benchmarks.speed.systems.own import Daily
from benchmarks.speed.worker import Built, Worker, WorkerError


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed.daily",
        description="Query times after many small commits against the same articles indexed at once.",
    )
    articles.add_options(parser, count=None)
    parser.add_argument(
        "--commits",
        type=int,
        default=2000,
        metavar="N",
        help=f"commits of {Daily.commit} articles (default: 2000)",
    )
    parser.add_argument("--each", type=int, default=20, metavar="N", help="questions of a kind (default: 20)")
    parser.add_argument(
        "--rounds", type=int, default=5, metavar="N", help="how often they are asked (default: 5)"
    )
    parser.add_argument("--results", type=Path, default=results.RESULTS, metavar="DIR", help="where to write")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Build both and ask them; the exit status: 1 when they disagree on how many articles there are."""
    given = _parser().parse_args(arguments)
    source = articles.Source(given.articles, given.commits * Daily.commit, given.seed)
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            found = measured(source.kept(Path(folder)), Path(folder), given)
    except (CollectionError, TooFew, WorkerError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    head = about("benchmarks.speed.daily", source)
    text = markdown(head, found)
    print(text)
    texts = {".json": json.dumps({**head, **found}, ensure_ascii=False, indent=1) + "\n", ".md": text}
    results.write(results.stem(head, source, "daily"), texts, given.results)
    return int(found["disagreements"] > 0)


def measured(source: articles.Source, folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    """The figures of both archives, and the times of the first over those of the second."""
    folders = {name: folder / str(place) for place, name in enumerate((DAILY, ENGINE))}
    built: dict[str, Built] = {}
    for name, where in folders.items():
        with Worker(name, where) as worker:
            built[name] = worker.build(source)
    questions = draw(source, folders[ENGINE], given.each, given.seed)
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker(name, where)) for name, where in folders.items()]
        opened = {worker.name: worker.open() * 1000 for worker in workers}
        timings = measuring.warm(workers, questions, given.rounds, given.seed)
    times = {name: list(one.milliseconds.values()) for name, one in timings.items()}
    figures = {
        name: {
            "build_seconds": built[name].seconds,
            "index_bytes": built[name].postings,
            "open_ms": opened[name],
            "median_ms": middle(ms),
            "p95_ms": slow(ms),
            **built[name].told,
        }
        for name, ms in times.items()
    }
    totals = [timings[name].totals for name in folders]
    return {
        "systems": figures,
        "median_ratio": figures[DAILY]["median_ms"] / figures[ENGINE]["median_ms"],
        "p95_ratio": figures[DAILY]["p95_ms"] / figures[ENGINE]["p95_ms"],
        "disagreements": sum(totals[0][place] != total for place, total in totals[1].items()),
    }


def markdown(head: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """A row a figure, a column an archive."""
    daily, once = (found["systems"][name] for name in (DAILY, ENGINE))
    rows = [["", f"commits of {Daily.commit}", "one commit"]]
    for name in dict.fromkeys([*once, *daily]):
        rows.append([name, *(short(one[name]) if name in one else "–" for one in (daily, once))])
    lines = [
        f"# {daily['commits']:,.0f} commits, {head['count']:,} articles: {head['articles']}", "",
        *table(rows), "",
        f"Queries after many commits take {found['median_ratio']:.2f} times as long in the middle, "
        f"{found['p95_ratio']:.2f} times at the 95th percentile.",
        f"Questions to which both found another number of articles: {found['disagreements']}.", "",
        *results.surroundings(head),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    results.utf8()
    raise SystemExit(main())
