"""Printed pages into text: columns, wrapped lines, page headers."""

from __future__ import annotations

from collections.abc import Sequence

from unionsearch.bulletin.readers.page_lines import Column, Glyph, page_columns
from unionsearch.bulletin.readers.page_text import paragraphs

EM = 10.0
WIDE = 20  # characters between the margins of these pages


def line(
    text: str, x: float, y: float, *, em: float = EM, gap: float = 0.0, bold: bool = False
) -> list[Glyph]:
    """A printed line that begins at x; Latin characters take half the width."""
    found = []
    for char in text:
        width = em if char > "\u2000" else em / 2
        if char != " ":
            found.append(Glyph(char, x, x + width, y, em, bold))
        x += width + gap
    return found


def page(*lines: tuple[str, float, float]) -> list[Glyph]:
    return [glyph for text, x, y in lines for glyph in line(text, x, y)]


def read(*pages: Sequence[Glyph]) -> list[str]:
    return [p.text for p in paragraphs([page_columns(glyphs) for glyphs in pages])]


def wrapped(
    text: str, x: float, y: float, width: int = WIDE, indent: int = 2
) -> list[tuple[str, float, float]]:
    """A paragraph with an indent, broken at the margin."""
    found = [(text[: width - indent], x + indent * EM, y)]
    for at in range(width - indent, len(text), width):
        y += 15
        found.append((text[at : at + width], x, y))
    return found


PARAGRAPH = "船闸管理所工会把休息室改成读书角，值夜班的职工下了班也能借书，半年里借出七百多册。"
OTHER = "桥梁工区工会给高空作业的女工换了轻便的安全带，每条轻了一斤半，腰不酸了，活也快了。"


def test_wrapped_lines_are_one_paragraph() -> None:
    first = wrapped(PARAGRAPH, 50, 100)
    second = wrapped(OTHER, 50, first[-1][2] + 15)
    assert read(page(*first, *second)) == [PARAGRAPH, OTHER]


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = wrapped(PARAGRAPH + OTHER, 50, 700)
    top = [(text, x, 60.0 + 15 * i) for i, (text, x, _) in enumerate(lines[2:])]
    assert read(page(*lines[:2]), page(*top)) == [PARAGRAPH + OTHER]


def test_a_gap_is_a_blank_line() -> None:
    first = wrapped(PARAGRAPH, 50, 100)
    assert read(page(*first, *wrapped(OTHER, 50, first[-1][2] + 40))) == [PARAGRAPH, "", OTHER]


def test_a_title_may_stand_out_over_the_margins() -> None:
    lines = wrapped(PARAGRAPH + OTHER, 50, 130)
    title = ("这个标题比正文的左右两边都要宽出去一些地方", 30, 100)
    assert read(page(title, *lines))[-1] == PARAGRAPH + OTHER


