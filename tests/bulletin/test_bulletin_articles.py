"""What the parser makes of the layouts of the genre, one small example each."""

from __future__ import annotations

import pytest

from unionsearch.bulletin import parse_text
from unionsearch.bulletin.reading import Bulletin
from unionsearch.model import Article

LONG = "会议回顾了上半年的工作，并对下半年的任务作了安排，四十名代表参加会议。"


def read(text: str, file: str = "a.txt") -> Bulletin:
    return parse_text(text, file=file)


def only(text: str) -> Article:
    (article,) = read(text).articles
    return article


def titles(text: str) -> list[str]:
    return [a.title for a in read(text).articles]


# -- titles and contributors ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closing", "contributor"),
    [
        ("（渡口区总工会）", "渡口区总工会"),
        ("          （渡口区总工会）", "渡口区总工会"),
        ("\n（渡口区总工会）", "渡口区总工会"),
        ("\n\n                    （渡口区总工会）", "渡口区总工会"),
        ("(渡口区总工会)", "渡口区总工会"),
        ("（ 渡口区总工会 ）", "渡口区总工会"),
        ("（渡口区总工会）。", "渡口区总工会"),
        ("（渡口区总工会、市教育工会）", "渡口区总工会、市教育工会"),
        ("（渡口区总工会  林小满）", "渡口区总工会  林小满"),
        ("（供稿：渡口区总工会）", "渡口区总工会"),
        ("（渡口区总工会供稿）", "渡口区总工会"),
        ("\n供稿：渡口区总工会", "渡口区总工会"),
        ("（综合来稿）", "综合来稿"),
        ("（林小满）", "林小满"),
        ("（渡口区总工会、市教育\n工会）", "渡口区总工会、市教育工会"),
        ("（渡口（开发区）工会）", "渡口（开发区）工会"),
        ("          渡口区总工会", "渡口区总工会"),
    ],
)
def test_closing_signatures(closing: str, contributor: str) -> None:
    article = only(f"渡口区总工会召开全委会\n\n{LONG}{closing}\n")
    assert article.contributor == contributor
    assert article.body == LONG


@pytest.mark.parametrize(
    "closing",
    [
        "（图为会场一角）",
        "（详见附件）",
        "（完）",
        "（下转第4版）",
        "（热烈鼓掌）",
        "（2011年3月5日）",
        "（共12页）",
        "（待续）",
        "（123）",
    ],
)
def test_remarks_in_closing_parentheses(closing: str) -> None:
    article = only(f"渡口区总工会召开全委会\n\n{LONG}{closing}\n")
    assert article.contributor is None
    assert article.body.endswith(closing)


def test_a_glued_signature_ends_like_a_unit() -> None:
    text = "渡口区总工会召开全委会\n\n会议由区总工会召集，参加会议的有全体委员和各街道工会主席共四十余人{}\n"
    assert only(text.format("（区总办公室）")).contributor == "区总办公室"
    assert only(text.format("（含列席）")).contributor is None


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("渡口区总工会\n召开全委会", "渡口区总工会召开全委会"),
        ("渡口区总工会\n\n召开全委会", "渡口区总工会召开全委会"),
        ("     渡口区总工会\n     召开全委会", "渡口区总工会召开全委会"),
        ("凝心聚力  共谋发展\n渡口区召开全委会", "凝心聚力 共谋发展渡口区召开全委会"),
        ("用心用情办实事\n——渡口区总工会二三事", "用心用情办实事——渡口区总工会二三事"),
        ("第四期“暖心服务\n\n互助会”启动", "第四期“暖心服务互助会”启动"),
        ("渡口推广 ISO\n9001 认证", "渡口推广 ISO 9001 认证"),
    ],
)
def test_wrapped_titles(printed: str, title: str) -> None:
    article = only(f"{printed}\n\n{LONG}（区总办公室）\n")
    assert article.title == title
    assert article.body == LONG


