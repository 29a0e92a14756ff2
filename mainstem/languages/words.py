"""One language: its messages, plurals, numbers, days and hours."""

from __future__ import annotations

import datetime as dates
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mainstem.languages import sentences
from mainstem.languages.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a language writes days and hours. Patterns are for ``str.format`` with ``day``, ``month``,
    ``year``, and ``hour`` (0-23), ``hour12``, ``minute``, ``half`` (morning or afternoon)."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]  # Monday first
    date: str
    short_date: str
    time: str
    halves: tuple[str, str]
    name: str  # of the language, in itself
    group: str  # between thousands
    decimal: str  # before what is less than one
    percent: str  # a pattern with ``n``
    is_right_to_left: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Words in one language; what is not translated stays English."""

    tag: str
    catalogue: Catalogue
    calendar: Calendar

    def text(self, message: str, /, **values: object) -> str:
        """A message in this language, with ``{names}`` replaced by values."""
        found = self.catalogue.messages.get(message, (message,))[0]
        return found.format(**values) if values else found

    def count(self, singular: str, plural: str, number: int, /, **values: object) -> str:
        """A message about a number of things; ``{n}`` is the number, written as this language does."""
        forms = self.catalogue.messages.get(singular)
        if forms is None:
            chosen = singular if number == 1 else plural
        else:
            chosen = forms[min(self.catalogue.plural(number), len(forms) - 1)]
        return chosen.format(n=self.number(number), **values)

    def sentence(self, english: str) -> str:
        """What an error or a report says in English, with its values in it, in this language."""
        return sentences.say(english, self.catalogue.forms, self.text)

    def number(self, value: float, places: int = 0) -> str:
        """A number, grouped by thousands, with so many places behind the sign for decimals."""
        whole, _, rest = f"{value:,.{places}f}".partition(".")
        return whole.replace(",", self.calendar.group) + (self.calendar.decimal + rest if rest else "")

    def share(self, part: float) -> str:
        """A share from 0 to 1 as a percentage."""
        return self.calendar.percent.format(n=self.number(100 * part))

    def date(self, day: dates.date) -> str:
        """A day in full: 25 October 2025."""
        return self.calendar.date.format(**_day(day, self.calendar.months))

    def short_date(self, day: dates.date) -> str:
        """A day for narrow places: 25 Oct 2025."""
        return self.calendar.short_date.format(**_day(day, self.calendar.short_months))

    def time(self, moment: datetime) -> str:
        """The hour and minute: 17:54."""
        hour = moment.hour
        half = self.calendar.halves[hour >= 12]
        return self.calendar.time.format(
            hour=hour, hour12=hour % 12 or 12, minute=f"{moment.minute:02}", half=half
        )

    def moment(self, moment: datetime) -> str:
        """A day and a time: 25 October 2025 at 17:54."""
        return self.text("{date} at {time}", date=self.date(moment), time=self.time(moment))

    @property
    def direction(self) -> str:
        """The direction of the script, as HTML's ``dir`` says it."""
        return "rtl" if self.calendar.is_right_to_left else "ltr"


def _day(day: dates.date, months: tuple[str, ...]) -> dict[str, Any]:
    return {"day": day.day, "month": months[day.month - 1], "number": day.month, "year": day.year}
