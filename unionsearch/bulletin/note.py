"""编者按: what the editors say above or below an article."""

from __future__ import annotations

from unionsearch.patterns import pattern

_NOTE = pattern(
    r"[【\[［（(]\s{0,2}(?:本刊|本报)?(?:编者)?(?:按语?|的话)\s{0,2}[】\]］）)]|(?:本刊|本报)?(?:编者)?(?:按语?|的话)\s{0,2}[：:]"
    r"|(?:本刊|本报)?编者(?:按|的话)\s|[编編]者(?:按[语語]?|的[话話])$"
)


def is_note(text: str) -> bool:
    """The line begins an editor's note."""
    return _NOTE.match(text) is not None
