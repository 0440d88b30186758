"""``unionsearch status``: the state of corpus and index."""

from __future__ import annotations

from unionsearch.cli import terminal
from unionsearch.cli.command import command, format_option, opened
from unionsearch.cli.exits import Outcome
from unionsearch.lang import say
from unionsearch.output import formatter


@command(
    say(
        "查看语料和索引在哪里、索引里有什么、哪些文件有了变动。逐个检查文件，不改动任何东西。",
        "Show where corpus and index are, what the index holds and which files have changed. Looks at every "
        "file and changes nothing.",
    ),
)
@format_option("status")
def status(format_: str | None) -> Outcome:
    with opened(built=False) as archive:
        found = archive.status()
    terminal.emit(formatter(format_ or "text").status(found))
    return Outcome.DONE