def test_an_article_right_below_a_signature() -> None:
    text = (
        f"【工作动态】\n渡口区召开全委会\n{LONG}（区总办公室）\n南岸区举办运动会\n{LONG}\n（南岸区总工会）\n"
    )
    assert titles(text) == ["渡口区召开全委会", "南岸区举办运动会"]


def test_articles_without_signatures_begin_at_titles() -> None:
    text = f"渡口镇工会召开代表大会\n\n{LONG}\n{LONG}\n南岸镇开展送温暖活动\n{LONG}\n\n"
    text += f"北山镇工会举办技能竞赛\n\n{LONG}\n"
    assert titles(text) == ["渡口镇工会召开代表大会", "南岸镇开展送温暖活动", "北山镇工会举办技能竞赛"]


def test_author_and_date_lines() -> None:
    article = only(f"谈谈工资集体协商\n本刊记者  林小满\n（2011年3月5日）\n\n{LONG}\n")
    assert article.byline == "本刊记者  林小满\n（2011年3月5日）"
    assert [str(d) for d in article.dates] == ["2011-03-05"]
    assert only(f"推进厂务公开的几点做法\n渡口区纺织厂工会\n\n{LONG}\n").byline == "渡口区纺织厂工会"


def test_an_editors_note_above_a_title() -> None:
    text = f"【经验交流】\n编者按：这一组做法值得一读。\n\n渡口镇工会有本民情账\n\n{LONG}（渡口镇工会）\n"
    article = only(text)
    assert article.title == "渡口镇工会有本民情账"
    assert article.byline == "编者按：这一组做法值得一读。"
    assert article.body == LONG


# -- sections -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        "【工作动态】",
        "［工作动态］",
        "〖工作动态〗",
        "[工作动态]",
        "【 工作动态 】",
        "【工  作  动  态】",
        "◆【工作动态】◆",
        "※工作动态※",
        "★ 工作动态 ★",
        "== 工作动态 ==",
        "工作动态",
    ],
)
def test_section_headers(header: str) -> None:
    bulletin = read(f"{header}\n\n渡口区总工会召开全委会\n\n{LONG}（区总办公室）\n")
    assert [a.section for a in bulletin.articles] == ["工作动态"]
    assert bulletin.regions[0].kind == "section header"


def test_brackets_within_a_title_are_no_header() -> None:
    assert only(f"【创先争优】渡口区总工会亮承诺\n\n{LONG}（区总办公室）\n").section is None


# -- briefs ---------------------------------------------------------------------------------------


def test_briefs() -> None:
    text = (
        "【工作简讯】\n"
        "渡口镇办起职工书屋。书屋藏书两千册。（渡口镇总工会）\n"
        "●南岸区开展“送清凉。到工地”活动。慰问一线职工。\n（南岸区总工会）\n"
        "2、北山区举办运动会。8月2日举行。（北山区总工会）\n"
        "江口师范举办讲座   邀请律师讲授劳动法，二百人到场。（江口师范工会）\n"
        "【西城区慰问环卫工人】8月5日，西城区总工会慰问环卫工人。（西城区总工会）\n"
    )
    articles = read(text).articles
    assert [a.title for a in articles] == [
        "渡口镇办起职工书屋",
        "南岸区开展“送清凉。到工地”活动",
        "北山区举办运动会",
        "江口师范举办讲座",
        "西城区慰问环卫工人",
    ]
    assert {a.kind for a in articles} == {"brief"}
    assert articles[0].body == "书屋藏书两千册。"
    assert articles[3].body == "邀请律师讲授劳动法，二百人到场。"
    assert articles[1].contributor == "南岸区总工会"


def test_bulleted_briefs_outside_a_brief_section() -> None:
    text = "【基层动态】\n●渡口镇办起职工书屋。藏书两千册。\n●南岸区举办运动会。三百人参加。\n"
    assert titles(text) == ["渡口镇办起职工书屋", "南岸区举办运动会"]


