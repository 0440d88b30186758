"""Terms that the segmenter must know: the project's own, and those that an archive adds.

A term file is UTF-8 text with one term a line; what follows a tab is a remark; ``#`` begins a comment.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from unionsearch.errors import ConfigError
from unionsearch.lang import say

SUFFIXES = (".tsv", ".txt")
#: Files whose names begin so hold words of like meaning; they are read elsewhere.
THESAURUS = "thesaurus"


def read_terms(text: str) -> list[str]:
    """The terms of a file's text, in order, without duplicates."""
    found: dict[str, None] = {}
    for line in text.splitlines():
        term = line.split("\t")[0].strip()
        if term and not term.startswith("#"):
            found[term] = None
    return list(found)


def own_terms() -> list[str]:
    """The terms that ship with the program."""
    folder = resources.files("unionsearch.analysis").joinpath("data")
    return [
        term
        for file in sorted(folder.iterdir(), key=lambda f: f.name)
        if file.name.endswith(".tsv")
        for term in read_terms(file.read_text(encoding="utf-8"))
    ]


def user_terms(folder: Path) -> list[str]:
    """The terms of every ``.tsv`` and ``.txt`` file in ``folder``; none when there is no such folder.

    Raises ConfigError when a file is not UTF-8 text or cannot be read.
    """
    found: dict[str, None] = {}
    if not folder.is_dir():
        return []
    for file in sorted(folder.iterdir()):
        other = file.name.startswith((".", THESAURUS))
        if file.suffix.lower() not in SUFFIXES or other:
            continue
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(
                say(f"词表 {file} 读不了：{error}", f"The term file {file} cannot be read: {error}"),
                say("把它存成 UTF-8 文本，一行一个词。", "Save it as UTF-8 text with one term a line."),
            ) from error
        found.update(dict.fromkeys(read_terms(text)))
    return list(found)
