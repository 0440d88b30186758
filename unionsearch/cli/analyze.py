"""``unionsearch analyze``: how a text is cut into what is searched."""

from __future__ import annotations

import click

from unionsearch.cli import terminal
from unionsearch.cli.command import WIDEST_PAGE, command, format_option, opened
from unionsearch.cli.exits import Outcome
from unionsearch.cli.query import WordsCommand
from unionsearch.lang import say
from unionsearch.output import formatter


@command(
    say(
        "显示一段文字怎样规范、切成词和双字，每一项标出它在原文里的位置。找不到想找的文章时，看看词是怎样切的。",
        "Show how a text is normalised and cut into words and pairs of characters, each with its place in "
        "the text. Of use when a search does not find what it should.",
    ),
    examples=(("unionsearch analyze 推进工资集体协商", ""),),
    cls=WordsCommand,
)
@click.argument("words", nargs=-1, required=True, metavar=say("文字 ……", "TEXT ..."))
@format_option("analysis")
def analyze(words: tuple[str, ...], format_: str | None) -> Outcome:
    with opened(built=False) as archive:
        found = archive.analyze(" ".join(words))
    write = formatter(format_ or "text", width=terminal.width_or_none(WIDEST_PAGE))
    terminal.emit(write.analysis(found))
    return Outcome.DONE
