"""What an issue is: mastheads, file names, document properties, and which of them is believed."""

from __future__ import annotations

from datetime import date

import pytest

from unionsearch.bulletin import Source, parse_source, parse_text
from unionsearch.bulletin.readers.source import Properties
from unionsearch.model import Issue

TEXT = (
    "水库开始蓄水\n6月3日，水库开始蓄水，四十名职工到场。（县水利局）\n\n"
    "新桥通车\n6月9日，新桥通车。（县交通局）\n"
)


def issue(head: str, file: str = "a.txt", **metadata: object) -> Issue:
    return parse_text(f"{head}\n\n【工作动态】\n{TEXT}", file=file, metadata=metadata or None).issue


@pytest.mark.parametrize(
    ("head", "title", "number", "total", "period", "publisher"),
    [
        (
            "江口工会简报\n第3期（总第40期）\n江口市总工会办公室编　2012年6月30日",
            "江口工会简报", 3, 40, "2012-06-30", "江口市总工会",
        ),
        (
            "内部刊物\n江 口 工 运\n二〇一二年六月\n江口市总工会　主办",
            "江口工运", None, None, "2012-06", "江口市总工会",
        ),
        ("工 会 信 息\n〔2012〕第7号\n签发：陈江", "工会信息", 7, None, "2012", None),
        ("《江口环卫》　2012年第4期　总第64期", "江口环卫", 4, 64, "2012", None),
        ("江口软件园月讯\n2012.06.30　NO.44（总第206期）", "江口软件园月讯", 44, 206, "2012-06-30", None),
        (
            "平安江口\n江口区人民法院研究室编　第六期　2012年6月30日",
            "平安江口", 6, None, "2012-06-30", None,
        ),
        ("校友简讯 2012·秋", "校友简讯", None, None, "2012", None),
        ("江口街道一周速览\n2012年6月第3周", "江口街道一周速览", None, None, "2012-06", None),
        (
            "~~~ 农 技 推 广 ~~~\n2012年6月　总第301期\n主办单位：江口县农业局",
            "农技推广", None, 301, "2012-06", "江口县农业局",
        ),
        ("江口内参\n2012年第21期　6月14日\n江口广播电视台总编室", "江口内参", 21, None, "2012-06-14", None),
        ("《江口早报》（20120611）", "江口早报", None, None, "2012-06-11", None),
        (
            "江口县乡村工作简报\n第八期\n江口县农业局　　二〇一二年六月十五日",
            "江口县乡村工作简报", 8, None, "2012-06-15", "江口县农业局",
        ),
    ],
)  # fmt: skip
def test_mastheads(
    head: str, title: str, number: int | None, total: int | None, period: str, publisher: str | None
) -> None:
    found = issue(head)
    assert (found.title, found.number, found.total_number) == (title, number, total)
    assert found.period == period
    assert publisher is None or found.publisher == publisher
    assert (found.title_from, found.period_from) == ("masthead", "masthead")


@pytest.mark.parametrize(
    ("file", "title", "number", "total", "period"),
    [
        ("江口工会信息201206.doc", "江口工会信息", None, None, "2012-06"),
        ("2012年第12期.doc", None, 12, None, "2012"),
        ("2012年12期.doc", None, 12, None, "2012"),
        ("江口简报2012-12期.doc", "江口简报", 12, None, "2012"),
        ("简报（第3期）20120401.docx", None, 3, None, "2012-04-01"),
        ("江口工会简报（第3期）20120401.docx", "江口工会简报", 3, None, "2012-04-01"),
        ("江口工会简报总第128期.docx", "江口工会简报", None, 128, None),
        ("江口工会简报第3期（总第128期）.docx", "江口工会简报", 3, 128, None),
        ("江口工会信息〔2012〕7号.wps", "江口工会信息", 7, None, "2012"),
        ("2012/江口工会信息6月.doc", "江口工会信息", None, None, "2012-06"),
        ("2012年/6月/第二期.doc", None, 2, None, "2012-06"),
        ("2012年工会信息No.5.txt", "工会信息", 5, None, "2012"),
        ("第0期.txt", None, None, None, None),
        ("总结.txt", None, None, None, None),
        ("Q3plan2012x.txt", None, None, None, None),
    ],
)
def test_file_names(
    file: str, title: str | None, number: int | None, total: int | None, period: str | None
) -> None:
    found = parse_text("诗一首\n\n床前明月光。\n", file=file).issue
    assert (found.title, found.number, found.total_number, found.period) == (title, number, total, period)
    sources = (found.title_from, found.number_from, found.total_number_from, found.period_from)
    values = (found.title, found.number, found.total_number, found.period)
    assert sources == tuple("file name" if value is not None else None for value in values)


def test_the_order_of_trust() -> None:
    """Each source is believed where none before it speaks."""
    front = "---\ntitle: 前言工会信息\nnumber: 5\n---\n"
    head = front + "江口工会简报\n第3期（总第40期）\n江口市总工会办公室编　2012年6月30日"
    found = issue(head, file="渡口简报第9期201101.txt", number=8)
    assert (found.number, found.number_from) == (8, "issues.toml")
    assert (found.title, found.title_from) == ("前言工会信息", "front matter")
    assert (found.total_number, found.total_number_from) == (40, "masthead")
    assert (found.period, found.period_from) == ("2012-06-30", "masthead")
    assert (found.publisher, found.publisher_from) == ("江口市总工会", "masthead")
    assert issue("编者的话", file="渡口简报第9期201101.txt").number_from == "file name"


def test_what_is_more_exact_refines() -> None:
    found = issue("江口工会简报\n2012年第3期", file="201206.txt")
    assert (found.period, found.period_from) == ("2012-06", "file name")
    contradicted = issue("江口工会简报\n2012年第3期", file="201306.txt")
    assert (contradicted.period, contradicted.period_from) == ("2012", "masthead")


def made(day: date, text: str = TEXT, title: str | None = None) -> Issue:
    source = Source(text, None, (), "docx", Properties(title, day))
    return parse_source(source, file="a.docx").issue


def test_document_properties() -> None:
    """The month of making is believed when the text's days do not speak against it."""
    found = made(date(2012, 7, 2), title="江口工会信息")
    assert (found.period, found.period_from) == ("2012-07", "document properties")
    assert (found.title, found.title_from) == ("江口工会信息", "document properties")
    dated = parse_source(Source(TEXT, properties=Properties(None, date(2012, 7, 2))), file="a.docx")
    assert [str(d) for a in dated.articles for d in a.dates] == ["2012-06-03", "2012-06-09"]


def test_properties_of_a_template_or_a_copy_are_not_believed() -> None:
    assert made(date(2012, 3, 2)).period is None
    assert made(date(2019, 7, 2), TEXT.replace("6月3日", "2012年6月3日")).period == "2012-06"
    assert made(date(1601, 1, 1), "诗一首\n\n床前明月光。\n").period is None
    assert made(date(2012, 7, 2), title="Microsoft Word - 文档1").title is None


def test_an_undated_text_takes_the_month_of_its_making() -> None:
    found = made(date(2012, 7, 2), "诗一首\n\n床前明月光。\n")
    assert (found.period, found.period_from) == ("2012-07", "document properties")
