"""Nothing is lost: the regions account for every character, and values are made of their regions.

``UNIONSEARCH_LONG=1`` tries a hundred times as many texts (about an hour on one core).
"""

from __future__ import annotations

import os
import random
import re
import time
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from unionsearch.bulletin import Source, parse_source, parse_text
from unionsearch.bulletin.readers.source import Mark, Properties, Style
from unionsearch.bulletin.reading import Bulletin
from unionsearch.errors import MetadataError

TIMES = 100 if os.environ.get("UNIONSEARCH_LONG") else 1


LINK = re.compile(r"\]\([^()]*\)|\*\*|__|`|</?[a-z0-9]+[^<>]*>|!?\[(?=\])")


def squeeze(text: str) -> str:
    return "".join(text.split())


def made_of(value: str, text: str) -> bool:
    """The characters of ``value`` occur in ``text`` in this order."""
    rest = iter(text)
    return all(c in rest for c in value)


def check_account(text: str, bulletin: Bulletin) -> None:
    """Regions are in order, apart from each other, and hold every non-space character."""
    at = 0
    for region in bulletin.regions:
        assert at <= region.start < region.end <= len(text)
        assert not text[at : region.start].strip(), text[at : region.start]
        assert text[region.start : region.end].strip() == text[region.start : region.end]
        at = region.end
    assert not text[at:].strip()

    by_article: dict[tuple[str, int | None], str] = {}
    for region in bulletin.regions:
        key = region.kind, region.article
        by_article[key] = by_article.get(key, "") + squeeze(text[region.start : region.end])
    for article in bulletin.articles:
        number = article.number
        assert squeeze(article.title) and made_of(squeeze(article.title), by_article["title", number])
        assert squeeze(article.body) == by_article.get(("body", number), "")
        assert squeeze(article.byline or "") == by_article.get(("byline", number), "")
        printed = by_article.get(("contributor", number), "")
        # 本刊讯（市总工会） names the contributor in the text's first words, which stay in the text.
        assert bool(article.contributor) or not printed
        named = squeeze((article.contributor or "").replace("、", ""))
        assert made_of(named, printed) if printed else named in squeeze(article.body)
        # Nothing of the title's region is dropped but bullets, numbers, the mark after a lead, and Markdown.
        words = LINK.sub("", by_article["title", number])
        assert len(words) - len(squeeze(article.title)) <= 12
    assert {r.article for r in bulletin.regions} - {None} == {a.number for a in bulletin.articles}
    assert [a.number for a in bulletin.articles] == list(range(1, len(bulletin.articles) + 1))


