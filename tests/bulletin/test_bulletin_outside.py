"""What stands above the first article and below the last one: greetings, hours. Invented texts."""

from __future__ import annotations

import pytest

from unionsearch.bulletin import parse_text
from unionsearch.model import Article

NEWS = {
    "谁把伞架搬走了？": "三号门的伞架不见了，保安查了录像，是清洁工拿去刷洗。洗好的架子今天放回原处。",
    "食堂新菜，尝过再说": "本周添了两道素菜，价格不变。厨师长请大家把意见写在本子上，下周调整咸淡。",
    "借书“超期”不再罚款": "从这个月起，超期的书只发提醒，不收钱。馆员说，去年收的罚款还不够买十本新书。",
    "操场翻修：先铺东边": "东半边的草皮已经揭掉，工期二十天。西半边照常开放，早晨跑步的人请靠里圈。",
}
HALVES = [list(NEWS)[:2], list(NEWS)[2:]]
SIGNERS = ["（后勤组 葛小川）", "（膳食组 柳青青）", "（图书室 尹朝阳）", "（体育组 宋长河）"]


def articles(text: str) -> list[Article]:
    return list(parse_text(text, file="a.txt").articles)


def titles(text: str) -> list[str]:
    return [a.title for a in articles(text)]


def sections(frame: str = "━━━ {} ━━━") -> str:
    """Two sections with two unmarked titles each."""
    parts = []
    for name, half in zip(("身边", "校园"), HALVES, strict=True):
        parts += [frame.format(name), *(f"{title}\n\n　　{NEWS[title]}" for title in half)]
    return "\n\n".join(parts) + "\n"


def numbered(rule: str = "", signed: bool = False) -> str:
    """一、 to 四、, each with its text, perhaps underlined, perhaps signed."""
    parts = []
    for n, (title, text) in enumerate(NEWS.items()):
        line = f"{'一二三四'[n]}、{title}\n" + (f"{rule}\n" if rule else "")
        parts.append(line + text + (f"\n{SIGNERS[n]}" if signed else ""))
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize(
    "front",
    [
        "南坡早报 | 6月3日 周二\n\n"
        "早上好，这里是《南坡早报》。喝杯水，再看今天的事。\n\n今日天气：阴有小雨\n今日限行：3和8\n",
        "南坡小学校讯\n二〇二二学年第二学期第4期    六月号\n\n"
        "尊敬的家长朋友：\n"
        "　　天热了，孩子们的水壶要装满。这一期说四件事，请您慢慢看。\n",
        "南坡教会通讯\n第88期　主后二〇二二年六月五日\n\n"
        "主日聚会　上午九时　　祷告会　周三晚七时\n本周值班　谷雨\n",
        "南坡午间播报\n6月3日 星期五 | 值班播音：丁丁\n\n各位中午好，欢迎收听。\n\n今日菜单：茄子、鲈鱼\n",
        "南坡小报\n第9期　2022年6月\n\n大伙儿好！上期错了两个字，给大家赔个不是。这一期补厚一点。\n",
    ],
)
def test_what_stands_above_the_first_section_is_no_article(front: str) -> None:
    assert titles(f"{front}\n{sections()}") == list(NEWS)


def test_a_signed_or_titled_text_above_the_first_section_is_one() -> None:
    top = "南坡小报\n第9期　2022年6月3日\n\n"
    letter = "致全体住户的一封信\n\n各位住户：\n　　老楼加固今年秋天开工，工期四个月，请大家互相体谅。\n\n"
    assert titles(top + letter + sections()) == ["致全体住户的一封信", *NEWS]
    news = (
        "南坡桥昨天通车\n\n　　昨天上午九点，南坡桥通车，第一辆过桥的是一辆送奶的三轮车。（桥梁组 桑田）\n\n"
    )
    assert titles(top + news + sections()) == ["南坡桥昨天通车", *NEWS]


