"""JSON: one document for one answer, indented for people who look at it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from unionsearch.model import Page
from unionsearch.output import shapes
from unionsearch.output.base import Formatter

if TYPE_CHECKING:
    from unionsearch.reports import Analysis, CopyGroup, Entry, IssueSummary, Status, SyncReport

# json.dumps escapes the control characters below the space and leaves these alone. Many readers take
# U+0085, U+2028 and U+2029 for line ends, which would tear a line of jsonl in two, and terminals take
# U+0080..U+009F for commands. In JSON they can only stand inside a string, so an escape is always right.
_ESCAPES = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029)}


def dumps(value: Any, *, indent: int | None = None) -> str:
    """``value`` as JSON that no line reader tears. Raises ValueError for NaN and infinity."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent).translate(_ESCAPES)


class JsonFormatter(Formatter):
    """Every answer as one JSON document, a list as one array."""

    name = "json"

    def page(self, page: Page) -> Iterator[str]:
        yield self._document(shapes.page(page))

    def article(self, entry: Entry) -> Iterator[str]:
        yield self._document(shapes.entry(entry))

    def articles(self, entries: Iterable[Entry]) -> Iterator[str]:
        return self._array(shapes.entry(e) for e in entries)

    def issues(self, summaries: Sequence[IssueSummary]) -> Iterator[str]:
        return self._array(shapes.summary(s) for s in summaries)

    def duplicates(self, groups: Iterable[CopyGroup]) -> Iterator[str]:
        return self._array(shapes.copy_group(g) for g in groups)

    def status(self, status: Status) -> Iterator[str]:
        yield self._document(shapes.status(status))

    def report(self, report: SyncReport) -> Iterator[str]:
        yield self._document(shapes.report(report))

    def analysis(self, analysis: Analysis) -> Iterator[str]:
        yield self._document(shapes.analysis(analysis))

    def _document(self, shape: shapes.Shape) -> str:
        return dumps(shape, indent=2) + "\n"

    def _array(self, items: Iterable[shapes.Shape]) -> Iterator[str]:
        """An array in pieces, so that a long list never stands in memory as one text."""
        before = "[\n"
        for item in items:
            yield before + dumps(item)
            before = ",\n"
        yield "[]\n" if before == "[\n" else "\n]\n"
