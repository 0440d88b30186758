"""What the user is told when something is wrong: a sentence, what it is about, and a hint."""

from __future__ import annotations

from collections.abc import Sequence

import click

from unionsearch.errors import QuerySyntaxError, UnionSearchError
from unionsearch.lang import say

_CONTEXT = 30


def lines_for(error: UnionSearchError | click.ClickException, query: str | None = None) -> list[str]:
    """The lines for standard error. ``query`` is the text in which a QuerySyntaxError's column counts."""
    if isinstance(error, click.ClickException):
        return _lines(*_usage(error))
    caret = _caret(query, error.column) if isinstance(error, QuerySyntaxError) and query else []
    return _lines(error.message, error.hint, caret)


def defect(error: BaseException) -> list[str]:
    """The lines for a failure that nobody expected."""
    what = f"{type(error).__name__}: {error}".replace("\n", " ")
    return _lines(
        say(f"程序内部出错：{what}", f"An internal error: {what}"),
        say(
            "请报告给维护者；设 UNIONSEARCH_DEBUG=1 再运行一次可得到详情。",
            "Please report it to the maintainers; run again with UNIONSEARCH_DEBUG=1 for the details.",
        ),
    )


def _lines(message: str, hint: str | None, shown: Sequence[str] = ()) -> list[str]:
    lines = [say("错误：", "error: ") + message, *shown]
    if hint:
        lines.append(say("提示：", "hint: ") + hint)
    return lines


def _caret(query: str, column: int) -> list[str]:
    """The query with a caret under its character ``column``; of a long query only what is near."""
    # Imported here: most runs have no error, and the measuring tables take a while to load.
    from unionsearch.output.cells import clean, width

    at = min(max(column - 1, 0), len(query))
    start, end = max(0, at - _CONTEXT), at + _CONTEXT
    before, after = clean(query[start:at]), clean(query[at:end])
    dots = "…" if start else ""
    return [
        f"  {dots}{before}{after}{'…' if end < len(query) else ''}",
        " " * (2 + width(dots + before)) + "^",
    ]


def _usage(error: click.ClickException) -> tuple[str, str | None]:
    """Message and hint for what click found wrong with the arguments."""
    help_hint = say("用法见 --help", "--help shows the usage.")
    if isinstance(error, click.UsageError) and error.ctx is not None:
        path = error.ctx.command_path
        help_hint = say(f"用法见 {path} --help", f"{path} --help shows the usage.")
    if isinstance(error, click.NoSuchOption):
        near = nearest(error.option_name, error.possibilities or ())
        name = error.option_name
        return say(f"没有选项 {name}。", f"There is no option {name}."), near or help_hint
    if isinstance(error, click.MissingParameter):
        return say(f"缺少 {_name(error)}。", f"{_name(error)} is missing."), help_hint
    if isinstance(error, click.BadOptionUsage):
        option = error.option_name
        return say(f"选项 {option} 后面缺少它的值。", f"{option} lacks its value."), help_hint
    if isinstance(error, click.BadParameter):
        name = _name(error)
        return (
            say(f"{name} 的值不对：{error.message}", f"The value of {name} is wrong: {error.message}"),
            help_hint,
        )
    return error.format_message(), help_hint


def _name(error: click.BadParameter) -> str:
    """What the user calls the option or argument that an error is about."""
    if isinstance(error.param, click.Option):
        return str(error.param.opts[0])
    return str(error.param.metavar or error.param.name) if error.param else ""


def nearest(word: str, known: Sequence[str]) -> str | None:
    """``Did you mean …?`` when one of the known names is close enough."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1, cutoff=0.5)
    return say(f"是不是 {close[0]}？", f"Did you mean {close[0]}?") if close else None
