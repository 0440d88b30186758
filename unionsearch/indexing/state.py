"""The index as it was last committed, and whether it is fit for answering."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from unionsearch._version import VERSION
from unionsearch.analysis.analyzer import Analyzer
from unionsearch.engines.protocol import Engine, Reader
from unionsearch.errors import IndexDamagedError, IndexMismatchError, IndexMissingError
from unionsearch.indexing.manifest import Manifest
from unionsearch.lang import say

#: Raised when records of articles are made in another way (:mod:`unionsearch.indexing.records`).
RECORD_FORMAT = 1


class State(NamedTuple):
    """One committed state: the open reader and the manifest. Close the reader after use."""

    reader: Reader
    manifest: Manifest


def fingerprint(engine: Engine) -> str:
    """Names everything that decides what an index holds, but for the corpus and its own terms."""
    return f"{RECORD_FORMAT}/{VERSION}/{engine.identity()}/{Analyzer().fingerprint()}"


def read_state(engine: Engine, folder: Path) -> State:
    """The last committed state of the index in ``folder``, whatever it was built by.

    Raises IndexMissingError, IndexDamagedError.
    """
    if is_no_folder(folder):
        raise IndexDamagedError(
            say(f"{folder} 不是文件夹。", f"{folder} is not a folder."),
            say("用 --index 另指一个文件夹。", "Name a folder with --index DIR."),
        )
    reader = engine.reader()
    try:
        if not reader.attachment:
            # An engine that was begun and never committed to.
            raise IndexMissingError(
                say(f"{folder} 里还没有索引。", f"There is no index in {folder} yet."),
                say("运行 unionsearch reindex。", "Run: unionsearch reindex"),
            )
        return State(reader, Manifest.from_bytes(reader.attachment))
    except BaseException:
        reader.close()
        raise


def is_no_folder(path: Path) -> bool:
    """Whether something stands at the path that is no folder."""
    # Of os.path, not of Path: those never raise, whatever the permissions are.
    return os.path.lexists(path) and not os.path.isdir(path)


def mismatch(manifest: Manifest, present: str) -> str | None:
    """Why an index must be built anew before it can answer, or None. ``present`` is the fingerprint now."""
    if manifest.fingerprint == present:
        return None
    return say(
        "索引是由另一版本的程序或词典建立的。",
        "The index was built by another version of the program or its dictionaries.",
    )


def check_corpus(manifest: Manifest, corpus: Path | None, index: Path) -> None:
    """Raise IndexMismatchError when a corpus is given and the index in the folder ``index`` is not of it."""
    if corpus is None or manifest.is_of(corpus, index):
        return
    raise IndexMismatchError(
        say(
            f"索引 {index} 属于语料 {manifest.corpus}，不是 {corpus}。",
            f"The index {index} is of the corpus {manifest.corpus}, not of {corpus}.",
        ),
        say(
            "用 --index 另指一个文件夹，或运行 unionsearch reindex --full 改建。",
            "Name another folder with --index DIR, or rebuild it with: unionsearch reindex --full",
        ),
    )
