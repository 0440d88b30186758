"""jieba's dictionary as a memory-mapped trie: opened in about a millisecond instead of 0.75 s.

The trie lies in a private folder of the user's cache, built there once for each jieba version. jieba's
own cache (a marshal file with a predictable name in the temporary folder) is never read or written.

The file ends in a checksum, and a file that does not bear it out is built again: the trie library trusts
what it maps, and a damaged file can make it answer wrongly or bring the process down.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import marisa_trie

from unionsearch.text import fold
from unionsearch.text import identity as folding

#: Raised when what is stored in the file changes.
FORMAT = 3

#: A key that no text contains holds the total.
_TOTAL = "\ufdd0total"
#: What follows the trie in its file: the CRC-32 of all bytes before.
_CHECKSUM = struct.Struct("<I")


def source() -> Path:
    """The dictionary file that comes with jieba. Raises ModuleNotFoundError without jieba."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba")
    return Path(spec.origin).with_name("dict.txt")


def cache_folder() -> Path:
    """The program's own cache folder of this user; ``UNIONSEARCH_CACHE`` overrides it."""
    given = os.environ.get("UNIONSEARCH_CACHE")
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_cache_dir("unionsearch", appauthor=False))


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
    path = cache_folder() / "dictionary" / f"jieba-{identity()}.trie"
    trie = _stored(path)
    if trie is None:
        words, total = entries()
        words[_TOTAL] = total
        trie = marisa_trie.RecordTrie("<I", ((word, (n,)) for word, n in words.items()))
        # A cache that cannot be written costs time, not answers.
        with contextlib.suppress(OSError):
            _store(trie.tobytes(), path)
    return trie, trie[_TOTAL][0][0]


def _stored(path: Path) -> Any | None:
    """The trie in a file of ours, or None when there is none that is whole and safe from others."""
    try:
        if not _is_private(path.parent):
            return None
        data = path.read_bytes()
    except OSError:
        return None
    content, checksum = data[: -_CHECKSUM.size], data[-_CHECKSUM.size :]
    if not content or _CHECKSUM.pack(zlib.crc32(content)) != checksum:
        return None
    trie: Any = marisa_trie.RecordTrie("<I")
    try:
        trie.mmap(str(path))
    except (OSError, RuntimeError):
        # On Windows the library cannot open every path that Python can.
        trie.frombytes(content)
    return trie


def _is_private(folder: Path) -> bool:
    """Whether nobody else can put files into a folder. Raises OSError when there is no such folder."""
    if sys.platform == "win32":
        return True  # The user's profile, in which the cache lies, is private there.
    state = folder.stat()
    return state.st_uid == os.geteuid() and not state.st_mode & 0o022


def _store(content: bytes, path: Path) -> None:
    """Write the file whole or not at all; several processes may do so at once. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_private(path.parent):
        path.parent.chmod(0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(content)
            file.write(_CHECKSUM.pack(zlib.crc32(content)))
        os.replace(temporary, path)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def digest(texts: Iterable[str]) -> str:
    """A short fingerprint of a list of texts."""
    joined = "\n".join(texts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]
