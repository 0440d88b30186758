"""Which language the program speaks to its user: Chinese or English.

Every sentence meant for people is written twice, side by side, at the place that says it:
``say("没有找到。", "Nothing was found.")``. A catalogue in a separate file was rejected: two short
texts next to each other are the only arrangement in which both stay right.
"""

from __future__ import annotations

import os
import sys

VARIABLE = "UNIONSEARCH_LANG"


def language() -> str:
    """The user's language, ``"zh"`` or ``"en"``.

    ``UNIONSEARCH_LANG`` decides; without it the locale variables in POSIX order; on Windows, where
    these are seldom set, the language of the user interface.
    """
    for name in (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    if sys.platform == "win32":
        import ctypes

        primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
        return "zh" if primary == 0x04 else "en"
    return "en"


def say(zh: str, en: str) -> str:
    """The one of two texts of the same meaning that the user reads."""
    return zh if language() == "zh" else en
