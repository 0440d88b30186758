"""The figures of a comparison as a table, and as files that are kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.relevance import surroundings
from benchmarks.relevance.collection import Collection
from benchmarks.relevance.measures import NAMES, ROUNDS, TEST, TESTED, Values, chance, means, values
from benchmarks.relevance.running import Absent, Outcome, Run
from benchmarks.relevance.systems import OWN, SYSTEMS

#: Below this a difference is not taken for chance.
SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Row:
    """One system: its means, its times, and how it compares with the program.

    ``difference`` is the program's mean of the tested measure less this system's, ``p`` the probability
    of one as large by chance; both None for the program itself and where it did not run.
    """

    system: str
    remark: str
    means: Mapping[str, float]
    build_seconds: float | None
    mean_ms: float
    p95_ms: float
    failures: int
    difference: float | None = None
    p: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A comparison on one collection; ``about`` says on what, when, with what and where."""

    about: Mapping[str, Any]
    rows: Sequence[Row]
    absent: Sequence[Absent]
    per_query: Mapping[str, Mapping[str, Values]]


def report(collection: Collection, outcomes: Sequence[Outcome], about: Mapping[str, Any]) -> Report:
    """Measure what the systems answered. ``about`` is put before what is known here."""
    runs = [outcome for outcome in outcomes if isinstance(outcome, Run)]
    found = {run.system: values(collection, run.rankings) for run in runs}
    rows = []
    for run in runs:
        difference = p = None
        if run.system != OWN and OWN in found:
            ours, theirs = found[OWN][TESTED], found[run.system][TESTED]
            difference, p = float((ours - theirs).mean()), chance(ours, theirs)
        rows.append(
            Row(
                run.system,
                SYSTEMS[run.system].remark,
                means(found[run.system]),
                run.build_seconds,
                float(np.mean(run.milliseconds)),
                float(np.percentile(run.milliseconds, 95)),
                len(run.failures),
                difference,
                p,
            )
        )
    whole = {
        **about,
        "collection": collection.name,
        "documents": len(collection.documents),
        "queries": len(collection.queries),
        "test": f"{TEST}, {ROUNDS} rounds, on {TESTED}",
        "commit": surroundings.commit(),
        "versions": surroundings.versions(),
        "machine": surroundings.machine(),
    }
    return Report(whole, rows, [o for o in outcomes if isinstance(o, Absent)], found)


def markdown(report: Report) -> str:
    """The report as a Markdown document; its table is also what the terminal is shown."""
    about = report.about
    lines = [
        f"# {about['collection']}: {about['queries']} queries, {about['documents']} documents",
        "",
        *table(report),
        "",
        f"Δ: {OWN}'s {TESTED} less the system's; p: {TEST.lower()}.",
        "Times are of one query, cut and ranked to 100 documents, in milliseconds.",
        "",
    ]
    lines += [f"- {row.system}: {row.remark}." for row in report.rows]
    lines += [f"- {absent.system} was left out: {absent.why}." for absent in report.absent]
    lines += [
        f"- {row.system} raised errors on {row.failures} queries, counted as unanswered."
        for row in report.rows
        if row.failures
    ]
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    place = about["machine"]
    lines += [
        "",
        f"{about['date']}, commit {about['commit'] or 'unknown'}; {versions}.",
        f"{place['processor']}, {place['cpus']} CPUs, {place['system']}.",
        f"Command: `{about['command']}`",
    ]
    return "\n".join(lines) + "\n"


def table(report: Report) -> list[str]:
    """The figures side by side, as lines of a Markdown table that lines up."""
    heads = ["system", *NAMES, "Δ", "p", "build s", "mean ms", "p95 ms"]
    cells = [heads, *(_cells(row) for row in report.rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(heads))]
    lines = []
    for row in cells:
        first = row[0].ljust(widths[0])
        rest = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("| " + " | ".join([first, *rest]) + " |")
    rule = "|" + "|".join(["-" * (widths[0] + 2), *("-" * (w + 1) + ":" for w in widths[1:])]) + "|"
    return [lines[0], rule, *lines[1:]]


def _cells(row: Row) -> list[str]:
    figures = [f"{row.means[name]:.4f}" for name in NAMES]
    difference = "" if row.difference is None else f"{row.difference:+.4f}"
    p = "" if row.p is None else f"{row.p:.5f}"
    build = "" if row.build_seconds is None else f"{row.build_seconds:.1f}"
    return [row.system, *figures, difference, p, build, f"{row.mean_ms:.1f}", f"{row.p95_ms:.1f}"]


def as_json(report: Report) -> str:
    """The report for programs."""
    shape = {
        **report.about,
        "systems": [
            {
                "system": row.system,
                "remark": row.remark,
                **{name: round(row.means[name], 6) for name in NAMES},
                "difference": None if row.difference is None else round(row.difference, 6),
                "p": None if row.p is None else round(row.p, 6),
                "build_seconds": None if row.build_seconds is None else round(row.build_seconds, 2),
                "query_ms": {"mean": round(row.mean_ms, 3), "p95": round(row.p95_ms, 3)},
                "failures": row.failures,
            }
            for row in report.rows
        ],
        "absent": [{"system": absent.system, "why": absent.why} for absent in report.absent],
    }
    return json.dumps(shape, ensure_ascii=False, indent=1) + "\n"


def per_query(report: Report, collection: Collection) -> str:
    """The tested measure of every query under every system, tab-separated with a header."""
    names = list(report.per_query)
    lines = ["\t".join(["query", *names, "text"])]
    for i, query in enumerate(collection.queries):
        figures = [f"{report.per_query[name][TESTED][i]:.4f}" for name in names]
        lines.append("\t".join([query.id, *figures, query.text]))
    return "\n".join(lines) + "\n"


def write(report: Report, folder: Path) -> list[Path]:
    """Write ``DATE-COLLECTION.json`` and ``.md`` into a folder; the paths."""
    stem = f"{report.about['date']}-{report.about['collection']}"
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for suffix, text in ((".json", as_json(report)), (".md", markdown(report))):
        path = folder / (stem + suffix)
        path.write_text(text, encoding="utf-8", newline="\n")
        paths.append(path)
    return paths
