"""What a section's name says of its items, and what they say themselves."""

from __future__ import annotations

from unionsearch.bulletin import parse_text
from unionsearch.model import Article

HEAD = "潮汐工会信息\n2019年第7期\n潮汐市总工会    2019年7月30日\n\n"
TITLES = ["渡轮公司工会给售票亭装上遮阳棚", "造纸厂工会请职工自编操作口诀", "气象台分工会添置行军床"]
LONG = "　　这件事从春天说起。职工在意见箱里写了三回，分会主席看了三回，每一回都带着尺子去量。\n" * 3
SHORT = "　　职工说好用。\n"


def _found(text: str) -> list[Article]:
    found = list(parse_text(HEAD + "【基层快报】\n\n" + text, file="2019-07.txt").articles)
    assert [a.title for a in found] == TITLES
    return found


def test_titles_above_paragraphs_are_articles_whatever_the_section_is_called() -> None:
    found = _found("".join(f"{title}\n{LONG}\n" for title in TITLES))
    assert [a.kind for a in found] == ["article"] * 3


def test_most_of_a_section_says_what_all_of_it_is() -> None:
    texts = [LONG, SHORT, LONG]
    found = _found("".join(f"{t}\n{text}\n" for t, text in zip(TITLES, texts, strict=True)))
    assert [a.kind for a in found] == ["article"] * 3
    texts = [SHORT, LONG, SHORT]
    found = _found("".join(f"{t}\n{text}\n" for t, text in zip(TITLES, texts, strict=True)))
    assert [a.kind for a in found] == ["brief"] * 3


def test_paragraphs_that_begin_with_their_titles_are_briefs() -> None:
    found = _found("".join(f"●{title}。{LONG.strip()}\n\n" for title in TITLES))
    assert [a.kind for a in found] == ["brief"] * 3
