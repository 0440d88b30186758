"""``unionsearch completion``: the script that teaches a shell to complete our commands and options."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

from unionsearch.cli import terminal
from unionsearch.cli.command import OneOf, command
from unionsearch.cli.exits import Outcome
from unionsearch.cli.root import COMPLETE_VARIABLE, PROGRAM, root
from unionsearch.lang import say

_SHELLS = ("bash", "zsh", "fish")


@command(
    say(
        "输出命令补全脚本，写进外壳的启动文件即可按 Tab 补全命令和选项。PowerShell 和 cmd 没有这个功能。",
        "Print the script that makes the shell complete commands and options when Tab is pressed; put it "
        "into the shell's start file. There is none for PowerShell and cmd.",
    ),
    examples=(
        ('eval "$(unionsearch completion bash)"', "~/.bashrc"),
        ('eval "$(unionsearch completion zsh)"', "~/.zshrc"),
        ("unionsearch completion fish | source", "~/.config/fish/config.fish"),
    ),
    places=False,
)
@click.argument("shell", type=OneOf(_SHELLS), metavar="|".join(_SHELLS))
def completion(shell: str) -> Outcome:
    made = get_completion_class(shell)
    assert made is not None
    # The base class's method: bash's own would first run bash to see how old it is.
    script = ShellComplete.source(made(root, {}, PROGRAM, COMPLETE_VARIABLE))
    terminal.emit([script.rstrip("\n") + "\n"])
    return Outcome.DONE
