"""What words of like meaning and corrections cost a query, in milliseconds and in modules.

usage: python -m benchmarks.expansion --articles FILE.jsonl.gz [--count 50000] [--index FOLDER]

Indexes the first articles of a file (a line each: ``id``, ``title``, ``text``), unless the folder holds
an index already, and asks each query with and without ``expand``, turn about, warm. What a query pays
is the difference of the two medians; what of it went into finding out what else to search, and not into
searching and ranking more, stands beside it. Prints tables in Markdown, and which modules a query imported.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unionsearch.analysis.analyzer import Analyzer
from unionsearch.engines.protocol import Reader
from unionsearch.engines.whoosh import WhooshEngine
from unionsearch.indexing.records import record
from unionsearch.model import Article, Issue, Page
from unionsearch.query import parse
from unionsearch.search.searcher import Options, Searcher
from unionsearch.search.vocabulary import vocabulary
from unionsearch.spelling import Vocabulary

#: Queries by what the program has to do for them. The mistakes are in words that statutes use.
QUERIES: dict[str, tuple[str, ...]] = {
    "plain": ("行政处罚", "环境保护", "口岸服务", "安全生产监督管理", "森林防火"),
    "synonyms": ("农民工 工资", "欠薪", "职代会", "贷款", "劳动争议调解", "困难职工 救助"),
    "writings": ("5%", "二〇二〇年", "十二月", "30亿元", "3个月"),
    "homophones": ("行政处法", "环境保户", "农名工", "劳动和同", "安全生残"),
    "slips": ("行政许许可", "劳动合", "工会经废", "食品全安", "社会保佥", "建筑工呈"),
    "pinyin": ("laodong hetong", "xingzheng chufa", "gongzi", "ldht"),
    "nowhere": ("饕餮蹀躞", "囫囵吞枣记", "qwrtzpx"),
    "long": (
        "企业拖欠农民工工资应当承担什么责任",
        "用人单位解除劳动合同需要支付经济补偿吗",
        "对拒不缴纳工会经费的单位应当怎么处理",
    ),
}

#: What a query on 50,000 articles may pay, in milliseconds.
BAR = 5

#: What no query in Chinese characters may import, and what only one that needs mending may.
NEVER = ("pypinyin", "opencc")
MENDING = ("unionsearch.spelling",)


def articles(file: Path, count: int) -> Iterator[tuple[str, Article]]:
    """The first ``count`` articles of a file and their ids."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, count):
            found = json.loads(line)
            yield found["id"], Article(1, found["title"], found["text"])


def build(engine: WhooshEngine, file: Path, count: int) -> None:
    """Index the first ``count`` articles of a file, each as an issue of its own."""
    analyzer = Analyzer()
    writer = engine.writer(fresh=True)
    for id, article in articles(file, count):
        writer.add(record(article, id, None, analyzer))
    writer.commit(b"")


class Asking:
    """A searcher over an index, and its vocabulary once a query has needed it."""

    def __init__(self, reader: Reader, issues: dict[str, Issue]) -> None:
        self._reader = reader
        self._words: Vocabulary | None = None
        self.searcher = Searcher(reader, Analyzer(), issues, vocabulary=self._vocabulary)

    def _vocabulary(self) -> Vocabulary:
        if self._words is None:
            self._words = vocabulary(self._reader)
        return self._words

    def ask(self, query: str, expand: bool) -> tuple[float, Page]:
        """The time that a query took, in milliseconds, and its page."""
        start = time.perf_counter()
        page = self.searcher.search(query, Options(limit=10, expand=expand))
        return (time.perf_counter() - start) * 1000, page

    def work_out(self, query: str, expand: bool) -> float:
        """The time that it took to work out what a query asks for, in milliseconds; nothing is ranked."""
        start = time.perf_counter()
        # The searcher shows this step to nobody else; without it, its share could only be guessed.
        self.searcher._asked(parse(query), Options(limit=10, expand=expand))
        return (time.perf_counter() - start) * 1000

    def close(self) -> None:
        """Give back the files."""
        if self._words is not None:
            self._words.close()
        self._reader.close()


@dataclass(frozen=True, slots=True)
class Cost:
    """Median times of a query in milliseconds: as written, expanded, and to work out the expansion."""

    written: float
    expanded: float
    working: float
    page: Page

    @property
    def added(self) -> float:
        """What expansion and correction added, in milliseconds."""
        return self.expanded - self.written


