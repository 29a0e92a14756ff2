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
    """A declared preference: default, meaning in one sentence, and what is allowed; ``least`` and ``most``
    bound numbers, and the length of texts."""
    about = {"meaning": meaning, "choices": choices, "least": least, "most": most}
    return field(default=default, metadata=about)


SORTS = ("arrival", "published", "title", "feed", "length", "changed", "random")
PLACES = ("none", "above", "below", "both")


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
    show_in_favourites: bool = option(False, "The same holds for favourites and labels, which else show all.")
    sort: str = option("arrival", "What streams are sorted by.", SORTS)
    order: str = option(
        "newest", "Whether the newest or the oldest entries come first.", ("newest", "oldest")
    )
    page_size: int = option(20, "How many entries a page holds.", least=5, most=500)
    mark_on_open: bool = option(True, "Opening an entry marks it as read.")
    mark_on_leaving: bool = option(False, "Closing an entry, or going on to another, marks it as read.")
    mark_on_site: bool = option(True, "Opening the original marks the entry as read.")
    mark_on_scroll: bool = option(False, "Scrolling past an entry marks it as read.")
    mark_on_focus: bool = option(False, "Moving to an entry with the keyboard marks it as read.")
    confirm_mark_all: bool = option(False, "Ask before a whole stream is marked as read.")
    hide_when_read: bool = option(False, "An entry that was read leaves the list of unread ones.")
    open_at_top: bool = option(False, "Opening an entry brings it to the top of the window.")
    close_by_sides: bool = option(False, "A click beside the text closes the entry.")
    load_more: bool = option(True, "Load the next page when the end of this one comes near.")
    nav_buttons: bool = option(True, "On touch screens, show buttons for previous, top and next.")
    notice_seconds: int = option(6, "For how many seconds notices stay.", least=2, most=60)
    hide_read_feeds: bool = option(True, "Hide feeds without unread entries from the sidebar.")
    sidebar_folders: str = option(
        "current", "Which folders of the sidebar stand open.", ("current", "remember", "all", "none")
    )
    sidebar_icons: bool = option(True, "Show the icons of feeds in the sidebar.")
    sidebar_counts: bool = option(True, "Show how many entries are unread in the sidebar.")
    sidebar_hidden: bool = option(False, "Begin with the sidebar out of sight.")
    title_count: bool = option(True, "Show how many entries are unread in the tab and on its icon.")
    unfold: bool = option(False, "Show all entries opened.")
    jump_next: bool = option(
        True, "After a stream was marked as read, go to the next one with unread entries."
    )
    fold_stories: bool = option(
        False, "Of each story only the first entry counts as unread; its copies are folded under it."
    )
    settle_copies: bool = option(
        True, "What you do with an entry of a folded story is done with its copies as well."
    )
    group_stories: bool = option(False, "Show the entries of one story as one line.")
    day_headings: str = option("days", "How entries are grouped by day.", ("none", "days", "every"))
    line_source: str = option("both", "What a line shows of its feed.", ("both", "name", "icon", "none"))
    line_picture: str = option("none", "The picture on a line.", ("none", "portrait", "square", "landscape"))
    line_summary: bool = option(False, "A line shows how the text begins.")
    line_authors: bool = option(False, "A line shows the authors.")
    line_date: bool = option(True, "A line shows the date.")
    line_read: bool = option(True, "A line has a button that marks it as read.")
    line_star: bool = option(True, "A line has a button for favourites.")
    line_link: bool = option(True, "A line has a link to the original.")
    byline: str = option("above", "Where authors and date stand.", PLACES)
    categories: str = option("below", "Where the categories of the publisher stand.", PLACES)
    categories_most: int = option(7, "How many of these categories are shown.", least=0, most=100)
    text_font: str = option("theme", "The letters of texts.", ("theme", "serif", "sans", "mono"))
    text_size: int = option(100, "The size of texts, in per cent.", least=60, most=250)
    text_width: str = option("narrow", "The width of texts.", ("narrow", "medium", "wide", "full"))
    text_spacing: str = option("even", "The space between lines.", ("close", "even", "loose"))
    hyphenate: bool = option(True, "Divide words at the end of a line, by the rules of their language.")
    justify: bool = option(False, "Set texts with two straight edges.")
    own_css: str = option("", "Own style rules (CSS) for all pages.", most=20_000)
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
    if about["most"] and isinstance(value, int) and not about["least"] <= value <= about["most"]:
        advice = f"Use a number from {about['least']} to {about['most']}."
        raise BadInput(f"{value} is not allowed here.", field=name, advice=advice)
    if about["most"] and isinstance(value, str) and len(value) > about["most"]:
        advice = f"Use at most {about['most']} characters."
        raise BadInput(f"This has {len(value)} characters.", field=name, advice=advice)
    if name == "timezone" and value not in available_timezones():
        raise BadInput(f"There is no time zone {value!r}.", field=name, advice="Use a name like Europe/Oslo.")
    return value
