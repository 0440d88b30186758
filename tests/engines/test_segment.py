"""Parts of a segment's postings, against all of them: what is passed over must not be missed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pytest

from unionsearch.engines.whoosh.codec import layout
from unionsearch.engines.whoosh.codec.building import Building
from unionsearch.engines.whoosh.codec.merging import NewArticles, write_segment
from unionsearch.engines.whoosh.codec.packed import BLOCK
from unionsearch.engines.whoosh.codec.segment import Extent, SegmentColumns, pack_flats, unpack_flats

from .records import zipfian


class Segment(NamedTuple):
    columns: SegmentColumns
    extents: list[tuple[str, Extent]]  # Field and postings of terms, from rare ones to those of many blocks.


@pytest.fixture(scope="module")
def segment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Segment]:
    path = tmp_path_factory.mktemp("segment") / "segment"
    building = Building()
    for record in zipfian(random.Random(1), 2000, vocabulary=400, length=20):
        building.add(record)
    building.seal()
    write_segment(path, [NewArticles(building)])
    columns = SegmentColumns(path)
    every = [
        (layout.FIELDS[key[0]], columns.extent_of(rank)) for rank, key in enumerate(columns.terms.keys_from())
    ]
    extents = random.Random(2).sample(every, 60)
    extents += sorted(every, key=lambda pair: pair[1].first - pair[1].last)[:20]
    assert extents[-1][1].last - extents[-1][1].first > 3 * BLOCK
    yield Segment(columns, extents)
    columns.close()


def chosen(choose: random.Random, documents: list[int], count: int) -> list[int]:
    """Documents of which some have a term and some do not, rising."""
    own = choose.sample(documents, choose.randrange(min(len(documents), 30) + 1))
    others = choose.sample(range(count), choose.randrange(30))
    return sorted({*own, *others})


def test_the_postings_of_some_documents(segment: Segment) -> None:
    columns = segment.columns
    choose = random.Random(3)
    for _, extent in segment.extents:
        documents, times = columns.documents(extent).tolist(), columns.times(extent).tolist()
        often = dict(zip(documents, times, strict=True))
        for _ in range(10):
            wanted = chosen(choose, documents, columns.count)
            found, places = columns.among(extent, np.array(wanted, dtype=np.int64))
            assert found.tolist() == [doc for doc in wanted if doc in often]
            assert columns.times_at(places).tolist() == [often[doc] for doc in found.tolist()]
            assert places.tolist() == [extent.first + documents.index(doc) for doc in found.tolist()]


def test_every_document_by_itself(segment: Segment) -> None:
    """The first and the last of a block among them."""
    columns = segment.columns
    for _, extent in segment.extents[-8:]:
        having = set(columns.documents(extent).tolist())
        for doc in range(columns.count):
            found, _ = columns.among(extent, np.array([doc], dtype=np.int64))
            assert found.tolist() == ([doc] if doc in having else [])


def test_the_positions_of_some_documents(segment: Segment) -> None:
    columns = segment.columns
    choose = random.Random(4)
    for field, extent in segment.extents:
        if field not in layout.GRAMS:
            continue
        everywhere, owners = columns.positions(np.arange(extent.first, extent.last))
        documents = columns.documents(extent).tolist()
        places = sorted(choose.sample(range(len(documents)), min(len(documents), 25)))
        some, whose = columns.positions(np.array(places, dtype=np.int64) + extent.first)
        for at, place in enumerate(places):
            assert some[whose == at].tolist() == everywhere[owners == place].tolist()
            flat = columns.flats(documents[place])[field.removeprefix("grams_")]
            key = next(flat[p : p + 2] for p in some[whose == at].tolist())
            assert [p for p in range(len(flat)) if flat[p : p + 2] == key] == some[whose == at].tolist()


def test_a_row_of_terms_is_its_terms_side_by_side(segment: Segment) -> None:
    columns = segment.columns
    choose = random.Random(5)
    for _ in range(40):
        first = choose.randrange(len(columns.terms) - 30)
        terms = choose.randrange(1, 30)
        row = columns.extent_of(first, terms)
        each = [columns.extent_of(rank) for rank in range(first, first + terms)]
        assert columns.documents(row).tolist() == [d for e in each for d in columns.documents(e).tolist()]
        assert columns.frequencies(row).tolist() == [e.last - e.first for e in each]


def test_what_is_known_of_a_block_holds_for_it(segment: Segment) -> None:
    columns = segment.columns
    for field, extent in segment.extents:
        lengths = columns.lengths(field)
        if lengths is None:
            continue
        most, least = columns.bounds(extent)
        times, own = columns.times(extent), lengths[columns.documents(extent)]
        block = np.arange(extent.first, extent.last) // BLOCK - extent.first // BLOCK
        assert (times <= most[block]).all()
        assert (own >= least[block]).all()


@pytest.mark.parametrize(
    "flats",
    [
        {},
        {"title": "工会"},
        {"body": "𠮷a 〇", "title": "", "section": "‧"},
        {"body": "\ud800半", "contributor": "工会"},
    ],
)
def test_gram_streams_come_back(flats: dict[str, str]) -> None:
    assert unpack_flats(pack_flats(flats)) == flats
