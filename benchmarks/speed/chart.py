"""A chart of query times as an SVG picture, written by hand: bars on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

#: One colour a system, readable on white for those who see no red or no green, too (Okabe and Ito).
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
_WIDTH, _LEFT, _RIGHT = 760, 90, 20
_BAR, _GAP, _TOP, _BOTTOM = 11, 12, 62, 34
_FONT = "font-family='system-ui, sans-serif'"


def bars(title: str, unit: str, groups: Mapping[str, Mapping[str, float]], systems: Sequence[str]) -> str:
    """A group of bars for each key of ``groups``, a bar for each system that has a value there.

    Values are above 0, in ``unit``. The picture is as high as the bars need.
    """
    values = [group[name] for group in groups.values() for name in systems if name in group]
    low = math.floor(math.log10(min(values)))
    high = max(low + 1, math.ceil(math.log10(max(values))))
    inner = _WIDTH - _LEFT - _RIGHT

    def across(value: float) -> float:
        return _LEFT + inner * (math.log10(value) - low) / (high - low)

    shapes: list[str] = []
    y = _TOP
    for label, group in groups.items():
        shown = [name for name in systems if name in group]
        middle = y + len(shown) * _BAR / 2 + 4
        shapes.append(_text(_LEFT - 8, middle, label, anchor="end"))
        for name in shown:
            end = across(group[name])
            colour = _COLOURS[systems.index(name) % len(_COLOURS)]
            shapes.append(
                f"<rect x='{_LEFT}' y='{y}' width='{max(end - _LEFT, 1):.1f}' height='{_BAR - 2}' "
                f"fill='{colour}'>"
                f"<title>{escape(f'{name}, {label}: {group[name]:.3g} {unit}')}</title></rect>"
            )
            y += _BAR
        y += _GAP
    grid = []
    for power in range(low, high + 1):
        x = across(10.0**power)
        grid.append(f"<line x1='{x:.1f}' x2='{x:.1f}' y1='{_TOP - 6}' y2='{y - _GAP + 4}' stroke='#ddd'/>")
        grid.append(_text(x, y + 6, f"{10.0**power:g}", anchor="middle"))
    height = y + _BOTTOM
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {height}' width='{_WIDTH}' "
        f"height='{height}' role='img' {_FONT} font-size='12'>",
        f"<title>{escape(title)}</title>",
        f"<rect width='{_WIDTH}' height='{height}' fill='#fff'/>",
        _text(_LEFT, 20, title, size=14),
        *_legend(systems),
        *grid,
        *shapes,
        _text(_WIDTH - _RIGHT, y + 24, f"{unit}, logarithmic", anchor="end"),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _legend(systems: Sequence[str]) -> list[str]:
    step = (_WIDTH - _LEFT - _RIGHT) / len(systems)
    found = []
    for place, name in enumerate(systems):
        x = _LEFT + place * step
        found.append(
            f"<rect x='{x:.1f}' y='33' width='10' height='10' fill='{_COLOURS[place % len(_COLOURS)]}'/>"
        )
        found.append(_text(x + 15, 42, name))
    return found


def _text(x: float, y: float, text: str, *, anchor: str = "start", size: int = 12) -> str:
    place = f"x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}'"
    return f"<text {place} font-size='{size}' fill='#222'>{escape(text)}</text>"
