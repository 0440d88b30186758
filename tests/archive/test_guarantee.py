"""The guarantee: what you can grep, you can find.

Every run of characters of a field of an article, quoted, finds that article.
"""

from __future__ import annotations

import os
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from unionsearch import Archive
from unionsearch.config import Settings
from unionsearch.indexing.records import texts
from unionsearch.model import Article
from unionsearch.reports import Entry

LONG = bool(os.environ.get("UNIONSEARCH_LONG"))
SAMPLES = Path(__file__).parents[2] / "corpus"
_SHARED = os.environ.get("UNIONSEARCH_SHARED")


@dataclass(frozen=True)
class Case:
    """An article's field and a stretch of it."""

    id: str
    field: str
    run: str


@cache
def _fields(article: Article) -> list[tuple[str, str]]:
    """The article's texts; a heading is a text of its own."""
    found = [(name, text) for name, text in texts(article).items() if name != "headings"]
    return found + [("heading", heading.text) for heading in article.headings]


def visible(run: str) -> bool:
    """Whether a run is more than white space, control characters and marks that print nothing."""
    return any(
        unicodedata.category(char) not in ("Zs", "Zl", "Zp", "Cc", "Cf")
        and "VARIATION SELECTOR" not in unicodedata.name(char, "")
        for char in run
    )


def quoted(run: str) -> str:
    """The run between quotes that do not stand in it, or with its own escaped."""
    for opening, closing in ("「」", "“”"):
        if opening not in run and closing not in run:
            return opening + run + closing
    return '"' + run.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Guarded:
    """An archive and its articles, and whether the guarantee holds for a stretch of one."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.entries = list(archive.articles())

    def holds(self, case: Case) -> bool:
        issue = case.id.rpartition("#")[0]
        # Looking in the one issue only keeps the answers short; the article must still be found by the run.
        page = self.archive.search(quoted(case.run), issue=issue, limit=0)
        return any(hit.id == case.id and hit.complete for hit in page.hits)

    def cases(self, seed: int, shortest: int, longest: int) -> Iterator[Case]:
        """Stretches at random: each article, field and place in it as likely as any other."""
        chance = random.Random(seed)
        while True:
            entry = chance.choice(self.entries)
            field, text = chance.choice(_fields(entry.article))
            length = chance.randint(shortest, longest)
            start = chance.randrange(max(len(text) - length, 0) + 1)
            if visible(run := text[start : start + length]):
                yield Case(entry.id, field, run)


@pytest.fixture(
    scope="module",
    params=[
        "samples",
        pytest.param("shared", marks=pytest.mark.skipif(not _SHARED, reason="UNIONSEARCH_SHARED is not set")),
    ],
)
def guarded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    corpus = SAMPLES if request.param == "samples" else Path(str(_SHARED)) / "bulletins"
    index = tmp_path_factory.mktemp("index")
    with Archive.open(settings=Settings(corpus=corpus, index=index)) as archive:
        report = archive.sync()
        assert report.problems == ()
        yield Guarded(archive)


def test_runs_of_2_to_8_characters(guarded: Guarded) -> None:
    cases = guarded.cases(20111230, 2, 8)
    failed = [
        case for case in (next(cases) for _ in range(20_000 if LONG else 300)) if not guarded.holds(case)
    ]
    assert failed == []


@pytest.mark.skipif(not LONG, reason="only with UNIONSEARCH_LONG")
def test_runs_of_1_to_12_characters(guarded: Guarded) -> None:
    cases = guarded.cases(20120101, 1, 12)
    failed = [case for case in (next(cases) for _ in range(20_000)) if not guarded.holds(case)]
    assert failed == []


def test_every_whole_field(guarded: Guarded) -> None:
    """Titles, sections, contributors, bylines and headings, as long as they are."""
    failed = [
        case
        for entry in guarded.entries
        for case in _whole(entry)
        if visible(case.run) and not guarded.holds(case)
    ]
    assert failed == []


def _whole(entry: Entry) -> Iterator[Case]:
    for field, text in _fields(entry.article):
        if field != "body":
            yield Case(entry.id, field, text)


def test_a_run_that_stands_nowhere_is_not_found(guarded: Guarded) -> None:
    """The test above can fail: the last characters of one title and the first of another make no run."""
    titles = [entry.article.title for entry in guarded.entries]
    everything = "\n".join(text for entry in guarded.entries for _, text in _fields(entry.article))
    made_up = [a[-3:] + b[:3] for a, b in pairwise(titles)]
    absent = [run for run in made_up if run not in everything and run.isalpha()]
    assert len(absent) > 5
    for run in absent:
        assert guarded.archive.search(quoted(run)).total == 0, run


# Any text at all, not only what bulletins hold.

_CHARACTERS = st.one_of(
    st.sampled_from("工会职协商資0123５月A b Ｃ，。、“”\"'「」()（）*?:：\\-+ \u3000\n\t·…—○〇"),
    # A soft hyphen, zero width marks, a private character, one beyond 16 bits, a combining accent.
    st.sampled_from("\u00ad\u200b\ufeff\ue000\U00020bb7e\u0301"),
    st.characters(exclude_categories=("Cs",)),
)
_TEXTS = st.text(_CHARACTERS, min_size=2, max_size=30).filter(lambda text: bool(text.strip()))


@settings(max_examples=400 if LONG else 8, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=st.lists(_TEXTS, min_size=1, max_size=12), data=st.data())
@example(files=["soft\u00adhyphen and zero\u200bwidth"], data=None)
def test_any_run_of_any_text(
    files: list[str], data: st.DataObject | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "corpus").mkdir()
    for i, text in enumerate(files):
        # As bytes: written as text, other newlines would be made the system's own.
        (folder / "corpus" / f"{i}.txt").write_bytes(text.encode("utf-8"))
    with Archive.open(settings=Settings(corpus=folder / "corpus", index=folder / "index")) as archive:
        archive.sync()
        guarded = Guarded(archive)
        for entry in guarded.entries:
            for field, text in _fields(entry.article):
                start = data.draw(st.integers(0, len(text) - 1)) if data else 0
                end = data.draw(st.integers(start + 1, len(text))) if data else len(text)
                case = Case(entry.id, field, text[start:end])
                assert not visible(case.run) or guarded.holds(case), (case, text)
