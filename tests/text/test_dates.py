"""Dates and numbers as bulletins and queries write them."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionsearch.dates import EARLIEST, LATEST, DateRange, Period, number, parse_period, parse_range

#: What dates are made of, in all widths, and a few strangers.
_ALPHABET = "0123456789０１２９－．／〇零○Ｏ一二三九十百两年月日号份-/. \u3000期a²٣"
anything = st.one_of(st.text(alphabet=_ALPHABET, max_size=14), st.text(max_size=10))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("012", 12),
        (" １２ ", 12),
        ("〇", 0),
        ("九", 9),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十六", 26),
        ("九十九", 99),
        ("百", 100),
        ("一百", 100),
        ("一百零五", 105),
        ("一百〇五", 105),
        ("一百一十", 110),
        ("两百二十六", 226),
        ("二〇一一", 2011),
        ("二○一一", 2011),
        ("二零一零", 2010),
        ("一二八", 128),
    ],
)
def test_numbers(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "十十",
        "二十三四",
        "百百",
        "十百",
        "一二十",
        "1十",
        "〇十",
        "二十〇",
        "3.5",
        "-1",
        "²",
        "٣",
        "第一",
    ],
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        number(text)


def test_numbers_longer_than_python_reads_raise_nothing_else() -> None:
    for text in ("9" * 5000, "九" * 5000):
        with contextlib.suppress(ValueError):
            assert number(text) > 0
        with pytest.raises(ValueError):
            parse_period(text + "年")


@given(st.integers(0, 999))
def test_every_count_is_read_back(value: int) -> None:
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{digits[hundreds]}百" if hundreds else ""
    text += "零" if hundreds and not tens and ones else ""
    text += f"{digits[tens]}十" if tens else ""
    text += digits[ones] if ones else ""
    assert number(text or "零") == value
    assert number("".join(digits[int(d)] for d in str(value))) == value


@pytest.mark.parametrize(
    ("text", "first", "last", "plain"),
    [
        ("2011", "2011-01-01", "2011-12-31", "2011"),
        ("2011年", "2011-01-01", "2011-12-31", "2011"),
        ("2011-12", "2011-12-01", "2011-12-31", "2011-12"),
        ("2012-2", "2012-02-01", "2012-02-29", "2012-02"),
        ("2011/02", "2011-02-01", "2011-02-28", "2011-02"),
        ("2011-12-26", "2011-12-26", "2011-12-26", "2011-12-26"),
        (" 2011.1.6 ", "2011-01-06", "2011-01-06", "2011-01-06"),
        ("２０１１－１２－０６", "2011-12-06", "2011-12-06", "2011-12-06"),
        ("2011年12月", "2011-12-01", "2011-12-31", "2011-12"),
        ("2011 年 12 月 26 日", "2011-12-26", "2011-12-26", "2011-12-26"),
        ("2011年3月份", "2011-03-01", "2011-03-31", "2011-03"),
        ("二〇一一年十二月二十六日", "2011-12-26", "2011-12-26", "2011-12-26"),
        ("二○○八年五月一号", "2008-05-01", "2008-05-01", "2008-05-01"),
        ("二零一零年十月", "2010-10-01", "2010-10-31", "2010-10"),
    ],
)
def test_periods(text: str, first: str, last: str, plain: str) -> None:
    assert parse_period(text) == Period(plain, date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "", "11", "0999", "2011-13", "2011-00", "2011-02-29", "2011-04-31", "2011-1-1-1", "20111226", "2011-",
        "2011年13月", "2011年2月30日", "2011年12", "12月26日", "11年12月", "今年",
        "2011-12-26x", "2011..2012",
    ],
)  # fmt: skip
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2011", "2011-01-01", "2011-12-31"),
        ("2011..2012", "2011-01-01", "2012-12-31"),
        ("2011-12 .. 2012-02", "2011-12-01", "2012-02-29"),
        ("2011年3月..2011-04-15", "2011-03-01", "2011-04-15"),
        ("2011-12-26..2011-12-26", "2011-12-26", "2011-12-26"),
        ("2011..2011-03", "2011-01-01", "2011-03-31"),
    ],
)
def test_ranges(text: str, first: str, last: str) -> None:
    assert parse_range(text) == DateRange(date.fromisoformat(first), date.fromisoformat(last))


def test_open_ranges() -> None:
    assert parse_range("2011..") == DateRange(date(2011, 1, 1), LATEST)
    assert parse_range("..2011") == DateRange(EARLIEST, date(2011, 12, 31))


@pytest.mark.parametrize("text", ["", "..", "2012..2011", "2011...2012", "2011..2012..2013", "a..2011"])
def test_what_is_no_range(text: str) -> None:
    with pytest.raises(ValueError):
        parse_range(text)


@settings(max_examples=1500)
@given(anything)
def test_reading_anything_gives_a_sound_value_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert number(text) >= 0
    with contextlib.suppress(ValueError):
        period = parse_period(text)
        assert EARLIEST <= period.first <= period.last <= LATEST
        assert parse_period(period.text) == period
    with contextlib.suppress(ValueError):
        found = parse_range(text)
        assert found.first <= found.last


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 30)), st.integers(0, 400))
def test_days_and_ranges_are_read_back(first: date, days: int) -> None:
    last = min(first + timedelta(days), LATEST) if (LATEST - first).days >= days else LATEST
    assert parse_period(first.isoformat()) == Period.of(first.year, first.month, first.day)
    assert parse_period(f"{first.year}年{first.month}月{first.day}日").first == first
    assert parse_range(f"{first}..{last}") == DateRange(first, last)


@given(st.integers(-5, 10_005), st.none() | st.integers(-1, 14), st.none() | st.integers(-1, 33))
def test_periods_of_numbers_hold_their_days(year: int, month: int | None, day: int | None) -> None:
    if month is None:
        day = None
    try:
        period = Period.of(year, month, day)
    except ValueError:
        with pytest.raises(ValueError):
            date(year, 1 if month is None else month, 1 if day is None else day)
        return
    assert period.first <= date(year, month or 1, day or 1) <= period.last
    assert (period.first == period.last) == (day is not None)
