"""What storing costs in bytes, and answering in postings: counted, since seconds depend on the day.

The limits are for articles of a vocabulary as unevenly common as that of real text, always the same ones.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from unionsearch.engines import conditions as c
from unionsearch.engines.fields import TEXT_FIELDS
from unionsearch.engines.protocol import Stream, Weighted
from unionsearch.engines.whoosh import WhooshEngine
from unionsearch.engines.whoosh.codec.container import SectionFile
from unionsearch.engines.whoosh.codec.packed import BLOCK
from unionsearch.engines.whoosh.reader import WhooshReader

from .records import PARAMETERS, by_frequency, zipfian


class Built(NamedTuple):
    folder: Path
    words: list[str]  # The most frequent first.


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("counts")
    records = zipfian(random.Random(7), 6000, length=40)
    writer = WhooshEngine(folder).writer()
    for record in records:
        writer.add(record)
    writer.commit(b"")
    return Built(folder, by_frequency(records))


# Bytes


def sizes(folder: Path) -> tuple[dict[str, int], int, int]:
    """The bytes of each section of the one segment; how many postings and positions it has."""
    (path,) = folder.glob("*.seg")
    file = SectionFile(path)
    found = {
        name: place[1] - place[0]
        for name, place in file.directory.items()
        if isinstance(place, list) and len(place) == 3 and isinstance(place[2], str)
    }
    counts = file.value("documents.count"), file.value("positions.count")
    file.close()
    return found, *counts


def total(found: dict[str, int], *beginnings: str) -> int:
    return sum(size for name, size in found.items() if name.startswith(beginnings))


def test_bytes_per_posting(built: Built) -> None:
    found, postings, _ = sizes(built.folder)
    # Measured: 0.94 bytes for the step from one document to the next, 0.15 for how often a term stands there.
    # As 32-bit numbers it would be 8.
    assert total(found, "documents.data", "times.data") < 1.15 * postings


def test_bytes_per_position(built: Built) -> None:
    found, _, positions = sizes(built.folder)
    # Measured: 0.94. In bodies of up to 160 characters a first position needs 7 or 8 bits.
    assert total(found, "positions.data") < 1.0 * positions


def test_bytes_of_terms_and_blocks(built: Built) -> None:
    found, postings, _ = sizes(built.folder)
    # Measured: 0.30 bytes a posting; 34,000 terms come to 2.4 bytes each and every block to 28.
    parts = "terms.", "postings.begin", "block.", "documents.starts", "times.starts", "positions.starts"
    assert total(found, *parts) < 0.36 * postings


# Postings


class Cost(NamedTuple):
    """How many articles were found, how many postings were unpacked for it, how many blocks passed over."""

    found: int
    decoded: int
    skipped: int


def cost(built: Built, wanted: c.Condition, terms: Iterable[str] = (), *, times: int = 1) -> Cost:
    """What a question costs a reader that has just been opened, asked so many times."""
    reader = WhooshEngine(built.folder).reader()
    (leaf,) = reader._leaves.leaves
    for _ in range(times):
        reader.forget()
        if terms:
            found = reader.best(wanted, [Weighted("words", term) for term in terms], PARAMETERS, 10).total
        else:
            found = len(reader.match(wanted))
    reader.close()
    return Cost(found, leaf.columns.decoded, leaf.columns.skipped)


def postings(built: Built, stream: Stream, *tokens: str) -> int:
    """How many postings tokens have, over all fields."""
    reader: WhooshReader = WhooshEngine(built.folder).reader()
    found = sum(reader._leaves.frequency(stream, name, token) for token in tokens for name in TEXT_FIELDS)
    reader.close()
    return found


def grams(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def test_a_word_costs_its_own_postings(built: Built) -> None:
    for rank in (0, 60, 2500):
        word = built.words[rank]
        own = postings(built, "words", word)
        assert cost(built, c.Word(word)).decoded <= own
        assert cost(built, c.Word(word), times=3).decoded <= own


def test_rare_and_common_passes_over_the_common(built: Built) -> None:
    common, rare = built.words[0], built.words[2500]
    own, other = postings(built, "words", rare), postings(built, "words", common)
    assert own * 300 < other, "not so rare"
    spent = cost(built, c.And((c.Word(common), c.Word(rare))))
    assert spent.found
    # For each article of the rare word one block of the common one, in the body and in the title.
    assert spent.decoded <= own + 2 * own * BLOCK
    assert spent.skipped >= other // BLOCK - 2 * own
    assert spent.decoded < other / 2


def test_finding_and_scoring_read_a_list_once(built: Built) -> None:
    first, second, third = built.words[0], built.words[1], built.words[60]
    for words in ([first], [first, second], [third, first]):
        own = postings(built, "words", *words)
        wanted = c.Or(tuple(c.Word(word) for word in words))
        assert cost(built, wanted, words).decoded <= own
        assert cost(built, c.And(wanted.parts), words).decoded <= own
        assert cost(built, wanted, words, times=3).decoded <= own


def test_ranking_all_articles_costs_the_terms(built: Built) -> None:
    rare = built.words[2500]
    assert cost(built, c.All(), [rare]).decoded <= postings(built, "words", rare)


def test_a_phrase_with_a_rare_gram_costs_little(built: Built) -> None:
    common, rare = built.words[0], built.words[2500]
    # Few articles have the rare gram: they are looked into, and nothing else is read.
    assert cost(built, c.Run(rare + common)).decoded <= postings(built, "grams", rare)


def test_a_phrase_of_common_grams_reads_each_list_at_most_twice(built: Built) -> None:
    phrase = built.words[0] + built.words[1]
    spent = cost(built, c.Run(phrase))
    assert spent.found > 1000
    # Once for the articles, once for the places.
    assert spent.decoded <= 2 * postings(built, "grams", *grams(phrase))


def test_a_gram_that_is_nowhere_costs_nothing(built: Built) -> None:
    assert cost(built, c.Run(built.words[0] + "无")) == Cost(0, 0, 0)