def measure(asking: Asking, query: str, rounds: int) -> Cost:
    """What a query costs when it is asked ``rounds`` times each way."""
    whole: dict[bool, list[float]] = {False: [], True: []}
    working: dict[bool, list[float]] = {False: [], True: []}
    page = asking.ask(query, True)[1]
    asking.ask(query, False)
    for _ in range(rounds):
        # Turn about, so that a busy moment of the machine falls on both.
        for expand in (False, True):
            whole[expand].append(asking.ask(query, expand)[0])
            working[expand].append(asking.work_out(query, expand))
    middle = statistics.median
    return Cost(
        middle(whole[False]), middle(whole[True]), middle(working[True]) - middle(working[False]), page
    )


def report(asking: Asking, rounds: int) -> None:
    """Print what each query took and what expansion and correction added."""
    print("| kind | query | as written, ms | expanded, ms | added, ms | of it working out, ms | notes |")
    print("|---|---|--:|--:|--:|--:|---|")
    costs: list[Cost] = []
    for kind, queries in QUERIES.items():
        for query in queries:
            cost = measure(asking, query, rounds)
            costs.append(cost)
            notes = " ".join(cost.page.notes).replace("|", "\\|")
            figures = (cost.written, cost.expanded, cost.added, cost.working)
            print(f"| {kind} | {query} | {' | '.join(f'{value:.2f}' for value in figures)} | {notes} |")
    for name, values in (
        ("added in all", [cost.added for cost in costs]),
        ("working out", [cost.working for cost in costs]),
    ):
        print(
            f"\n{name}: median {statistics.median(values):.2f} ms, most {max(values):.2f} ms, "
            f"over {BAR} ms: {sum(value > BAR for value in values)} of {len(values)} queries"
        )


def imported(index: Path, query: str) -> set[str]:
    """The modules that are loaded after a fresh process has answered one query over an index."""
    code = (
        "import sys\n"
        "from unionsearch.analysis.analyzer import Analyzer\n"
        "from unionsearch.engines.whoosh import WhooshEngine\n"
        "from unionsearch.search.searcher import Options, Searcher\n"
        "from pathlib import Path\n"
        "class Any(dict):\n"
        "    def __missing__(self, key):\n"
        "        from unionsearch.model import Issue\n"
        "        return Issue(key, key)\n"
        "reader = WhooshEngine(Path(sys.argv[1])).reader()\n"
        "def words():\n"
        "    from unionsearch.search.vocabulary import vocabulary\n"
        "    return vocabulary(reader)\n"
        "Searcher(reader, Analyzer(), Any(), vocabulary=words).search(sys.argv[2], Options(limit=10))\n"
        "print(*sys.modules)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(index), query], capture_output=True, check=True
    )
    return set(ran.stdout.decode("utf-8").split())


def report_modules(index: Path) -> None:
    """Print, for a query of each kind, how many modules it imported and which of the dear ones."""
    print("\n| kind | query | modules | of these |\n|---|---|--:|---|")
    for kind, queries in QUERIES.items():
        modules = imported(index, queries[0])
        dear = [name for name in (*NEVER, *MENDING) if name in modules]
        print(f"| {kind} | {queries[0]} | {len(modules)} | {', '.join(dear) or '–'} |")


def main() -> None:
    """Parse the arguments, build what is missing, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=Path, required=True, help="a .jsonl.gz file, an article a line")
    parser.add_argument("--count", type=int, default=50_000, help="how many to index (default: 50000)")
    parser.add_argument("--index", type=Path, help="where the index is kept (default: nowhere)")
    parser.add_argument("--rounds", type=int, default=15, help="how often each query is asked (default: 15)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        index = options.index or Path(folder)
        engine = WhooshEngine(index)
        if not index.is_dir() or not any(index.iterdir()):
            start = time.perf_counter()
            build(engine, options.articles, options.count)
            print(f"indexed {options.count} articles in {time.perf_counter() - start:.0f} s\n")
        issues = {id: Issue(id, id) for id, _ in articles(options.articles, options.count)}
        asking = Asking(engine.reader(), issues)
        try:
            start = time.perf_counter()
            asking.searcher.vocabulary()
            print(
                f"Python {platform.python_version()}, {platform.machine()}, {len(issues)} articles; "
                f"vocabulary opened or made in {(time.perf_counter() - start) * 1000:.0f} ms\n"
            )
            report(asking, options.rounds)
        finally:
            asking.close()
        report_modules(index)


if __name__ == "__main__":
    main()
