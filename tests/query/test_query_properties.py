"""What holds for every query: a tree or an error, a text that gives the tree back, titles that are read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionsearch.errors import QuerySyntaxError
from unionsearch.query import parse, plain, unparse
from unionsearch.query.ast import Clause, Group, Node, Occur, Or, Query, Word, is_strict

from .shapes import nodes, shape

PIECES = [
    "工会", "职工", "a", "7", "2011", "12月", "AND", "OR", "NOT", "+", "-", "(", ")", "（", "）", '"', "“",
    "”", "「", "」", "＂", "*", "?", "？", "\\", ":", "：", "title:", "标题：", "date:",
    "2011..2012", "..", "kind:", "brief", "foo:", "~", "~5", "、", "。", " ", " ", " ", " ",
    "\u3000", "\x00", "'", "/", "#", "\u0301", "\ue000",
]  # fmt: skip
LEAVES = [
    "工会", "“甲 乙”", "“甲 乙”~5", '"a\\"b"', "职*", "+-甲", "乙\\*", "丙:丁", "(一)戊", '己"庚"', "\\AND",
]  # fmt: skip
SYNTAX = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
TEXTS = st.one_of(SYNTAX, st.text(max_size=40), st.text(st.characters(), max_size=20))


@st.composite
def well_formed(draw: st.DrawFn, depth: int = 3, in_field: bool = False) -> str:
    """Queries with balanced parentheses and quotes, most of them accepted."""
    clauses = []
    for _ in range(draw(st.integers(1, 4))):
        leaf = draw(st.sampled_from(LEAVES))
        choice = draw(st.integers(0, 9))
        if choice < 3 and depth:
            leaf = "(" + draw(well_formed(depth=depth - 1, in_field=in_field)) + ")"
        elif choice == 3 and not in_field:
            leaf = draw(st.sampled_from(["date:2011..", "kind:报告", "date:2011年2月", "date:..9999"]))
        elif choice == 4 and not in_field and depth:
            leaf = "section:(" + draw(well_formed(depth=depth - 1, in_field=True)) + ")"
        elif choice == 5 and not in_field:
            leaf = "标题：" + leaf
        sign = draw(st.sampled_from(["", "", "", "+", "-", "NOT "]))
        clauses.append(sign + leaf + draw(st.sampled_from([" ", " ", " AND ", " OR "])))
    return "".join(clauses) + "末"


def _check_tree(node: Node | Clause) -> None:
    """The promises that ast.py makes."""
    for found in nodes(node):
        if isinstance(found, Group):
            assert any(clause.occur is not Occur.MUST_NOT for clause in found.clauses)
            assert all(clause.occur is not Occur.SHOULD for clause in found.clauses if is_strict(clause.node))
        if isinstance(found, Or):
            assert len(found.branches) > 1
        if isinstance(found, Word):
            assert found.text and not any(char.isspace() for char in found.text)


def _read(text: str) -> Query | None:
    try:
        return parse(text)
    except QuerySyntaxError as error:
        assert error.message and error.hint
        assert 1 <= error.column <= max(1, len(text))
        return None


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_a_tree_or_a_syntax_error(text: str) -> None:
    query = _read(text)
    if query is not None:
        _check_tree(query.root)
        assert parse(unparse(query)) == query


@given(well_formed())
@settings(max_examples=300, deadline=None)
def test_unparse_gives_the_same_tree(text: str) -> None:
    query = _read(text)
    if query is not None:
        _check_tree(query.root)
        written = unparse(query)
        assert parse(written) == query
        assert unparse(parse(written)) == written


def test_well_formed_is_mostly_accepted() -> None:
    accepted = []

    @given(well_formed())
    @settings(max_examples=100, deadline=None, database=None, derandomize=True)
    def count(text: str) -> None:
        accepted.append(_read(text) is not None)

    count()
    assert sum(accepted) > len(accepted) / 2


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_plain_gives_words_that_unparse_protects(text: str) -> None:
    try:
        query = plain(text)
    except QuerySyntaxError:
        return
    assert all(isinstance(node, (Group, Word)) for node in nodes(query.root))
    assert parse(unparse(query)) == query


@given(st.text("工会職业abc01 \u3000", min_size=1))
def test_text_without_syntax_is_read_as_it_stands(text: str) -> None:
    words = text.split()
    if words:
        assert shape(parse(text)) == f"[{' '.join(words)}]"
        assert parse(text) == plain(text)


TITLES = [
    "城北区总工会开展“送清凉”活动",
    "“三送”进企业 服务到一线",
    "“双爱”“双评”活动——记光明纺织厂工会",
    "关于召开全委(扩大)会议的通知(草案)",
    "(三)推进工资集体协商 --在区总工会七届三次全委会上的讲话",
    "1) 建会率 2011年 - 2012年",
    "职工怎么看?工会怎么办?",
    "安康杯”竞赛结硕果",
    "聚焦“十二五”：职工说、工会做！",
    "《集体合同条例》(2012 修订) 解读",
    "新闻发布：工会@你 | 100%覆盖 & 提质+增效",
    "C++与Java培训班开班 [图文]",
    "9:30开会/职工之家·书屋〔2011〕5号",
    "【要闻】区总工会‘两节’慰问",
    '开展"四比四赛"劳动竞赛 争当"排头兵"',
    "“看 学 比”主题活动(第2期)",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_pasted_title_is_read(title: str) -> None:
    assert parse(title)


TITLE_PIECES = [
    "工会", "职工之家", "2011年", "第3期", "A区", "“三送”", "‘两节’", "「评比」", '"双评"', "《条例》",
    "（试行）", "(扩大)", "(一)", "【要闻】", "、", "，", "：", "；", "！", "？", "?", "——", "--", "-",
    " - ", "·", "…", "%", "+", "/", " ", "\u3000",
]  # fmt: skip


@given(st.lists(st.sampled_from(TITLE_PIECES), max_size=12).map(lambda pieces: "工会" + "".join(pieces)))
@settings(max_examples=500, deadline=None)
def test_what_looks_like_a_title_is_no_error(title: str) -> None:
    assert parse(title)


def test_real_titles_are_no_errors() -> None:
    shared = os.environ.get("UNIONSEARCH_SHARED")
    if not shared:
        pytest.skip("UNIONSEARCH_SHARED is not set")
    titles: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("title"), str):
                titles.append(value["title"])
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    for path in sorted(Path(shared).glob("*/articles.json")):
        collect(json.loads(path.read_text(encoding="utf-8")))
    assert titles
    for title in titles:
        assert parse(title)
