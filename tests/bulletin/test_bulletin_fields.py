"""Records with labelled fields, and contents lists that nothing announces."""

from __future__ import annotations

import pytest

from unionsearch.bulletin import parse_text
from unionsearch.bulletin.reading import Bulletin

HEAD = "澄江工会信息汇编（2018年第二季度）\n\n"
ITEMS = (
    (
        "纸箱厂腾出仓库办起托管班",
        "暑假里四十一名孩子在旧仓库改成的教室里写作业。\n车间主任轮流去讲安全课。",
        "纸箱厂工会",
    ),
    (
        "公交三队给长途司机配保温壶",
        "4月9日，一百二十只保温壶发到司机手里，壶身刻着每个人的工号。",
        "公交公司工会",
    ),
    ("河道保洁员有了避雨亭", "沿江八座避雨亭四月底完工，亭里有热水和急救箱。", "水务局工会"),
    ("食品厂女工排练广播操", "六个班组每天上工前练十分钟，月底在厂门口比了一场。", "食品厂工会"),
)
TITLES = [title for title, _, _ in ITEMS]
TEXTS = [text for _, text, _ in ITEMS]
UNITS = [unit for _, _, unit in ITEMS]


def issue(item: str, between: str = "\n") -> Bulletin:
    records = [item.format(title=t, text=x, unit=u, n=n) for n, (t, x, u) in enumerate(ITEMS, 1)]
    return parse_text(HEAD + between.join(records), file="a.txt")


@pytest.mark.parametrize("between", ["\n", "--------------------\n"])
@pytest.mark.parametrize(
    "item",
    [
        "标题：{title}\n单位：{unit}\n正文：\n{text}\n",
        "标题：{title}\n报送单位：{unit}\n正文：{text}\n",
        "标题：{title}\n内容：{text}\n部门：{unit}\n",
        "标 题：{title}\n单 位：{unit}\n时 间：2018年4月{n}日\n正 文：\n{text}\n",
        "编号：2018-{n}\n单位：{unit}\n标题：{title}\n信息内容：{text}\n",
    ],
)
def test_records(item: str, between: str) -> None:
    bulletin = issue(item, between)
    assert [a.title for a in bulletin.articles] == TITLES
    assert [a.contributor for a in bulletin.articles] == UNITS
    assert [a.body for a in bulletin.articles] == TEXTS


def test_fields_of_other_records_are_no_contributors() -> None:
    """主题 names a kind and no unit: it stands in the byline."""
    bulletin = issue("标题：{title}\n类型：经验之{n}\n正文：{text}\n")
    assert [a.contributor for a in bulletin.articles] == [None] * 4
    assert [a.byline for a in bulletin.articles] == [f"类型：经验之{n}" for n in (1, 2, 3, 4)]


def test_one_label_is_text() -> None:
    title, text, _ = ITEMS[2]
    bulletin = parse_text(f"{HEAD}标题：{title}\n正文：{text}\n", file="a.txt")
    assert "正文：" in "".join((bulletin.articles[0].title, bulletin.articles[0].body))


def test_year_of_a_quarter_in_the_name() -> None:
    bulletin = issue("标题：{title}\n正文：{text}\n")
    assert bulletin.issue.period == "2018"
    assert [str(d) for d in bulletin.articles[1].dates] == ["2018-04-09"]


def test_what_stands_below_the_last_rule_is_no_contributor() -> None:
    text = "--------------------\n".join(f"标题：{t}\n单位：{u}\n正文：{x}\n" for t, x, u in ITEMS)
    bulletin = parse_text(f"{HEAD}{text}--------------------\n（以上由系统导出）\n", file="a.txt")
    assert [a.contributor for a in bulletin.articles] == UNITS
    assert bulletin.articles[-1].body == TEXTS[-1]


ARTICLES = "\n\n".join(f"{t}\n\n{x}\n\n返回目录" for t, x, _ in ITEMS)
NAMES = ("一线", "岗位", "一线", "岗位")


@pytest.mark.parametrize(
    "entry", ["{title}", "{n}．{title}", "[{name}]  {title}", "■ [{name}]  {title}", "{title}　　{unit}"]
)
def test_plain_contents(entry: str) -> None:
    """Each line comes again by itself: titles of any wording, and texts of many short lines are safe."""
    listed = "\n\n".join(
        entry.format(title=t, unit=u, n=n, name=name)
        for n, ((t, _, u), name) in enumerate(zip(ITEMS, NAMES, strict=True), 1)
    )
    bulletin = parse_text(
        f"澄江通讯\n第8期\n发布日期：2018年5月30日\n\n{listed}\n\n{ARTICLES}\n", file="a.txt"
    )
    assert [a.title for a in bulletin.articles] == TITLES
    assert [a.body for a in bulletin.articles] == TEXTS


