"""``unionsearch articles``: every article, in order of issue and number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from unionsearch.cli import terminal
from unionsearch.cli.command import WIDEST_PAGE, colour_option, command, format_option, opened
from unionsearch.cli.exits import Outcome
from unionsearch.lang import say
from unionsearch.output import formatter
from unionsearch.reports import Entry


@command(
    say(
        "列出全部文章，按期和篇次排列。jsonl、json、csv 含正文。",
        "List all articles in order of issue and number. jsonl, json and csv contain the bodies.",
    ),
    examples=(
        (
            "unionsearch articles --issue 2011/jianglan-2011-12",
            say("一期的文章", "the articles of one issue"),
        ),
        ("unionsearch articles --format jsonl", say("全部内容，供程序读取", "everything, for programs")),
    ),
)
@click.option(
    "--issue", metavar=say("期", "ISSUE"), help=say("只列这一期（编号）", "of this issue only (its id)")
)
@format_option("articles")
@colour_option()
def articles(issue: str | None, format_: str | None, colour: str) -> Outcome:
    coloured = terminal.wants_colour(colour)
    write = formatter(format_ or "text", width=terminal.width_or_none(WIDEST_PAGE), colour=coloured)
    with opened() as archive:
        entries = _Counted(archive.articles(issue))
        terminal.emit(write.articles(entries), colour=coloured)
    return Outcome.DONE if entries.count else Outcome.NOTHING


class _Counted:
    """Entries that pass by, and how many did."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = entries
        self.count = 0

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            self.count += 1
            yield entry
