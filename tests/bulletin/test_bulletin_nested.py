"""Numberings within numberings, days, mottos and authors in layouts that have no brackets."""

from __future__ import annotations

import pytest

from unionsearch.bulletin import parse_text
from unionsearch.model import Article

HEAD = "青溪里物业月报\n2022年8月\n青溪里物业服务处\n"
SECTIONS = {
    "维修": ["东门水泵换了新轴承", "地库照明改用感应灯"],
    "绿化": ["香樟树上的虫子", "草坪补种推迟到秋天"],
}
TEXT = "　　这件事从月初做到月底，前后来了三拨师傅，住户也搭了手。余下的活下个月接着干。\n"
TITLES = [title for titles in SECTIONS.values() for title in titles]


def _found(text: str) -> list[Article]:
    return list(parse_text(text, file="x.txt").articles)


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("{0}  {name}", "{0}.{1}  {title}"),
        ("{h}、{name}", "（{c}）{title}"),
        ("第{k}部分　{name}", "{1}．{title}"),
    ],
)
def test_the_outer_numbers_are_sections_and_the_inner_ones_titles(outer: str, inner: str) -> None:
    text = HEAD + "「门前扫净，心里敞亮。」\n\n"
    for n, (name, titles) in enumerate(SECTIONS.items(), 1):
        text += outer.format(n, name=name, h="壹贰"[n - 1], k="一二"[n - 1]) + "\n\n"
        for m, title in enumerate(titles, 1):
            text += inner.format(n, m, title=title, c="一二"[m - 1]) + "\n" + TEXT + "\n"
    found = _found(text)
    assert [a.title for a in found] == TITLES
    assert [a.section for a in found] == ["维修", "维修", "绿化", "绿化"]


def test_a_report_with_both_numberings_is_one_article() -> None:
    text = HEAD + "\n关于上半年物业工作的报告\n"
    for n, (name, titles) in enumerate(SECTIONS.items()):
        text += f"{'壹贰'[n]}、{name}\n"
        text += "".join(f"（{'一二'[m]}）{title}\n{TEXT}" for m, title in enumerate(titles))
    assert len(_found(text)) == 1


def test_a_closing_sign_is_no_part_of_a_title() -> None:
    found = _found(HEAD + "".join(f"〓{title}，物业这样回答住户〓\n{TEXT}" for title in TITLES))
    assert [a.title for a in found] == [f"{title}，物业这样回答住户" for title in TITLES]


def test_days_above_titles_are_sections() -> None:
    text = "".join(
        f"8月{n + 1}日　星期{'一二三四'[n]}\n\n{title}，住户搭手\n\n{TEXT}\n"
        for n, title in enumerate(TITLES)
    )
    found = _found(HEAD + "\n" + text)
    assert [a.title for a in found] == [f"{title}，住户搭手" for title in TITLES]
    assert found[1].section == "8月2日　星期二"


def test_a_line_to_the_readers_is_no_article() -> None:
    text = "印给每一户住户和来帮忙的人\n\n大家好！这个月事情不少，请慢慢看。\n\n"
    text += "".join(
        f"== {name} ==\n\n" + "".join(f"{title}\n--------\n{TEXT}\n" for title in titles)
        for name, titles in SECTIONS.items()
    )
    assert [a.title for a in _found(HEAD + "\n" + text)] == TITLES


def test_authors_behind_squares_are_bylines_and_bare_numbers_no_titles() -> None:
    authors = ("楼长  郁青（三号楼）", "物业办公室", "水电班  供稿", "禤文（九号楼）")
    text = "".join(
        f"{title}\n\n□ {author}\n\n（一）\n\n{TEXT}\n（二）\n\n{TEXT}\n\n"
        for title, author in zip(TITLES, authors, strict=True)
    )
    found = _found(HEAD + "\n" + text)
    assert [a.title for a in found] == TITLES
    assert [a.byline for a in found] == [f"□ {author}" for author in authors]


