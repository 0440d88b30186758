"""The named styles of a Word 97 document (STSH): what a paragraph or a run takes from its style."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from unionsearch.bulletin.readers.doc_pieces import Fib

Modifiers = Callable[[bytes], Iterable[tuple[int, bytes]]]
_PARAGRAPH, _CHARACTER = 1, 2
_NOTHING = 0x0FFF  # the number of a style that is based on none


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says itself: values of its modifiers, of paragraphs and of characters."""

    based_on: int = _NOTHING
    paragraph: Mapping[int, int] = field(default_factory=dict)
    characters: Mapping[int, int] = field(default_factory=dict)


class Styles:
    """All styles by their numbers. What is damaged is left out: the text is worth more than its looks."""

    def __init__(self, table: bytes, fib: Fib, modifiers: Modifiers) -> None:
        """``modifiers`` takes a list of modifiers apart."""
        self._found = _read(fib.part(table, "styles"), modifiers)
        self._whole: dict[int, _Style] = {}

    def of(self, number: int) -> _Style:
        """A style with what it takes from those that it is based on."""
        whole = self._whole.get(number)
        if whole is None:
            whole = self._whole[number] = self._gather(number)
        return whole

    def _gather(self, number: int) -> _Style:
        paragraph: dict[int, int] = {}
        characters: dict[int, int] = {}
        met: set[int] = set()
        while number in self._found and number not in met:
            met.add(number)
            style = self._found[number]
            paragraph = {**style.paragraph, **paragraph}
            characters = {**style.characters, **characters}
            number = style.based_on
        return _Style(_NOTHING, paragraph, characters)


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _read(data: bytes, modifiers: Modifiers) -> dict[int, _Style]:
    """The styles one after the other, each with its length before it; one of no length is not in use."""
    found: dict[int, _Style] = {}
    count, base = _number(data, 2), _number(data, 4)
    at = 2 + _number(data, 0)
    for number in range(min(count, _NOTHING)):
        length = _number(data, at)
        style = data[at + 2 : at + 2 + length]
        if len(style) > base >= 6:
            found[number] = _style(style, base, modifiers)
        at += 2 + length
    return found


def _style(data: bytes, base: int, modifiers: Modifiers) -> _Style:
    kind, based_on = _number(data, 2) & 0xF, _number(data, 2) >> 4
    at = base + 2 * _number(data, base) + 4  # behind the name, its length and the zero that ends it
    parts: list[bytes] = []
    for _ in range(_number(data, 4) & 0xF):
        length = _number(data, at)
        parts.append(data[at + 2 : at + 2 + length])
        at += 2 + length + length % 2
    said = [
        {code: int.from_bytes(operand[:2], "little") for code, operand in modifiers(part)}
        for part in (*(p[2:] if i == 0 and kind == _PARAGRAPH else p for i, p in enumerate(parts)), b"", b"")
    ]
    if kind == _PARAGRAPH:
        return _Style(based_on, said[0], said[1])
    return _Style(based_on, {}, said[0]) if kind == _CHARACTER else _Style(based_on)
