"""The figures of an evaluation: a table for people, json for programs, csv for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from unionsearch.lang import say
from unionsearch.output.as_csv import BYTE_ORDER_MARK, FORMULA_STARTS
from unionsearch.output.as_json import dumps
from unionsearch.output.cells import clean, cut, pad, width

if TYPE_CHECKING:
    from unionsearch.evaluation import Evaluation, Score

SCHEMA = "unionsearch.evaluation/1"
#: What is told of each query, in json's keys and csv's columns.
KEYS = ("query", "relevant", "total", "complete", "ndcg10", "rr10", "r10", "unknown", "error")
#: A query is given at most so many cells of a line, and at least so many.
_WIDEST, _NARROWEST = 60, 16
_GAP = "  "


def text(found: Evaluation, room: int | None = None) -> Iterator[str]:
    """A line for each query and one for all of them; ``room`` is the width of a line in cells."""
    heads = [
        "nDCG@10",
        "MRR@10",
        "R@10",
        say("相关", "relevant"),
        say("完全符合", "complete"),
        say("共", "total"),
    ]
    rows = [(score.query, _cells(score)) for score in found.scores]
    means = [_shown(value) for value in (found.ndcg, found.reciprocal_rank, found.recall)]
    last = (say(f"平均（{found.answerable} 个查询）", f"mean of {found.answerable} queries"), means)
    widths = [
        max(width(cell) for cell in column) for column in zip(heads, *(c for _, c in rows), strict=True)
    ]
    left = _WIDEST if room is None else max(_NARROWEST, room - sum(widths) - len(_GAP) * len(widths))
    names = [say("查询", "query"), last[0], *(clean(query) for query, _ in rows)]
    first = min(left, _WIDEST, max(width(name) for name in names))
    for name, cells in ((names[0], heads), *rows, last):
        padded = [pad(cell, w, right=True) for cell, w in zip(cells, widths, strict=False)]
        yield _GAP.join([pad(cut(clean(name), first), first), *padded]).rstrip() + "\n"
    if found.empty:
        yield say(
            f"有 {found.empty} 个查询什么也没有找到。\n", f"Queries that found nothing: {found.empty}.\n"
        )


def _cells(score: Score) -> list[str]:
    figures = [_shown(value) for value in (score.ndcg, score.reciprocal_rank, score.recall)]
    return [*figures, str(score.relevant), str(score.complete), str(score.total)]


def _shown(value: float | None) -> str:
    # No article answers the query: then there is nothing to measure.
    return "-" if value is None else f"{value:.4f}"


def json(found: Evaluation) -> Iterator[str]:
    """One document: the means, then the queries."""
    shape = {
        "schema": SCHEMA,
        "queries": len(found.scores),
        "answerable": found.answerable,
        "empty": found.empty,
        "ndcg10": _rounded(found.ndcg),
        "mrr10": _rounded(found.reciprocal_rank),
        "r10": _rounded(found.recall),
        "scores": [_shape(score) for score in found.scores],
    }
    yield dumps(shape, indent=2) + "\n"


def csv_rows(found: Evaluation) -> Iterator[str]:
    """A row for each query, with a header."""
    yield BYTE_ORDER_MARK + _row(list(KEYS))
    for score in found.scores:
        shape = _shape(score)
        shape["unknown"] = "; ".join(shape["unknown"])
        yield _row([shape[key] for key in KEYS])


def _shape(score: Score) -> dict[str, Any]:
    return {
        "query": score.query,
        "relevant": score.relevant,
        "total": score.total,
        "complete": score.complete,
        "ndcg10": _rounded(score.ndcg),
        "rr10": _rounded(score.reciprocal_rank),
        "r10": _rounded(score.recall),
        "unknown": list(score.unknown),
        "error": score.error.message if score.error else None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _row(cells: list[Any]) -> str:
    safe = ["'" + c if isinstance(c, str) and c.startswith(FORMULA_STARTS) else c for c in cells]
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(safe)
    return line.getvalue()
