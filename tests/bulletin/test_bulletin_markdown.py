"""Markdown: what its headings, items, bold lines, links and tags say of the layout."""

from __future__ import annotations

import pytest

from unionsearch.bulletin import parse_text
from unionsearch.bulletin.markdown import plain
from unionsearch.bulletin.reading import Bulletin


def read(text: str) -> Bulletin:
    return parse_text(text, file="x.md")


def titles(text: str) -> list[tuple[str | None, str]]:
    return [(a.section, a.title) for a in read(text).articles]


def kinds(text: str, of: str) -> str:
    return "\n".join(text[r.start : r.end] for r in read(text).regions if r.kind == of)


GARDEN = """# 屋顶菜园周报 第7期

这里每周说说屋顶上的事，欢迎转给邻居。

## 🌱 种植

### [番茄搭好了架子](https://example.org/a)

竹竿是旧的，绳子是新的，一共搭了十二架。

### 薄荷分盆

一盆分成了四盆，谁要可以来拿。

## 活动

### 周六一起堆肥

请把果皮带来，不要带骨头。

## 编后

这一期迟了两天，因为下雨。

## 订阅

扫码就能收到。
"""


def test_levels_tell_sections_from_titles() -> None:
    """One with headings and no text of its own heads a section; any other is a title, or says who we are."""
    assert titles(GARDEN) == [
        ("种植", "番茄搭好了架子"),
        ("种植", "薄荷分盆"),
        ("活动", "周六一起堆肥"),
        (None, "编后"),
    ]
    assert "订阅" in kinds(GARDEN, "footer")
    first = read(GARDEN).articles[0]
    assert first.body == "竹竿是旧的，绳子是新的，一共搭了十二架。"
    assert first.byline == "这里每周说说屋顶上的事，欢迎转给邻居。"


def test_a_section_of_articles_is_no_end() -> None:
    text = GARDEN.replace(
        "## 订阅\n\n扫码就能收到。", "## 关注\n\n### 虫害\n\n蚜虫来了。\n\n### 鸟害\n\n麻雀来了。"
    )
    assert titles(text)[-2:] == [("关注", "虫害"), ("关注", "鸟害")]
    items = GARDEN.replace(
        "扫码就能收到。", "- **虫害**：蚜虫来了，叶子卷了。\n- **鸟害**：麻雀来了，种子少了。"
    )
    assert titles(items.replace("## 订阅", "## 关注"))[-2:] == [("关注", "虫害"), ("关注", "鸟害")]
    long = GARDEN.replace("## 订阅\n\n扫码就能收到。", "## 声明\n\n" + "菜园是大家的，谁也不能独占。" * 50)
    assert titles(long)[-1] == (None, "声明")


def test_headings_within_an_article_are_its_headings() -> None:
    text = GARDEN.replace("请把果皮带来，不要带骨头。", "#### 带什么\n\n果皮。\n\n#### 不带什么\n\n骨头。")
    article = read(text).articles[2]
    assert article.body == "带什么\n果皮。\n不带什么\n骨头。"
    assert [(h.level, h.text) for h in article.headings] == [(1, "带什么"), (1, "不带什么")]


def test_levels_of_headings_within() -> None:
    text = GARDEN.replace("请把果皮", "#### 带什么\n\n##### 果皮\n\n请把果皮")
    assert [h.level for h in read(text).articles[2].headings] == [1, 2]


def test_articles_below_the_name_of_the_issue() -> None:
    """Levels may be left out, and a day may stand above the name."""
    text = (
        "# [2031-05-02](https://example.org/1)\n\n# 小院早报 2031-05-02\n\n"
        "### [井水化验合格](https://example.org/2) `#1`\n\n> 可以放心喝。\n\n水样取自三口井。\n\n"
        "### 路灯修好了 `#2`\n\n一共换了四盏。\n"
    )
    assert titles(text) == [(None, "井水化验合格"), (None, "路灯修好了 #2")]
    assert read(text).articles[0].body == "可以放心喝。\n水样取自三口井。"


def test_one_section_below_the_head_of_a_file() -> None:
    text = "---\ntitle: 小院早报\n---\n\n> - 井水化验合格\n> - 路灯修好了\n\n## 💾 Daily\n\n{}"
    below = "### [井水化验合格](https://example.org/2 )\n\n水样三份。\n\n### 路灯修好了\n\n换了四盏。\n"
    assert titles(text.format(below)) == [("Daily", "井水化验合格"), ("Daily", "路灯修好了")]


def test_a_day_with_a_time_at_the_head_of_a_file() -> None:
    text = '---\ntitle: 小院早报\ndate: "2031-05-02 23:21:45 +0800"\n---\n\n## 井水化验合格\n\n水样三份。\n'
    assert read(text).issue.period == "2031-05-02"


