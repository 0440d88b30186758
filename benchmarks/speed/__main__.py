"""``python -m benchmarks.speed``: several systems on the same articles and questions, side by side.

    python -m benchmarks.speed --articles articles.jsonl.gz --count 100000
    python -m benchmarks.speed --generated 20000

Writes DATE-ARTICLES-COUNT.json, .md and .svg into ``results/`` beside this file.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.relevance.collection import CollectionError
from benchmarks.speed import articles, measuring, results, systems
from benchmarks.speed.about import about
from benchmarks.speed.chart import bars
from benchmarks.speed.cutting import cutter
from benchmarks.speed.drawing import TooFew, draw
from benchmarks.speed.questions import KINDS, Question
from benchmarks.speed.report import Comparison, as_json, markdown
from benchmarks.speed.systems import ENGINE, SYSTEMS, Missing
from benchmarks.speed.worker import Worker, WorkerError

#: Systems with a bar in the chart, as long as they took part.
_SHOWN = (ENGINE, systems.NATIVE, "fts5:words", "bm25s", systems.STOCK)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed",
        description="Query times, build times, memory and size of search systems on the same articles.",
        epilog="Systems: " + "; ".join(f"{name} ({named.remark})" for name, named in SYSTEMS.items()),
    )
    articles.add_options(parser, count=100_000)
    parser.add_argument(
        "--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS), metavar="NAME",
        help=f"which to compare beside {ENGINE} (default: all)",
    )  # fmt: skip
    parser.add_argument("--each", type=int, default=30, metavar="N", help="questions of a kind (default: 30)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="warm rounds (default: 5)")
    parser.add_argument(
        "--cold", type=int, default=3, metavar="N", help="rounds from the shell (default: 3; 0: none)"
    )
    parser.add_argument(
        "--work", type=Path, metavar="DIR", help="an empty folder to build and leave the indexes in"
    )
    parser.add_argument(
        "--results", type=Path, default=results.RESULTS, metavar="DIR",
        help="where to write (default: results/ beside this program)",
    )  # fmt: skip
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison; the exit status: 1 when the engines disagree on how many articles there are."""
    given = _parser().parse_args(arguments)
    if given.work is not None and given.work.exists() and any(given.work.iterdir()):
        print(f"error: {given.work} is not empty", file=sys.stderr)
        return 2
    try:
        source = articles.chosen(given)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            work = given.work or Path(folder)
            found = compare(source.kept(work), given, work)
    except (CollectionError, TooFew, WorkerError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    text = markdown(found)
    print(text)
    texts = {".json": as_json(found), ".md": text, ".svg": chart(found)}
    results.write(results.stem(found.about, source), texts, given.results)
    return int(bool(found.disagreements()))


def compare(source: articles.Source, given: argparse.Namespace, work: Path) -> Comparison:
    """Build every system's index, one after the other, and ask them all in turn."""
    names = list(dict.fromkeys([ENGINE, *given.systems]))
    found = Comparison({})
    folders = {name: work / name.replace(":", "-") for name in names}
    with ExitStack() as stack:
        with Worker(systems.CUTTING, work / systems.CUTTING) as worker:
            found.cutting = worker.build(source).seconds
        workers: list[Worker] = []
        for name in names:
            try:
                worker = stack.enter_context(Worker(name, folders[name]))
            except Missing as error:
                found.absent[name] = str(error)
                continue
            found.built[name] = built = worker.build(source)
            print(f"{name}: built in {built.seconds:.1f} s", file=sys.stderr)
            worker.close()
        questions = draw(source, folders[ENGINE], given.each, given.seed)
        for name in found.built:
            if systems.make(name, folders[name]).stays:
                # Another process: what building left behind in memory is no part of asking.
                worker = stack.enter_context(Worker(name, folders[name]))
                found.opened[name] = worker.open()
                workers.append(worker)
        found.warm = measuring.warm(workers, questions, given.rounds, given.seed)
        found.private = {worker.name: worker.private() for worker in workers}
    if given.cold:
        found.cold = _cold(found, folders, questions, given.cold)
    characters = sum(len(document.title) + len(document.text) for document in source.documents())
    found.about = {
        **about("benchmarks.speed", source), "characters": characters, "cutter": cutter(),
        "questions": len(questions), "each": given.each, "rounds": given.rounds, "cold_rounds": given.cold,
    }  # fmt: skip
    return found


def _cold(
    found: Comparison, folders: dict[str, Path], questions: Sequence[Question], rounds: int
) -> dict[str, measuring.Timings]:
    """Every system that can be asked from a shell, the first question of each kind."""
    first = [next(question for question in questions if question.kind == kind) for kind in KINDS]
    made = {name: systems.make(name, folders[name]) for name in found.built}
    commands = {name: [system.command(question) for question in first] for name, system in made.items()}
    return measuring.cold({name: c for name, c in commands.items() if any(c)}, first, rounds)


def chart(found: Comparison) -> str:
    """The warm medians as a picture."""
    shown = [name for name in _SHOWN if name in found.warm]
    summaries = {name: found.warm[name].summary() for name in shown}
    groups = {
        kind: {name: s[kind]["median_ms"] for name, s in summaries.items() if kind in s}
        for kind in KINDS
        if kind in summaries[ENGINE]
    }
    title = f"{found.about['count']:,} articles: from a query to the ten best and how many there are"
    return bars(title, "ms", groups, shown)


if __name__ == "__main__":
    results.utf8()
    raise SystemExit(main())
