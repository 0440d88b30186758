"""Says in words what was done to a query, stage by stage: as written, by other words, relaxed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unionsearch.engines.protocol import Reader
from unionsearch.lang import say
from unionsearch.search.compile import Asked, Leaf
from unionsearch.search.thesaurus import Variant
from unionsearch.text import BREAK

_SHOWN = 8
_NUMERALS = frozenset("0123456789一二三四五六七八九十百千万亿〇零两")


def notes(reader: Reader, asked: Asked, *, total: int, complete: int, narrowed: bool) -> tuple[str, ...]:
    """The notes for one query: words that occur nowhere, relaxation, words without meaning.

    ``narrowed`` says that options narrowed the answer; then it is said when they alone left nothing.
    """
    found = []
    if asked.meaningless and not asked.leaves:
        words = _list(asked.meaningless)
        found.append(
            say(
                f"{words} 本身没有检索意义；要查找它们，请加引号。",
                f"{words} carries no meaning by itself; put it in quotes to search for it.",
            )
        )
    absent = [name for leaf in asked.leaves for name in _absent(reader, leaf)]
    if absent:
        words = _list(dict.fromkeys(absent))
        found.append(say(f"全部简报中没有出现：{words}", f"Found nowhere in the archive: {words}"))
    also = _variants(reader, asked)
    found += also
    if also and complete and not reader.frequency(asked.written()):
        found.append(
            say(
                "照写的词没有一篇全有；下列全部符合的靠的是相近词。",
                "No article has all of the words as written; those that match all have others for them.",
            )
        )
    if total and not complete:
        found.append(_relaxed(reader.frequency(asked.most) > 0))
    elsewhere = reader.frequency(asked.some) if narrowed and not total else 0
    if elsewhere:
        found.append(
            say(
                f"有 {elsewhere} 篇符合所查的词，但都不在选项限定的范围里。",
                f"The words match {elsewhere} articles, but none within what the options allow.",
            )
        )
    return tuple(found)


def _relaxed(mostly: bool) -> str:
    if mostly:
        return say(
            "没有一篇包含所有的词；先列有其中大部分的，再列只有个别词的。",
            "No article has all of the words; first come those with most of them, then those with some.",
        )
    return say(
        "没有一篇包含所有的词；以下各篇只符合一部分。",
        "No article has all of the words; these have some.",
    )


def _absent(reader: Reader, leaf: Leaf) -> Iterator[str]:
    """What of a word occurs nowhere, as far as it is one word to the user: 元宇宙, not 宇宙 alone.

    A character beside an unknown word that is no word by itself is taken for a part of it.
    """
    units = [unit for unit in leaf.units if unit.text in leaf.flat]
    places = {unit: leaf.flat.index(unit.text) for unit in units}
    weak = {at for unit, at in places.items() if unit.weak}
    for unit in leaf.units:
        if reader.frequency(unit.reach):
            continue
        if unit not in places or unit.text[0] in _NUMERALS:
            yield unit.text
            continue
        start, end = places[unit], places[unit] + len(unit.text)
        while start - 1 in weak:
            start -= 1
        while end in weak:
            end += 1
        yield leaf.flat[start:end]


def _variants(reader: Reader, asked: Asked) -> list[str]:
    """The other words that were sought too and occur; other ways to write a number need no word."""
    found = []
    for unit in dict.fromkeys(u for leaf in asked.leaves for u in leaf.units):
        also = [_shown(v) for v in unit.variants if v.kind != "writing" and reader.frequency(unit.by(v))]
        if also:
            found.append(
                say(f"相近词：{unit.text} → {_list(also)}", f"Also searched for {unit.text}: {_list(also)}")
            )
    return found


def _shown(variant: Variant) -> str:
    """Another word, for a name with the year in which it was given up or taken up."""
    old, new = variant.given_up, variant.taken_up
    if old:
        return variant.shown + say(f"（旧名，至 {old} 年）", f" (the name until {old})")
    if new:
        return variant.shown + say(f"（{new} 年起的名称）", f" (the name from {new} on)")
    return variant.shown


def _list(words: Iterable[str]) -> str:
    shown = [word.replace(BREAK, ".") for word in words]
    more = "…" if len(shown) > _SHOWN else ""
    return say("、", ", ").join(shown[:_SHOWN]) + more