def test_a_report_with_headings_stays_whole() -> None:
    text = (
        "# 二〇二九年工作总结\n\n过去一年，菜园办成了三件事。\n\n## 一、修水管\n\n水管全换了。\n\n"
        "## 二、换土\n\n换了两车土。\n\n## 三、添工具\n\n添了四把锄头。\n"
    )
    assert titles(text) == [(None, "二〇二九年工作总结")]


LISTED = """# 渡口周刊 第3期

## 本期有

{}

## 渡船换了新发动机

声音小了一半，油也省了。

## 码头加装扶手

老人上下船有了抓处。

## 渡口茶摊开张

一碗茶两块钱。
"""


@pytest.mark.parametrize(
    "entries",
    [
        "- 渡船换了新发动机 [↗](https://example.org/1)\n- 码头加装扶手 `#2`\n- 渡口茶摊开张",
        "- [一](#渡船换了新发动机)\n- [二](#码头加装扶手)\n- [三](#渡口茶摊开张)",
        '- <a href="#1">渡船</a>\n- <a href="#2">码头</a>\n- <a href="#3">茶摊</a>',
        "### 要闻\n\n- 渡船换了新发动机\n\n### 服务\n\n- 码头加装扶手\n- 渡口茶摊开张",
    ],
)
def test_a_list_of_contents_is_no_article(entries: str) -> None:
    text = LISTED.format(entries)
    assert [title for _, title in titles(text)] == ["渡船换了新发动机", "码头加装扶手", "渡口茶摊开张"]
    assert "本期有" in kinds(text, "contents list")


def test_a_list_of_contents_ends_at_a_heading() -> None:
    """However the first heading is written."""
    text = (
        "# 渡口周刊 第3期\n\n**目录**\n\n- `1、渡船`\n- `2、码头`\n\n"
        "## 1、**渡船换了新发动机**\n\n声音小了一半，油也省了。\n\n"
        "## 2、码头\n\n老人上下船有了抓处。\n"
    )
    assert [title for _, title in titles(text)] == ["渡船换了新发动机", "码头"]


def test_what_is_no_list_of_contents_is_an_article() -> None:
    text = LISTED.format("- 三件小事\n- 两张照片\n- 一封来信")
    assert titles(text)[0] == (None, "本期有")


ENTRIES = {
    "links": (
        "1、[麦子割完了](https://example.org/a)\n\n三天割了两百亩。\n\n"
        "2、[磨坊重开](https://example.org/b)（上）\n\n石磨还是那一副。"
    ),
    "bold numbers": (
        "_**01、麦子割完了**_\n\n三天割了两百亩。\n\n_**02、磨坊重开（上）**_\n\n石磨还是那一副。"
    ),
    "bold": (
        "**麦子割完了**  \nhttps://example.org/a  \n三天割了两百亩。\n\n"
        "**磨坊重开（上）**  \n石磨还是那一副。"
    ),
    "items": "- **麦子割完了**：三天割了两百亩，比去年快。\n- **磨坊重开（上）**：石磨还是那一副，换了皮带。",
    "links in items": (
        "- [麦子割完了](https://example.org/a)：三天割了两百亩。\n"
        "- [磨坊重开（上）](https://example.org/b)：石磨还是那一副。"
    ),
    "tags": (
        "<p><strong>麦子割完了</strong></p>\n<p>三天割了两百亩。</p>\n"
        "<p><strong>磨坊重开（上）</strong></p>\n<p>石磨还是那一副。</p>"
    ),
    "html headings": "<h3>麦子割完了</h3>\n\n三天割了两百亩。\n\n<h3>磨坊重开（上）</h3>\n\n石磨还是那一副。",
    "numbers in headings": (
        "### 1) [麦子割完了](https://example.org/a)@老秦\n三天割了两百亩。\n"
        "### 2）磨坊重开（上）\n石磨还是那一副。"
    ),
}


@pytest.mark.parametrize("way", ENTRIES)
def test_paragraphs_that_begin_alike_with_a_title(way: str) -> None:
    """Below several headings: they head sections."""
    more = ENTRIES[way].replace("麦子割完了", "水渠清淤").replace("磨坊重开", "鱼塘放苗")
    text = f"# 田头小报 第2期\n\n## 收获\n\n{ENTRIES[way]}\n\n## 水利\n\n{more}\n"
    assert titles(text) == [
        ("收获", "麦子割完了"),
        ("收获", "磨坊重开（上）"),
        ("水利", "水渠清淤"),
        ("水利", "鱼塘放苗（上）"),
    ]
    assert "三天割了两百亩" in read(text).articles[0].body
    assert "石磨还是那一副" in read(text).articles[1].body


