"""The terms of a segment: from a field and a term to its rank, and from a beginning to all that go on
from it.

A key is the number of its field, one byte, and the term in UTF-8, so that keys in order are fields in
order and in each the terms by code points. A trie gives each key a number of its own choosing; a packed
column leads from that to the key's rank, which is the place of its postings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import marisa_trie
import numpy as np

from unionsearch.engines.whoosh.codec.container import SectionFile, SectionWriter

_TRIE = "terms.trie"
_RANKS = "terms.ranks"


def key_of(field: int, term: bytes) -> bytes:
    """The key of a term of a field."""
    return bytes((field,)) + term


def write_terms(file: SectionWriter, keys: Sequence[bytes]) -> None:
    """Write the terms of a segment; the keys come sorted, each once."""
    trie = marisa_trie.BinaryTrie(keys, order=marisa_trie.LABEL_ORDER)
    ranks = np.empty(len(keys), dtype=np.int64)
    ranks[np.fromiter(map(trie.key_id, keys), dtype=np.int64, count=len(keys))] = np.arange(len(keys))
    begin = file.begin()
    file.write(trie.tobytes())
    file.end(_TRIE, begin)
    packing = file.packing()
    packing.add(ranks)
    file.packed(_RANKS, packing)


class Terms:
    """The terms of an open segment. Raises ValueError where the file is damaged."""

    def __init__(self, file: SectionFile) -> None:
        self._ranks = file.packed(_RANKS)
        # The trie trusts what it maps: all of it is checked before. It keeps no reference to the array.
        self._data = file.array(_TRIE)
        self._trie: Any = marisa_trie.BinaryTrie()
        self._trie.map(self._data)
        if len(self._trie) != self._ranks.count:
            raise ValueError("terms without ranks")

    def __len__(self) -> int:
        return self._ranks.count

    def rank(self, key: bytes) -> int:
        """The rank of a key; -1 when there is no such key."""
        number = self._trie.get(key, -1)
        return number if number < 0 else self._ranks.at(number)

    def ranks_from(self, prefix: bytes) -> range:
        """The ranks of the keys that begin with a prefix, which are in one row."""
        count = 0
        first = b""
        for count, key in enumerate(self._trie.iterkeys(prefix), 1):
            if count == 1:
                first = key
        if not count:
            return range(0)
        begin = self.rank(first)
        return range(begin, begin + count)

    def keys_from(self, prefix: bytes = b"") -> Iterator[bytes]:
        """The keys that begin with a prefix, in order."""
        found: Iterator[bytes] = self._trie.iterkeys(prefix)
        return found

    def close(self) -> None:
        """Let go of the mapped file."""
        self._trie = marisa_trie.BinaryTrie()
        self._data = np.empty(0, dtype=np.uint8)
