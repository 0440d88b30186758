"""What pages of the web print above the first article: the site, their own title, a stamp, the name again."""

from __future__ import annotations

import pytest

from unionsearch.bulletin import parse_text

ARTICLES = (
    ("渡船改为每刻钟一班", "从本月起，东西两岸之间的渡船每十五分钟开一班，末班推迟到夜里十点，票价不变。"),
    (
        "旧仓库里开出一家书屋",
        "粮站的旧仓库空了十二年，去年冬天由几位退休教师改成书屋，每天下午开门，借书不用押金。",
    ),
    (
        "三座石桥完成加固",
        "工程队用了四十天，把松动的条石逐块取下再砌回去，桥面的凿痕都留着，过桥的人看不出动过。",
    ),
)
BODY = "\n\n".join(f"{title}\n\n{text}" for title, text in ARTICLES) + "\n"
STAMP = "\n\n渡口在线 2024-09-24 06:03\n\n渡编辑 林小河 周望\n\n"


def titles(text: str) -> list[str]:
    return [article.title for article in parse_text(text, file="x.txt").articles]


EXPECTED = [title for title, _ in ARTICLES]


@pytest.mark.parametrize(
    "head",
    [
        "渡口论坛\n\n",
        "首页\n\n最新公告\n\n两岸新闻\n\n",
        "渡口早读｜渡船加班，书屋开门，石桥完工" + STAMP,
        "一周速览 | 渡船加班；书屋开门" + STAMP,
        "渡口在线\n\n渡船改为每刻钟一班；石桥加固有了新进展" + STAMP,
        "2024.09.24 - 石桥完成加固\n\n",
        "首页 > 两岸时讯 > 正文\n\n两岸时讯\n2024年NO.4 两岸时讯\n\n",
        "渡口日报海外版 2024年9月24日 星期二\n\n乡讯\n\n《 渡口日报海外版 》（ 2024年9月24日 第 07 版）\n\n",
        "两岸简讯（2024.09.24）\n渡口在线两岸简讯\n\n",
    ],
)
def test_what_a_page_prints_above_the_first_title_is_no_article(head: str) -> None:
    found = parse_text(head + BODY, file="x.txt").articles
    assert [(a.title, a.body) for a in found] == list(ARTICLES)


def test_text_below_the_stamp_introduces_the_articles() -> None:
    intro = "今天是二十四日，下面是两岸一天里的几件事。"
    found = parse_text(f"渡口早读｜渡船加班{STAMP}{intro}\n\n{BODY}", file="x.txt").articles
    assert [a.title for a in found] == EXPECTED
    assert found[0].byline == intro


def test_a_name_below_the_stamp_is_the_section() -> None:
    head = f"一周速览 | 渡船加班{STAMP}核心提示：●渡船●书屋●石桥\n\n●书屋借书不用押金\n\n●石桥看不出动过\n\n"
    found = parse_text(f"{head}两岸动静\n\n{BODY}", file="x.txt").articles
    assert [(a.title, a.section) for a in found] == [(title, "两岸动静") for title in EXPECTED]
    assert "书屋借书不用押金" in (found[0].byline or "")  # what is printed can be found


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("　　　　　　　　风雨同舟\n\n　　　　渡口镇修船队二十年纪事\n\n", "风雨同舟 渡口镇修船队二十年纪事"),
        ("修船队二十年｜老艄公的账本\n\n渡口在线 2024-09-24 06:03\n\n", "修船队二十年｜老艄公的账本"),
        ("守好每一条渡船；走好每一段水路" + STAMP, "守好每一条渡船；走好每一段水路"),
    ],
)
def test_an_article_keeps_its_title(head: str, title: str) -> None:
    text = "修船队成立那年只有三个人，一条旧驳船既是工棚又是宿舍，冬天江风从船板缝里灌进来。"
    found = titles(f"{head}{text}\n\n{BODY}")
    assert found[0].replace(" ", "") == title.replace(" ", "")


def test_an_article_about_the_bulletin_is_no_masthead() -> None:
    first = "《渡口职工生活》创刊\n\n创刊号印了五百份，两天就送完了。"
    found = titles(f"渡口职工生活\n第3期　2024年9月24日\n\n{first}\n\n{BODY}")
    assert found[0] == "《渡口职工生活》创刊"


def test_a_text_that_the_page_cut_off_is_no_title() -> None:
    cut = BODY.replace("过桥的人看不出动过。\n", "过桥的人看不出动过。\n\n桥头的老人说，涨水那年桥身也…\n")
    more = f"{cut}\n\n河堤上新种了一排柳树\n\n柳树是学校的孩子种的，一共六十四棵，每棵都挂了名牌。\n"
    found = parse_text(more, file="x.txt").articles
    assert [a.title for a in found] == [*EXPECTED, "河堤上新种了一排柳树"]
    assert found[2].body.endswith("桥身也…")


def test_a_way_back_to_the_top_ends_an_article() -> None:
    top = "- - - - - - - - - -< t o p >- - - - - - - - - -"
    listed = "".join(f"{title}\n" for title in EXPECTED)
    body = "".join(f" \n{title}\n\n{text}\n{top}\n" for title, text in ARTICLES)
    head = "發刊日期：2005-06-06\n發刊期數：第412期  發刊頻率：每日一次  發行量：459\n渡口日讀\n\n"
    found = parse_text(f"{head}{listed}\n{body}", file="x.txt").articles
    assert [(a.title, a.body) for a in found] == list(ARTICLES)


