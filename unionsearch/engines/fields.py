"""The fields of an article that text is sought in."""

from __future__ import annotations

TITLE, BYLINE, HEADINGS, BODY, CONTRIBUTOR, SECTION = TEXT_FIELDS = (
    "title",
    "byline",
    "headings",
    "body",
    "contributor",
    "section",
)

#: Between the texts of one field that do not belong together (a report's headings), so that no run
#: and no phrase goes across. It is punctuation; a quoted comma matches it, as it would a line's end.
SEPARATOR = "\u2027"
