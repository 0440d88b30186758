"""Texts in which no character is normalised any more: the ablation of normalisation.

The program folds every character on its own and has no switch for it, rightly: an index and its queries
must be folded alike. Here every character that would be folded is exchanged beforehand for one that is
left alone, each for its own, in documents and queries. 繁 and 简, full and half width, upper and lower case
are then different characters, as they are to a system that normalises nothing. One thing differs: the
dictionary does not know the exchanged characters, so that words of them fall to single characters.
"""

from __future__ import annotations

from unionsearch.text import fold, kinds

#: Private-use characters: written without spaces, like Han characters, in which old files keep some.
_PRIVATE, _ROOM = 0xF0000, 0x20000
#: Canadian syllabics: letters without case, half width, joined to words like Latin ones.
_SYLLABICS = range(0x1401, 0x166D)


class _Exchange(dict[int, str]):
    """code point -> what stands for it; filled as characters are met."""

    def __init__(self) -> None:
        super().__init__()
        self._letters = iter(_SYLLABICS)

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = fold(char)
        kind = kinds(folded) if folded != char else ""
        if kind == "h":
            char = chr(_PRIVATE + code % _ROOM)
        elif kind == "n":
            # All capitals and full-width letters and digits find room; the last few of a text that has
            # every script of the world would be folded after all.
            char = chr(next(self._letters, code))
        self[code] = char
        return char


_EXCHANGE = _Exchange()


def kept_apart(text: str) -> str:
    """``text`` with every character that would be folded exchanged; same length.

    The exchange holds for this process: texts are comparable within one run only.
    """
    return text.translate(_EXCHANGE)
