"""Whether the items of a section are briefs. Its name alone does not say: 基层快报 may have articles."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from unionsearch.bulletin.draft import Draft
from unionsearch.bulletin.layout import is_brief_section

_BRIEF = 100  # characters of a text from which it is none


def settle_kinds(drafts: Iterable[Draft]) -> None:
    """Take for articles what stands in a section of briefs, if most of it looks like those."""
    for section, group in groupby(drafts, key=lambda draft: draft.section):
        alike = list(group)
        if is_brief_section(section) and 2 * sum(map(_is_article, alike)) > len(alike):
            for draft in alike:
                draft.kind = "article" if draft.kind == "brief" else draft.kind


def _is_article(draft: Draft) -> bool:
    """A title on lines of its own, and below it more than one paragraph."""
    length = sum(len(piece.text) for piece in draft.body)
    return draft.titled and len(draft.body) > 1 and length >= _BRIEF
