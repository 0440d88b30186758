"""Which days an article speaks of, and of when an issue must be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionsearch.bulletin import parse_text
from unionsearch.bulletin.dating import find_days, infer_month, infer_year


def days(text: str, year: int | None = 2011, month: int | None = 12) -> list[str]:
    return [d.isoformat() for d in find_days(text, year, month)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12月26日下午，会议召开。", ["2011-12-26"]),
        ("１２月２６日", ["2011-12-26"]),
        ("十二月二十六日和二〇一〇年五月一日", ["2010-05-01", "2011-12-26"]),
        ("12月5日至7日", ["2011-12-05", "2011-12-07"]),
        ("12月5日、6日和9日，三场", ["2011-12-05", "2011-12-06", "2011-12-09"]),
        ("12月5—7日", ["2011-12-05", "2011-12-07"]),
        ("11月28日至12月2日", ["2011-11-28", "2011-12-02"]),
        ("12月28日至1月3日", ["2011-12-28", "2012-01-03"]),
        ("2010年12月29日", ["2010-12-29"]),
        ("去年12月5日", ["2010-12-05"]),
        ("明年1月8日", ["2012-01-08"]),
        ("今年3月5日（星期六）", ["2011-03-05"]),
        ("2011-12-26 与 2011.12.27", ["2011-12-26", "2011-12-27"]),
        ("12 月 26 日", ["2011-12-26"]),
        ("3月8号上午", ["2011-03-08"]),
        ("12月26日前往渡口", ["2011-12-26"]),
        ("截至12月20日，共收到", ["2011-12-20"]),
        # no days
        ("12月底前", []),
        ("12月31日前报送", []),
        ("于12月31日（星期六）之前", []),
        ("12月20日以前", []),
        ("至11月30日止", []),
        ("热线将开通到12月30日。", []),
        ("2月30日", []),
        ("13月5日", []),
        ("2011年12月", []),
        ("日前，近日", []),
        ("3号线、5月3号楼", []),
        ("增长1.2月3日", []),
    ],
)
def test_days(text: str, wanted: list[str]) -> None:
    assert days(text) == wanted


def test_the_issue_gives_the_year() -> None:
    assert days("12月28日", 2012, 1) == ["2011-12-28"]
    assert days("2月3日", 2012, 1) == ["2012-02-03"]
    assert days("3月3日", 2012, 1) == ["2011-03-03"]
    assert days("3月3日", 2012, None) == ["2012-03-03"]
    assert days("3月3日", None, None) == []
    assert days("2010年3月3日至5日，4月1日", None, None) == ["2010-03-03", "2010-03-05", "2010-04-01"]


@settings(max_examples=100, deadline=None)
@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)))
def test_any_day_is_found(day: date) -> None:
    assert find_days(f"会议于{day.year}年{day.month}月{day.day}日召开", 2011, 12) == [day]
    assert find_days(f"（{day.isoformat()}）", 2011, 12) == [day]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789年月日、至到前号一二十今去. \n", max_size=60))
def test_any_text_gives_days_in_order(text: str) -> None:
    found = find_days(text, 2011, 6)
    assert found == sorted(set(found))


def test_the_month_is_the_latest_reported() -> None:
    assert infer_month(["11月29日。12月5日。12月21日。"]) == 12
    assert infer_month(["12月28日。1月5日。1月19日。"]) == 1
    assert infer_month(["7月17日。9月25日。"]) == 9
    assert infer_month(["一切如常。"]) is None


def test_the_year_is_weighed() -> None:
    december = ["回顾总结2011年工作，2012年是开局之年。", "2011年共建会二十家。", "2012年要再建三十家。"]
    assert infer_year(december, 12) == 2011
    january = ["2010年，全镇新建工会31家。", "总结2010年工作，部署2011年工作。2011年春节将至。"]
    assert infer_year(january, 1) == 2011
    assert infer_year(["自1993年成立以来，2005年起步，2007年9月底已有百家，2007年签约。"], 9) == 2007
    assert infer_year(["没有年份。"], 5) is None


def test_a_period_from_the_text_is_marked() -> None:
    text = "区总召开全委会\n\n12月20日，区总工会召开全委会，总结2011年工作，2011年建会二十家。"
    text += "2012年再建三十家。\n"
    issue = parse_text(text, file="a.txt").issue
    assert (issue.period, issue.period_from) == ("2011-12", "text")
    assert parse_text("诗一首\n\n床前明月光。", file="a.txt").issue.period_from is None


def test_a_signed_date_settles_a_letter() -> None:
    text = (
        "关于召开座谈会的通知\n\n各区总工会：\n    定于3月12日召开座谈会，请准时出席。\n\n"
        "        渡口市总工会\n      二〇一一年二月二十五日\n"
    )
    bulletin = parse_text(text, file="a.txt")
    assert bulletin.issue.period == "2011-02"
    assert [d.isoformat() for d in bulletin.articles[0].dates] == ["2011-02-25", "2011-03-12"]
