"""``python -m benchmarks.relevance.tune``: the weights of ranking from judged queries.

    python -m benchmarks.relevance.tune FOLDER@PREFIX [FOLDER ...] --sample 2000

A FOLDER holds ``docs.jsonl``, ``queries.tsv`` and ``qrels.tsv``; only queries whose id begins with PREFIX are
used. The candidates of each query and what ranking knows of them are worked out once, the weights then
turned one by one while MRR@10 rises (its mean over the collections, so that a small one counts as much as a
large one). Cross-validation says what that gains on queries that were not seen. Only where they gain for
certain (p < 0.05) are the weights tuned on all queries taken; otherwise the old ones stay. What is printed,
or with ``--write`` put in the program's place, holds the record of the run either way.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.relevance import collection as collections
from benchmarks.relevance import surroundings
from benchmarks.relevance.collection import Collection, CollectionError
from benchmarks.relevance.systems.own import Own
from benchmarks.relevance.tuning.ascent import Gain, climb, cross_validate, everything, score
from benchmarks.relevance.tuning.candidates import Table, table
from benchmarks.relevance.tuning.coordinates import Coordinate, bm25, stream_and_features
from benchmarks.relevance.tuning.writing import shipped, weights_file
from unionsearch.search.weights import Weights, standard


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.relevance.tune", description="Tune the weights of ranking."
    )
    parser.add_argument(
        "collections", nargs="+", metavar="FOLDER[@PREFIX]", help="a collection, and which of its queries"
    )
    parser.add_argument("--sample", type=int, default=2000, metavar="N", help="queries of each (0: all)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="which N queries")
    parser.add_argument("--folds", type=int, default=5, metavar="K", help="folds of the cross-validation")
    parser.add_argument("--pool", type=int, default=100, metavar="N", help="candidates by each first score")
    parser.add_argument(
        "--least", type=float, default=5e-4, metavar="X", help="the least gain in MRR@10 worth a change"
    )
    parser.add_argument("--bm25", action="store_true", help="also k1, b and the title's boost (slow)")
    parser.add_argument("--write", action="store_true", help="put the weights in the program's place")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Tune and print; the exit status."""
    given = _parser().parse_args(arguments)
    try:
        chosen = [_collection(named, given.sample, given.seed) for named in given.collections]
    except (CollectionError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    weights = standard()
    coordinates = stream_and_features(weights)
    if given.bm25:
        coordinates += bm25("words") + bm25("grams")
    with ExitStack() as open_systems:
        tables = []
        for collection in chosen:
            system = open_systems.enter_context(closing(Own()))
            system.build(collection.documents)
            tables.append(table(system.searcher, collection, pool=given.pool, told=_progress))
            _tell(f"{collection.name}: {tables[-1].reachable():.4f} of the queries can be answered")
        gain = cross_validate(tables, weights, coordinates, folds=given.folds, least=given.least, told=_tell)
        tuned = climb(tables, everything(tables), weights, coordinates, least=given.least, told=_tell)
        changes = _changes(coordinates, weights, tuned)
        record = _record(tables, gain, weights, tuned, changes, given)
    _tell(*(changes or ["nothing gains enough"]))
    _tell(f"unseen queries: MRR@10 {gain.before:.5f} -> {gain.after:.5f}, p = {gain.p:.5f}")
    _tell("taken" if gain.certain else "not certain: the weights stay")
    text = weights_file(tuned if gain.certain else weights, record)
    if given.write:
        shipped().write_text(text, encoding="utf-8", newline="\n")
        _tell(f"written: {shipped()}")
    else:
        print(text, end="")
    return 0


def _collection(named: str, size: int, seed: int) -> Collection:
    folder, _, prefix = named.partition("@")
    place = Path(folder)
    found = collections.read(place / "docs.jsonl", place / "queries.tsv", place / "qrels.tsv", prefix=prefix)
    if prefix:
        found = found.named(f"{found.name}-{prefix.strip('-_')}")
    return collections.sample(found, size, seed)


def _record(
    tables: Sequence[Table],
    gain: Gain,
    old: Weights,
    new: Weights,
    changes: Sequence[str],
    given: argparse.Namespace,
) -> dict[str, Any]:
    whole = everything(tables)
    return {
        "date": date.today().isoformat(),
        "commit": surroundings.commit(),
        "collections": {table.name: len(table.groups) for table in tables},
        "settings": {name: getattr(given, name) for name in ("sample", "seed", "pool", "least", "bm25")},
        "measure": "MRR@10",
        "found": list(changes),
        "taken": gain.certain,
        "before": round(score(tables, whole, old), 5),
        "after": round(score(tables, whole, new), 5),
        "unseen_before": round(gain.before, 5),
        "unseen_after": round(gain.after, 5),
        "p": round(gain.p, 5),
        "folds": [[fold.queries, round(fold.before, 5), round(fold.after, 5)] for fold in gain.folds],
    }


def _changes(coordinates: Sequence[Coordinate], old: Weights, new: Weights) -> list[str]:
    return [
        f"{coordinate.name}: {coordinate.read(old):g} -> {coordinate.read(new):g}"
        for coordinate in coordinates
        if coordinate.read(old) != coordinate.read(new)
    ]


def _progress(done: int, total: int) -> None:
    if done % 200 == 0:
        _tell(f"{done} of {total} queries")


def _tell(*lines: str) -> None:
    print(*lines, sep="\n", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
