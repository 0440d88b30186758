"""The house: a file imports only from lower floors, and each outside world has one room that knows it.

``docs/architecture.md`` draws the floors. The checks take any folder, so that they can be tried on a
house built wrong.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PACKAGE = Path(__file__).resolve().parent.parent / "unionsearch"

#: Each room's floor. A room is a folder or a file of the package; ``""`` is its ``__init__.py``.
FLOORS: dict[str, int] = {
    "errors": 0, "model": 0, "reports": 0, "text": 0, "dates": 0, "lang": 0, "payload": 0, "patterns": 0,
    "shipped": 0, "_version": 0,
    "bulletin": 1, "analysis": 1, "query": 1,
    "engines": 2, "spelling": 2, "copies": 2,
    "indexing": 3, "search": 3,
    "config": 4, "archive": 4, "evaluation": 4,
    "output": 5,
    "cli": 6, "__main__": 6, "": 6,
}  # fmt: skip
#: On these floors the rooms do not know each other.
SEPARATE = {1, 2, 3}
#: Libraries that only some files may import: a file, or a folder with all in it.
ONLY_IN: dict[str, tuple[str, ...]] = {
    "whoosh": ("engines/whoosh/",),
    "jieba": ("analysis/jieba_class.py",),
    "pypinyin": ("spelling/",),
    "marisa_trie": ("analysis/dictionary.py", "engines/whoosh/codec/terms.py", "spelling/"),
    "numpy": ("engines/", "spelling/", "copies/", "search/", "indexing/copies.py", "analysis/layout.py"),
    "olefile": ("bulletin/readers/doc.py",),
    "pypdfium2": ("bulletin/readers/pdf.py",),
    "click": ("cli/",),
    "rich": ("cli/",),
}
#: The files that open files. ``bulletin/`` opens the corpus's; the others open what the remark says.
OPENERS: dict[str, str] = {
    "bulletin/": "the corpus",
    "shipped.py": "the program's own data",
    "text.py": "the table of traditional characters",
    "analysis/dictionary.py": "jieba's dictionary",
    "analysis/cache.py": "what follows from the dictionary",
    "analysis/worker.py": "its pipes",
    "analysis/lexicon.py": "term files",
    "search/thesaurus.py": "thesaurus files",
    "engines/whoosh/": "the index",
    "spelling/": "the archive's vocabulary, and its tables",
    "search/vocabulary.py": "the archive's vocabulary, beside the index",
    "copies/table.py": "which articles are copies, beside the index",
    "indexing/lock.py": "who holds the lock",
    "indexing/extracted.py": "the texts of documents, beside the index",
    "config.py": "unionsearch.toml",
    "evaluation.py": "a file of judgments",
    "cli/": "standard streams, and files that a command is given",
}
_OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "fdopen"}
#: ``Archive.open`` opens no file.
_NOT_FILES = {"Archive"}


@dataclass(frozen=True, slots=True)
class Import:
    """``importer`` imports ``module``, both dotted names; ``for_types`` under ``if TYPE_CHECKING``."""

    importer: str
    module: str
    line: int
    for_types: bool


def module_name(package: Path, file: Path) -> str:
    """The dotted name of a file of the package."""
    parts = list(file.relative_to(package.parent).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(package: Path, file: Path) -> Iterator[Import]:
    """Every import of a file, wherever in it; names that are modules of the package count as modules."""
    tree = ast.parse(file.read_text("utf-8"))
    own = module_name(package, file)
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for part in node.body
        for inner in ast.walk(part)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(own, alias.name, node.lineno, id(node) in for_types)
        elif isinstance(node, ast.ImportFrom):
            base = _base(package, file, node)
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                module = inner if _is_module(package, inner) else base
                yield Import(own, module, node.lineno, id(node) in for_types)


def _base(package: Path, file: Path, node: ast.ImportFrom) -> str:
    """What stands after ``from``, made absolute."""
    if not node.level:
        return node.module or ""
    folder = file.parent
    for _ in range(node.level - 1):
        folder = folder.parent
    parts = [*folder.relative_to(package.parent).parts, *([node.module] if node.module else [])]
    return ".".join(parts)


def _is_module(package: Path, name: str) -> bool:
    path = package.parent.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def room(name: str) -> str:
    """The room of a dotted module name."""
    return [*name.split("."), ""][1]


def files_of(package: Path) -> list[Path]:
    return sorted(package.rglob("*.py"))


def floor_faults(package: Path) -> list[str]:
    """Imports that go up, or across where rooms are separate, and rooms without a floor."""
    faults = []
    for file in files_of(package):
        for found in imports_of(package, file):
            if found.module.split(".")[0] != package.name:
                continue
            here, there = room(found.importer), room(found.module)
            where = f"{found.importer}:{found.line} imports {found.module}"
            if here not in FLOORS or there not in FLOORS:
                faults.append(f"{where}: a room without a floor")
            elif FLOORS[there] > FLOORS[here]:
                faults.append(f"{where}: that is up")
            elif here != there and FLOORS[there] == FLOORS[here] and FLOORS[here] in SEPARATE:
                faults.append(f"{where}: rooms of one floor")
    return faults


def library_faults(package: Path) -> list[str]:
    """Imports of a library outside the room that is there for it."""
    faults = []
    for file in files_of(package):
        path = file.relative_to(package).as_posix()
        for found in imports_of(package, file):
            allowed = ONLY_IN.get(found.module.split(".")[0])
            if allowed is not None and not path.startswith(allowed):
                faults.append(f"{path}:{found.line} imports {found.module}")
    return faults


def opening_faults(package: Path) -> list[str]:
    """Calls that open a file, in files that have no business with files."""
    faults = []
    for file in files_of(package):
        path = file.relative_to(package).as_posix()
        if path.startswith(tuple(OPENERS)):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            # The package's own data is no file of the user's.
            if (
                isinstance(node, ast.Call)
                and _opens(node.func)
                and "resources.files(" not in ast.unparse(node)
            ):
                faults.append(f"{path}:{node.lineno} calls {ast.unparse(node.func)}")
    return faults


def _opens(function: ast.expr) -> bool:
    match function:
        case ast.Name(id=name):
            return name in _OPENING
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return name in _OPENING and owner not in _NOT_FILES
        case ast.Attribute(attr=name):
            return name in _OPENING
    return False


def cycles(package: Path) -> list[str]:
    """Modules that import themselves by way of others; imports for types alone do not count."""
    graph: dict[str, set[str]] = {}
    for file in files_of(package):
        graph[module_name(package, file)] = {
            found.module
            for found in imports_of(package, file)
            if not found.for_types and found.module.split(".")[0] == package.name
        }
    found: list[str] = []
    done: set[str] = set()
    for start in sorted(graph):
        _follow(start, graph, [], done, found)
    return found


def _follow(
    module: str, graph: Mapping[str, set[str]], path: list[str], done: set[str], found: list[str]
) -> None:
    if module in path:
        found.append(" -> ".join([*path[path.index(module) :], module]))
    elif module not in done:
        for following in sorted(graph.get(module, ())):
            _follow(following, graph, [*path, module], done, found)
        done.add(module)


def test_imports_go_down() -> None:
    assert floor_faults(PACKAGE) == []


def test_libraries_stay_in_their_rooms() -> None:
    assert library_faults(PACKAGE) == []


def test_only_some_files_open_files() -> None:
    assert opening_faults(PACKAGE) == []


def test_no_import_goes_in_a_circle() -> None:
    assert cycles(PACKAGE) == []


def test_importing_the_package_costs_nothing() -> None:
    heavy = {"numpy", "whoosh", "jieba", "rich", "click", "marisa_trie", "filelock", "platformdirs"}
    code = "import sys, unionsearch; print(*sorted(m for m in sys.modules if '.' not in m))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not heavy & set(ran.stdout.split())


def test_the_house_is_packed_whole() -> None:
    """Every data file is named in pyproject.toml, or an installed copy would lack it."""
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["unionsearch"]
    packed = {path for pattern in patterns for path in PACKAGE.glob(pattern) if path.is_file()}
    data = {path for path in PACKAGE.rglob("*") if path.is_file() and path.parent.name != "__pycache__"}
    missing = {path.relative_to(PACKAGE).as_posix() for path in data - packed if path.suffix != ".py"}
    assert packed
    assert missing == set()


def _house(folder: Path, **files: str) -> Path:
    """A made-up package; in the names of files, ``__`` stands for a slash."""
    package = folder / "unionsearch"
    for name, text in {"": "", "errors": "", **files}.items():
        path = package.joinpath(*name.split("__")).with_suffix(".py") if name else package / "__init__.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        for above in path.parents:
            if package in above.parents:
                (above / "__init__.py").touch()
    return package


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"errors": "import unionsearch.model", "model": ""}, None),
        ({"search__a": "from unionsearch import errors"}, None),
        ({"search__a": "from unionsearch.search import b", "search__b": ""}, None),
        ({"search__a": "from .b import c\nfrom ..errors import d", "search__b": ""}, None),
        ({"errors": "from unionsearch.bulletin import parser", "bulletin__parser": ""}, "that is up"),
        ({"errors": "def f():\n    import unionsearch.cli.main", "cli__main": ""}, "that is up"),
        ({"errors": "if TYPE_CHECKING:\n    from unionsearch import config", "config": ""}, "that is up"),
        ({"query__a": "from unionsearch.analysis import b", "analysis__b": ""}, "rooms of one floor"),
        ({"query__a": "from ..analysis.b import c", "analysis__b": ""}, "rooms of one floor"),
        ({"indexing__a": "import unionsearch.search", "search__b": ""}, "rooms of one floor"),
        ({"search__a": "from unionsearch import Archive"}, "that is up"),
        ({"attic": "import unionsearch.errors"}, "a room without a floor"),
    ],
)  # fmt: skip
def test_a_wrong_floor_would_be_noticed(tmp_path: Path, files: dict[str, str], fault: str | None) -> None:
    found = floor_faults(_house(tmp_path, **files))
    assert len(found) == (fault is not None), found
    assert fault is None or fault in found[0]


@pytest.mark.parametrize(
    ("files", "count"),
    [
        ({"engines__whoosh__a": "from whoosh.index import b", "analysis__jieba_class": "import jieba"}, 0),
        ({"engines__a": "import whoosh"}, 1),
        ({"analysis__a": "def f():\n    from jieba.analyse import c"}, 1),
    ],
)
def test_a_strayed_library_would_be_noticed(tmp_path: Path, files: dict[str, str], count: int) -> None:
    assert len(library_faults(_house(tmp_path, **files))) == count


@pytest.mark.parametrize(
    ("files", "count"),
    [
        ({"bulletin__a": "open('x')", "archive": "Archive.open('x')"}, 0),
        ({"search__a": "resources.files('x').joinpath('y').read_text('utf-8')"}, 0),
        ({"search__a": "open('x')"}, 1),
        ({"indexing__a": "(folder / name).read_bytes()\npath.open('rb')"}, 2),
    ],
)
def test_opening_files_elsewhere_would_be_noticed(tmp_path: Path, files: dict[str, str], count: int) -> None:
    assert len(opening_faults(_house(tmp_path, **files))) == count


def test_a_circle_would_be_noticed(tmp_path: Path) -> None:
    files = {
        "search__a": "from unionsearch.search import b",
        "search__b": "def f():\n    from unionsearch.search.c import d",
        "search__c": "from .a import e",
    }
    assert cycles(_house(tmp_path, **files)) == [
        "unionsearch.search.a -> unionsearch.search.b -> unionsearch.search.c -> unionsearch.search.a"
    ]
    files["search__c"] = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .a import e"
    assert cycles(_house(tmp_path, **files)) == []
