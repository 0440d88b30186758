"""Regular expressions that are compiled when they are first used.

Compiling all there are takes longer than answering a query, and most processes use few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

_ATTRIBUTES = ("match", "fullmatch", "search", "sub", "finditer", "findall", "split", "pattern", "flags")


class _Lazy:
    """Becomes, by its attributes, the compiled pattern as soon as one of them is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._text, self._flags)
        for attribute in _ATTRIBUTES:
            setattr(self, attribute, getattr(compiled, attribute))
        return getattr(compiled, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` makes of ``text``, made at its first use."""
    return cast("re.Pattern[str]", _Lazy(text, flags))
