"""``unionsearch reindex``: bring the index up to date."""

from __future__ import annotations

from pathlib import Path

import click

from unionsearch.cli import terminal
from unionsearch.cli.command import Seconds, command, format_option, opened, tell_problems
from unionsearch.cli.exits import Outcome
from unionsearch.cli.progress import Progress
from unionsearch.lang import say
from unionsearch.output import formatter


@command(
    say(
        "更新索引：收入新增和改动的简报，去掉已删除的。没有变动时只是看一遍文件夹。"
        "给出路径时只看这些文件或文件夹。读不了的文件会点名跳过，其余照收，退出码为 2。",
        "Bring the index up to date: take in bulletins that are new or changed, drop those that are gone. "
        "With paths, look only at these files or folders. A file that cannot be read is named and skipped, "
        "the rest is taken in, and the exit status is 2.",
    ),
    examples=(
        ("unionsearch reindex", say("更新", "take in what changed")),
        ("unionsearch reindex corpus/2012", say("只看一个文件夹", "look at one folder only")),
        ("unionsearch reindex --dry-run", say("看看会收入什么", "see what would be taken in")),
        ("unionsearch reindex --full", say("全部重建", "build everything anew")),
    ),
)
@click.argument("paths", nargs=-1, metavar=say("[路径 ……]", "[PATH ...]"), type=click.Path(path_type=Path))
@click.option("--full", is_flag=True, help=say("不管有没有变动，全部重建", "build the whole index anew"))
@click.option(
    "--dry-run", is_flag=True, help=say("只说会做什么，不改动索引", "say what would be done, change nothing")
)
@click.option(
    "--wait",
    type=Seconds(),
    default=10.0,
    metavar=say("秒", "SECONDS"),
    help=say("另一个进程在写索引时等多久（默认 10）", "how long to wait for another writer (default: 10)"),
)
@format_option("report")
def reindex(paths: tuple[Path, ...], full: bool, dry_run: bool, wait: float, format_: str | None) -> Outcome:
    with opened(built=False) as archive, Progress() as progress:
        report = archive.sync(paths, full=full, dry_run=dry_run, wait=wait, progress=progress)
    terminal.emit(formatter(format_ or "text").report(report))
    tell_problems(report.problems)
    return Outcome.WRONG if report.problems else Outcome.DONE
