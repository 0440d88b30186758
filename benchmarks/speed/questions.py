"""What systems are asked. Nothing heavy is imported here: a process that is timed imports this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["any", "all", "run"]

#: What is asked, in the order of reports, and what that is.
KINDS: dict[str, str] = {
    "rare": "one word, in at most one of 2,000 articles",
    "common": "one word, in 1 to 10 of 100 articles",
    "broad": "one word or either of two, each in more than a tenth of the articles",
    **{f"{count} terms": f"{count} neighbouring words of an article, any of them" for count in range(2, 7)},
    "phrase": "4 to 8 characters of an article, side by side",
    "AND": "2 or 3 words of one article, all of them",
    "OR": "2 or 3 common words, any of them",
    "nothing": "a word that no article has, or two rare words that no article has together",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What every system is asked: any or all of ``words``, or a run of characters side by side.

    The words are the program's analysis's; of a run they are what it is cut into, for systems that find no
    runs.
    """

    kind: str
    words: tuple[str, ...]
    how: How = "any"
    run: str = ""

    @property
    def text(self) -> str:
        """The question as a user of the program types it."""
        if self.how == "run":
            return f'"{self.run}"'
        joint = {"all": " AND ", "any": " OR "}[self.how]
        return (" " if self.kind.endswith("terms") else joint).join(self.words)
