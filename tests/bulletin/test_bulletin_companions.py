"""What stands at article after article: found by its repetition, whatever it is labelled."""

from __future__ import annotations

import time

import pytest

from unionsearch.bulletin import parse_text
from unionsearch.bulletin.reading import Bulletin
from unionsearch.model import Article

HEAD = "云川工会信息\n2022年第3期\n云川市总工会    2022年3月31日\n\n"
#: Title and text of four articles, of which nothing but what accompanies them tells where they begin.
ITEMS = (
    ("老码头装上新路灯", "三十二盏路灯在周五傍晚亮起，夜班工人回家不用再打手电。\n灯杆是旧船上的桅杆改的。"),
    ("一把锁和三把钥匙", "工具房只有一把锁，钥匙却分在三个班组手里，谁先到谁开门。"),
    ("机修车间的读书角", "书架是用包装箱的木板钉成的，一共收到职工捐书四百余册。\n每周三中午有人值班。"),
    ("食堂师傅学做面点", "五位师傅用两个下午学会了三种面点，第一锅馒头当场分完。"),
)


def parse(text: str) -> Bulletin:
    return parse_text(text, file="2022-03.txt")


def issue(item: str) -> Bulletin:
    """The four articles, each as the pattern has it, a blank line between them."""
    days = ("3月2日", "3月9日", "3月16日", "3月23日")
    names = ("桑　田", "慕容青", "谢　雨", "郁　达")
    units = ("云川港工会", "动力厂分会", "机修车间工会", "生活服务中心")
    return parse(
        HEAD
        + "\n\n".join(
            item.format(title=t, text=x, day=d, name=n, unit=u, n=i)
            for i, ((t, x), d, n, u) in enumerate(zip(ITEMS, days, names, units, strict=True), 1)
        )
        + "\n"
    )


def told_apart(articles: tuple[Article, ...]) -> None:
    assert [a.title for a in articles] == [title for title, _ in ITEMS]
    assert [a.body for a in articles] == [text for _, text in ITEMS]


@pytest.mark.parametrize(
    "below",
    [
        "文／{unit}　{name}",
        "2022.03.0{n}　公告",
        "来稿时间：{day}    点击：1{n}",
        "整理：{name}",
        "{unit}　{name}",
        "{name}",
        "                                        {name}",
        "□ {name}",
    ],
)
def test_below_titles(below: str) -> None:
    bulletin = issue("{title}\n" + below + "\n{text}")
    told_apart(bulletin.articles)
    assert all(a.byline for a in bulletin.articles)
    assert not any(a.contributor for a in bulletin.articles)


@pytest.mark.parametrize("below", ["（{unit}）", "供稿单位：{unit}    发布时间：2022-03-0{n}    点击：15{n}"])
def test_who_sent_it_in(below: str) -> None:
    bulletin = issue("{title}\n" + below + "\n\n{text}")
    told_apart(bulletin.articles)
    assert [a.contributor for a in bulletin.articles][:2] == ["云川港工会", "动力厂分会"]


@pytest.mark.parametrize("close", ["閱讀更多 »", "查看详情", "（完）", "- 完 -", "[返回目录]"])
def test_print_below_texts(close: str) -> None:
    bulletin = issue("{title}\n{text}\n" + close)
    told_apart(bulletin.articles)


def test_print_below_a_text_makes_no_title_of_its_last_line() -> None:
    listed = "".join(f"{title}\n" for title, _ in ITEMS)
    last = "原载《渡口职工日记》，题图为船坞夜景"
    items = [f"{title}\n\n{text}\n" for title, text in ITEMS]
    items[0] += f"\n{last}\n"
    found = parse(HEAD + "目录\n" + listed + "\n" + "返回目录\n\n".join(items) + "返回目录\n").articles
    assert [a.title for a in found] == [title for title, _ in ITEMS]
    assert found[0].body.endswith(last)


def test_editors_below_texts() -> None:
    bulletin = issue("{title}\n{text}\n策划：{name}")
    assert [a.title for a in bulletin.articles] == [title for title, _ in ITEMS]
    assert bulletin.articles[0].byline == "策划：桑　田"