def test_who_wrote_it_may_stand_behind_the_link() -> None:
    text = f"# 田头小报 第2期\n\n## 收获\n\n{ENTRIES['numbers in headings']}\n"
    assert read(text).articles[0].byline == "@老秦"


def test_a_number_without_a_link_among_links() -> None:
    text = (
        "# 田头小报 第2期\n\n## 收获\n\n1、[麦子割完了](https://example.org/a)\n\n"
        "三天。\n\n2、__磨坊重开__\n\n明天。\n\n"
        "3、[粮仓上锁](https://example.org/b)\n\n换了铜锁。\n\n## 水利\n\n"
        "1、[水渠清淤](https://example.org/c)\n\n五天。\n"
    )
    assert [title for _, title in titles(text)] == ["麦子割完了", "磨坊重开", "粮仓上锁", "水渠清淤"]


def test_bold_words_and_links_in_a_text_are_no_titles() -> None:
    text = (
        "# 田头小报 第2期\n\n## 麦子割完了\n\n**三天**割了两百亩，比去年快。\n\n"
        "[照片](https://example.org/a)在村口贴着。\n\n"
        "## 磨坊重开\n\n石磨还是那一副。\n\n1. 先称重\n2. 再磨面\n\n## 粮仓上锁\n\n换了铜锁，钥匙有三把。\n"
    )
    assert titles(text) == [(None, "麦子割完了"), (None, "磨坊重开"), (None, "粮仓上锁")]


LINKS = (
    "- [如何选种](https://example.org/1)\n- [如何育苗](https://example.org/2)\n"
    "- [如何移栽](https://example.org/3)"
)


def test_a_list_of_links_is_an_article_among_others() -> None:
    text = (
        f"# 田头小报 第2期\n\n## 麦子割完了\n\n三天割了两百亩。\n\n## 磨坊重开\n\n"
        f"石磨还是那一副。\n\n## 推荐阅读\n\n{LINKS}\n"
    )
    assert titles(text)[2:] == [(None, "推荐阅读")]


def test_lists_of_links_are_articles_where_there_is_nothing_else() -> None:
    more = LINKS.replace("如何", "何时")
    text = f"# 田头小报 第2期\n\n## 方法\n\n{LINKS}\n\n## 时节\n\n{more}\n"
    assert titles(text) == [
        *(("方法", f"如何{what}") for what in ("选种", "育苗", "移栽")),
        *(("时节", f"何时{what}") for what in ("选种", "育苗", "移栽")),
    ]


def test_titles_with_an_address_each() -> None:
    text = (
        "# 田头日报 2031-05-02\n\n## 农机\n\n1. 收割机怎样保养 - https://example.org/1\n"
        "2. 水泵为什么不出水 https://example.org/2\n"
        "3. 皮带松了怎么办：<https://example.org/3>\n"
    )
    assert titles(text) == [
        ("农机", "收割机怎样保养"),
        ("农机", "水泵为什么不出水"),
        ("农机", "皮带松了怎么办"),
    ]
    assert read(text).articles[0].body == "https://example.org/1"


def test_lines_by_themselves_are_not_run_together() -> None:
    """Bold lines of one width above addresses look like wrapped text, and are none."""
    pairs = "\n\n".join(f"**{t}**\n<https://example.org/{n}>" for n, t in enumerate(TITLES))
    text = f"# 田头小报 第2期\n\n## 收获\n\n{pairs}\n\n## 水利\n\n**水渠清淤**\n五天清完。\n"
    assert [title for _, title in titles(text)] == [*TITLES, "水渠清淤"]


TITLES = [
    "今年的麦子比去年早割了整整三天时间",
    "磨坊的石磨换上了一条新的牛皮带子",
    "粮仓的铜锁有三把钥匙分给三个人管",
    "水车修好以后每天可以多浇二十亩地",
    "打谷场上的电灯一直亮到夜里十二点",
]


def test_code_and_comments_hold_no_headings() -> None:
    text = (
        "# 田头小报 第2期\n\n<!--\n## 备用栏目\n-->\n\n## 记账小程序\n\n用法如下：\n\n"
        "```sh\n# 安装\nmake\n## 运行\nmake run\n```\n\n"
        "## 磨坊重开\n\n石磨还是那一副。\n"
    )
    assert titles(text) == [(None, "记账小程序"), (None, "磨坊重开")]
    assert "运行" in read(text).articles[0].body


