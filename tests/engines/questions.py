"""Random questions about records: conditions, and tokens with weights."""

from __future__ import annotations

import random

from unionsearch.engines import conditions as c
from unionsearch.engines.fields import TEXT_FIELDS
from unionsearch.engines.protocol import Record, Stream, Weighted
from unionsearch.text import BREAK

from .records import random_day

ALL_FIELDS = (TEXT_FIELDS, ("title",), ("body",), ("title", "section"), ("byline",), ("contributor", "body"))


def piece(choose: random.Random, records: list[Record], longest: int = 8) -> str:
    """A stretch of some gram stream, or sometimes a stretch that is in none."""
    flats = [flat for record in records for flat in record.flats.values()]
    if not flats or choose.random() < 0.1:
        return choose.choice(("", "无", "工无", BREAK, f"{BREAK}工", "zz", " ", "9"))
    flat = choose.choice(flats)
    start = choose.randrange(len(flat))
    return flat[start : start + choose.randrange(1, longest + 1)]


def runs(choose: random.Random, records: list[Record]) -> list[str]:
    """One to three stretches, none of them empty."""
    return [piece(choose, records, 3) or "工" for _ in range(choose.randrange(1, 4))]


def pattern(choose: random.Random, records: list[Record]) -> str:
    """A stretch in which some characters have become holes."""
    signs = list(piece(choose, records))
    for _ in range(choose.randrange(1, 3)):
        at = choose.randrange(len(signs) + 1)
        signs[at : at + choose.randrange(3)] = choose.choice(("*", "?", "**", "*?"))
    return "".join(signs)


def token(choose: random.Random, records: list[Record], stream: Stream) -> str:
    if stream == "grams":
        return piece(choose, records, 2)
    words = [word for record in records for given in record.words.values() for word in given]
    return choose.choice(words) if words and choose.random() < 0.9 else "无此词"


def condition(choose: random.Random, records: list[Record], depth: int = 2) -> c.Condition:
    """A random condition about these records."""
    fields = choose.choice(ALL_FIELDS)
    one = (choose.choice(TEXT_FIELDS),)
    first, last = sorted((random_day(choose), random_day(choose)))
    leaves = [
        lambda: c.Word(token(choose, records, "words"), fields),
        lambda: c.Run(piece(choose, records), fields),
        lambda: c.Run(piece(choose, records, 3), fields, whole_numbers=True),
        lambda: c.Near(tuple(runs(choose, records)), choose.choice((0, 1, 3, 10, 40)), fields),
        lambda: c.Pattern(pattern(choose, records), fields),
        lambda: c.Whole(choose.choice([*(r.flats.get(one[0], "") for r in records), "无"]), one),
        lambda: c.Keyword("kind", choose.choice(("article", "brief", "无"))),
        lambda: c.Keyword("source", choose.choice([*(r.source for r in records), "无"])),
        lambda: c.Days(first, last, stated_only=choose.random() < 0.3),
        lambda: c.Days(first // 100 * 100 + 1, first // 100 * 100 + 31),
        c.All,
    ]
    if depth and choose.random() < 0.4:
        parts = tuple(condition(choose, records, depth - 1) for _ in range(choose.randrange(4)))
        if choose.random() < 0.3:
            return c.Without(condition(choose, records, depth - 1), condition(choose, records, depth - 1))
        return choose.choice((c.And, c.Or))(parts)
    return choose.choice(leaves)()


def weighted(choose: random.Random, records: list[Record]) -> list[Weighted]:
    streams: list[Stream] = [choose.choice(("words", "grams")) for _ in range(choose.randrange(1, 5))]
    return [Weighted(s, token(choose, records, s), choose.choice((1.0, 0.25, 2.0))) for s in streams]