def test_day_above_titles() -> None:
    bulletin = issue("{day}\n{title}\n{text}")
    told_apart(bulletin.articles)
    assert bulletin.articles[1].byline == "3月9日"


def test_day_before_titles() -> None:
    told_apart(issue("{day}　{title}\n{text}").articles)


def test_calendar_keeps_its_rows() -> None:
    rows = "3月2日　工会小组长会议\n3月9日　读书会\n3月16日　安全月动员会\n"
    articles = parse(HEAD + "三月大事记\n" + rows).articles
    assert [a.title for a in articles] == ["三月大事记"]
    assert "3月9日　读书会" in articles[0].body


def test_two_names_are_no_habit() -> None:
    """Two short lines below titles may be anything; they stay text or title, and none is lost."""
    articles = parse(HEAD + "\n\n".join(f"{t}\n甲乙丙\n{x}" for t, x in ITEMS[:2])).articles
    assert "甲乙丙" in "".join(a.title + a.body + (a.byline or "") for a in articles)


def test_labels_that_begin_texts() -> None:
    """地点：… below a title is what an announcement says."""
    bulletin = issue("{title}\n地点：{unit}门口\n{text}")
    assert not any(a.byline for a in bulletin.articles)
    assert sum("地点：" in a.body for a in bulletin.articles) == len(ITEMS)


@pytest.mark.parametrize("bracket", ["【{}】", "{}", "［{}］"])
def test_headings_that_come_again(bracket: str) -> None:
    first, second = (bracket.format(name) for name in ("事情经过", "工会点评"))
    bulletin = parse(
        HEAD
        + "\n\n".join(
            f"{i}.{t}\n{first}\n{x}\n{second}\n这件事不大，做起来却要一家一家地上门。"
            for i, (t, x) in enumerate(ITEMS, 1)
        )
    )
    assert [a.title for a in bulletin.articles] == [title for title, _ in ITEMS]
    assert {a.section for a in bulletin.articles} == {None}
    assert all(first in a.body and second in a.body for a in bulletin.articles)


@pytest.mark.parametrize(
    "lines",
    [
        "首页 | 工会概况 | 通知公告 | 下载专区\n您的位置：首页 >> 工会信息 >> 2022年第3期",
        "发布时间：2022-03-31 09:20    来源：市总工会    浏览次数：137    字体：[大 中 小]",
        "首頁　｜　展覽　｜　訂閱",
    ],
)
def test_what_a_browser_shows(lines: str) -> None:
    text = HEAD + lines + "\n\n" + "\n\n".join(f"{t}\n{x}" for t, x in ITEMS)
    bulletin = parse(text + "\n\n上一篇：第2期\n下一篇：没有了\n主办：云川市总工会    技术支持：信息中心\n")
    told_apart(bulletin.articles)
    assert bulletin.issue.footer is not None and "上一篇" in bulletin.issue.footer


def test_a_mail() -> None:
    head = "发件人：工会办公室 <gh@example.org>\n收件人：全体会员\n"
    head += "日期：2022年3月31日 09:12\n主题：会员来信 第3期\n\n"
    foot = "\n\n--\n您收到本邮件，是因为您登记了邮箱。\n如不希望继续收到，请回复“退订”。\n"
    told_apart(parse(head + "\n\n".join(f"{t}\n{x}\n查看详情 >>" for t, x in ITEMS) + foot).articles)


@pytest.mark.parametrize(
    "page", ["第{}版　{}　　　　2022年3月31日", "0{}版：{}", "第{}版·{}", "【第{}版 {}】", "A{}版 {}"]
)
def test_heads_of_newspaper_pages(page: str) -> None:
    names = ("要闻", "综合", "生活", "副刊")
    text = "\n\n".join(
        f"{page.format(i, n)}\n\n{t}\n\n{x}"
        for i, (n, (t, x)) in enumerate(zip(names, ITEMS, strict=True), 1)
    )
    bulletin = parse(HEAD + text)
    told_apart(bulletin.articles)
    assert [a.section for a in bulletin.articles] == list(names)


