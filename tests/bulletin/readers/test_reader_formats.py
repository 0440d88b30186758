"""Every format gives what the text gives: whole bulletins, and a page with all that a page can have."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from readers.packing import (
    DOCUMENTS,
    SENTENCE,
    fixed,
    fixture,
    open_document,
    packed,
    pages,
    paragraph,
    pdf,
    printed,
    word,
)
from unionsearch.archive import Archive
from unionsearch.bulletin import SUFFIXES, Source, parse_source, read_source
from unionsearch.bulletin.readers import registry
from unionsearch.bulletin.readers.source import Mark, Style
from unionsearch.bulletin.reading import Bulletin
from unionsearch.output.citation import citation

CORPUS = Path(__file__).resolve().parents[3] / "corpus"
FORMATS = ("docx", "doc", "wps", "rtf", "odt", "html", "pdf")
SAMPLES = sorted(
    path.stem for path in (DOCUMENTS / "doc").glob("*.doc") if path.stem not in ("rich", "office")
)


def path_of(format: str, stem: str, folder: Path) -> Path:
    """A fixture in a format; a .wps is a .doc under another name."""
    if format != "wps":
        return DOCUMENTS / format / f"{stem}.{format}"
    copy = folder / f"{stem}.wps"
    copy.write_bytes(fixture(f"doc/{stem}.doc"))
    return copy


def bare(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


def articles(bulletin: Bulletin) -> list[tuple[object, ...]]:
    return [
        (
            *map(bare, (a.title, a.section, a.contributor, a.byline, a.body)),
            a.kind,
            a.dates,
            [bare(heading.text) for heading in a.headings],
        )
        for a in bulletin.articles
    ]


def read(data: bytes, suffix: str) -> Source:
    """Bytes read in this process, where a mistake shows its trace."""
    return registry.read(data, f"a{suffix}", suffix)


def lines(source: Source) -> list[str]:
    return [line for line in source.text.split("\n") if line.strip()]


@pytest.mark.parametrize("stem", SAMPLES)
@pytest.mark.parametrize("format", FORMATS)
def test_articles_are_those_of_the_text(format: str, stem: str, tmp_path: Path) -> None:
    (text,) = CORPUS.rglob(f"{stem}.txt")
    wanted = parse_source(read_source(text, file=f"{stem}.txt"), file=f"{stem}.txt")
    path = path_of(format, stem, tmp_path)
    found = parse_source(read_source(path, file=path.name), file=path.name)
    assert len(wanted.articles) > 3
    assert articles(found) == articles(wanted)
    assert (found.issue.number, found.issue.period) == (wanted.issue.number, wanted.issue.period)


def test_there_are_fixtures_for_every_format() -> None:
    assert len(SAMPLES) >= 3
    for format in FORMATS:
        assert format == "wps" or len(list((DOCUMENTS / format).iterdir())) == len(SAMPLES) + 2
    assert {f".{format}" for format in FORMATS} | {".htm", ".mht", ".ofd", ".zip", ".txt", ".md"} <= SUFFIXES


# A bulletin as an office sets it: 红头, named styles, two columns, headers of left and right pages


@pytest.mark.parametrize("format", ["docx", "doc", "rtf", "odt", "html", "pdf"])
def test_a_bulletin_as_an_office_sets_it(format: str) -> None:
    source = read(fixture(f"{format}/office.{format}"), f".{format}")
    found = parse_source(source, file=f"office.{format}")
    assert [(a.section, a.title, bare(a.contributor)) for a in found.articles] == [
        ("工作动态", "市总工会召开女职工座谈会", "汀洲市总工会女工部"),
        ("工作动态", "芦湾镇三项举措推进企业建会", "芦湾镇总工会翁小满"),
        ("工作动态", "文化宫开办周末夜校", "市职工文化宫"),
        ("工作动态", "全市职工技能大赛获奖名单", "市总经济部"),
    ]
    assert (found.issue.title, found.issue.number, found.issue.total_number) == ("汀洲工会简报", 6, 118)
    assert (found.issue.period, found.issue.publisher) == ("2011-03-31", "汀洲市总工会")
    text = "".join(bare(line) + "\n" for line in lines(source))
    for whole in (
        "汀洲工会简报",
        "3月8日，汀洲市总工会在市职工文化宫召开庆祝“三八”国际劳动妇女节座谈会，来自各行业的52名女职工代表参加。",
        "图为座谈会会场。岑小可摄",
        "二等奖翁小满芦湾镇纺织厂",
        "表彰大会另行通知。",
        "送：市各有关部门",
    ):
        assert f"\n{whole}\n" in f"\n{text}"
    assert text.count("签订女职工权益保护专项集体合同206份，覆盖企业1,432家、女职工3.6万人。\n") == 3
    assert text.count("“热饭热菜虽是小事，却暖到了心里”。\n") == 3
    assert text.count("芦湾镇总工会成立于2003年，现有基层工会64家。\n") == 1
    if format != "html":  # there the program does not say how it numbers
        assert "\n三、强化服务。开通职工热线0513-5550123，受理诉求86件，" in text
    assert "2011年第6期" not in text and "—2—" not in text
    looks = {bare(line): mark.style for line, mark in zip(source.text.split("\n"), source.marks, strict=True)}
    title, emphasis = looks["市总工会召开女职工座谈会"], looks["表彰大会另行通知。"]
    assert title and title.centred and title.bold
    assert emphasis and (emphasis.bold or format == "pdf") and not emphasis.centred


# A page with headings, a table, a list, a footnote, a text box, hidden text, two columns, header and footer


@pytest.mark.parametrize("format", ["docx", "doc", "rtf", "odt", "html", "pdf"])
def test_a_rich_page_is_read_in_order(format: str) -> None:
    text = read(fixture(f"{format}/rich.{format}"), f".{format}").text
    told = [
        "第9期",
        "县总工会举办厂务公开现场会",
        "鹤鸣造纸厂",
        "各片区公开栏检查得分",
        "西岸",
        "下一步做三件事",
        "每季度请职工代表打一次分。",
        "第二行接着写。",
        "渡口装卸站工会今年把夜班食堂搬上了驳船。",
        "职工自己掏一元。开灶四十天，供餐一千九百多份，没有一份退回来。",
        "石门渠管理处工会给巡渠员配了定位手表。",
        "八月里一场暴雨，巡渠员褚四海被困在隧洞口，手表发出求救信号，",
        "新桥镇总工会把调解室设在集市里。",
        "县总工会提醒各基层工会，十月的台账在二十五日前报送。",
    ]
    places = [text.find(words) for words in told]
    assert -1 not in places, told[places.index(-1)]
    assert places == sorted(places)
    assert "隐藏的批语" not in text
    assert "第1页" not in text and "第 1 页" not in text
    assert "名单见县总工会网站。" in text


@pytest.mark.parametrize("format", ["docx", "doc", "rtf", "odt", "html"])
def test_a_table_becomes_rows(format: str) -> None:
    source = read(fixture(f"{format}/rich.{format}"), f".{format}")
    at = source.text.split("\n").index("东岸\t14\t87.5")
    style = source.marks[at].style
    assert style is not None and style.cell
    assert "片区\t企业数\t平均分" in source.text


@pytest.mark.parametrize("format", ["docx", "doc", "rtf", "odt", "pdf"])
def test_numbers_that_the_program_wrote_are_there(format: str) -> None:
    found = [line.strip() for line in read(fixture(f"{format}/rich.{format}"), f".{format}").text.split("\n")]
    assert "二、每季度请职工代表打一次分。" in found


@pytest.mark.parametrize("format", ["docx", "doc", "rtf", "odt"])
def test_text_boxes_stand_before_their_paragraph(format: str) -> None:
    found = lines(read(fixture(f"{format}/rich.{format}"), f".{format}"))
    at = found.index("框里的话：公开不怕细。")
    assert found[at + 1 : at + 3] == ["第一行断开", "第二行接着写。"]


@pytest.mark.parametrize("format", ["docx", "doc", "rtf", "odt", "html"])
def test_styles_come_through(format: str) -> None:
    source = read(fixture(f"{format}/rich.{format}"), f".{format}")
    styles = {
        line.strip(): mark.style for line, mark in zip(source.text.split("\n"), source.marks, strict=True)
    }
    title, heading, body = (
        next(style for line, style in styles.items() if line.startswith(start))
        for start in ("芦汀工会简报", "县总工会举办厂务公开现场会", "9月12日，县总工会在")
    )
    assert title is not None and heading is not None and body is not None
    assert title.centred and not title.heading
    assert heading.heading == 1 and not heading.centred
    assert body == Style()


@pytest.mark.parametrize("format", ["docx", "doc", "rtf", "odt", "pdf", "html"])
def test_document_properties_come_through(format: str) -> None:
    said = read(fixture(f"{format}/rich.{format}"), f".{format}").properties
    assert said.title == "芦汀工会简报"
    if format not in ("html", "pdf"):  # the day on which these were converted, or none
        assert said.created == date(2012, 9, 28)


@pytest.mark.parametrize("format", ["docx", "doc", "rtf", "odt", "html", "pdf"])
def test_a_source_survives_being_kept(format: str) -> None:
    source = read(fixture(f"{format}/rich.{format}"), f".{format}")
    assert Source.from_bytes(source.to_bytes()) == source
    assert len(source.marks) == len(source.text.split("\n"))
    assert source.format == format


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"text": 1}', b"\xff"])
def test_what_was_not_kept_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        Source.from_bytes(data)


# What single formats have


def test_deleted_and_moved_text_of_word_is_none() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins><w:r><w:t>新写</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText><w:t>的话</w:t><w:tab/><w:t>末尾</w:t></w:r></w:p>"
    )
    assert read(word(body), ".docx").text == "新写的话\t末尾"


def test_paragraphs_whose_end_was_deleted_are_one() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    first = f"<w:p>{mark}<w:r><w:t>前半段，</w:t></w:r></w:p>"
    gone = f"<w:p>{mark}<w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    found = read(word(first + paragraph("后半段。") + gone + gone + paragraph("下一段。")), ".docx")
    assert found.text == "前半段，后半段。\n下一段。"
    assert read(word(paragraph() + first), ".docx").text == f"{SENTENCE}\n前半段，"
    rtf = b"{\\rtf1 {a{\\deleted b\\par}}c\\par d}"
    assert read(rtf, ".rtf").text == "ac\nd"


def test_formulas_are_text() -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    formula = f'<m:oMath xmlns:m="{space}"><m:r><m:t>a+b</m:t></m:r></m:oMath>'
    assert read(word(f"<w:p><w:r><w:t>和为</w:t></w:r>{formula}</w:p>"), ".docx").text == "和为a+b"


def test_a_paragraph_is_on_the_page_where_it_begins() -> None:
    turn = "<w:lastRenderedPageBreak/>"
    found = read(
        word(
            f"<w:p><w:r><w:t>甲</w:t>{turn}<w:t>甲</w:t></w:r></w:p><w:p><w:r>{turn}<w:t>乙</w:t></w:r></w:p>"
        ),
        ".docx",
    )
    assert [mark.page for mark in found.marks] == [1, 3]
    soft = "<text:soft-page-break/>"
    found = read(open_document(f"<text:p>甲{soft}甲</text:p><text:p>{soft}乙</text:p>"), ".odt")
    assert [mark.page for mark in found.marks] == [1, 3]


def test_bold_of_chinese_characters_in_rich_text() -> None:
    """LibreOffice says it as what Word says of scripts that are written from right to left."""
    found = read(rb"{\rtf1 {\dbch\ab\dbch A}\par{\rtlch\ab \ltrch B}\par}", ".rtf")
    assert [mark.style.bold for mark in found.marks if mark.style] == [True, False]


def test_a_pages_own_styles() -> None:
    sheet = (
        "<style><!-- /* Word */ p.T, li.T {text-align:center; font-weight:bold} .N{display:none} --></style>"
    )
    found = read(f"<html>{sheet}<p class='x T'>题</p><p class=N>藏</p><p>文</p>".encode(), ".html")
    assert found.text == "题\n文"
    assert [mark.style for mark in found.marks] == [Style(None, True, True), Style()]
    for centred in ("<p align=center>", "<div align=middle>", "<center>", "<p style='text-align: center'>"):
        assert read(f"<html>{centred}题".encode(), ".html").marks[0].style == Style(None, True)


def test_a_table_for_the_layout_is_no_table() -> None:
    cell = "".join(paragraph(f"第{i}段。") for i in range(5))
    source = read(
        word(f"<w:tbl><w:tr><w:tc>{cell}</w:tc><w:tc>{paragraph('旁注')}</w:tc></w:tr></w:tbl>"), ".docx"
    )
    assert lines(source) == [*(f"第{i}段。" for i in range(5)), "旁注"]
    one = read(
        word(f"<w:tbl><w:tr><w:tc>{paragraph('整页')}{paragraph('一格')}</w:tc></w:tr></w:tbl>"), ".docx"
    )
    assert lines(one) == ["整页", "一格"]


def test_rows_of_a_table_are_no_titles() -> None:
    """A list of names and units below a headline is its text, however much a row reads like a headline."""
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"
        for cells in (("名次", "单位", "项目"), ("一等奖", "芦汀造纸厂工会", "开展技能竞赛活动"))
    )
    text = "经评审，下列单位获奖，县总工会予以通报表扬，并发给奖牌和证书，望再接再厉。"
    body = paragraph("县总工会表彰先进基层工会") + paragraph(text) + f"<w:tbl>{rows}</w:tbl>"
    body += paragraph("获奖单位请于6月30日前到县总工会领取奖牌，过期不再补发。")
    found = parse_source(read(word(body), ".docx"), file="a.docx").articles
    assert [article.title for article in found] == ["县总工会表彰先进基层工会"]
    assert "一等奖\t芦汀造纸厂工会\t开展技能竞赛活动" in found[0].body


def test_word_counts_its_lists() -> None:
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="9"/>'
        '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%1）"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2．"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )

    def item(text: str, depth: int) -> str:
        place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="3"/></w:numPr>'
        return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    body = item("甲", 0) + item("乙", 1) + item("丙", 1) + item("丁", 0) + item("戊", 1)
    found = lines(read(word(body, word__numbering_dot_xml=numbering), ".docx"))
    assert found == ["（九）甲", "1．乙", "2．丙", "（十）丁", "1．戊"]


def test_the_one_file_of_word_2003() -> None:
    space = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
    data = f'<?xml version="1.0"?><w:wordDocument {space}><w:body>{paragraph()}</w:body></w:wordDocument>'
    source = read(data.encode(), ".doc")
    assert (source.text, source.format) == (SENTENCE, "xml")


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg936 \'b9\'a4\'bb\'e1\par}", "工会"),
        (rb"{\rtf1\ansi{\fonttbl{\f0\fcharset134 SimSun;}}\f0 \'b9\'a4\'bb\'e1\par}", "工会"),
        (rb"{\rtf1\uc1 \u24037?\u20250\'bb\par}", "工会"),
        (rb"{\rtf1\uc2 \u24037\'b9\'a4\u20250\'bb\'e1\par}", "工会"),
        (rb"{\rtf1\uc0 \u-25967 \u55360 \u57088 \par}", "\u9a91\U00020300"),
        ("{\\rtf1\\ansi\\ansicpg936 工会\\par}".encode("gbk"), "工会"),
        (b"{\\rtf1\\ansi\\ansicpg936 \\'b9\r\n\\'a4{\\b \\'bb\\'e1}\\par}", "工会"),
        (rb"{\rtf1\ansicpg936 a{\*\foo \'b9\'a4}{\pict 00ff}{\header b}c{\v d}\line e\par}", "ac\ne"),
        (rb"{\rtf1 a\bin3 }}}b\par}", "ab"),
        (rb"{\rtf1 \{a\}\\\~b\_c\par}", "{a}\\ b-c"),
    ],
)
def test_rich_text(rtf: bytes, text: str) -> None:
    assert read(rtf, ".rtf").text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>工会\n  会员</p><p>second\nline</p>", "工会会员\nsecond line"),
        ("<div>一<div>二</div>三</div>", "一\n二\n三"),
        ("一<br>二<br><br>三", "一\n二\n\n三"),
        ("<p>一</p><p>&nbsp;</p><p>二</p>", "一\n\n二"),
        ("<p>一<p>二<li>三", "一\n二\n三"),
        ("<ol><li>一</li><li><p>二</p></li></ol><ul><li>三</ul>", "1. 一\n2. 二\n● 三"),
        ("<table><tr><td>一<td>二<tr><td>三<td>四</table>", "一\t二\n三\t四"),
        ("<style>p{}</style><script>x</script><p style='display:none'>藏</p><p>见</p>", "见"),
        ("<pre>一\n  二</pre>", "一\n  二"),
        ("<p>&#24037;&#x4f1a;&amp;&lt;</p>", "工会&<"),
        ("<!-- <p>注</p> --><p>正文", "正文"),
        ("<title>题目</title><body>正文", "正文"),
        ("<p>甲<![乙>丙", "甲丙"),  # no name behind it: the library's parser raises an AssertionError
        ("甲<![if !x]>乙<![endif]>丙<!-- 丁 -->", "甲乙丙"),
        (
            "<p>甲<a name=r1 href='#n1'>1</a>乙<p>丙<div><p><a name=n1 href='#r1'>1</a>丁</div>",
            "甲1乙\n1丁\n丙",
        ),
        (
            "<table><tr><td>甲<a name=r href='#n'>1</a><td>乙</table>丙<p><a name=n href='#r'>1</a>丁",
            "甲1\t乙\n丙\n1丁",
        ),
        ("<p><a name=a href='#b'>甲</a><p><a name=b href='#c'>乙</a><a name=c href='#c'>丙</a>", "甲\n乙丙"),
        ("<p>甲<del>乙</del>丙<button>丁</button><textarea>戊</textarea>", "甲丙"),
        ("<div style='mso-element:header'>甲</div><div style='mso-element:footnote'>乙</div>", "乙"),
    ],
)
def test_web_pages(html: str, text: str) -> None:
    assert read(html.encode("utf-8"), ".html").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk", "big5", "utf-16"])
def test_web_pages_in_their_encodings(encoding: str) -> None:
    text = "工會代表會議召開。" * 9
    html = f'<html><head><meta charset="{encoding}"><title>報</title></head><p>{text}</p></html>'
    if encoding.startswith("gb2"):
        html = html.replace("報", "报").replace("會", "会").replace("議", "议").replace("開", "开")
    source = read(html.encode(encoding), ".htm")
    assert source.text.count("代表") == 9
    assert "\ufffd" not in source.text


def test_a_page_saved_whole() -> None:
    html = f"<html><p>{SENTENCE}</p></html>".encode("gbk")
    for coding, body in (("8bit", html), ("base64", __import__("base64").encodebytes(html))):
        data = (
            b'From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
            b'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: '
            + coding.encode()
            + b"\r\n\r\n"
            + body
            + b"\r\n--b\r\nContent-Type: image/png\r\n\r\nxx\r\n--b--\r\n"
        )
        source = read(data, ".mht")
        assert (source.text, source.format) == (SENTENCE, "mht")


@pytest.mark.parametrize(
    ("turned", "matrix"),
    [(0, b"1 0 0 1 0 0"), (90, b"0 1 -1 0 595 0"), (180, b"-1 0 0 -1 595 842"), (270, b"0 -1 1 0 0 842")],
)
def test_pages_that_are_shown_turned(turned: int, matrix: bytes) -> None:
    """Wide tables are printed on pages that the reader's program turns."""
    text = b"BT /F 12 Tf 50 500 Td (first words) Tj 0 -40 Td (second words) Tj ET"
    source = read(pdf(pages(b"q " + matrix + b" cm " + text + b" Q", turned=turned)), ".pdf")
    assert lines(source) == ["first words", "second words"]


