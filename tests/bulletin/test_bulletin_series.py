"""Marks that nobody listed: whatever counts, whatever sign comes again and again, however titles are set.

One issue, invented, in as many layouts as there are ways to count and to set a title; what stands around the
articles (a greeting, a list within one, labels, contributors) must not matter.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from unionsearch.bulletin import parse_text
from unionsearch.model import Article

HEAD = "柳湾社区简报\n第6期\n柳湾社区居委会　　2023年5月20日\n\n"
TITLES = [
    "河滨步道夜间照明改造完工",
    "雨棚漏水问题十天内解决",
    "志愿者为老人修好收音机",
    "菜市场换了新秤",
    "第二批旧书已经送到山里",
    "停水通知提前两天贴出",
]
TEXTS = [
    ["新装的路灯每三十米一盏，晚上七点亮到十一点。沿河散步的居民说，现在能看清台阶了。"],
    [
        "住在三号楼的居民反映雨棚漏水，物业请来师傅查看。",
        "师傅说接缝处的胶已经老化，换胶以后没有再漏。两家住户都在验收单上签了字。",
    ],
    [
        "收音机是二十年前买的，零件不好找。志愿者跑了四家店，用了一个下午把它修好。",
        "老人说，夜里又能听戏了。",
    ],
    ["市场管理处统一换了电子秤，斤两不足可以当场投诉。摊主轮流值班，每天开市前校准一次。"],
    ["十二箱旧书由货车免费送到，学校回信说孩子们已经借走了一半。", "下一批书从下个月开始收。"],
    ["因为换阀门，本周五上午八点到下午四点停水，请提前储水。高层住户恢复供水以后先放一会儿再用。"],
]
HAN, NEGATIVE, STEMS, CAPITAL = "一二三四五六", "❶❷❸❹❺❻", "甲乙丙丁戊己", "壹贰叁肆伍陆"
Title = Callable[[int, str], str]

COUNTED: dict[str, Title] = {
    "a number alone": lambda k, t: f"{k + 1:02}\n{t}",
    "a case alone": lambda k, t: f"案例{HAN[k]}\n{t}",
    "a part alone": lambda k, t: f"PART {k + 1}\n{t}",
    "a piece alone": lambda k, t: f"第{HAN[k]}篇\n{t}",
    "between dashes": lambda k, t: f"— {HAN[k]} —\n{t}",
    "a case": lambda k, t: f"案例{k + 1}　{t}",
    "a case in brackets": lambda k, t: f"【案例{HAN[k]}】{t}",
    "one of": lambda k, t: f"民生小事之{HAN[k]}：{t}",
    "a topic and a bar": lambda k, t: f"专题{HAN[k]}｜{t}",
    "a Latin word": lambda k, t: f"TIP {k + 1} {t}",
    "Q1": lambda k, t: f"Q{k + 1}　{t}",
    "a matter": lambda k, t: f"第{HAN[k]}件事：{t}",
    "a dash": lambda k, t: f"{k + 1} - {t}",
    "a slash": lambda k, t: f"{k + 1:02}/ {t}",
    "of six": lambda k, t: f"（{k + 1}/6）{t}",
    "two numbers": lambda k, t: f"1.{k + 1} {t}",
    "a number sign": lambda k, t: f"#{k + 1} {t}",
    "a negative circle": lambda k, t: f"{NEGATIVE[k]}{t}",
    "letters": lambda k, t: f"{'ABCDEF'[k]}. {t}",
    "Roman letters": lambda k, t: f"{['I', 'II', 'III', 'IV', 'V', 'VI'][k]}. {t}",
    "stems": lambda k, t: f"{STEMS[k]}、{t}",
    "capital numerals": lambda k, t: f"{CAPITAL[k]}、{t}",
    "behind a heading's sign": lambda k, t: f"### {k + 1:02} | {t}",
}
SIGNED: dict[str, Title] = {
    "a flower": lambda k, t: f"❀ {t}",
    "an arrow": lambda k, t: f"→ {t}",
    "a tick": lambda k, t: f"√ {t}",
    "a letter that was a bullet": lambda k, t: f"l {t}",
    "a plus": lambda k, t: f"＋{t}",
    "between rules": lambda k, t: f"----------\n{t}\n----------",
    "above a rule": lambda k, t: f"{t}\n==========",
    "in a box": lambda k, t: f"┌────────┐\n│ {t} │\n└────────┘",
    "at the margin": lambda k, t: t,
    "in the middle": lambda k, t: " " * 14 + t,
}
LAYOUTS = {**COUNTED, **SIGNED}


def _articles(
    title: Title, *, top: str = "", below: str = "", end: str = "", within: str = ""
) -> list[Article]:
    parts = []
    for k, words in enumerate(TITLES):
        texts = "\n".join("　　" + text for text in TEXTS[k])
        parts.append(f"{title(k, words)}\n{below}{texts}{end}\n{within if k == 2 else ''}")
    return list(parse_text(HEAD + top + "\n".join(parts), file="x.txt").articles)


def _bare(texts: list[str]) -> str:
    return "".join(texts)


@pytest.mark.parametrize("name", LAYOUTS)
def test_titles_are_found_and_bare(name: str) -> None:
    found = _articles(LAYOUTS[name])
    assert [a.title for a in found] == TITLES
    assert [a.body.replace("\n", "") for a in found] == [_bare(texts) for texts in TEXTS]


@pytest.mark.parametrize("name", COUNTED)
def test_a_greeting_above_and_a_list_within(name: str) -> None:
    found = _articles(
        COUNTED[name],
        top="各位居民：\n这个月的事情不少，我们挑了六件说给大家听。\n\n",
        within="做法有三条：\n1．先登记；\n2．再抽签；\n3．后公示。\n",
    )
    assert [a.title for a in found] == TITLES
    assert found[2].body.endswith("3．后公示。")


@pytest.mark.parametrize("name", COUNTED)
def test_labels_that_come_again_are_headings(name: str) -> None:
    found = _articles(
        COUNTED[name], below="【经过】\n", end="\n【结果】\n　　居民表示满意，问题没有再次出现。"
    )
    assert [a.title for a in found] == TITLES
    assert all(a.section is None and a.body.startswith("【经过】") for a in found)


def test_names_above_some_members_are_sections() -> None:
    above = {0: "设施改造\n", 3: "邻里互助\n"}
    found = _articles(
        lambda k, t: f"{above.get(k, '')}Q{k + 1}　{t}",
        top="本期主题：修缮与便民\n各位居民：\n请看六件小事。\n\n",
    )
    assert [a.title for a in found] == TITLES
    assert [a.section for a in found] == ["设施改造"] * 3 + ["邻里互助"] * 3


def test_a_contributor_below_the_title_leaves_the_article_open() -> None:
    found = _articles(lambda k, t: f"★ {t}\n（柳湾第{HAN[k]}网格）")
    assert [a.title for a in found] == TITLES
    assert [a.contributor for a in found] == [f"柳湾第{c}网格" for c in HAN]
    assert [a.body.replace("\n", "") for a in found] == [_bare(texts) for texts in TEXTS]


def test_a_run_in_title_may_have_a_second_paragraph() -> None:
    lines = [
        f"{t}  {texts[0]}" + "".join("\n" + more for more in texts[1:])
        for t, texts in zip(TITLES, TEXTS, strict=True)
    ]
    found = parse_text(HEAD + "［便民］\n" + "\n".join(lines) + "\n", file="x.txt").articles
    assert [a.title for a in found] == TITLES


def test_pictures_and_points_of_one_article_count_for_nothing() -> None:
    text = (
        HEAD + "关于开展楼道清理的情况\n　　三个月来，社区清理了四十条楼道，居民的反应比预想的好。\n\n"
        "图1：清理以前\n图2：清理以后\n图3：居民验收\n\n"
        "一、先说清楚\n　　每条楼道贴出清单，写明什么时候清、清哪些东西。\n"
        "二、再动手\n　　没有人认领的杂物统一放到车棚，保存一个月。\n"
        "三、常回头看\n　　楼长每周走一遍，新堆的东西当天劝走。\n"
    )
    assert len(parse_text(text, file="x.txt").articles) == 1


def test_page_numbers_are_no_titles() -> None:
    pages = [
        f"{t}\n　　{_bare(texts)}\n\n— {k + 1} —\n"
        for k, (t, texts) in enumerate(zip(TITLES, TEXTS, strict=True))
    ]
    found = parse_text(HEAD + "\n".join(pages), file="x.txt").articles
    assert [a.title for a in found] == TITLES


_WEEKLY = (
    ("菜地", "雨水桶接上了滴灌管", "物业把屋顶雨水引进十二只桶，菜地的浇水钱省下一半。"),
    ("菜地", "番茄支架用旧窗框改成", "三位住户拆了废品站的窗框，周末两天搭好了四十米支架。"),
    ("修补", "搪瓷盆补洞试了五种胶", "修补小组把五种胶各补一个洞，泡水一周后只剩两种不漏。"),
    ("修补", "老式缝纫机找到了皮带", "配件停产多年，最后在邻县一家雨伞铺里买到两根。"),
)


def _weekly(head: str, titles: dict[int, str] | None = None) -> str:
    parts, above = [head], ""
    for n, (section, title, text) in enumerate(_WEEKLY, 1):
        parts += [section] if section != above else []
        parts += [f"{n}、{(titles or {}).get(n, title)}", text, f"• 全文链接：https://example.org/{n}"]
        above = section
    return "\n\n".join(parts) + "\n"


_GREETING = "这里每周记下院里值得一看的事，周日发布。\n\n欢迎来信，也欢迎串门。"


@pytest.mark.parametrize(
    "name",
    ["邻里爱好者周刊（第 27 期）：漏水的账怎么算", "2024 邻里月报 (10.01 - 10.31)", "邻里周报0617曬新聞"],
)
def test_numbers_through_an_issue_that_its_name_heads_begin_articles(name: str) -> None:
    found = parse_text(_weekly(f"{name}\n\n{_GREETING}"), file="x.txt").articles
    assert [a.title for a in found] == [title for _, title, _ in _WEEKLY]
    assert [a.section for a in found] == [section for section, _, _ in _WEEKLY]
    assert all(_GREETING[:8] not in a.body for a in found)


def test_numbers_below_the_title_of_a_report_are_its_headings() -> None:
    found = parse_text(_weekly(f"关于2024年邻里月报工作的总结\n\n{_GREETING}"), file="x.txt").articles
    assert found[0].title == "关于2024年邻里月报工作的总结"


def test_numbers_below_an_article_that_an_issue_begins_with_are_its_headings() -> None:
    name = "邻里爱好者周刊（第 27 期）：漏水的账怎么算"
    found = parse_text(_weekly(f"{name}\n\n关于修补雨水桶的几点说明\n\n{_GREETING}"), file="x.txt").articles
    assert "雨水桶接上了滴灌管" not in [a.title for a in found]


def test_one_name_above_the_first_number_is_a_section_where_the_issue_is_named() -> None:
    text = _weekly(f"2024 邻里月报 (10.01 - 10.31)\n\n{_GREETING}").replace("修补\n\n", "")
    found = parse_text(text, file="x.txt").articles
    assert [a.section for a in found] == ["菜地"] * 4


@pytest.mark.parametrize("name", ["结语", "订阅", "贡献者（按加入先后）"])
def test_below_its_last_title_an_issue_speaks_of_itself(name: str) -> None:
    text = _weekly(f"邻里爱好者周刊（第 27 期）：漏水的账怎么算\n\n{_GREETING}")
    bulletin = parse_text(f"{text}\n{name}\n\n本刊每周日贴在门厅，也发到各楼的信箱。\n", file="x.txt")
    assert [a.title for a in bulletin.articles] == [title for _, title, _ in _WEEKLY]
    assert bulletin.articles[-1].body.splitlines() == [_WEEKLY[-1][2], "• 全文链接：https://example.org/4"]


def test_a_title_longer_than_others_is_one_of_their_series() -> None:
    long = "老式缝纫机 | SewBack：在三个县的杂货铺、雨伞铺和旧货摊之间寻找一根停产三十年的皮带"
    long += "的全过程记录，附配件型号对照与替代品清单"
    text = _weekly(f"邻里爱好者周刊（第 27 期）：漏水的账怎么算\n\n{_GREETING}", {3: long})
    found = parse_text(text, file="x.txt").articles
    assert [a.title for a in found] == [_WEEKLY[0][1], _WEEKLY[1][1], long, _WEEKLY[3][1]]
    assert len(long) > 60


def test_labelled_lines_below_titles_end_no_article() -> None:
    text = "\n\n".join(
        f"{n}. {title}\n\n相关记录：https://example.org/{n}\n\n贡献者：Tangerine{n}\n\n{text}"
        for n, (_, title, text) in enumerate(_WEEKLY, 1)
    )
    found = parse_text(f"2024 邻里月报 (10.01 - 10.31)\n\n{_GREETING}\n\n{text}\n", file="x.txt").articles
    assert [a.title for a in found] == [title for _, title, _ in _WEEKLY]
    assert all(a.body.endswith(text) for a, (_, _, text) in zip(found, _WEEKLY, strict=True))
