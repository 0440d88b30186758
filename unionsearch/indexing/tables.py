"""What the corpus's issues.toml files say about its bulletins."""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from unionsearch.bulletin import read_issues_toml
from unionsearch.bulletin.packed import exists
from unionsearch.errors import BulletinError
from unionsearch.indexing.manifest import FileEntry
from unionsearch.indexing.places import METADATA_FILE
from unionsearch.lang import say
from unionsearch.model import Problem

Table = dict[str, object]


@dataclass(slots=True)
class Tables:
    """The table of each bulletin that has one, by its path in the corpus, and what was wrong."""

    by_file: dict[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def stored(self, path: str) -> str:
        """The file's table as it is kept in the manifest; empty where there is none."""
        table = self.by_file.get(path)
        return json.dumps(table, sort_keys=True, ensure_ascii=False) if table else ""


def read_tables(corpus: Path, folders: Iterable[str], known: Mapping[str, FileEntry]) -> Tables:
    """The tables of the issues.toml files in ``folders``.

    Where two speak of one file, the nearer to it wins, key by key. What an issues.toml that cannot be
    read said before stays in force.
    """
    found = Tables()
    for folder in sorted(folders, key=lambda path: (path.count("/") + bool(path), path)):
        path = corpus / folder / METADATA_FILE
        if not os.path.isfile(path):
            continue
        name = posixpath.join(folder, METADATA_FILE)
        try:
            said = read_issues_toml(path)
        except BulletinError as error:
            found.problems.append(Problem(name, error.message, error.hint))
            said = _said_before(folder, known)
        for key, table in said.items():
            file = posixpath.normpath(posixpath.join(folder, key))
            if not exists(corpus / file):
                found.problems.append(_missing(name, key))
                continue
            found.by_file[file] = {**found.by_file.get(file, {}), **table}
    return found


def _said_before(folder: str, known: Mapping[str, FileEntry]) -> dict[str, Table]:
    prefix = f"{folder}/" if folder else ""
    return {
        path[len(prefix) :]: json.loads(entry.metadata)
        for path, entry in known.items()
        if entry.metadata and path.startswith(prefix)
    }


def _missing(name: str, key: str) -> Problem:
    return Problem(
        name,
        say(f"{name} 说到的 {key} 不存在。", f"{name} speaks of {key}, which does not exist."),
        say("改正文件名，或删去那一段。", "Correct the name, or remove its table."),
    )
