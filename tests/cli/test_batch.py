"""``query --batch``: a line in, a line out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run
from .fake import Archive


def batch(run: Run, text: bytes, *options: str) -> tuple[int, list[dict[str, object]]]:
    result = run("query", "--batch", "-", *options, stdin=text)
    assert result.out == "" or result.out.endswith("\n")
    return result.code, [json.loads(line) for line in result.out.splitlines()]


def test_answers_stand_in_the_order_of_the_queries(run: Run) -> None:
    code, lines = batch(run, "工资\n没有\n部分\r\n帮扶".encode())
    assert code == 0
    assert [line["query"] for line in lines] == ["工资", "没有", "部分", "帮扶"]
    assert [line["total"] for line in lines] == [3, 0, 1, 3]


def test_a_bad_query_has_its_error_in_its_place(run: Run) -> None:
    code, lines = batch(run, '工资\n集 "体\n\n没有\n'.encode())
    assert code == 2
    assert lines[1] == {
        "query": '集 "体',
        "error": {"message": "引号没有收尾。", "hint": '请补上 "。', "column": 3},
    }
    assert [set(line) for line in (lines[1], lines[2])] == [{"query", "error"}] * 2
    assert lines[2]["query"] == ""
    assert lines[3]["total"] == 0


@pytest.mark.parametrize(
    ("text", "code"), [("工资\n没有\n", 0), ("没有\n没有\n", 1), ("", 1), ('工资\n"\n', 2)]
)
def test_exit_code(run: Run, text: str, code: int) -> None:
    assert batch(run, text.encode())[0] == code


def test_options_hold_for_every_line(run: Run, archive: type[Archive]) -> None:
    code, lines = batch(run, "工资\n帮扶\n".encode(), "--limit", "1", "--offset", "1", "--format", "jsonl")
    assert code == 0
    assert [[hit["rank"] for hit in line["hits"]] for line in lines] == [[2], [2]]  # type: ignore[index, attr-defined]


def test_byte_order_mark_and_stray_bytes(run: Run) -> None:
    code, lines = batch(run, b"\xef\xbb\xbf" + "工资\n".encode() + b"ab\xff\n" + "帮扶\n".encode())
    assert code == 2
    assert [line["query"] for line in lines] == ["工资", "ab\ufffd", "帮扶"]
    assert lines[1]["error"]["column"] == 3  # type: ignore[index]


def test_utf16_is_named(run: Run) -> None:
    result = run("query", "--batch", "-", stdin="工资\n".encode("utf-16"))
    assert (result.code, result.out) == (2, "")
    assert "UTF-16" in result.err


def test_from_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "queries.txt"
    file.write_bytes("工资\n".encode())
    assert json.loads(run("query", "--batch", str(file)).out)["query"] == "工资"
    missing = run("query", "--batch", str(tmp_path / "none.txt"))
    assert missing.code == 2 and "none.txt" in missing.err
    folder = run("query", "--batch", str(tmp_path))
    assert folder.code == 2 and folder.out == ""


def test_what_does_not_go_together(run: Run, archive: type[Archive]) -> None:
    assert run("query", "工资", "--batch", "-").code == 2
    for name in ("text", "json", "csv"):
        result = run("query", "--batch", "-", "--format", name)
        assert result.code == 2 and "jsonl" in result.err
    assert archive.calls == []
