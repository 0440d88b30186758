"""Pinyin: how letters are read, and that names are read as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionsearch.spelling import Vocabulary
from unionsearch.spelling.readings import Reader
from unionsearch.spelling.syllables import names

from .conftest import Office

READINGS = {
    "番禺": "pan yu", "番禺区总工会": "pan yu qu zong gong hui", "重庆": "chong qing",
    "重庆市": "chong qing shi", "六安": "lu an", "台州": "tai zhou", "长沙": "chang sha",
    "浒墅关": "xu shu guan", "甪直": "lu zhi",
    "丽水": "li shui", "乐清": "yue qing", "东莞": "dong guan", "厦门": "xia men", "蚌埠": "beng bu",
    "单国强": "shan guo qiang", "任晓红": "ren xiao hong", "仇保平": "qiu bao ping",
    "解永明": "xie yong ming", "区志华": "ou zhi hua", "曾庆云": "zeng qing yun", "朴正浩": "piao zheng hao",
    "查振东": "zha zhen dong",
    "翟小军": "zhai xiao jun", "乐嘉明": "yue jia ming", "尉迟": "yu chi", "华建国": "hua jian guo",
    "单位": "dan wei", "任务": "ren wu", "会计": "kuai ji", "银行": "yin hang", "行业": "hang ye",
    "董事长": "dong shi zhang", "长江": "chang jiang", "调研": "diao yan", "调解": "tiao jie",
    "重新": "chong xin", "率先": "shuai xian", "效率": "xiao lv", "著名": "zhu ming", "宿舍": "su she",
    "音乐": "yin yue", "女职工": "nv zhi gong", "给予": "ji yu", "差旅费": "chai lv fei", "农行": "nong hang",
}  # fmt: skip


@pytest.fixture(scope="module")
def named() -> Vocabulary:
    return Vocabulary.build((word, 1) for word in READINGS)


@pytest.mark.parametrize(("word", "reading"), READINGS.items())
def test_words_and_names_are_read_as_people_read_them(named: Vocabulary, word: str, reading: str) -> None:
    from unionsearch.text import fold

    for typed in (reading, reading.replace(" ", "'"), reading.title()):
        assert fold(word) in [r.text for r in named.by_pinyin(typed)]


@pytest.mark.parametrize("reading", ["fan yu", "zhong qing", "dan guo qiang x", "hui ji", "yin xing"])
def test_wrong_readings_find_nothing(named: Vocabulary, reading: str) -> None:
    assert named.by_pinyin(reading) == []


@pytest.mark.parametrize(
    "typed",
    [
        "gongzi", "GongZi", "gong zi", "gong'zi", "gong’zi", "gong1zi1", "gong1 zi", "gong-zi", "gōngzī",
    ],
)  # fmt: skip
def test_ways_to_write_pinyin(typed: str) -> None:
    found = Vocabulary.build([("工资", 9), ("公社", 9)]).by_pinyin(typed)
    assert [r.text for r in found] == ["工资"]
    assert not found[0].initials


@pytest.mark.parametrize("typed", ["lvshi", "lüshi", "lu:shi", "lv4shi1", "LÜSHI", "lǜshī", "lushi"])
def test_ways_to_write_u_with_dots(typed: str) -> None:
    assert [r.text for r in Vocabulary.build([("律师", 1)]).by_pinyin(typed)] == ["律师"]


def test_an_apostrophe_parts_syllables() -> None:
    both = Vocabulary.build([("西安", 1), ("先", 50)])
    assert [r.text for r in both.by_pinyin("xi'an")] == ["西安"]
    assert {r.text for r in both.by_pinyin("xian")} == {"西安", "先"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zgh", True), ("z g h", True), ("zghui", True), ("zonggh", True), ("zonggongh", True),
        ("zhgh", False), ("zgf", False), ("zg", False), ("zghz", False),
    ],
)  # fmt: skip
def test_initials(typed: str, found: bool) -> None:
    readings = Vocabulary.build([("总工会", 3)]).by_pinyin(typed)
    assert [r.text for r in readings] == ["总工会"] * found
    assert all(r.initials for r in readings)


def test_initials_of_two_letters_may_be_one_or_two() -> None:
    vocabulary = Vocabulary.build([("上海", 3)])
    assert vocabulary.by_pinyin("shh")[0].text == "上海"
    assert vocabulary.by_pinyin("sh h")[0].text == "上海"
    assert vocabulary.by_pinyin("s h")[0].text == "上海"


@pytest.mark.parametrize(
    "typed",
    ["", " ", "x", "12351", "工资", "gongzi工资", "gongzi2011", "ISO9001", "a.b", "gongzi!", "uvi", "'",
     "1gong", "x" * 70, "the quick brown fox jumps over the lazy dog and runs", "\x00", "gong\nzi\udc80"],
)  # fmt: skip
def test_what_is_no_pinyin_finds_nothing(office: Office, typed: str) -> None:
    assert office.vocabulary.by_pinyin(typed) == []


def test_a_frequent_word_comes_before_a_rare_one_and_as_typed_before_nearly() -> None:
    vocabulary = Vocabulary.build([("公子", 2), ("工资", 80), ("公职", 900)])
    assert [r.text for r in vocabulary.by_pinyin("gongzi")] == ["工资", "公子", "公职"]


def test_rows_that_stand_together_come_first() -> None:
    vocabulary = Vocabulary.build([("公子", 90), ("工资", 80), ("标准", 80)])
    assert vocabulary.by_pinyin("gongzibiaozhun")[0].text == "公子标准"
    found = vocabulary.by_pinyin("gongzibiaozhun", known=lambda run: 7 * (run == "工资标准"))
    assert (found[0].text, found[0].words, found[0].articles) == ("工资标准", ("工资", "标准"), 7)


def test_initials_of_nothing_in_the_archive_are_left_out(office: Office) -> None:
    for typed in ("excell", "wxyzq", "hrbp"):
        found = office.vocabulary.by_pinyin(typed, known=office.known)
        assert all(len(r.words) == 1 or r.articles for r in found)
    assert office.vocabulary.by_pinyin("excell", known=office.known) == []


def test_names_that_are_no_words_are_found_in_the_archive(office: Office) -> None:
    for typed, name in {
        "shan guoqiang": "单国强", "renxiaohong": "任晓红", "qiu baoping": "仇保平", "ouzhihua": "区志华",
    }.items():  # fmt: skip
        assert name not in office.words
        assert name not in [r.text for r in office.vocabulary.by_pinyin(typed)]
        assert office.vocabulary.by_pinyin(typed, known=office.known)[0].text == name


def test_the_archive_is_not_asked_too_often(office: Office) -> None:
    for typed in ("gzjtxs", "wangxiaoming", "zhangjianguo", "gongzi jiti xieshang huiyi", "li li"):
        asked: list[str] = []
        office.vocabulary.by_pinyin(typed, known=lambda run, asked=asked: bool(asked.append(run)))  # type: ignore[misc]
        assert len(asked) == len(set(asked)) <= 50


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_every_word_is_found_by_its_own_reading(office: Office, data: st.DataObject) -> None:
    """However its syllables are written, and however many words sound the same."""
    word = data.draw(st.sampled_from(sorted(w for w in office.own if all("一" <= c <= "龥" for c in w))))
    reading, _ = next(iter(reader().read(word)))
    apart = data.draw(st.sampled_from(["", " ", "'"]))
    typed = apart.join(names()[s] for s in reading)
    if len(reading) > 16 or len(typed) > 60:
        return
    found = office.vocabulary.by_pinyin(typed, limit=60)
    assert word in [r.text for r in found]
    assert [r.cost for r in found] == sorted(r.cost for r in found)


_reader: list[Reader] = []


def reader() -> Reader:
    """One for all examples: it loads large tables."""
    if not _reader:
        _reader.append(Reader())
    return _reader[0]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="abcdeghijnostuvxyz' 15ü-", max_size=40) | st.text(max_size=30))
def test_no_input_breaks_it(office: Office, typed: str) -> None:
    found = office.vocabulary.by_pinyin(typed, limit=5)
    assert len(found) <= 5
    assert all("".join(r.words) == r.text for r in found)
