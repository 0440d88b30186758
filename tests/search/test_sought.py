"""Looking for texts in gram streams: the same as regular expressions find, in short and in long ones."""

from __future__ import annotations

import random

import pytest

from unionsearch.engines.conditions import Pattern, Run, pattern_expression, run_expression
from unionsearch.search.sought import Sought, Stream

#: So few characters that texts overlap themselves and each other; one needs more than 16 bits, and the
#: one before it has the same lower half.
CHARS = "渡口口船12" + chr(0x20021) + chr(0x10021) + "."
#: Shorter and longer than the streams that are compared as arrays.
LENGTHS = (0, 1, 2, 30, 1999, 2000, 5000)


def texts(count: int) -> list[str]:
    chance = random.Random(3)
    found = ["".join(chance.choices(CHARS, k=chance.randint(1, 4))) for _ in range(count)]
    return [*found, "渡口船" * 700]


@pytest.mark.parametrize("length", LENGTHS)
def test_the_same_as_an_expression_finds(length: int) -> None:
    stream = Stream("".join(random.Random(length).choices(CHARS, k=length)))
    for text in texts(60):
        for run in (Run(text), Run(text, whole_numbers=True)):
            expression = run_expression(run)
            wanted = [match.span() for match in expression.finditer(stream.text)]
            assert Sought(text, expression).stretches(stream) == wanted, run
            assert Sought(text, expression).stands_in(stream.text) == bool(wanted), run


@pytest.mark.parametrize("length", LENGTHS)
def test_every_place_of_a_text(length: int) -> None:
    whole = "".join(random.Random(length).choices(CHARS, k=length))
    for text in texts(30):
        wanted = [at for at in range(length) if whole.startswith(text, at)]
        assert Stream(whole).places(text) == wanted, text


@pytest.mark.parametrize("text", ["渡*船", "渡?船", "*口", "渡口*", "?", "*"])
def test_a_text_with_holes(text: str) -> None:
    stream = Stream("渡口船渡船渡口口船")
    expression = pattern_expression(Pattern(text))
    wanted = [match.span() for match in expression.finditer(stream.text) if match.group()]
    assert Sought(text, expression).stretches(stream) == wanted