def check_lines(text: str, bulletin: Bulletin) -> None:
    """A body's line map points at lines in which the characters stand."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for article in bulletin.articles:
        assert squeeze(article.title)[0] in lines[article.line - 1]
        assert [o for o, _ in article.lines] == sorted({o for o, _ in article.lines})
        for offset, c in list(enumerate(article.body))[:2000]:
            if not c.isspace():
                assert c in lines[article.line_of(offset) - 1]
        for heading in article.headings:
            assert article.body[heading.start :].startswith(heading.text)
            assert heading.level >= 1


def check(text: str, source: Source | None = None) -> None:
    try:
        bulletin = parse_source(source, file="a.docx") if source else parse_text(text, file="a.txt")
    except MetadataError:
        assert text.startswith("---")
        return
    check_account(text, bulletin)
    check_lines(text, bulletin)
    if text.strip() and not any(r.kind == "front matter" for r in bulletin.regions):
        assert bulletin.articles


ANY = st.text(max_size=400)
ALPHABET = (
    "市总工会召开职代会一二三、。，：！？（）()【】［］“”《》—－-.…●■◆1２3年月日期第报送发目录编"
    "\n\n\r\t \u3000\x0b\x0c\x00\u2028\u200b\ufeffaB"
)


@settings(max_examples=400 * TIMES, deadline=None)
@given(ANY)
@example("\x0c第一页\n\x0c第二页")
@example("a\r\nb\rc\nd")
@example("（")
@example("●")
@example("。甲乙丙丁戊己庚辛" * 9)
@example("一、")
@example("---\n\n---\n正文")
@example("### 夜班车\n\n[甲](https://example.org/a)来了，又走了。\n\n### ![](/b.jpg)\n\n乙来了，又走了。\n")
@example("---\ntitle: 甲\n---\n")
@example(
    "## 要闻\n\n### [一个标题](https://example.org/a-long-address)\n\n正文。\n\n### **二** `三`\n\n正文。\n"
)
@example("1、[标题](https://example.org/a)和[又一个](https://example.org/b)\n正文。\n2、标题\n正文。\n")
@example("市总工会,召开会议.\n一.开展帮扶.\n二.开展培训.\n(市总办公室)")
def test_any_text_is_accounted_for(text: str) -> None:
    check(text)


@settings(max_examples=800 * TIMES, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=300))
def test_any_text_of_a_bulletins_characters_is_accounted_for(text: str) -> None:
    check(text)


SENTENCES = [
    "3月8日，江口市总工会召开女职工座谈会，42名代表参加。",
    "近日，各镇工会开展送清凉活动，走访企业六十家。",
    "一是抓组建。全年新建工会31家（不含分会）。",
    "会议强调，要把职工的冷暖放在心上！",
    "活动将于12月31日前结束",
]
PARTS = st.sampled_from(
    [
        "江口工会简报",
        "第3期（总第40期）",
        "江口市总工会办公室编　2012年3月31日",
        "目  录",
        "【工作动态】",
        "［简讯］",
        "◆【服务职工】◆",
        "工作简讯",
        "市总工会召开全委会议",
        "  南岸区总工会推进\n  工资集体协商工作",
        "——在全委会上的报告",
        "陈  江\n（2012年3月5日）",
        "各位委员、同志们：",
        "一、去年的工作",
        "（一）抓好组建",
        "第一部分 回顾",
        "●渡口镇办起职工书屋。藏书两千册。（渡口镇总工会）",
        "■两家企业建会。",
        "1.加强领导。",
        "（南岸区总工会）",
        "(市总女工部)",
        "供稿：市总办公室",
        "（供稿：市总办公室）",
        "（图为会场）",
        "编者按：这一组经验值得一读。",
        "报：省总工会",
        "送：市委办公室",
        "责任编辑：陈江　电话：12345",
        "— 3 —",
        "==========",
        "职工书屋建成。   藏书两千册。    （渡口镇总工会）",
        "渡口镇办起夜校   每周两课，报名踊跃。",
        "《江口环卫》　2012年第4期",
        "2012年3月第2周　NO.4",
        "★党建要闻",
        "★支部风采",
        "● 数字",
        "※学会动态※",
        "== 版本发布 ==",
        "要　　闻",
        "## 快递",
        "### 驿站建成",
        "* 组件发布",
        "1．校长室召集会议",
        "2．食堂试行点菜",
        "一、简讯",
        "二、人物",
        "2.今日短评：",
        "让水库早日蓄水；",
        "水库开始蓄水⋯⋯⋯⋯3",
        "水库开始蓄水",
        "【换新】东门完成改造。旧门换了新门。",
        "本报讯（记者 田野）3月4日，渠道清淤开工",
        "来源：招商部　发布时间：2012-03-31",
        "县图书馆　柳　絮",
        "**供稿：江口工会**",
        "附件：1.名单",
        "银杏社区居委会　编印",
        "清溪镇党政办公室　2012年3月31日",
    ]
)
SEPARATORS = st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n", "\n    ", "\n　　", "\r"])


def wrapped(text: str, width: int) -> str:
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


PARAGRAPHS = st.builds(
    lambda sentences, mark, width: (wrapped if width else lambda t, _: t)("".join(sentences) + mark, width),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4),
    st.sampled_from(
        ["", "（市总办公室）", "      （市总办公室）", "\n        （市总办公室）", "(市总办公室)。"]
    ),
    st.sampled_from([0, 0, 30]),
)


MARKDOWN = st.sampled_from(
    [
        "# 江口工会周报 第3期",
        "# [2012-03-31](https://example.org/1)",
        "## 🌱 要闻",
        "##快递",
        "### [书屋建成](https://example.org/a) `#1`",
        "### 2) [驿站](https://example.org/b)@陈江",
        "### ![](/c.png)",
        "###",
        "夜校\n----",
        "周报\n====",
        "---",
        "1、[书屋](https://example.org/a)（上）",
        "_**02、[夜校](https://example.org/b)**__**开班**_",
        "**驿站**",
        "**驿站：**",
        "- **驿站**：面积六十平方米。",
        "- [驿站](#驿站)",
        "  - 里面的一项",
        "3. 水泵 - https://example.org/2",
        "[工具] 水泵：<https://example.org/2>",
        "- 编辑: 陈江",
        "> 引用的话。",
        "<p><strong>书屋</strong></p>",
        "<h3>驿站</h3>",
        "<!--",
        "-->",
        "```",
        "| 甲 | 乙 |",
        "[1]: https://example.org/3",
        "*来信人：陈江*",
        "* *",
        "## 订阅",
        "## 目录",
        "![图](/d.png)",
        "\\- 一项 \\| 两项 <http://example.org/a_b>",
        "**甲*乙_丙`丁[戊](己",
    ]
)


@settings(max_examples=800 * TIMES, deadline=None)
@given(
    st.lists(
        st.tuples(st.one_of(MARKDOWN, MARKDOWN, st.sampled_from(SENTENCES), PARTS), SEPARATORS), max_size=30
    )
)
def test_markdown_is_accounted_for(parts: list[tuple[str, str]]) -> None:
    check("".join(text + separator for text, separator in parts))


@settings(max_examples=800 * TIMES, deadline=None)
@given(st.lists(st.tuples(st.one_of(PARTS, PARAGRAPHS), SEPARATORS), max_size=30))
def test_what_looks_like_a_bulletin_is_accounted_for(parts: list[tuple[str, str]]) -> None:
    check("".join(text + separator for text, separator in parts))


STYLES = st.one_of(
    st.none(),
    st.builds(Style, st.sampled_from([None, None, 1, 2, 3]), st.booleans(), st.booleans(), st.booleans()),
)


@settings(max_examples=300 * TIMES, deadline=None)
@given(
    st.lists(st.tuples(st.one_of(PARTS, st.sampled_from([*SENTENCES, ""])), STYLES), max_size=30),
    st.dates(),
    st.integers(0, 3),
)
def test_documents_are_accounted_for(lines: list[tuple[str, Style | None]], made: date, missing: int) -> None:
    """Whatever styles a document gives its lines, and be there fewer marks than lines."""
    texts = [line for text, _ in lines for line in text.split("\n")]
    styles = [style for text, style in lines for _ in text.split("\n")]
    marks = tuple(Mark(1, n, style) for n, style in enumerate(styles, 1))
    text = "\n".join(texts)
    check(
        text,
        Source(text, None, marks[: max(0, len(marks) - missing)], "docx", Properties("江口工会信息", made)),
    )


def test_scraps_are_accounted_for() -> None:
    """A column of figures is one article; no layout is sought in it."""
    text = "".join(f"{n}\n" for n in range(30_000))
    bulletin = parse_text(text, file="a.txt")
    check_account(text, bulletin)
    assert len(bulletin.articles) == 1


def test_long_texts_are_read_in_linear_time() -> None:
    """Ten times the text takes nowhere near a hundred times as long: no look runs over a whole line."""
    units = (
        "市总工会开会\n",
        "（",
        "1",
        "5月3、",
        "“",
        "　",
        "一、\n",
        "●好。\n",
        "水利\n★水库蓄水\n蓄水了。\n",
    )
    units += (
        "【甲乙】丙丁。戊己。\n",
        "== 甲乙 ==\n丙丁\n",
        "1.甲乙。丙丁。\n",
        "## 甲\n### 乙\n",
        "## 甲\n1、[乙](https://a.b)\n丙。\n",
        "## 甲\n**",
        "[甲](b)*c ",
        "## 甲乙丙丁戊己庚\n- 甲乙丙丁戊己庚\n",
        "## 甲\n<b>`",
        "——\n",
        "《甲》",
    )
    for unit in units:
        small = unit * (10_000 // len(unit))
        start = time.perf_counter()
        parse_text(small, file="a.txt")
        first = time.perf_counter() - start
        start = time.perf_counter()
        parse_text(small * 10, file="a.txt")
        assert time.perf_counter() - start < 60 * max(first, 0.01), unit


def test_shuffled_lines_are_accounted_for() -> None:
    """Real layouts torn apart: every line of a bulletin in a random place."""
    lines = [
        "江口工会简报",
        "第3期",
        "2012年3月31日",
        "【工作动态】",
        "市总工会召开会议",
        "3月8日，会议在江口召开。（市总办）",
        "",
        "",
        "【简讯】",
        "●书屋建成。藏书两千册。（渡口镇总工会）",
        "（南岸区总工会）",
        "报：省总工会",
        "发：各镇",
        "一、做法",
        "  （2012年3月5日）",
    ]
    chance = random.Random(7)
    for _ in range(200):
        chance.shuffle(lines)
        check("\n".join(lines))
