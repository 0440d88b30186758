"""Numbers come out of a packed column as they went in, however they are asked for."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionsearch.engines.whoosh.codec.packed import BLOCK, UNIT, WIDEST, Packed, Packing

NUMBERS = st.one_of(st.integers(0, 3), st.integers(0, 2**20), st.integers(0, 2**WIDEST - 1))
#: Often about as many as go into a block, or into two.
LISTS = st.one_of(
    st.lists(NUMBERS, max_size=12),
    st.builds(
        lambda few, times: (few * times)[: 3 * BLOCK],
        st.lists(NUMBERS, min_size=1, max_size=9),
        st.integers(0, 40),
    ),
)


def packed(values: list[int], cuts: list[int], *, with_bases: bool = False) -> tuple[Packed, list[range]]:
    """A column of values that came in pieces, cut at some places; and what will be touched of it."""
    data = bytearray()
    packing = Packing(data.extend, with_bases=with_bases)
    for first, last in itertools.pairwise([0, *sorted(cuts), len(values)]):
        packing.add(np.array(values[first:last], dtype=np.int64))
    starts, bases = packing.finish()
    touched: list[range] = []
    buffer = np.frombuffer(bytes(data), dtype=np.uint8)
    column = Packed(
        packing.count,
        starts,
        buffer,
        bases if with_bases else None,
        lambda first, last: touched.append(range(first, last)),
    )
    return column, touched


@given(st.data(), LISTS, st.booleans())
def test_slices_and_single_values(data: st.DataObject, values: list[int], with_bases: bool) -> None:
    places = st.integers(0, len(values))
    column, _ = packed(values, data.draw(st.lists(places, max_size=5)), with_bases=with_bases)
    assert column.count == len(values)
    assert column.slice(0, len(values)).tolist() == values
    first, last = sorted((data.draw(places), data.draw(places)))
    assert column.slice(first, last).tolist() == values[first:last]
    if first < len(values):
        assert column.at(first) == values[first]


@given(st.data(), st.lists(NUMBERS, min_size=1, max_size=7), st.booleans())
def test_chosen_blocks_and_what_lies_between_are_touched(
    data: st.DataObject, few: list[int], with_bases: bool
) -> None:
    values = (few * 6 * BLOCK)[: 6 * BLOCK - 5]
    column, touched = packed(values, [], with_bases=with_bases)
    chosen = sorted(data.draw(st.sets(st.integers(0, 5))))
    rows = column.blocks(np.array(chosen, dtype=np.int64)).tolist()
    for block, row in zip(chosen, rows, strict=True):
        wanted = values[block * BLOCK : (block + 1) * BLOCK]
        assert row[: len(wanted)] == wanted
    starts = column.starts.tolist()
    if chosen:
        wanted_bytes = range(starts[chosen[0]] * UNIT, starts[chosen[-1] + 1] * UNIT)
        assert [at for part in touched for at in part] == list(wanted_bytes)
    else:
        assert not touched


def test_many_blocks_of_every_width() -> None:
    values = [(1 << width) - 1 - place % 2 for width in range(1, WIDEST + 1) for place in range(3 * BLOCK)]
    column, _ = packed(values, [1, 127, 128, 129, 5000])
    assert column.slice(0, len(values)).tolist() == values


def test_bases_take_off_what_a_block_has_in_common() -> None:
    values = [2**60 + i for i in range(BLOCK)]
    column, _ = packed(values, [], with_bases=True)
    assert column.slice(0, BLOCK).tolist() == values
    assert column.at(77) == values[77]
    assert int(column.starts[-1]) == 7


def test_equal_numbers_take_no_room() -> None:
    # Nor does what the last block is filled up with.
    column, _ = packed([2**50] * (5 * BLOCK + 3), [], with_bases=True)
    assert int(column.starts[-1]) == 0
    assert packed([0] * (5 * BLOCK), [])[0].starts.tolist() == [0] * 6


@pytest.mark.parametrize("values", [[2**WIDEST], [0, 2**62], [1] * 200 + [2**WIDEST]])
@pytest.mark.parametrize("with_bases", [False, True])
def test_too_wide_numbers(values: list[int], with_bases: bool) -> None:
    if with_bases:
        values = [*values[:BLOCK], 0] if len(values) < BLOCK else [*values, 0]
    with pytest.raises(ValueError):
        packed(values, [], with_bases=with_bases)


def test_places_beyond_the_end() -> None:
    column, _ = packed([1, 2, 3], [])
    for first, last in ((0, 4), (-1, 2), (3, 2), (4, 4)):
        with pytest.raises(ValueError):
            column.slice(first, last)
    for place in (-1, 3, 127):
        with pytest.raises(ValueError):
            column.at(place)


def test_starts_out_of_order() -> None:
    column, _ = packed(list(range(300)), [])
    for starts in ([0, 9, 3, 12], [0, 7, 7 + WIDEST + 1, 100]):
        damaged = Packed(300, np.array(starts, dtype=np.uint32), column.data, None, column.touch)
        with pytest.raises(ValueError):
            damaged.slice(0, 300)
        with pytest.raises(ValueError):
            damaged.at(BLOCK)
