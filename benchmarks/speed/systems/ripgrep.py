"""ripgrep over a file with an article a line: no index, no ranking, everything read every time."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.relevance.systems.base import Missing
from benchmarks.speed.questions import Question
from benchmarks.speed.systems.base import System

if TYPE_CHECKING:
    from benchmarks.speed.articles import Source


class Ripgrep(System):
    """Counts the articles with one of several strings."""

    stays = False

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        found = shutil.which("rg")
        if found is None:
            raise Missing("rg is not on the path")
        self._program = found

    def build(self, source: Source) -> None:
        """Write the articles into one file."""
        with (self.folder / "articles.txt").open("w", encoding="utf-8", newline="\n") as file:
            for document in source.documents():
                file.write(" ".join(document.whole.split("\n")) + "\n")

    def command(self, question: Question) -> list[str] | None:
        """None for all of several words: a line is searched for one string at a time."""
        if question.how == "all":
            return None
        strings = (question.run,) if question.run else question.words
        asked = [part for string in strings for part in ("-e", string)]
        file = str(self.folder / "articles.txt")
        return [self._program, "--no-config", "--count", "--fixed-strings", *asked, file]
