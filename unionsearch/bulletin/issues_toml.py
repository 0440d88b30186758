"""Writing into ``issues.toml`` what somebody knows of an issue: the values set, all else left as it is.

Done by hand and not with a TOML library: the tables are flat, so that an edit is a line, comments and
line ends stay to the letter, and no dependency is needed for one command. The result is read back and must
say what was wanted; a file that is written in any fancier way is refused and stays untouched.
"""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

from unionsearch.bulletin.metadata import NAME, load, read_issues_toml
from unionsearch.errors import MetadataError
from unionsearch.lang import say
from unionsearch.patterns import pattern

_ENTRY = pattern(
    r"(?P<indent>[ \t]*)(?P<key>[A-Za-z_]+)(?P<equals>[ \t]*=[ \t]*)"
    r"""(?P<value>"(?:[^"\\]|\\.)*"|'[^']*'|[^#"'\r\n]*?)(?P<rest>[ \t]*(?:#[^\r\n]*)?)(?P<end>\r?\n)?"""
)
_LINE = pattern(r"[^\n]*\n?")
_BOM = "\ufeff"


def record(corpus: Path, file: str, values: Mapping[str, object]) -> Path:
    """Write ``values`` (keys of ``issues.toml``) for a file of the corpus; the path of what was written.

    They go where the file has a table already, the nearest first, else to the corpus's own issues.toml.
    Raises MetadataError when that cannot be read, edited or written.
    """
    path, key = _place(corpus, file)
    try:
        before = path.read_bytes().decode("utf-8") if path.exists() else ""
        mark = _BOM if before.startswith(_BOM) else ""
        after = mark + with_values(before.removeprefix(_BOM), key, values)
        _replace(path, after.encode("utf-8"))
    except OSError as error:
        raise MetadataError(
            say(
                f"写不了 {path}：{error.strerror or error}。",
                f"{path} cannot be written: {error.strerror or error}.",
            ),
            say("请检查文件夹的权限。", "Check the folder's permissions."),
        ) from None
    return path


def _replace(path: Path, data: bytes) -> None:
    """Write the file in one step, so that nobody ever reads half of it."""
    draft = path.with_name(path.name + ".new")
    try:
        draft.write_bytes(data)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _place(corpus: Path, file: str) -> tuple[Path, str]:
    """The issues.toml that is to speak of the file, and how it names it."""
    folder = posixpath.dirname(file)
    for above in _upward(folder):
        path = corpus / above / NAME
        if path.is_file():
            for key in read_issues_toml(path):
                if posixpath.normpath(posixpath.join(above, key)) == file:
                    return path, key
    return corpus / NAME, file


def _upward(folder: str) -> Iterator[str]:
    """The folder and those above it, up to the corpus itself."""
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield ""


def with_values(text: str, table: str, values: Mapping[str, object]) -> str:
    """The text of an issues.toml in which the table says ``values``. Raises MetadataError.

    A table that has ``date`` keeps the word when ``period`` is set, and the other way round.
    """
    said = load(text).get(table, {})
    if not isinstance(said, dict):
        raise _by_hand(table)
    wanted = {_as_said(key, said): value for key, value in values.items()}
    lines = [line for line in _LINE.findall(text) if line]
    newline = "\r\n" if "\r\n" in text else "\n"
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    at = next((i for i, line in enumerate(lines) if _header(line) == table), None)
    if at is None:
        lines += [newline] if lines and lines[-1].strip() else []
        at = len(lines)
        lines.append(f"[{_toml(table)}]{newline}")
    _edit(lines, at + 1, wanted, newline)
    after = "".join(lines)
    try:
        if load(after) == {**load(text), table: {**said, **wanted}}:
            return after
    except MetadataError:
        pass
    raise _by_hand(table)


def _as_said(key: str, said: Mapping[str, object]) -> str:
    other = {"period": "date", "date": "period"}.get(key)
    return other if other is not None and other in said else key


def _header(line: str) -> str | None:
    """The table whose header the line is."""
    if not line.lstrip().startswith("["):
        return None
    try:
        tables = load(line)
    except MetadataError:
        return None
    return next(iter(tables), None)


def _edit(lines: list[str], start: int, wanted: Mapping[str, object], newline: str) -> None:
    """Set the values in the table whose entries begin at ``start``; new ones follow its last entry."""
    left = dict(wanted)
    last = start
    for i in range(start, len(lines)):
        if _header(lines[i]) is not None:
            break
        entry = _ENTRY.fullmatch(lines[i])
        if entry is None:
            continue
        last = i + 1
        if (key := entry["key"]) in left:
            value = _toml(left.pop(key))
            lines[i] = (
                f"{entry['indent']}{key}{entry['equals']}{value}{entry['rest']}{entry['end'] or newline}"
            )
    lines[last:last] = [f"{key} = {_toml(value)}{newline}" for key, value in left.items()]


def _toml(value: object) -> str:
    """A number, or a text: JSON's strings are TOML's, but for one character that must be escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _by_hand(table: str) -> MetadataError:
    return MetadataError(
        say(
            f"{NAME} 里“{table}”一段的写法不便自动修改。",
            f"{NAME}: the table “{table}” is written in a way that cannot be edited here.",
        ),
        say("文件没有改动，请用编辑器修改。", "The file is unchanged. Edit it by hand."),
    )
