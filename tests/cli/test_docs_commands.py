"""No command, option, variable or JSON key that the documents leave out."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest

from unionsearch import config
from unionsearch.cli.main import DEBUG_VARIABLE
from unionsearch.cli.root import COMMANDS, root
from unionsearch.lang import VARIABLE
from unionsearch.output import as_csv, shapes

from . import test_shapes

DOCS = Path(__file__).resolve().parents[2] / "docs"
LANGUAGES = ("", ".zh-CN")


def read(name: str, language: str) -> str:
    return (DOCS / f"{name}{language}.md").read_text(encoding="utf-8")


def section(text: str, command: str) -> str:
    found = re.search(rf"^## unionsearch {command}\b.*?(?=^## )", text, re.M | re.S)
    assert found, command
    return found[0]


def parameters(name: str) -> list[click.Parameter]:
    """A command's parameters, and those of its own commands."""
    command: click.Command = getattr(import_module(f"unionsearch.cli.{name}"), name)
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return [*command.params, *(parameter for c in below for parameter in c.params)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_described_with_its_command(name: str, language: str) -> None:
    text = read("commands", language)
    own = section(text, name)
    general = {option for p in root.params for option in p.opts}
    for parameter in parameters(name):
        for option in parameter.opts:
            if option.startswith("--"):
                place = text if option in general else own
                assert re.search(rf"`{option}\b", place), option
        if isinstance(parameter.type, click.Choice) and parameter.opts != ["--color"]:
            for choice in parameter.type.choices:
                assert re.search(rf"[`|\s]{choice}[`|\s]", own), choice


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_option_is_described_that_does_not_exist(language: str) -> None:
    known = {"--help", *(option for p in root.params for option in p.opts)}
    for name in COMMANDS:
        known |= {option for p in parameters(name) for option in p.opts}
    assert set(re.findall(r"--[a-z]+(?:-[a-z]+)*", read("commands", language))) - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_variables_and_settings_are_described(language: str) -> None:
    text = read("commands", language)
    for name in (
        config.CORPUS_VARIABLE,
        config.INDEX_VARIABLE,
        VARIABLE,
        DEBUG_VARIABLE,
        "NO_COLOR",
        "COLUMNS",
    ):
        assert name in text
    for key in config._KEYS:
        assert re.search(rf"^{key} = ", text, re.M), key


def keys(shape: Any) -> set[str]:
    if isinstance(shape, dict):
        return set(shape) | {k for value in shape.values() for k in keys(value)}
    return keys(shape[0]) if isinstance(shape, list) else set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_json_key_is_described(language: str) -> None:
    text = read("json", language)
    wanted = {"error", "message", "hint", "column"}
    for shape in ("PAGE", "ARTICLE", "SUMMARY", "REPORT", "STATUS", "ANALYSIS", "COPIES"):
        wanted |= keys(getattr(test_shapes, shape))
    wanted |= {shapes.RESULTS, shapes.REINDEX, shapes.STATUS, shapes.ANALYSIS}
    wanted |= set(as_csv.HIT_COLUMNS) | set(as_csv.ARTICLE_COLUMNS) | set(as_csv.ISSUE_COLUMNS)
    wanted |= set(as_csv.COPY_COLUMNS)
    wanted |= {source for source in test_shapes.SOURCES if source} | test_shapes.KIND
    assert [key for key in sorted(wanted) if f"`{key}`" not in text] == []


def test_both_languages_describe_the_same() -> None:
    for name in ("commands", "json"):
        ours = [re.findall(r"^#+ ", read(name, language), re.M) for language in LANGUAGES]
        assert ours[0] == ours[1]
        terms = [set(re.findall(r"^\| (`[^|]*`) \|", read(name, language), re.M)) for language in LANGUAGES]
        codes = [{code for row in t for code in re.findall(r"`([-_a-z]+)", row)} for t in terms]
        assert codes[0] == codes[1]
