"""The pure difference: every file of either side is accounted for exactly once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionsearch.indexing.manifest import FileEntry
from unionsearch.indexing.plan import Plan, plan
from unionsearch.indexing.scan import FileState
from unionsearch.model import Issue

#: Before this moment a file's time says everything.
QUIET = 1000


def entry(content: str, *, time: int = 1, metadata: str = "", settled: bool = True) -> FileEntry:
    return FileEntry("s", len(content), time, settled, content, metadata, "d", Issue("x", "x"), 1)


def state(content: str, time: int = 1) -> FileState:
    return FileState(len(content), time)


def run(
    found: dict[str, tuple[str | None, int]],
    known: dict[str, FileEntry],
    metadata: dict[str, str] | None = None,
    sizes: dict[str, int] | None = None,
) -> tuple[Plan, list[str]]:
    """The plan for files given as (content, time), and the files whose content was asked for."""
    asked: list[str] = []

    def content(path: str) -> str | None:
        asked.append(path)
        return found[path][0]

    made = plan(
        {p: FileState((sizes or {}).get(p, len(c or "")), t) for p, (c, t) in found.items()},
        known,
        metadata=lambda path: (metadata or {}).get(path, ""),
        content=content,
        settled=lambda state: state.modified < QUIET,
    )
    return made, asked


def test_same_size_and_time_is_unchanged_and_never_opened() -> None:
    made, asked = run({"a": ("甲", 1)}, {"a": entry("甲")})
    assert made.unchanged == ("a",)
    assert asked == []


@pytest.mark.parametrize(
    ("found", "known", "kind"),
    [
        pytest.param(("甲", 2), entry("甲"), "touched", id="new time, same bytes"),
        pytest.param(("乙", 2), entry("甲"), "changed", id="new time, other bytes of the same size"),
        pytest.param(("甲乙", 1), entry("甲"), "changed", id="same time, other size"),
        pytest.param(("乙", 1), entry("甲", settled=False), "changed", id="changed within the clock's tick"),
        pytest.param(("甲", 1), entry("甲", settled=False), "touched", id="now old enough to be trusted"),
        pytest.param(
            ("甲", QUIET),
            entry("甲", time=QUIET, settled=False),
            "unchanged",
            id="still too new to be trusted",
        ),
        pytest.param((None, 2), entry("甲"), "unreadable", id="new time, cannot be read"),
        pytest.param(("甲", 1), entry("甲", metadata="m"), "changed", id="its table in issues.toml went"),
    ],
)
def test_kinds_of_change(found: tuple[str | None, int], known: FileEntry, kind: str) -> None:
    made, _ = run({"a": found}, {"a": known}, sizes={"a": 1} if found[0] is None else None)
    assert getattr(made, kind) == ("a",)


def test_a_new_table_in_issues_toml_is_a_change() -> None:
    made, asked = run({"a": ("甲", 1)}, {"a": entry("甲")}, {"a": '{"number":1}'})
    assert made.changed == ("a",)
    assert asked == []


def test_a_moved_file_is_known_by_its_bytes() -> None:
    made, _ = run({"new": ("甲", 9), "other": ("乙", 1)}, {"old": entry("甲")})
    assert made.moved == {"new": "old"}
    assert made.added == ("other",)
    assert made.removed == ()


def test_of_copies_only_as_many_are_moved_as_went() -> None:
    made, _ = run({"b": ("甲", 1), "c": ("甲", 1), "z": ("甲", 1)}, {"a": entry("甲"), "z": entry("甲")})
    assert made.moved == {"b": "a"}
    assert made.added == ("c",)
    assert made.unchanged == ("z",)


def test_copies_that_swap_places_move_in_order() -> None:
    made, _ = run({"c": ("甲", 1), "d": ("甲", 1)}, {"a": entry("甲"), "b": entry("甲")})
    assert made.moved == {"c": "a", "d": "b"}


def test_new_files_are_not_read_when_nothing_went() -> None:
    made, asked = run({"new": ("甲", 1), "a": ("乙", 1)}, {"a": entry("乙")})
    assert made.added == ("new",)
    assert asked == []


def test_a_new_file_that_cannot_be_read_is_no_move() -> None:
    made, _ = run({"new": (None, 1)}, {"old": entry("甲")})
    assert made.added == ("new",)
    assert made.removed == ("old",)


_paths = st.text("abc", min_size=1, max_size=2)
_contents = st.sampled_from(["甲", "乙", "丙丙"])


@given(
    st.dictionaries(_paths, st.tuples(st.one_of(st.none(), _contents), st.integers(1, 3))),
    st.dictionaries(
        _paths, st.tuples(_contents, st.integers(1, 3), st.sampled_from(["", "m"]), st.booleans())
    ),
    st.dictionaries(_paths, st.just("m")),
)
def test_every_file_is_in_exactly_one_list(
    found: dict[str, tuple[str | None, int]],
    known: dict[str, tuple[str, int, str, bool]],
    metadata: dict[str, str],
) -> None:
    entries = {p: entry(c, time=t, metadata=m, settled=s) for p, (c, t, m, s) in known.items()}
    made, _ = run(found, entries, metadata)
    both = [*made.changed, *made.touched, *made.unreadable, *made.unchanged]
    assert sorted([*made.added, *made.moved, *both]) == sorted(found)
    assert sorted([*made.removed, *made.moved.values(), *both]) == sorted(known)
    for new, old in made.moved.items():
        assert found[new][0] == entries[old].content
    for path in (*made.touched, *made.unchanged):
        assert metadata.get(path, "") == entries[path].metadata
    for path, content in made.contents.items():
        assert content == found[path][0]


@given(st.dictionaries(_paths, st.tuples(_contents, st.integers(1, 3))))
def test_what_was_just_recorded_is_unchanged(found: dict[str, tuple[str | None, int]]) -> None:
    made, asked = run(found, {p: entry(str(c), time=t) for p, (c, t) in found.items()})
    assert made.unchanged == tuple(sorted(found))
    assert asked == []
