"""Who sent articles in, as each issue has its own way of saying it: learned from the issue."""

from __future__ import annotations

import pytest

from unionsearch.bulletin import parse_text
from unionsearch.bulletin.reading import Bulletin

HEAD = "潮汐工会信息\n2019年第7期\n潮汐市总工会    2019年7月30日\n\n"
ITEMS = (
    ("渡轮公司给售票亭装上遮阳棚", "十四座售票亭赶在入伏前装好了遮阳棚，亭内温度低了六度。", "渡轮公司工会"),
    ("造纸厂职工自编操作口诀", "三号机班把四十道工序编成口诀，新来的徒弟两周就能顶岗。", "造纸厂工会生产部"),
    ("菜市场里办起周末识字班", "摊主们收摊以后学写进货单，第一期来了二十六人。", "东市街道总工会"),
    ("气象台值班室添了行军床", "台里把旧库房隔成三间，夜班人员可以轮流睡上两个小时。", "气象台分工会"),
)
UNITS = [unit for _, _, unit in ITEMS]


def parse(text: str) -> Bulletin:
    return parse_text(HEAD + text, file="2019-07.txt")


def issue(item: str) -> Bulletin:
    return parse("\n\n".join(item.format(title=t, text=x, unit=u) for t, x, u in ITEMS) + "\n")


@pytest.mark.parametrize(
    "signed",
    [
        "    ——供稿：{unit}",
        "——{unit}",
        "／{unit}",
        "◁{unit}",
        "@{unit}",
        "投稿单位：{unit}",
        "来件：{unit}",
        "[来自：{unit}]",
        "<{unit}>",
        "～{unit}～",
        "                        {unit}",
        "                                        {unit}",
    ],
)
def test_lines_of_one_shape_below_texts(signed: str) -> None:
    bulletin = issue("{title}\n    {text}\n" + signed)
    assert [a.title for a in bulletin.articles] == [title for title, _, _ in ITEMS]
    assert [a.contributor for a in bulletin.articles] == UNITS
    assert [a.body for a in bulletin.articles] == [text for _, text, _ in ITEMS]


@pytest.mark.parametrize(
    "signed", ["[{unit}]", "【{unit}】", " {unit}", "——{unit}", "／{unit}", "（来稿：{unit}）"]
)
def test_ends_of_one_shape_behind_the_last_sentence(signed: str) -> None:
    bulletin = issue("{title}\n    {text}" + signed)
    assert [a.title for a in bulletin.articles] == [title for title, _, _ in ITEMS]
    assert [a.contributor for a in bulletin.articles] == UNITS
    assert [a.body for a in bulletin.articles] == [text for _, text, _ in ITEMS]


def test_names_of_any_kind_end_where_the_units_end() -> None:
    """A commentator and an office without one of the usual endings stand as far right as the units."""
    who = ["渡轮公司工会", "港区党工委", "本刊评论员", "气象台分工会"]
    text = "\n\n".join(f"{t}\n    {x}\n{w:>30}" for (t, x, _), w in zip(ITEMS, who, strict=True))
    assert [a.contributor for a in parse(text).articles] == who


def test_one_line_of_a_shape_is_text() -> None:
    title, text, unit = ITEMS[0]
    (article,) = parse(f"{title}\n    {text}\n——{unit}\n").articles
    assert article.contributor is None and unit in article.body


def test_items_of_a_list_are_no_contributors() -> None:
    """Each list stands below a sentence with a colon; its lines are marked alike, one below the other."""
    rows = "\n".join(f"◇{unit}" for unit in UNITS)
    text = "\n\n".join(f"{t}\n    {x}名单如下：\n{rows}\n    以上单位十月再来领奖。" for t, x, _ in ITEMS[:3])
    bulletin = parse(text)
    assert [a.contributor for a in bulletin.articles] == [None] * 3
    assert all(UNITS[3] in a.body for a in bulletin.articles)


def test_particulars_of_an_event_are_no_contributors() -> None:
    bulletin = issue("{title}\n    {text}\n联系人：柳依依")
    assert {a.contributor for a in bulletin.articles} == {None}


def test_units_below_the_titles_sent_the_articles_in_where_nothing_else_says_who() -> None:
    bulletin = issue("{title}\n{unit}\n\n    {text}")
    assert [a.contributor for a in bulletin.articles] == UNITS
    assert [a.byline for a in bulletin.articles] == [None] * 4


def test_units_below_the_titles_are_authors_where_others_sign() -> None:
    text = "\n\n".join(f"{t}\n{u}\n\n    {x}（秋浦县总工会）" for t, x, u in ITEMS)
    bulletin = parse(text)
    assert {a.contributor for a in bulletin.articles} == {"秋浦县总工会"}
    assert [a.byline for a in bulletin.articles] == UNITS


def test_people_below_the_titles_are_authors() -> None:
    bulletin = issue("{title}\n王小川\n\n    {text}")
    assert {a.contributor for a in bulletin.articles} == {None}


@pytest.mark.parametrize("begun", ["本刊讯（{unit}）", "{unit}："])
def test_units_in_the_first_words(begun: str) -> None:
    bulletin = issue("{title}\n    " + begun + "{text}")
    assert [a.contributor for a in bulletin.articles] == UNITS
    assert all(a.body.startswith(begun.format(unit=u)) for a, u in zip(bulletin.articles, UNITS, strict=True))


