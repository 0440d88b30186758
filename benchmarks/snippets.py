"""What the passages of ten hits cost a query, in milliseconds, when the hits are long reports.

usage: python -m benchmarks.snippets --articles FILE.jsonl.gz [--reports 100] [--index FOLDER]

Joins the articles of a file (a line each: ``id``, ``title``, ``text``) into reports of 20,000 to 50,000
characters, a paragraph an article, and indexes them, unless the folder holds an index already. For the
ten best of each query it then measures what it takes to open the articles and to find and cut their
passages: for the first time after an index was opened, and warm. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from unionsearch.analysis.analyzer import Analyzer
from unionsearch.engines.protocol import Reader
from unionsearch.engines.whoosh import WhooshEngine
from unionsearch.indexing.records import record
from unionsearch.model import Article, Issue
from unionsearch.search.searcher import Options, Searcher

QUERIES = (
    "劳动合同",
    "规定",
    "环境保护 监督",
    "行政处罚",
    '"安全生产"',
    "用人单位解除劳动合同需要支付经济补偿吗",
)
#: What ten hits' snippets may add to a warm query, in milliseconds.
BAR = 5
SHORTEST, LONGEST = 20_000, 50_000
#: Characters in a printed line, as the reports' line numbers have it.
_LINE = 40


def reports(file: Path, count: int) -> Iterator[Article]:
    """The articles of a file joined into at most ``count`` reports, each longer than the one before."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        texts = (json.loads(line)["text"] for line in lines)
        for number in range(count):
            enough = SHORTEST + (LONGEST - SHORTEST) * number // max(1, count - 1)
            body = ""
            for text in texts:
                body += text + "\n"
                if len(body) >= enough:
                    break
            else:
                return
            starts = range(0, len(body), _LINE)
            numbered = tuple((start, line) for line, start in enumerate(starts, 1))
            yield Article(1, f"报告{number}", body.rstrip("\n"), lines=numbered)


def build(engine: WhooshEngine, file: Path, count: int) -> None:
    """Index the reports, each as an issue of its own."""
    analyzer = Analyzer()
    writer = engine.writer(fresh=True)
    for number, report in enumerate(reports(file, count)):
        writer.add(record(report, str(number), None, analyzer))
    writer.commit(b"")


def asking(reader: Reader) -> Searcher:
    """A searcher over an index of reports."""
    sources = reader.sources()
    return Searcher(reader, Analyzer(), {source: Issue(source, source) for source in sources})


def milliseconds(searcher: Searcher, query: str) -> tuple[float, float, int]:
    """How long a query took in all, how long of that its hits took, and the length of the articles shown."""
    spent = 0.0

    def timed(*of: object) -> object:
        nonlocal spent
        start = time.perf_counter()
        try:
            return make(*of)
        finally:
            spent += time.perf_counter() - start

    # The step that makes hits of articles is the searcher's own affair; here it is timed from outside.
    make: Callable[..., object] = searcher._hit
    searcher._hit = timed  # type: ignore[method-assign, assignment]
    start = time.perf_counter()
    page = searcher.search(query, Options(limit=10))
    whole = time.perf_counter() - start
    del searcher._hit
    return whole * 1000, spent * 1000, sum(len(hit.article.body) for hit in page.hits)


def report(engine: WhooshEngine, rounds: int) -> None:
    """Print what each query took, and what of it its hits took, first and warm."""
    print("| query | characters | query, ms | first, of it hits | warm, ms | of it hits |")
    print("|---|--:|--:|--:|--:|--:|")
    warm_hits = []
    for query in QUERIES:
        first, warm = [], []
        length = 0
        for _ in range(rounds):
            reader = engine.reader()
            searcher = asking(reader)
            first.append(milliseconds(searcher, query))
            warm.append([milliseconds(searcher, query) for _ in range(3)][-1])
            length = first[-1][2]
            reader.close()
        figures = [statistics.median(run[i] for run in runs) for runs in (first, warm) for i in (0, 1)]
        warm_hits.append(figures[-1])
        print(f"| {query} | {length:,} | {' | '.join(f'{figure:.2f}' for figure in figures)} |")
    print(
        f"\nwarm: median {statistics.median(warm_hits):.2f} ms, most {max(warm_hits):.2f} ms, "
        f"over {BAR} ms: {sum(spent > BAR for spent in warm_hits)} of {len(QUERIES)} queries"
    )


def main() -> None:
    """Parse the arguments, build what is missing, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=Path, required=True, help="a .jsonl.gz file, an article a line")
    parser.add_argument("--reports", type=int, default=100, help="how many to make (default: 100)")
    parser.add_argument("--index", type=Path, help="where the index is kept (default: nowhere)")
    parser.add_argument("--rounds", type=int, default=15, help="how often each query is asked (default: 15)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        index = options.index or Path(folder)
        engine = WhooshEngine(index)
        if not index.is_dir() or not any(index.iterdir()):
            build(engine, options.articles, options.reports)
        print(f"Python {platform.python_version()}, {platform.machine()}, ten reports a query\n")
        report(engine, options.rounds)


if __name__ == "__main__":
    main()