def test_fixed_pages() -> None:
    source = read(
        fixed([printed("芦汀工会简报", 80, 20, 8) + printed(SENTENCE, 30, 50), printed("次页。", 30, 50)]),
        ".ofd",
    )
    assert lines(source) == ["芦汀工会简报", SENTENCE, "次页。"]
    assert [mark.page for mark, line in zip(source.marks, source.text.split("\n"), strict=True) if line] == [
        1,
        1,
        2,
    ]
    assert (source.properties.title, source.properties.created) == ("芦汀简报", date(2021, 6, 30))


def test_spaces_of_open_document() -> None:
    body = (
        '<text:p>  甲<text:s text:c="3"/>乙\n 丙<text:tab/>丁<text:line-break/>戊</text:p>'
        "<text:p/><text:h>己</text:h>"
    )
    source = read(open_document(body), ".odt")
    assert source.text == "甲   乙 丙\t丁\n戊\n\n己"
    assert source.marks[-1] == Mark(None, 3, Style(heading=1))


# Libraries


def test_a_missing_library_is_named() -> None:
    """Word and PDF need a library each; everything else is read without."""
    code = (
        "import sys\n"
        "sys.modules['olefile'] = sys.modules['pypdfium2'] = None\n"
        "from pathlib import Path\n"
        "from unionsearch.bulletin.readers import registry\n"
        "from unionsearch.errors import BulletinError\n"
        "for name in sys.argv[1:]:\n"
        "    path = Path(name)\n"
        "    try:\n"
        "        source = registry.read(path.read_bytes(), path.name, path.suffix)\n"
        "        print(path.suffix, len(source.text) > 99)\n"
        "    except BulletinError as error:\n"
        "        print(path.suffix, error.message, error.hint)\n"
    )
    files = [DOCUMENTS / format / f"rich.{format}" for format in ("docx", "rtf", "odt", "html", "doc", "pdf")]
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, *map(str, files)],
        capture_output=True,
        check=True,
        env={**os.environ, "UNIONSEARCH_LANG": "en"},
    )
    said = ran.stdout.decode("utf-8").splitlines()
    assert said[:4] == [".docx True", ".rtf True", ".odt True", ".html True"]
    for line, library in zip(said[4:], ("olefile", "pypdfium2"), strict=True):
        assert f"needs {library}" in line and "unionsearch[documents]" in line


