"""What belongs together, and the table in which it is kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from unionsearch.copies.groups import groups
from unionsearch.copies.table import NO_COPIES, Table


def grouped(
    texts: list[str], alike: tuple[str, ...] = (), sources: list[int] | None = None
) -> list[list[int]]:
    """Groups of articles 0, 1, 2 ... with these texts; ``alike`` names pairs of texts."""
    number = {text: i for i, text in enumerate(dict.fromkeys(texts))}
    pairs: dict[int, list[int]] = {}
    for a, b in alike:
        pairs.setdefault(number[a], []).append(number[b])
        pairs.setdefault(number[b], []).append(number[a])
    order = list(range(len(texts)))
    return groups(
        order,
        {i: number[text] for i, text in enumerate(texts)},
        pairs,
        dict(zip(order, sources or order, strict=True)),
    )


def test_the_same_text_is_a_group() -> None:
    assert grouped(["a", "b", "a", "c", "b", "a"]) == [[0, 2, 5], [1, 4]]
    assert grouped(["a", "b", "c"]) == []


def test_texts_that_are_alike_join() -> None:
    assert grouped(["a", "b", "c", "a"], ("ac",)) == [[0, 2, 3]]


def test_every_member_is_like_the_first() -> None:
    """b is like a and like c; c is not like a."""
    assert grouped(["a", "b", "c"], ("ab", "bc")) == [[0, 1]]
    assert grouped(["b", "a", "c"], ("ab", "bc")) == [[0, 1, 2]]
    assert grouped(["a", "b", "c", "c"], ("ab", "bc")) == [[0, 1], [2, 3]]


def test_two_articles_of_one_file_are_never_one() -> None:
    assert grouped(["a", "a"], sources=[7, 7]) == []
    assert grouped(["a", "a", "a", "a"], sources=[7, 7, 8, 8]) == [[0, 2], [1, 3]]
    assert grouped(["a", "b", "a"], ("ab",), sources=[7, 8, 8]) == [[0, 1]]


def test_a_text_repeated_in_a_file_takes_no_time() -> None:
    """Ten thousand of one kind: anything quadratic would take minutes."""
    assert grouped(["a"] * 10_000, sources=[1] * 10_000) == []
    assert len(grouped(["a"] * 10_000, sources=[1, 2] * 5_000)) == 5_000


@pytest.fixture
def table(tmp_path: Path) -> Table:
    Table.of([[5, 2, 9], [1, 7]]).store(tmp_path / "copies")
    assert [path.name for path in tmp_path.iterdir()] == ["copies"]
    return Table.read(tmp_path / "copies")


def test_the_table_gives_back_the_groups(table: Table) -> None:
    assert table.all() == [[5, 2, 9], [1, 7]]
    assert table.groups_of(np.array([9, 0, 1, 5, 3, 10, 10**6])).tolist() == [1, 0, 2, 1, 0, 0, 0]
    assert table.distinct(np.array([0, 1, 2, 5, 7, 8, 9])) == 4
    assert table.distinct(np.array([], dtype=np.int64)) == 0
    assert table.others(2) == [5, 9]
    assert table.others(5) == [2, 9]
    assert table.others(4) == table.others(10**6) == []
    assert table


def test_an_empty_table(tmp_path: Path) -> None:
    NO_COPIES.store(tmp_path / "copies")
    for empty in (NO_COPIES, Table.read(tmp_path / "copies")):
        assert not empty
        assert empty.all() == empty.others(0) == []
        assert empty.groups_of(np.array([0, 4])).tolist() == [0, 0]
        assert empty.distinct(np.array([0, 4])) == 2


@pytest.mark.parametrize("content", [b"", b"\0" * 500, b"no array"])
def test_a_damaged_table_is_known_for_one(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "copies"
    path.write_bytes(content)
    with pytest.raises(ValueError):
        Table.read(path)
    np.save(path.with_suffix(".npy"), np.zeros(3))
    with pytest.raises(ValueError, match="not a table"):
        Table.read(path.with_suffix(".npy"))
