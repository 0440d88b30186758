"""Where the corpus and the index are, and the few other settings that a person may change.

Four levels may say where things are, the more particular first: the options of the command, the
environment, the nearest ``unionsearch.toml`` upward from the working folder, and the defaults
``./corpus`` and ``./index``. Each level names a corpus, an index, both or neither. What is named at one
level belongs together: an index is of one corpus. So, when the first level that says anything names
only one of the two,

* the other is taken from the next level that names *only* the other one;
* the pair of a lower level is never torn apart. A corpus then gets an index of its own in the user's
  cache folder, and an index tells by its own record of which corpus it is (``corpus`` is None);
* but where no index has been built yet there is no record: such an index is to be built from the corpus
  of the next level that names one.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from unionsearch.errors import ConfigError
from unionsearch.lang import say
from unionsearch.model import MAX_BYTES

CORPUS_VARIABLE = "UNIONSEARCH_CORPUS"
INDEX_VARIABLE = "UNIONSEARCH_INDEX"
FILE_NAME = "unionsearch.toml"

#: Who named a folder: an option, the environment, the file, nobody; for an index also the cache folder,
#: for a corpus also the index itself.
Origin = Literal["option", "environment", "file", "default", "cache", "index"]

_KEYS = ("corpus", "index", "lexicon", "max_megabytes")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where an archive is and how its files are read. All paths are absolute.

    ``corpus`` is None when only the index is known: the index has its corpus on record.
    ``lexicon`` is a file or folder of the user's own terms. ``max_bytes`` is the size in bytes above
    which a file of the corpus is skipped. ``file`` is the ``unionsearch.toml`` that was read, if any.
    """

    corpus: Path | None
    index: Path
    lexicon: Path | None = None
    max_bytes: int = MAX_BYTES
    corpus_from: Origin = "default"
    index_from: Origin = "default"
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class _Level:
    """What one of the four levels says."""

    origin: Origin
    corpus: Path | None
    index: Path | None


