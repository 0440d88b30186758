"""Text to the two token streams of the index: words, which rank, and grams, which are exact.

The steps are an open list: fold and drop white space (:func:`unionsearch.text.normalize`), split into
Han runs and runs of narrow letters and digits, cut the Han runs into words and find the words inside
long words. The grams are taken from the gram stream (:func:`unionsearch.text.stream`), in which each run
of punctuation is one BREAK.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from unionsearch.analysis import dictionary, lexicon
from unionsearch.text import kinds, normalize, stream

if TYPE_CHECKING:
    from unionsearch.analysis.segment import Segmenter

#: Raised when the tokens of a text change although dictionary and terms do not.
VERSION = 2

#: Longer runs of letters and digits are no words; they are taken in stretches of this many characters.
LONGEST = 128

_RUNS = re.compile(r"h+|n+")
_DECIMAL = re.compile(r"(?<=[0-9])[.,](?=[0-9])")


class Token(NamedTuple):
    """A token and the characters ``[start, end)`` of the original text that it stands for."""

    text: str
    start: int
    end: int


class Analysed(NamedTuple):
    """A text's gram stream, and its words, each followed by the shorter words inside it."""

    flat: str
    words: Sequence[str]


def runs(text: str) -> Iterator[tuple[bool, int, int]]:
    """The stretches of a normalised text that are words: (whether Han, start, end).

    A point or comma between digits belongs to its number: 94.55 is one run.
    """
    kinds_ = kinds(text)
    points = [m.start() for m in _DECIMAL.finditer(text)]
    if points:
        letters = list(kinds_)
        for at in points:
            letters[at] = "n"
        kinds_ = "".join(letters)
    for match in _RUNS.finditer(kinds_):
        yield match.group()[0] == "h", match.start(), match.end()


def grams(flat: str) -> list[str]:
    """The grams of a gram stream: one for each of its characters, which is their position.

    All are bigrams but the last, which is the stream's last character alone: thus a search for one
    character is a search for the grams that begin with it.
    """
    return [flat[i : i + 2] for i in range(len(flat))]


class Analyzer:
    """Cuts articles and queries alike. ``terms`` are an archive's own, beside those that ship."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self.terms = tuple(sorted(set(terms)))
        self._segmenter: Segmenter | None = None

    @property
    def segmenter(self) -> Segmenter:
        """The segmenter with all terms laid over its dictionary, made on first use.

        A text without Han characters never needs it, and most of a short query's time is its making.
        """
        if self._segmenter is None:
            from unionsearch.analysis.segment import Segmenter

            self._segmenter = Segmenter([*lexicon.own_terms(), *self.terms])
        return self._segmenter

    def cut(self, normalized: str, *, terms: bool = True) -> Iterator[tuple[str, int, int]]:
        """The words of a normalised text, end to end within each run: (word, start, end).

        Without ``terms``, by the general dictionary alone.
        """
        for han, start, end in runs(normalized):
            run = normalized[start:end]
            if not han:
                words = [run[i : i + LONGEST] for i in range(0, len(run), LONGEST)]
            else:
                words = self.segmenter.cut(run) if terms else self.segmenter.plain_cut(run)
            for word in words:
                yield word, start, start + len(word)
                start += len(word)

    def words(self, normalized: str) -> Iterator[tuple[str, int, int]]:
        """The words of :meth:`cut`, each followed by the shorter words inside it."""
        for word, start, end in self.cut(normalized):
            yield word, start, end
            if end - start > 2 and kinds(word[0]) == "h":
                for offset, part in self.segmenter.parts(word):
                    yield part, start + offset, start + offset + len(part)

    def analysed(self, text: str) -> Analysed:
        """Both streams of a text, as an index keeps them."""
        normalized = normalize(text)
        return Analysed(stream(normalized).text, [word for word, _, _ in self.words(normalized.text)])

    def word_tokens(self, text: str) -> list[Token]:
        """The tokens of the ``words`` stream, with spans in ``text``."""
        mapped = normalize(text)
        return [
            Token(word, (span := mapped.span(start, end)).start, span.end)
            for word, start, end in self.words(mapped.text)
        ]

    def gram_tokens(self, text: str) -> list[Token]:
        """The tokens of the ``grams`` stream, with spans in ``text``."""
        mapped = stream(normalize(text))
        return [
            Token(gram, (span := mapped.span(i, i + len(gram))).start, span.end)
            for i, gram in enumerate(grams(mapped.text))
        ]

    def fingerprint(self) -> str:
        """Names all that decides how a text is cut, but for the archive's own terms."""
        return f"{VERSION}/{dictionary.identity()}/{dictionary.digest(lexicon.own_terms())}"