def test_bullets_within_an_article_are_its_text() -> None:
    article = only(
        f"渡口区总工会推进建会\n\n{LONG}\n●抓宣传。走访企业。\n●抓培训。举办两期。\n（区总组织部）\n"
    )
    assert article.kind == "article"
    assert "●抓培训。举办两期。" in article.body


def test_bulleted_titles() -> None:
    text = f"[工作动态]\n◆渡口区总工会召开全委会\n{LONG}\n◆南岸区总工会举办运动会\n{LONG}\n"
    assert titles(text) == ["渡口区总工会召开全委会", "南岸区总工会举办运动会"]


# -- reports and headings -------------------------------------------------------------------------

REPORT = (
    "团结职工  再立新功\n——在江口市总工会九届二次全委会上的报告\n\n"
    "林  江\n（2011年1月12日）\n\n各位委员、同志们：\n\n"
    f"我代表常委会作报告。\n2010年工作回顾\n{LONG}\n一、围绕大局，建功立业\n{LONG}\n（一）劳动竞赛有声有色\n{LONG}\n"
    f"二、围绕职工，排忧解难\n{LONG}\n2011年主要任务\n{LONG}\n一、抓协商\n{LONG}\n让我们为建设新江口而努力奋斗！\n"
)


def test_a_report_is_one_article_with_headings() -> None:
    article = only(REPORT)
    assert article.kind == "report"
    assert article.title == "团结职工 再立新功——在江口市总工会九届二次全委会上的报告"
    assert article.byline == "林  江\n（2011年1月12日）"
    assert [(h.level, h.text) for h in article.headings] == [
        (1, "2010年工作回顾"),
        (2, "一、围绕大局，建功立业"),
        (3, "（一）劳动竞赛有声有色"),
        (2, "二、围绕职工，排忧解难"),
        (1, "2011年主要任务"),
        (2, "一、抓协商"),
    ]
    assert article.heading_at(article.body.index("让我们")) == "一、抓协商"
    assert article.line_of(article.headings[0].start) == 10


def test_the_article_after_a_report() -> None:
    text = REPORT + f"\n渡口区总工会召开座谈会\n\n{LONG}（区总办公室）\n"
    assert [a.kind for a in read(text).articles] == ["report", "article"]


def test_numbered_headings_in_an_article() -> None:
    text = f"渡口区推进厂务公开\n\n{LONG}\n一、领导重视\n{LONG}\n二、制度健全。\n{LONG}\n（区总民管部）\n"
    article = only(text)
    assert article.kind == "article"
    assert [(h.level, h.text) for h in article.headings] == [(1, "一、领导重视"), (1, "二、制度健全。")]


def test_headings_without_numbers_in_a_signed_article() -> None:
    text = (
        f"南岸区召开会议\n{LONG}（南岸区总工会）\n\n渡口区推进厂务公开\n{LONG}\n"
        f"推进组织建设\n{LONG}\n推进制度建设\n{LONG}\n推进队伍建设\n{LONG}（区总民管部）\n"
    )
    assert titles(text) == ["南岸区召开会议", "渡口区推进厂务公开"]
    assert len(read(text).articles[1].headings) == 3


