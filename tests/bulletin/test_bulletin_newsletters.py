"""A newsletter of a neighbourhood, printed in many ways: any two of its choices together must be read."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

import pytest

from unionsearch.bulletin import parse_text
from unionsearch.model import Article

ISSUE = (
    (
        "邻里快讯",
        (
            (
                "北岸花园换了新水泵",
                ("老水泵用了二十年，四楼以上常常没水。新水泵上周装好，当晚一次试水成功。",),
            ),
            ("旧物集市周六开张", ("摆摊不收钱，垫子请自己带。上回最好卖的是玩具，两点以前来的人最多。",)),
        ),
    ),
    (
        "身边故事",
        (
            (
                "二单元门口的长椅",
                (
                    "长椅是老木匠打的，他说木料反正是剩下的。椅子放在樟树底下，从早到晚没有空过。",
                    "去年冬天他走了，大家把椅子重新刷了一遍漆。",
                ),
            ),
            ("没有署名的一碗汤", ("出院回家那天，门把手上挂着一只保温桶。汤还是热的，里面没有纸条。",)),
            ("学会了说“早”", ("搬来六年，我和对门没有说过话。后来他替我取了三次菜，我们就都会说一声早。",)),
        ),
    ),
    (
        "办事指南",
        (
            ("停车费下月起有变化", ("临时停车由每小时三元调到四元，月卡不变，夜里十点以后免费。",)),
            ("老年卡怎样年审", ("带上身份证和旧卡，到任何一个网点刷一下就行，不用交钱。",)),
        ),
    ),
)
NAMES = ("段小满", "林晓枫", "周海山", "郑树月", "王川", "吴南", "李北")
NUMERALS = "一二三四五六七"

HEADS = {
    "plain": "北岸通讯\n2023年6月第3周\n编辑：居委会宣传组\n\n",
    "letter": "北岸通讯\n第 31 封\n2023年6月15日\n\n各位邻居：\n下面是这半个月的消息，请慢慢看。\n\n",
    "note": "北岸通讯\n第31期  2023年6月15日\n\n编者按：雨季到了，这一期多说几件和水有关的事。\n\n",
    "mail": "发件人：北岸居委会 <ba@example.org>\n主题：北岸通讯第31期\n日期：2023-06-15\n\n",
}
SECTIONS: dict[str, Callable[[str, int], str] | None] = {
    "none": None,
    "【】": lambda name, _: f"【{name}】",
    "bare": lambda name, _: name,
    "colon": lambda name, _: f"{name}：",
    "slashes": lambda name, _: f"// {name}",
    "part": lambda name, place: f"PART {place}　{name}",
    "bar": lambda name, place: f"0{place} | {name}",
    "stars": lambda name, _: f"★★ {name} ★★",
    "ruled": lambda name, _: f"{'=' * 20}\n{name}\n{'=' * 20}",
    "numeral": lambda name, place: f"{NUMERALS[place - 1]}、{name}",
}
TITLES: dict[str, Callable[[str, int], str]] = {
    "bare": lambda title, _: title,
    "1.": lambda title, number: f"{number}. {title}",
    "dash": lambda title, _: f"- {title}",
    "diamond": lambda title, _: f"◇ {title}",
    "plus": lambda title, _: f"＋{title}",
    "day": lambda title, number: f"6月{number}日　{title}",
    "below": lambda title, number: f"{number:02}\n{title}",
    "keycap": lambda title, number: f"{number}\ufe0f\u20e3 {title}",
    "waves": lambda title, _: f"~ {title} ~",
}
AUTHORS: dict[str, Callable[[int], str] | None] = {
    "none": None,
    "by": lambda number: f"文 | 阿{'南北东西中上下'[number - 1]}",
    "day": lambda number: f"2023-06-{number:02}",
    "category": lambda _: "分类：生活",
    "labels": lambda number: f"作者：林{'枫云海山川树月'[number - 1]}  时间：06-{number:02}",
}
ENDS: dict[str, Callable[[int], str] | None] = {
    "none": None,
    "more": lambda _: "阅读全文 >>",
    "link": lambda number: f"详情：https://example.org/p/{number}",
    "source": lambda _: "来源：北岸业委会",
    "name": lambda number: (
        f"（{['段小满', '林晓枫', '周海山', '郑树月', '王川', '吴南', '李北'][number - 1]}）"
    ),
}
RULES = {"none": "", "dashes": "-" * 20, "stars": "* * *"}
CHOICES: dict[str, list[str]] = {
    "head": list(HEADS),
    "section": list(SECTIONS),
    "title": list(TITLES),
    "author": list(AUTHORS),
    "end": list(ENDS),
    "rule": list(RULES),
    "blank": ["articles", "everywhere", "nowhere"],
}
USUAL = {key: choices[0] for key, choices in CHOICES.items()} | {"section": "【】"}


def printed(layout: Mapping[str, str]) -> str:
    lines: list[str] = []

    def add(text: str, *, apart: bool) -> None:
        if (
            lines
            and lines[-1]
            and (layout["blank"] == "everywhere" or (apart and layout["blank"] == "articles"))
        ):
            lines.append("")
        lines.extend(text.split("\n"))

    section, author, end = SECTIONS[layout["section"]], AUTHORS[layout["author"]], ENDS[layout["end"]]
    number = 0
    for place, (name, articles) in enumerate(ISSUE, 1):
        if section is not None:
            add(section(name, place), apart=True)
        for first, (title, paragraphs) in enumerate(articles):
            number += 1
            if first and RULES[layout["rule"]]:
                add(RULES[layout["rule"]], apart=True)
            add(TITLES[layout["title"]](title, number), apart=True)
            if author is not None:
                add(author(number), apart=False)
            for paragraph in paragraphs:
                add(f"　　{paragraph}", apart=False)
            if end is not None:
                add(end(number), apart=False)
    return HEADS[layout["head"]] + "\n".join(lines) + "\n"


def squeeze(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


def check(layout: Mapping[str, str]) -> None:
    articles: tuple[Article, ...] = parse_text(printed(layout), file="a.txt").articles
    named = SECTIONS[layout["section"]] is not None
    wanted = [(name if named else "", title) for name, titles in ISSUE for title, _ in titles]
    assert [(squeeze(a.section), squeeze(a.title)) for a in articles] == [
        (squeeze(name), squeeze(title)) for name, title in wanted
    ]
    texts = [paragraphs for _, titles in ISSUE for _, paragraphs in titles]
    for article, paragraphs in zip(articles, texts, strict=True):
        body = squeeze(article.body)
        assert body.startswith(squeeze("".join(paragraphs)))
        if layout["end"] != "link":
            assert body == squeeze("".join(paragraphs))
        if layout["end"] == "source":
            assert article.contributor == "北岸业委会"


PAIRS = [
    {**USUAL, one: a, other: b}
    for one, other in (("section", "title"), ("title", "author"), ("title", "end"), ("head", "section"))
    for a in CHOICES[one]
    for b in CHOICES[other]
]


@pytest.mark.parametrize("layout", PAIRS, ids=lambda layout: " ".join(layout.values()))
def test_two_choices(layout: dict[str, str]) -> None:
    check(layout)


def test_most_of_any_choices() -> None:
    """Not every mixture can be read, but of a hundred all but a few."""
    chance = random.Random(31)
    failed = 0
    for _ in range(200):
        layout = {key: chance.choice(choices) for key, choices in CHOICES.items()}
        try:
            check(layout)
        except AssertionError:
            failed += 1
    assert failed <= 6


def test_titles_of_one_length_above_whole_paragraphs_are_no_broken_lines() -> None:
    titles = [
        "渡口所在节日前检查三处码头的消防通道",
        "稽查队在西岸查获一批没有标签的旧缆绳",
        "农贸市场公平秤今年起每一个月校准一次",
        "检验所派两名工程师到三家船厂上门讲课",
    ]
    listed = "\n".join(f"{n}. {title}" for n, title in enumerate(titles, 1))
    body = "九月二十五日起，两岸各派两个人，清点了仓库里的存货，结果贴在服务台旁边。"
    texts = "\n\n".join(f"{n}. {title}\n{body * 2}\n{body}" for n, title in enumerate(titles, 1))
    text = f"渡口监管动态\n〔2023〕第15期\n\n目  录\n{listed}\n\n{texts}\n"
    assert [article.title for article in parse_text(text, file="x.txt").articles] == titles


def test_a_digest_says_what_it_has_in_other_words() -> None:
    titles = ["渡口1至8月客流突破九十万人次", "【走两岸】石桥村：一条路带活一座山", "书屋开到晚上十点"]
    listed = "\n".join(f"{n}．{title}；" for n, title in enumerate(titles, 1))
    texts = "\n".join(f"{title}\n渡口台消息：{'两岸的居民今天都说起这件事。' * 4}" for title in titles)
    text = f"《渡口新闻》（20240913）\n今天节目的主要内容有：\n{listed}\n\n{texts}\n"
    assert [article.title for article in parse_text(text, file="x.txt").articles] == titles


@pytest.mark.parametrize("name", ["卷首语\n", "编者按："])
def test_a_foreword_may_stand_above_the_contents_list(name: str) -> None:
    titles = ["三百米长的落叶画", "食堂来了小监督员", "一张卡片说感谢"]
    foreword = "渡口的雾季到了，早上要等太阳出来才看得见对岸。这一期有画画的，有管伙食的，也有写卡片的。"
    listed = "\n".join(titles)
    texts = "\n\n".join(f"{title}\n{'操场边的孩子们说了很久，老师也在旁边听着。' * 3}" for title in titles)
    text = f"渡口小学简报\n2024年第3期\n\n{name}{foreword * 2}\n\n本期内容\n{listed}\n\n{texts}\n"
    found = parse_text(text, file="x.txt").articles
    assert [article.title for article in found][-3:] == titles and len(found) <= 4
    assert foreword in "".join(f"{article.byline}{article.body}" for article in found)  # it can be found
