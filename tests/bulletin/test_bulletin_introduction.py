"""Numbers by themselves on two levels, and a text above the first section that says what the sections are."""

from __future__ import annotations

import pytest

from unionsearch.bulletin import parse_text

SECTIONS = (
    (
        "校园见闻",
        (
            ("操场边多了一排饮水台", "饮水台一高一矮，低年级的孩子不用再踮脚，水温也不烫嘴。"),
            ("图书角开到晚上六点", "放学以后没人接的孩子可以在图书角写作业，由家长轮流值班。"),
        ),
    ),
    (
        "家长来信",
        (
            ("请把校门口的灯修一修", "冬天放学时天已经黑了，门口的路灯坏了两盏，孩子们看不清台阶。"),
            ("谢谢那位骑车的保安", "上周孩子把书包忘在公交站，是保安骑车追了两站才追回来的。"),
        ),
    ),
)
INTRO = "2024年3月4日至3月8日，校报编辑组收到来稿三十多篇，按校园见闻、家长来信、食堂菜单作了归类。"


def found(text: str) -> list[tuple[str | None, str, str]]:
    return [(a.section, a.title, a.body) for a in parse_text(text, file="x.txt").articles]


EXPECTED = [(name, *article) for name, articles in SECTIONS for article in articles]


def numbered() -> str:
    lines: list[str] = []
    for place, (name, articles) in enumerate(SECTIONS, 1):
        lines += [f"0{place}", name]
        for number, (title, text) in enumerate(articles, 1):
            lines += [f"0{number}", title, text, f"链接：https://example.org/{place}/{number}"]
    return "\n\n".join(lines) + "\n"


@pytest.mark.parametrize("head", ["", f"校园一周简讯 ( 2024年 第9-10周 )\n校报组\n河畔小记\n\n{INTRO}\n\n"])
def test_numbers_of_sections_and_of_articles_may_look_alike(head: str) -> None:
    articles = found(head + numbered())
    assert [(section, title) for section, title, _ in articles] == [wanted[:2] for wanted in EXPECTED]
    assert all(body.startswith(wanted[2]) for (_, _, body), wanted in zip(articles, EXPECTED, strict=True))


def test_a_text_that_names_the_sections_introduces_them() -> None:
    text = "".join(
        f"【{name}】\n" + "".join(f"{t}\n{b}\n" for t, b in articles) for name, articles in SECTIONS
    )
    (first, *_), plain = parse_text(f"河畔小记\n{INTRO}\n{text}", file="x.txt").articles, found(text)
    assert plain == EXPECTED
    assert (first.section, first.title, first.byline) == ("校园见闻", EXPECTED[0][1], INTRO)


def test_a_text_that_names_one_section_is_an_article() -> None:
    text = "".join(
        f"【{name}】\n" + "".join(f"{t}\n{b}\n" for t, b in articles) for name, articles in SECTIONS
    )
    lead = ("编辑组搬进了新屋", "新屋在二楼，写家长来信的信箱挂在楼梯口，每天中午开一次。")
    assert found(f"{lead[0]}\n{lead[1]}\n{text}") == [(None, *lead), *EXPECTED]