# -- above and below the articles -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("masthead", "values"),
    [
        (
            "江口工会简报\n第3期（总第87期）\n江口市总工会办公室编　　2011年3月31日",
            ("江口工会简报", 3, 87, "2011-03-31", "江口市总工会"),
        ),
        (
            "工 会 信 息\n2012年第7期\n主办：临江县总工会    2012.7.31",
            ("工会信息", 7, None, "2012-07-31", "临江县总工会"),
        ),
        (
            "内部资料  注意保存\n江 口 工 运\n（第十二期）\n"
            "江口市总工会办公室      二〇一一年十二月二十八日\n——————————",
            ("江口工运", 12, None, "2011-12-28", "江口市总工会"),
        ),
        (
            "工会动态\n第9期\n渡口钢铁公司工会     2013年9月",
            ("工会动态", 9, None, "2013-09", "渡口钢铁公司工会"),
        ),
        (
            "渡口工运\n第八期\n    渡口区总工会      二OO九年九月十五日",
            ("渡口工运", 8, None, "2009-09-15", "渡口区总工会"),
        ),
        (
            "江口工會通訊　總第五期　江口市總工會主辦　2010年5月28日",
            ("江口工會通訊", None, 5, "2010-05-28", "江口市總工會"),
        ),
    ],
)
def test_mastheads(masthead: str, values: tuple[object, ...]) -> None:
    bulletin = read(f"{masthead}\n\n渡口区总工会召开全委会\n\n3月12日，全委会召开。{LONG}（区总办公室）\n")
    issue = bulletin.issue
    assert (issue.title, issue.number, issue.total_number, issue.period, issue.publisher) == values
    assert issue.period_from == "masthead"
    assert [a.title for a in bulletin.articles] == ["渡口区总工会召开全委会"]
    assert bulletin.regions[0].kind == "masthead"


def test_a_title_that_speaks_of_a_number_is_no_masthead() -> None:
    text = f"第二期职工培训班开班\n\n{LONG}（区总办公室）\n"
    assert titles(text) == ["第二期职工培训班开班"]
    assert read(text).issue.number is None


@pytest.mark.parametrize(
    "contents",
    [
        "目    录\n\n渡口区总工会召开全委会……………1\n南岸区举办运动会………………2\n北山区慰问职工…………3\n",
        "本期导读\n★ 渡口区总工会召开全委会\n★ 南岸区举办运动会\n★ 北山区慰问职工\n",
        "本期主要内容：\n1.渡口区总工会召开全委会；\n2.南岸区举办运动会；\n3.北山区慰问职工。\n",
        "本 期 要 目\n渡口区总工会召开全委会………1\n南岸区举办运动会………2\n北山区慰问职工………3\n",
        "目录\n【工作动态】\n渡口区总工会召开全委会（1）\n南岸区举办运动会（2）\n北山区慰问职工（3）\n",
    ],
)
@pytest.mark.parametrize("section", ["", "【工作动态】\n"])
def test_contents_lists(contents: str, section: str) -> None:
    body = "\n".join(
        f"{t}\n\n{LONG}\n" for t in ("渡口区总工会召开全委会", "南岸区举办运动会", "北山区慰问职工")
    )
    bulletin = read(f"工会信息\n第3期\n\n{contents}\n{section}{body}")
    assert [a.title for a in bulletin.articles] == [
        "渡口区总工会召开全委会",
        "南岸区举办运动会",
        "北山区慰问职工",
    ]
    assert [r.kind for r in bulletin.regions][:2] == ["masthead", "contents list"]


@pytest.mark.parametrize(
    "footer",
    [
        "本期印发：市委、市政府，各区总工会",
        "报：省总工会\n送：市委办公室\n发：各区总工会",
        "报送：省总工会\n\n抄送：市委办公室\n\n责任编辑：林江    电话：1234567",
        "江口市总工会研究室                 共印200份",
        "主题词：工会  信息\n发：各区总工会\n江口市总工会办公室    2011年3月5日印发\n（共印80份）",
    ],
)
def test_footers(footer: str) -> None:
    bulletin = read(f"渡口区总工会召开全委会\n\n{LONG}（区总办公室）\n\n{footer}\n")
    assert bulletin.issue.footer == footer.replace("\n\n", "\n")
    assert bulletin.articles[0].contributor == "区总办公室"
    assert bulletin.regions[-1].kind == "footer"


