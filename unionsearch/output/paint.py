"""Terminal colours: text and spans in, text with escape sequences out."""

from __future__ import annotations

from collections.abc import Iterable

from unionsearch.model import Span

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_FAINT = "\x1b[2m"
_CYAN = "\x1b[36m"
# As grep marks a match; readable on light and on dark ground.
_MATCH = "\x1b[1;31m"


class Paint:
    """Colours, or with ``colour`` False the same text without any."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def bold(self, text: str) -> str:
        """A title or a heading."""
        return self._in(_BOLD, text)

    def faint(self, text: str) -> str:
        """What is said about a text, beside the text itself."""
        return self._in(_FAINT, text)

    def name(self, text: str) -> str:
        """An id, to be copied into the next command."""
        return self._in(_CYAN, text)

    def marked(
        self, text: str, highlights: Iterable[Span], start: int, end: int, *, bold: bool = False
    ) -> str:
        """The characters ``[start, end)`` of ``text`` with the parts that lie in ``highlights`` marked.

        Every stretch closes what it opens, so that a line can be indented or cut off after it.
        """
        if not self.colour:
            return text[start:end]
        base = self.bold if bold else str
        pieces = []
        at = start
        for span in sorted(highlights, key=lambda s: s.start):
            left, right = max(span.start, at), min(span.end, end)
            if left < right:
                pieces += [base(text[at:left]), self._in(_MATCH, text[left:right])]
                at = right
        return "".join([*pieces, base(text[at:end])])

    def _in(self, code: str, text: str) -> str:
        return f"{code}{text}{_RESET}" if self.colour and text else text
