"""What the commands ask the library for, and how they end."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from unionsearch.cli import exits
from unionsearch.errors import IndexLockedError, NotFoundError

from .conftest import Run
from .fake import HITS, PROBLEMS, Archive


def searched(archive: type[Archive]) -> list[str]:
    return [value[0] for name, value in archive.calls if name == "search"]


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        (["工资", "协商"], "工资 协商"),
        (["工资", "-集体"], "工资 -集体"),
        (["-集体", "工资"], "-集体 工资"),
        (["-x", "-limit", "工资"], "-x -limit 工资"),
        (["工资", "--limit", "3", "-集体"], "工资 -集体"),
        (["工资", "-", "协商"], "工资 - 协商"),
        (["--sort", "-date", "工资"], "工资"),
        (["--", "--limit", "-x"], "--limit -x"),
        (["工资", "--", "--limit"], "工资 --limit"),
        (["+工资", "——协商", "－集体"], "+工资 ——协商 －集体"),
        (["工资*", "?"], "工资* ?"),
    ],
)
def test_words_become_the_query(run: Run, archive: type[Archive], arguments: list[str], query: str) -> None:
    assert run("query", *arguments).code == 0
    assert searched(archive) == [query]


@pytest.mark.parametrize(
    ("option", "near"), [("--limt", "--limit"), ("--secton=x", "--section"), ("--formt", "--format")]
)
def test_an_unknown_option_is_no_word(run: Run, archive: type[Archive], option: str, near: str) -> None:
    result = run("query", "工资", option)
    assert (result.code, searched(archive)) == (2, [])
    assert near in result.err


def test_options_reach_the_library(run: Run, archive: type[Archive]) -> None:
    run(
        "query", "工资", "--limit", "0", "--offset", "1", "--sort", "-date", "--since", "2011",
        "--until", "2012-03", "--section", "简讯", "--contributor", "东岭", "--issue", "12",
        "--kind", "brief", "--plain", "--as-written", "--all-copies", "--explain",
    )  # fmt: skip
    assert archive.calls[1] == (
        "search",
        (
            "工资",
            {
                "limit": 0,
                "offset": 1,
                "sort": "-date",
                "since": "2011",
                "until": "2012-03",
                "section": "简讯",
                "contributor": "东岭",
                "issue": "12",
                "kind": "brief",
                "plain": True,
                "all_copies": True,
                "explain": True,
                "expand": False,
            },
        ),
    )
    archive.calls.clear()
    run("query", "工资")
    options = archive.calls[1][1][1]
    assert (options["limit"], options["offset"], options["sort"], options["plain"]) == (
        10,
        0,
        "relevance",
        False,
    )
    assert (options["expand"], options["explain"], options["all_copies"]) == (True, False, False)
    assert {options[name] for name in ("since", "until", "section", "contributor", "issue", "kind")} == {None}


@pytest.mark.parametrize(("typed", "read"), [("简讯", "简讯"), ("BRIEF", "brief"), ("報告", "報告")])
def test_a_kind_may_be_given_in_chinese(run: Run, archive: type[Archive], typed: str, read: str) -> None:
    assert run("query", "工资", "--kind", typed).code == 0
    assert archive.calls[1][1][1]["kind"] == read


@pytest.mark.parametrize(
    ("arguments", "places"),
    [
        (["--corpus", "a", "--index", "b", "query", "x"], ("a", "b")),
        (["query", "--corpus", "a", "x", "--index", "b"], ("a", "b")),
        (["--corpus", "a", "query", "x", "--index", "b"], ("a", "b")),
        (["--corpus", "a", "query", "x", "--corpus", "c"], ("c", None)),
        (["--index=b", "status"], (None, "b")),
        (["reindex", "--index=b"], (None, "b")),
        (["issues"], (None, None)),
    ],
)
def test_places_before_and_after_the_command(
    run: Run, archive: type[Archive], arguments: list[str], places: tuple[str | None, str | None]
) -> None:
    run(*arguments)
    assert archive.calls[0] == ("open", places)


def test_every_command_closes_the_archive(run: Run, archive: type[Archive]) -> None:
    for arguments in (
        ["query", "x"], ["query", '"'], ["show", "notes#1"], ["issues"], ["articles"], ["status"],
        ["reindex"], ["analyze", "x"],
    ):  # fmt: skip
        archive.calls.clear()
        run(*arguments)
        names = [name for name, _ in archive.calls]
        assert (names.count("open"), names[-1]) == (1, "close"), arguments


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["query", "工资"], 0),
        (["query", "没有"], 1),
        (["query", "工资", "--offset", "9"], 1),
        (["query", '"'], 2),
        (["show", "notes#1"], 0),
        (["show", "notes"], 0),
        (["show", "notes#7"], 1),
        (["show", "nothing"], 1),
        (["issues"], 0),
        (["articles"], 0),
        (["articles", "--issue", "nothing"], 1),
        (["status"], 0),
        (["reindex"], 0),
        (["analyze", "工资"], 0),
        (["completion", "bash"], 0),
        (["completion", "cmd"], 2),
        ([], 2),
        (["--version"], 0),
        (["--help"], 0),
    ],
)
def test_exit_codes(run: Run, arguments: list[str], code: int) -> None:
    assert run(*arguments).code == code


def test_exit_code_of_every_end() -> None:
    ends = [
        (exits.Outcome.DONE, 0),
        (exits.Outcome.NOTHING, 1),
        (exits.Outcome.WRONG, 2),
        (NotFoundError("x"), 1),
        (IndexLockedError("x"), 2),
        (KeyboardInterrupt(), 130),
        (exits.OutputClosed(), 0),
        (ZeroDivisionError(), 2),
    ]
    assert [exits.exit_code(end) for end, _ in ends] == [code for _, code in ends]


def test_errors_leave_standard_output_empty(run: Run) -> None:
    for arguments in (["query", '"', "--format", "json"], ["show", "x#1", "--format", "json"]):
        result = run(*arguments)
        assert result.out == ""
        assert result.err.startswith("错误：")


def test_a_missing_index_is_built_and_said(run: Run, archive: type[Archive]) -> None:
    archive.missing = True
    archive.problems = PROBLEMS
    for arguments in (["query", "工资"], ["show", "notes#1"], ["issues"], ["articles"]):
        result = run(*arguments, "--format", "json")
        assert result.code == 0
        assert result.err.startswith("还没有索引，正在建立……\n索引已建好：2 期，3 篇。\n跳过：broken.txt")
        json.loads(result.out)


def test_an_index_that_is_behind_is_said(run: Run, archive: type[Archive]) -> None:
    archive.behind = True
    for arguments in (["query", "工资"], ["show", "notes#1"], ["issues"], ["articles"]):
        assert run(*arguments).err == "注意：索引落后了。\n"
    for arguments in (["status"], ["reindex"], ["analyze", "x"]):
        assert run(*arguments).err == ""


def test_reindex(run: Run, archive: type[Archive]) -> None:
    assert run("reindex", "corpus/2012", "x.txt", "--full", "--dry-run", "--wait", "1.5").code == 0
    assert archive.calls[1] == (
        "sync",
        ((Path("corpus/2012"), Path("x.txt")), {"full": True, "dry_run": True, "wait": 1.5}),
    )
    archive.locked = True
    result = run("reindex")
    assert (result.code, result.out) == (2, "")
    assert result.err == "错误：另一个进程正在写索引。\n提示：等它结束后再试。\n"
    for wait in ("-1", "nan", "inf", "soon"):
        assert "--wait" in run("reindex", "--wait", wait).err


def test_reindex_names_problems_in_json_too(run: Run, archive: type[Archive]) -> None:
    archive.problems = PROBLEMS
    result = run("reindex", "--format", "json")
    assert result.code == 2
    assert [p["file"] for p in json.loads(result.out)["problems"]] == ["broken.txt", "locked.txt"]
    assert "broken.txt" in result.err and "locked.txt" in result.err


def test_a_bug_has_a_traceback_only_on_request(
    run: Run, archive: type[Archive], monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("query", "bug")
    assert "Traceback" not in result.err and "RuntimeError" in result.err

    def interrupted(self: Archive, query: str, **options: object) -> None:
        # Set here because the fixture clears it: what an impatient user does during a search.
        raise KeyboardInterrupt

    monkeypatch.setattr(Archive, "search", interrupted)
    result = run("query", "x")
    assert (result.code, result.out, result.err) == (130, "", "")


def test_debug_shows_the_traceback(
    archive: type[Archive], monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    from unionsearch.cli import main

    monkeypatch.setenv("UNIONSEARCH_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["query", "bug"])


def test_colour(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in run("query", "工资").out
    assert "\x1b" not in run("query", "工资", "--color", "never").out
    assert "\x1b[1;31m" in run("query", "工资", "--color", "always").out
    assert "\x1b" not in run("query", "工资", "--color", "always", "--format", "csv").out


def test_colour_is_for_terminals_without_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    from unionsearch.cli import terminal

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(terminal, "is_terminal", lambda stream: True)
    assert terminal.wants_colour("auto")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not terminal.wants_colour("auto")
    assert terminal.wants_colour("always")
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not terminal.wants_colour("auto")


def test_completion_lists_commands_and_options(run: Run) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "_UNIONSEARCH_COMPLETE" in run("completion", shell).out


def test_limit_zero_is_all(run: Run) -> None:
    page = json.loads(run("query", "工资", "--limit", "0", "--format", "json").out)
    assert len(page["hits"]) == len(HITS)


def test_query_takes_no_short_options() -> None:
    """Or an exclusion of one letter would be eaten."""
    from unionsearch.cli.query import query

    names = [name for parameter in query.params for name in parameter.opts if name.startswith("-")]
    assert names and all(name.startswith("--") for name in names)


def test_streams_that_are_closed_do_not_matter(
    monkeypatch: pytest.MonkeyPatch, archive: type[Archive]
) -> None:
    from unionsearch.cli import main

    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", None)
        patched.setattr(sys, "stderr", None)
        assert main(["query", '"']) == 2
