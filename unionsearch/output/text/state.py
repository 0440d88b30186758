"""The state of the archive, and what a reindex did to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from unionsearch.lang import say
from unionsearch.model import Problem
from unionsearch.output.cells import clean, pad, width
from unionsearch.output.text.about import count
from unionsearch.reports import Changes, Status, SyncReport

_MOST_FILES = 20


def status(status: Status) -> Iterator[str]:
    """Where things are, what the index holds, and how the corpus differs from it."""
    rows = [
        (say("语料", "corpus"), status.corpus),
        (say("索引", "index"), status.index),
    ]
    if status.exists:
        updated = say("，更新于 ", ", updated ") + _local(status.updated) if status.updated else ""
        size = _size(status.index_bytes)
        held = say(
            f"{status.issues} 期，{status.articles} 篇",
            f"{count(status.issues, 'issue')}, {count(status.articles)}",
        )
        rows.append((say("内容", "content"), held + say(f"（{size}{updated}）", f" ({size}{updated})")))
    else:
        rows.append((say("内容", "content"), say("索引还没有建立", "the index has not been built yet")))
    if status.mismatch:
        rows.append((say("版本", "version"), clean(status.mismatch)))
    rows.append((say("变动", "changes"), _counts(status.changes)))
    room = max(width(label) for label, _ in rows)
    for label, value in rows:
        yield f"{pad(label, room)}  {clean(value)}\n"
    yield from _files(status.changes)
    yield from _problems(status.problems)
    if status.terms_changed:
        yield say("词表在建立索引以后有变动。\n", "The terms have changed since the index was built.\n")
    if status.changes or status.mismatch or status.terms_changed or not status.exists:
        yield say(
            "运行 unionsearch reindex 更新索引。\n",
            "Run unionsearch reindex to bring the index up to date.\n",
        )


def report(report: SyncReport) -> Iterator[str]:
    """The changes taken in, then what the index holds. The problems are told elsewhere."""
    if report.dry_run:
        yield say("只是预演，索引没有改动。\n", "A dry run: the index is as it was.\n")
    if report.rebuilt:
        why = clean(report.reason) if report.reason else ""
        yield say(
            f"索引已从头建立{'：' + why if why else '。'}\n",
            f"The index was built anew{': ' + why if why else '.'}\n",
        )
    yield _counts(report.changes) + "\n"
    if report.dry_run:
        yield from _files(report.changes)
    if report.reanalysed:
        yield say(
            f"词表有变动，重新切分了 {report.reanalysed} 个文件。\n",
            f"The terms have changed; {count(report.reanalysed, 'file')} cut anew.\n",
        )
    yield say(
        f"索引里有 {report.issues} 期，{report.articles} 篇（{report.seconds:.1f} 秒）。\n",
        f"The index holds {count(report.issues, 'issue')}, {count(report.articles)} "
        f"({report.seconds:.1f} s).\n",
    )


def _counts(changes: Changes) -> str:
    added, changed = len(changes.added), len(changes.changed)
    moved, removed = len(changes.moved), len(changes.removed)
    return say(
        f"新增 {added}，改动 {changed}，移动 {moved}，删除 {removed}；"
        f"未变 {changes.unchanged}，略过其他文件 {changes.passed_over}",
        f"{added} added, {changed} changed, {moved} moved, {removed} removed; "
        f"{changes.unchanged} unchanged, {changes.passed_over} other files passed over",
    )


def _files(changes: Changes) -> Iterator[str]:
    """The files by name, the first of them when there are many."""
    lines = [
        *(say("新增", "added") + f"  {file}" for file in changes.added),
        *(say("改动", "changed") + f"  {file}" for file in changes.changed),
        *(say("移动", "moved") + f"  {old} -> {new}" for old, new in changes.moved),
        *(say("删除", "removed") + f"  {file}" for file in changes.removed),
    ]
    for line in lines[:_MOST_FILES]:
        yield f"  {clean(line)}\n"
    if len(lines) > _MOST_FILES:
        rest = len(lines) - _MOST_FILES
        yield say(f"  …… 还有 {rest} 个文件\n", f"  ... and {count(rest, 'file')} more\n")


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    for problem in problems:
        yield say("读不了", "problem") + f"  {clean(problem.message)}\n"
        if problem.hint:
            yield f"    {clean(problem.hint)}\n"


def _local(moment: str) -> str:
    """An ISO time as the user's clock shows it, to the minute."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return moment


def _size(size: int) -> str:
    value = float(size)
    for unit in ("B", "KB", "MB"):
        if value < 1024:
            return f"{value:.0f} {unit}" if unit == "B" or value >= 10 else f"{value:.1f} {unit}"
        value /= 1024
    return f"{value:.1f} GB"