def test_page_numbers_and_rules_are_no_text() -> None:
    article = only(f"渡口区总工会召开全委会\n\n{LONG}\n— 3 —\n{LONG}\n==========\n")
    assert article.body == f"{LONG}\n{LONG}"


# -- hard-wrapped files ---------------------------------------------------------------------------


@pytest.mark.parametrize("width", [28, 36, 40])
@pytest.mark.parametrize("indent", ["　　", "    "])
def test_hard_wrapped_paragraphs_are_whole_again(width: int, indent: str) -> None:
    paragraphs = [
        "六月以来，渡口区总工会组织工资集体协商指导员走进园区企业，面对面讲解要约的程序和时限，帮助企业工会算清职工的收入账。",
        "在纺织行业，二十二家小企业的职工推举出九名协商代表，同行业商会坐到一张桌子前，谈了四轮，最后在工价表上签了字，覆盖职工一千八百人。",
        "会上最费口舌的是淡季怎么办。职工一方提出保底工资，企业一方担心订单不稳，最后商定淡季按最低工资标准的一点二倍发放，旺季再补足差额，双方都点了头。",
        "协议期满之前一个月，工会将重新测算工价，把原料、汇率和同行的工资水平列成一张表，发到每一位协商代表手里，请大家带着意见再坐到那张桌子前来谈下一年。",
        "目前全区已签订工资专项集体合同三百一十份。",
    ]

    def wrap(text: str) -> str:
        text = indent + text
        return "\n".join(text[i : i + width] for i in range(0, len(text), width))

    text = (
        "             渡口区把协商桌搬进园区\n"
        + "\n".join(wrap(p) for p in paragraphs)
        + "\n（渡口区总工会）\n"
    )
    article = only(text)
    assert article.title == "渡口区把协商桌搬进园区"
    assert article.body.split("\n") == paragraphs
    assert article.line_of(0) == 2
    assert article.line_of(article.body.index("目前")) == text[: text.index("目前")].count("\n") + 1


def test_markdown_headings() -> None:
    text = f"# 【要闻】\n\n## 渡口区总工会召开全委会\n\n{LONG}\n\n（区总办公室）\n\n"
    text += f"## 南岸区举办运动会\n\n{LONG}\n"
    articles = read(text, "a.md").articles
    assert [(a.section, a.title) for a in articles] == [
        ("要闻", "渡口区总工会召开全委会"),
        ("要闻", "南岸区举办运动会"),
    ]


# -- no bulletins ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "春日\n\n小雨落在屋檐\n燕子飞过田野\n\n老人牵着孙儿\n走向远处的山\n",
        "import os\n\n\ndef main():\n    print(os.name)\n",
        "name,age\n张三,30\n李四,25\n",
        "\n\n  hello\nworld",
        "1\n2\n3\n",
        "-----\n=====\n",
        "报：省总工会\n送：市委\n",
    ],
)
def test_what_is_no_bulletin_is_one_article(text: str) -> None:
    bulletin = read(text)
    (article,) = bulletin.articles
    assert article.title == next(line.strip() for line in text.splitlines() if line.strip())
    assert article.section is None
    assert bulletin.issue.period is None


def test_white_space_is_no_article() -> None:
    assert read(" \n\t\n").articles == ()


def test_a_long_first_line_is_not_all_title() -> None:
    article = only("工会工作研究" * 2000)
    assert len(article.title) <= 120
    assert len(article.title) + len(article.body) == 12000


def test_traditional_characters() -> None:
    text = "江口工會信息\n第5期\n\n【簡訊】\n●渡口區舉辦運動會。三百人參加。（渡口區總工會）\n"
    text += "●南岸區慰問勞模。走訪十戶。（南岸區總工會）\n"
    bulletin = read(text)
    assert [(a.title, a.kind, a.contributor) for a in bulletin.articles] == [
        ("渡口區舉辦運動會", "brief", "渡口區總工會"),
        ("南岸區慰問勞模", "brief", "南岸區總工會"),
    ]
