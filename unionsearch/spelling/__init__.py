"""The archive's own words, found by pinyin and by near misses.

The one question of this room: what may have been meant by letters or characters that no article has?
:class:`Vocabulary` answers it from a small mapped file built from the index's words. The room knows no
engine and no query syntax. Only building uses pypinyin; asking needs nothing but the file.
"""

from __future__ import annotations

from unionsearch.spelling.model import Correction, PhraseCorrection, Reading, SpellingDamaged
from unionsearch.spelling.vocabulary import Vocabulary

__all__ = ["Correction", "PhraseCorrection", "Reading", "SpellingDamaged", "Vocabulary"]
