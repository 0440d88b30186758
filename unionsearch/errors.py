"""Every failure that the program expects, each with a sentence, a hint and an exit code.

The command line has one place that catches :class:`UnionSearchError`, prints the sentence and the
hint on standard error and leaves with :attr:`UnionSearchError.exit_code`. Anything else that escapes
is a defect of the program, not of its input.
"""

from __future__ import annotations


class UnionSearchError(Exception):
    """Base of all expected failures.

    Parameters
    ----------
    message:
        A plain sentence that says what was wrong, in the user's language.
    hint:
        What the user can do about it, or None where there is nothing to say.
    """

    exit_code = 2

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message


class QuerySyntaxError(UnionSearchError):
    """The query cannot be read. ``column`` counts the query's characters from 1."""

    def __init__(self, message: str, hint: str | None = None, *, column: int) -> None:
        super().__init__(message, hint)
        self.column = column


class ConfigError(UnionSearchError):
    """A setting, an option or a configuration file does not make sense."""


class CorpusError(UnionSearchError):
    """The corpus folder is missing, is no folder, or a named path lies outside it."""


class BulletinError(UnionSearchError):
    """One file of the corpus cannot be read. It is named and skipped; the others are indexed."""


class MetadataError(BulletinError):
    """``issues.toml`` or a front-matter block says something that cannot be understood."""


class IndexMissingError(UnionSearchError):
    """There is no index where one was expected."""


class IndexDamagedError(UnionSearchError):
    """The index cannot be read, or is not an index at all."""


class IndexMismatchError(UnionSearchError):
    """The index was built by another version of the program, its dictionaries or for another corpus."""


class IndexLockedError(UnionSearchError):
    """Another process is writing the index."""


class NotFoundError(UnionSearchError):
    """An article or issue that was asked for by its id does not exist."""

    exit_code = 1
