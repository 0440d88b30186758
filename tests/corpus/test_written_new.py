"""The sample corpus is written for this project: it shares no passage with bulletins of real unions."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from unionsearch.bulletin.encoding import decode

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
#: So many characters in a row are no coincidence: names and set phrases of the field are shorter.
LONGEST = 20


def bare_text(path: Path) -> str:
    return re.sub(r"\s+", "", decode(path.read_bytes()).text)


def passages(text: str) -> set[str]:
    return {text[i : i + LONGEST] for i in range(len(text) - LONGEST + 1)}


def test_no_passage_is_taken_from_real_bulletins() -> None:
    shared = os.environ.get("UNIONSEARCH_SHARED")
    folder = Path(shared) / "bulletins" if shared else None
    if folder is None or not folder.is_dir():
        pytest.skip("UNIONSEARCH_SHARED names no folder with bulletins")
    real = {
        passage
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for passage in passages(bare_text(path))
    }
    assert real
    for path in sorted(CORPUS.rglob("*.txt")):
        assert not passages(bare_text(path)) & real, path.name


def test_a_passage_would_be_noticed() -> None:
    text = bare_text(next(iter(sorted(CORPUS.rglob("*.txt")))))
    assert passages(f"前言{text[100 : 100 + LONGEST]}后语") & passages(text)
    assert not passages(f"前言{text[100 : 100 + LONGEST - 1]}★") & passages(text)
