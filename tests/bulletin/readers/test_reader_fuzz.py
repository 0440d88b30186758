"""Readers on documents that nobody wrote: every one is read or named, none breaks the reader.

``UNIONSEARCH_LONG=1`` tries many more. What was found this way stands below as examples.
"""

from __future__ import annotations

import os
import struct
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readers.packing import fixed, fixture, open_document, packed, paragraph, printed, word
from unionsearch.bulletin.readers import registry
from unionsearch.errors import BulletinError

TIMES = 2000 if os.environ.get("UNIONSEARCH_LONG") else 25
SEEDS: dict[str, bytes] = {
    ".docx": fixture("docx/rich.docx"),
    ".doc": fixture("doc/rich.doc"),
    ".rtf": fixture("rtf/rich.rtf"),
    ".odt": fixture("odt/rich.odt"),
    ".html": fixture("html/rich.html"),
    ".pdf": fixture("pdf/rich.pdf"),
    ".ofd": fixed([printed("芦汀县总工会召开现场会。", 30, 50)]),
}
#: Parts of the packages, which are damaged inside, where a whole package would only be found broken.
PARTS = {".docx": "word/document.xml", ".odt": "content.xml", ".ofd": "Doc_0/Pages/P0/Content.xml"}
slow = settings(
    max_examples=TIMES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def survives(data: bytes, suffix: str) -> None:
    """Read, or refused in words; what is read can be kept."""
    try:
        source = registry.read(data, f"a{suffix}", suffix)
    except BulletinError as error:
        assert error.message and error.hint
        return
    assert len(source.marks) in (0, len(source.text.split("\n")))
    assert source.from_bytes(source.to_bytes()) == source


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with a few places changed, cut out, doubled or filled with what often breaks readers."""
    made = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        if not made:
            break
        at = draw(st.integers(0, len(made) - 1))
        kind = draw(st.sampled_from(("byte", "number", "cut", "double", "end")))
        if kind == "byte":
            made[at] = draw(st.integers(0, 255))
        elif kind == "number":
            value = draw(
                st.sampled_from((0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000))
            )
            made[at : at + 4] = struct.pack("<I", value)
        elif kind == "cut":
            del made[at : at + draw(st.integers(1, 2000))]
        elif kind == "double":
            made[at:at] = made[at : at + draw(st.integers(1, 2000))]
        else:
            del made[at:]
    return bytes(made)


@pytest.mark.parametrize("suffix", [suffix for suffix in SEEDS if suffix != ".pdf"])
@slow
@given(st.data())
def test_damaged_documents(suffix: str, data: st.DataObject) -> None:
    survives(data.draw(damaged(SEEDS[suffix])), suffix)


@slow
@given(st.data())
def test_damaged_pages(data: st.DataObject) -> None:
    """PDFium is tried in its own process: it is not Python's fault when it falls."""
    from unionsearch.bulletin.readers.isolated import READER

    damaged_data = data.draw(damaged(SEEDS[".pdf"]))
    try:
        READER.read(damaged_data, "a.pdf", ".pdf")
    except BulletinError as error:
        assert "(" not in error.message or "XML" in error.message  # no exception of ours


@pytest.mark.parametrize("suffix", sorted(PARTS))
@slow
@given(st.data())
def test_damaged_parts(suffix: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(BytesIO(SEEDS[suffix])) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts[PARTS[suffix]] = data.draw(damaged(parts[PARTS[suffix]]))
    survives(packed(parts), suffix)


_RTF = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *(r"{", r"}", r"{\*", r"{\fonttbl{\f0\fcharset134", r"a;}}", r"\par", r"\cell", r"\row"),
                *(r"\intbl", r"\pard", r"\uc0", r"\uc2", r"\u24037", r"\u-1", r"\u55357", r"\'b9", r"\'a4"),
                *(r"\'b9\'a4", r"\f0", r"\b", r"\b0", r"\v", r"\plain", r"{\footnote", r"{\shptxt"),
                *(r"\bin2", r"\bin99999", r"{\upr", r"{\*\ud", r"\listtext", r"\qc", r"\page", r"\line"),
            ]
        ),
        st.text("ab工会 \\{};", max_size=4),
    ),
    max_size=40,
)


@slow
@given(_RTF)
def test_any_rich_text(tokens: list[str]) -> None:
    survives(("{\\rtf1\\ansi\\ansicpg936 " + " ".join(tokens) + "}").encode("gbk", "replace"), ".rtf")


_TAGS = ("p", "div", "b", "table", "tr", "td", "ol", "ul", "li", "br", "pre", "h1", "span", "script", "title")
_HTML = st.lists(
    st.one_of(
        st.sampled_from([*(f"<{tag}>" for tag in _TAGS), *(f"</{tag}>" for tag in _TAGS)]),
        st.sampled_from(
            [
                "<!--",
                "-->",
                "<![if !x]>",
                "<td align=center>",
                "<p style='display:none'>",
                "&nbsp;",
                "&#xD800;",
            ]
        ),
        st.text("ab工会 \n<&\x1c\x1d", max_size=4),
    ),
    max_size=40,
)


@slow
@given(_HTML)
def test_any_web_page(tokens: list[str]) -> None:
    survives(("<html>" + "".join(tokens)).encode("utf-8", "replace"), ".html")


@slow
@given(st.lists(st.text("甲乙丙abc12，。 ", min_size=1, max_size=12), min_size=1, max_size=8))
def test_no_character_of_a_document_is_lost(texts: list[str]) -> None:
    """What is written into paragraphs comes out, in the same order."""
    wanted = ["".join(text.split()) for text in texts]
    made = {
        ".docx": word("".join(paragraph(text) for text in texts)),
        ".odt": open_document("".join(f"<text:p>{text}</text:p>" for text in texts)),
        ".rtf": ("{\\rtf1\\ansicpg936 " + "".join(f"{{{text}}}\\par " for text in texts) + "}").encode("gbk"),
        ".html": ("<html>" + "".join(f"<p>{text}</p>" for text in texts)).encode("utf-8"),
    }
    for suffix, data in made.items():
        found = ["".join(line.split()) for line in registry.read(data, f"a{suffix}", suffix).text.split("\n")]
        assert [line for line in found if line] == [line for line in wanted if line], suffix


@slow
@given(st.binary(max_size=400), st.sampled_from(sorted(registry.SUFFIXES)))
def test_any_bytes(data: bytes, suffix: str) -> None:
    survives(data, suffix)