def test_short_lines_stay_apart() -> None:
    lines = wrapped(PARAGRAPH, 50, 160)
    assert read(page(("读书角开张", 100, 100), ("工会来剪彩", 100, 115), *lines)) == [
        "读书角开张",
        "工会来剪彩",
        "",
        PARAGRAPH,
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    title = ("两栏的简报上面有一个横跨两栏的长标题在这里", 120, 60)
    left, right = wrapped(PARAGRAPH * 2, 50, 100, 16), wrapped(OTHER * 2, 240, 100, 16)
    last = ("下面又有一行横跨两栏的文字写在这里作为结尾。", 60, 300)
    assert [text for text in read(page(title, *left, *right, last)) if text] == [
        title[0],
        PARAGRAPH * 2,
        OTHER * 2,
        last[0],
    ]


def test_columns_of_unequal_height() -> None:
    left, right = wrapped(PARAGRAPH * 3, 50, 100, 16), wrapped(OTHER * 2, 240, 107, 16)
    assert read(page(*left, *right)) == [PARAGRAPH * 3, OTHER * 2]


def test_punctuation_may_hang_between_columns() -> None:
    """A full stop beyond the margin fills the gap to the next column, and is none of its lines."""
    full = "桥梁工区工会给高空作业女工换安全带"
    left = [(full[:15] + ("。" if i == 2 else full[15]), 50.0, 100.0 + 15 * i) for i in range(8)]
    hung = [(text + ("，" if i % 3 == 1 else ""), x, y) for i, (text, x, y) in enumerate(left)]
    right = wrapped(OTHER * 2, 227, 100, 16)
    found = read(page(*hung, *right))
    assert found[-1] == OTHER * 2
    assert "".join(found[:-1]) == "".join(text for text, *_ in hung)


def test_a_title_over_two_lines_is_one() -> None:
    top = line("桥梁工区工会给高空作业的女工全部换上了轻", 50, 60, bold=True)
    rest = line("便的安全带", 125, 75, bold=True)
    found = [
        p for p in paragraphs([page_columns([*top, *rest, *page(*wrapped(PARAGRAPH, 50, 100))])]) if p.text
    ]
    assert found[0].text == "桥梁工区工会给高空作业的女工全部换上了轻便的安全带"
    assert found[0].style is not None and found[0].style.centred and found[0].style.bold
    assert found[1].text == PARAGRAPH


def test_each_size_of_type_has_its_own_distance_between_lines() -> None:
    """Small type in narrow lines, then wide lines of larger type, between which no line is blank."""
    small = wrapped(PARAGRAPH * 4, 50, 100, 40)
    large = [
        glyph
        for i, at in enumerate(range(0, 80, 20))
        for glyph in line((PARAGRAPH + OTHER)[at : at + 20], 50, 400 + 42 * i, em=20)
    ]
    found = read([*[g for text, x, y in small for g in line(text, x, y)], *large])
    assert found[0] == PARAGRAPH * 4
    assert found[-1] == (PARAGRAPH + OTHER)[:80]


def test_a_little_more_space_parts_paragraphs_that_end_with_a_full_line() -> None:
    full = "码头工会组织装卸工学急救人人都会包扎了。"
    lines = [(PARAGRAPH[:20], 50, 100.0), (full, 50, 115.0), (PARAGRAPH[:20], 50, 135.0), (full, 50, 150.0)]
    lines += [(PARAGRAPH[:20], 50, 170.0), (PARAGRAPH[20:40], 50, 185.0), (full, 50, 200.0)]
    assert read(page(*lines)) == [
        PARAGRAPH[:20] + full,
        PARAGRAPH[:20] + full,
        PARAGRAPH[:40] + full,
    ]


def test_lines_in_the_middle_above_three_columns_come_first() -> None:
    sides = [wrapped(text, x, 130, 12) for text, x in ((PARAGRAPH, 50), (OTHER, 190), (PARAGRAPH, 330))]
    top = [
        ("三栏的简报上面有一个横跨三栏的长标题在这里", 145, 60),
        ("江滩县总工会", 220, 80),
        ("导读", 240, 95),
    ]
    assert [text for text in read(page(*top, *(one for side in sides for one in side))) if text] == [
        *(text for text, *_ in top),
        PARAGRAPH,
        OTHER,
        PARAGRAPH,
    ]


def test_footnotes_stand_behind_the_paragraph_that_they_part() -> None:
    lines = wrapped(PARAGRAPH + OTHER, 50, 700)
    note = [*line("1", 50, 748, em=4), *line("船闸建于一九五八年，", 54, 750, em=6)]
    more = line("现有闸室两座。", 54, 758, em=6)
    top = [(text, x, 60.0 + 15 * i) for i, (text, x, _) in enumerate(lines[2:])]
    found = read([*page(*lines[:2]), *note, *more], page(*top))
    assert found == [PARAGRAPH + OTHER, "1船闸建于一九五八年，现有闸室两座。"]


def test_what_is_set_at_the_right_margin_ends_there() -> None:
    lines = wrapped(PARAGRAPH + OTHER, 50, 100)
    y = lines[-1][2]
    found = read(page(*lines, ("（船闸管理所工会）", 160, y + 15), ("报：省航道工会、市总工会", 50, y + 30)))
    assert found[-2:] == ["（船闸管理所工会）", "报：省航道工会、市总工会"]


def test_what_is_broken_over_lines_is_whole() -> None:
    """A number, and a word with its hyphen; two words of which the first fills its line stay two."""
    full = "桥梁工区工会给高空作业女工换了安全带"
    body = wrapped(PARAGRAPH + OTHER, 50, 160)
    for first, second, whole in (
        (full + "计14", "32条", "计1432条"),
        (full[:-1] + "Uni-", "on杂志", "Union杂志"),
        (full[:-2] + "Union", "Label", "Union Label"),
        (full[:-1] + "200-", "300条", "200-300条"),
    ):
        found = read(page((first, 50, 100), (second + "，人人称好。", 50, 115), *body))
        assert whole in found[0]


def test_a_row_of_a_table_says_so() -> None:
    rows = [(name, 50.0, 100.0 + 15 * i) for i, name in enumerate(("东岸", "西岸"))]
    counts = [(f"{10 + i}家", 150.0, y) for i, (_, _, y) in enumerate(rows)]
    found = list(paragraphs([page_columns(page(*rows, *counts, *wrapped(PARAGRAPH, 50, 160)))]))
    assert [p.style.cell for p in found if p.style and p.text] == [True, True, False]


def test_a_cell_that_is_broken_over_lines_is_whole() -> None:
    """In the last cell and in the first; a row whose cells hold less than a line is none of another."""
    rows = [
        ("东岸码头装", 50.0, 100.0), ("12家", 115.0, 100.0), ("每季度请职工代表打", 160.0, 100.0),
        ("卸队", 50.0, 115.0), ("一次分，垫底的驻点。", 160.0, 115.0),
        ("西岸", 50.0, 130.0), ("9家", 115.0, 130.0), ("公开栏搬到食堂。", 160.0, 130.0),
        ("南岸", 50.0, 145.0), ("3家", 115.0, 145.0), ("无。", 160.0, 145.0),
    ]  # fmt: skip
    found = read(page(*rows, *wrapped(PARAGRAPH, 50, 200)))
    assert [text.split() for text in found if text][:4] == [
        ["东岸码头装卸队", "12家", "每季度请职工代表打一次分，垫底的驻点。"],
        ["西岸", "9家", "公开栏搬到食堂。"],
        ["南岸", "3家", "无。"],
        [PARAGRAPH],
    ]


def test_cells_may_stand_in_the_middle_of_their_row() -> None:
    rows = [
        ("每季度请职工代表打", 160.0, 100.0),
        ("东岸", 50.0, 115.0), ("12家", 115.0, 115.0), ("一次分，垫底的由县", 160.0, 115.0),
        ("总工会驻点。", 160.0, 130.0),
        ("西岸", 50.0, 145.0), ("9家", 115.0, 145.0), ("公开栏搬到食堂。", 160.0, 145.0),
    ]  # fmt: skip
    found = [text.split() for text in read(page(*rows, *wrapped(PARAGRAPH, 50, 200))) if text]
    assert found[0] == ["东岸", "12家", "每季度请职工代表打一次分，垫底的由县总工会驻点。"]
    assert found[1] == ["西岸", "9家", "公开栏搬到食堂。"]


def test_signed_sentences_are_no_rows() -> None:
    """A unit that is set at the right margin makes no row of the sentence before it."""
    lines = [
        (text, x, y + 30 * i)
        for i in range(3)
        for text, x, y in (
            ("船闸工会今冬又办起夜校班", 50, 100.0),
            ("（船闸工会）", 190, 100.0),
            ("桥吊工会送凉茶。", 50, 115.0),
        )
    ]
    found = [text for text in read(page(*lines)) if text]
    assert found.count("桥吊工会送凉茶。") == 3


def test_a_table_is_no_columns() -> None:
    rows = [(name, 50.0, 100.0 + 15 * i) for i, name in enumerate(("东岸", "西岸", "南岸", "北岸", "中洲"))]
    counts = [(f"{10 + i}家", 250.0, y) for i, (_, _, y) in enumerate(rows)]
    found = read(page(*rows, *counts))
    assert [text.split() for text in found] == [
        [name, count] for (name, *_), (count, *_) in zip(rows, counts, strict=True)
    ]


def test_headers_footers_and_page_numbers_go() -> None:
    pages = []
    for number in range(1, 6):
        body = wrapped((PARAGRAPH + OTHER)[7 * number :], 50, 100)
        pages.append(page(("芦汀工会简报", 180, 40), *body, (f"— {number} —", 180, 800)))
    found = read(*pages)
    assert len(found) == 5
    assert found == [(PARAGRAPH + OTHER)[7 * number :] for number in range(1, 6)]


def test_the_header_of_the_second_of_two_pages_goes() -> None:
    lines = wrapped(PARAGRAPH + OTHER, 50, 700)
    top = [(text, x, 60.0 + 15 * i) for i, (text, x, _) in enumerate(lines[2:])]
    head = ("芦汀工会简报", 180, 40)
    assert read(page(head, *lines[:2]), page(head, *top)) == ["芦汀工会简报", "", PARAGRAPH + OTHER]
    other = ("芦汀工会信息", 180, 40)
    assert "芦汀工会信息" in read(page(head, *lines[:2]), page(other, *top))


def test_a_repeated_line_in_the_middle_of_pages_stays() -> None:
    pages = [
        page(*wrapped(PARAGRAPH, 50, 100), ("（本刊编辑部）", 150, 300), *wrapped(OTHER, 50, 400))
        for _ in range(5)
    ]
    assert read(*pages).count("（本刊编辑部）") == 5


def test_a_single_page_keeps_its_first_line() -> None:
    assert (
        read(page(("芦汀工会简报", 180, 40), *wrapped(PARAGRAPH, 50, 100), ("第1页", 180, 800)))[0]
        == "芦汀工会简报"
    )
    assert "第1页" not in read(
        page(("芦汀工会简报", 180, 40), *wrapped(PARAGRAPH, 50, 100), ("第1页", 180, 800))
    )


def test_characters_printed_twice_are_one() -> None:
    text = "加粗的标题印了两遍"
    assert read([*line(text, 50, 100), *line(text, 50.3, 100)]) == [text]


def test_characters_set_apart_are_a_word() -> None:
    assert read(line("工会简报", 50, 100, gap=15)) == ["工会简报"]


def test_a_raised_number_stays_in_its_line() -> None:
    glyphs = [*line("全县七十三家企业", 50, 100), *line("1", 130, 95, em=5), *line("参加了比赛", 135, 100)]
    assert read(glyphs) == ["全县七十三家企业1参加了比赛"]


def test_spaces_between_latin_words() -> None:
    assert read(line("ISO 9001 认证", 50, 100)) == ["ISO 9001认证"]


def test_a_bullet_begins_a_paragraph() -> None:
    full = "码头工会组织装卸工学急救人人都要会包扎。"
    assert read(page((full, 50, 100), ("●" + full[:-1], 50, 115), (full, 50, 130))) == [
        full,
        "●" + full[:-1] + full,
    ]


def test_nothing_is_lost() -> None:
    """Every character of every page but headers comes out, columns or not."""
    glyphs = page(
        *wrapped(PARAGRAPH, 50, 100, 16), *wrapped(OTHER, 240, 90, 16), ("甲 乙", 50, 400), ("丙", 300, 400)
    )
    columns = page_columns(glyphs)
    assert all(isinstance(column, Column) for column in columns)
    shown = "".join(line.text for column in columns for line in column.lines)
    assert sorted(shown.replace(" ", "")) == sorted(g.char for g in glyphs)
