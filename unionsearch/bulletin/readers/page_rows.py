"""Rows of tables on printed pages: a cell whose text is broken over lines is whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from unionsearch.bulletin.block import join
from unionsearch.bulletin.readers.page_lines import Column, PrintedLine

#: Shares of a character's width (em).
_ALIGNED = 0.3
_ROOM = 2.2  # a full cell has less to the next: a character and the space at the sides of both
_NEXT_LINE = 2.4
_SIZE = 0.15
_GAP = "  "
_SIGNATURE = re.compile(r"[（(].{0,40}[）)]")


def with_whole_cells(column: Column) -> Column:
    """The column with each line that goes on with cells of the row above it joined to that row."""
    edges = Counter(_edges(line) for line in column.lines if line.cells)
    found: list[PrintedLine] = []
    for line in column.lines:
        in_table = bool(found) and _is_row(found[-1], edges)
        row = _joined(found[-1], line, column.right) if in_table else None
        if row is not None:
            found[-1] = row
            continue
        while found and _is_row(line, edges) and (row := _begun(found[-1], line, column.right)) is not None:
            found.pop()
            line = row
        found.append(line)
    return column if len(found) == len(column.lines) else replace(column, lines=tuple(found))


def _edges(line: PrintedLine) -> tuple[int, ...]:
    """Where the line's cells but the first begin."""
    return tuple(round(cell.left / line.em) for cell in line.cells[1:])


def _is_row(line: PrintedLine, edges: Mapping[tuple[int, ...], int]) -> bool:
    """Cells that begin where those of another line begin. A unit in parentheses signs the text before it."""
    return bool(line.cells) and edges[_edges(line)] > 1 and not _SIGNATURE.fullmatch(line.cells[-1].text)


def _joined(row: PrintedLine, line: PrintedLine, margin: float) -> PrintedLine | None:
    """The row with the line in it; None where the line is none of its."""
    parts = line.cells or (line,)
    close = 0 < line.base - row.base <= _NEXT_LINE * row.em and abs(line.em - row.em) <= _SIZE * row.em
    if not close or len(parts) > len(row.cells):
        return None
    cells = list(row.cells)
    limits = [*(cell.left for cell in cells[1:]), margin + row.em]
    for part in parts:
        at = next((i for i, cell in enumerate(cells) if _goes_on(cell, part, limits[i], row.em)), None)
        if at is None:
            return None
        cells[at] = replace(cells[at], text=join(cells[at].text, part.text), right=part.right, base=part.base)
    return replace(
        row,
        text=_GAP.join(cell.text for cell in cells),
        right=max(row.right, line.right),
        base=line.base,
        bold=row.bold and line.bold,
        cells=tuple(cells),
    )


def _begun(above: PrintedLine, row: PrintedLine, margin: float) -> PrintedLine | None:
    """The row with the line above it in one of its cells, whose others stand in the middle of its height."""
    cells = list(row.cells)
    limits = [*(cell.left for cell in cells[1:]), margin + row.em]
    if above.cells or not 0 < row.base - above.base <= _NEXT_LINE * row.em:
        return None
    for at in range(1, len(cells)):  # at the margin of the first cell a paragraph may stand
        if abs(above.em - row.em) <= _SIZE * row.em and _goes_on(above, cells[at], limits[at], row.em):
            cells[at] = replace(cells[at], text=join(above.text, cells[at].text))
            return replace(row, text=_GAP.join(cell.text for cell in cells), cells=tuple(cells))
    return None


def _goes_on(cell: PrintedLine, part: PrintedLine, limit: float, em: float) -> bool:
    """``part`` stands below the cell's last line, in which no room was left before ``limit``."""
    return (
        abs(part.left - cell.left) <= _ALIGNED * em
        and part.bare_right < limit
        and limit - cell.right <= _ROOM * em
        and cell.base < part.base
    )