def test_a_gap_ends_the_title_of_every_item_where_it_ends_most() -> None:
    titles = ["电梯停用：周二上午", "新住户", *TITLES]
    text = "".join(f"◆ {title}　　{TEXT.strip()}\n\n" for title in titles)
    assert [a.title for a in _found(HEAD + "\n" + text)] == titles


def test_a_number_a_title_and_an_author_on_lines_of_their_own() -> None:
    signed = list(zip(TITLES, ("郁青", "陈禾", "周小蔓", "贺棠"), strict=True))
    contents = "".join(f"0{n}　{title}　　　{author}\n" for n, (title, author) in enumerate(signed, 1))
    text = "".join(f"0{n}\n\n{title}\n\n{author}\n\n{TEXT}\n" for n, (title, author) in enumerate(signed, 1))
    rule = "\n" + "・" * 12 + "\n\n"
    assert [a.title for a in _found(HEAD + rule + contents + rule + text)] == TITLES


def test_levels_of_markdown_tell_more_than_brackets() -> None:
    text = "# 青溪里消息\n\n"
    for name, titles in SECTIONS.items():
        text += f"# **{name}**\n\n"
        text += "".join(f"## {title}\n\n【地点】\n\n东门\n\n{TEXT}\n" for title in titles)
    found = list(parse_text(text, file="x.md").articles)
    assert [a.title for a in found] == TITLES


def test_a_name_in_quotation_marks_above_a_series_is_a_section() -> None:
    text = "《业务》\n\n" + "".join(f"●{title}\n\n{TEXT}\n" for title in TITLES)
    found = _found(text)
    assert [(a.section, a.title) for a in found] == [("业务", title) for title in TITLES]


def test_bare_names_below_a_line_of_the_masthead_are_sections() -> None:
    text = "每一页都有邻居的故事\n\n"
    for name, titles in SECTIONS.items():
        text += f"{name}\n\n" + "".join(f"{title}\n{TEXT}\n" for title in titles)
    found = _found(HEAD + text)
    assert [(a.section, a.title) for a in found] == [(n, t) for n, ts in SECTIONS.items() for t in ts]


def test_sections_numbered_above_items_that_count_through_the_issue() -> None:
    items = [f"{title}。住户搭了手，前后来了三拨师傅，余下的活下个月接着干。" for title in TITLES]
    text = "".join(
        f"{'一二'[n]}、{name}部工会\n{2 * n + 1}.{items[2 * n]}\n{2 * n + 2}.{items[2 * n + 1]}\n\n"
        for n, name in enumerate(SECTIONS)
    )
    found = _found("青溪里要闻\n（2022年8月）\n青溪里物业工会编　2022年8月30日\n\n" + text)
    assert [a.title for a in found] == TITLES
    assert [a.section for a in found] == ["维修部工会", "维修部工会", "绿化部工会", "绿化部工会"]


def test_numbers_alone_above_names_are_sections_where_another_numbering_goes_on_below_them() -> None:
    names, titles = ["维修", "绿化", "邻里"], [*TITLES, "楼下的书架又满了", "周末在天井里补鞋"]
    text = "".join(
        f"PART 0{n + 1}\n{name}\n\n"
        + "".join(f"0{m + 1} | {titles[m]}\n{TEXT.strip()}\n\n" for m in (2 * n, 2 * n + 1))
        for n, name in enumerate(names)
    )
    found = _found(HEAD + "致住户：天热了，我们说说这个月的事。\n\n" + text)
    assert [a.title for a in found] == titles
    assert [a.section for a in found] == [name for name in names for _ in range(2)]


def test_numbers_alone_above_titles_are_no_sections() -> None:
    text = "".join(f"PART 0{n + 1}\n{title}\n{TEXT}\n" for n, title in enumerate(TITLES))
    found = _found(HEAD + "\n" + text)
    assert [a.title for a in found] == TITLES
    assert [a.section for a in found] == [None] * len(TITLES)


