"""Help pages that line up in Chinese and in English.

click's own formatter counts characters where a terminal counts cells, and breaks lines at spaces only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import click

from unionsearch.cli import terminal
from unionsearch.lang import say
from unionsearch.output.wrapping import wrap

_WIDEST = 80
_INDENT = "  "
_WIDEST_TERM = 26


class Helpful(click.Command):
    """A click command whose help is laid out here. ``examples`` are pairs (command, what it does)."""

    examples: Sequence[tuple[str, str]] = ()

    def command_rows(self) -> Sequence[tuple[str, str]]:
        """Subcommands and what they do."""
        return ()

    def get_help(self, ctx: click.Context) -> str:
        """The whole page."""
        room = terminal.width(_WIDEST)
        usage = " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        parts = [_paragraph(say("用法：", "Usage: ") + usage, room)]
        parts += [_paragraph(text, room) for text in (self.help or "").split("\n\n") if text]
        if rows := self.command_rows():
            parts.append(say("命令：\n", "Commands:\n") + _rows(rows, room))
        parts.append(say("选项：\n", "Options:\n") + _rows(self._option_rows(ctx), room))
        if self.examples:
            parts.append(say("例如：\n", "Examples:\n") + _rows(self.examples, room, widest=44))
        return "\n\n".join(part.rstrip("\n") for part in parts)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = [say("[选项]", "[OPTIONS]")]
        pieces += [p.make_metavar(ctx) for p in self.params if isinstance(p, click.Argument)]
        return pieces + [say("命令 ……", "COMMAND ...")] * bool(self.command_rows())

    def _option_rows(self, ctx: click.Context) -> list[tuple[str, str]]:
        rows = []
        for parameter in self.get_params(ctx):
            if not isinstance(parameter, click.Option) or parameter.hidden:
                continue
            names = ", ".join(parameter.opts)
            value = "" if parameter.is_flag else f" {parameter.make_metavar(ctx)}"
            text = parameter.help or ""
            rows.append((names + value, say("显示这份说明", "show this help") if names == "--help" else text))
        return rows


def _cells(char: str) -> int:
    # Help texts are our own: no combining marks, so a library's tables are not worth their loading.
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _width(text: str) -> int:
    return sum(map(_cells, text))


def _paragraph(text: str, room: int) -> str:
    return "".join(text[start:end] + "\n" for start, end in wrap(text, room, measure=_cells))


def _rows(rows: Sequence[tuple[str, str]], room: int, *, widest: int = _WIDEST_TERM) -> str:
    """Two columns; a first column that is too wide has a line of its own."""
    column = min(max(_width(first) for first, _ in rows), widest)
    indent = " " * (len(_INDENT) + column + 2)
    lines = []
    for first, second in rows:
        texts = [second[start:end] for start, end in wrap(second, room - len(indent), measure=_cells)]
        if _width(first) > column:
            lines.append(_INDENT + first)
        else:
            head = _INDENT + first + " " * (column - _width(first) + 2)
            lines.append(head + (texts.pop(0) if texts else ""))
        lines += [indent + text for text in texts]
    return "".join(line.rstrip() + "\n" for line in lines)