def test_a_document_is_told_by_its_bytes(tmp_path: Path) -> None:
    for name in (
        "docx/rich.docx",
        "doc/rich.doc",
        "rtf/rich.rtf",
        "odt/rich.odt",
        "html/rich.html",
        "pdf/rich.pdf",
    ):
        for suffix in (".txt", ".doc", ".pdf", ".odt"):
            if name.startswith("html") and suffix == ".txt":
                continue  # a text about web pages is a text
            path = tmp_path / f"a{suffix}"
            path.write_bytes(fixture(name))
            assert "巡渠员褚四海" in read_source(path, file=path.name).text, (name, suffix)


def test_plain_text_needs_no_other_process() -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom unionsearch.bulletin import read_source\n"
        "read_source(Path(sys.argv[1]), file='a.txt')\n"
        "from unionsearch.bulletin.readers.isolated import READER\n"
        "assert READER._process is None\n"
        "print(*[m for m in ('olefile', 'pypdfium2', 'xml', 'email', 'html') if m in sys.modules])"
    )
    path = next(CORPUS.rglob("*.txt"))
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


def test_a_mere_zip_is_no_document() -> None:
    assert registry.sniff(packed({"a.txt": SENTENCE})) == "zip"
    assert registry.sniff(b"PK\x03\x04" + b"x" * 50) == "broken zip"


