"""Every encoding that bulletins come in is told from the bytes alone."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionsearch.bulletin.encoding import UndecodableError, decode, familiarity

SIMPLIFIED = (
    "渡口区总工会召开工资集体协商推进会，各街道工会主席五十余人参加。会议通报了上半年要约行动的进展，"
    "要求把协商的重点放在一线职工的工资增长上，并为小企业职工签订区域性集体合同。3月12日前完成摸底。\n"
)
TRADITIONAL = (
    "渡口區總工會召開工資集體協商推進會，各街道工會主席五十餘人參加。會議通報了上半年要約行動的進展，"
    "要求把協商的重點放在一線職工的工資增長上，並為小企業職工簽訂區域性集體合同。3月12日前完成摸底。\n"
)
SHORT = {
    "simplified": [
        "职工之家",
        "工会简报",
        "工资集体协商",
        "关于召开全委会议的通知",
        "慰问困难职工",
        "安康杯竞赛",
    ],
    "traditional": [
        "職工之家",
        "工會簡報",
        "工資集體協商",
        "關於召開全委會議的通知",
        "慰問困難職工",
        "勞動模範",
    ],
}
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", [*UNICODE, "gb18030", "gbk", "cp950", "big5hkscs", "utf-32"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL], ids=["simplified", "traditional"])
def test_paragraphs(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("Big5 has no simplified characters")
    assert decode(data).text == text


@pytest.mark.parametrize(
    ("script", "encoding"),
    [(s, e) for s in SHORT for e in (*UNICODE, "gb18030")] + [("traditional", "cp950")],
)
def test_a_few_characters_are_enough(script: str, encoding: str) -> None:
    for text in SHORT[script]:
        assert decode(text.encode(encoding)).text == text


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 60),
    st.integers(12, 90),
    st.sampled_from(["gb18030", "cp950", "utf-16-le", "utf-16-be", "utf-8"]),
)
def test_any_cut_of_a_traditional_text(start: int, length: int, encoding: str) -> None:
    text = TRADITIONAL[start : start + length]
    assert decode(text.encode(encoding)).text == text


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 60), st.integers(12, 90), st.sampled_from(["gb18030", "utf-16-le", "utf-16-be", "utf-8"])
)
def test_any_cut_of_a_simplified_text(start: int, length: int, encoding: str) -> None:
    text = SIMPLIFIED[start : start + length]
    assert decode(text.encode(encoding)).text == text


def test_the_encoding_is_named() -> None:
    names = {e: decode(SIMPLIFIED.encode(e)).encoding for e in (*UNICODE, "gb18030", "utf-32")}
    assert names == {
        "utf-8": "utf-8",
        "utf-8-sig": "utf-8-sig",
        "utf-16": "utf-16-le",
        "utf-16-le": "utf-16-le",
        "utf-16-be": "utf-16-be",
        "gb18030": "gb18030",
        "utf-32": "utf-32-le",
    }
    assert decode(b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be")).encoding == "utf-16-be"
    assert decode(b"plain ASCII\n") == ("plain ASCII\n", "utf-8")


def test_four_byte_characters() -> None:
    text = SIMPLIFIED + "㛃𠮷镕"
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SIMPLIFIED.rstrip("。\n").encode("gb18030")[:-1], "gb18030"),
        (SIMPLIFIED.strip().encode("utf-8")[:-1], "utf-8"),
        (SIMPLIFIED.strip().encode("utf-8-sig")[:-2], "utf-8-sig"),
        (SIMPLIFIED.encode("utf-16")[:-1], "utf-16-le"),
        (SIMPLIFIED.encode("utf-16-le")[:-1], "utf-16-le"),
        (TRADITIONAL.rstrip("。\n").encode("cp950")[:-1], "cp950"),
    ],
)
def test_half_a_character_at_the_end(data: bytes, encoding: str) -> None:
    with pytest.raises(UndecodableError) as caught:
        decode(data)
    assert caught.value.truncated
    assert caught.value.encoding == encoding


def test_damaged_utf_8_is_not_taken_for_gb18030() -> None:
    data = (SIMPLIFIED * 3).encode()
    with pytest.raises(UndecodableError) as caught:
        decode(data[:100] + b"\xff" + data[100:])
    assert caught.value.encoding == "utf-8"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        b"PK\x03\x04" + bytes(200) + b"word/document.xml",
        b"%PDF-1.4\n" + bytes(range(255, -1, -1)) * 8,
        b"\0",
        b"\x01\x02\x03\x04text",
    ],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableError):
        decode(data)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_the_one_error(data: bytes) -> None:
    try:
        found = decode(data)
    except UndecodableError:
        return
    assert "\0" not in found.text


def test_random_bytes_are_refused() -> None:
    for _ in range(20):
        with pytest.raises(UndecodableError):
            decode(os.urandom(4000))


def test_familiarity_tells_sense_from_nonsense() -> None:
    sense = familiarity(SIMPLIFIED)
    nonsense = familiarity(SIMPLIFIED.encode("gb18030").decode("cp950", "replace"))
    assert sense > 0.8 > 0.5 > nonsense
