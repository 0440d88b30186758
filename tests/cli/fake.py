"""An archive with fixed answers, so that what the command line prints can be compared letter by letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar

from unionsearch.errors import IndexLockedError, NotFoundError, QuerySyntaxError
from unionsearch.model import Article, Copy, Heading, Hit, Issue, Page, Problem, Snippet, Span
from unionsearch.reports import (
    Analysis,
    AnalyzedToken,
    Changes,
    CopyGroup,
    Entry,
    IssueSummary,
    Status,
    SyncReport,
)

NAMED = Issue(
    id="2011/lanzhou-12",
    file="2011/lanzhou-12.txt",
    title="蓝洲工会信息",
    number=12,
    total_number=137,
    period="2011-12",
    period_from="masthead",
    publisher="蓝洲市总工会",
    footer="报：省总工会办公室\n发：各县区总工会",
    encoding="gb18030",
)
UNNAMED = Issue(id="notes", file="notes.txt", period="2012-03", period_from="text", encoding="utf-8")

TALKS = Article(
    number=1,
    title="东岭区以“四问”工作法推进餐饮行业工资集体协商，三百家小店同坐一张谈判桌",
    body=(
        "东岭区餐饮店铺小而散，一家一家谈不起来。区总工会从去年5月起把三百家小店编成一个行业，"
        "由行业工会代表两千八百名职工与餐饮商会开展工资集体协商，约定最低时薪9.5元。\n"
        "谈判前，工会干部用三个星期走访了一百二十家店，摸清了工资底数。"
    ),
    section="基层动态",
    contributor="东岭区总工会",
    dates=(date(2011, 5, 6), date(2011, 11, 2), date(2011, 12, 1)),
    lines=((0, 14), (88, 19)),
    line=12,
)
BRIEF = Article(
    number=2,
    title="港务集团工会开展“安康杯”知识竞赛",
    body="11月28日，港务集团工会举办竞赛，42个班组参加。",
    section="简讯",
    byline="（通讯员　何  芸）",
    kind="brief",
    dates=(date(2011, 11, 28),),
    lines=((0, 31),),
    line=31,
)
_REPORT_BODY = (
    "各位代表：\n一、过去五年的工作\n五年来，全市工会把维护职工权益放在首位，"
    "推动工资集体协商覆盖面逐年扩大。\n二、今后的任务\n继续抓好建会和维权两件大事。"
)
REPORT = Article(
    number=1,
    title="在工会代表大会上的报告",
    body=_REPORT_BODY,
    kind="report",
    headings=(
        Heading(1, "一、过去五年的工作", _REPORT_BODY.index("一、")),
        Heading(1, "二、今后的任务", _REPORT_BODY.index("二、")),
    ),
    lines=((0, 3),),
    line=1,
)
REPRINT = Issue(
    id="2012/province-03",
    file="2012/province-03.txt",
    title="全省工运",
    number=3,
    period="2012-03",
    period_from="masthead",
    publisher="省总工会",
)
ENTRIES = (Entry(TALKS, NAMED), Entry(BRIEF, NAMED), Entry(REPORT, UNNAMED))
WANTED = "工资集体协商"


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(i, i + len(WANTED)) for i in range(len(text)) if text.startswith(WANTED, i))


def _snippet(article: Article, start: int, end: int) -> Snippet:
    text = article.body[start:end]
    return Snippet(text, _spans(text), article.line_of(start), article.heading_at(start), start)


def _hit(
    rank: int,
    entry: Entry,
    start: int,
    end: int,
    *,
    complete: bool = True,
    also_in: tuple[Copy, ...] = (),
) -> Hit:
    article = entry.article
    return Hit(
        rank,
        20.123456 / rank,
        complete,
        article,
        entry.issue,
        (_snippet(article, start, end),),
        _spans(article.title),
        also_in=also_in,
    )


_TALKS_END = TALKS.body.index("\n")
COPIES = (Copy(REPRINT, 4), *(Copy(UNNAMED, number) for number in range(2, 6)))
GROUPS = (
    CopyGroup((ENTRIES[0], Entry(replace(TALKS, number=4), REPRINT)), (1.0, 0.9345)),
    CopyGroup((ENTRIES[1], Entry(BRIEF, UNNAMED)), (1.0, 0.9999)),
)
HITS = (
    _hit(1, ENTRIES[0], TALKS.body.index("区总工会从"), _TALKS_END),
    _hit(2, ENTRIES[2], REPORT.body.index("五年来"), REPORT.body.index("\n二、"), also_in=COPIES),
    _hit(3, ENTRIES[1], 0, len(BRIEF.body), complete=False),
)
CHANGES = Changes(
    added=("2012/a.txt", "2012/b.txt"),
    changed=("2011/lanzhou-12.txt",),
    moved=(("old.txt", "2010/new.txt"),),
    removed=("gone.txt",),
    unchanged=7,
    passed_over=2,
)
PROBLEMS = (
    Problem("broken.txt", "broken.txt 不是文本文件。", "换成文本文件，或移出语料文件夹。"),
    Problem("locked.txt", "没有读取权限。"),
)


class Archive:
    """Answers like the real one; remembers what it was asked in ``calls``."""

    calls: ClassVar[list[tuple[str, Any]]] = []
    missing = False
    behind = False
    problems: tuple[Problem, ...] = ()
    locked = False
    new_terms = False

    @classmethod
    def reset(cls) -> None:
        cls.calls = []
        cls.missing = cls.behind = cls.locked = cls.new_terms = False
        cls.problems = ()

    @classmethod
    def open(cls, corpus: str | Path | None = None, index: str | Path | None = None) -> Archive:
        cls.calls.append(("open", (corpus, index)))
        return cls()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.calls.append(("close", None))

    def ensure(self, progress: Callable[[int, int, str], None] | None = None) -> SyncReport | None:
        if not self.missing:
            return None
        if progress is not None:
            progress(1, 1, "2012/a.txt")
        return SyncReport(Changes(added=("2012/a.txt",)), self.problems, 2, 3, 0.5)

    def warning(self) -> str | None:
        return "索引落后了。" if self.behind else None

    def describe(self, issue: str, values: dict[str, object]) -> tuple[Path, SyncReport]:
        self.calls.append(("describe", (issue, values)))
        return Path("corpus", "issues.toml"), self.sync(
            full=False, dry_run=False, wait=10.0, progress=lambda done, total, file: None
        )

    def sync(self, paths: Sequence[Path] = (), **options: Any) -> SyncReport:
        progress = options.pop("progress")
        self.calls.append(("sync", (tuple(paths), options)))
        if self.locked:
            raise IndexLockedError("另一个进程正在写索引。", "等它结束后再试。")
        progress(1, 2, "2012/a.txt")
        progress(2, 2, "2012/b.txt")
        return SyncReport(
            CHANGES,
            self.problems,
            9,
            88,
            1.2345,
            rebuilt=options["full"],
            reason=None,
            dry_run=options["dry_run"],
            reanalysed=4 if self.new_terms else 0,
        )

    def search(self, query: str, **options: Any) -> Page:
        self.calls.append(("search", (query, options)))
        if query.startswith("bug"):
            raise RuntimeError("this should not happen")
        if '"' in query:
            column = query.index('"') + 1
            raise QuerySyntaxError("引号没有收尾。", '请补上 "。', column=column)
        if not query.strip():
            raise QuerySyntaxError("检索式是空的。", "请输入要找的词。", column=1)
        if query == "没有":
            return Page(query, 0, 0, 0.4, ("没有出现：没有",))
        if query == "部分":
            return Page(query, 1, 0, 2.0, ("只有一部分符合。",), HITS[2:])
        offset, limit = options["offset"], options["limit"] or len(HITS)
        return Page(query, 3, 2, 3.14159, (), HITS[offset : offset + limit])

    def article(self, id: str) -> Entry:
        for entry in ENTRIES:
            if entry.id == id:
                return entry
        raise NotFoundError(f"没有 {id} 这篇文章。", "运行 unionsearch articles 查看全部编号。")

    def articles(self, issue: str | None = None) -> Iterator[Entry]:
        found = [e for e in ENTRIES if issue in (None, e.issue.id)]
        if not found:
            raise NotFoundError(f"没有 {issue} 这一期。")
        yield from found

    def issues(self) -> list[IssueSummary]:
        return [IssueSummary(NAMED, 2, ("基层动态", "简讯")), IssueSummary(UNNAMED, 1)]

    def duplicates(self) -> Iterator[CopyGroup]:
        if not self.missing:
            yield from GROUPS

    def status(self) -> Status:
        return Status(
            corpus="/data/corpus",
            index="/data/index",
            exists=not self.missing,
            issues=9,
            articles=88,
            index_bytes=4_404_019,
            updated="2012-03-04T05:06:07+00:00",
            mismatch=None,
            changes=CHANGES,
            problems=self.problems,
            terms_changed=self.new_terms,
        )

    def analyze(self, text: str) -> Analysis:
        self.calls.append(("analyze", text))
        words = (AnalyzedToken("工资", 0, 2, "工資"), AnalyzedToken("协商", 2, 4, "协商"))
        grams = tuple(AnalyzedToken("工资协商"[i : i + 2], i, i + 2, "工資协商"[i : i + 2]) for i in range(3))
        return Analysis("工資协商", "工资协商", "工资协商", words, words, grams)
