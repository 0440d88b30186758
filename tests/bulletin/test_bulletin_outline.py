"""Layouts of whole issues: which marks head sections, which begin articles, and which do neither."""

from __future__ import annotations

import pytest

from unionsearch.bulletin import Source, parse_source, parse_text
from unionsearch.bulletin.readers.source import Mark, Style

TEXT = "6月3日，站里组织了一次演练，四十人参加，用时二十分钟。"
HEAD = "江口信息\n第3期\n江口县委办公室编　2012年3月31日\n\n"


def parts(text: str) -> list[tuple[str | None, str]]:
    """Section and title of each article."""
    return [(a.section, a.title) for a in parse_text(HEAD + text, file="a.txt").articles]


def test_numbers_that_nothing_stands_above_number_articles() -> None:
    found = parts(f"一、水库开始蓄水\n{TEXT}\n二、果园迎来丰收\n{TEXT}\n{TEXT}\n三、新桥正式通车\n{TEXT}\n")
    assert found == [(None, "水库开始蓄水"), (None, "果园迎来丰收"), (None, "新桥正式通车")]


def test_numbers_below_a_title_are_headings() -> None:
    found = parse_text(
        f"{HEAD}我县三项工程进展顺利\n一、水库开始蓄水\n{TEXT}\n二、果园迎来丰收\n{TEXT}\n", file="a.txt"
    )
    (article,) = found.articles
    assert article.title == "我县三项工程进展顺利"
    assert [h.text for h in article.headings] == ["一、水库开始蓄水", "二、果园迎来丰收"]


def test_numbers_must_count() -> None:
    """1. and 4. are no series: a title that happens to begin with a number stays as it is."""
    found = parts(f"1.水库开始蓄水\n{TEXT}\n4.果园迎来丰收\n{TEXT}\n")
    assert ("水库开始蓄水" not in [title for _, title in found]) and found[0][1] == "1.水库开始蓄水"


def test_numbers_in_sections() -> None:
    found = parts(
        f"【要闻】\n1．水库开始蓄水\n{TEXT}\n2．果园迎来丰收\n{TEXT}\n【通知】\n1．新桥封闭检修\n{TEXT}\n"
    )
    assert found == [("要闻", "水库开始蓄水"), ("要闻", "果园迎来丰收"), ("通知", "新桥封闭检修")]


def test_numbered_paragraphs_below_numbered_names() -> None:
    found = parts(
        f"一、水利\n1.水库蓄水。{TEXT}\n2.渠道清淤。{TEXT}\n二、交通\n1.新桥通车。{TEXT}\n2.公路养护。{TEXT}\n"
    )
    assert found == [("水利", "水库蓄水"), ("水利", "渠道清淤"), ("交通", "新桥通车"), ("交通", "公路养护")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("★党建要闻", "★支部风采"),
        ("● 党建要闻", "● 支部风采"),
        ("※党建要闻※", "※支部风采※"),
        ("== 党建要闻 ==", "== 支部风采 =="),
        ("一、党建要闻", "二、支部风采"),
        ("【党建要闻】", "【支部风采】"),
        ("〖党建要闻〗", "〖支部风采〗"),
        ("## 党建要闻", "## 支部风采"),
    ],
)
def test_section_headers(first: str, second: str) -> None:
    mark = "### " if first.startswith("#") else ""
    found = parts(f"{first}\n{mark}水库开始蓄水\n{TEXT}\n{second}\n{mark}果园迎来丰收\n{TEXT}\n")
    assert found == [("党建要闻", "水库开始蓄水"), ("支部风采", "果园迎来丰收")]


def test_names_spaced_wide() -> None:
    found = parts(f"水　　利\n水库开始蓄水\n{TEXT}\n交　　通\n新桥正式通车\n{TEXT}\n")
    assert found == [("水利", "水库开始蓄水"), ("交通", "新桥正式通车")]


def test_bullets_before_headlines_mark_no_sections() -> None:
    found = parts(f"★水库开始蓄水\n{TEXT}\n★果园迎来丰收年\n{TEXT}\n")
    assert found == [(None, "水库开始蓄水"), (None, "果园迎来丰收年")]


