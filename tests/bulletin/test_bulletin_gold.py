"""The parser against what careful readers found: in the sample corpus, and in shared bulletins if present."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from unionsearch.bulletin import read_bulletin
from unionsearch.model import Article

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
CORPUS = ROOT / "corpus"


def load(pattern: str) -> list[dict[str, Any]]:
    return [
        entry for path in sorted(DATA.glob(pattern)) for entry in json.loads(path.read_text(encoding="utf-8"))
    ]


def by_file(entries: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        found.setdefault(entry["file"], []).append(entry)
    return found


def bare(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


def compare(article: Article, wanted: dict[str, Any], *, dates: bool) -> None:
    assert bare(article.title) == bare(wanted["title"])
    assert bare(article.section) == bare(wanted["section"])
    assert bare(article.contributor) == bare(wanted["contributor"])
    assert article.kind == wanted["kind"]
    assert bare(article.body).startswith(bare(wanted["first_words"]))
    assert bare(article.body).endswith(bare(wanted["last_words"]))
    if dates:
        assert [d.isoformat() for d in article.dates] == sorted(wanted["dates"])
    if "headings" in wanted:
        run_in = {bare(h["text"]) for h in wanted["headings"] if h.get("run_in")}
        assert [(h.level, bare(h.text)) for h in article.headings if bare(h.text) not in run_in] == [
            (h["level"], bare(h["text"])) for h in wanted["headings"] if not h.get("run_in")
        ]


ARTICLES = by_file(load("gold_*.json"))
ISSUES = {entry["file"]: entry for entry in load("issues_*.json")}


@pytest.mark.parametrize("file", sorted(ARTICLES))
def test_the_sample_corpus(file: str) -> None:
    bulletin = read_bulletin(CORPUS / file, file=file)
    assert len(bulletin.articles) == len(ARTICLES[file])
    for article, wanted in zip(bulletin.articles, ARTICLES[file], strict=True):
        compare(article, wanted, dates=True)
    issue = ISSUES.get(file)
    if issue:
        assert bulletin.issue.encoding == issue["encoding"]


SHARED = os.environ.get("UNIONSEARCH_SHARED")


@pytest.mark.skipif(not SHARED, reason="UNIONSEARCH_SHARED is not set")
@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_shared_bulletins(known: bool) -> None:
    """With publisher and period given all is right; without them all but at most a tenth of the dates."""
    shared = Path(SHARED or "")
    articles = by_file(json.loads((shared / "gold" / "articles.json").read_text(encoding="utf-8")))
    issues = json.loads((shared / "gold" / "issues.json").read_text(encoding="utf-8"))
    right = stated = 0
    for issue in issues:
        file = issue["file"]
        given = {"publisher": issue["publisher"], "period": issue["period"]} if known else None
        bulletin = read_bulletin(shared / "bulletins" / file, file=file, metadata=given)
        assert len(bulletin.articles) == len(articles[file])
        assert bare(bulletin.issue.footer) == bare(issue["distribution"])
        for article, wanted in zip(bulletin.articles, articles[file], strict=True):
            compare(article, wanted, dates=known)
            stated += 1
            right += [d.isoformat() for d in article.dates] == sorted(wanted["dates"])
    assert right >= 0.9 * stated
