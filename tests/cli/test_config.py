"""Where corpus and index are, level by level."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from unionsearch.bulletin import MAX_BYTES
from unionsearch.config import FILE_NAME, Origin, own_index, resolve
from unionsearch.errors import ConfigError

# Which level names what: o option, e environment, f file; c corpus, i index.
# Expected: (corpus, from), (index, from); "own:x" is the cache folder's index of corpus x.
TABLE: list[tuple[str, str | None, Origin, str, Origin]] = [
    ("", "corpus", "default", "index", "default"),
    ("oc oi", "oc", "option", "oi", "option"),
    ("ec ei", "ec", "environment", "ei", "environment"),
    ("fc fi", "fc", "file", "fi", "file"),
    # A corpus alone gets an index of its own: the defaults are a pair.
    ("oc", "oc", "option", "own:oc", "cache"),
    ("ec", "ec", "environment", "own:ec", "cache"),
    ("fc", "fc", "file", "own:fc", "cache"),
    # The more particular level wins as a pair.
    ("oc oi ec ei fc fi", "oc", "option", "oi", "option"),
    ("ec ei fc fi", "ec", "environment", "ei", "environment"),
    ("oc ec ei", "oc", "option", "own:oc", "cache"),
    ("oc fc fi", "oc", "option", "own:oc", "cache"),
    ("ec fc fi", "ec", "environment", "own:ec", "cache"),
    ("oc ec ei fc fi", "oc", "option", "own:oc", "cache"),
    # What another level names alone is taken.
    ("oc ei", "oc", "option", "ei", "environment"),
    ("oc fi", "oc", "option", "fi", "file"),
    ("ec fi", "ec", "environment", "fi", "file"),
    ("oi ec", "ec", "environment", "oi", "option"),
    ("oi fc", "fc", "file", "oi", "option"),
    ("ei fc", "fc", "file", "ei", "environment"),
    ("oc ec fi", "oc", "option", "fi", "file"),
    ("oc ec ei fi", "oc", "option", "fi", "file"),
    # An index alone that is still to be built: of the next corpus that anyone names.
    ("oi", "corpus", "default", "oi", "option"),
    ("ei", "corpus", "default", "ei", "environment"),
    ("fi", "corpus", "default", "fi", "file"),
    ("oi ec ei", "ec", "environment", "oi", "option"),
    ("oi ei fc fi", "fc", "file", "oi", "option"),
    # An index alone that is built (b) has its corpus on record.
    ("oi b", None, "index", "oi", "option"),
    ("ei b", None, "index", "ei", "environment"),
    ("fi b", None, "index", "fi", "file"),
    ("oi ec ei b", None, "index", "oi", "option"),
    ("oi fc fi b", None, "index", "oi", "option"),
    # ... unless somebody names a corpus alone; whether it is the right one, the archive sees.
    ("oi ec b", "ec", "environment", "oi", "option"),
    ("oi fc b", "fc", "file", "oi", "option"),
]


@pytest.mark.parametrize(("given", "corpus", "corpus_from", "index", "index_from"), TABLE)
def test_levels(
    given: str, corpus: str | None, corpus_from: Origin, index: str, index_from: Origin, tmp_path: Path
) -> None:
    names = given.split()
    environ = {f"UNIONSEARCH_{k}": n for k, n in (("CORPUS", "ec"), ("INDEX", "ei")) if n in names}
    keys = [f'{k} = "{n}"' for k, n in (("corpus", "fc"), ("index", "fi")) if n in names]
    if keys:
        (tmp_path / FILE_NAME).write_text("\n".join(keys), encoding="utf-8")
    if "b" in names:
        for name in ("oi", "ei", "fi"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "toc").touch()
    found = resolve(
        "oc" if "oc" in names else None, "oi" if "oi" in names else None, cwd=tmp_path, environ=environ
    )
    assert (found.corpus, found.corpus_from) == (tmp_path / corpus if corpus else None, corpus_from)
    wanted = own_index(tmp_path / index[4:]) if index.startswith("own:") else tmp_path / index
    assert (found.index, found.index_from) == (wanted, index_from)


def test_an_empty_folder_is_no_index_yet(tmp_path: Path) -> None:
    (tmp_path / "i").mkdir()
    assert resolve(None, "i", cwd=tmp_path, environ={}).corpus == tmp_path / "corpus"


def test_nothing_is_created(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    resolve("c", None, cwd=tmp_path, environ={})
    resolve(None, None, cwd=tmp_path, environ={})
    assert list(tmp_path.iterdir()) == []


def test_empty_variables_are_none(tmp_path: Path) -> None:
    environ = {"UNIONSEARCH_CORPUS": "", "UNIONSEARCH_INDEX": ""}
    assert resolve(cwd=tmp_path, environ=environ) == resolve(cwd=tmp_path, environ={})


@pytest.mark.parametrize(("corpus", "index"), [("", None), (None, "")])
def test_empty_options_are_errors(corpus: str | None, index: str | None, tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        resolve(corpus, index, cwd=tmp_path, environ={})


def test_the_nearest_file_counts_and_its_paths_are_its_own(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    outer_file, inner_file = tmp_path / FILE_NAME, tmp_path / "a" / FILE_NAME
    outer_file.write_text('corpus = "outer"\nindex = "i"\n', encoding="utf-8")
    assert resolve(cwd=inner, environ={}).corpus == tmp_path / "outer"
    inner_file.write_text('corpus = "../x"\nindex = "i"\n', encoding="utf-8")
    found = resolve(cwd=inner, environ={})
    assert (found.corpus, found.index, found.file) == (tmp_path / "x", tmp_path / "a" / "i", inner_file)


def test_relative_options_and_variables_are_of_the_working_folder(tmp_path: Path) -> None:
    found = resolve("../c", None, cwd=tmp_path / "w", environ={"UNIONSEARCH_INDEX": "i"})
    assert (found.corpus, found.index) == (tmp_path / "c", tmp_path / "w" / "i")


def test_lexicon_and_size_limit(tmp_path: Path) -> None:
    assert resolve(cwd=tmp_path, environ={}).max_bytes == MAX_BYTES
    assert resolve(cwd=tmp_path, environ={}).lexicon is None
    file = tmp_path / FILE_NAME
    file.write_bytes('\ufefflexicon = "terms"\nmax_megabytes = 0.5\n'.encode())
    found = resolve("c", "i", cwd=tmp_path, environ={})
    assert (found.lexicon, found.max_bytes, found.corpus_from) == (tmp_path / "terms", 524288, "option")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("corpus = ", "TOML"),
        (r'corpus = "C:\users"', "TOML"),
        ('corpora = "x"', "corpora"),
        ("corpus = 3", "corpus"),
        ('index = ""', "index"),
        ("lexicon = ['a']", "lexicon"),
        ("max_megabytes = '20'", "max_megabytes"),
        ("max_megabytes = 0", "max_megabytes"),
        ("max_megabytes = -1", "max_megabytes"),
        ("max_megabytes = true", "max_megabytes"),
        ("max_megabytes = nan", "max_megabytes"),
        ("max_megabytes = inf", "max_megabytes"),
        ("[corpus]\nindex = 'x'", "corpus"),
    ],
)
def test_a_bad_file_is_named_with_its_key(text: str, named: str, tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        resolve(cwd=tmp_path, environ={})
    assert str(file) in caught.value.message and named in caught.value.message
    assert caught.value.hint


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    file.write_bytes("corpus = '简报'".encode("gb18030"))
    with pytest.raises(ConfigError, match="UTF-8"):
        resolve(cwd=tmp_path, environ={})


def test_own_indexes(tmp_path: Path) -> None:
    here = own_index(tmp_path / "简报 2011")
    assert here.name.startswith("简报_2011-")
    assert here == own_index(tmp_path / "x" / ".." / "简报 2011")
    assert here != own_index(tmp_path / "y" / "简报 2011")
    assert own_index(Path(os.sep)).name.startswith("corpus-")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_has_the_index_of_what_it_links_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert own_index(tmp_path / "link") == own_index(tmp_path / "real")