def test_labels_begin_items() -> None:
    found = parts(
        f"【换新】东门换了新门。{TEXT}\n【帮忙】九号楼要人手。{TEXT}\n【收支】一季度有结余。{TEXT}\n"
    )
    assert [title for _, title in found] == [
        "【换新】东门换了新门",
        "【帮忙】九号楼要人手",
        "【收支】一季度有结余",
    ]


def test_labels_in_a_text_begin_nothing() -> None:
    found = parts(
        f"三件小事办到了门口\n{TEXT}\n【换新】东门换了新门。{TEXT}\n【帮忙】要人手。{TEXT}\n【收支】有。{TEXT}\n"
    )
    assert found == [(None, "三件小事办到了门口")]


def test_a_header_set_like_a_known_one() -> None:
    found = parts(
        f"\n工作动态\n\n水库开始蓄水\n\n{TEXT}（县水利局）\n\n乡村夜话\n\n果园迎来丰收\n\n{TEXT}（县农业局）\n"
    )
    assert found == [("工作动态", "水库开始蓄水"), ("乡村夜话", "果园迎来丰收")]


# -- contents lists -------------------------------------------------------------------------------


def listed(entries: str, *titles: str) -> list[tuple[str, str]]:
    """Title and body of each article below a contents list."""
    below = "".join(f"{title}\n{TEXT}\n\n" for title in titles)
    bulletin = parse_text(f"{HEAD}目录\n{entries}\n\n{below}", file="a.txt")
    return [(a.title, a.body) for a in bulletin.articles]


def test_an_entry_over_two_lines() -> None:
    titles = "今日短评：让水库早日蓄水", "果园丰收", "新桥通车"
    found = listed("1.今日短评：\n让水库早日蓄水；\n2.果园丰收；\n3.新桥通车。", *titles)
    assert [title for title, _ in found] == list(titles)


def test_an_announced_title_without_a_text() -> None:
    below = f"水库蓄水\n{TEXT}\n\n图片：果园\n\n\n新桥通车\n{TEXT}\n"
    bulletin = parse_text(f"{HEAD}目录\n1.水库蓄水；\n2.图片：果园；\n3.新桥通车。\n\n{below}", file="a.txt")
    assert [(a.title, bool(a.body)) for a in bulletin.articles] == [
        ("水库蓄水", True),
        ("图片：果园", False),
        ("新桥通车", True),
    ]


def test_a_title_is_announced_once() -> None:
    """The first line of the text repeats half of its title; it is no title again."""
    title = "县委召开常委会会议 研究防汛工作"
    found = listed(
        f"1.{title}；\n2.果园丰收；\n3.新桥通车。", f"{title}\n县委召开常委会会议", "果园丰收", "新桥通车"
    )
    assert [t for t, _ in found] == [title, "果园丰收", "新桥通车"]
    assert found[0][1].startswith("县委召开常委会会议\n")


def test_a_list_with_dotted_leaders() -> None:
    entries = "水库开始蓄水⋯⋯⋯⋯⋯1\n清晨的守护\n——记护林员老罗……………3\n新桥通车..........5"
    found = listed(entries, "水库开始蓄水", "清晨的守护\n——记护林员老罗", "新桥通车")
    assert [title for title, _ in found] == ["水库开始蓄水", "清晨的守护——记护林员老罗", "新桥通车"]


def test_sections_and_authors_of_a_list() -> None:
    entries = "乡村\n水库开始蓄水……罗正（1）\n守夜的人……伍建国（2）\n城里\n新桥通车……市政科（4）"
    below = f"乡村\n水库开始蓄水\n罗正\n{TEXT}\n守夜的人\n伍建国\n{TEXT}\n城里\n新桥通车\n市政科\n{TEXT}\n"
    bulletin = parse_text(f"{HEAD}目录\n{entries}\n\n{below}", file="a.txt")
    assert [(a.section, a.title, a.byline) for a in bulletin.articles] == [
        ("乡村", "水库开始蓄水", "罗正"),
        ("乡村", "守夜的人", "伍建国"),
        ("城里", "新桥通车", "市政科"),
    ]


