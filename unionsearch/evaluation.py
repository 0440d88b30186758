"""How well an archive answers, by its user's own judgments.

A judgment says how well one article answers one query: 0 not at all, and the better the higher. From
these follow three figures for each query, all between 0 and 1, the higher the better; only the first ten
hits count, because nobody looks further.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unionsearch.errors import ConfigError, QuerySyntaxError
from unionsearch.lang import say

if TYPE_CHECKING:
    from unionsearch.archive import Archive
    from unionsearch.model import Hit

#: How many hits of each query count.
DEPTH = 10

#: An article's id -> its grade.
Grades = Mapping[str, int]
#: A query -> its judgments. Without any grade above 0 nothing in the archive answers it.
Judgments = Mapping[str, Grades]


def ndcg(ranked: Sequence[str], grades: Grades, depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain: what the ranking gives over what the best one would.

    An article gives its grade, divided by log2(1 + its rank) (Järvelin and Kekäläinen 2002, in the form
    of trec_eval's ndcg_cut: the gain is the grade itself). ``grades`` must have one above 0.
    """
    gains = [grades.get(id_, 0) for id_ in ranked[:depth]]
    best = sorted(grades.values(), reverse=True)[:depth]
    return _discounted(gains) / _discounted(best)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def reciprocal_rank(ranked: Sequence[str], grades: Grades, depth: int = DEPTH) -> float:
    """One over the rank of the first article with a grade above 0; 0 when none is among the first hits.

    Its mean over queries is MRR (Voorhees 1999, the question answering track of TREC-8).
    """
    for rank, id_ in enumerate(ranked[:depth], 1):
        if grades.get(id_, 0) > 0:
            return 1 / rank
    return 0.0


def recall(ranked: Sequence[str], grades: Grades, depth: int = DEPTH) -> float:
    """The share of the articles with a grade above 0 that are among the first hits. One must have it."""
    wanted = {id_ for id_, grade in grades.items() if grade > 0}
    return len(wanted.intersection(ranked[:depth])) / len(wanted)


@dataclass(frozen=True, slots=True)
class Score:
    """How one query was answered.

    ``relevant`` counts the articles that answer it by the judgments, ``total`` and ``complete`` are the
    page's. The figures are None where no article answers the query. ``unknown`` are judged articles that
    the archive does not have; they count as not found. ``error`` is set when the query could not be read.
    """

    query: str
    relevant: int
    total: int = 0
    complete: int = 0
    ndcg: float | None = None
    reciprocal_rank: float | None = None
    recall: float | None = None
    unknown: tuple[str, ...] = ()
    error: QuerySyntaxError | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of all queries, in the order of the judgments, and the means over the answerable ones."""

    scores: tuple[Score, ...]

    @property
    def answerable(self) -> int:
        """How many queries have an article that answers them."""
        return sum(score.ndcg is not None for score in self.scores)

    @property
    def ndcg(self) -> float | None:
        """The mean nDCG@10; None without answerable queries."""
        return _mean([score.ndcg for score in self.scores])

    @property
    def reciprocal_rank(self) -> float | None:
        """MRR@10."""
        return _mean([score.reciprocal_rank for score in self.scores])

    @property
    def recall(self) -> float | None:
        """The mean R@10."""
        return _mean([score.recall for score in self.scores])

    @property
    def empty(self) -> int:
        """How many answerable queries found nothing at all."""
        return sum(score.ndcg is not None and score.total == 0 for score in self.scores)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def evaluate(archive: Archive, judgments: Judgments, *, plain: bool = False) -> Evaluation:
    """Put every judged query to the archive and score the answers. ``plain`` takes them without syntax.

    Raises what opening the archive raises; a query that cannot be read has its error in its score.
    """
    sizes = {summary.issue.id: summary.articles for summary in archive.issues()}
    return Evaluation(
        tuple(_score(archive, query, grades, sizes, plain) for query, grades in judgments.items())
    )


def _score(archive: Archive, query: str, grades: Grades, sizes: Mapping[str, int], plain: bool) -> Score:
    relevant = sum(grade > 0 for grade in grades.values())
    unknown = tuple(id_ for id_ in grades if not _is_there(id_, sizes))
    nothing = 0.0 if relevant else None
    try:
        page = archive.search(query, limit=DEPTH, plain=plain)
    except QuerySyntaxError as error:
        return Score(query, relevant, 0, 0, nothing, nothing, nothing, unknown, error)
    ranked = [id_ for hit in page.hits for id_ in _judged(hit, grades)]
    if not relevant:
        return Score(query, 0, page.total, page.complete, unknown=unknown)
    return Score(
        query,
        relevant,
        page.total,
        page.complete,
        ndcg(ranked, grades),
        reciprocal_rank(ranked, grades),
        recall(ranked, grades),
        unknown,
    )


def _judged(hit: Hit, grades: Grades) -> list[str]:
    """The ids by which a hit is judged: its own and its copies', as far as they are; else its own."""
    return [id_ for id_ in (hit.id, *(copy.id for copy in hit.also_in)) if id_ in grades] or [hit.id]


