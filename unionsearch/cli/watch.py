"""``unionsearch watch``: take in bulletins as they arrive."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import FrameType
from typing import TYPE_CHECKING

import click

from unionsearch.cli import terminal
from unionsearch.cli.command import Seconds, command, opened, tell_problems
from unionsearch.cli.exits import Outcome
from unionsearch.errors import UnionSearchError
from unionsearch.lang import say
from unionsearch.model import Problem
from unionsearch.reports import SyncReport

if TYPE_CHECKING:
    from unionsearch.archive import Archive

#: So many problems of an update are named. A folder that is taken away in the middle of one has thousands.
_MOST_NAMED = 20


@command(
    say(
        "看守语料文件夹：来了、改了、删了简报，就更新索引，直到按 Ctrl-C（或收到 SIGTERM）。"
        "还在复制的文件，等大小和时间不再变化才收；网络文件夹也行。"
        "每次更新在标准错误上写一行；正常停下，退出码为 0。",
        "Watch the corpus: whenever bulletins come, change or go, bring the index up to date, until Ctrl-C "
        "(or SIGTERM). A file that is still being copied is waited for until its size and time stand still; "
        "network folders work too. Each update is a line on standard error; a clean stop has exit status 0.",
    ),
    examples=(
        ("unionsearch watch", say("看守", "watch")),
        ("unionsearch watch --interval 60", say("每分钟看一次", "look once a minute")),
    ),
)
@click.option(
    "--interval",
    type=Seconds(),
    default=5.0,
    metavar=say("秒", "SECONDS"),
    help=say("每隔多久看一次（默认 5）", "how often to look (default: 5)"),
)
def watch(interval: float) -> Outcome:
    with _stopping():
        try:
            with opened(built=False) as archive:
                _follow(archive, interval)
        except KeyboardInterrupt:
            _tell(say("已停止。", "Stopped."))
    return Outcome.DONE


def _follow(archive: Archive, interval: float) -> None:
    """Say what each update did, until the user interrupts."""
    terminal.tell(
        say(
            f"正在看守，每 {interval:g} 秒看一次；按 Ctrl-C 停止。",
            f"Watching, with a look every {interval:g} seconds; Ctrl-C stops.",
        )
    )
    told: tuple[Problem, ...] = ()
    for outcome in archive.watch(interval=interval):
        if isinstance(outcome, UnionSearchError):
            _tell(outcome.message)
            continue
        if outcome.changes or outcome.rebuilt or outcome.reanalysed:
            _tell(_line(outcome))
        known = set(told)
        fresh = [problem for problem in outcome.problems if problem not in known]
        tell_problems(fresh[:_MOST_NAMED])
        if len(fresh) > _MOST_NAMED:
            more = len(fresh) - _MOST_NAMED
            _tell(
                say(
                    f"另有 {more} 个文件读不了；unionsearch status 全部列出。",
                    f"{more} files more cannot be read; unionsearch status lists them all.",
                )
            )
        told = outcome.problems


@contextmanager
def _stopping() -> Iterator[None]:
    """Let every signal that asks for an end do what Ctrl-C does, once: what follows must not disturb it.

    One that the process was started to ignore (nohup) stays ignored.
    """
    names = ("SIGINT", "SIGTERM", "SIGBREAK", "SIGHUP")
    known = [getattr(signal, name) for name in names if hasattr(signal, name)]
    asked = [number for number in known if signal.getsignal(number) != signal.SIG_IGN]

    def stop(number: int, frame: FrameType | None) -> None:
        for other in asked:
            signal.signal(other, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in asked}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(line: str) -> None:
    terminal.tell(f"{datetime.now():%Y-%m-%d %H:%M:%S}  {line}")


def _line(report: SyncReport) -> str:
    """What an update did: the files by name where it is one, else how many."""
    changes = report.changes
    kinds = (
        (say("新增", "added"), changes.added),
        (say("改动", "changed"), changes.changed),
        (say("移动", "moved"), tuple(f"{old} -> {new}" for old, new in changes.moved)),
        (say("删除", "removed"), changes.removed),
    )
    said = [f"{verb} {files[0] if len(files) == 1 else len(files)}" for verb, files in kinds if files]
    if report.reanalysed:
        said.append(say(f"重新切分 {report.reanalysed}", f"cut anew {report.reanalysed}"))
    held = say(
        f"索引里有 {report.issues} 期，{report.articles} 篇",
        f"the index holds {report.issues} issues, {report.articles} articles",
    )
    return say("，", ", ").join(said) + (say("；", "; ") if said else "") + held