def test_plain_contents_name_the_sections() -> None:
    listed = "\n".join(
        f"[{name}] {t}" for (t, _, _), name in zip(ITEMS, ("一线", "一线", "岗位", "岗位"), strict=True)
    )
    parts = [f"{t}\n\n{x}\n\n" for t, x, _ in ITEMS]
    text = f"一线\n\n{parts[0]}{parts[1]}岗位\n\n{parts[2]}{parts[3]}"
    bulletin = parse_text(f"澄江通讯\n第8期\n2018年5月30日\n\n{listed}\n\n{text}", file="a.txt")
    assert [(a.section, a.title) for a in bulletin.articles] == [
        ("一线", TITLES[0]),
        ("一线", TITLES[1]),
        ("岗位", TITLES[2]),
        ("岗位", TITLES[3]),
    ]


def test_lists_within_announced_articles_are_text() -> None:
    """The list names the titles, so that the numbered questions in one text are no articles."""
    questions = "\n".join(f"{n}. 怎样报名第{n}组？" for n in range(1, 6))
    texts = [*TEXTS[:2], f"报名前请看：\n{questions}\n其余问题可到工会询问。", TEXTS[3]]
    listed = "\n".join(TITLES)
    body = "\n\n".join(f"{t}\n{x}" for t, x in zip(TITLES, texts, strict=True))
    bulletin = parse_text(f"澄江通讯\n第8期\n2018年5月30日\n\n{listed}\n\n{body}\n", file="a.txt")
    assert [a.title for a in bulletin.articles] == TITLES
    assert bulletin.articles[2].body == texts[2]


def test_numbered_entries_are_no_sections() -> None:
    """A title without a text stands right above the next one: a film without words."""
    listed = "\n".join(f"{n}.{t}；" for n, t in enumerate(("江上晨雾", *TITLES), 1))
    body = "\n\n".join(f"{t}\n{x}" for t, x, _ in ITEMS)
    bulletin = parse_text(
        f"澄江通讯\n第8期\n2018年5月30日\n目录\n{listed}\n\n江上晨雾\n\n{body}\n", file="a.txt"
    )
    assert [(a.section, a.title) for a in bulletin.articles] == [(None, t) for t in ("江上晨雾", *TITLES)]


@pytest.mark.parametrize("section", ["栏目：{}", "版块：{}", "【栏目】{}"])
def test_sections_that_say_so(section: str) -> None:
    parts = [f"{t}\n{x}\n（{u}）\n" for t, x, u in ITEMS]
    text = f"{section.format('一线')}\n{parts[0]}{parts[1]}{section.format('岗位')}\n{parts[2]}{parts[3]}"
    bulletin = parse_text(f"澄江通讯\n第8期\n2018年5月30日\n\n{text}", file="a.txt")
    assert [a.section for a in bulletin.articles] == ["一线", "一线", "岗位", "岗位"]
    assert [a.title for a in bulletin.articles] == TITLES


def test_briefs_with_bullets_below_their_name() -> None:
    """简讯集锦 above bullets has the items below it, though no other section has a name."""
    titled = "\n\n".join(f"{t}\n\t{x}" for t, x, _ in ITEMS[:3])
    briefs = "\n".join(f"☆{t}。4月{n}日，活动在厂区礼堂举行。" for n, (t, _, _) in enumerate(ITEMS, 3))
    bulletin = parse_text(f"澄江简讯\n2018年5月号\n\n{titled}\n\n简讯集锦\n\n{briefs}\n", file="a.txt")
    assert [a.title for a in bulletin.articles] == [*TITLES[:3], *TITLES]
    assert [a.section for a in bulletin.articles] == [None] * 3 + ["简讯集锦"] * 4


def test_an_issue_named_after_its_first_title() -> None:
    """The greeting below that name has no title, and the numbers are those of articles."""
    titles = "\n".join(f"{n}.{t}\n{x}（详见第{n}版）" for n, (t, x, _) in enumerate(ITEMS, 1))
    text = f"澄江早读 | {TITLES[0]}\n【澄江早读】一杯茶的工夫，看看今天的报上有什么值得一读。\n{titles}\n"
    bulletin = parse_text(text, file="a.txt")
    assert [a.title for a in bulletin.articles] == TITLES
    assert {a.contributor for a in bulletin.articles} == {None}


def test_a_source_and_a_day_below_the_first_title_are_its_byline() -> None:
    records = [f"{t}\n来源：{u}　　时间：2018-04-0{n}\n{x}" for n, (t, x, u) in enumerate(ITEMS, 1)]
    rule = "\n--------------------\n"
    text = f"澄江大学　一周信息\n2018年第18周（4月2日—4月8日）{rule}{rule.join(records)}\n"
    assert [a.title for a in parse_text(text, file="a.txt").articles] == TITLES
