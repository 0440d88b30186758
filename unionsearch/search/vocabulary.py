"""The archive's words for pinyin and corrections, kept in a file beside the index's state."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from unionsearch.analysis import lexicon
from unionsearch.engines.conditions import Run
from unionsearch.engines.protocol import Reader
from unionsearch.search.thesaurus import own_thesaurus
from unionsearch.spelling import SpellingDamaged, Vocabulary
from unionsearch.text import BREAK, flatten

_NAME = "vocabulary"


def vocabulary(reader: Reader) -> Vocabulary:
    """The vocabulary of an index's state: mapped from its file, or built and, if possible, stored."""
    path = reader.derived(_NAME)
    with contextlib.suppress(OSError, SpellingDamaged):
        return Vocabulary.open(path)
    built = Vocabulary.build(_words(reader).items())
    # An index in a read-only folder still answers; it builds this anew for each process.
    with contextlib.suppress(OSError):
        _store(built, path)
    return built


def _words(reader: Reader) -> dict[str, int]:
    """The words of the articles, and the terms of the field that stand in them as runs."""
    found = {word: times for word, times in reader.words() if len(word) > 1}
    for term in (*lexicon.own_terms(), *own_thesaurus().terms()):
        flat = flatten(term)
        if flat in found or BREAK in flat or len(flat) < 2:
            continue
        # Most terms of the thesaurus are in no given archive, and none of their words is either.
        if len(flat) == 2 or any(flat[i : i + 2] in found for i in range(len(flat) - 1)):
            times = reader.frequency(Run(flat))
            if times:
                found[flat] = times
    return found


def _store(built: Vocabulary, path: Path) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(built.to_bytes())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
