"""Terms that the segmenter must know: the project's own, and those that an archive adds.

A term file is UTF-8 text with one term a line; what follows a tab is a remark; ``#`` begins a comment.
"""

from __future__ import annotations

from pathlib import Path

from unionsearch import shipped
from unionsearch.errors import ConfigError
from unionsearch.lang import say

SUFFIXES = (".tsv", ".txt")
#: Files whose names begin so hold words of like meaning; they are read elsewhere.
THESAURUS = "thesaurus"


def read_terms(text: str) -> list[str]:
    """The terms in the text of a term file, in order, without duplicates."""
    found: dict[str, None] = {}
    for line in text.splitlines():
        term = line.split("\t")[0].strip()
        if term and not term.startswith("#"):
            found[term] = None
    return list(found)


def own_terms() -> list[str]:
    """The terms that ship with the program."""
    return [term for _, text in shipped.texts("analysis/data", ".tsv") for term in read_terms(text)]


def user_terms(place: Path) -> list[str]:
    """The terms of a file, or of every ``.tsv`` and ``.txt`` file of a folder, in order, without duplicates.

    None when there is no such place. Raises ConfigError when something there cannot be read or is no
    UTF-8 text.
    """
    found: dict[str, None] = {}
    for file in _files(place):
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise _unreadable(file, error) from error
        found.update(dict.fromkeys(read_terms(text)))
    return list(found)


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place] if place.exists() else []
    try:
        files = sorted(place.iterdir())
    except OSError as error:
        raise _unreadable(place, error) from error
    return [f for f in files if f.suffix.lower() in SUFFIXES and f.name[0] not in ".~" and not f.is_dir()]


def _unreadable(place: Path, error: Exception) -> ConfigError:
    return ConfigError(
        say(f"词表 {place} 读不了：{error}", f"The term file {place} cannot be read: {error}"),
        say("把它存成 UTF-8 文本，一行一个词。", "Save it as UTF-8 text with one term a line."),
    )
