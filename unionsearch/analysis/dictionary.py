"""jieba's dictionary as a memory-mapped trie: opened in about a millisecond instead of 0.75 s.

The trie lies in a private folder of the user's cache, built there once for each jieba version. jieba's
own cache (a marshal file with a predictable name in the temporary folder) is never read or written.

The file is checked before it is used (:mod:`unionsearch.analysis.cache`): the trie library trusts what
it maps, and a damaged file can make it answer wrongly or bring the process down.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import marisa_trie

from unionsearch.analysis import cache
from unionsearch.text import fold
from unionsearch.text import identity as folding

#: Raised when what is stored in the file changes.
FORMAT = 3

#: A key that no text contains holds the total.
_TOTAL = "\ufdd0total"
#: Where the cache keeps what follows from the dictionary.
FOLDER = "dictionary"


def source() -> Path:
    """The dictionary file that comes with jieba. Raises ModuleNotFoundError without jieba."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba")
    return Path(spec.origin).with_name("dict.txt")


def entries() -> tuple[dict[str, int], int]:
    """Every folded word with its frequency, every prefix of one with 0, and the frequencies' total.

    Words are folded as texts are, so that 著名, which folds to 着名, is still one word.
    """
    words: dict[str, int] = {}
    total = 0
    with source().open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency = line.split(" ")[:2]
            word = fold(word)
            words[word] = words.get(word, 0) + int(frequency)
            total += int(frequency)
    for word in list(words):
        for end in range(1, len(word)):
            words.setdefault(word[:end], 0)
    return words, total


def identity() -> str:
    """Names the dictionary as it is installed and folded here, without reading it."""
    return f"{source().stat().st_size}-{FORMAT}-{folding()}"


def mapped() -> tuple[Any, int]:
    """The trie (word -> list with one 1-tuple of its frequency) and the frequencies' total.

    Built and stored when the cache has none yet. Where the cache cannot be used, the trie is built anew
    in memory: slow, never wrong.
    """
    path = cache.folder() / FOLDER / f"jieba-{identity()}.trie"
    trie = _opened(path) if cache.is_whole(path) else None
    if trie is None:
        words, total = entries()
        words[_TOTAL] = total
        trie = marisa_trie.RecordTrie("<I", ((word, (n,)) for word, n in words.items()))
        cache.write(path, trie.tobytes())
    return trie, trie[_TOTAL][0][0]


def _opened(path: Path) -> Any | None:
    """The trie in a file that is known to be whole; None when it has just gone."""
    trie: Any = marisa_trie.RecordTrie("<I")
    try:
        trie.mmap(str(path))
    except (OSError, RuntimeError):
        # On Windows the library cannot open every path that Python can.
        content = cache.read(path)
        if content is None:
            return None
        trie.frombytes(content)
    return trie


def digest(texts: Iterable[str]) -> str:
    """A short fingerprint of a list of texts."""
    joined = "\n".join(texts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]
