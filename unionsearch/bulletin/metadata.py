"""What is said about an issue beside its articles: front matter and ``issues.toml``."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from unionsearch import dates
from unionsearch.errors import MetadataError
from unionsearch.lang import say
from unionsearch.patterns import pattern

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

NAME = "issues.toml"
KEYS = ("title", "number", "total_number", "period", "date", "publisher")
_TEXTS = frozenset({"title", "publisher"})
_NUMBERS = frozenset({"number", "total_number"})
_HIGHEST = 999_999
_CONTROL = pattern(r"[\x00-\x1f\x7f]+")
_FENCE = pattern(r"---[ \t]*(?:\r\n|\r|\n)")
_ENTRY = pattern(r"([A-Za-z][A-Za-z0-9_\-]{0,30})[ \t]*[:：](.*)")
_ITEM = pattern(r"[ \t]+\S|-[ \t]")
_TIME = pattern(r"(?<=[0-9])[T\s]\s{0,2}[0-9]{1,2}:[0-9]{2}.{0,24}$")  # 2011-12-30 08:15:00 +0800
_SLIP = 0.8  # by which share of its letters an unknown key is one of ours, mistyped
_LONGEST_BLOCK = 4000  # characters of front matter


def check(entries: Mapping[str, object], file: str, table: str | None = None) -> dict[str, object]:
    """The entries with known keys and right types; ``date`` becomes ``period``.

    ``file`` and ``table`` are named in messages. Raises MetadataError.
    """
    where = f"{file} [{table}]" if table else file
    found: dict[str, object] = {}
    for key, value in entries.items():
        if key not in KEYS:
            raise MetadataError(
                say(f"{where} 中有未知的键“{key}”。", f"{where} has an unknown key “{key}”."),
                say(f"可用的键：{'、'.join(KEYS)}。", f"Known keys: {', '.join(KEYS)}."),
            )
        if key in _TEXTS:
            if not isinstance(value, str) or not value.strip():
                raise _wrong(where, key, value, say("应是非空文字。", "It should be text that is not empty."))
            found[key] = _CONTROL.sub(" ", value).strip()
        elif key in _NUMBERS:
            if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= _HIGHEST:
                raise _wrong(
                    where, key, value, say("应是正整数，如 12。", "It should be a whole number such as 12.")
                )
            found[key] = value
        else:
            if "period" in found:
                raise MetadataError(
                    say(f"{where} 同时给出了 period 和 date。", f"{where} gives both period and date."),
                    say("请只保留一个。", "Keep one of them."),
                )
            found["period"] = _period(where, key, value)
    return found


def _period(where: str, key: str, value: object) -> str:
    hint = say("应写作 2011、2011-12 或 2011-12-30。", "Write it as 2011, 2011-12 or 2011-12-30.")
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise _wrong(where, key, value, hint)
    try:
        return dates.parse_period(_TIME.sub("", value)).text
    except ValueError:
        raise _wrong(where, key, value, hint) from None


def _wrong(where: str, key: str, value: object, hint: str) -> MetadataError:
    return MetadataError(
        say(f"{where} 的 {key} 不能是 {value!r}。", f"{where}: {key} cannot be {value!r}."), hint
    )


def load(text: str) -> dict[str, object]:
    """What an issues.toml says, unchecked. Raises MetadataError where it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MetadataError(
            say(f"{NAME} 不是有效的 TOML：{error}", f"{NAME} is not valid TOML: {error}"),
            say(
                '表头应写作 ["2011/12.txt"]，文字要加引号。',
                'Write a table as ["2011/12.txt"]; quote text values.',
            ),
        ) from None


def read_issues_toml(path: Path) -> dict[str, dict[str, object]]:
    """The tables of an ``issues.toml``, checked, by file name as written. Raises MetadataError."""
    name = path.name
    try:
        data = load(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise MetadataError(
            say(f"读不了 {path}：{error.strerror}。", f"{path} cannot be read: {error.strerror}.")
        ) from None
    except UnicodeDecodeError:
        raise MetadataError(
            say(f"{name} 不是 UTF-8 编码。", f"{name} is not UTF-8."),
            say("请另存为 UTF-8。", "Save it as UTF-8."),
        ) from None
    found: dict[str, dict[str, object]] = {}
    for table, entries in data.items():
        if not isinstance(entries, dict) or any(isinstance(v, dict) for v in entries.values()):
            # [2011.txt] without quotes is read as nested tables.
            raise MetadataError(
                say(
                    f"{name} 的“{table}”不是以文件命名的表。",
                    f"{name}: “{table}” is no table named after a file.",
                ),
                say('文件名要加引号：["2011/12.txt"]。', 'Put the file name in quotes: ["2011/12.txt"].'),
            )
        found[table] = check(entries, name, table)
    return found


def front_matter(text: str, file: str) -> tuple[dict[str, object], int]:
    """The entries of a front-matter block and the offset at which it ends; ``({}, 0)`` without one.

    A block is ``key: value`` lines between two lines of ``---`` at the very top, and below such a line the
    items of a list. Anything else between two rules is text. Raises MetadataError for unknown keys and values
    that cannot be understood, unless the block is another program's.
    """
    opening = _FENCE.match(text)
    if not opening:
        return {}, 0
    entries: dict[str, object] = {}
    at = opening.end()
    while at < min(len(text), _LONGEST_BLOCK):
        line_end = pattern(r"\r\n|\r|\n").search(text, at)
        end = line_end.start() if line_end else len(text)
        line = text[at:end].strip()
        if line == "---":
            return (_checked(_typed(entries), file), end) if entries else ({}, 0)
        if line and not line.startswith("#") and not (entries and _ITEM.match(text, at, end)):
            match = _ENTRY.fullmatch(line)
            if not match:
                return {}, 0
            entries[match[1].lower()] = match[2].strip()
        at = line_end.end() if line_end else len(text)
    return {}, 0


def _checked(entries: Mapping[str, object], file: str) -> dict[str, object]:
    """The entries of a block. Raises MetadataError.

    A key that is no slip of the pen for one of ours (layout, tags) says that the block was written for
    another program. Of such a one is taken what makes sense here.
    """
    if not any(_is_foreign(key) for key in entries):
        return check(entries, file)
    found: dict[str, object] = {}
    for key in KEYS:
        if key in entries:
            value = entries[key]
            if key == "date":  # 2024-05-13 09:20:00 +0800, 2024-05-13T09:20
                value = pattern(r"[T\s]").split(str(value))[0]
            with contextlib.suppress(MetadataError):
                found = {**check({key: value}, file), **found}
    return found


def _is_foreign(key: str) -> bool:
    if key in KEYS:
        return False
    # Imported here: hardly any file has such a key.
    from difflib import get_close_matches

    return not get_close_matches(key, KEYS, 1, _SLIP)


def _typed(entries: Mapping[str, object]) -> dict[str, object]:
    """Values without quotation marks, numbers as numbers."""
    found: dict[str, object] = {}
    for key, value in entries.items():
        text = str(value)
        if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
            text = text[1:-1]
        if not text:
            continue
        if key in _NUMBERS:
            try:
                found[key] = dates.number(text)
                continue
            except ValueError:
                pass
        found[key] = text
    return found
