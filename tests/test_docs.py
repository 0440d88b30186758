"""The documentation against the code: nothing is left out, nothing is promised that is not there."""

from __future__ import annotations

import ast
import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from unionsearch import config, errors
from unionsearch.archive import Archive
from unionsearch.bulletin import SUFFIXES, metadata
from unionsearch.cli import main
from unionsearch.cli.exits import Outcome, OutputClosed, exit_code
from unionsearch.cli.root import COMMANDS, COMPLETE_VARIABLE, root
from unionsearch.output import OFFERS, as_csv, shapes
from unionsearch.query.fields import NAMES
from unionsearch.search import thesaurus

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PACKAGE = ROOT / "unionsearch"
CORPUS = ROOT / "corpus"
READMES = ("README.md", "README.zh-CN.md")
LANGUAGES = ("", ".zh-CN")
#: Pages with a Chinese counterpart of the same form.
PAIRS = sorted(path.stem for path in DOCS.glob("*.md") if path.stem != "README" and "." not in path.stem)
MARKDOWN = sorted([*(ROOT / name for name in READMES), ROOT / "CHANGELOG.md", *DOCS.glob("*.md")])

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def page(name: str, language: str = "") -> str:
    return (DOCS / f"{name}{language}.md").read_text("utf-8")


def prose(text: str) -> str:
    """A page without its code blocks."""
    return _FENCE.sub("", text)


def code_blocks(text: str, kind: str) -> list[str]:
    return [match[2] for match in _FENCE.finditer(text) if match[1] == kind]


def heading_levels(text: str) -> list[int]:
    return [len(match[1]) for match in _HEADING.finditer(prose(text))]


