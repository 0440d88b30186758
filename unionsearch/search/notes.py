"""Says in words what was done to a query."""

from __future__ import annotations

from collections.abc import Iterable

from unionsearch.engines.protocol import Reader
from unionsearch.lang import say
from unionsearch.search.compile import Asked
from unionsearch.text import BREAK

_SHOWN = 8


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
    absent = [u.text for leaf in asked.leaves for u in leaf.units if not reader.frequency(u.reach)]
    if absent:
        words = _list(dict.fromkeys(absent))
        found.append(say(f"全部简报中没有出现：{words}", f"Found nowhere in the archive: {words}"))
    found += _variants(reader, asked)
    if total and not complete:
        found.append(
            say(
                "没有一篇包含所有的词；以下各篇只符合一部分。",
                "No article has all of the words; these have some.",
            )
        )
    elsewhere = reader.frequency(asked.some) if narrowed and not total else 0
    if elsewhere:
        found.append(
            say(
                f"有 {elsewhere} 篇符合所查的词，但都不在选项限定的范围里。",
                f"The words match {elsewhere} articles, but none within what the options allow.",
            )
        )
    return tuple(found)


def _variants(reader: Reader, asked: Asked) -> list[str]:
    """The other words that were sought too and occur; other ways to write a number need no word."""
    found = []
    for unit in dict.fromkeys(u for leaf in asked.leaves for u in leaf.units):
        also = [v.shown for v in unit.variants if v.kind != "writing" and reader.frequency(unit.by(v))]
        if also:
            found.append(
                say(f"相近词：{unit.text} → {_list(also)}", f"Also searched for {unit.text}: {_list(also)}")
            )
    return found


def _list(words: Iterable[str]) -> str:
    shown = [word.replace(BREAK, ".") for word in words]
    more = "…" if len(shown) > _SHOWN else ""
    return say("、", ", ").join(shown[:_SHOWN]) + more
