"""Who sent articles in, where an issue does not say so at their end but above the text or in its first words.

The unit below the title is an author like any other where contributors are named elsewhere. Where none are,
and it stands in article after article, it is who sent them in; so is the unit of 本刊讯（河口县总工会）.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from unionsearch.bulletin.draft import Draft, Piece, Regions
from unionsearch.bulletin.signature import is_contributor, is_unit
from unionsearch.patterns import pattern

_FEWEST = 3  # articles that make a habit
_CORRESPONDENT = pattern(r"(?:本[报刊])?(?:特约)?(?:通讯员|记者)(?:\s{1,4}[\u4e00-\u9fff]{1,4}){1,6}")
_REPORTED = pattern(
    r"[\u4e00-\u9fff]{1,6}讯\s{0,2}[（(]\s?(?P<who>[^（）()：:]{2,30}?)\s?[）)]|(?P<unit>[^，。：:（）()]{3,24})[：:]"
)


def credit_senders(drafts: Sequence[Draft], regions: Regions) -> None:
    """Name who sent the articles in, where they are not signed and most say it in one of these ways."""
    unsigned = [draft for draft in drafts if not (draft.contributors or draft.credited)]
    ways: list[Callable[[Draft], Piece | None]] = [_in_first_words]
    if len(unsigned) == len(drafts):
        ways.append(_below_title)
    for way in ways:
        found = [(draft, who) for draft in unsigned if (who := way(draft)) is not None]
        if len(found) >= _FEWEST and 3 * len(found) >= 2 * len(unsigned):
            for draft, who in found:
                draft.credited.append(who)
                if way is _below_title:
                    draft.byline = [piece for piece in draft.byline if piece.trimmed() != who]
                    regions.turn(who, "contributor")
            return


def _below_title(draft: Draft) -> Piece | None:
    """The one line of the byline that is a unit and nothing else."""
    lines = [piece.trimmed() for piece in draft.byline]
    units = [piece for piece in lines if is_unit(piece.text)]
    return units[0] if len(units) == 1 else None


def _in_first_words(draft: Draft) -> Piece | None:
    """本刊讯（河口县总工会）, or the unit and a colon, with which the text begins."""
    first = draft.body[0].trimmed() if draft.body else None
    match = _REPORTED.match(first.text) if first is not None else None
    if first is None or match is None:
        return None
    part = "who" if match["who"] else "unit"
    named = is_unit(match[part]) or (part == "who" and _CORRESPONDENT.fullmatch(match[part]) is not None)
    if not (named and is_contributor(match[part])):
        return None
    return Piece(first.block, first.start + match.start(part), first.start + match.end(part))
