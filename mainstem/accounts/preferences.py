"""A reader's preferences: each declared once, with its default and what it means.

Kept as JSON of what differs from the defaults. Pages make their form of the fields, and check values here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from mainstem.feeds.errors import BadInput


def option(default: Any, meaning: str, choices: tuple[str, ...] = (), least: int = 0, most: int = 0) -> Any:
    """A declared preference: default, meaning in one sentence, and what is allowed."""
    about = {"meaning": meaning, "choices": choices, "least": least, "most": most}
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True)
class Preferences:
    """All preferences with their values."""

    language: str = option("", "The language of the pages; empty follows the browser.")
    timezone: str = option("UTC", "The clock that days and times are shown by.")
    theme: str = option("system", "Colours of the pages; system follows light and dark of the device.")
    view: str = option(
        "normal", "The view that opens first.", ("normal", "reader", "global", "panes", "cards")
    )
    show: str = option(
        "adaptive", "Which entries a stream shows first.", ("adaptive", "unread", "all", "unread-starred")
    )
    order: str = option(
        "newest", "Whether the newest or the oldest entries come first.", ("newest", "oldest")
    )
    page_size: int = option(20, "How many entries a page holds.", least=5, most=500)
    mark_on_open: bool = option(True, "Opening an entry marks it as read.")
    mark_on_site: bool = option(True, "Opening the original marks the entry as read.")
    mark_on_scroll: bool = option(False, "Scrolling past an entry marks it as read.")
    mark_on_focus: bool = option(False, "Moving to an entry with the keyboard marks it as read.")
    confirm_mark_all: bool = option(False, "Ask before a whole stream is marked as read.")
    load_more: bool = option(True, "Load the next page when the end of this one comes near.")
    hide_read_feeds: bool = option(True, "Hide feeds without unread entries from the sidebar.")
    unfold: bool = option(False, "Show all entries opened.")
    jump_next: bool = option(
        True, "After a stream was marked as read, go to the next one with unread entries."
    )
    fold_stories: bool = option(
        False, "Of each story only the first entry counts as unread; its copies are folded under it."
    )
    day_headings: str = option("days", "How entries are grouped by day.", ("none", "days", "every"))
    allow_password_in_apps: bool = option(False, "Apps may sign in with the password of the account itself.")
    extra: Mapping[str, Any] = field(
        default_factory=dict,
        metadata={"meaning": "What pages remember for themselves.", "choices": (), "least": 0, "most": 0},
    )

    @property
    def zone(self) -> ZoneInfo:
        """The reader's time zone."""
        return ZoneInfo(self.timezone)


_FIELDS = {one.name: one for one in fields(Preferences)}
DEFAULTS = Preferences()


def of(kept: Mapping[str, Any]) -> Preferences:
    """The preferences of what was kept; values that are no longer allowed fall back to the default."""
    good: dict[str, Any] = {}
    for name, value in kept.items():
        try:
            good[name] = check(name, value)
        except BadInput:
            continue
    return Preferences(**good)


def check(name: str, value: Any) -> Any:
    """The value as it is kept. Raises BadInput where the name or the value is not allowed."""
    if name not in _FIELDS:
        raise BadInput(f"There is no preference {name!r}.", field=name)
    about = _FIELDS[name].metadata
    if type(value) is not type(getattr(DEFAULTS, name)):
        raise BadInput(f"{value!r} is not allowed here.", field=name)
    if about["choices"] and value not in about["choices"]:
        raise BadInput(
            f"{value!r} is not allowed here.", field=name, advice=f"Use {', '.join(about['choices'])}."
        )
    if about["most"] and not about["least"] <= value <= about["most"]:
        advice = f"Use a number from {about['least']} to {about['most']}."
        raise BadInput(f"{value} is not allowed here.", field=name, advice=advice)
    if name == "timezone" and value not in available_timezones():
        raise BadInput(f"There is no time zone {value!r}.", field=name, advice="Use a name like Europe/Oslo.")
    return value
