"""Recoll (Xapian) over a file an article, indexed and asked by its own programs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.relevance.systems.base import Missing
from benchmarks.speed.questions import Question
from benchmarks.speed.systems.base import BEST, System

if TYPE_CHECKING:
    from benchmarks.speed.articles import Source

#: Files in a folder.
_FOLDER = 1000


class Recoll(System):
    """Recoll as it is installed, with a configuration of its own that has one folder of texts."""

    stays = False
    stored = (".txt",)

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        for program in ("recollindex", "recollq"):
            if shutil.which(program) is None:
                raise Missing(f"{program} is not on the path")
        self._settings = folder / "settings"

    def build(self, source: Source) -> None:
        """Write the texts, then index them."""
        texts = self.folder / "texts"
        for number, document in enumerate(source.documents()):
            path = texts / f"{number // _FOLDER:05}" / f"{number % _FOLDER:05}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(document.whole, encoding="utf-8", newline="\n")
        self._settings.mkdir()
        (self._settings / "recoll.conf").write_text(f"topdirs = {texts}\n", encoding="utf-8")
        subprocess.run(
            ["recollindex", "-c", str(self._settings)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def command(self, question: Question) -> list[str]:
        """A query of its language: words side by side are all wanted, OR and quotes as everywhere."""
        joint = " OR " if question.how == "any" else " "
        strings = (question.run,) if question.run else question.words
        quoted = joint.join(f'"{string}"' for string in strings)
        return ["recollq", "-c", str(self._settings), "-n", str(BEST), "-b", "-q", quoted]