def test_phrases_below_blank_lines_head_sections_of_titles_with_bullets() -> None:
    names = ["水电通了，心里“亮”了", "虫子少了，树荫多了"]
    groups = [f"{name}\n" for name in names]
    for n, titles in enumerate(SECTIONS.values()):
        groups[n] += "\n".join(f"▲{title}\n{TEXT.strip()}\n" for title in titles)
    found = _found("青溪里工会动态（2022年8月）\n\n" + "\n".join(groups))
    assert [a.title for a in found] == TITLES
    assert [a.section for a in found] == [names[0], names[0], names[1], names[1]]


def test_quotation_marks_around_a_section_are_no_part_of_its_name() -> None:
    listed = "".join(
        f"“{name}”\n" + "".join(f"{t}\t{n}\n" for t in titles)
        for n, (name, titles) in enumerate(
            {"维修工班": SECTIONS["维修"], "绿化工班": SECTIONS["绿化"]}.items(), 2
        )
    )
    text = "".join(
        f"“{name}工班”\n\n" + "".join(f"■ {title}\n\n{TEXT}\n" for title in titles)
        for name, titles in SECTIONS.items()
    )
    found = _found(HEAD + "\n目 录\n" + listed + "\n" + text)
    assert [a.title for a in found] == TITLES
    assert [a.section for a in found] == ["维修工班", "维修工班", "绿化工班", "绿化工班"]


def test_a_headline_of_three_phrases_is_no_row_of_a_table() -> None:
    text = (
        "节水节电  修旧利废  安居乐业\n努力把青溪里管得更好\n\n"
        "——在住户大会上的工作报告\n（2022年8月20日）\n\n各位住户：\n" + TEXT
    )
    found = _found(HEAD + "\n" + text + "一、上半年做了什么\n" + TEXT + "二、下半年做什么\n" + TEXT)
    assert [a.title.replace("\n", "") for a in found] == [
        "节水节电 修旧利废 安居乐业努力把青溪里管得更好——在住户大会上的工作报告"
    ]


def test_names_above_titles_that_have_their_authors_below_are_sections() -> None:
    authors = ["□ 特约通讯员 何闻", "□ 沈渡", "□ 丁兰", "□ 何闻"]
    parts = [f"{title}\n{who}\n{TEXT.strip()}" for title, who in zip(TITLES, authors, strict=True)]
    text = f"维修手记\n{parts[0]}\n\n{parts[1]}\n\n草木故事\n{parts[2]}\n\n{parts[3]}\n"
    bulletin = parse_text("青溪里物业服务处电子月刊 | 2022年8月号\n\n" + text, file="x.txt")
    assert bulletin.issue.title == "青溪里物业服务处电子月刊"
    assert [a.title for a in bulletin.articles] == TITLES
    assert [a.section for a in bulletin.articles] == ["维修手记", "维修手记", "草木故事", "草木故事"]


@pytest.mark.parametrize("sign", ["・", "･", "∙"])
def test_dots_of_every_kind_enclose_names(sign: str) -> None:
    text = "".join(
        f"{sign}{name}工作{sign}\n\n" + "".join(f"　　　　{title}\n\n{TEXT}\n" for title in titles)
        for name, titles in SECTIONS.items()
    )
    found = _found(HEAD + "\n" + text)
    assert [a.title for a in found] == TITLES
    assert [a.section for a in found] == ["维修工作", "维修工作", "绿化工作", "绿化工作"]


def test_who_told_and_who_wrote_stand_in_the_byline() -> None:
    text = f"━━ 声音 ━━\n{TITLES[0]}\n口述／住户 老姜\n整理／本刊 小棠\n\n{TEXT}\n"
    text += f"━━ 提醒 ━━\n{TITLES[1]}\n{TEXT}"
    found = _found(HEAD + "\n" + text)
    assert [(a.title, a.section) for a in found] == [(TITLES[0], "声音"), (TITLES[1], "提醒")]
    assert found[0].byline == "口述／住户 老姜\n整理／本刊 小棠"


