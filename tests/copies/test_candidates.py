"""Signatures: whatever is a copy is found without comparing every text with every other."""

from __future__ import annotations

import random

import numpy as np
import pytest

from unionsearch.copies.candidates import candidates
from unionsearch.copies.likeness import likeness, text
from unionsearch.copies.shingles import LENGTH, hashes, hashes_of_all
from unionsearch.copies.signature import SHORTEST, TOO_SHORT, signatures
from unionsearch.text import flatten

from .cases import REPRINTS, TRAINING

_WORDS = "职工工会代表大会集体合同工资协商安全生产劳动竞赛技能培训帮扶慰问法律援助女职工权益港口码头班组车间"


def made_up(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(_WORDS) for _ in range(length))


def edited(chance: random.Random, text: str, times: int) -> str:
    """A text with so many characters exchanged, added or left out."""
    letters = list(text)
    for _ in range(times):
        at = chance.randrange(len(letters))
        letters[at] = chance.choice(["", "甲", letters[at] + "乙"])
    return "".join(letters)


def found_pairs(texts: list[str]) -> set[tuple[int, int]]:
    return {(int(a), int(b)) for a, b in candidates(signatures([("", flatten(text)) for text in texts]))}


def test_each_text_has_its_own_runs() -> None:
    texts = ["工会主席团会议", "职工代表", "工会主席", "\U00020bb7野家职工食堂"]
    texts = [text for text in texts if len(text) >= LENGTH]
    found, begins = hashes_of_all(texts)
    parts = np.split(found, begins[1:])
    assert len(texts) == 2
    for part, own in zip(parts, texts, strict=True):
        assert part.tolist() == hashes(own).tolist()
    assert len(hashes("工会主席")) == 0


def test_the_signature_of_a_text_does_not_depend_on_its_company() -> None:
    chance = random.Random(3)
    texts = [made_up(chance, chance.randint(1, 300)) for _ in range(60)]
    together = signatures([("", own) for own in texts])
    for own, row in zip(texts, together, strict=True):
        (alone,) = signatures([("", own)])
        assert alone.tobytes() == row.tobytes()
        assert (row["exact"] == TOO_SHORT) == (len(own) < SHORTEST)


@pytest.mark.parametrize("name", REPRINTS)
def test_a_reprint_is_found_among_others(name: str) -> None:
    chance = random.Random(4)
    others = [made_up(chance, 300) for _ in range(50)]
    assert (0, 51) in found_pairs([TRAINING, *others, REPRINTS[name]])


def test_nearly_every_light_edit_is_found() -> None:
    chance = random.Random(5)
    texts = [made_up(chance, chance.randint(120, 600)) for _ in range(400)]
    copies = [edited(chance, text, len(text) // 25) for text in texts]
    wanted = {
        (i, i + len(texts))
        for i, (one, other) in enumerate(zip(texts, copies, strict=True))
        if likeness(text("", one), text("", other))
    }
    assert len(wanted) > 300
    found = found_pairs([*texts, *copies])
    assert len(wanted - found) <= len(wanted) // 50
    # And little else has to be compared.
    assert len(found) < 3 * len(wanted)


def test_a_crowd_is_not_compared_each_with_each() -> None:
    chance = random.Random(6)
    form = made_up(chance, 400)
    crowd = [form + made_up(chance, 40) for _ in range(300)]
    found = found_pairs(crowd)
    assert 299 <= len(found) < 300 * 60
    # Whoever is in the crowd twice is still met.
    assert (17, 300) in found_pairs([*crowd, crowd[17] + "甲乙"])


def test_no_text_no_pairs() -> None:
    assert found_pairs([]) == set()
    assert found_pairs([TRAINING]) == set()