def test_entries_of_entries_are_no_titles() -> None:
    entries = "一、水库开始蓄水\n二、短讯\n1.渠道清淤\n2.果园丰收\n三、新桥通车"
    below = f"一、水库开始蓄水\n{TEXT}\n二、短讯\n渠道清淤\n{TEXT}\n果园丰收\n{TEXT}\n三、新桥通车\n{TEXT}\n"
    bulletin = parse_text(f"{HEAD}目录\n{entries}\n\n{below}", file="a.txt")
    assert [a.title for a in bulletin.articles] == ["水库开始蓄水", "短讯", "新桥通车"]


def test_a_list_worded_otherwise_is_no_guide() -> None:
    """None of its entries comes again, so that titles are found as if it were not there."""
    entries = "1.水利…………1\n2.林业…………2\n3.交通…………3"
    titles = "县水利局推进水库蓄水工作", "县林业局举办果园丰收活动", "县交通局召开新桥通车大会"
    assert [title for title, _ in listed(entries, *titles)] == list(titles)


# -- bylines, datelines, imprints -----------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "县图书馆　柳　絮",
        "平塘县图书馆 韦大山",
        "来源：招商部　发布时间：2023-03-31",
        "文/孙　航　　图/吕　阳",
    ],
)
def test_bylines(line: str) -> None:
    (article,) = parse_text(f"绘本馆里的故事妈妈\n{line}\n{TEXT}\n", file="a.txt").articles
    assert (article.title, article.byline) == ("绘本馆里的故事妈妈", line)


def test_a_byline_speaks_for_a_title() -> None:
    found = parts(f"【习作】\n冬日小院\n作者：石敬之\n{TEXT}\n我的大学梦\n作者：文秀兰\n{TEXT}\n")
    assert found == [("习作", "冬日小院"), ("习作", "我的大学梦")]


def test_news_begin_with_their_dateline() -> None:
    (article,) = parse_text(
        "食堂点菜受欢迎\n本报讯（通讯员 韩梅）从4月1日起，食堂试行点菜\n第二天上桌。\n", file="a.txt"
    ).articles
    assert article.title == "食堂点菜受欢迎"


def test_an_appendix_is_no_article() -> None:
    (article,) = parse_text(
        f"{HEAD}水库开始蓄水\n\n{TEXT}\n\n附件：1.水库分布表\n　　　2.放水日程\n", file="a.txt"
    ).articles
    assert article.body.endswith("放水日程")


def test_an_imprint_says_who_and_when() -> None:
    issue = parse_text(f"水库开始蓄水\n{TEXT}\n\n清溪镇党政办公室　2015年7月13日\n", file="a.txt").issue
    assert (issue.publisher, issue.period, issue.period_from) == (
        "清溪镇党政办公室",
        "2015-07-13",
        "masthead",
    )


# -- documents ------------------------------------------------------------------------------------


def document(*lines: tuple[str, Style | None]) -> list[tuple[str | None, str]]:
    marks = tuple(Mark(1, n, style) for n, (_, style) in enumerate(lines, 1))
    source = Source("\n".join(text for text, _ in lines), None, marks, "docx")
    return [(a.section, a.title) for a in parse_source(source, file="a.docx").articles]


PLAIN, BOLD = Style(), Style(bold=True, centred=True)


def test_a_title_is_set_as_the_one_before() -> None:
    titled = [
        ("水库开始蓄水", BOLD),
        (TEXT, PLAIN),
        ("守夜的人", BOLD),
        (TEXT, PLAIN),
        ("夜归", BOLD),
        (TEXT, PLAIN),
    ]
    assert [title for _, title in document(*titled)] == ["水库开始蓄水", "守夜的人", "夜归"]
    assert len(document(*((text, PLAIN) for text, _ in titled))) == 1


def test_styles_of_headings_are_sections_and_titles() -> None:
    section, title = Style(heading=1), Style(heading=2)
    found = document(
        ("乡村", section), ("水库开始蓄水", title), (TEXT, PLAIN), ("守夜的人", title), (TEXT, PLAIN),
        ("城里", section), ("夜归", title), (TEXT, PLAIN),
    )  # fmt: skip
    assert found == [("乡村", "水库开始蓄水"), ("乡村", "守夜的人"), ("城里", "夜归")]
