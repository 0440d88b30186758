"""``python -m benchmarks.relevance``: several systems on one collection, side by side.

    python -m benchmarks.relevance --docs docs.jsonl --queries queries.tsv --qrels qrels.tsv

Writes DATE-COLLECTION.json and .md into ``results/`` beside this file.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.relevance import options
from benchmarks.relevance.collection import CollectionError
from benchmarks.relevance.report import as_json, per_query, report, table, write
from benchmarks.relevance.running import Absent, Outcome, run_all
from benchmarks.relevance.systems import OWN, PEERS, SYSTEMS, VARIANTS

_RESULTS = Path(__file__).resolve().parent / "results"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.relevance",
        description="nDCG@10, MRR@10, R@10, R@100 and queries without any hit, with significance.",
        epilog="Systems: " + "; ".join(f"{name} ({named.remark})" for name, named in SYSTEMS.items()),
    )
    options.add_collection(parser)
    parser.add_argument(
        "--systems",
        nargs="+",
        choices=SYSTEMS,
        default=[OWN, *PEERS],
        metavar="NAME",
        help="which to compare (default: the program and all peers)",
    )
    parser.add_argument("--ablations", action="store_true", help="also the program without each of its parts")
    parser.add_argument(
        "--jobs", type=int, default=min(2, os.cpu_count() or 1), metavar="N", help="systems run side by side"
    )
    parser.add_argument(
        "--results",
        type=Path,
        default=_RESULTS,
        metavar="DIR",
        help="where to write (default: results/ beside this program)",
    )
    parser.add_argument("--per-query", type=Path, metavar="FILE", help="also write each query's figures here")
    parser.add_argument("--json", action="store_true", help="print json instead of a table, write no results")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison; the exit status: 1 when the program itself failed on a query."""
    given = _parser().parse_args(arguments)
    try:
        collection = options.chosen(given)
    except (CollectionError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    names = list(dict.fromkeys([*given.systems, *(VARIANTS if given.ablations else ())]))
    outcomes = run_all(names, collection, jobs=given.jobs, told=_tell)
    words = sys.argv[1:] if arguments is None else arguments
    about = {
        "date": date.today().isoformat(),
        "command": " ".join(["python -m benchmarks.relevance", *map(_shown, words)]),
        "jobs": given.jobs,
        "prefix": given.prefix,
        "sample": given.sample,
        "seed": given.seed,
    }
    found = report(collection, outcomes, about)
    if given.per_query is not None:
        given.per_query.write_text(per_query(found, collection), encoding="utf-8", newline="\n")
    if given.json:
        print(as_json(found), end="")
    else:
        print(*table(found), sep="\n")
        for path in write(found, given.results):
            print(path, file=sys.stderr)
    return int(any(row.failures for row in found.rows if row.system in (OWN, *VARIANTS)))


def _shown(word: str) -> str:
    """An argument as the report names it: of a path only the name, whose folder is nobody's business."""
    return Path(word).name if ("/" in word or "\\" in word) else word


def _tell(outcome: Outcome) -> None:
    if isinstance(outcome, Absent):
        print(f"{outcome.system}: left out, {outcome.why}", file=sys.stderr)
        return
    seconds = sum(outcome.milliseconds) / 1000
    print(f"{outcome.system}: {len(outcome.rankings)} queries in {seconds:.1f} s", file=sys.stderr)
    if outcome.failures:
        print(f"  errors on {len(outcome.failures)} of them, as {outcome.failures[0]}", file=sys.stderr)


if __name__ == "__main__":
    # The answer is Chinese as often as not, whatever the terminal's own encoding.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    raise SystemExit(main())
