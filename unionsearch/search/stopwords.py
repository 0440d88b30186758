"""Words that carry no meaning of their own, and what makes a text a question."""

from __future__ import annotations

import re
from functools import cache

from unionsearch import shipped
from unionsearch.text import fold, is_word, normalize


@cache
def stopwords() -> frozenset[str]:
    """The folded stop words."""
    return frozenset(fold(" ".join(_lines("stopwords.txt"))).split())


def subject(text: str) -> str:
    """What a text asks about: 高温津贴 of 高温津贴有哪些？; a text that is no question as it is.

    Also a text of which nothing would be left. The answer is normalised where it is not the text.
    """
    normal = normalize(text).text
    begins, ends = _question()
    # From the end first, or 怎么办 would be a question about 办.
    core = ends.sub("", normal)
    if any(map(is_word, core)):
        core = begins.sub("", core)
    return core if core != normal and any(map(is_word, core)) else text


@cache
def _question() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What questions begin and end with."""
    begins, ends = (
        "|".join(sorted(map(fold, words.split()[1:]), key=len, reverse=True))
        for words in _lines("questions.txt")
    )
    return re.compile(rf"\A(?:\W*(?:{begins}))+"), re.compile(rf"(?:(?:{ends})\W*)+\Z")


def _lines(name: str) -> list[str]:
    lines = shipped.text(f"search/data/{name}").splitlines()
    return [line for line in lines if not line.startswith("#")]