def resolve(
    corpus: str | Path | None = None,
    index: str | Path | None = None,
    *,
    cwd: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """The settings that are in force in the folder ``cwd`` under ``environ`` (default: the process's).

    ``corpus`` and ``index`` are what the options say. Nothing is created, and no folder need exist.
    Raises ConfigError for an empty option and for a ``unionsearch.toml`` that makes no sense.
    """
    here = _working_folder(cwd)
    variables = os.environ if environ is None else environ
    file = _nearest_file(here)
    said = _read(file) if file is not None else {}
    beside = here if file is None else file.parent
    levels = (
        _Level("option", _option("--corpus", corpus, here), _option("--index", index, here)),
        _Level(
            "environment",
            _path(variables.get(CORPUS_VARIABLE), here),
            _path(variables.get(INDEX_VARIABLE), here),
        ),
        _Level("file", _path(said.get("corpus"), beside), _path(said.get("index"), beside)),
        _Level("default", here / "corpus", here / "index"),
    )
    chosen_corpus, corpus_from, chosen_index, index_from = _choose(levels)
    megabytes = said.get("max_megabytes")
    return Settings(
        corpus=chosen_corpus,
        index=chosen_index,
        lexicon=_path(said.get("lexicon"), beside),
        max_bytes=MAX_BYTES if megabytes is None else int(float(str(megabytes)) * 1024 * 1024),
        corpus_from=corpus_from,
        index_from=index_from,
        file=file,
    )


def own_index(corpus: Path) -> Path:
    """The folder in the user's cache where the index of ``corpus`` stands when nobody named one.

    Its name begins with the corpus folder's, so that a person can tell the indexes apart, and ends with
    a hash of the whole path. Two spellings of one folder have the same index.
    """
    # Imported here: it is only wanted when a corpus stands alone.
    import platformdirs

    real = os.path.realpath(corpus)
    digest = hashlib.sha256(os.path.normcase(real).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    readable = re.sub(r"[^\w-]+", "_", os.path.basename(real))[:40] or "corpus"
    return platformdirs.user_cache_path("unionsearch", appauthor=False) / "indexes" / f"{readable}-{digest}"


def _choose(levels: tuple[_Level, ...]) -> tuple[Path | None, Origin, Path, Origin]:
    """Corpus and index, each with who named it, by the rule at the head of this module."""
    first = next(i for i, level in enumerate(levels) if level.corpus or level.index)
    top, below = levels[first], levels[first + 1 :]
    if top.corpus and top.index:
        return top.corpus, top.origin, top.index, top.origin
    if top.corpus:
        alone = next((level for level in below if level.index and not level.corpus), None)
        if alone is not None and alone.index:
            return top.corpus, top.origin, alone.index, alone.origin
        return top.corpus, top.origin, own_index(top.corpus), "cache"
    assert top.index is not None
    named = next(level for level in below if level.corpus)
    if named.index and _is_filled(top.index):
        return None, "index", top.index, top.origin
    return named.corpus, named.origin, top.index, top.origin


def _is_filled(folder: Path) -> bool:
    """Whether something stands at ``folder`` that may be an index: anything but an empty folder."""
    try:
        return any(folder.iterdir())
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _working_folder(cwd: Path | None) -> Path:
    try:
        return Path(os.path.abspath(cwd or Path.cwd()))
    except OSError as error:
        raise ConfigError(
            say("当前文件夹已不存在。", "The working folder no longer exists."),
            say("先换到另一个文件夹。", "Change to another folder first."),
        ) from error


def _path(value: object, base: Path) -> Path | None:
    """``value`` as an absolute path; None for nothing and for an empty text, as shells leave variables."""
    return Path(os.path.abspath(base / os.path.expanduser(str(value)))) if value else None


def _option(name: str, value: str | Path | None, base: Path) -> Path | None:
    if value is not None and not str(value):
        raise ConfigError(
            say(f"{name} 后面的文件夹是空的。", f"The folder given with {name} is empty."),
            say(f"写 {name} 文件夹，或不写这个选项。", f"Write {name} FOLDER, or leave the option out."),
        )
    return _path(value, base)


def _nearest_file(folder: Path) -> Path | None:
    for above in (folder, *folder.parents):
        candidate = above / FILE_NAME
        if candidate.is_file():
            return candidate
    return None


def _read(file: Path) -> dict[str, object]:
    """The file's keys, each of the right type."""
    # Imported here: most archives have no such file.
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        said: dict[str, object] = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError(
            say(f"读不了 {file}：{error.strerror}。", f"{file} cannot be read: {error.strerror}."),
            say("检查这个文件的权限。", "Check the file's permissions."),
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            say(f"{file} 不是 UTF-8 编码。", f"{file} is not UTF-8."),
            say("用 UTF-8 编码另存。", "Save it as UTF-8."),
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            say(f"{file} 不合 TOML 格式：{error}。", f"{file} is not TOML: {error}."),
            say(
                "例如 corpus = 'bulletins'。Windows 路径用单引号。",
                "Write for example corpus = 'bulletins'. Put Windows paths in single quotes.",
            ),
        ) from error
    for key, value in said.items():
        _check(file, key, value)
    return said


def _check(file: Path, key: str, value: object) -> None:
    known = say("、", ", ").join(_KEYS)
    if key not in _KEYS:
        raise ConfigError(
            say(f"{file} 里有不认识的键：{key}。", f"{file} has a key that is not known: {key}."),
            say(f"可用的键：{known}。", f"The keys are: {known}."),
        )
    if key == "max_megabytes":
        # bool is an int to Python, and nan is a float.
        right = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1_000_000
        wanted = say("大于 0 的数（兆字节）", "a number of megabytes above 0")
    else:
        right = isinstance(value, str) and value != ""
        wanted = say("引号里的路径", "a path in quotes")
    if not right:
        raise ConfigError(
            say(f"{file} 里的 {key} 不对：{value!r}。", f"{key} in {file} is not right: {value!r}."),
            say(f"{key} 应是{wanted}。", f"{key} must be {wanted}."),
        )
