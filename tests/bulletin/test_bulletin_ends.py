"""What an issue says of itself below its last article."""

from __future__ import annotations

import pytest

from unionsearch.bulletin import parse_text
from unionsearch.bulletin.reading import Bulletin

HEAD = "潮汐工会快报\n2019年第7期\n潮汐市总工会    2019年7月30日\n\n"
LAST = "船员们把省下来的柴油钱买了一台制冰机，放在码头的小屋里。"
ITEMS = (
    "★渡轮公司给售票亭装上遮阳棚\n　　十四座售票亭赶在入伏前装好了遮阳棚。\n（渡轮公司工会）\n"
    "★码头上有了一台制冰机\n　　" + LAST + "\n（港务站工会）\n"
)


def parse(text: str) -> Bulletin:
    return parse_text(HEAD + text, file="2019-07.txt")


@pytest.mark.parametrize(
    "end",
    [
        "本刊所载内容仅供会员参考，不代表本会观点。",
        "本快报由宣教部编辑，转载请注明出处。回复“订阅”，每天早上送到。",
        "编辑｜小潮工作室　　排版｜何闻\n长按识别二维码，订阅下一期",
        "\n潮汐工会快报编辑部\n主编：何闻　责任编辑：沈渡",
    ],
)
def test_it_is_no_article_and_no_text(end: str) -> None:
    bulletin = parse(ITEMS + end + "\n")
    assert [a.title for a in bulletin.articles] == ["渡轮公司给售票亭装上遮阳棚", "码头上有了一台制冰机"]
    assert bulletin.articles[-1].body == LAST
    assert bulletin.issue.footer is not None and bulletin.issue.footer.split() == end.split()


def test_a_call_for_papers_keeps_its_text() -> None:
    bulletin = parse(ITEMS + "\n★《快报》征稿启事\n本刊欢迎各分会投稿，字数不限，每月二十日截稿。\n")
    assert bulletin.articles[-1].title == "《快报》征稿启事"
    assert bulletin.articles[-1].body == "本刊欢迎各分会投稿，字数不限，每月二十日截稿。"


@pytest.mark.parametrize(
    "end",
    [
        "　　　　　　（本期责任编辑　何闻）",
        "编：小何  审：老沈  投稿请扫群二维码",
        "出品：潮汐市总工会\n编辑：小何",
    ],
)
def test_who_made_the_issue_signs_no_article(end: str) -> None:
    text = "★码头上有了一台制冰机\n　　" + LAST + "\n★值班室添了行军床\n　　台里把旧库房隔成三间。\n"
    bulletin = parse(text + "\n" + end + "\n")
    assert [(a.body, a.contributor) for a in bulletin.articles] == [
        (LAST, None),
        ("台里把旧库房隔成三间。", None),
    ]


def test_a_letter_ends_with_its_seal_and_what_is_enclosed() -> None:
    names = (
        "王海（一分会）    李云（二分会）    赵蕾（三分会）\n钱峰（四分会）  孙丽（五分会）  周敏（六分会）"
    )
    bulletin = parse(
        "关于表彰“帆船能手”的决定\n\n各分会：\n市总工会决定授予六人“帆船能手”称号。\n附：名单\n\n"
        "                                        潮汐市总工会\n"
        "                                        2019年7月15日\n\n附：\n          帆船能手名单（6名）\n"
        + names
        + "\n\n码头上有了一台制冰机\n\n"
        + LAST
        + "\n\n值班室添了行军床\n\n台里把旧库房隔成三间。\n"
    )
    assert [a.title for a in bulletin.articles] == [
        "关于表彰“帆船能手”的决定",
        "码头上有了一台制冰机",
        "值班室添了行军床",
    ]
    assert bulletin.articles[0].body.endswith(names)
    assert bulletin.articles[0].contributor is None


def test_a_letter_above_the_distribution_list_keeps_its_seal() -> None:
    bulletin = parse(
        ITEMS
        + "\n★关于推荐“帆船能手”的通知\n各分会于八月十日前报送推荐表。\n联系人：何闻　电话：5103366\n\n"
        + "潮汐市总工会委员会\n2019年7月15日\n\n送：市领导\n发：各分会\n"
    )
    assert bulletin.articles[-1].body.endswith("2019年7月15日")
    assert bulletin.issue.footer == "送：市领导\n发：各分会"


def test_a_label_in_brackets_within_a_text_is_no_section() -> None:
    text = (
        "渡轮公司工会推出“船员十条”\n七月起，船员十条写进了集体合同，一条一条都写明了谁来办。\n【十条摘要】\n"
        "1.船上设热水间。\n2.每年体检一次。\n（下略）\n\n"
        + "码头工会买来一台制冰机\n"
        + LAST
        + "\n\n气象台分会添置行军床\n台里把旧库房隔成三间。\n\n主编　何闻　　编辑　沈渡\n"
    )
    bulletin = parse(text)
    assert [(a.title, a.section, a.contributor) for a in bulletin.articles] == [
        ("渡轮公司工会推出“船员十条”", None, None),
        ("码头工会买来一台制冰机", None, None),
        ("气象台分会添置行军床", None, None),
    ]
    assert bulletin.articles[-1].body == "台里把旧库房隔成三间。"
