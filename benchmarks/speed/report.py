"""A comparison written down: as JSON for programs, as Markdown for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.speed import results
from benchmarks.speed.measuring import Timings
from benchmarks.speed.questions import KINDS
from benchmarks.speed.systems import ENGINE, NATIVE, STOCK, SYSTEMS
from benchmarks.speed.worker import Built


@dataclass(slots=True)
class Comparison:
    """What was measured, by system. ``about`` says on what, when, with what and where; ``opened`` is in
    seconds, ``private`` in bytes, of a process that has answered every question. ``cutting`` is how many
    seconds it takes to cut the words alone, by the same processes as in building."""

    about: Mapping[str, Any]
    cutting: float = 0.0
    built: dict[str, Built] = field(default_factory=dict)
    opened: dict[str, float] = field(default_factory=dict)
    private: dict[str, int | None] = field(default_factory=dict)
    warm: Mapping[str, Timings] = field(default_factory=dict)
    cold: Mapping[str, Timings] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)

    def per_character(self, name: str) -> float:
        """The bytes of a system's index, stored texts apart, for each character of the articles."""
        return self.built[name].postings / float(self.about["characters"])

    def disagreements(self) -> list[str]:
        """The questions to which engine and native engine, with the same tokens, found another number of
        articles: there must be none."""
        if ENGINE not in self.warm or NATIVE not in self.warm:
            return []
        ours, theirs = self.warm[ENGINE], self.warm[NATIVE]
        return [
            ours.questions[place].text
            for place, total in ours.totals.items()
            if theirs.totals.get(place, total) != total
        ]

    def against(self, other: str) -> dict[str, dict[str, float]]:
        """The engine's times over another system's, by kind of question: of medians, of p95, and of the
        medians of the first times."""
        if ENGINE not in self.warm or other not in self.warm:
            return {}
        ours, theirs = self.warm[ENGINE].summary(), self.warm[other].summary()
        return {
            kind: {
                "median": ours[kind]["median_ms"] / theirs[kind]["median_ms"],
                "p95": ours[kind]["p95_ms"] / theirs[kind]["p95_ms"],
                "first": ours[kind]["first_ms"] / theirs[kind]["first_ms"],
            }
            for kind in ours
            if kind in theirs
        }


def as_json(found: Comparison) -> str:
    """The comparison for programs."""
    shape = {
        **found.about,
        "build": {
            name: {
                "seconds": round(built.seconds, 3),
                "articles_per_second": round(found.about["count"] / built.seconds, 1),
                "peak_bytes": built.peak,
                "index_bytes": built.postings,
                "index_bytes_per_character": round(found.per_character(name), 4),
                "parts": dict(built.parts),
            }
            for name, built in found.built.items()
        },
        "cutting_seconds": round(found.cutting, 3),
        "open_seconds": {name: round(seconds, 5) for name, seconds in found.opened.items()},
        "private_bytes": found.private,
        "warm": {name: _rounded(timings.summary()) for name, timings in found.warm.items()},
        "cold": {name: _rounded(timings.summary()) for name, timings in found.cold.items()},
        "against": {
            other: _rounded(found.against(other)) for other in (NATIVE, STOCK) if found.against(other)
        },
        "disagreements": found.disagreements(),
        "absent": found.absent,
    }
    return json.dumps(shape, ensure_ascii=False, indent=1) + "\n"


