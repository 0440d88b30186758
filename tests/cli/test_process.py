"""The whole program as a process of its own, on a corpus of three small files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("jieba", "whoosh", "numpy", "rich", "marisa_trie", "platformdirs")

FILES = {
    "2011/蓝洲-2011-12.txt": """蓝洲工会信息
2011年第12期（总第137期）
蓝洲市总工会　　　　2011年12月30日

【基层动态】

东岭区餐饮行业谈定最低时薪

    12月8日，东岭区餐饮行业工会与餐饮商会坐到一张桌前，就工资集体协商达成协议，二百六十家店铺的两千名职工从下月起按新标准拿工资。（东岭区总工会）

港区为装卸工送去手套和热茶

    入冬以来，港区总工会在四个码头设了热茶点，给装卸工发放棉手套一千八百副。（港区总工会）
""",
    "2012/便笺.txt": "关于建立职工书屋的几点想法\n\n书屋要建在车间旁边，让职工下了班顺脚就能进去翻两页。\n",
    "2012/sheet.json": "{}",
}


def environment(**more: str) -> dict[str, str]:
    ours = ("UNIONSEARCH_", "PYTHON", "LC_", "LANG", "NO_COLOR", "COLUMNS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "PYTHONPATH": str(ROOT), "UNIONSEARCH_LANG": "en", **more}


def unionsearch(*arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "unionsearch", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment(**more), capture_output=True, timeout=60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with ./corpus, and ./index built by the first query."""
    made = tmp_path_factory.mktemp("work")
    for name, text in FILES.items():
        file = made / "corpus" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    first = unionsearch("query", "工资集体协商", "--format", "json", cwd=made)
    assert first.returncode == 0, first.stderr
    assert first.stderr.decode().splitlines() == [
        "There is no index yet; building it ...",
        "The index is built: 2 issues, 3 articles.",
    ]
    (hit,) = [h for h in json.loads(first.stdout)["hits"] if h["complete"]]
    assert hit["id"] == "2011/蓝洲-2011-12#1"
    assert (made / "index").is_dir()
    return made


def test_output_is_utf8_in_any_locale(folder: Path) -> None:
    wanted = "东岭区餐饮行业谈定最低时薪".encode()
    for more in ({"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0"}):
        found = unionsearch("query", "餐饮", cwd=folder, **more)
        assert (found.returncode, found.stderr) == (0, b"")
        assert wanted in found.stdout
        assert b"\r" not in found.stdout


def test_errors_are_utf8_too(folder: Path) -> None:
    found = unionsearch("query", '餐饮 "店', cwd=folder, LC_ALL="C", UNIONSEARCH_LANG="zh")
    assert (found.returncode, found.stdout) == (2, b"")
    shown = found.stderr.decode("utf-8").splitlines()
    assert '  餐饮 "店' in shown
    assert shown[shown.index('  餐饮 "店') + 1] == "       ^"


def test_all_commands_on_the_real_archive(folder: Path) -> None:
    """Each answers in each of its formats."""
    from unionsearch.output import OFFERS

    commands = {
        "article": ["show", "2011/蓝洲-2011-12#1"],
        "issues": ["issues"],
        "status": ["status"],
        "analysis": ["analyze", "工资集体协商"],
        "report": ["reindex"],
    }
    for answer, arguments in commands.items():
        name = OFFERS[answer][-1]
        found = unionsearch(*arguments, "--format", name, cwd=folder)
        assert (found.returncode, found.stderr) == (0, b""), arguments
        assert found.stdout
    assert "棉手套".encode() in unionsearch("articles", "--format", "jsonl", cwd=folder).stdout