def test_pages_reach_the_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found in a PDF is cited by its page."""
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.pdf").write_bytes(fixture("pdf/jiaogong-2008-09.pdf"))
    (corpus / "b.txt").write_text("灯塔守望人\n\n3月2日，航标处工会慰问灯塔守望人。（航标处工会）\n", "utf-8")
    with Archive.open(corpus, tmp_path / "index") as archive:
        archive.sync()
        entries = {entry.id: entry.article for entry in archive.articles()}
        last = max((name for name in entries if name.startswith("a#")), key=lambda name: entries[name].number)
        page = entries[last].page_of(entries[last].line)
        assert page is not None and page > 1
        (hit,) = archive.search(f'"{entries[last].body[5:15]}"').hits
        assert hit.snippets[0].page == entries[last].page_of(hit.snippets[0].line)
        assert f"page {page}" in citation(hit.issue, [hit.article.line], [page])
        (text,) = archive.search('"灯塔守望人"').hits
        assert text.snippets[0].page is None


@pytest.mark.parametrize("language", ["", ".zh-CN"])
def test_every_suffix_is_described(language: str) -> None:
    page = (CORPUS.parent / "docs" / f"formats{language}.md").read_text("utf-8")
    assert [suffix for suffix in sorted(SUFFIXES) if f"`{suffix}`" not in page] == []
