"""``unionsearch duplicates``: articles that are the same text."""

from __future__ import annotations

from itertools import chain

from unionsearch.cli import terminal
from unionsearch.cli.command import WIDEST_PAGE, colour_option, command, format_option, opened
from unionsearch.cli.exits import Outcome
from unionsearch.lang import say
from unionsearch.output import formatter


@command(
    say(
        "列出同一篇文章的各份：换了名字或格式的同一期、在别的简报里转载的（略有改动的也算）。"
        "每组以最早的一篇为首。只是列出，不删除任何东西；没有重复时退出码为 1。",
        "List the articles that stand more than once: one issue under two names or in two formats, reprints "
        "in other bulletins, lightly edited ones too. In each group the oldest comes first. Nothing is "
        "deleted; where there are none the exit status is 1.",
    ),
    examples=(
        ("unionsearch duplicates", say("全部重复", "all of them")),
        ("unionsearch duplicates --format csv > copies.csv", say("导入电子表格", "for a spreadsheet")),
    ),
)
@format_option("duplicates")
@colour_option()
def duplicates(format_: str | None, colour: str) -> Outcome:
    coloured = terminal.wants_colour(colour)
    write = formatter(format_ or "text", width=terminal.width_or_none(WIDEST_PAGE), colour=coloured)
    with opened() as archive:
        groups = archive.duplicates()
        first = next(groups, None)
        found = () if first is None else chain([first], groups)
        terminal.emit(write.duplicates(found), colour=coloured)
    return Outcome.NOTHING if first is None else Outcome.DONE
