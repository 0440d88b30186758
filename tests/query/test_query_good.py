"""What queries are read as: one line for each rule of docs/query-language.md."""

from __future__ import annotations

import pytest

from unionsearch.query import parse, plain
from unionsearch.query.ast import Field, Phrase, Wild, Wildcard, Word, positive_leaves
from unionsearch.query.fields import FILTERS, KIND_VALUES, TEXT_FIELDS

from .shapes import nodes, shape

GOOD = [
    # words
    ("工资集体协商", "[工资集体协商]"),
    ("困难职工 帮扶", "[困难职工 帮扶]"),
    ("困难职工\u3000帮扶", "[困难职工 帮扶]"),
    ("  \t工会\x00组建\r\n", "[工会 组建]"),
    ("\ufeff工会\u200b组建", "[工会 组建]"),
    ("36.8万元 市工发〔2011〕5号 关于…的通知（试行）", "[36.8万元 市工发〔2011〕5号 关于…的通知（试行）]"),
    ("工会 and 职工", "[工会 and 职工]"),
    ("工会， 。 —— 职工", "[工会， 职工]"),
    ("工会 + 职工 - 培训", "[工会 职工 培训]"),
    ("C++ a-b", "[C++ a-b]"),
    ("〇 ① \U00031350 \ue000", "[〇 ① \U00031350 \ue000]"),
    # phrases
    ('"党建带工建"', '[+"党建带工建"]'),
    ("“党建带工建”", '[+"党建带工建"]'),
    ("「党建」 ＂工建＂", '[+"党建" +"工建"]'),
    ("开展 “三送” 活动", '[开展 +"三送" 活动]'),
    ('"甲 乙" 丙', '[+"甲 乙" 丙]'),
    ('" 甲 "', '[+"甲"]'),
    ('"。"', '[+"。"]'),
    (r'"a\"b\\c\d"', r'[+"a"b\c\d"]'),
    ("“a\\”", '[+"a\\"]'),
    ('“甲 "乙" 「丙」”', '[+"甲 "乙" 「丙」"]'),
    ('"甲""乙"', '[+"甲" +"乙"]'),
    ('"甲"，"乙"', '[+"甲" +"乙"]'),
    ("“双爱”、“双评”", '[+"双爱" +"双评"]'),
    ("“三送”？ “三送”?", '[+"三送" +"三送"]'),
    ('("甲")', '[+"甲"]'),
    ('"甲"(乙 丙)', '[+"甲" [乙 丙]]'),
    ("——“三送”", '[+"三送"]'),
    # words near each other
    ('"甲 乙"~5', '[+"甲 乙"~5]'),
    ("“甲 乙”~0 丙", '[+"甲 乙"~0 丙]'),
    ("「甲 乙」~100", '[+"甲 乙"~100]'),
    ('"甲 乙"~007', '[+"甲 乙"~7]'),
    ('"甲"~5', '[+"甲"~5]'),
    ('("甲 乙"~5) OR 丙', '{[+"甲 乙"~5] | [丙]}'),
    ('"甲 乙"~5，"丙"~6', '[+"甲 乙"~5 +"丙"~6]'),
    ('"甲 乙"~5AND 丙', '[+"甲 乙"~5 +丙]'),
    ('丙 -"甲 乙"~5', '[丙 -"甲 乙"~5]'),
    ('title:"甲 乙"~5', '[+title:"甲 乙"~5]'),
    # a ~ that is text
    ("甲~5 ~5 ~", "[甲~5 ~5]"),
    ("甲 “乙 丙”~", '[甲 +"乙 丙"]'),
    ("“三送”~ 乙", '[+"三送" 乙]'),
    ('"甲 乙" ~5', '[+"甲 乙" ~5]'),
    ("“甲”～5", "[“甲”～5]"),
    ("“甲”~5天 “甲”~乙", "[“甲”~5天 “甲”~乙]"),
    ("“甲”~“乙” “甲”~“乙”丙", '[+"甲" +"乙" “甲”~“乙”丙]'),
    # quotes that are glued to a word
    ("开展“三送”活动", "[开展“三送”活动]"),
    ('开展"三送"活动 "五心"', '[开展"三送"活动 +"五心"]'),
    ("“三送”活动", "[“三送”活动]"),
    ("“双爱”、“双评”活动", "[“双爱”、“双评”活动]"),
    ("“百、千、万”工程", "[“百、千、万”工程]"),
    ("“学习 实践”活动", "[“学习 实践”活动]"),
    ("“甲 “乙”“丙 丁”戊", "[“甲 “乙”“丙 丁”戊]"),
    ("“关于“三送”活动的通知”", "[“关于“三送”活动的通知”]"),
    ("《“三送”条例》", "[《“三送”条例》]"),
    ("工会“三送", "[工会“三送]"),
    ("，“三送", "[，“三送]"),
    (r'"甲"\*乙', '["甲"*乙]'),
    ("”工会” 」职工", "[”工会” 」职工]"),
    ('工会"三送 "活动', '[工会"三送 "活动]'),
    ("坚持“党建带工建”——推动建会（试行）：成效", "[坚持“党建带工建”——推动建会（试行）：成效]"),
    # operators
    ("劳模 AND 信贷", "[+劳模 +信贷]"),
    ("劳模 AND 信贷 贷款", "[+劳模 +信贷 贷款]"),
    ("甲 乙 AND 丙", "[甲 +乙 +丙]"),
    ("甲 OR 乙", "{[甲] | [乙]}"),
    ("甲 OR 乙 AND 丙 丁", "{[甲] | [+乙 +丙 丁]}"),
    ('甲 乙 OR 丙 OR "丁"', '{[甲 乙] | [丙] | [+"丁"]}'),
    ("甲 NOT 乙 丙", "[甲 -乙 丙]"),
    ("NOT 甲 AND 乙", "[-甲 +乙]"),
    ("甲 AND NOT 乙", "[+甲 -乙]"),
    ("甲 AND -乙", "[+甲 -乙]"),
    ('NOT"甲" 乙', '[-"甲" 乙]'),
    ('"甲"AND"乙"', '[+"甲" +"乙"]'),
    ("(甲)AND(乙)", "[+甲 +乙]"),
    ("工会AND AND职工 ＡＮＤ and", "[工会AND AND职工 ＡＮＤ and]"),
    # signs
    ("+甲 -乙 丙", "[+甲 -乙 丙]"),
    ('-"甲" -(乙 丙) 丁', '[-"甲" -[乙 丙] 丁]'),
    ("(-甲 乙) 丙", "[+[-甲 乙] 丙]"),
    ("--在大会上的讲话", "['--在大会上的讲话']"),
    ("甲 -， 乙", "[甲 乙]"),
    ("甲 -，乙", "[甲 -，乙]"),
    ("甲 -AND +OR", "[甲 -AND +OR]"),
    ("甲（-乙 甲-乙", "[甲（-乙 甲-乙]"),
    ("(甲 -) 乙", "[甲 乙]"),
    ('"甲"-"乙"', '[+"甲" +"乙"]'),
    ("(甲 乙)-丙", "[[甲 乙] '-丙']"),
    # groups
    ("(甲 OR 乙) 丙", "[{[甲] | [乙]} 丙]"),
    ("(甲 AND 乙) 丙", "[+[+甲 +乙] 丙]"),
    ('(甲 "乙") 丙', '[+[甲 +"乙"] 丙]'),
    ("(+甲 OR 乙) 丙", "[+{[+甲] | [乙]} 丙]"),
    ("(甲 乙) AND 丙", "[+[甲 乙] +丙]"),
    ("((甲 OR 乙))", "{[甲] | [乙]}"),
    ("(甲 OR 乙) OR (丙 丁)", "{[甲] | [乙] | [丙 丁]}"),
    ("(+甲) 乙", "[+[+甲] 乙]"),
    ("(甲 OR 乙)丙", "[{[甲] | [乙]} 丙]"),
    ("（甲 乙）", "[（甲 乙）]"),
    ("全委(扩大)会议 (2011年)", "[全委(扩大)会议 2011年]"),
    ("(一)加强 (二)深化", "[(一)加强 (二)深化]"),
    ("(甲)OR 乙 (丙)ORB", "{[甲] | [乙 (丙)ORB]}"),
    ("劳动合同法(2012 修正)", "[劳动合同法(2012 修正)]"),
    ("(工会(2012 修正) 职工)", "[工会(2012 修正) 职工]"),
    ("全委(扩大", "[全委(扩大]"),
    ("1)加强 2)深化", "[1)加强 2)深化]"),
    ("十二) 加强", "[十二) 加强]"),
    # wildcards
    ("工会* 职?会", "[<工会*> <职?会>]"),
    (r"3\*5 a\?*", r"[3*5 <a\?*>]"),
    ("工会＊？", "[工会＊？]"),
    ("职工怎么办 ?", "[职工怎么办]"),
    # fields
    ("title:工会 职工", "[+title:工会 职工]"),
    ("标题：工会*", "[+title:<工会*>]"),
    ("TITLE:“三送” Title:“三送”活动", '[+title:"三送" +title:“三送”活动]'),
    ("title: 工会 职工", "[+title:工会 职工]"),
    ("title:(甲 OR 乙 -丙) 丁", "[+title:{[甲] | [乙 -丙]} 丁]"),
    ("title:(甲)", "[+title:甲]"),
    ("甲 -title:乙 NOT 标题：丙", "[甲 -title:乙 -title:丙]"),
    ("title:-甲 title:AND", "[+title:'-甲' +title:AND]"),
    ("issue:2011-12-dongcheng#9", "[+issue:2011-12-dongcheng#9]"),
    ("(title:甲 OR section:乙) 丙", "[+{[+title:甲] | [+section:乙]} 丙]"),
    ("kind:BRIEF 类型：报告", "[+kind:brief +kind:report]"),
    ("date:2011", "[+date:2011-01-01/2011-12-31]"),
    ("日期：2011年12月", "[+date:2011-12-01/2011-12-31]"),
    ("date:2011..2012-02", "[+date:2011-01-01/2012-02-29]"),
    ("date:..2012 -date:2011-12-26", "[+date:0001-01-01/2012-12-31 -date:2011-12-26/2011-12-26]"),
    ("(date:2011.. OR 甲)", "{[+date:2011-01-01/9999-12-31] | [甲]}"),
    # colons that are text
    ("http://a.cn 10:30 C:\\文件", "[http://a.cn 10:30 C:\\文件]"),
    ("ISO9001:2008 std::sort", "[ISO9001:2008 std::sort]"),
    ("记者来信：要闻 来信:要闻 APP：上线", "[记者来信：要闻 来信:要闻 APP：上线]"),
    ("第12期：工会 《title:甲》", "[第12期：工会 《title:甲》]"),
    # escapes
    (r"foo\:bar title\：甲", "[foo:bar title：甲]"),
    (r"\AND \-甲 \(乙\) \"丙 \\丁", r"""[AND '-甲' (乙) "丙 \丁]"""),
    (r"甲\AND 乙", r"[甲\AND 乙]"),
    ("a\\b 丙\\", "[a\\b 丙\\]"),
]


