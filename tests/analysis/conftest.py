"""A dictionary cache of the tests' own, and the analyzer over it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from unionsearch.analysis.analyzer import Analyzer


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep out of the user's cache folder, unless one was named for the whole run."""
    if "UNIONSEARCH_CACHE" in os.environ:
        yield
        return
    os.environ["UNIONSEARCH_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    del os.environ["UNIONSEARCH_CACHE"]


@pytest.fixture(scope="session")
def analyzer(cache: None) -> Analyzer:
    """The analyzer as it ships."""
    return Analyzer()
