"""Two numberings, one within the other: 壹、 above （一） （二）, 2　 above 2.1　 2.2　.

The inner one begins anew below each number of the outer one, which has no text of its own: the outer ones
are sections and the inner ones titles. A report has headings numbered so, but its title stands above them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.layout import bare_name
from unionsearch.bulletin.loose import is_loose
from unionsearch.bulletin.marks import Mark
from unionsearch.bulletin.titles import is_document_title, is_report_title

_FEWEST = 2  # sections
_LONGEST = 24  # characters of a section's line
_HEAD = 12  # blocks above the first


def nested_series(blocks: Sequence[Block], marks: Mapping[int, Mark], top: int) -> dict[int, str]:
    """The names in the lines of the outer numbering, by index."""
    kinds: dict[str, list[int]] = {}
    for i, mark in marks.items():
        if i >= top and mark.value is not None and mark.whole:
            kinds.setdefault(mark.kind, []).append(i)
    for kind, outer in kinds.items():
        # 一、 and 1. number the headings of reports as well: nothing may stand above those.
        if len(outer) < _FEWEST or outer[0] - top > (_HEAD if is_loose(kind) else 0):
            continue
        if [marks[i].value for i in outer] != list(range(1, len(outer) + 1)):
            continue
        above = (blocks[i].text for i in range(top, outer[0]))
        if any(is_report_title(text) or is_document_title(text) for text in above):
            continue
        names = [_named(blocks, marks, i) for i in outer]
        if all(len(blocks[i].text) <= _LONGEST and not _is_alone(marks, i) for i in names) and any(
            _is_inner([i + 1 for i in names], inner, marks) for other, inner in kinds.items() if other != kind
        ):
            return {
                line: bare_name(blocks[name].text[marks[i].start if i == name else 0 :])
                for i, name in zip(outer, names, strict=True)
                for line in {i, name}
            }
    return {}


def _named(blocks: Sequence[Block], marks: Mapping[int, Mark], index: int) -> int:
    """The line with the section's name: below PART 01 the next one, which has no mark."""
    below = index + 1
    named = marks[index].alone and below < len(blocks) and below not in marks and blocks[below].title_like
    return below if named else index


def _is_alone(marks: Mapping[int, Mark], index: int) -> bool:
    return index in marks and marks[index].alone


def _is_inner(heads: Sequence[int], inner: Sequence[int], marks: Mapping[int, Mark]) -> bool:
    """They begin anew right below each outer line, or go on there, and so through the issue."""
    firsts = [i for i in inner if marks[i].value == 1]
    through = [marks[i].value for i in inner] == list(range(1, len(inner) + 1)) and set(heads) <= set(inner)
    return (firsts == list(heads) or through) and len(inner) > len(heads)
