"""Looks for one text in gram stream after gram stream, as text where that is possible."""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np
import numpy.typing as npt

#: The characters ``[start, end)`` of a gram stream.
Stretch = tuple[int, int]

#: From so many characters on, arrays are compared in less time than Python takes to look through a text.
_LONG = 2000


class Stream:
    """A gram stream in which several texts are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _pairs(self) -> npt.NDArray[np.uint32]:
        """A number for each two neighbouring characters; others have the same only if they are rare."""
        codes = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), np.uint32)
        return np.bitwise_xor(np.left_shift(codes[:-1], np.uint32(16)), codes[1:])

    def places(self, text: str) -> list[int]:
        """Where a text of at least one character begins here, from left to right."""
        if len(text) > 1 and len(self.text) >= _LONG:
            pair = (ord(text[0]) << 16 ^ ord(text[1])) & 0xFFFFFFFF
            begins = np.flatnonzero(self._pairs == np.uint32(pair))
            return [at for at in begins.tolist() if self.text.startswith(text, at)]
        found = []
        at = self.text.find(text)
        while at >= 0:
            found.append(at)
            at = self.text.find(text, at + 1)
        return found


class Sought:
    """What a regular expression finds whose matches all begin with a text.

    An expression that is no more than its text, as most are, need not be tried: looking for the text
    takes a fraction of the time, above all in a long report. Any other is tried where the text stands.
    A text with holes in it is no part of its expression, which then is all there is to go by.
    """

    def __init__(self, text: str, expression: re.Pattern[str]) -> None:
        escaped = re.escape(text)
        self._text = text if escaped in expression.pattern else ""
        self._expression = expression
        self._plain = escaped == expression.pattern

    def stands_in(self, flat: str) -> bool:
        """Whether it stands anywhere in a gram stream."""
        if self._text and self._text not in flat:
            return False
        return self._plain or self._expression.search(flat) is not None

    def stretches(self, stream: Stream) -> list[Stretch]:
        """Where it stands in a gram stream, from left to right; none overlaps another, none is empty."""
        if not self._text:
            spans = (match.span() for match in self._expression.finditer(stream.text))
            return [(start, end) for start, end in spans if start < end]
        found = []
        behind = 0
        for start in stream.places(self._text):
            if start < behind:
                continue
            if self._plain:
                behind = start + len(self._text)
            elif match := self._expression.match(stream.text, start):
                behind = match.end()
            else:
                continue
            found.append((start, behind))
        return found
