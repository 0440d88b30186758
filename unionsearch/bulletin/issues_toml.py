"""Writing into ``issues.toml`` what somebody knows of an issue: the values set, all else left as it is.

Done by hand and not with a TOML library: the tables are flat, so that an edit is a line, comments and
line ends stay to the letter, and no dependency is needed for one command. The result is read back and must
say what was wanted; a file that is written in any fancier way is refused and stays untouched.
"""

from __future__ import annotations

import errno
import json
import os
import posixpath
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from unionsearch.bulletin.metadata import NAME, load, read_issues_toml
from unionsearch.errors import MetadataError
from unionsearch.lang import say
from unionsearch.patterns import pattern

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')"""
_ENTRY = pattern(
    rf"(?P<indent>[ \t]*)(?P<key>{_KEY}(?:[ \t]*\.[ \t]*{_KEY})?)"
    r"(?P<equals>[ \t]*=[ \t]*)"
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
        # A name in no encoding cannot stand in a file.
        key.encode("utf-8")
        before = path.read_bytes().decode("utf-8") if path.exists() else ""
        mark = _BOM if before.startswith(_BOM) else ""
        after = mark + with_values(before.removeprefix(_BOM), key, values)
        _replace(path, after.encode("utf-8"))
    except UnicodeError:
        raise _no_text(path, key) from None
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
    """Write the file in one step, so that nobody ever reads half of it; its permissions stay."""
    # A link stays one: what it leads to is written.
    path = Path(os.path.realpath(path))
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, draft)
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
    tables = load(text)
    said = tables.get(table, {})
    if not isinstance(said, dict):
        raise _by_hand(table)
    wanted = {_as_said(key, said): value for key, value in values.items()}
    for after in _edits(text, table, wanted) if table in tables else [_appended(text, table, wanted)]:
        try:
            if load(after) == {**tables, table: {**said, **wanted}}:
                return after
        except MetadataError:
            continue
    raise _by_hand(table)


def _split(text: str) -> tuple[list[str], str]:
    """The lines, each with its end, and the end that they have."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = [line for line in _LINE.findall(text) if line]
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    return lines, newline


def _appended(text: str, table: str, wanted: Mapping[str, object]) -> str:
    """The text with a table more."""
    lines, newline = _split(text)
    blank = [newline] if lines and lines[-1].strip() else []
    values = [f"{key} = {_toml(value)}{newline}" for key, value in wanted.items()]
    return "".join([*lines, *blank, f"[{_toml(table)}]{newline}", *values])


def _edits(text: str, table: str, wanted: Mapping[str, object]) -> Iterator[str]:
    """The edited text, once for each place where the table may be.

    A line within a text of several lines may look like a header: what comes of it says something else.
    """
    lines, newline = _split(text)
    for at, line in enumerate(lines):
        if line.lstrip().startswith("[") and _path(line) == (table,):
            yield "".join(_edited(lines, at + 1, (), wanted, newline))
    # "a.txt".number = 12, above all headers.
    yield "".join(_edited(lines, 0, (table,), wanted, newline))


def _as_said(key: str, said: Mapping[str, object]) -> str:
    other = {"period": "date", "date": "period"}.get(key)
    return other if other is not None and other in said else key


def _path(line: str) -> tuple[str, ...] | None:
    """The names that a header or a key consists of; None where the line is neither."""
    try:
        found: object = load(line)
    except MetadataError:
        return None
    path = []
    while isinstance(found, dict) and len(found) == 1:
        ((name, found),) = found.items()
        path.append(name)
    return tuple(path)


def _edited(
    lines: Sequence[str], start: int, prefix: tuple[str, ...], wanted: Mapping[str, object], newline: str
) -> list[str]:
    """The lines with the values set in the entries from ``start`` to the next header, whose keys begin with
    ``prefix``; new ones follow the last of these."""
    edited = list(lines)
    left = dict(wanted)
    last = start
    for i in range(start, len(lines)):
        if lines[i].lstrip().startswith("[") and _path(lines[i]) is not None:
            break
        entry = _ENTRY.fullmatch(lines[i])
        path = _path(f"{entry['key']} = 0") if entry else None
        if entry is None or path is None or path[:-1] != prefix:
            continue
        last = i + 1
        if path[-1] in left:
            value = _toml(left.pop(path[-1]))
            edited[i] = (
                f"{entry['indent']}{entry['key']}{entry['equals']}{value}{entry['rest']}"
                f"{entry['end'] or newline}"
            )
    before = "".join(f"{_toml(name)}." for name in prefix)
    edited[last:last] = [f"{before}{key} = {_toml(value)}{newline}" for key, value in left.items()]
    return edited


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


def _no_text(path: Path, key: str) -> MetadataError:
    shown = key.encode("utf-8", "replace").decode("utf-8")
    if shown == key:
        return MetadataError(
            say(f"{path} 不是 UTF-8 编码。", f"{path} is not UTF-8."),
            say("请另存为 UTF-8。", "Save it as UTF-8."),
        )
    return MetadataError(
        say(
            f"{shown} 的文件名不是 UTF-8，{NAME} 里写不了。",
            f"The name {shown} is not UTF-8: {NAME} cannot hold it.",
        ),
        say("请先给文件改名。", "Rename the file first."),
    )