@pytest.mark.parametrize(
    "head", ["渡口周报 第36期｜渡船改为每刻钟一班\n\n", "首页 > 乡讯 > 渡船改为每刻钟一班\n\n"]
)
def test_a_title_that_the_head_has_as_well_is_kept(head: str) -> None:
    assert titles(f"{head}渡口编辑部\n2024年6月第2周\n\n{BODY}")[-3:] == EXPECTED


def test_a_list_below_a_head_that_has_its_first_title_is_a_list() -> None:
    listed = "".join(f"- {title}\n" for title in EXPECTED)
    head = f"渡口周报 Vol.36｜{EXPECTED[0]}\n\n渡口编辑部\n2024年6月第2周\n\n本期目录\n{listed}\n"
    assert titles(f"{head}{BODY}") == EXPECTED


def test_a_farewell_below_the_last_rule_is_no_article() -> None:
    ruled = "".join(f"{title}\n\n{text}\n\n----\n\n" for title, text in ARTICLES)
    assert titles(f"渡口周报 第36期\n\n{ruled}感谢阅读，我们下周见。\n") == EXPECTED
    more = "河堤上新种了一排柳树\n\n一共六十四棵。\n"
    assert titles(f"渡口周报 第36期\n\n{ruled}{more}") == [*EXPECTED, "河堤上新种了一排柳树"]


def test_days_that_go_on_above_titles_are_sections() -> None:
    days = ("7月1日", "7月3日", "7月5日")
    body = "".join(f"\n{day}\n\n{title}\n{text}\n" for day, (title, text) in zip(days, ARTICLES, strict=True))
    found = parse_text(
        f"两岸一周回顾（7月1日—7月7日）\n2024-07-08 08:30 来源：渡口在线\n{body}", file="x.txt"
    ).articles
    assert [(a.section, a.title, a.body) for a in found] == [
        (day, *article) for day, article in zip(days, ARTICLES, strict=True)
    ]


def test_days_that_sign_notices_are_no_sections() -> None:
    days = ("7月1日", "7月3日", "7月5日")
    body = "".join(
        f"{title}\n{text}\n渡口管理所\n\n{day}\n\n" for day, (title, text) in zip(days, ARTICLES, strict=True)
    )
    found = parse_text(f"两岸告示\n2024年第7期\n\n{body}", file="x.txt").articles
    assert [a.section for a in found] == [None] * len(found)


def test_particulars_above_the_first_title_go_with_it() -> None:
    particulars = "本月书目：《山中的四季》\n聚会时间：5月18日下午两点\n聚会地点：绿洲书店二楼"
    found = parse_text(f"绿洲通讯 2024年5月号\n\n{particulars}\n\n{BODY}", file="x.txt").articles
    assert [a.title for a in found] == EXPECTED
    assert found[0].byline == particulars


def test_a_stamp_may_begin_with_who_put_the_page_up() -> None:
    stamp = "发布者：校友办 发布时间：2023-10-20 浏览次数：356"
    assert titles(f"梧桐通讯（2023年秋季号）\n{stamp}\n\n{BODY}") == EXPECTED


def test_bare_heads_of_pages_are_print() -> None:
    first, *rest = (f"{title}\n{text}\n\n" for title, text in ARTICLES)
    text = f"老年校报\n2024年第8期\n\n第一版\n\n{first}第二版\n\n{''.join(rest)}"
    assert [(a.title, a.body) for a in parse_text(text, file="x.txt").articles] == list(ARTICLES)


def test_two_arrows_before_each_title_are_a_mark() -> None:
    head = (
        "Subject: 岸边笔记 No.7\nFrom: a@example.org\n\n朋友们好，\n\n这是第七封信。这周江水又涨了一点。\n\n"
    )
    short = ("渡船加班", "书屋开门", "石桥完工")
    marked = "".join(f">> {title}\n\n{text}\n\n" for title, (_, text) in zip(short, ARTICLES, strict=True))
    assert titles(f"{head}{marked}下封信见。\n小林\n\n不想再收到这封信？点击退订。\n") == list(short)


def test_a_title_that_ends_with_the_name_is_kept() -> None:
    first = "我与渡口早读\n\n我从创刊那天起就读它，剪下来的报纸贴满了三个本子。"
    assert titles(f"渡口早读简报\n渡口早读　第3期　2024年9月24日\n\n{first}\n\n{BODY}")[0] == "我与渡口早读"


def test_a_greeting_may_say_what_this_is_above_the_first_section() -> None:
    hello = "大家好，这里是渡口精选，每周日更新。"
    first, *rest = (f"{title}\nhttps://example.org/{len(title)}\n{text}\n\n" for title, text in ARTICLES)
    text = f"渡口精选 2023 年第 12 期\n\n{hello}\n\n文章推荐\n\n{first}书籍推荐\n\n{''.join(rest)}"
    found = parse_text(text, file="x.txt").articles
    sections = ("文章推荐", "书籍推荐", "书籍推荐")
    assert [(a.section, a.title) for a in found] == list(zip(sections, EXPECTED, strict=True))
    assert found[0].byline == hello


def test_an_end_between_dashes_ends_the_issue() -> None:
    found = parse_text(f"渡口周报 第36期\n\n{BODY}\n—— 本期完 ——\n", file="x.txt")
    assert [a.title for a in found.articles] == EXPECTED
    assert found.issue.footer == "—— 本期完 ——"
