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
        shade = _shade(count, most)
        place = (
            f'x="{week * _CELL}" y="{day.weekday() * _CELL}" width="{_CELL - 2}" height="{_CELL - 2}" rx="2"'
        )
        drawn.append(f'<rect class="c{shade}" {place}><title>{escape(say(day))}: {count}</title></rect>')
    weeks = (days[-1][0] - monday).days // 7 + 1
    return _picture("calendar", weeks * _CELL, 7 * _CELL, drawn, caption)


def week(
    counts: Sequence[Sequence[int]], weekdays: Sequence[str], hours: Sequence[str], caption: str
) -> Markup:
    """A square for each hour of each weekday, darker where more came; days and hours written beside."""
    most = max((count for row in counts for count in row), default=0) or 1
    wide, high, left, top = 24, 20, 96, 18
    drawn = [
        f'<text x="{left + hour * wide + wide / 2:.0f}" y="12" text-anchor="middle">{escape(hours[hour])}</text>'
        for hour in range(0, 24, 3)
    ]
    for day, row in enumerate(counts):
        drawn.append(
            f'<text x="{left - 8}" y="{top + day * high + 14}" text-anchor="end">{escape(weekdays[day])}</text>'
        )
        for hour, count in enumerate(row):
            place = f'x="{left + hour * wide}" y="{top + day * high}" width="{wide - 3}" height="{high - 3}" rx="3"'
            said = f"{escape(weekdays[day])} {escape(hours[hour])}: {count}"
            drawn.append(f'<rect class="c{_shade(count, most)}" {place}><title>{said}</title></rect>')
    return _picture("hours", left + 24 * wide, top + 7 * high, drawn, caption)


def shares(rows: Sequence[tuple[str, int, float, str]], caption: str) -> Markup:
    """A line for each (name, number, share of it that was read, words): how much there is, and how much was read."""
    most = max((count for _, count, _, _ in rows), default=0) or 1
    drawn = []
    for place, (name, count, read, said) in enumerate(rows):
        top, width = place * 34, count / most * 600
        drawn.append(f'<text class="name" x="0" y="{top + 12}">{escape(name[:70])}</text>')
        drawn.append(f'<rect class="second" x="0" y="{top + 17}" width="{width:.1f}" height="9" rx="2">')
        drawn.append(f"<title>{escape(said)}</title></rect>")
        drawn.append(f'<rect x="0" y="{top + 17}" width="{width * read:.1f}" height="9" rx="2"/>')
    return _picture("shares", 600, max(len(rows), 1) * 34, drawn, caption)


def _shade(count: int, most: int) -> int:
    return 0 if not count else 1 + min(3, count * 4 // (most + 1))


def _picture(kind: str, width: float, height: float, drawn: list[str], caption: str) -> Markup:
    box = f'viewBox="0 0 {width:.0f} {height:.0f}" preserveAspectRatio="xMinYMid"'
    head = f'<svg class="chart {kind}" {box} role="img" aria-label="{escape(caption)}">'
    return Markup(head + "".join(drawn) + "</svg>")  # noqa: S704 - every text above is escaped
