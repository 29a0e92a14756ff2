"""Figures as pictures: SVG drawn by the server, coloured by the theme, each with its numbers in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from markupsafe import Markup, escape

_HEIGHT, _GAP = 120, 0.18
_CELL = 13


def bars(values: Sequence[int], names: Sequence[str], caption: str) -> Markup:
    """A bar for each value; ``names`` say what they are when pointed at, ``caption`` what the picture shows."""
    most = max(values, default=0) or 1
    width = 600 / max(len(values), 1)
    drawn = []
    for place, (value, name) in enumerate(zip(values, names, strict=True)):
        height = max(value / most * _HEIGHT, 1 if value else 0)
        box = f'x="{place * width + width * _GAP / 2:.1f}" y="{_HEIGHT - height:.1f}"'
        size = f'width="{width * (1 - _GAP):.1f}" height="{height:.1f}" rx="1.5"'
        drawn.append(f"<rect {box} {size}><title>{escape(name)}: {value}</title></rect>")
    return _picture("bars", 600, _HEIGHT, drawn, caption)


def calendar(days: Sequence[tuple[date, int]], say: Callable[[date], str], caption: str) -> Markup:
    """A square for each day, a column for each week, darker where more came."""
    if not days:
        return Markup("")
    most = max(count for _, count in days) or 1
    monday = days[0][0] - timedelta(days=days[0][0].weekday())
    drawn = []
    for day, count in days:
        week = (day - monday).days // 7
        shade = 0 if not count else 1 + min(3, count * 4 // (most + 1))
        place = (
            f'x="{week * _CELL}" y="{day.weekday() * _CELL}" width="{_CELL - 2}" height="{_CELL - 2}" rx="2"'
        )
        drawn.append(f'<rect class="c{shade}" {place}><title>{escape(say(day))}: {count}</title></rect>')
    weeks = (days[-1][0] - monday).days // 7 + 1
    return _picture("calendar", weeks * _CELL, 7 * _CELL, drawn, caption)


def _picture(kind: str, width: float, height: float, drawn: list[str], caption: str) -> Markup:
    box = f'viewBox="0 0 {width:.0f} {height:.0f}" preserveAspectRatio="xMinYMid"'
    head = f'<svg class="chart {kind}" {box} role="img" aria-label="{escape(caption)}">'
    return Markup(head + "".join(drawn) + "</svg>")  # noqa: S704 - every text above is escaped
