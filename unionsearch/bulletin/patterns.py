"""Regular expressions that are compiled when they are first used.

Compiling all of the parser's takes longer than answering a query, and most processes parse nothing.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Becomes, by its attributes, the compiled pattern as soon as one of them is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._text, self._flags)
        for method in ("match", "fullmatch", "search", "sub", "finditer", "split", "pattern", "flags"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` makes of ``text``, made at its first use."""
    return cast("re.Pattern[str]", _Lazy(text, flags))
