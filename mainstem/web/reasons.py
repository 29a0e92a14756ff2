"""Why an entry is read, starred or labelled: its changes in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from mainstem.languages import Words
from mainstem.library import Change

_DONE = {
    "read": "Marked as read",
    "unread": "Marked as unread",
    "star": "Added to favourites",
    "unstar": "Removed from favourites",
    "hide": "Hidden",
    "show": "Shown again",
    "label": "Labelled",
    "unlabel": "Label removed",
    "note": "Note changed",
    "snooze": "Put off",
    "fold": "Folded into its story",
}
_BY = {
    "page": "on these pages",
    "api": "by the app {client}",
    "rule": "by the rule {client}",
    "age": "because of its age",
    "story": "with its story",
    "command": "by a command",
}


def sentences(
    changes: Sequence[Change], arrived: datetime, words: Words, say: Callable[[datetime], str]
) -> list[str]:
    """What happened to an entry, newest first; ``say`` writes a moment on the reader's clock."""
    return [*(_sentence(one, words, say) for one in changes), words.text("Arrived {when}", when=say(arrived))]


def _sentence(change: Change, words: Words, say: Callable[[datetime], str]) -> str:
    done = words.text(_DONE.get(change.action, change.action))
    by = words.text(_BY.get(change.actor.kind, "{client}"), client=change.actor.client)
    together = (
        words.count("together with {n} entry", "together with {n} entries", change.count - 1)
        if change.count > 1
        else ""
    )
    undone = words.text("(undone)") if change.undone_at else ""
    return " ".join(part for part in (f"{done}: {say(change.changed_at)},", by, together, undone) if part)
