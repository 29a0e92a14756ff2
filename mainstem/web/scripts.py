"""The few words that scripts say by themselves."""

from __future__ import annotations

from markupsafe import Markup, escape

from mainstem.accounts.preferences import Preferences
from mainstem.languages import Words

_TOLD = (
    "mark_on_open",
    "mark_on_leaving",
    "mark_on_site",
    "mark_on_scroll",
    "mark_on_focus",
    "confirm_mark_all",
    "hide_when_read",
    "open_at_top",
    "close_by_sides",
    "load_more",
    "title_count",
)


def settings(prefer: Preferences) -> Markup:
    """What scripts must know of a reader's preferences, as attributes of the page."""
    said = {name: "" for name in _TOLD if getattr(prefer, name)}
    said |= {"notice_seconds": str(prefer.notice_seconds), "folders": prefer.sidebar_folders}
    given = (f'data-{name.replace("_", "-")}="{escape(value)}"' for name, value in said.items())
    return Markup(" ".join(given).replace('=""', ""))  # noqa: S704 - escaped above


def words(said: Words) -> dict[str, str]:
    """By the names under which scripts ask for them; ``{names}`` are filled in by the script."""
    return {
        "read": said.text("Mark as read"),
        "unread": said.text("Mark as unread"),
        "star": said.text("Add to favourites"),
        "unstar": said.text("Remove from favourites"),
        "today": said.text("Today — {date}"),
        "yesterday": said.text("Yesterday — {date}"),
        "before": said.text("Before yesterday"),
        "signed-out": said.text("You are signed out; what you marked is kept."),
        "sign-in": said.text("Sign in"),
        "not-marked": said.text("Some marks could not be carried out."),
        "sure": said.text("Mark everything here as read?"),
        "new": said.text("New entries have arrived"),
        "undo": said.text("Undo"),
        "marked": said.text("{n} entries marked."),
        "asked": said.text("The feeds are being asked."),
        "saved": said.text("Saved."),
        "not-done": said.text("This did not work. Try again."),
        "feed-text": said.text("Show the feed's text"),
        "page-text": said.text("Show the full text"),
        "copied": said.text("Copied."),
        "copy": said.text("Copy the address"),
        "close": said.text("Close"),
        "go-to": said.text("Go to a feed, folder, label or page"),
        "speed": said.text("Speed"),
        "picture": said.text("Picture"),
        "picture-before": said.text("Previous picture"),
        "picture-after": said.text("Next picture"),
        "footnote": said.text("Footnote"),
        "player": said.text("Player"),
        "play": said.text("Play or pause"),
        "place": said.text("Place"),
        "back-by": said.text("Back by {n} seconds"),
        "on-by": said.text("On by {n} seconds"),
        "above": said.text("Mark this entry and all above it as read"),
        "below": said.text("Mark this entry and all below it as read"),
        "label": said.text("Labels"),
        "later": said.text("Put off"),
        "share": said.text("Share"),
        "site": said.text("Open the original"),
        "leave": said.text("Leave without saving?"),
        "no-notices": said.text(
            "This browser was told not to show notices. Its settings for this site change that."
        ),
        "notices-on": said.text("This device tells of new entries, while Mainstem is open in it."),
        "notices-off": said.text("This device no longer tells of new entries."),
        "unread-now": said.text("{n} unread"),
    }
