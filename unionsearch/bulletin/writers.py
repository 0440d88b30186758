"""A line that names who wrote a text by itself, with nothing like it elsewhere: 轧钢厂 周小满, 文/图 周小满.

A unit and people's names, or a writer's label and people's names, and nothing else.
"""

from __future__ import annotations

from unionsearch.bulletin.byline import has_surname
from unionsearch.bulletin.signature import Signature, is_unit
from unionsearch.patterns import pattern

_LONGEST = 32  # characters
_NAMES = r"[\u4e00-\u9fff]{2,4}(?:[\s、]{1,2}[\u4e00-\u9fff]{2,4}){0,3}"
_SHAPE = pattern(
    r"(?:(?P<unit>[\u4e00-\u9fff0-9“”]{3,16})(?:\s?[：:]\s{0,2}|\s{1,8})"
    r"|(?P<label>(?:图文|文图|[文图][/／][文图摄]|撰文|文)(?:\s{0,2}[：:/／]\s{0,2}|\s{1,4})))"
    rf"(?P<who>{_NAMES})"
    rf"(?P<more>\s{{1,4}}(?:图|摄|摄影)(?:\s{{0,2}}[：:/／]\s{{0,2}}|\s{{1,4}})(?P<other>{_NAMES}))?"
)


def find_writers(text: str) -> Signature | None:
    """Where the writers stand in a line that names nothing else; all of it where their roles differ."""
    match = _SHAPE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or (match["unit"] and not is_unit(match["unit"])):
        return None
    names = f"{match['who']} {match['other'] or ''}".replace("、", " ").split()
    if not all(has_surname(name) for name in names):
        return None
    plain = match["label"] is not None and match["more"] is None
    return Signature(0, len(text), match.start("who") if plain else 0, len(text))