def section(text: str, start: str) -> str:
    """What stands under the heading that begins with ``start``; empty where there is none."""
    match = re.search(rf"^## {re.escape(start)}\b.*?$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return match[0] if match else ""


def coded(text: str) -> set[str]:
    """Everything that stands between backquotes."""
    return set(re.findall(r"`([^`\n]+)`", prose(text)))


def options(command: click.Command) -> set[str]:
    """The options of a command and of its own commands."""
    own = {name for parameter in command.params for name in parameter.opts if name.startswith("--")}
    below = command.commands.values() if isinstance(command, click.Group) and command is not root else ()
    return own.union(*map(options, below))


def commands() -> dict[str, click.Command]:
    context = click.Context(root)
    found = {name: root.get_command(context, name) for name in root.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


# Commands, options, exit statuses, settings


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_described(name: str, language: str) -> None:
    text = page("commands", language)
    here = section(text, f"unionsearch {name}")
    assert here, f"no section on {name}"
    described = set(_OPTION.findall(here))
    general = {"--corpus", "--index", "--help", "--version"}
    command = commands()[name]
    assert options(command) - general <= described
    assert described - general <= options(command), "an option that the command does not have"
    for parameter in command.params:
        if isinstance(parameter.type, click.Choice):
            # Colours and formats may be described once for all commands.
            words = here if parameter.opts[0] not in ("--color", "--format") else text
            assert all(choice in words for choice in parameter.type.choices)


@pytest.mark.parametrize("language", LANGUAGES)
def test_general_options_are_described(language: str) -> None:
    text = page("commands", language)
    known = {name for command in commands().values() for name in options(command)}
    assert {*options(root), "--corpus", "--index", "--help", "--version"} <= set(_OPTION.findall(text))
    assert set(_OPTION.findall(text)) <= known | options(root) | {"--help", "--version"}


def exit_statuses() -> set[int]:
    ends: list[object] = [*Outcome, KeyboardInterrupt(), OutputClosed(), RuntimeError()]
    statuses = {exit_code(end) for end in ends}
    for kind in vars(errors).values():
        if isinstance(kind, type) and issubclass(kind, errors.UnionSearchError):
            statuses.add(kind.exit_code)
    return statuses


@pytest.mark.parametrize("language", LANGUAGES)
def test_exit_statuses_are_described(language: str) -> None:
    rows = re.findall(r"^\| (\d+) \|", page("commands", language), re.MULTILINE)
    assert {int(row) for row in rows} == exit_statuses()


def variables() -> set[str]:
    """Every environment variable whose name stands in the code."""
    known = re.compile(r"_?UNIONSEARCH_[A-Z]+|NO_COLOR|COLUMNS")
    return {
        node.value
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and known.fullmatch(node.value)
    } - {COMPLETE_VARIABLE}  # Set by the completion scripts, never by people.


@pytest.mark.parametrize("language", LANGUAGES)
def test_environment_variables_are_described(language: str) -> None:
    assert {"UNIONSEARCH_CORPUS", "UNIONSEARCH_LANG", "UNIONSEARCH_CACHE", "NO_COLOR"} <= variables()
    everywhere = "".join(page(name, language) for name in PAIRS)
    assert not [name for name in variables() if name not in everywhere]


@pytest.mark.parametrize("language", LANGUAGES)
def test_configuration_keys_are_described(language: str) -> None:
    (example,) = code_blocks(page("commands", language), "toml")
    assert set(re.findall(r"^(\w+) = ", example, re.MULTILINE)) == set(config._KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_metadata_keys_are_described(language: str) -> None:
    text = page("bulletins", language)
    rows = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert tuple(sorted(rows)) == tuple(sorted(metadata.KEYS))
    assert coded(text) >= SUFFIXES


def test_metadata_examples_are_read(tmp_path: Path) -> None:
    for language in LANGUAGES:
        (example,) = code_blocks(page("bulletins", language), "toml")
        file = tmp_path / "issues.toml"
        file.write_text(example, "utf-8")
        (table,) = metadata.read_issues_toml(file).values()
        assert set(table) == {"title", "number", "total_number", "period", "publisher"}
        head = code_blocks(page("bulletins", language), "text")[-1]
        assert metadata.front_matter(head, "a.txt")[0]["period"] == "2011-12-30"


@pytest.mark.parametrize("language", LANGUAGES)
def test_query_fields_are_described(language: str) -> None:
    text = page("query-language", language)
    assert not [name for name in NAMES if name not in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_kinds_of_the_thesaurus_are_described(language: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \|", page("terms", language), re.MULTILINE)
    assert set(rows) == set(thesaurus.WEIGHTS) - {"writing"}


# JSON and CSV


def json_keys() -> set[str]:
    """Every key of every object that the program writes."""
    tree = ast.parse(Path(shapes.__file__).read_text("utf-8"))
    return {
        key.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_keys_are_described(language: str) -> None:
    text = page("json", language)
    described = coded(text) | set(re.findall(r'"(\w+)":', text))
    assert len(json_keys()) > 40
    assert json_keys() <= described
    schemas = {value for value in vars(shapes).values() if re.fullmatch(r"unionsearch\.\w+/\d+", str(value))}
    assert len(schemas) >= 4
    assert schemas <= described


@pytest.mark.parametrize("language", LANGUAGES)
def test_csv_columns_are_described(language: str) -> None:
    columns = {*as_csv.HIT_COLUMNS, *as_csv.ARTICLE_COLUMNS, *as_csv.ISSUE_COLUMNS, *as_csv.COPY_COLUMNS}
    assert columns <= coded(page("json", language))


def test_formats_are_described() -> None:
    for language in LANGUAGES:
        for name in {name for names in OFFERS.values() for name in names}:
            assert re.search(rf"\b{name}\b", page("commands", language))


# Pages that belong together, links


@pytest.mark.parametrize("name", PAIRS)
def test_both_languages_have_the_same_form(name: str) -> None:
    english, chinese = page(name), page(name, ".zh-CN")
    assert heading_levels(english) == heading_levels(chinese)
    assert [m[1] for m in _FENCE.finditer(english)] == [m[1] for m in _FENCE.finditer(chinese)]
    assert f"({name}.zh-CN.md)" in english
    assert f"({name}.md)" in chinese


def test_both_readmes_have_the_same_sections() -> None:
    english, chinese = ((ROOT / name).read_text("utf-8") for name in READMES)
    assert heading_levels(english) == heading_levels(chinese)
    for kind in ("sh", "toml", "python"):
        assert code_blocks(english, kind) == code_blocks(chinese, kind)
    links = [re.findall(r"\]\(([\w./-]+)\)", prose(text)) for text in (english, chinese)]
    there = [link.replace(".zh-CN", "") for link in links[1] if not link.startswith("README")]
    assert [link for link in links[0] if not link.startswith("README")] == there


def anchors(text: str) -> set[str]:
    """The names by which a page's headings are linked to."""
    names = (re.sub(r"[^\w\- ]", "", match[2].lower()).replace(" ", "-") for match in _HEADING.finditer(text))
    return set(names)


def broken_links(file: Path) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(file.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (file.parent / name).resolve() if name else file
        if not there.exists() or (anchor and anchor not in anchors(there.read_text("utf-8"))):
            yield target


@pytest.mark.parametrize("file", MARKDOWN, ids=lambda file: file.name)
def test_links_lead_somewhere(file: Path) -> None:
    assert list(broken_links(file)) == []


def test_a_broken_link_would_be_noticed(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "# One thing\n[a](a.md) [b](b.md) [c](#one-thing) [d](a.md#two) [e](https://x.org)", "utf-8"
    )
    assert list(broken_links(file)) == ["b.md", "a.md#two"]


def test_every_page_is_in_the_index() -> None:
    index = page("README")
    assert set(re.findall(r"\]\(([^)]+)\)", index)) == {
        path.name for path in DOCS.glob("*.md") if path.name != "README.md"
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_house_is_drawn_as_it_stands(language: str) -> None:
    text = page("architecture", language)
    drawn = set(re.findall(r"^(?:floor \d|\d 层)? +([a-z]+(?:/|\.py)) ", text, re.MULTILINE))
    rooms = {f"{path.name}/" for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    rooms |= {path.name for path in PACKAGE.glob("[a-z]*.py")}
    assert rooms <= drawn
    named = {name for name in coded(text) if re.fullmatch(r"[\w./]+\.(py|json)|tests/data", name)}
    missing = [name for name in named if not ((ROOT / name).exists() or (PACKAGE / name).exists())]
    assert len(named) > 8 and not missing


# What the pages show is true


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the sample corpus."""
    folder = tmp_path_factory.mktemp("index")
    with Archive.open(CORPUS, folder) as archive:
        assert not archive.sync().problems
    return folder


def readme_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("readme_screen", ROOT / "tools" / "readme_screen.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", READMES)
def test_screens_are_real(name: str, index: Path) -> None:
    """Where this fails because answers have changed for the better: python tools/readme_screen.py"""
    tool = readme_tool()
    found = tool.screens((ROOT / name).read_text("utf-8"))
    assert len(found) == 1
    for command, shown in found:
        assert len(shown.splitlines()) > 10
        printed = tool.output(command, tool.LANGUAGES[name], index)
        assert tool.timeless(shown) == tool.timeless(printed)


def test_a_false_screen_would_be_noticed() -> None:
    tool = readme_tool()
    assert tool.screens("```text\n$ unionsearch query a\n\n3 found (4 ms)\n```") == [
        ("unionsearch query a", "3 found (4 ms)\n")
    ]
    assert tool.timeless("3 found (4 ms)") == tool.timeless("3 found (12 ms)")
    assert tool.timeless("3 篇（4 毫秒）") == tool.timeless("3 篇（12 毫秒）")
    assert tool.timeless("3 found (4 ms)") != tool.timeless("4 found (4 ms)")


def tour() -> list[str]:
    """The commands that the README tells people to try."""
    lines = "".join(code_blocks((ROOT / "README.md").read_text("utf-8"), "sh")).splitlines()
    return [line for line in lines if line.startswith("unionsearch ")]


@pytest.mark.parametrize("line", tour())
def test_the_tour_finds_something(line: str, index: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    arguments = shlex.split(line)[1:]
    assert main([*arguments, "--corpus", str(CORPUS), "--index", str(index)]) == 0
    out, err = capfdbinary.readouterr()
    assert out.strip() and not err.strip()


def test_the_tour_is_there() -> None:
    assert len(tour()) > 12


def test_there_is_one_line_that_installs_and_tests() -> None:
    for name in READMES:
        lines = (ROOT / name).read_text("utf-8").splitlines()
        # As .ci/run looks for it.
        assert lines.count('pip install ".[test]" && pytest') == 1
        assert len([line for line in lines if re.match(r"pip install .*&& *pytest", line)]) == 1
        assert lines.count('pip install . && unionsearch query "工资集体协商"') == 1


def test_the_library_example_runs(tmp_path: Path) -> None:
    shutil.copytree(CORPUS, tmp_path / "corpus")
    (example,) = code_blocks((ROOT / "README.md").read_text("utf-8"), "python")
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", example], cwd=tmp_path, capture_output=True, check=True
    )
    lines = ran.stdout.decode("utf-8").splitlines()
    assert len(lines) == 3
    assert all("#" in line and "工资集体协商" in line for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_work_as_described(language: str, tmp_path: Path) -> None:
    screen, terms, others = code_blocks(page("terms", language), "text")
    command, printed = screen.splitlines()
    text = shlex.split(command)[-1]
    corpus = tmp_path / "corpus"
    corpus.mkdir()

    def cut() -> list[str]:
        with Archive.open(corpus, tmp_path / "index") as archive:
            return [token.text for token in archive.analyze(text).cut]

    assert cut() == printed.split(maxsplit=1)[1].split(" / ")
    (corpus / "lexicon").mkdir()
    (corpus / "lexicon" / "places.tsv").write_text(terms, "utf-8")
    assert "云塘市" in cut()
    (corpus / "lexicon" / "thesaurus.tsv").write_text(others, "utf-8")
    found = thesaurus.thesaurus_with(corpus / "lexicon")
    kinds = {line.split("\t")[0] for line in others.splitlines()}
    assert kinds == set(thesaurus.WEIGHTS) - {"writing"}
    assert "进城务工人员" in {variant.shown for variant in found.variants("农民工")}
