from __future__ import annotations

import os
from pathlib import Path

import pytest
from indexing.office import Office

from unionsearch.search import vocabulary as module


@pytest.fixture(autouse=True)
def no_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the short form, leave out the words for corrections, which are tested elsewhere: making them
    takes many times as long as a sync of a few files."""
    if not os.environ.get("UNIONSEARCH_LONG"):
        monkeypatch.setattr(module, "vocabulary", lambda reader: None)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages are compared in one language, whatever the machine's is."""
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)
