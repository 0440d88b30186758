"""The options that the commands of this folder share."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.relevance import collection


def add_collection(parser: argparse.ArgumentParser) -> None:
    """Options that name a collection and say which of its queries to take."""
    parser.add_argument(
        "--docs", type=Path, required=True, metavar="JSONL", help="documents: {id, title, text, date?} a line"
    )
    parser.add_argument("--queries", type=Path, required=True, metavar="TSV", help="id, tab, question a line")
    parser.add_argument(
        "--qrels", type=Path, required=True, metavar="FILE", help="TREC judgments, of four or three columns"
    )
    parser.add_argument("--name", metavar="NAME", help="what to call it (default: the folder's name)")
    parser.add_argument("--prefix", default="", metavar="TEXT", help="only queries whose id begins so")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="only N queries (default: all)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="which N queries (default: 0)")


def chosen(given: argparse.Namespace) -> collection.Collection:
    """The collection that the options name. Raises CollectionError, OSError."""
    found = collection.read(given.docs, given.queries, given.qrels, name=given.name, prefix=given.prefix)
    if given.prefix:
        found = found.named(f"{found.name}-{given.prefix.strip('-_')}")
    return collection.sample(found, given.sample, given.seed)
