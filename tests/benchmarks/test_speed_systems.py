"""The questions that are drawn are what they say, and every system finds what counting finds."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.speed import systems
from benchmarks.speed.archives import archive
from benchmarks.speed.articles import Source
from benchmarks.speed.cutting import ISSUE, records
from benchmarks.speed.drawing import TooFew, draw
from benchmarks.speed.memory import on_disk
from benchmarks.speed.questions import KINDS, Question
from benchmarks.speed.systems.base import BOOSTS
from benchmarks.speed.worker import Built
from unionsearch.engines.protocol import Record
from unionsearch.search.weights import standard

#: Enough for words of every kind, and soon cut.
COUNT, LONGEST = 240, 90


class Collection(NamedTuple):
    source: Source
    records: list[Record]
    folder: Path
    questions: list[Question]

    def count(self, question: Question) -> int:
        """How many articles answer, by looking at each."""
        return sum(_answers(record, question) for record in self.records)

    def made(self, name: str) -> systems.System:
        """A system over the collection, built if need be, open where it can be."""
        folder = self.folder / name.replace(":", "-")
        try:
            system = systems.make(name, folder)
        except systems.Missing as missing:
            pytest.skip(str(missing))
        if not folder.exists():
            folder.mkdir()
            system.build(self.source)
        if system.stays:
            system.open()
        return system


def _answers(record: Record, question: Question) -> bool:
    if question.how == "run":
        return any(question.run in flat for flat in record.flats.values())
    words = {word for words in record.words.values() for word in words}
    return (all if question.how == "all" else any)(word in words for word in question.words)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    folder = tmp_path_factory.mktemp("speed")
    path = folder / "articles.jsonl"
    lines = [
        {"id": document.id, "title": document.title, "text": document.text[:LONGEST]}
        for document in Source(None, COUNT, 4).documents()
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    source = Source(path, COUNT)
    (folder / "unionsearch").mkdir()
    systems.make(systems.ENGINE, folder / "unionsearch").build(source)
    return Collection(source, list(records(source)), folder, draw(source, folder / "unionsearch", 5, 1))


def test_every_kind_is_drawn_and_is_what_it_says(collection: Collection) -> None:
    by_kind: dict[str, list[Question]] = {kind: [] for kind in KINDS}
    for question in collection.questions:
        by_kind[question.kind].append(question)
    # So few articles have few broad words.
    assert all(len(found) == 5 or (kind == "broad" and len(found) > 1) for kind, found in by_kind.items())
    assert len(set(collection.questions)) == len(collection.questions)
    counts: Mapping[str, list[int]] = {
        kind: [collection.count(question) for question in found] for kind, found in by_kind.items()
    }
    assert all(1 <= count <= 2 for count in counts["rare"])
    # A word's bare number of articles is by the fuller field: a few more have it in the other.
    assert all(COUNT / 100 <= count <= COUNT / 5 for count in counts["common"])
    assert all(count > COUNT / 10 for count in counts["broad"])
    assert set(counts["nothing"]) == {0}
    assert all(min(counts[kind]) >= 1 for kind in KINDS if kind != "nothing")
    for number in range(2, 7):
        assert all(len(question.words) == number for question in by_kind[f"{number} terms"])
    assert {len(question.words) for question in by_kind["AND"]} <= {2, 3}
    assert all(4 <= len(question.run) <= 8 for question in by_kind["phrase"])


def test_a_seed_draws_the_same_questions(collection: Collection) -> None:
    again, other = (draw(collection.source, collection.folder / "unionsearch", 5, seed) for seed in (1, 2))
    assert again == collection.questions
    assert len(set(other) & set(again)) < len(again) / 2


def test_a_collection_without_broad_words_is_refused(tmp_path: Path) -> None:
    path, index = tmp_path / "articles.jsonl", tmp_path / "index"
    texts = ["锅炉检修", "毛巾手套", "夜校开班", "渡船靠岸"] * 5
    lines = [{"id": str(number), "title": "", "text": text} for number, text in enumerate(texts)]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    source = Source(path, len(lines))
    index.mkdir()
    systems.make(systems.ENGINE, index).build(source)
    with pytest.raises(TooFew, match="rare"):
        draw(source, index, 2, 1)


@pytest.mark.parametrize(
    "name", [systems.ENGINE, systems.DAILY, systems.NATIVE, "fts5:words", "fts5:trigram", "bm25s"]
)
def test_a_system_finds_as_many_as_there_are(name: str, collection: Collection) -> None:
    system = collection.made(name)
    asked = 0
    for question in collection.questions:
        prepared = system.prepare(question)
        # SQLite knows a run only as the words that it is cut into.
        if prepared is None or (name == "fts5:words" and question.how == "run"):
            continue
        asked += 1
        total = system.ask(prepared)
        if name == "fts5:trigram":
            # It knows nothing of words: it counts the articles with these very characters.
            strings = (question.run,) if question.run else question.words
            test = all if question.how == "all" else any
            texts = [f"{d.title}\n{d.text}" for d in collection.source.documents()]
            assert total == sum(test(string in text for string in strings) for text in texts)
        else:
            assert total == (None if name == "bm25s" else collection.count(question)), question
    system.close()
    assert asked > (len(collection.questions) / 2 if name != "fts5:trigram" else 4)


def test_stock_whoosh_is_asked_for_every_question(collection: Collection) -> None:
    system = collection.made(systems.STOCK)
    found = {question: system.ask(system.prepare(question)) for question in collection.questions}
    system.close()
    # Its analyzer cuts otherwise, so that the numbers differ a little: not in whether there are any.
    assert all(found[q] for q in found if q.kind in ("common", "broad", "OR"))
    assert sum(found[q] == 0 for q in found if q.kind == "nothing") >= 4


def test_a_small_commit_is_told_of(collection: Collection) -> None:
    folder = collection.folder / "days"
    folder.mkdir()
    system = systems.make(systems.DAILY, folder)
    system.build(collection.source.of(12))
    assert system.told["commits"] == 3 and system.told["files"] >= 2
    assert 0 < system.told["first_ms"] <= system.told["slowest_ms"]


def test_the_whole_program_answers_from_an_archive_of_issues(collection: Collection) -> None:
    system = collection.made(systems.WHOLE)
    common = next(question for question in collection.questions if question.kind == "common")
    assert (system.ask(system.prepare(common)) or 0) >= collection.count(common) > 0
    system.close()
    with archive(collection.folder / "unionsearch-whole") as opened:
        assert len(opened.issues()) == COUNT // ISSUE
        assert opened.warning() is None
        hit = opened.search(common.text, limit=1).hits[0]
        assert opened.article(hit.id).article == hit.article


@pytest.mark.parametrize("name", [systems.WHOLE, systems.NATIVE, "fts5:trigram", "ripgrep", "recoll"])
def test_a_system_answers_from_the_shell(name: str, collection: Collection) -> None:
    system = collection.made(name)
    phrase = next(question for question in collection.questions if question.kind == "phrase")
    command = system.command(phrase)
    system.close()
    assert command is not None
    ran = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True)
    assert ran.returncode == 0, ran.stderr
    if name not in (systems.WHOLE, "recoll"):
        assert int(ran.stdout) == collection.count(phrase)
    else:
        assert ran.stdout.strip()


@pytest.mark.parametrize("name", [systems.ENGINE, systems.WHOLE])
def test_an_index_is_the_sum_of_its_parts(name: str, collection: Collection) -> None:
    system = collection.made(name)
    parts = system.sizes()
    folder = system.folder / "index" if name == systems.WHOLE else system.folder
    assert sum(parts.values()) == sum(on_disk(folder).values())
    stored = {part: size for part, size in parts.items() if part.startswith(tuple(system.stored))}
    # Compressed, but a good part of the texts.
    assert sum(stored.values()) > sum(len(flat) for r in collection.records for flat in r.flats.values())
    built = Built(1.0, None, parts, system.stored, {})
    assert built.postings == sum(parts.values()) - sum(stored.values()) > 0
    system.close()


def test_the_engine_alone_has_no_command(collection: Collection) -> None:
    assert systems.make(systems.ENGINE, collection.folder).command(collection.questions[0]) is None


def test_boosts_are_those_that_ship() -> None:
    fields = standard().parameters["words"].fields
    assert {field: fields[field][0] for field in BOOSTS} == BOOSTS
    assert {field: standard().parameters["grams"].fields[field][0] for field in BOOSTS} == BOOSTS


def test_a_process_that_is_timed_imports_nothing_for_building() -> None:
    """NumPy alone would take longer to import than tantivy takes to answer."""
    code = (
        "import sys, benchmarks.speed.once, benchmarks.speed.systems.tantivy_streams, "
        "benchmarks.speed.systems.sqlite_fts; "
        "print(*({'numpy', 'jieba', 'whoosh', 'unionsearch'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True)
    assert (ran.returncode, ran.stdout.strip()) == (0, b"")
