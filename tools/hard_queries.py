"""Ask the queries of ``hard_queries.tsv`` on the sample corpus and write the pages that show the answers.

usage: python tools/hard_queries.py

The expectations in the table come from reading the bulletins, not from running the program. A line whose
query the program does not answer as a person would expect says so in its last two columns. A test asks
again, and fails when an article is not where it must be or when the pages are out of date.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "tools" / "hard_queries.tsv"
#: Each page and the language that it is in.
PAGES = {"docs/hard-queries.md": "en", "docs/hard-queries.zh-CN.md": "zh"}

#: How far down an article may be expected at most.
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Case:
    """A query, what is hard about it, and what must come of it.

    One of the ``expected`` ids must stand among the first ``within`` hits; where there are none, no
    article may match all of the query. ``hard`` and ``weakness`` are keyed by language; ``weakness`` is
    empty where the program does what a person would expect.
    """

    query: str
    hard: dict[str, str]
    within: int
    expected: tuple[str, ...]
    weakness: dict[str, str]


def cases(table: Path = TABLE) -> list[Case]:
    """The lines of a table. Raises ValueError for a line that is not as it should be."""
    found = []
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) not in (5, 7) or not all(cells):
            raise ValueError(f"5 or 7 filled cells are wanted: {line}")
        query, hard_zh, hard_en, within, expected = cells[:5]
        weakness = dict(zip(("zh", "en"), cells[5:], strict=False))
        nothing = expected == "-"
        found.append(
            Case(
                query,
                {"zh": hard_zh, "en": hard_en},
                0 if nothing else int(within),
                () if nothing else tuple(expected.split()),
                weakness,
            )
        )
    return found


def answers(queries: Sequence[str], language: str, index: Path) -> list[dict[str, Any]]:
    """What the program answers, as its JSON has it. ``index`` is the index to use, built if missing."""
    places = ["--corpus", str(ROOT / "corpus"), "--index", str(index)]
    form = ["--format", "jsonl", "--limit", str(DEEPEST)]
    ran = subprocess.run(
        [sys.executable, "-m", "unionsearch", "query", "--batch", "-", *form, *places],
        cwd=ROOT,
        env={**os.environ, "UNIONSEARCH_LANG": language},
        input="".join(f"{query}\n" for query in queries).encode(),
        capture_output=True,
        check=True,
    )
    return [json.loads(line) for line in ran.stdout.decode("utf-8").splitlines()]


def problem(case: Case, answer: dict[str, Any]) -> str | None:
    """What is wrong with an answer, or None."""
    if "error" in answer:
        return f"{case.query}: {answer['error']['message']}"
    if not case.expected:
        return f"{case.query}: {answer['complete']} complete matches" if answer["complete"] else None
    first = [hit["id"] for hit in answer["hits"]][: case.within]
    if any(id in first for id in case.expected):
        return None
    return f"{case.query}: none of {', '.join(case.expected)} among {', '.join(first) or 'nothing'}"


_TEXTS = {
    "en": {
        "title": "Sixty hard queries",
        "lead": "What unionsearch makes of sixty queries on the sample corpus that are hard to answer. "
        "中文：[hard-queries.zh-CN.md](hard-queries.zh-CN.md)",
        "about": "What must come first was written down from reading the bulletins. `python "
        "tools/hard_queries.py` asks the queries and writes this page; a test asks them again. "
        "*All / found* is how many articles match all of the query, and how many were found. "
        "*What was done* is what the program says about it.",
        "weak": "In {count} of the queries the program does not do what a person would expect; the last "
        "column says what is amiss. {missed}",
        "missed": "The expected article was among the first three hits at most, or the first where only "
        "that would do, in {right} of {all} queries that have one.",
        "head": "| | Query | What is hard | Came first | All / found | What was done | Known weakness |",
    },
    "zh": {
        "title": "六十个难查的查询",
        "lead": "在示例简报里，六十个不容易答好的查询，unionsearch 各找到什么。"
        "English: [hard-queries.md](hard-queries.md)",
        "about": "哪一篇应当排在前面，是读了简报之后写下的。`python tools/hard_queries.py` "
        "逐条查询并写出本页；测试会再查一遍。“全部／找到”是符合整个查询的篇数和找到的篇数。"
        "“做了什么”是程序自己的说明。",
        "weak": "其中 {count} 个查询，程序做的不是人所期望的；最后一列写明差在哪里。{missed}",
        "missed": "在有期望文章的 {all} 个查询里，{right} 个的期望文章排在前三（要求第一的排在第一）。",
        "head": "| | 查询 | 难在哪里 | 排第一的 | 全部／找到 | 做了什么 | 已知不足 |",
    },
}


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def page(asked: Sequence[Case], answered: Sequence[dict[str, Any]], language: str) -> str:
    """The page in Markdown that shows the answers to the queries."""
    texts = _TEXTS[language]
    named = [case for case in asked if case.expected]
    right = sum(
        bool(case.expected) and problem(case, answer) is None
        for case, answer in zip(asked, answered, strict=True)
    )
    missed = texts["missed"].format(right=right, all=len(named))
    weak = texts["weak"].format(count=sum(bool(case.weakness) for case in asked), missed=missed)
    lines = [f"# {texts['title']}", "", texts["lead"], "", texts["about"], "", weak, ""]
    lines += [texts["head"], "|--:|---|---|---|--:|---|---|"]
    for number, (case, answer) in enumerate(zip(asked, answered, strict=True), 1):
        hits = answer["hits"]
        cells = [
            str(number),
            f"`{_cell(case.query)}`",
            _cell(case.hard[language]),
            f"{_cell(hits[0]['title'])} `{hits[0]['id']}`" if hits else "–",
            f"{answer['complete']} / {answer['total']}",
            _cell("<br>".join(answer["notes"])) or "–",
            _cell(case.weakness.get(language, "")),
        ]
        lines.append(f"| {' | '.join(cells)} |".replace("|  |", "| |"))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the pages; end with status 1 when an answer is wrong that is no known weakness."""
    asked = cases()
    wrong: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        for name, language in PAGES.items():
            answered = answers([case.query for case in asked], language, Path(folder))
            text = page(asked, answered, language)
            (ROOT / name).write_text(text, encoding="utf-8", newline="\n")
            found = (problem(case, answer) for case, answer in zip(asked, answered, strict=True))
            wrong |= {text for case, text in zip(asked, found, strict=True) if text and not case.weakness}
    if wrong:
        sys.exit("\n".join(sorted(wrong)))


if __name__ == "__main__":
    main()
