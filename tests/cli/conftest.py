"""Running the command line in this process, on an archive with fixed answers."""

from __future__ import annotations

import io
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from unionsearch.cli import main

from . import fake


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> type[fake.Archive]:
    """The archive that every command opens; set its class attributes to change what it does."""
    module = types.ModuleType("unionsearch.archive")
    module.Archive = fake.Archive  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "unionsearch.archive", module)
    fake.Archive.reset()
    return fake.Archive


@pytest.fixture
def run(
    archive: type[fake.Archive], monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """``run("query", "工资", lang="zh", width=80, stdin=b"")`` -> Result."""

    def call(*arguments: str, lang: str = "zh", width: int | None = None, stdin: bytes = b"") -> Result:
        monkeypatch.setenv("UNIONSEARCH_LANG", lang)
        monkeypatch.setenv("TZ", "UTC")
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.delenv("UNIONSEARCH_DEBUG", raising=False)
        if width is None:
            monkeypatch.delenv("COLUMNS", raising=False)
        else:
            monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(arguments)
        captured = capsysbinary.readouterr()
        return Result(code, captured.out.decode("utf-8"), captured.err.decode("utf-8"))

    return call
