"""A few numbers for each article by which copies of it are found: MinHash, in bands.

Of the hashes of a text's runs the smallest is kept, under each of 48 ways of hashing; two texts agree
in it as often as they have runs in common (Broder 1997). Three of these make a band. Texts that share
half of their runs agree in a band of sixteen nine times in ten, texts that share a tenth hardly ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from unionsearch.copies.likeness import wording
from unionsearch.copies.shingles import bare, hashes_of_all

BANDS = 16
_ROWS = 3
#: A text of fewer characters says too little to be anybody's copy.
SHORTEST = 20

#: What names a text that is too short. 0 is no text's name: a row of zeros is one yet to be made.
TOO_SHORT = 1
#: ``exact`` names title and body together; ``length`` is that of the wording which is compared.
ROW = np.dtype([("exact", "<u8"), ("length", "<u4"), ("bands", "<u4", (BANDS,))])
Rows = npt.NDArray[np.void]

# Fixed for ever: kept signatures are compared with new ones.
_WAYS = np.random.RandomState(20111226).randint(0, 2**32, (2, BANDS * _ROWS), dtype=np.uint32)
_MIX = np.uint32(0x85EBCA6B)


def signatures(articles: Sequence[tuple[str, str]]) -> Rows:
    """The signature of each article, given as the gram streams of its title and its body."""
    rows = np.zeros(len(articles), dtype=ROW)
    texts = [wording(title, body) for title, body in articles]
    rows["length"] = [len(text) for text in texts]
    rows["exact"] = TOO_SHORT
    long = np.flatnonzero(rows["length"] >= SHORTEST).tolist()
    if not long:
        return rows
    found, begins = hashes_of_all([texts[i] for i in long])
    for band in range(BANDS):
        key = np.zeros(len(long), dtype=np.uint32)
        for way in range(band * _ROWS, (band + 1) * _ROWS):
            mixed = (found ^ _WAYS[0, way]) * (_WAYS[1, way] | np.uint32(1))
            key = (key ^ np.minimum.reduceat(mixed, begins)) * _MIX
            key ^= key >> np.uint32(13)
        rows["bands"][long, band] = key
    rows["exact"][long] = [_exact(bare("".join(articles[i]))) for i in long]
    return rows


def _exact(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") | 2
