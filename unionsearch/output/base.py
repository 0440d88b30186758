"""The one interface that every output format has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn

from unionsearch.errors import ConfigError, UnionSearchError
from unionsearch.lang import say

if TYPE_CHECKING:
    from unionsearch.model import Page
    from unionsearch.reports import Analysis, CopyGroup, Entry, IssueSummary, Status, SyncReport


class Formatter:
    """Answers into text, in pieces that are to be written one after the other.

    A format overrides what it can write; the rest is refused with a ConfigError. Pieces end where a
    reader on the other side of a pipe may begin to work with them.
    """

    #: What the user calls this format.
    name = ""

    def __init__(self, *, width: int | None = None, colour: bool = False) -> None:
        self.width = width
        self.colour = colour

    def page(self, page: Page) -> Iterator[str]:
        """The answer to a query."""
        self._refuse()

    def failure(self, query: str, error: UnionSearchError) -> Iterator[str]:
        """What stands in the place of an answer when one query among many could not be read."""
        self._refuse()

    def article(self, entry: Entry) -> Iterator[str]:
        """One article in full."""
        self._refuse()

    def articles(self, entries: Iterable[Entry]) -> Iterator[str]:
        """A list of articles."""
        self._refuse()

    def issues(self, summaries: Sequence[IssueSummary]) -> Iterator[str]:
        """A list of issues."""
        self._refuse()

    def duplicates(self, groups: Iterable[CopyGroup]) -> Iterator[str]:
        """A list of groups of articles that are the same text."""
        self._refuse()

    def status(self, status: Status) -> Iterator[str]:
        """The state of the archive."""
        self._refuse()

    def report(self, report: SyncReport) -> Iterator[str]:
        """What a reindex did."""
        self._refuse()

    def analysis(self, analysis: Analysis) -> Iterator[str]:
        """How a text is cut."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise ConfigError(
            say(f"这个命令没有 {self.name} 格式。", f"This command does not write {self.name}."),
            say("--help 列出可用的格式。", "--help lists the formats."),
        )
