"""What is known while a text is read: its day of publication, and what was spoken of last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mainstem.stories.dates.mention import Granularity
from mainstem.stories.dates.tense import Direction, direction
from mainstem.stories.dates.values import month_value, quarter_value

_CLOSE = 2  # months
_UNLIKELY, _VERY_UNLIKELY = 60, 120  # days of distance that the wrong direction counts for


@dataclass(slots=True)
class Context:
    """``spoken_day``, ``spoken_month`` and so on are the last ones that the text named: their first day, where they are
    dates. A day names its month and its year too.
    """

    text: str
    today: date
    spoken_day: date | None = None
    spoken_month: date | None = None
    spoken_year: date | None = None
    spoken_quarter: str = ""

    def is_ahead(self, start: int, end: int) -> bool:
        """Whether the words around a phrase point to the future."""
        return direction(self.text, start, end) is Direction.AHEAD

    def direction(self, start: int, end: int) -> Direction:
        """Where the words around a phrase point."""
        return direction(self.text, start, end)

    def weekday(self, number: int, *, ahead: bool) -> date:
        """The nearest such weekday: today if it is one, else behind, or ahead where the words say so."""
        back = (self.today.weekday() - number) % 7
        if back == 0:
            return self.today
        return self.today + timedelta(days=7 - back) if ahead else self.today - timedelta(days=back)

    def month(self, number: int, points: Direction) -> str:
        """The next or the last such month, the present one included; where the words are silent, the last one
        unless the next is close.
        """
        months_ahead = (number - self.today.month) % 12
        is_ahead = points is Direction.AHEAD or (points is Direction.UNKNOWN and months_ahead <= _CLOSE)
        back = 0 if is_ahead or not months_ahead else 12
        return month_value(self.today.year, self.today.month + months_ahead - back)

    def nearest_day(self, month: int, day: int, points: Direction) -> date | None:
        """The day of that name nearest to publication; what was or comes is preferred as the words say."""
        detour = _UNLIKELY if points is Direction.UNKNOWN else _VERY_UNLIKELY
        found = []
        for year in (self.today.year - 1, self.today.year, self.today.year + 1):
            try:
                candidate = date(year, month, day)
            except ValueError:
                continue
            distance = abs((candidate - self.today).days)
            is_behind = candidate < self.today
            wrong_way = is_behind if points is Direction.AHEAD else candidate > self.today
            found.append((distance + (detour if wrong_way else 0), candidate))
        return min(found)[1] if found else None

    def quarter(self, number: int) -> str:
        """The last quarter of that number that has begun."""
        year = self.today.year
        if 3 * number - 2 > self.today.month:
            year -= 1
        return quarter_value(year, number)

    def spoken(self, unit: str) -> date:
        """The first day of the unit that was spoken of last, else the day of publication."""
        known = {
            "day": self.spoken_day,
            "week": self.spoken_day,
            "month": self.spoken_month,
            "year": self.spoken_year,
        }
        return known.get(unit) or self.today

    def speak_of(self, lo: date | None, granularity: Granularity) -> None:
        """Keep what was just named, for "the next day" and "that year"."""
        if granularity is Granularity.DAY:
            self.spoken_day = lo
        if granularity in (Granularity.DAY, Granularity.MONTH):
            self.spoken_month = lo
        if granularity in (Granularity.DAY, Granularity.MONTH, Granularity.YEAR):
            self.spoken_year = lo

    def past_quarter(self) -> str:
        """The quarter last spoken of, else the last one that has ended."""
        if self.spoken_quarter:
            return self.spoken_quarter
        return quarter_value(self.today.year, (self.today.month - 1) // 3)