def test_words_before_a_colon_that_are_no_units() -> None:
    text = "\n\n".join(f"{t}\n    做法之{n}：{x}" for n, (t, x, _) in zip("一二三四", ITEMS, strict=True))
    assert {a.contributor for a in parse(text).articles} == {None}


def test_running_headers_with_their_page_number() -> None:
    """Below the text or right above the next title, in the masthead's words."""
    pages = [f"\n潮汐工会信息　2019年第7期　·{n}·\n" for n in (1, 2, 3, 4)]
    text = "".join(f"{t}\n    {x}\n（{u}）\n{page}" for (t, x, u), page in zip(ITEMS, pages, strict=True))
    bulletin = parse(text)
    assert [a.title for a in bulletin.articles] == [title for title, _, _ in ITEMS]
    assert [a.body for a in bulletin.articles] == [text for _, text, _ in ITEMS]


def test_lines_that_count_and_repeat_no_masthead_are_titles() -> None:
    text = "".join(f"车间日记　{n}\n    {x}\n\n" for n, (_, x, _) in enumerate(ITEMS, 1))
    assert [a.title for a in parse(text).articles] == [f"车间日记 {n}" for n in (1, 2, 3, 4)]


def test_straight_quotation_marks_end_a_sentence() -> None:
    title, text, unit = ITEMS[0]
    (article,) = parse(f'{title}\n    {text[:-1]},售票员说:"这下不怕晒了."({unit} 柳依依)\n').articles
    assert article.contributor == f"{unit} 柳依依"
    assert article.body.endswith('不怕晒了."')


def test_departments_below_titles_are_authors() -> None:
    """The second line is no part of the title above it, though nothing else in the issue stands so."""
    title, text, _ = ITEMS[1]
    first, *_ = parse(
        f"{title}\n潮汐市总工会劳动和经济工作部\n\n    {text}\n    {ITEMS[2][1]}（东市街道总工会）\n"
    ).articles
    assert (first.title, first.byline) == (title, "潮汐市总工会劳动和经济工作部")


def test_seals_end_letters_above_the_next_section() -> None:
    (t1, x1, u1), (t2, x2, _), (t3, x3, u3), _ = ITEMS
    text = f"来信\n{t1}\n{x1}\n{u1}\n渡轮公司团委员会\n\n回音\n{t2}\n{x2}\n\n名册\n{t3}\n{x3}（{u3}）\n"
    assert [a.section for a in parse(text).articles] == ["来信", "回音", "名册"]


def test_rows_of_names_are_no_titles() -> None:
    rows = "渡轮公司夜校　　　　造纸厂夜校\n港务集团夜校　　　　东市街道夜校\n电力公司夜校　　　　水务局夜校"
    text = f"2019年优秀夜校名单\n一、先进夜校（6个）\n{rows}\n二、先进教员（2名）\n柳依依　　　　陶小满\n"
    (article,) = parse(text).articles
    assert article.title == "2019年优秀夜校名单" and article.body.endswith("陶小满")


def test_units_and_people_without_any_mark_right_below_texts() -> None:
    """The text ends with them: the blank line stands below them and not above."""
    bulletin = issue("▲{title}\n{text}\n{unit}")
    assert [a.title for a in bulletin.articles] == [title for title, _, _ in ITEMS]
    assert [a.contributor for a in bulletin.articles] == UNITS
    assert {a.section for a in bulletin.articles} == {None}


def test_names_of_sections_below_texts_are_no_contributors() -> None:
    """A blank line stands above those."""
    bulletin = parse("\n\n".join(f"{unit}\n▲{title}\n{text}" for title, text, unit in ITEMS))
    assert [a.title for a in bulletin.articles] == [title for title, _, _ in ITEMS]
    assert {a.contributor for a in bulletin.articles} == {None}


def test_correspondents_in_the_first_words() -> None:
    people = ["通讯员 何闻", "通讯员 何闻 苏望", "记者 沈渡", "通讯员 沈渡"]
    text = "\n\n".join(
        f"{title}\n\n　　本报讯（{who}）{text}" for (title, text, _), who in zip(ITEMS, people, strict=True)
    )
    bulletin = parse(text + "\n")
    assert [a.contributor for a in bulletin.articles] == people


def test_who_passed_a_document_is_no_contributor() -> None:
    bulletin = parse(
        "渡轮公司服务公约\n（2019年7月3日渡轮公司第三届职工代表大会通过）\n"
        "本公约由全体船员商定，共有四条。\n开船前清点人数，靠岸后等老人先下。\n\n"
        + "\n\n".join(f"{title}\n{text}（{unit}）" for title, text, unit in ITEMS)
    )
    assert [a.title for a in bulletin.articles] == ["渡轮公司服务公约", *(title for title, _, _ in ITEMS)]
    assert bulletin.articles[0].contributor is None


def test_authors_with_their_year_or_as_senders_below_titles() -> None:
    authors = ["江月（1996级外语）", "孙茂（1982级机械）", "球队供稿", "赵湘（1979级电气）"]
    text = "\n\n".join(
        f"{n}、{title}\n　　　　　　　　　　{who}\n{text}"
        for n, ((title, text, _), who) in enumerate(zip(ITEMS, authors, strict=True), 1)
    )
    bulletin = parse(text)
    assert [a.body for a in bulletin.articles] == [text for _, text, _ in ITEMS]
    assert [a.byline for a in bulletin.articles] == authors