@pytest.mark.parametrize("frame", ["≡≡≡ {} ≡≡≡", "✎✎ {} ✎✎", "~*~ {} ~*~", "🌾 {} 🌾", "∷∷ {} ∷∷"])
def test_any_sign_frames_the_names_of_sections(frame: str) -> None:
    found = articles("南坡小报\n第9期　2022年6月3日\n\n" + sections(frame))
    assert [(a.section, a.title) for a in found] == [
        (name, title) for name, half in zip(("身边", "校园"), HALVES, strict=True) for title in half
    ]


def test_numbers_go_on_over_sections_below_a_title_without_one() -> None:
    first, *others = NEWS
    body = f"≡≡≡ 身边 ≡≡≡\n\n{first}\n\n{NEWS[first]}\n\n≡≡≡ 校园 ≡≡≡\n\n"
    body += "\n\n".join(f"{'一二'[n]}、{title}\n{NEWS[title]}" for n, title in enumerate(others[:2]))
    body += f"\n\n≡≡≡ 操场 ≡≡≡\n\n三、{others[2]}\n{NEWS[others[2]]}\n\n"
    body += "四、灯修好了\n跑道边的灯换了新的，晚上九点才关。\n"
    assert titles("南坡小报\n第9期　2022年6月3日\n\n" + body) == [*NEWS, "灯修好了"]


@pytest.mark.parametrize(
    "rule", ["~~~~~~~~~~~~", "=======", "≈≈≈≈≈≈≈≈", "˙˙˙˙˙˙˙˙", "┄┄┄┄┄┄┄┄┄┄", "ˉˉˉˉˉˉˉˉˉˉ"]
)
def test_a_line_of_one_sign_underlines_a_title(rule: str) -> None:
    top = "南坡小报\n第9期　　2022年6月　　居委会和八位邻居一起编\n\n写在前面：上期停了一回，这期补上。\n\n"
    found = articles(top + numbered(rule))
    assert [a.title for a in found] == list(NEWS)
    assert all(a.body == NEWS[a.title] for a in found)


def test_a_foreword_without_a_title_stands_above_a_series() -> None:
    top = "南坡小报\n第9期　2022年6月3日\n\n写在前面：上期停了一回，这期补上。\n\n"
    assert titles(top + numbered()) == list(NEWS)


@pytest.mark.parametrize(
    "top",
    [
        "南坡居委会上半年工作总结\n\n上半年，居委会围绕四件事开展工作。\n\n",
        "南坡小报\n第9期　2022年6月3日\n\n雨季安全要点\n\n",
        "南坡小报\n第9期　2022年6月3日\n\n各楼组：\n现将近期几项工作安排如下。\n\n",
    ],
)
def test_numbers_below_a_title_or_an_order_are_headings(top: str) -> None:
    assert len(articles(top + numbered())) == 1


@pytest.mark.parametrize(
    "end",
    [
        "下期预告：6月20日 运动会；6月28日 合唱排练（礼堂，下午三点）\n",
        "　　回执请于六月十日前交给组长。\n"
        "　　　　　　　　　　　　南坡小学\n　　　　　　　　　　　二〇二二年六月三日\n",
        "看到这里的朋友，下个月再见。文字可以转载，写明出处就行。\n",
    ],
)
def test_what_is_left_over_below_the_last_contributor(end: str) -> None:
    top = "南坡小报\n第9期　2022年6月3日\n\n"
    found = articles(top + numbered(signed=True) + "\n" + end)
    assert [a.title for a in found] == list(NEWS)
    assert found[-1].body == NEWS[found[-1].title]
    more = articles(top + numbered(signed=True) + "\n附：值班电话请看门口的白板。\n")
    assert "白板" in more[-1].body


def test_what_is_left_over_below_a_rule() -> None:
    top = "南坡小报\n第9期　2022年6月3日\n\n"
    found = articles(top + numbered() + "\n——————\n下期截稿：6月20日。写在烟盒背面的也收。\n")
    assert [a.title for a in found] == list(NEWS)
    assert found[-1].body == NEWS[found[-1].title]
    found = articles(
        top + numbered() + "\n——————\n又及：操场边的树\n\n　　那棵老槐树留下了，树池会砌高一点。\n"
    )
    assert "老槐树" in "".join(a.body for a in found)