def test_underlined_headings() -> None:
    text = (
        "田头小报 第2期\n========\n\n麦子割完了\n----------\n\n"
        "[三天](https://example.org)割了两百亩。\n\n磨坊重开\n--------\n\n"
        "石磨还是那一副。\n"
    )
    assert titles(text) == [(None, "麦子割完了"), (None, "磨坊重开")]


def test_headings_without_a_space() -> None:
    text = "# 田头小报 第2期\n\n##麦子割完了\n\n三天割了两百亩。\n\n##磨坊重开\n\n石磨还是那一副。\n"
    assert titles(text) == [(None, "麦子割完了"), (None, "磨坊重开")]


RULED = (
    "# 田头小报 第2期\n\n## 麦子割完了\n\n三天割了两百亩。\n\n---\n\n## 磨坊重开\n\n"
    "石磨还是那一副。\n\n---\n\n"
    "**提示**：天气会变，请以当天为准。\n"
)


def test_what_stands_below_the_last_rule() -> None:
    """It is the issue's where rules stand between articles, and the article's where they stand within."""
    assert "提示" in kinds(RULED, "footer")
    within = RULED.replace("三天割了两百亩。", "三天割了两百亩。\n\n---\n\n比去年早。")
    assert read(within).articles[1].body.endswith("提示：天气会变，请以当天为准。")


def test_names_in_brackets_above_headings() -> None:
    text = (
        "# 田头小报 第2期\n\n【收获】\n\n### 麦子割完了\n\n三天割了两百亩。\n\n"
        "【水利】\n\n### 水渠清淤\n\n五天清完。\n\n"
        "### 鱼塘放苗\n\n放了两千尾。\n"
    )
    assert titles(text) == [("收获", "麦子割完了"), ("水利", "水渠清淤"), ("水利", "鱼塘放苗")]


def test_an_end_does_not_reach_over_headings() -> None:
    text = (
        "# 田头日报 2031-05-02\n\n1. 收割机怎样保养 https://example.org/1\n"
        "2. 水泵为什么不出水 https://example.org/2\n"
        "3. 皮带松了怎么办 https://example.org/3\n\n* 编辑: 老秦\n\n## 田头日报 2031-05-03\n\n"
        "1. 锄头怎样磨 https://example.org/4\n2. 镰刀怎样磨 https://example.org/5\n"
        "3. 斧头怎样磨 https://example.org/6\n\n* 编辑: 老秦\n"
    )
    assert len(titles(text)) == 6


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**注意：**先关水", "注意：先关水"),
        ("_**一、[麦](https://example.org)**__**子**_", "一、麦子"),
        ("<p><b>井水</b>合格<br/></p>", "井水合格"),
        ("*井水 *合格，**水样 ** 三份", "井水 合格，水样  三份"),
        ("看 <https://example.org/a_b_c>", "看 https://example.org/a_b_c"),
        ("a_b_c 和 3*4*5", "a_b_c 和 3*4*5"),
        ("`a*b*` **c*", "a*b* **c*"),
        ("甲 \\| 乙", "甲 | 乙"),
        ("vector<T> 与 1 < 2", "vector<T> 与 1 < 2"),
        ("## 收获 ##", "收获"),
        ("[](https://example.org)", ""),
        ("<!-- 备注 -->", ""),
    ],
)
def test_words_without_signs(markdown: str, words: str) -> None:
    assert plain(markdown) == words


UNION = """# 青石工会简报

第3期（总第18期）

青石市总工会办公室编　2012年3月31日

## 【工作动态】

### 市总召开女职工座谈会

*青石市总　何晓*

3月8日，市总工会召开女职工座谈会。（市总女工部）

### 青石镇建起职工书屋

近日，书屋开放，藏书两千册。

供稿：青石镇总工会

## 【简讯】

- **两家企业签订集体合同**。工资每月十日发放。（城关镇总工会）
- **环卫站添置饮水机**。一线职工喝上了热水。（城建工会）

---

报：省总工会
"""


def test_a_bulletin_of_a_union_in_markdown() -> None:
    """Masthead, contributors and footer are what they are anywhere."""
    found = read(UNION)
    assert (found.issue.number, found.issue.period) == (3, "2012-03-31")
    assert [(a.section, a.title, a.contributor) for a in found.articles] == [
        ("工作动态", "市总召开女职工座谈会", "市总女工部"),
        ("工作动态", "青石镇建起职工书屋", "青石镇总工会"),
        ("简讯", "两家企业签订集体合同", "城关镇总工会"),
        ("简讯", "环卫站添置饮水机", "城建工会"),
    ]
    assert found.articles[0].byline == "青石市总　何晓"
    assert found.articles[1].body == "近日，书屋开放，藏书两千册。"
    assert "报：省总工会" in kinds(UNION, "footer")
