"""What is a copy and what is not, by the texts themselves."""

from __future__ import annotations

import random

import pytest

from unionsearch.copies.likeness import LEAST, LEAST_LEFT, Text, likeness, text
from unionsearch.copies.shingles import bare
from unionsearch.copies.signature import TOO_SHORT, signatures
from unionsearch.text import flatten

from .cases import DIFFERENT, REPRINTS, TRAINING


def made(article: str) -> Text:
    """An article whose title is its first line, if it has several."""
    title, _, body = article.rpartition("\n") if article.count("\n") == 0 else article.partition("\n")
    return text(flatten(title), flatten(body))


def compared(one: str, other: str) -> float:
    a, b = made(one), made(other)
    found = likeness(a, b)
    assert likeness(b, a) == found
    return found


@pytest.mark.parametrize("name", REPRINTS)
def test_a_reprint_is_a_copy(name: str) -> None:
    found = compared(TRAINING, REPRINTS[name])
    assert found >= LEAST_LEFT
    body = bare(flatten(REPRINTS[name].partition("\n")[2]))
    assert (found == 1) == (bare(flatten(TRAINING.partition("\n")[2])) == body)


@pytest.mark.parametrize("name", DIFFERENT)
def test_two_articles_are_two(name: str) -> None:
    one, other = DIFFERENT[name]
    if bare(flatten(one)) == bare(flatten(other)):
        # Too short for a signature, so that it never comes to a comparison.
        assert signatures([(flatten(one), "")])["exact"] == [TOO_SHORT]
    else:
        assert compared(one, other) == 0


def test_what_differs_is_measured() -> None:
    """Every twentieth character is another: that is what a copy lacks of being the same."""
    changed = list(TRAINING)
    for i in range(10, len(changed), 20):
        changed[i] = "※囍"[i % 2] if not changed[i].isascii() else changed[i]
    assert 0.90 < compared(TRAINING, "".join(changed)) < 0.97


def test_nothing_is_like_nothing() -> None:
    assert compared("", "") == 0
    assert compared("工会", "工会") == 0  # Shorter than a run.


def test_any_order_of_parts_counts_as_wording() -> None:
    """Paragraphs may change places between two formats; numbers then say that it is to be taken for two."""
    sentences = [f"第{c}段说的是{c * 9}这件事的来龙去脉。" for c in "甲乙丙丁戊己庚辛壬癸子丑"]
    mixed = sentences[:]
    random.Random(1).shuffle(mixed)
    assert compared("".join(sentences), "".join(mixed)) >= LEAST
    numbered = [f"{s}用了{n}天。" for n, s in enumerate(sentences, 20)]
    mixed = numbered[:]
    random.Random(1).shuffle(mixed)
    assert compared("".join(numbered), "".join(mixed)) == 0
