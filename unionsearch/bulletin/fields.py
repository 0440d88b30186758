"""Issues that are printed records: 标题：…, 单位：…, 正文：…, each field with its label, time after time.

Which labels are fields is learned from the issue: those that stand in nearly every record, once. What a field
is shows in what stands behind its label: a text, a unit, or something else that belongs to the byline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from unionsearch.bulletin.block import Block
from unionsearch.bulletin.loose import TITLE_LABEL
from unionsearch.bulletin.signature import Signature, is_contributor, is_unit
from unionsearch.patterns import pattern

_FEWEST = 3  # records
_LABEL = pattern(
    r"[【\[（(]?\s?([\u4e00-\u9fff]{2,6}|[\u4e00-\u9fff]\s{1,4}[\u4e00-\u9fff])\s?[】\]）)]?\s{0,2}(?:[：:]|(?<=[】\]]))\s{0,4}"
)
_SHORT = 40  # characters of a field that is no text


def mark_fields(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of which those that are fields of a record say so."""
    titles = [i for i, block in enumerate(blocks) if TITLE_LABEL.match(block.text)]
    if len(titles) < _FEWEST:
        return list(blocks)
    labels: dict[str, list[int]] = {}
    for i, block in enumerate(blocks):
        label = _LABEL.match(block.text) if i not in titles and not block.furniture else None
        if label is not None:
            labels.setdefault("".join(label[1].split()), []).append(i)
    found: dict[int, Block] = {}
    for at in labels.values():
        if 4 * len(at) >= 3 * len(titles) and 4 * len(at) <= 5 * len(titles):
            found.update(_field(blocks, at))
            _leading(found, at, titles)
    return [found.get(i, block) for i, block in enumerate(blocks)]


def _field(blocks: Sequence[Block], at: Sequence[int]) -> dict[int, Block]:
    """The blocks of one field: text, of which the label is no word, or a line of the byline."""
    lengths = {i: label.end() for i in at if (label := _LABEL.match(blocks[i].text)) is not None}
    values = [blocks[i].text[length:] for i, length in lengths.items()]
    if 2 * sum(not value or len(value) > _SHORT or value.endswith("。") for value in values) > len(values):
        return {i: replace(blocks[i], label=length) for i, length in lengths.items()}
    sent = 3 * sum(is_unit(value) for value in values) >= 2 * len(values)
    found: dict[int, Block] = {}
    for i, length in lengths.items():
        text = blocks[i].text
        who = Signature(0, len(text), length, len(text)) if sent and is_contributor(text[length:]) else None
        found[i] = replace(blocks[i], companion=True, closing=who)
    return found


def _leading(found: dict[int, Block], at: Sequence[int], titles: Sequence[int]) -> None:
    """The lines of a field that the last record has above its title belong to the title below them."""
    if at[-1] < titles[-1]:
        found.update((i, replace(found[i], companion=False, leading=True)) for i in at if found[i].companion)
