"""A vocabulary as an office would have it: the sample corpus's words among a hundred thousand others."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from unionsearch.analysis import dictionary
from unionsearch.analysis.analyzer import Analyzer
from unionsearch.bulletin import read_bulletin
from unionsearch.spelling import Vocabulary
from unionsearch.text import flatten, fold, normalize

from .cases import SENTENCES

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
NOISE = 100_000


@dataclass(frozen=True)
class Office:
    """An archive's vocabulary, its file, its own words (without the noise), and how many of its articles
    hold a run. ``build_seconds`` is the processor time that building took."""

    vocabulary: Vocabulary
    path: Path
    own: dict[str, int]
    words: dict[str, int]
    known: Callable[[str], int]
    build_seconds: float


def corpus_texts() -> list[str]:
    """Every article of the sample corpus: title and body."""
    texts = []
    for path in sorted(CORPUS.rglob("*.txt")):
        bulletin = read_bulletin(path, file=path.relative_to(CORPUS).as_posix())
        texts += [f"{a.title}\n{a.body}\n{a.contributor or ''}" for a in bulletin.articles]
    return texts


def noise(count: int) -> list[str]:
    """Words of a general dictionary, the same ones at every run."""
    with dictionary.source().open(encoding="utf-8") as lines:
        words = [line.split(" ", 1)[0] for line in lines]
    return random.Random(20111226).sample([w for w in words if len(w) > 1], count)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    texts = [*corpus_texts(), *SENTENCES]
    analyzer = Analyzer()
    own: Counter[str] = Counter()
    for text in texts:
        own.update({word for word, _, _ in analyzer.words(normalize(text).text) if len(word) > 1})
    words = dict.fromkeys(map(fold, noise(NOISE)), 1)
    words.update(own)
    path = tmp_path_factory.mktemp("spelling") / "vocabulary"
    began = time.process_time()
    data = Vocabulary.build(words.items()).to_bytes()
    seconds = time.process_time() - began
    path.write_bytes(data)
    flats = [flatten(text) for text in texts]

    def known(run: str) -> int:
        return sum(run in flat for flat in flats)

    return Office(Vocabulary.open(path), path, dict(own), words, known, seconds)