def test_the_end_in_a_frame_is_no_section() -> None:
    text = "南坡早报 | 6月3日 周二\n\n" + sections() + "\n—END—\n来源：南坡发布、街道办\n编辑：葛小川\n"
    assert titles(text) == list(NEWS)


def test_a_line_above_an_announced_title_leads_to_it() -> None:
    entries = "".join(f"  {title}………………{n}版\n" for n, title in enumerate(NEWS, 1))
    parts = [
        f"1版  身边\n\n          六月第一周的大事\n    {next(iter(NEWS))}\n\n    {NEWS[next(iter(NEWS))]}"
    ]
    parts += [f"{n}版  校园\n\n    {title}\n\n    {NEWS[title]}" for n, title in enumerate(list(NEWS)[1:], 2)]
    text = (
        f"南坡校报\n2022年6月3日  第9期\n──────────\n\n本期导读\n{entries}\n──────────\n"
        + "\n\n──────────\n".join(parts)
    )
    found = articles(text)
    assert [a.title for a in found] == list(NEWS)
    assert found[0].byline == "六月第一周的大事"
    assert [a.section for a in found] == ["身边", "校园", "校园", "校园"]


@pytest.mark.parametrize(
    "greeting",
    [
        "大家周五好！\n\n这周有点忙，写得短。\n",
        "探视时间：每日下午\n护士站电话：见告示\n\n各位家属，\n　　天冷了，来的时候带双厚袜子。\n",
        "嗨，听友们，\n雨季来了，收音机套好袋子。下面四件事，听完去睡。\n",
        "见信好。\n\n门又开了，先量体温，再找书。\n",
    ],
)
def test_a_greeting_with_lines_around_it(greeting: str) -> None:
    assert titles(f"南坡周记\n第9期　2022年6月3日\n\n{greeting}\n{sections('== {} ==')}") == list(NEWS)


def test_a_wish_of_new_year_with_its_title_is_an_article() -> None:
    top = "南坡小报\n第9期　2022年6月3日\n\n新春贺词\n各位邻居：\n　　这一年辛苦了，新的一年请多保重。\n\n"
    assert titles(top + sections()) == ["新春贺词", *NEWS]


def test_a_greeting_above_titles_that_rules_divide() -> None:
    rule = "              ✦ ✦ ✦ ✦\n\n"
    parts = ["各位校友：\n    桂花又开了，下面是这一季的几篇文字。\n\n"]
    parts += [f"            {title}\n\n    {text}\n\n" for title, text in NEWS.items()]
    text = (
        "南坡校友通讯\n2022年6月3日  第9期\n\n" + rule.join(parts) + rule + "    下一期截稿：十二月十日。\n"
    )
    found = articles(text)
    assert [a.title for a in found] == list(NEWS)
    assert found[-1].body == NEWS[found[-1].title]


def test_names_of_any_kind_at_the_right() -> None:
    names = ["坳里 覃德贵", "口述 笪三元", "营地 麴小曼", "三号楼 逄小满"]
    parts = [
        f"        {title}\n\n  {NEWS[title]}\n{' ' * 40}{name}"
        for title, name in zip(NEWS, names, strict=True)
    ]
    found = articles(
        "坳里村报\n第9期  2022年6月3日\n\n"
        + "\n\n".join(parts)
        + "\n\n念完了。下回端午见，要登什么跟会计说。\n"
    )
    assert [(a.title, a.contributor) for a in found] == list(zip(NEWS, names, strict=True))
    assert found[-1].body == NEWS[found[-1].title]


@pytest.mark.parametrize(
    "end",
    [
        "祝大家安康！\n南坡幼儿园\n",
        "—— 完 ——\n想补充的接龙就行。\n",
        "此致\n敬礼\n南坡图书馆\n",
        "就这些。周末愉快！\n小满\n",
    ],
)
def test_little_is_left_over_where_articles_have_one_paragraph_each(end: str) -> None:
    top = "南坡小报\n第9期　2022年6月3日\n\n"
    found = articles(top + numbered() + "\n" + end)
    assert [a.title for a in found] == list(NEWS)
    assert found[-1].body == NEWS[found[-1].title]
    more = "夜里跑步的人说，灯也该修了，报修单已经交上去，下周会有人来看，看完给答复。"
    assert articles(top + numbered() + "\n" + more + "\n")[-1].body.endswith(more)


