"""One issue, printed in many layouts: whatever marks its sections and titles, the same articles are found.

The issue is invented, and so is every layout but the mark that it is named for; a reader would need no more
than the mark to see where an article begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from unionsearch.bulletin import parse_text
from unionsearch.model import Article

HEAD = ["青岚工会通讯", "2016年第7期（总第58期）", "青岚市总工会编印            2016年7月15日", ""]
FOOT = ["", "报：省总工会", "送：市委办公室", "发：各县区工会"]
COUNT = "一二三四五六七八九"

# Section, then title, contributor and paragraphs. The third article has headings of its own.
ISSUE: list[tuple[str, list[tuple[str, str, list[str]]]]] = [
    (
        "重点工作",
        [
            (
                "市工会部署三季度职工技能竞赛",
                "市总经济部",
                [
                    "7月2日，市总工会召开三季度职工技能竞赛部署会，十二个产业工会和九个县区工会的负责人参加。"
                    "会议明确了焊工、育婴员、快递员等八个工种的赛程，要求各承办单位抓紧编写试题、落实场地。",
                    "市总工会副主席程若溪说，竞赛要往一线走，让更多班组里的普通职工有机会上台。",
                ],
            ),
            (
                "职工服务中心搬进新址",
                "市总保障部",
                [
                    "经过半年的改造，位于云水路的职工服务中心新址日前启用，设有帮扶、法律、心理、培训四个窗口。",
                    "中心主任介绍说：“过去跑两趟的事，现在一趟就能办完。”",
                ],
            ),
        ],
    ),
    (
        "县区传真",
        [
            (
                "渔浦区三项措施破解小微企业建会难",
                "渔浦区总工会",
                [
                    "渔浦区小微企业多、分布散、用工变动大，单独建会十分困难。今年以来，区总工会采取三项措施。",
                    "第一步，网格摸底",
                    "把全区划成六十一个网格，由社区工会专干逐户登记，做到企业数清、职工数清、经营状况清。",
                    "第二步，楼宇联建",
                    "以楼宇为单位组建联合工会，由物业公司出场地，轮流担任主席，每季度办一次活动。",
                ],
            ),
            (
                "白鹭县环卫工有了歇脚的地方",
                "白鹭县总工会",
                [
                    "早上五点，环卫工老彭扫完第一遍街，走进街角的爱心驿站，给自己倒了一杯热水。像这样的驿站，"
                    "白鹭县今年建了二十三个，都设在沿街的银行、药店和邮政网点里。"
                ],
            ),
        ],
    ),
    (
        "职工之友",
        [
            (
                "夏夜的灯",
                "纺织总厂  卓然",
                [
                    "车间的灯是白的，宿舍的灯是黄的。下了中班往回走，远远看见三楼那一盏，我就知道小芹还没睡。",
                    "厂子搬走那年，我们几个人又回去看了一次。楼还在，灯没有了。",
                ],
            ),
            (
                "怎样看懂工资条",
                "市总法律部",
                [
                    "工资条上的应发、扣款、实发三栏，分别对应约定的报酬、依法代扣的社会保险费和实际到手的数额。"
                ],
            ),
        ],
    ),
]

#: How a section's header is written, by its name and place.
SECTIONS: dict[str, Callable[[str, int], str]] = {
    "【】": lambda name, _: f"【{name}】",
    "〖〗": lambda name, _: f"〖{name}〗",
    "◇◇": lambda name, _: f"◇{name}◇",
    "··": lambda name, _: f"·{name}·",
    "——": lambda name, _: f"——{name}——",
    "== ==": lambda name, _: f"== {name} ==",
    "※": lambda name, _: f"※ {name}",
    "★": lambda name, _: f"★{name}",
    "一、": lambda name, place: f"{COUNT[place]}、{name}",
    "##": lambda name, _: f"## {name}",
    "spaced": lambda name, _: "　".join(name),
    "bare": lambda name, _: name,
    "in the middle": lambda name, _: " " * 30 + name,
    "pictures": lambda name, place: f"{'🌱🍲📮'[place]} {name}",
}

#: How a title is written, by its words and number.
TITLES: dict[str, Callable[[str, int], str]] = {
    "bare": lambda title, _: title,
    "in the middle": lambda title, _: " " * ((70 - 2 * len(title)) // 2) + title,
    "1.": lambda title, number: f"{number}．{title}",
    "1、": lambda title, number: f"{number}、{title}",
    "1)": lambda title, number: f"{number}) {title}",
    "（一）": lambda title, number: f"（{COUNT[number - 1]}）{title}",
    "①": lambda title, number: f"{chr(0x245F + number)}{title}",
    "[1]": lambda title, number: f"[{number}] {title}",
    "01": lambda title, number: f"{number:02} {title}",
    "No.": lambda title, number: f"No.{number} {title}",
    "第1则": lambda title, number: f"第{COUNT[number - 1]}则　{title}",
    "●": lambda title, _: f"● {title}",
    "■": lambda title, _: f"■{title}",
    "▲": lambda title, _: f"▲{title}",
    "picture": lambda title, _: f"📌 {title}",
    "bold": lambda title, _: f"**{title}**",
    "###": lambda title, _: f"### {title}",
    "link": lambda title, number: f"### [{title}](https://example.org/{number})",
    "《》": lambda title, _: f"《{title}》",
    "= =": lambda title, _: f"= {title} =",
    "标题：": lambda title, _: f"标题：{title}",
    "colon": lambda title, number: f"{number}．{title}：",
}

#: A contributor on a line of its own.
OWN_LINES = {
    "own line": "（{}）",
    "at the right": " " * 50 + "{}",
    "label": "供稿：{}",
    "square brackets": "［{}］",
    "source": "信息来源：{}",
    "dash": "——{}",
    "symbol": "◇{}",
    "sent in": "{}供稿",
}


@dataclass(frozen=True)
class Layout:
    """How the issue is printed; without anything changed, as most are."""

    section: str | None = "【】"
    title: str = "bare"
    blank: str = "articles"  # nowhere, or above articles, or everywhere
    indent: str = "　　"
    signed: str | None = "glued"
    fold: int = 0
    contents: str | None = None
    above: tuple[str, ...] = ()
    rule: str | None = None
    headers: bool = False
    half_width: bool = False


def printed(layout: Layout) -> str:
    """The issue in this layout."""
    lines: list[str] = []
    number = 0

    def blank(where: str) -> None:
        if layout.blank in (where, "everywhere") and lines and lines[-1]:
            lines.append("")

    def paragraph(text: str) -> None:
        text = layout.indent + text
        width = layout.fold or len(text)
        while text:
            end = width + (text[width : width + 1] in tuple("，。、；：”）"))
            lines.append(text[:end])
            text = text[end:]
        blank("everywhere")

    for text in layout.above:
        lines.append(text)
        blank("everywhere")
    for place, (name, articles) in enumerate(ISSUE):
        if layout.section is not None:
            blank("articles")
            lines.append(SECTIONS[layout.section](name, place))
            blank("articles")
        for title, contributor, paragraphs in articles:
            number += 1
            blank("articles")
            if layout.rule and number > 1:
                lines.append(layout.rule)
            lines.append(TITLES[layout.title](title, number))
            if layout.signed == "author":
                lines.append("市总工会  程  枫")
            blank("everywhere")
            *first, last = paragraphs
            for text in first:
                paragraph(text)
            paragraph(f"{last}（{contributor}）" if layout.signed == "glued" else last)
            if layout.headers and number in (2, 4):
                lines += [f"— {number // 2} —", f"青岚市总工会{' ' * 30}工会通讯"]
            if layout.signed in OWN_LINES:
                lines.append(OWN_LINES[layout.signed].format(contributor))
    listed: list[str] = []
    if layout.contents is not None:
        listed = ["目    录"]
        for name, articles in ISSUE:
            if layout.section and layout.contents == "sections":
                listed.append(name)
            for title, _, _ in articles:
                pages = {"leaders": [f"{title}{'…' * 8}{len(listed)}"], "pages": [title, str(len(listed))]}
                listed += pages.get(layout.contents, [title])
        listed.append("")
    text = "\n".join([*HEAD, *listed, *lines, *FOOT]) + "\n"
    return text.translate(str.maketrans("，。：；（）", ",.:;()")) if layout.half_width else text


def bare(text: str | None) -> str:
    return re.sub(r"\s", "", text or "").translate(str.maketrans("，。：；（）", ",.:;()"))


def found(layout: Layout) -> tuple[Article, ...]:
    return parse_text(printed(layout), file="a.txt").articles


def check(layout: Layout) -> None:
    """Sections, titles, the ends of the texts, and contributors are those of the issue."""
    wanted = [(name, *article) for name, articles in ISSUE for article in articles]
    articles = found(layout)
    assert [bare(a.title) for a in articles] == [bare(title) for _, title, _, _ in wanted]
    for article, (section, _, contributor, paragraphs) in zip(articles, wanted, strict=True):
        assert article.section == (section if layout.section else None)
        body = bare(article.body)
        assert body.startswith(bare(paragraphs[0])) and body.endswith(bare(paragraphs[-1]))
        if layout.signed not in (None, "author"):
            assert bare(article.contributor) == bare(contributor)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("title", ["bare", "in the middle", "1.", "●", "[1]", "bold"])
def test_sections(section: str, title: str) -> None:
    check(Layout(section=section, title=title))


@pytest.mark.parametrize("section", [None, "【】", "★", "bare"])
@pytest.mark.parametrize("title", TITLES)
def test_titles(section: str | None, title: str) -> None:
    check(Layout(section=section, title=title))


@pytest.mark.parametrize("blank", ["nowhere", "everywhere"])
@pytest.mark.parametrize("title", ["bare", "1、", "▲", "《》", "###"])
@pytest.mark.parametrize("section", ["【】", "◇◇", "bare"])
def test_blank_lines(blank: str, title: str, section: str) -> None:
    if (section, title) != ("bare", "###"):
        check(Layout(section=section, title=title, blank=blank))


@pytest.mark.parametrize("signed", [None, "author", *OWN_LINES])
@pytest.mark.parametrize("title", ["bare", "in the middle", "（一）", "■"])
@pytest.mark.parametrize("section", ["【】", "bare"])
def test_contributors(signed: str | None, title: str, section: str) -> None:
    check(Layout(section=section, title=title, signed=signed))


@pytest.mark.parametrize(
    "byline", ["□ 何　晓", "本刊记者　何晓", "文/何晓", "来源：市总工会", "2016-07-12", "何晓/文　温岚/图"]
)
@pytest.mark.parametrize("title", ["bare", "●"])
def test_bylines(byline: str, title: str) -> None:
    text = printed(Layout(title=title, signed="author")).replace("市总工会  程  枫", byline)
    articles = parse_text(text, file="a.txt").articles
    assert [a.title for a in articles] == [title for _, group in ISSUE for title, _, _ in group]
    assert {a.byline for a in articles} == {byline}


@pytest.mark.parametrize("title", ["bare", "1.", "●", "01"])
@pytest.mark.parametrize("contents", ["titles", "leaders", "pages", "sections"])
@pytest.mark.parametrize("section", ["【】", "bare", "※"])
def test_contents_lists(title: str, contents: str, section: str) -> None:
    check(Layout(section=section, title=title, contents=contents))


@pytest.mark.parametrize("title", ["bare", "1、", "◇", "[1]"])
@pytest.mark.parametrize("section", [None, "【】", "——"])
@pytest.mark.parametrize(
    "above",
    [
        ("编者按：上半年，各级工会推出了不少新做法。本期选登几篇，供大家参考。",),
        ("【按】上半年，各级工会推出了不少新做法。本期选登几篇，供大家参考。",),
        ("各位工会干部：", "盛夏已至，感谢大家半年来的辛苦。这一期选登了基层的几篇稿件，欢迎批评。"),
    ],
)
def test_prefaces(title: str, section: str | None, above: tuple[str, ...]) -> None:
    layout = Layout(section=section, title="▲" if title == "◇" else title, above=above)
    check(layout)
    assert bare("".join(above)) in bare(found(layout)[0].byline)


@pytest.mark.parametrize("fold", [34, 38])
@pytest.mark.parametrize("title", ["bare", "in the middle", "1.", "◆", "01"])
@pytest.mark.parametrize("headers", [False, True])
def test_lines_that_are_broken(fold: int, title: str, headers: bool) -> None:
    layout = Layout(title="●" if title == "◆" else title, fold=fold, headers=headers)
    check(layout)
    check(replace(layout, signed="own line"))


@pytest.mark.parametrize("section", SECTIONS)
def test_half_width_punctuation(section: str) -> None:
    check(Layout(section=section, title="▲", half_width=True))
    assert "," in found(Layout(half_width=True))[0].body


@pytest.mark.parametrize("rule", ["----------", "= = = = = =", "◇◇◇◇◇◇"])
def test_rules_between_articles(rule: str) -> None:
    check(Layout(section=None, signed=None, rule=rule, blank="nowhere"))


@pytest.mark.parametrize(
    "line",
    [
        "（双月刊）",
        "2016年7月15日　星期五",
        "本期四版",
        "刊头题字：何晓",
        "QINGLAN GONGHUI",
        "创刊于1998年",
        "青工发〔2016〕7号",
    ],
)
@pytest.mark.parametrize("title", ["bare", "1.", "●"])
@pytest.mark.parametrize("section", [None, "【】", "bare"])
def test_what_mastheads_print_besides(line: str, title: str, section: str | None) -> None:
    text = printed(Layout(section=section, title=title)).replace(HEAD[2], f"{HEAD[2]}\n{line}")
    articles = parse_text(text, file="a.txt").articles
    assert [a.title for a in articles] == [title for _, group in ISSUE for title, _, _ in group]


BRIEFS = [
    ("城北小学落成新操场", "新操场铺设了透气式塑胶跑道，增设两片篮球场，周末向周边居民开放。"),
    ("河堤步道夜灯全部点亮", "沿河六公里步道安装太阳能路灯一百八十盏，亮灯时间为晚七点至十一点。"),
    ("社区食堂推出半份菜", "半份菜价格减半，上架两周剩菜量减少三成。食堂负责人说，老人和孩子最欢迎。"),
    ("旧书市集本周末开市", "市集设在文庙广场，五十个摊位免费提供，旧书可现场估价、互换。"),
]


@pytest.mark.parametrize("mark", ["{}. ", "{}、", "（{}）", "[{}] ", "●", "▲ ", "· ", "* ", "➤ ", "📌 "])
@pytest.mark.parametrize("between", ["。", "——", "  ", "："])
@pytest.mark.parametrize("section", ["", "【要闻】", "一、要闻"])
def test_briefs_with_their_title_run_in(mark: str, between: str, section: str) -> None:
    if section.startswith("一、") and mark == "{}、":
        return
    items = [f"　　{mark.format(n)}{title}{between}{text}" for n, (title, text) in enumerate(BRIEFS, 1)]
    if section.startswith("一、"):
        items[2:2] = ["二、便民"]
    articles = parse_text("\n".join([*HEAD, *filter(None, [section]), *items, *FOOT]), file="a.txt").articles
    assert [(a.title, a.body) for a in articles] == BRIEFS


@pytest.mark.parametrize("line", ["【{}】 {}", "**{}** {}", "{}  {}", "{}——{}"])
def test_briefs_without_a_mark(line: str) -> None:
    items = [line.format(*brief) for brief in BRIEFS]
    articles = parse_text("\n".join([*HEAD, "【要闻】", *items, *FOOT]), file="a.txt").articles
    assert [(a.title, a.body) for a in articles] == BRIEFS


@pytest.mark.parametrize(
    "heading",
    ["一、摸清家底", "（一）摸清家底", "1．摸清家底", "● 摸清家底", "**摸清家底**", "[1] 摸清家底", "第一步"],
)
def test_what_marks_the_headings_of_one_article_cuts_nothing(heading: str) -> None:
    """The same marks, below the title of an article that goes on."""
    paragraphs = ISSUE[1][1][0][2]
    second = heading.translate(str.maketrans("一1", "二2"))
    text = [*HEAD, "渔浦区三项措施破解小微企业建会难", paragraphs[0], heading, paragraphs[2], second]
    articles = parse_text("\n".join([*text, f"{paragraphs[4]}（区总工会）", *FOOT]), file="a.txt").articles
    assert [a.title for a in articles] == ["渔浦区三项措施破解小微企业建会难"]
