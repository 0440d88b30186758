"""Where titles touch their texts, what a blank line sets off above is none of theirs."""

from __future__ import annotations

import pytest

from unionsearch.bulletin import parse_text

ITEMS = (
    (
        "渡口修船队换了新班长",
        "老班长在船台上干了三十一年，交班那天把自己的刨子留给了徒弟。\n徒弟当天就用它刨平了一块甲板。",
    ),
    ("晒网场铺好石板路", "三百块石板是从旧码头拆下来的，铺路用了两个周末。"),
    ("渔歌班秋季开课", "渔歌班每周四晚上在祠堂上课，今秋来了二十名学员。\n最小的学员七岁。"),
    ("灯塔守望员讲往事", "守望员说，起雾的夜里每两分钟要敲一次钟，一直敲到天亮。"),
)


def _issue(head: str, within: str = "") -> str:
    parts = [f"{title}\n{text}" for title, text in ITEMS]
    parts[2] = within + parts[2]
    return head + "\n\n".join(parts) + "\n"


@pytest.mark.parametrize(
    ("head", "name"),
    [("◆渡口记事\n\n", "渡口记事"), ("渡口 Ferry\n\n", "渡口Ferry")],
)
def test_a_name_above_a_blank_line_heads_a_section(head: str, name: str) -> None:
    found = parse_text(_issue(head), file="x.txt").articles
    assert [(a.title, a.body) for a in found] == list(ITEMS)
    assert [a.section for a in found] == [name] * 4


def test_a_name_among_the_articles_heads_a_section() -> None:
    found = parse_text(_issue("", "Part 2. 岸上\n\n"), file="x.txt").articles
    assert [(a.title, a.body) for a in found] == list(ITEMS)
    assert [a.section for a in found] == [None, None, "岸上", "岸上"]


def test_lines_at_the_top_that_no_text_belongs_to_introduce_the_issue() -> None:
    found = parse_text(
        _issue("听一听渡口\n本期起可以收听\n欢迎各位转告邻里\n全文在下面\n\n"), file="x.txt"
    ).articles
    assert [(a.title, a.body) for a in found] == list(ITEMS)


def test_titles_over_several_paragraphs_stay_whole() -> None:
    parts = [f"{title}\n\n{text}" for title, text in ITEMS]
    parts[2] = f"祠堂里的周四\n\n{parts[2]}"
    found = parse_text("\n\n\n".join(parts), file="x.txt").articles
    assert [a.title for a in found] == [
        *(title for title, _ in ITEMS[:2]),
        f"祠堂里的周四{ITEMS[2][0]}",
        ITEMS[3][0],
    ]
    assert [a.section for a in found] == [None] * 4
