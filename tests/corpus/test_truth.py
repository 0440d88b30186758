"""The sample corpus holds what its authors wrote down of it, article by article and issue by issue.

``tests/data/gold_*.json`` lists the articles, ``tests/data/issues_*.json`` the issues. An issue's value is
what its file states: where nothing in a file names the publisher, the truth says null, and a parser that
guesses one is wrong.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from unionsearch.bulletin import read_bulletin, read_issues_toml
from unionsearch.bulletin.reading import Bulletin
from unionsearch.model import Article

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
DATA = ROOT / "tests" / "data"

Truth = dict[str, Any]


def _load(pattern: str) -> list[Truth]:
    return [item for path in sorted(DATA.glob(pattern)) for item in json.loads(path.read_text("utf-8"))]


ARTICLES = _load("gold_*.json")
ISSUES = {issue["file"]: issue for issue in _load("issues_*.json")}
FILES = sorted(ISSUES)


def _read(file: str) -> Bulletin:
    tables = read_issues_toml(CORPUS / "issues.toml")
    return read_bulletin(CORPUS / file, file=file, metadata=tables.get(file))


def bare(text: str | None) -> str | None:
    """A text without its white space, in which parser and truth may differ."""
    return None if text is None else re.sub(r"\s+", "", text)


def headings(found: Article) -> list[tuple[int, str | None]]:
    return [(heading.level, bare(heading.text)) for heading in found.headings]


def article_differences(found: Article, truth: Truth) -> dict[str, tuple[object, object]]:
    """What of an article is not as the truth has it: name -> (found, true)."""
    body = bare(found.body) or ""
    # The first sentence of a paragraph may or may not be taken for a heading.
    run_in = {bare(h["text"]) for h in truth.get("headings", ()) if h.get("run_in")}
    pairs: dict[str, tuple[object, object]] = {
        "number": (found.number, truth["n"]),
        "title": (bare(found.title), bare(truth["title"])),
        "section": (bare(found.section), bare(truth["section"])),
        "contributor": (bare(found.contributor), bare(truth["contributor"])),
        "kind": (found.kind, truth["kind"]),
        "dates": ([day.isoformat() for day in found.dates], truth["dates"]),
        "first words": (body[: len(bare(truth["first_words"]) or "")], bare(truth["first_words"])),
        "last words": (body[-len(bare(truth["last_words"]) or "") :], bare(truth["last_words"])),
        "headings": (
            [h for h in headings(found) if h[1] not in run_in],
            [(h["level"], bare(h["text"])) for h in truth.get("headings", ()) if not h.get("run_in")],
        ),
    }
    if "author" in truth:
        pairs["author"] = (bare(truth["author"]) in (bare(found.byline) or ""), True)
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def issue_differences(found: Bulletin, truth: Truth) -> dict[str, tuple[object, object]]:
    """What of an issue is not as the truth has it: name -> (found, true)."""
    issue = found.issue
    sections = list(dict.fromkeys(bare(a.section) for a in found.articles if a.section))
    pairs: dict[str, tuple[object, object]] = {
        name: (getattr(issue, name), truth[name])
        for name in ("title", "number", "total_number", "period", "publisher", "encoding")
    }
    pairs["footer"] = (bare(issue.footer), bare(truth["distribution"]))
    pairs["sections"] = (sections, [bare(name) for name in truth["sections"]])
    pairs["articles"] = (len(found.articles), truth["article_count"])
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


@pytest.mark.parametrize("file", FILES)
def test_articles_are_as_written_down(file: str) -> None:
    wanted = [truth for truth in ARTICLES if truth["file"] == file]
    found = _read(file).articles
    assert [bare(a.title) for a in found] == [bare(truth["title"]) for truth in wanted]
    wrong = {
        truth["n"]: differences
        for article, truth in zip(found, wanted, strict=True)
        if (differences := article_differences(article, truth))
    }
    assert not wrong


@pytest.mark.parametrize("file", FILES)
def test_issues_are_as_written_down(file: str) -> None:
    assert not issue_differences(_read(file), ISSUES[file])


def test_the_truth_covers_the_whole_corpus() -> None:
    files = {path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*.txt")}
    assert files == set(ISSUES) == {truth["file"] for truth in ARTICLES}
    counts = Counter(truth["file"] for truth in ARTICLES)
    assert {file: issue["article_count"] for file, issue in ISSUES.items()} == counts


def test_the_corpus_has_the_variety_that_it_is_there_for() -> None:
    assert len(ISSUES) >= 12
    assert len(ARTICLES) >= 100
    assert {truth["kind"] for truth in ARTICLES} == {"article", "brief", "report"}
    assert {issue["period"][:4] for issue in ISSUES.values()} == {str(year) for year in range(2008, 2014)}
    assert {"utf-8", "utf-8-sig", "gb18030", "utf-16-le"} <= {issue["encoding"] for issue in ISSUES.values()}
    assert len({issue["publisher"] for issue in ISSUES.values()} - {None}) >= 3
    # With and without a masthead, and with sections and none.
    assert {issue["number"] is None for issue in ISSUES.values()} == {True, False}
    assert {bool(issue["sections"]) for issue in ISSUES.values()} == {True, False}


def test_every_difference_would_be_noticed() -> None:
    file = "2011/jianglan-2011-12.txt"
    bulletin = _read(file)
    truth = next(t for t in ARTICLES if t["file"] == file and t["n"] == 7)
    article = bulletin.articles[6]
    changed = replace(
        article,
        number=8, title="另一个标题", section="另一个栏目", contributor=None, kind="brief",
        dates=(*article.dates, bulletin.articles[1].dates[0]), body=f"前{article.body}后", headings=(),
    )  # fmt: skip
    assert set(article_differences(changed, truth)) == {
        "number", "title", "section", "contributor", "kind", "dates", "first words", "last words", "headings",
    }  # fmt: skip
    issue = replace(
        bulletin.issue, title=None, number=1, total_number=1, period="2011", publisher=None, footer="报：",
        encoding="big5",
    )  # fmt: skip
    assert set(issue_differences(replace(bulletin, issue=issue, articles=()), ISSUES[file])) == {
        "title", "number", "total_number", "period", "publisher", "footer", "encoding", "sections",
        "articles",
    }  # fmt: skip
