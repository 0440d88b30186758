from __future__ import annotations

from collections.abc import Iterator

import pytest

from .build import Asking, searching
from .small import SHELF


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONSEARCH_LANG", "en")


@pytest.fixture(scope="module")
def small() -> Iterator[Asking]:
    """The small corpus, without a thesaurus."""
    with searching(SHELF) as searcher:
        yield Asking(searcher)