def test_figures_below_a_rule() -> None:
    end = "\n──────────\n上周奉献：主日 4,120 元　建堂 860 元\n"
    end += "为以下各位代祷：王姊妹（手术后）、李弟兄（出行）。\n"
    found = articles("南坡周报\n第9期　2022年6月3日\n\n" + numbered() + end)
    assert [a.title for a in found] == list(NEWS)


def test_a_volume_and_its_season_in_chinese_numerals() -> None:
    series = numbered().replace("一、", "（一）").replace("二、", "（二）")
    series = series.replace("三、", "（三）").replace("四、", "（四）")
    note = "編者按語\n這一輯晚了兩個月，印刷機壞了。謝謝等著的人。\n\n"
    text = "弄堂口\n第三輯　二〇一六年冬\n\n" + note + series
    bulletin = parse_text(text, file="a.txt")
    assert [a.title for a in bulletin.articles] == list(NEWS)
    assert bulletin.issue.period == "2016"


def nested(above: str) -> list[Article]:
    """Two numbered sections with two numbered titles each, two paragraphs a text, below ``above``."""
    parts = []
    for n, (name, half) in enumerate(zip(("身边", "校园"), HALVES, strict=True)):
        parts.append(f"{'一二'[n]}、{name}")
        parts += [f"{k}、{title}\n　　{NEWS[title]}\n　　就说到这里。" for k, title in enumerate(half, 1)]
    return articles(f"南坡书店店讯\n第9期　2022年6月3日\n\n{above}" + "\n\n".join(parts) + "\n")


def test_two_numberings_below_a_foreword() -> None:
    found = nested("写给进门的人：店里换了灯，书还是那些书。\n\n")
    assert [(a.section, a.title) for a in found] == [
        (name, title) for name, half in zip(("身边", "校园"), HALVES, strict=True) for title in half
    ]
    assert len(nested("南坡书店上半年工作总结\n\n半年来书店做了四件事，汇报如下。\n\n")) == 1


def test_names_with_a_colon_below_a_greeting() -> None:
    parts = ["诸位诗友：\n    清明前夜有雨，正好读信。"]
    for name, half in zip(("社事", "诗友近况"), HALVES, strict=True):
        parts += [f"{name}：", *(f"{title}\n    {NEWS[title]}" for title in half)]
    found = articles("南坡诗社通讯（第40号）\n2022年6月\n\n" + "\n\n".join(parts) + "\n")
    assert [(a.section, a.title) for a in found] == [
        (name, title) for name, half in zip(("社事", "诗友近况"), HALVES, strict=True) for title in half
    ]


def test_a_few_words_with_a_title_that_the_list_does_not_name() -> None:
    listed = "这一张里有：\n" + "".join(f"  {n} {title}\n" for n, title in enumerate(NEWS, 1))
    body = "".join(f"\n{n} {title}\n{text}\n" for n, (title, text) in enumerate(NEWS.items(), 1))
    head = "南坡居民小报\n二零二二年春 · 总第六张\n\n"
    short = "\n开头的话\n一冬没见，海棠又发芽了。\n"
    assert titles(head + listed + short + body) == list(NEWS)
    long = (
        "\n海棠是谁种的\n"
        + "问过的人都说不清，有人说是建房那年，有人说更早，也有人说是鸟带来的种子。" * 4
        + "\n"
    )
    assert titles(head + listed + long + body) == ["海棠是谁种的", *NEWS]


def test_sentences_below_the_last_contributor_are_no_text_of_that_article_but_are_found() -> None:
    left = "回执请于六月十日前交给组长，逾期的改在秋天办理。"
    found = articles(f"南坡小报\n第9期　2022年6月\n\n{numbered(signed=True)}\n{left}\n")
    assert [a.title for a in found] == list(NEWS)
    assert left not in found[-1].body and left in (found[-1].byline or "")
