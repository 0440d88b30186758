"""The terms of a segment, against a sorted list."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unionsearch.engines.whoosh.codec.container import SectionFile, SectionWriter
from unionsearch.engines.whoosh.codec.terms import Terms, key_of, write_terms

BYTES = st.one_of(
    st.binary(max_size=5),
    st.text("工会协商〇𠮷a1 \u2027\ud800", max_size=4).map(lambda t: t.encode("utf-8", "surrogatepass")),
)
KEYS = st.sets(st.builds(key_of, st.integers(0, 3), BYTES), max_size=40)


def check(keys: list[bytes], asked: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as room:
        file = SectionWriter(Path(room) / "terms")
        write_terms(file, keys)
        file.finish()
        opened = SectionFile(Path(room) / "terms")
        terms = Terms(opened)
        assert len(terms) == len(keys)
        assert list(terms.keys_from()) == keys
        assert [terms.rank(key) for key in keys] == list(range(len(keys)))
        for part in asked:
            assert terms.rank(part) == (keys.index(part) if part in keys else -1)
            wanted = [i for i, key in enumerate(keys) if key.startswith(part)]
            assert list(terms.ranks_from(part)) == wanted
            assert list(terms.keys_from(part)) == [keys[i] for i in wanted]
        terms.close()
        opened.close()


@settings(deadline=None)
@given(KEYS, st.lists(BYTES, max_size=5))
@example(keys=set(), asked=[b"", b"x", b"\0"])
@example(keys={b"\0", b"\0\0", b"\0\0\0", b"\xff", b"\xff\xff", b"\x7f", b"\x80"}, asked=[b"\0", b"\xff"])
def test_lookups_beginnings_and_order(keys: set[bytes], asked: list[bytes]) -> None:
    given_keys = sorted(keys)
    check(
        given_keys,
        [*asked, *given_keys, *(key[:2] for key in given_keys), *(key + b"a" for key in given_keys)],
    )


def test_a_file_whose_columns_disagree(tmp_path: Path) -> None:
    path = tmp_path / "terms"
    file = SectionWriter(path)
    write_terms(file, [b"a", b"b"])
    file.value("terms.ranks.count", 3)
    file.finish()
    opened = SectionFile(path)
    with pytest.raises(ValueError):
        Terms(opened)
