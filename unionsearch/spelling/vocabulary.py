"""The archive's own words, and what may have been meant by a word that is none of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from unionsearch.lang import say
from unionsearch.spelling import candidates, phrases, pinyin
from unionsearch.spelling.asking import Known
from unionsearch.spelling.model import Correction, PhraseCorrection, Reading, SpellingDamaged
from unionsearch.spelling.store import Store
from unionsearch.spelling.tables import Tables
from unionsearch.text import fold


class Vocabulary:
    """Words with their document frequencies, found by sound, look and near misses.

    Immutable. Texts that come in are folded; texts that go out are folded words of the archive.
    """

    def __init__(self, store: Store) -> None:
        """Use :meth:`build` or :meth:`open`. Raises SpellingDamaged."""
        self._store = store
        try:
            self._tables: Tables | None = Tables(store)
        except KeyError as error:
            raise _damaged() from error

    @classmethod
    def build(cls, words: Iterable[tuple[str, int]]) -> Vocabulary:
        """A vocabulary of words with the number of articles that have each.

        Long terms and frequent rows of words may be given beside single words: what stands here as one
        word is found by its initials and survives a mistake better. A word given twice keeps its
        greater number. Takes about 2.5 s for 100,000 words; this alone uses pypinyin.
        """
        from unionsearch.spelling.build import packed

        return cls(Store(packed(words)))

    @classmethod
    def open(cls, path: Path) -> Vocabulary:
        """Map a file that :meth:`to_bytes` was written to.

        Raises SpellingDamaged for a torn or altered file and for one of another version, and OSError.
        """
        return cls(Store.open(path))

    def to_bytes(self) -> bytes:
        """The file's content."""
        return self._store.data()

    def close(self) -> None:
        """Let go of the file, so that Windows lets it be replaced. Nothing can be asked afterwards."""
        self._tables = None
        self._store.close()

    def __len__(self) -> int:
        return self._open.count

    def frequency(self, word: str) -> int:
        """In how many articles a word is; 0 if it is not in the vocabulary."""
        with _reading():
            number = self._open.number(fold(word))
            return 0 if number is None else int(self._open.frequencies[number])

    def by_pinyin(self, latin: str, limit: int = 8, *, known: Known | None = None) -> list[Reading]:
        """The archive's words that sound as ``latin`` spells, the likeliest first.

        Whole pinyin, spaced or not (``gongzi jiti``, ``gongzijiti``), with or without tone numbers or
        marks, v or ü or u: for ü, an apostrophe where syllables are parted (``xi'an``); pieces that are
        no syllables are read as initials (``gzjtxs``). Nothing for what cannot be pinyin. With
        ``known`` (how many articles hold a run), rows of words that never stand together come later, or
        are left out where initials were given, and names of two to four characters are found that are
        no word of the vocabulary; it is asked at most 50 times.
        """
        with _reading():
            return pinyin.by_pinyin(self._open, latin, limit, known)

    def corrections(self, word: str, limit: int = 8) -> list[Correction]:
        """The archive's words that ``word`` may have been meant for, the likeliest first.

        To be asked for a word that occurs nowhere; never gives the word itself. Words of two characters
        are corrected by sound and look only, longer ones also when a character is missing, added,
        exchanged or wrong, Latin words when one key was. Numbers are never corrected.
        """
        with _reading():
            return candidates.corrections(self._open, fold(word), limit)

    def phrase_corrections(self, text: str, known: Known, limit: int = 5) -> list[PhraseCorrection]:
        """A run that occurs nowhere with one stretch corrected, the likeliest first.

        ``known`` says how many articles hold a run, for the run's parts and for corrected runs; it is
        asked at most 30 times. A correction that makes the whole run known comes before one of the
        same cost that only fits a part.
        """
        with _reading():
            return phrases.phrase_corrections(self._open, fold(text), known, limit)

    @property
    def _open(self) -> Tables:
        if self._tables is None:
            raise ValueError("the vocabulary has been closed")
        return self._tables


@contextmanager
def _reading() -> Iterator[None]:
    """Says in one way what numbers that lead nowhere mean: the file is not what it says it is."""
    try:
        yield
    except (IndexError, UnicodeDecodeError) as error:
        raise _damaged() from error


def _damaged() -> SpellingDamaged:
    return SpellingDamaged(say("改正用的词表文件已损坏。", "The vocabulary file for corrections is damaged."))