def _rounded(figures: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    return {key: {name: round(value, 5) for name, value in row.items()} for key, row in figures.items()}


def markdown(found: Comparison) -> str:
    """The comparison for people."""
    about = found.about
    lines = [
        f"# {about['count']:,} articles: {about['articles']}",
        "",
        f"{about['characters']:,} characters, cut by {about['cutter']}; {about['questions']} questions, each",
        f"asked in {about['rounds']} rounds in turn with the other systems. Times are of one machine in one",
        "run: what counts is their ratio.",
        "",
        "## Within a process, from a query made beforehand to the ten best and the exact number",
        "",
        "Milliseconds, median / 95th percentile over the questions of a kind.",
        "",
        *_times(found.warm),
        "",
    ]
    if found.against(NATIVE):
        lines += [
            f"### {ENGINE} against {NATIVE} and {STOCK}",
            "",
            "Ratio: the program's engine's time over the other's; below 1 it is the faster one. First: the",
            "first time that a process is asked a question, what its words are worth not worked out yet.",
            "",
            *_ratios(found),
            "",
            "Both must find the same number of articles. Questions where they did not: "
            f"{'; '.join(found.disagreements()) or 'none'}.",
            "",
        ]
    if found.cold:
        lines += [
            "## From the shell",
            "",
            "Milliseconds, from start to end of a process.",
            "",
            *_times(found.cold),
            "",
        ]
    lines += ["## Building, opening, memory, size", "", *_built(found), ""]
    lines += [
        "Index: bytes of its files for each character of the articles, stored texts apart. Peak: the most",
        "memory while building, helping processes included. Private: a process's own memory after all of the",
        "questions.",
        "",
        f"Cutting the words alone, by the same processes, took {found.cutting:.1f} s: {ENGINE} was built in "
        f"{found.built[ENGINE].seconds / found.cutting:.2f} times that.",
        "",
        "## What was asked",
        "",
        *(f"- {kind}: {meaning}." for kind, meaning in KINDS.items()),
        "",
        "## Systems",
        "",
        *(f"- {name}: {SYSTEMS[name].remark}." for name in found.built),
        *(f"- {name} was left out: {why}." for name, why in found.absent.items()),
        "",
        *results.surroundings(about),
    ]
    return "\n".join(lines) + "\n"


def _times(timings: Mapping[str, Timings]) -> list[str]:
    summaries = {name: one.summary() for name, one in timings.items()}
    rows = [["", *summaries]]
    for kind in KINDS:
        cells = []
        for name, summary in summaries.items():
            row = summary.get(kind)
            asked = sum(question.kind == kind for question in timings[name].questions)
            # Of what only some questions could be asked, the figures are of other questions.
            some = "" if row is None or row["questions"] == asked else f" ({row['questions']:.0f} of {asked})"
            cells.append("–" if row is None else f"{short(row['median_ms'])} / {short(row['p95_ms'])}{some}")
        if set(cells) != {"–"}:
            rows.append([kind, *cells])
    return table(rows)


def _ratios(found: Comparison) -> list[str]:
    native, stock = found.against(NATIVE), found.against(STOCK)
    ours, theirs = found.warm[ENGINE].summary(), found.warm[NATIVE].summary()
    again = [f"{ENGINE}, ms", f"{NATIVE}, ms", "ratio", "p95 ratio"]
    rows = [["", *again, *(f"first: {name}" for name in again[:3]), f"{STOCK} slower by"]]
    for kind, ratio in native.items():
        rows.append(
            [
                kind,
                *(short(figures[kind]["median_ms"]) for figures in (ours, theirs)),
                *(f"{ratio[name]:.2f}" for name in ("median", "p95")),
                *(short(figures[kind]["first_ms"]) for figures in (ours, theirs)),
                f"{ratio['first']:.2f}",
                f"{1 / stock[kind]['median']:,.0f}" if kind in stock else "–",
            ]
        )
    return table(rows)


def _built(found: Comparison) -> list[str]:
    rows = [
        [
            "",
            "built in, s",
            "articles/s",
            "peak, MB",
            "index, bytes/character",
            "opened in, ms",
            "private, MB",
        ]
    ]
    for name, built in found.built.items():
        opened = found.opened.get(name)
        rows.append(
            [
                name,
                f"{built.seconds:.1f}",
                f"{found.about['count'] / built.seconds:,.0f}",
                megabytes(built.peak),
                f"{found.per_character(name):.2f}",
                "–" if opened is None else short(opened * 1000),
                megabytes(found.private.get(name)),
            ]
        )
    return table(rows)


def megabytes(size: int | None) -> str:
    """A number of bytes in millions of them, or – where it is not known."""
    return "–" if size is None else f"{size / 1e6:,.0f}"


def short(value: float) -> str:
    """A number with about three digits that mean something."""
    return (
        f"{value:,.0f}"
        if value >= 100
        else f"{value:.1f}"
        if value >= 10
        else f"{value:.2f}"
        if value >= 0.1
        else f"{value:.3f}"
    )


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows, headings first, as lines of a Markdown table whose columns line up."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "| "
        + " | ".join(
            [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        )
        + " |"
        for row in rows
    ]
    rule = "|" + "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])]) + "|"
    return [lines[0], rule, *lines[1:]]
