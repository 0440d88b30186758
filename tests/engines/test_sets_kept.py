"""A set that is kept is the same when it is opened again, and takes little room."""

from __future__ import annotations

import numpy as np
import pytest

from unionsearch.engines import sets
from unionsearch.engines.sets import NOTHING, DocSet, KeptSet

SIZE = 1003


@pytest.fixture(autouse=True)
def _many_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "_WHOLE", 0)


@pytest.mark.parametrize("step", [1, 2, 3, 9, 50, 2000])
def test_opened_again_it_is_the_same(step: int) -> None:
    docs = np.arange(step - 1, SIZE, step, dtype=np.int64)
    for given in (DocSet(SIZE, docs), DocSet(SIZE, table=DocSet(SIZE, docs).table)):
        opened = KeptSet(given).opened()
        assert opened.count == len(docs) and opened.size == SIZE
        assert opened.docs.dtype == np.int64 and opened.docs.tolist() == docs.tolist()
        assert opened.table.dtype == np.bool_ and np.flatnonzero(opened.table).tolist() == docs.tolist()


def test_what_is_done_to_one_that_was_opened_stays_out_of_what_is_kept() -> None:
    kept = KeptSet(DocSet(SIZE, np.arange(SIZE, dtype=np.int64)))
    kept.opened().table[:] = False
    assert kept.opened().count == SIZE


def test_a_dense_one_takes_a_bit_a_document_and_any_other_four_bytes_a_member() -> None:
    assert KeptSet(DocSet(SIZE, np.arange(SIZE, dtype=np.int64))).nbytes == -(-SIZE // 8)
    assert KeptSet(DocSet(SIZE, np.arange(0, SIZE, 100, dtype=np.int64))).nbytes == 4 * 11
    assert KeptSet(DocSet(SIZE, NOTHING)).nbytes == 0


def test_of_few_documents_it_is_kept_as_it_is_worked_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "_WHOLE", SIZE)
    sparse = DocSet(SIZE, np.arange(0, SIZE, 100, dtype=np.int64))
    assert KeptSet(sparse).opened() is sparse
    assert KeptSet(sparse).nbytes == 8 * 11
    dense = KeptSet(DocSet(SIZE, np.arange(SIZE, dtype=np.int64)))
    assert dense.opened().count == SIZE and dense.nbytes == SIZE