def _is_there(id_: str, sizes: Mapping[str, int]) -> bool:
    """Whether an issue of that many articles has the one that the id names."""
    issue, mark, number = id_.rpartition("#")
    plain_number = number.isascii() and number.isdigit() and number == str(int(number))
    return bool(mark) and plain_number and 1 <= int(number) <= sizes.get(issue, 0)


def load(path: Path) -> Judgments:
    """The judgments in a file: JSON when its name ends in ``.json``, else tab-separated lines.

    Raises ConfigError, which names file and line.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(
            say(f"读不了 {path}：{error.strerror}。", f"{path} cannot be read: {error.strerror}."),
            say("写一个评判文件的名字。", "Name a file of judgments."),
        ) from error
    except UnicodeDecodeError:
        raise ConfigError(
            say(f"{path} 不是 UTF-8 文本。", f"{path} is not UTF-8 text."),
            say("用 UTF-8 编码另存。", "Save it as UTF-8."),
        ) from None
    found = from_json(text, str(path)) if path.suffix.lower() == ".json" else from_lines(text, str(path))
    if not found:
        raise _wrong(str(path), say("没有评判", "there are no judgments"), _LINES())
    return found


def from_lines(text: str, name: str) -> Judgments:
    """Judgments from lines of query, article id and grade, with a tab between.

    A query alone on its line says that nothing answers it. Lines that begin with ``#`` and empty lines
    are passed over, and so is a first line of column names. Raises ConfigError; ``name`` is the file's.
    """
    found: dict[str, dict[str, int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.rstrip().split("\t")]
        if len(cells) == 1:
            found.setdefault(cells[0], {})
            continue
        grade = _grade(cells[2]) if len(cells) == 3 and cells[0] and cells[1] else None
        if grade is None:
            if number == 1 and len(cells) == 3:
                continue
            raise _wrong(f"{name}:{number}", say("这一行不是评判", "this line is no judgment"), _LINES())
        _add(found, cells[0], cells[1], grade, f"{name}:{number}")
    return found


def from_json(text: str, name: str) -> Judgments:
    """Judgments from ``{"query": {"article id": grade}}``; ``{}`` says that nothing answers a query.

    Raises ConfigError; ``name`` is the file's.
    """
    hint = say(
        '写成 {"查询": {"文章编号": 评分}}，评分是 0 以上的整数。',
        'Write {"query": {"article id": grade}}; a grade is a whole number from 0 on.',
    )
    try:
        raw: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _wrong(name, say(f"不是 JSON（{error}）", f"this is no JSON ({error})"), hint) from None
    if not isinstance(raw, dict):
        raise _wrong(name, say("不是查询的对照表", "this is no object of queries"), hint)
    for query, grades in raw.items():
        if not isinstance(grades, dict):
            raise _wrong(name, say(f"“{query}”没有评分表", f"{query!r} has no object of grades"), hint)
        for id_, grade in grades.items():
            if type(grade) is not int or grade < 0:
                raise _wrong(name, say(f"{id_} 的评分不对", f"the grade of {id_} is wrong"), hint)
    return dict(raw)


def _grade(cell: str) -> int | None:
    return int(cell) if cell.isascii() and cell.isdigit() else None


def _add(found: dict[str, dict[str, int]], query: str, id_: str, grade: int, where: str) -> None:
    grades = found.setdefault(query, {})
    if grades.setdefault(id_, grade) != grade:
        raise _wrong(
            where,
            say(f"{id_} 已经有别的评分", f"{id_} already has another grade"),
            say("每篇文章对每个查询只评一次。", "Grade each article once for each query."),
        )


def _LINES() -> str:
    return say(
        "每行写：查询、制表符、文章编号、制表符、评分（0 以上的整数）。",
        "Write on each line: query, tab, article id, tab, grade (a whole number from 0 on).",
    )


def _wrong(where: str, what: str, hint: str) -> ConfigError:
    return ConfigError(say(f"{where}：{what}。", f"{where}: {what}."), hint)
