"""What the commands have in common: how they are declared, their option types, opening the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click

from unionsearch.cli import terminal
from unionsearch.cli.exits import Outcome
from unionsearch.cli.help import Helpful
from unionsearch.cli.root import Request, place_options
from unionsearch.lang import say
from unionsearch.output import OFFERS

if TYPE_CHECKING:
    from unionsearch.archive import Archive
    from unionsearch.model import Problem

Run = Callable[..., Outcome]

#: The widest lines of text meant for reading, in cells.
WIDEST_PAGE = 120
WIDEST_BODY = 100


class OneOf(click.Choice[str]):
    """One of some fixed words."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        known = say("、", ", ").join(map(str, self.choices))
        return say(f"应是 {known} 之一。", f"it must be one of {known}.")


class Whole(click.IntRange):
    """A whole number from ``least`` on."""

    def __init__(self, least: int = 0) -> None:
        super().__init__(min=least)

    def fail(
        self, message: str, param: click.Parameter | None = None, ctx: click.Context | None = None
    ) -> NoReturn:
        least = self.min
        super().fail(
            say(f"应是 {least} 以上的整数。", f"it must be a whole number from {least} on."), param, ctx
        )


class Seconds(click.FloatRange):
    """A time in seconds from 0 to a day."""

    def __init__(self) -> None:
        super().__init__(min=0, max=24 * 60 * 60)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number = float(super().convert(value, param, ctx))
        # No comparison finds nan out of range.
        return self.fail("", param, ctx) if number != number else number

    def fail(
        self, message: str, param: click.Parameter | None = None, ctx: click.Context | None = None
    ) -> NoReturn:
        super().fail(say("应是 0 到 86400 的秒数。", "it must be seconds from 0 to 86400."), param, ctx)


def command(
    text: str,
    *,
    examples: Sequence[tuple[str, str]] = (),
    places: bool = True,
    cls: type[Helpful] = Helpful,
) -> Callable[[Run], Helpful]:
    """Declare a function as a command. ``text`` is its help, ``places`` gives it --corpus and --index."""

    def declare(run: Run) -> Helpful:
        made = click.command(cls=cls, help=text)(run)
        if places:
            made.params += place_options()
        made.examples = examples
        return made

    return declare


def format_option(answer: str) -> Callable[[Run], Run]:
    """``--format`` with what can write ``answer``, a method of Formatter."""
    names = OFFERS[answer]
    return click.option(
        "--format",
        "format_",
        type=OneOf(names),
        metavar="|".join(names),
        help=say(f"输出格式（默认 {names[0]}）", f"the form of the output (default: {names[0]})"),
    )


def colour_option() -> Callable[[Run], Run]:
    """``--color``: whether to use colours."""
    choices = ("auto", "always", "never")
    return click.option(
        "--color",
        "colour",
        type=OneOf(choices),
        default="auto",
        metavar="|".join(choices),
        help=say("是否用颜色（默认 auto：只在终端上用）", "colours (default: auto, on a terminal only)"),
    )


@contextmanager
def opened(*, built: bool = True) -> Iterator[Archive]:
    """The archive that the command line names.

    ``built``: build a missing index first, and say when the index is behind its corpus.
    """
    from unionsearch.archive import Archive
    from unionsearch.cli.progress import Progress

    request = click.get_current_context().find_object(Request) or Request()
    with Archive.open(request.corpus, request.index) as archive:
        if built:
            start = say("还没有索引，正在建立……", "There is no index yet; building it ...")
            with Progress(start) as progress:
                report = archive.ensure(progress)
            if report is not None:
                terminal.tell(
                    say(
                        f"索引已建好：{report.issues} 期，{report.articles} 篇。",
                        f"The index is built: {report.issues} issues, {report.articles} articles.",
                    )
                )
                tell_problems(report.problems)
            if (warning := archive.warning()) is not None:
                terminal.tell(say("注意：", "warning: ") + warning)
        yield archive


def tell_problems(problems: Sequence[Problem]) -> None:
    """Name each file that could not be taken in, on standard error."""
    for problem in problems:
        message = (
            problem.message
            if problem.file in problem.message
            else f"{problem.file}{say('：', ': ')}{problem.message}"
        )
        hint = [say("  提示：", "  hint: ") + problem.hint] if problem.hint else []
        terminal.tell(say("跳过：", "skipped: ") + message, *hint)
