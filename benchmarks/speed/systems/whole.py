"""The program as its users have it: an archive, searched by what they type."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.speed.archives import archive, build
from benchmarks.speed.articles import Source
from benchmarks.speed.questions import Question
from benchmarks.speed.systems.base import BEST, System
from benchmarks.speed.systems.own import STORED, sections
from unionsearch.archive import Archive


class Whole(System):
    """The library within a process, the command from the shell."""

    stored = STORED

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._archive: Archive | None = None

    def build(self, source: Source) -> None:
        """Index the articles in issues of a few, with all that a hit shows."""
        build(self.folder, source)

    def sizes(self) -> dict[str, int]:
        """The bytes of the index's parts."""
        return sections(self.folder / "index")

    def open(self) -> None:
        """Open the archive; its parts are read when they are first needed."""
        self._archive = archive(self.folder)
        self._archive.warning()

    def prepare(self, question: Question) -> str:
        """What is typed."""
        return question.text

    def ask(self, prepared: str) -> int:
        """A page of ten hits with snippets. Counts the articles of which only some words match, too."""
        assert self._archive is not None
        return self._archive.search(prepared, limit=BEST).total

    def forget(self) -> None:
        """Empty the engine's memory of answers; texts that were read are at hand, as for a user."""
        assert self._archive is not None
        if self._archive._state is not None:
            # No user asks for this, so that an archive does not offer it.
            self._archive._state.reader.forget()  # type: ignore[attr-defined]

    def close(self) -> None:
        """Close the archive."""
        if self._archive is not None:
            self._archive.close()

    def command(self, question: Question) -> list[str]:
        """``unionsearch query``."""
        index = str(self.folder / "index")
        # As the installed command does it, which is a script of these two lines.
        code = "import sys; from unionsearch.cli import main; sys.exit(main())"
        return [sys.executable, "-c", code, "query", "--index", index, "--", question.text]
