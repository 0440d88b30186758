"""The library's documentation runs as it stands, in both languages, and leaves out nothing public."""

from __future__ import annotations

import doctest
import inspect
import shutil
from pathlib import Path

import pytest

from unionsearch import Archive

ROOT = Path(__file__).parents[2]
PAGES = ("library.md", "library.zh-CN.md")


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    # A fence would be taken for the end of an example's output.
    text = (ROOT / "docs" / page).read_text(encoding="utf-8").replace("```", "")
    test = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    assert len(test.examples) > 20
    result = doctest.DocTestRunner().run(test)
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES)
def test_every_public_method_and_argument_is_documented(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    methods = {n: m for n, m in inspect.getmembers(Archive, inspect.isroutine) if not n.startswith("_")}
    assert {"open", "sync", "search", "article", "articles", "issues", "status", "analyze"} <= methods.keys()
    for name, method in methods.items():
        assert f"{name}(" in text or f"`{name}`" in text, name
        if name in ("sync", "search"):
            for argument in list(inspect.signature(method).parameters)[2:]:
                assert f"`{argument}" in text or f"{argument}=" in text, (name, argument)
