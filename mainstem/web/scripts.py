"""The few words that scripts say by themselves."""

from __future__ import annotations

from mainstem.languages import Words


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
    }
