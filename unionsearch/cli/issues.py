"""``unionsearch issues``: the issues in the index; ``issues set``: say what a file does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from unionsearch.cli import terminal
from unionsearch.cli.command import (
    WIDEST_PAGE,
    Whole,
    colour_option,
    command,
    format_option,
    opened,
    tell_problems,
)
from unionsearch.cli.exits import Outcome
from unionsearch.cli.help import Helpful
from unionsearch.errors import ConfigError
from unionsearch.lang import say
from unionsearch.model import Issue
from unionsearch.output import formatter


class IssuesGroup(Helpful, click.Group):
    """Lists by itself; ``set`` is a command of its own."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.invoke_without_command = True
        self.no_args_is_help = False

    def command_rows(self) -> Sequence[tuple[str, str]]:
        return [("set", say("补上一期的期号、时间等", "say an issue's number, date and the like"))]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [say("[选项]", "[OPTIONS]"), say("[命令 ……]", "[COMMAND ...]")]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands and not ctx.resilient_parsing:
            raise ConfigError(
                say(f"issues 没有子命令 {args[0]}。", f"issues has no command {args[0]}."),
                say(
                    "要看一期的文章，用 show；要补期号，用 issues set。",
                    "show lists an issue's articles; issues set says its number.",
                ),
            )
        return super().resolve_command(ctx, args)


@command(
    say(
        "列出各期简报：名称、期号、时间（及其依据）、编印单位、篇数。",
        "List the issues: title, number, period (and what stated it), publisher, how many articles.",
    ),
    examples=(
        ("unionsearch issues --format csv > issues.csv", say("导入电子表格", "for a spreadsheet")),
        ("unionsearch issues --missing", say("哪些期缺期号或时间", "which lack a number or a date")),
        ("unionsearch issues set 2011/duku --number 12 --date 2011-12", say("补上", "say it")),
    ),
    cls=IssuesGroup,
)
@click.option(
    "--missing",
    is_flag=True,
    help=say(
        "只列没有写明期号或时间的（时间是推定的也算）",
        "only those whose number or date nothing states (a period that was worked out counts as such)",
    ),
)
@format_option("issues")
@colour_option()
@click.pass_context
def issues(context: click.Context, missing: bool, format_: str | None, colour: str) -> Outcome:
    if context.invoked_subcommand is not None:
        return Outcome.DONE
    coloured = terminal.wants_colour(colour)
    write = formatter(format_ or "text", width=terminal.width_or_none(WIDEST_PAGE), colour=coloured)
    with opened() as archive:
        found = [s for s in archive.issues() if not missing or _lacks(s.issue)]
    terminal.emit(write.issues(found), colour=coloured)
    return Outcome.DONE if found else Outcome.NOTHING


def _lacks(issue: Issue) -> bool:
    """Nothing states the issue's number or its date."""
    return issue.number is None or issue.period is None or issue.period_from == "text"


@command(
    say(
        "补上或改正一期的期号、时间等，写进 issues.toml（原有的注释保留），并更新索引。",
        "Say or correct an issue's number, date and the like: written into issues.toml, whose comments stay, "
        "and taken into the index.",
    ),
    examples=(("unionsearch issues set 2011/duku --number 12 --date 2011-12", ""),),
)
@click.argument("id", metavar="ID")
@click.option("--number", type=Whole(1), metavar="N", help=say("第N期", "the issue's number (第N期)"))
@click.option(
    "--total-number",
    type=Whole(1),
    metavar="N",
    help=say("总第N期", "its number since the beginning (总第N期)"),
)
@click.option(
    "--date",
    metavar=say("时间", "DATE"),
    help=say("时间：2011、2011-12 或 2011-12-30", "its period: 2011, 2011-12 or 2011-12-30"),
)
@click.option("--title", metavar=say("名称", "TEXT"), help=say("简报名称", "the bulletin's name"))
@click.option("--publisher", metavar=say("单位", "TEXT"), help=say("编印单位", "who publishes it"))
@format_option("report")
def set_(id: str, date: str | None, format_: str | None, **said: object) -> Outcome:
    values = {key: value for key, value in {**said, "date": date}.items() if value is not None}
    if not values:
        raise ConfigError(
            say("没有说要写什么。", "There is nothing to write."),
            say("例如加上 --number 12 --date 2011-12。", "Add, for instance, --number 12 --date 2011-12."),
        )
    with opened() as archive:
        path, report = archive.describe(id, values)
    terminal.tell(say(f"已写入 {path}。", f"Written into {path}."))
    terminal.emit(formatter(format_ or "text").report(report))
    tell_problems(report.problems)
    return Outcome.WRONG if report.problems else Outcome.DONE


issues.add_command(set_, "set")  # type: ignore[attr-defined]
