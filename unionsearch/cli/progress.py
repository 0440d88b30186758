"""A progress bar on standard error: on a terminal only, and only once there is work."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from unionsearch.cli import terminal

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


class Progress:
    """Called with (done, total, file) as the work goes on; the first call says ``start``.

    A context manager: leaving it takes the bar away.
    """

    def __init__(self, start: str | None = None) -> None:
        self._start = start
        self._bar: Bar | None = None
        self._begun = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int, file: str) -> None:
        if not self._begun:
            self._begun = True
            self._begin(total)
        if self._bar is not None:
            from unionsearch.output.cells import clean, cut

            self._bar.update(self._bar.task_ids[0], completed=done, total=total, file=cut(clean(file), 40))

    def _begin(self, total: int) -> None:
        if self._start is not None:
            terminal.tell(self._start)
        if not terminal.is_terminal(sys.stderr):
            return
        # Imported here: it takes longer than a whole query, and only people at a terminal see it.
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bar

        self._bar = Bar(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[file]}", markup=False),
            console=Console(file=sys.stderr),
            transient=True,
        )
        self._bar.add_task("", total=total, file="")
        self._bar.start()
