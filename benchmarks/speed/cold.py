"""``python -m benchmarks.speed.cold``: a query from the shell on the sample bulletins, start to end.

Beside it: starting Python, importing what a search needs at the least (pkg_resources, which jieba would
load, kept out), and a script with Whoosh and jieba's ChineseAnalyzer over the same articles. All in turn.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.speed import measuring, results
from benchmarks.speed.about import about
from benchmarks.speed.articles import Source
from benchmarks.speed.drawing import draw
from benchmarks.speed.figures import middle, slow
from benchmarks.speed.questions import Question
from benchmarks.speed.report import short, table
from benchmarks.speed.systems.stock_whoosh import StockWhoosh
from unionsearch.archive import Archive

_CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PYTHON, IMPORTS, OWN, STOCK = "python", "imports", "unionsearch query", "whoosh script"
#: What must be imported to search with Whoosh, jieba, click and NumPy at all.
_IMPORTS = "import sys; sys.modules['pkg_resources'] = None; import click, whoosh.index, jieba, numpy"
#: The installed command is a script of these lines, :func:`unionsearch.cli.run` and not only ``main``.
_COMMAND = "import sys; from unionsearch.cli import run; code = run()"
_COUNT = "; print(len(sys.modules), file=sys.stderr)"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed.cold", description="What a query from the shell costs."
    )
    parser.add_argument(
        "--corpus", type=Path, default=_CORPUS, metavar="DIR", help="bulletins (default: corpus/)"
    )
    parser.add_argument(
        "--rounds", type=int, default=5, metavar="N", help="rounds of all questions (default: 5)"
    )
    parser.add_argument("--seed", type=int, default=1, help="of choosing questions")
    parser.add_argument("--results", type=Path, default=results.RESULTS, metavar="DIR", help="where to write")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Build both indexes and ask them; the exit status."""
    given = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        found = measured(given.corpus, Path(folder), given.rounds, given.seed)
    head = about("benchmarks.speed.cold", None)
    text = markdown(head, found)
    print(text)
    texts = {".json": json.dumps({**head, **found}, ensure_ascii=False, indent=1) + "\n", ".md": text}
    results.write(results.stem(head, None, "cold"), texts, given.results)
    return 0


def measured(corpus: Path, folder: Path, rounds: int, seed: int) -> dict[str, Any]:
    """The milliseconds of all four, and how many modules a query imports."""
    index, file = folder / "index", folder / "articles.jsonl"
    with Archive.open(corpus, index) as archive:
        archive.sync()
        entries = [
            {"id": entry.id, "title": entry.article.title, "text": entry.article.body}
            for entry in archive.articles()
        ]
        file.write_text("".join(json.dumps(e) + "\n" for e in entries), encoding="utf-8")
        source = Source(file, len(entries))
        drawn = draw(source, index, 1, seed)
    # Of each kind one; what finds nothing is mended, which is another matter.
    questions = [question for question in drawn if question.kind != "nothing"]
    stock = StockWhoosh(folder / "stock")
    stock.folder.mkdir()
    stock.build(source)
    place = ["--corpus", str(corpus), "--index", str(index)]

    def query(question: Question, code: str) -> list[str]:
        return [sys.executable, "-c", code, "query", *place, "--", question.text]

    commands: dict[str, list[list[str] | None]] = {
        PYTHON: [[sys.executable, "-c", "pass"] for _ in questions],
        IMPORTS: [[sys.executable, "-c", _IMPORTS] for _ in questions],
        OWN: [query(question, _COMMAND + "; sys.exit(code)") for question in questions],
        STOCK: [stock.command(question) for question in questions],
    }
    timings = measuring.cold(commands, questions, rounds)
    times = {name: list(one.milliseconds.values()) for name, one in timings.items()}
    middles = {name: middle(ms) for name, ms in times.items()}
    return {
        "articles": len(entries),
        "questions": len(questions),
        "rounds": rounds,
        "median_ms": middles,
        "p95_ms": {name: slow(ms) for name, ms in times.items()},
        "over_imports": middles[OWN] / middles[IMPORTS],
        "stock_over_own": middles[STOCK] / middles[OWN],
        "modules": {
            IMPORTS: _modules([sys.executable, "-c", _IMPORTS + _COUNT]),
            OWN: _modules(query(questions[0], _COMMAND + _COUNT)),
        },
    }


def _modules(command: Sequence[str]) -> int:
    """How many modules a process had at its end, by its own last word."""
    ended = subprocess.run(command, capture_output=True, cwd=Path(__file__).resolve().parents[2], check=True)
    return int(ended.stderr.split()[-1])


def markdown(head: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """A row a command."""
    rows = [["", "median, ms", "p95, ms", "modules"]]
    for name, ms in found["median_ms"].items():
        modules = str(found["modules"].get(name, "–"))
        rows.append([name, short(ms), short(found["p95_ms"][name]), modules])
    lines = [
        f"# From the shell: {found['questions']} questions to {found['articles']} articles", "",
        *table(rows), "",
        f"A query takes {found['over_imports']:.2f} times as long as the imports alone; the script with",
        f"Whoosh and ChineseAnalyzer takes {found['stock_over_own']:.1f} times as long as a query.", "",
        f"{PYTHON} starts and ends; {IMPORTS} loads click, Whoosh, jieba and NumPy without pkg_resources.",
        f"One question of each kind but “nothing”, {found['rounds']} rounds in turn.", "",
        *results.surroundings(head),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    results.utf8()
    raise SystemExit(main())
