"""``unionsearch issues``: the issues in the index."""

from __future__ import annotations

from unionsearch.cli import terminal
from unionsearch.cli.command import WIDEST_PAGE, colour_option, command, format_option, opened
from unionsearch.cli.exits import Outcome
from unionsearch.lang import say
from unionsearch.output import formatter


@command(
    say(
        "列出各期简报：名称、期号、时间（及其依据）、编印单位、篇数。",
        "List the issues: title, number, period (and what stated it), publisher, how many articles.",
    ),
    examples=(("unionsearch issues --format csv > issues.csv", say("导入电子表格", "for a spreadsheet")),),
)
@format_option("issues")
@colour_option()
def issues(format_: str | None, colour: str) -> Outcome:
    coloured = terminal.wants_colour(colour)
    write = formatter(format_ or "text", width=terminal.width_or_none(WIDEST_PAGE), colour=coloured)
    with opened() as archive:
        found = archive.issues()
    terminal.emit(write.issues(found), colour=coloured)
    return Outcome.DONE if found else Outcome.NOTHING