@pytest.mark.parametrize(("text", "expected"), GOOD)
def test_reads(text: str, expected: str) -> None:
    assert shape(parse(text)) == expected


def test_columns_say_where_leaves_begin() -> None:
    query = parse("  甲 +乙 -标题：“丙” (\\(丁 OR 戊*)")
    found = [(type(n), n.column) for n in nodes(query.root) if isinstance(n, (Word, Phrase, Wildcard, Field))]
    assert found == [(Word, 3), (Word, 6), (Field, 9), (Phrase, 12), (Word, 17), (Wildcard, 24)]


def test_columns_do_not_make_queries_differ() -> None:
    assert parse("甲   乙") == parse("甲 乙")
    assert parse("甲 乙") != parse("乙 甲")


@pytest.mark.parametrize("colon", [":", "："])
@pytest.mark.parametrize("name", TEXT_FIELDS)
def test_every_name_of_a_text_field(name: str, colon: str) -> None:
    for alias in (name, name.upper(), *TEXT_FIELDS[name]):
        assert shape(parse(f"{alias}{colon}甲")) == f"[+{name}:甲]"


@pytest.mark.parametrize("colon", [":", "："])
def test_every_name_of_a_filter(colon: str) -> None:
    for alias in ("date", *FILTERS["date"]):
        assert shape(parse(f"{alias}{colon}2011-06")) == "[+date:2011-06-01/2011-06-30]"
    for alias in ("kind", *FILTERS["kind"]):
        for value, kind in KIND_VALUES.items():
            assert shape(parse(f"{alias}{colon}{value}")) == f"[+kind:{kind}]"


def test_wildcard_parts() -> None:
    assert Wildcard(r"a\**\\b?").parts == ("a*", Wild.ANY, "\\b", Wild.ONE)
    assert Wildcard("*工?会").parts == (Wild.ANY, "工", Wild.ONE, "会")


def test_positive_leaves() -> None:
    query = parse('甲 -乙 (丙 OR title:("丁" 戊*)) -(己 -庚) date:2011')
    assert list(positive_leaves(query)) == [
        (None, Word("甲")), (None, Word("丙")), ("title", Phrase("丁")), ("title", Wildcard("戊*"))
    ]  # fmt: skip


def test_plain_knows_no_syntax() -> None:
    query = plain('title:工会 -甲 AND  "乙* (丙 ， ——')
    assert shape(query) == """[title:工会 '-甲' AND "乙* (丙]"""
    assert [n.column for n in nodes(query.root) if isinstance(n, Word)] == [1, 10, 13, 18, 22]
