"""A line that names its writers by itself ends an article, though no other line is like it."""

from __future__ import annotations

import pytest

from unionsearch.bulletin import parse_text

FIRST = "厂区东门换上了新的遮雨棚\n　　遮雨棚用了三天装好，上下班的人不再挤在门岗的屋檐底下躲雨。\n"
SECOND = "食堂把晚饭推迟了半小时\n　　中班工人下班以后也能吃到热菜，食堂师傅轮流值守，饭菜价格没有变。\n"


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("轧钢厂 周小满", "轧钢厂 周小满"),
        ("　　研究院 周小满 林树", "研究院 周小满 林树"),
        ("原料厂：周小满", "原料厂：周小满"),
        ("文/图 周小满", "周小满"),
        ("　　文 周小满 林树", "周小满 林树"),
        ("　　文：周小满 林树 图：方远", "文：周小满 林树 图：方远"),
    ],
)
def test_writers_end_the_text_above(line: str, who: str) -> None:
    for text in (f"{FIRST}{line}\n{SECOND}", f"{SECOND}\n{FIRST}{line}\n"):
        signed, other = sorted(parse_text(text, file="x.txt").articles, key=lambda a: "食堂" in a.title)
        assert signed.contributor == who
        assert signed.body.endswith("躲雨。")
        assert (other.title, other.contributor) == ("食堂把晚饭推迟了半小时", None)


@pytest.mark.parametrize(
    "line",
    [
        "轧钢厂 周小满\n炼铁厂 林树\n",  # a list of names
        "周小满的第一个夜班\n",  # a heading
        "轧钢厂 周小满\n2019年5月6日\n",  # who signs a letter
    ],
)
def test_names_in_a_text_are_text(line: str) -> None:
    (first, *_) = parse_text(f"{FIRST}{line}{SECOND}", file="x.txt").articles
    assert first.contributor is None


def test_an_imprint_below_a_rule_is_no_article() -> None:
    imprint = "灯下编辑部　周小满　林树\n写信告诉我们　hello@example.org\n"
    found = parse_text(
        f"{FIRST}\n{SECOND}\n・・・・・・・・・・・・・・・・\n\n{imprint}", file="x.txt"
    ).articles
    assert [a.contributor for a in found] == [None, None]