def test_names_of_sections_set_to_one_width() -> None:
    names = ("卷　首", "车间见闻", "人　物", "生　活")
    text = "\n\n".join(f"{n}\n{t}\n{x}" for n, (t, x) in zip(names, ITEMS, strict=True))
    bulletin = parse(HEAD + text)
    told_apart(bulletin.articles)
    assert [a.section for a in bulletin.articles] == ["卷首", "车间见闻", "人物", "生活"]


def test_what_a_reader_of_markdown_sees() -> None:
    text = (
        "# 工具周刊 第 7 期\n\n## 文章\n\n### [页面为什么抖动](https://example.org/a)\n\n"
        "![](https://example.org/1.png)\n\n"
        "> 作者用**三个例子**解释，[原文](https://example.org/b)里有 `grid` 的图。\n\n"
        "### [一个按钮的十年](https://example.org/c)\n\n从表格到弹性盒，*十年*里写法变了四次。\n"
    )
    bulletin = parse(text)
    first, second = bulletin.articles
    assert first.body == "作者用三个例子解释，原文里有 grid 的图。"
    assert second.body == "从表格到弹性盒，十年里写法变了四次。"
    markup = "".join(text[r.start : r.end] for r in bulletin.regions if r.kind == "markup")
    assert "https://example.org/1.png" in markup and "https://example.org/b" in markup


def test_stars_are_words_where_nothing_is_markdown() -> None:
    articles = parse(HEAD + "补贴名单公示\n张**、李**二人符合条件，__月__日前可以提出异议。\n").articles
    assert "张**、李**二人" in articles[0].body and "__月__日" in articles[0].body


def test_ten_thousand_lines_take_no_longer_each() -> None:
    def seconds(count: int) -> float:
        lines = "".join(
            f"案情{i % (count // 4)}\n甲{i % 97}：乙\n这一行是一段文字，写了某日发生的事情和后来的处理。\n"
            for i in range(count)
        )
        begun = time.perf_counter()
        parse(HEAD + lines)
        return time.perf_counter() - begun

    few, many = seconds(500), seconds(4000)
    assert many < 8 * few * 4


@pytest.mark.parametrize("entry", ["- {}", "- [{}](#{})", "{}", "1. {}"])
def test_contents_list_in_markdown(entry: str) -> None:
    text = "# 进展\n\n**2022-03-31**\n\n## 本期导读\n\n" + "\n".join(
        entry.replace("{}", title).replace("1.", f"{i}.") for i, (title, _) in enumerate(ITEMS, 1)
    )
    told_apart(parse(text + "\n\n" + "\n\n".join(f"## {t}\n\n{x}" for t, x in ITEMS) + "\n").articles)


ORIGINALS = (
    "A Pier Lights Up Again",
    "One Lock and Three Keys: Who Opens First",
    "The Reading Corner behind the Lathe",
    "Canteen Cooks Learn to Steam",
)


def _translated(originals: tuple[str, ...]) -> tuple[Article, ...]:
    lines = [f"{title}\n{o}\n\n{text}" for (title, text), o in zip(ITEMS, originals, strict=True)]
    return parse(HEAD + "\n\n".join(lines) + "\n").articles


def test_the_originals_of_translated_titles_are_no_part_of_them() -> None:
    found = _translated(ORIGINALS)
    told_apart(found)
    assert [a.byline for a in found] == list(ORIGINALS)


def test_one_foreign_line_below_a_title_belongs_to_it() -> None:
    found = _translated((ORIGINALS[0], "半夜也能走的栈桥", "包装箱木板的用处", "第一锅馒头"))
    assert ORIGINALS[0] in found[0].title


def test_a_name_below_a_list_that_ends_a_text_is_a_section() -> None:
    names = ("码头见闻", "班组故事", "书架一角", "食堂窗口")
    points = ("灯杆", "钥匙", "木板", "馒头")
    text = "\n\n".join(
        f"{name}\n\n{title}\n\n{body}\n\n• {first}的来历\n• {title[-2:]}的下一步"
        for name, (title, body), first in zip(names, ITEMS, points, strict=True)
    )
    found = parse(HEAD + text + "\n").articles
    assert [a.title for a in found] == [title for title, _ in ITEMS]
    assert [a.section for a in found] == list(names)
    assert [a.body.splitlines()[-2] for a in found] == [f"• {point}的来历" for point in points]
