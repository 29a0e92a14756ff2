"""Preferences as the fields of forms: how each is drawn, and what was chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any
from zoneinfo import available_timezones

from mainstem import languages
from mainstem.accounts.preferences import DEFAULTS, Preferences
from mainstem.web import assets
from mainstem.web.visit import Visit, number

SAID = {
    "system": "Like the device",
    "normal": "Normal view",
    "reader": "Reader view",
    "global": "Global view",
    "panes": "Three-pane view",
    "cards": "Cards view",
    "adaptive": "Unread, or all where nothing is unread",
    "unread": "Unread",
    "all": "All",
    "unread-starred": "Unread and starred",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "none": "None",
    "days": "Today, yesterday, before",
    "every": "Every day",
    "current": "The one that is shown",
    "remember": "As I left them",
    "arrival": "Arrival",
    "published": "Publication",
    "title": "Title",
    "feed": "Feed",
    "length": "Length",
    "changed": "My last change",
    "random": "Chance",
    "both": "Both",
    "name": "Name",
    "icon": "Icon",
    "portrait": "Upright",
    "square": "Square",
    "landscape": "Wide",
    "above": "Above the text",
    "below": "Below the text",
    "theme": "As the theme has it",
    "serif": "With serifs",
    "sans": "Without serifs",
    "mono": "Typewriter",
    "narrow": "Narrow",
    "medium": "Medium",
    "wide": "Wide",
    "full": "As wide as the window",
    "close": "Close",
    "even": "Even",
    "loose": "Loose",
}
_ABOUT = {one.name: one.metadata for one in fields(Preferences)}


@dataclass(frozen=True, slots=True)
class Shown:
    """A preference as its field is drawn. ``choices`` are pairs of value and words; ``kind`` is choice, number
    or tick."""

    name: str
    meaning: str
    kind: str
    value: Any
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 0


def shown(visit: Visit, name: str) -> Shown:
    """A preference as its field is drawn, with what was just typed where that was refused."""
    about = _ABOUT[name]
    value = getattr(visit.preferences, name)
    if visit.request.method == "POST" and visit.form.has(name):
        value = visit.form.text(name)
    if isinstance(getattr(DEFAULTS, name), bool):
        return Shown(name, about["meaning"], "tick", value)
    if about["most"] and isinstance(getattr(DEFAULTS, name), int):
        return Shown(name, about["meaning"], "number", value, least=about["least"], most=about["most"])
    return Shown(name, about["meaning"], "choice", value, _choices(visit, name, about["choices"]))


def _choices(visit: Visit, name: str, declared: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    say = visit.words.text
    if name == "language":
        known = ((tag, languages.words(tag).calendar.name) for tag in languages.tags())
        return (("", say("Like the browser")), *known)
    if name == "timezone":
        return tuple((zone, zone) for zone in sorted(available_timezones()))
    if name == "theme":
        return (
            ("system", say("Like the device")),
            *((one, say(one.capitalize())) for one in assets.themes()),
        )
    return tuple((one, say(SAID.get(one, one))) for one in declared)


def wanted(visit: Visit, names: Iterable[str]) -> dict[str, Any]:
    """What a form says of some preferences. Boxes that are not ticked say no; other fields that it does not
    have say nothing. Raises BadInput where a number is none."""
    form = visit.form
    found: dict[str, Any] = {}
    for name in names:
        if isinstance(getattr(DEFAULTS, name), bool):
            found[name] = form.has(name)
        elif form.has(name):
            is_number = isinstance(getattr(DEFAULTS, name), int)
            found[name] = number(form.text(name), name) if is_number else form.text(name)
    return found
