"""The command ``unionsearch`` itself: its two options, and its commands by name.

No command's module is imported before that command runs, so that ``--help`` costs nothing but click.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

import click

from unionsearch.cli import terminal
from unionsearch.cli.failures import nearest
from unionsearch.cli.help import Helpful
from unionsearch.errors import ConfigError
from unionsearch.lang import say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

PROGRAM = "unionsearch"
#: Set by the completion script when the shell asks what could come next.
COMPLETE_VARIABLE = "_UNIONSEARCH_COMPLETE"


@dataclass(slots=True)
class Request:
    """What the command line asks for beyond the command's own options.

    ``corpus`` and ``index`` may be said before or after the command; the later wins. ``query`` is kept
    for an error's caret.
    """

    corpus: str | None = None
    index: str | None = None
    query: str | None = None


#: Name -> what it does. The module and the function are called like the command.
COMMANDS: dict[str, str] = {
    "query": say("查找文章，最相关的在前", "find articles, the best first"),
    "show": say("显示一篇文章全文", "show one article in full"),
    "issues": say("列出各期简报", "list the issues"),
    "articles": say("列出全部文章", "list the articles"),
    "duplicates": say("列出重复的文章", "list the articles that stand more than once"),
    "reindex": say("更新索引，收入新增和改动的简报", "bring the index up to date with the corpus"),
    "watch": say("看守语料文件夹，来了新简报就收入", "take in bulletins as they arrive"),
    "status": say("查看语料和索引的状况", "show the state of corpus and index"),
    "analyze": say("显示一段文字怎样切成词", "show how a text is cut into words"),
    "evaluate": say("用自己的评判给查找打分", "score the search by your own judgments"),
    "completion": say("输出命令补全脚本", "print a script for the shell's completion"),
}


def _remember(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None and parameter.name is not None:
        setattr(context.find_object(Request), parameter.name, value)


def _folders(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Let the shell complete the names of folders."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(begun, type="dir")]


def place_options() -> list[click.Option]:
    """``--corpus`` and ``--index``, new for each command that has them."""
    return [
        click.Option(
            ["--corpus"],
            metavar=say("文件夹", "DIR"),
            help=say("简报所在的文件夹", "the folder that holds the bulletins"),
            expose_value=False,
            callback=_remember,
            shell_complete=_folders,
        ),
        click.Option(
            ["--index"],
            metavar=say("文件夹", "DIR"),
            help=say("索引所在的文件夹", "the folder that holds the index"),
            expose_value=False,
            callback=_remember,
            shell_complete=_folders,
        ),
    ]


class LazyGroup(Helpful, click.Group):
    """A group whose commands live in modules that are imported when they run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(f"unionsearch.cli.{cmd_name}"), cmd_name)
        assert isinstance(found, click.Command)
        return found

    def command_rows(self) -> Sequence[tuple[str, str]]:
        return list(COMMANDS.items())

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not ctx.resilient_parsing:
            raise ConfigError(
                say(f"没有命令 {name}。", f"There is no command {name}."),
                nearest(name, list(COMMANDS))
                or say(
                    f"要查找，写 {PROGRAM} query {name}；--help 列出全部命令。",
                    f"To search, write {PROGRAM} query {name}; --help lists the commands.",
                ),
            )
        return super().resolve_command(ctx, args)


def _begin(context: click.Context) -> None:
    """Runs before any command; without a command there is only help to give."""
    if context.invoked_subcommand is None:
        terminal.tell(context.get_help())
        context.exit(2)


def _print_version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from unionsearch import __version__

        terminal.emit([f"{PROGRAM} {__version__}\n"])
        context.exit(0)


root = LazyGroup(
    name=PROGRAM,
    callback=click.pass_context(_begin),
    invoke_without_command=True,
    params=[
        *place_options(),
        click.Option(
            ["--version"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_print_version,
            help=say("显示版本", "show the version"),
        ),
    ],
    help=say(
        "在工会简报里查找文章。第一次查找时自动建立索引；简报有增减或改动以后，用 reindex 更新。\n\n"
        "不指定文件夹时，简报在 ./corpus，索引在 ./index；也可以写在 unionsearch.toml 里，"
        "或设环境变量 UNIONSEARCH_CORPUS、UNIONSEARCH_INDEX。",
        "Find articles in trade-union bulletins. The first search builds the index; after bulletins were "
        "added, removed or edited, reindex brings it up to date.\n\n"
        "Unless said otherwise the bulletins are in ./corpus and the index in ./index. A file "
        "unionsearch.toml may name others, and so may the variables UNIONSEARCH_CORPUS and "
        "UNIONSEARCH_INDEX.",
    ),
)
root.examples = (
    (f'{PROGRAM} query "工资集体协商"', say("查找", "search")),
    (f"{PROGRAM} --corpus D:\\bulletins reindex", say("为另一个文件夹建索引", "index another folder")),
    (f"{PROGRAM} query --help", say("查询怎么写", "how a query is written")),
)