def test_closed_pipe(folder: Path) -> None:
    """A reader that leaves after one line is no error; there is more to write than a pipe holds."""
    script = (
        "import sys; from unionsearch.cli import terminal, main\n"
        "import unionsearch.cli.issues as issues\n"
        "emit = terminal.emit\n"
        "terminal.emit = lambda pieces, **k: emit(('x' * 50 + '\\n' for _ in range(200000)), **k)\n"
        "sys.exit(main(['issues']))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 0


def test_batch_answers_each_line_as_it_comes(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "unionsearch", "query", "--batch", "-"],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None and process.stdout is not None
    # An answer that waits for the end of the input would never come.
    impatience = threading.Timer(20, process.kill)
    impatience.start()
    for query, total in (("手套", 1), ("", None), ("书屋", 1)):
        process.stdin.write(f"{query}\n".encode())
        process.stdin.flush()
        line = json.loads(process.stdout.readline())
        assert (line["query"], line.get("total")) == (query, total)
    process.stdin.close()
    assert process.wait(30) == 2
    impatience.cancel()
    process.stdout.close()


def test_nothing_is_created_without_a_corpus(tmp_path: Path) -> None:
    found = unionsearch("query", "工资", cwd=tmp_path)
    assert (found.returncode, found.stdout) == (2, b"")
    assert b"hint" in found.stderr and b"Traceback" not in found.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_corpus_alone_gets_an_index_in_the_cache(folder: Path, tmp_path: Path) -> None:
    more = {"XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "HOME": str(tmp_path)}
    found = unionsearch("issues", "--corpus", str(folder / "corpus"), cwd=tmp_path, **more)
    assert found.returncode == 0, found.stderr
    assert list(tmp_path.rglob("indexes/corpus-*"))


def test_an_index_of_another_corpus(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    found = unionsearch(
        "query", "工资", "--corpus", str(other), "--index", str(folder / "index"), cwd=tmp_path
    )
    assert found.returncode == 2
    assert str(other).encode() in found.stderr and str(folder / "corpus").encode() in found.stderr
    alone = unionsearch("query", "工资", "--index", str(folder / "index"), cwd=tmp_path)
    assert alone.returncode == 0, alone.stderr


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
@pytest.mark.parametrize(("more", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_on_a_terminal(folder: Path, more: dict[str, str], coloured: bool) -> None:
    import pty

    outer, inner = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "unionsearch", "query", "餐饮"],
        cwd=folder,
        env=environment(TERM="xterm", **more),
        stdout=inner,
        check=True,
        timeout=60,
    )
    os.close(inner)
    shown = os.read(outer, 65536)
    os.close(outer)
    assert "餐饮".encode() in shown
    assert (b"\x1b[" in shown) is coloured


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str], lang: str) -> None:
    script = (
        "import sys\nfrom unionsearch.cli import main\n"
        f"assert main({arguments!r}) == 0\nprint(*sorted(sys.modules), file=sys.stderr)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(UNIONSEARCH_LANG=lang),
        capture_output=True,
        timeout=60,
    )
    modules = found.stderr.decode().split()
    assert found.stdout and "click" in modules
    assert [m for m in modules if m.split(".")[0] in HEAVY] == []
    from unionsearch.cli.root import COMMANDS

    assert [m for m in modules if m.removeprefix("unionsearch.cli.") in COMMANDS] == []
    assert "unionsearch.model" not in modules


def test_help_of_every_command_in_both_languages() -> None:
    """One process for each language, because help texts are chosen when their module is imported."""
    from unionsearch.cli.root import COMMANDS
    from unionsearch.output.cells import width

    script = (
        "from unionsearch.cli import main\n"
        f"for name in {list(COMMANDS)!r}:\n    assert main([name, '--help']) == 0\n    print('=====')\n"
        "assert main(['show']) == 2\n"
    )
    seen = {}
    for lang in ("en", "zh"):
        found = subprocess.run(
            [sys.executable, "-c", script],
            env=environment(UNIONSEARCH_LANG=lang, COLUMNS="80"),
            capture_output=True,
            timeout=60,
        )
        assert found.returncode == 0, found.stderr
        seen[lang] = found.stdout.decode("utf-8")
        assert max(width(line) for line in seen[lang].splitlines()) <= 80
        assert (
            found.stderr.decode("utf-8").splitlines()[0]
            == {
                "en": "error: ID is missing.",
                "zh": "错误：缺少 编号。",
            }[lang]
        )
    assert seen["en"].count("Usage: ") == seen["zh"].count("用法：") == len(COMMANDS)
    assert "Usage" not in seen["zh"] and "用法" not in seen["en"]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("unionsearch re", "plain,reindex"),
        ("unionsearch query --li", "plain,--limit"),
        ("unionsearch query --sort da", "plain,date"),
        ("unionsearch query --corpus co", "dir,co"),
    ],
)
def test_completion(words: str, answer: str) -> None:
    """What bash's script would ask: the words so far, and which of them is being completed."""
    last = str(len(words.split()) - 1)
    more = {"_UNIONSEARCH_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": last}
    found = subprocess.run(
        [sys.executable, "-m", "unionsearch"], env=environment(**more), capture_output=True, timeout=60
    )
    assert found.stdout.decode().split() == [answer]
