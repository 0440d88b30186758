"""What the formats promise beyond their shapes."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionsearch.errors import ConfigError, UnionSearchError
from unionsearch.model import Article, Hit, Issue, Page, Snippet, Span
from unionsearch.output import _CLASSES, OFFERS, Formatter, formatter
from unionsearch.output.as_csv import ARTICLE_COLUMNS
from unionsearch.output.as_json import dumps
from unionsearch.output.cells import width
from unionsearch.output.paint import Paint
from unionsearch.reports import Entry, IssueSummary

ISSUE = Issue("a", "a.txt")


def page(article: Article, snippet: Snippet | None = None, **more: object) -> Page:
    snippets = (snippet,) if snippet else ()
    return Page("q", 1, 1, 1.0, (), (Hit(1, 1.0, True, article, ISSUE, snippets, **more),))  # type: ignore[arg-type]


def test_the_table_of_offers_is_true() -> None:
    for name in _CLASSES:
        made = formatter(name)
        assert made.name == name
        own = {answer for answer in OFFERS if getattr(type(made), answer) is not getattr(Formatter, answer)}
        assert own == {answer for answer, names in OFFERS.items() if name in names}


def test_what_a_format_does_not_write_is_refused() -> None:
    with pytest.raises(ConfigError) as caught:
        formatter("csv").status(None)  # type: ignore[arg-type]
    assert "csv" in caught.value.message
    with pytest.raises(KeyError):
        formatter("xml")


@given(st.text(st.characters(exclude_categories=())))
def test_json_stays_on_one_line_and_comes_back(text: str) -> None:
    """Through the terminal's encoding too, which writes a lone surrogate as its escape."""
    written = dumps({"text": text})
    assert len(written.splitlines()) == 1
    # Two halves of a pair that happen to stand side by side read back as the one character they are.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(written.encode("utf-8", "backslashreplace")) == {"text": whole}


def test_json_has_no_nan_and_keeps_chinese() -> None:
    with pytest.raises(ValueError):
        dumps({"score": float("nan")})
    assert dumps({"题": "工会"}) == '{"题": "工会"}'


def test_a_batch_error_without_a_column() -> None:
    line = "".join(formatter("jsonl").failure("q", UnionSearchError("坏")))
    assert json.loads(line) == {"query": "q", "error": {"message": "坏", "hint": None, "column": None}}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_csv_defuses_formulas(start: str) -> None:
    article = Article(1, f"{start}1+1", "正文")
    assert cell(article, "title") == f"'{start}1+1"


@pytest.mark.parametrize("title", ["——记模范班组长", "１２月", "a=b", '引号"和,逗号\n换行'])
def test_csv_leaves_other_cells_alone(title: str) -> None:
    assert cell(Article(1, title, "正文"), "title") == title


def test_csv_numbers_and_dates() -> None:
    article = Article(3, "题", "文", dates=(date(2011, 1, 2), date(2011, 3, 4)))
    assert cell(article, "number") == "3"
    assert cell(article, "dates") == "2011-01-02; 2011-03-04"
    assert cell(article, "section") == ""


def cell(article: Article, column: str) -> str:
    text = "".join(formatter("csv").article(Entry(article, ISSUE)))
    _, row = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    return row[ARTICLE_COLUMNS.index(column)]


def test_long_lists_come_piece_by_piece() -> None:
    """The first article is written before the last has been read."""
    read: list[int] = []

    def entries() -> object:
        for n in (1, 2, 3):
            read.append(n)
            yield Entry(Article(n, "题", "文"), ISSUE)

    for name in ("json", "jsonl", "csv"):
        read.clear()
        pieces = iter(formatter(name).articles(entries()))  # type: ignore[arg-type]
        while "题" not in next(pieces):
            pass
        assert read == [1]


def test_text_obeys_no_control_characters_of_a_bulletin() -> None:
    evil = "题\x1b[2J\u202e目"
    body = "正\x1b]0;x\x07文\u2066。"
    article = Article(1, evil, body, section=evil, contributor=evil)
    shown = "".join(formatter("text", width=80).page(page(article, Snippet(body, (), 1, evil))))
    shown += "".join(formatter("text", width=80).article(Entry(article, ISSUE)))
    shown += "".join(formatter("text", width=None).articles([Entry(article, ISSUE)]))
    assert not set(shown) & set("\x1b\x07\u202e\u2066")
    assert "题\ufffd[2J\ufffd目" in shown


def test_ellipses_say_whether_the_paragraph_goes_on() -> None:
    body = "第一句。第二句。\n第二段。"
    article = Article(1, "题", body)

    def shown(start: int, end: int) -> str:
        snippet = Snippet(body[start:end], (), 1, None, start)
        return "".join(formatter("text").page(page(article, snippet)))

    assert "\n    第一句。…\n" in shown(0, 4)
    assert "\n    …第二句。\n" in shown(4, 8)
    assert "\n    第二段。\n" in shown(9, 13)


@given(
    st.text(alphabet="工会ab", max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_marks_change_no_text_and_close_what_they_open(
    text: str, pairs: list[tuple[int, int]], start: int, end: int
) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    spans = [Span(min(p), max(p)) for p in pairs]
    marked = Paint(True).marked(text, spans, start, end)
    match, reset = "\x1b[1;31m", "\x1b[0m"
    assert marked.replace(match, "").replace(reset, "") == text[start:end]
    assert marked.count(match) == marked.count(reset)
    inside = {i for s in spans for i in range(s.start, s.end) if start <= i < end}
    seen, at, red = set(), start, False
    for piece in marked.replace(match, "\x02").replace(reset, "\x03"):
        if piece == "\x02":
            red = True
        elif piece == "\x03":
            red = False
        else:
            if red:
                seen.add(at)
            at += 1
    assert seen == inside
    assert Paint(False).marked(text, spans, start, end) == text[start:end]


def test_a_match_that_is_broken_over_two_lines_is_marked_on_both() -> None:
    article = Article(1, "题", "工" * 20)
    snippet = Snippet("工" * 20, (Span(5, 18),), 1)
    shown = "".join(formatter("text", width=24, colour=True).page(page(article, snippet)))
    marked = [line for line in shown.splitlines() if "\x1b[1;31m" in line]
    assert len(marked) == 2
    assert all(line.count("\x1b[1;31m") == 1 and "\x1b[0m" in line for line in marked)


def test_titles_are_highlighted() -> None:
    article = Article(1, "推进工资集体协商", "文")
    shown = "".join(
        formatter("text", width=80, colour=True).page(page(article, title_highlights=(Span(2, 8),)))
    )
    assert "\x1b[1m推进\x1b[0m\x1b[1;31m工资集体协商\x1b[0m" in shown


@pytest.mark.parametrize("cells", [80, 100])
def test_one_long_id_takes_no_room_from_the_other_issues(cells: int) -> None:
    long = "2011/" + "年终总结" * 20
    issues = [
        Issue(id="2011/a", file="2011/a.txt", title="江口工会信息", number=3, period="2011-12-30"),
        Issue(id=long, file=f"{long}.txt", title="江口工会信息", number=4, period="2011"),
    ]
    write = formatter("text", width=cells, colour=False)
    lines = "".join(write.issues([IssueSummary(issue, 2) for issue in issues])).splitlines()
    assert long in lines
    assert all(width(line) <= cells for line in lines if line != long)
    assert sum("江口工会信息" in line for line in lines) == 2
