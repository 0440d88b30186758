"""``unionsearch show``: one article in full."""

from __future__ import annotations

import click

from unionsearch.cli import terminal
from unionsearch.cli.command import WIDEST_BODY, colour_option, command, format_option, opened
from unionsearch.cli.exits import Outcome
from unionsearch.lang import say
from unionsearch.output import formatter


@command(
    say(
        "显示一篇文章全文。编号就是 query 结果里方括号中的那一串；"
        "只写一期的编号（不带 #），列出这一期的文章。",
        "Show one article in full. Its id is what query shows in brackets; with an issue's id alone (without "
        "the #) the issue's articles are listed.",
    ),
    examples=(
        ("unionsearch show 2011/jianglan-2011-12#9", say("第 9 篇", "the ninth article")),
        ("unionsearch show 2011/jianglan-2011-12", say("这一期的目录", "the articles of that issue")),
    ),
)
@click.argument("id_", metavar=say("编号", "ID"))
@format_option("article")
@colour_option()
def show(id_: str, format_: str | None, colour: str) -> Outcome:
    coloured = terminal.wants_colour(colour)
    write = formatter(format_ or "text", width=terminal.width_or_none(WIDEST_BODY), colour=coloured)
    with opened() as archive:
        if _is_article(id_):
            terminal.emit(write.article(archive.article(id_)), colour=coloured)
        else:
            terminal.emit(write.articles(archive.articles(id_)), colour=coloured)
    return Outcome.DONE


def _is_article(id_: str) -> bool:
    """Whether ``id_`` ends in an article's number. A file's name may have a ``#`` in it too."""
    _, mark, number = id_.rpartition("#")
    return mark == "#" and number.isdigit()