def test_a_comma_begins_no_line() -> None:
    text = f"{TITLES[0]}\n\n　　8月9日，住户代表来了三十七人，师傅来了四人\n，水泵房的门开了一上午。\n"
    (found,) = _found(HEAD + "\n" + text)
    assert found.body == "8月9日，住户代表来了三十七人，师傅来了四人，水泵房的门开了一上午。"


def test_listed_titles_stand_below_numbers_alone() -> None:
    titles = [*TITLES, "楼下的书架又满了"]
    authors = ["何闻", "沈渡", "丁兰", "苏望", "编辑部"]
    listed = "".join(
        f"0{n}　{t}　　　{who}\n" for n, (t, who) in enumerate(zip(titles, authors, strict=True), 1)
    )
    # The paragraphs of one article end as articles do.
    text = "".join(f"0{n}\n\n{t}\n\n{TEXT.strip()}（住户　何闻）\n\n" for n, t in enumerate(titles, 1))
    text = text.replace("（住户　何闻）", "（住户　何闻）\n\n楼上也这样说。（住户　沈渡）", 1)
    found = _found(HEAD + "\n目　录\n" + listed + "\n" + text)
    assert [a.title for a in found] == titles


def test_a_listed_title_in_brackets_is_no_section() -> None:
    titles = [*TITLES[:3], "【青溪里的秋天】"]
    listed = "".join(f"{n}.{title}\n" for n, title in enumerate(titles, 1))
    found = _found(HEAD + "\n目　录\n" + listed + "\n" + "\n".join(f"{t}\n{TEXT}" for t in titles))
    assert [a.title.strip("【】") for a in found] == [t.strip("【】") for t in titles]
    assert {a.section for a in found} == {None}


def test_a_list_below_an_author_belongs_to_the_title_above() -> None:
    head = "青溪里物业会简报\n2022年第8期（总45）\n\n物业会编" + " " * 52 + "2022年8月28日\n\n"
    authors = ["○ 何闻", "○ 绿化分会", "○ 沈渡"]
    parts = [
        f"                 {title}\n                   {who}\n\n    {TEXT.strip()}\n\n"
        for title, who in zip(TITLES, authors, strict=False)
    ]
    accounts = "收入：十六万二千元\n    支出：十六万零八百元"
    text = (
        "                      维修手记\n\n"
        + parts[0]
        + parts[1]
        + "                      绿化手记\n\n"
        + parts[2]
    )
    text += (
        "                      住户账本\n\n                 物业公布八月账目\n                   ○ 生活部\n\n"
    )
    bulletin = parse_text(head + text + f"    {accounts}\n    住户每月十号可以查账。\n", file="x.txt")
    assert (bulletin.issue.number, bulletin.issue.total_number) == (8, 45)
    assert bulletin.issue.period == "2022-08-28"
    assert [a.title for a in bulletin.articles] == [*TITLES[:3], "物业公布八月账目"]
    assert [a.byline for a in bulletin.articles] == [*authors, "○ 生活部"]
    assert [a.section for a in bulletin.articles] == ["维修手记", "维修手记", "绿化手记", "住户账本"]
    assert bulletin.articles[-1].body.startswith("收入：十六万二千元")


def test_three_lines_that_agree_on_their_width_are_wrapped() -> None:
    lines = [
        "    八月三日一早，水泵房外就站了十来个住户，有人带着凳子，有人带着茶，都说要看看新",
        "    八月九日一早，配电房外又站了十来个住户，有人带着孩子，有人带着伞，都说要看看旧",
        "    八月十日一早，传达室外还站了十来个住户，有人带着报纸，有人带着棋，都说要看看那",
    ]
    ends = ["轴承。", "灯管。", "书架。"]
    text = "".join(f"{t}\n\n{line}\n{end}\n\n" for t, line, end in zip(TITLES, lines, ends, strict=False))
    found = _found(HEAD + "\n" + text)
    assert [a.title for a in found] == TITLES[:3]
    assert [a.body for a in found] == [line.strip() + end for line, end in zip(lines, ends, strict=True)]
