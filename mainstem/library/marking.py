"""Marking entries: read, starred, hidden, labelled; each change is kept, can be explained and undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library import searching
from mainstem.library.context import Library
from mainstem.library.settling import settled
from mainstem.library.streams import resolved, select
from mainstem.reading import Kind, Show, View
from mainstem.storage import (
    Connection,
    folding,
    labels,
    mended,
    remarks,
    settling,
    states,
    subscriptions,
    undoing,
)
from mainstem.storage.states import Actor, Change
from mainstem.storage.streams import Selection, states_of

UNDO_LASTS = timedelta(days=30)
LONGEST_NOTE = 20_000
_BROAD = {Kind.MAIN, Kind.ALL, Kind.FOLDER, Kind.STARRED, Kind.LABEL, Kind.LABELS}
_OPPOSITE_SHOW = {"read": Show.UNREAD, "unread": Show.READ}
_WHOLE = (Show.ALL, Show.ADAPTIVE)  # nothing is left out by what is read or starred


def mark(library: Library, user: User, entry_ids: Sequence[int], action: str, actor: Actor) -> Change | None:
    """Mark entries; ``action`` is read, unread, star, unstar, hide or show. None where nothing changed.

    Ids that the reader does not have are passed over: a late or repeated call does no harm.
    """
    _check(action)
    with library.database.write() as connection:
        made = states.mark(connection, action, (user.id, list(entry_ids)), actor, library.now())
        return settled(library, connection, user, made)


def mark_stream(library: Library, user: User, view: View, action: str, actor: Actor) -> Change | None:
    """Mark all that a view selects up to ``view.newest_id``, which is what the reader could have seen.

    Important feeds are spared from broader streams. Raises BadInput where the bound is missing.
    """
    _check(action)
    if view.newest_id is None:
        raise BadInput("A whole stream can only be marked up to what was seen.", field="newest_id")
    with library.database.write() as connection:
        shown, search = resolved(library, connection, user, view)
        show = _OPPOSITE_SHOW.get(action, shown.show) if shown.show in _WHOLE else shown.show
        selection = select(connection, user, shown.with_(show=show), search)
        if shown.stream.kind in _BROAD and action == "read":
            selection = _without_important(connection, user, selection)
        scope = f"{view.stream.address} {view.search}".strip()
        wanted: Selection | tuple[int, list[int]] = selection
        if search is not None and not search.compiled.is_exact:
            wanted = (user.id, list(searching.every_hit(connection, user, selection, search)))
        made = states.mark(connection, action, wanted, actor, library.now(), scope)
        return settled(library, connection, user, made)


def _without_important(connection: Connection, user: User, selection: Selection) -> Selection:
    important = tuple(subscriptions.important_feeds(connection, user.id))
    if not important:
        return selection
    return replace(selection, not_feed_ids=selection.not_feed_ids + important)


def label(
    library: Library,
    user: User,
    entry_ids: Sequence[int],
    label_id: int,
    actor: Actor,
    *,
    is_set: bool = True,
) -> Change | None:
    """Put one of the reader's labels on entries, or take it off. Raises NotFound."""
    with library.database.write() as connection:
        if label_id not in {one.id for one in labels.every(connection, user.id)}:
            raise NotFound("There is no such label.")
        return states.label(
            connection, user.id, label_id, list(entry_ids), actor, library.now(), is_set=is_set
        )


def snooze(
    library: Library, user: User, entry_ids: Sequence[int], until: datetime | None, actor: Actor
) -> Change | None:
    """Take entries out of sight until a time, or bring them back with None. Raises BadInput for a time that
    is over. They come back unread."""
    now = library.now()
    if until is not None and until <= now:
        raise BadInput("This time is over already.", field="until", advice="Choose a later one.")
    with library.database.write() as connection:
        if until is None:
            made = remarks.unsnooze(connection, user.id, list(entry_ids), actor, now)
        else:
            made = remarks.snooze(connection, user.id, list(entry_ids), until, actor, now)
        return settled(library, connection, user, made)


def wake(library: Library) -> int:
    """Bring back what was snoozed until now, for every reader; returns how many."""
    with library.database.write() as connection:
        now, readers = library.now(), folding.readers(connection)
        back = remarks.due(connection, readers, now) if readers else []
        count = remarks.wake(connection, now)
        folding.fold(connection, readers, mended.stories_of(connection, back).values(), now)
    return count


def note(library: Library, user: User, entry_id: int, text: str, actor: Actor) -> Change | None:
    """Write a note on an entry; "" takes it away. Raises BadInput, NotFound."""
    text = text.replace("\x00", "").strip()
    if len(text) > LONGEST_NOTE:
        raise BadInput(
            f"The note has {len(text)} characters.", field="note", advice=f"Use at most {LONGEST_NOTE}."
        )
    with library.database.write() as connection:
        if not states_of(connection, user.id, [entry_id]):
            raise NotFound("There is no such entry here; it may have been deleted.")
        return remarks.note(connection, user.id, entry_id, text, actor, library.now())


def undo(library: Library, user: User, change_id: int) -> Change:
    """Put back what a change changed, within 30 days. Raises NotFound where it is not the reader's, too old,
    undone already, or about a label that is gone. What was changed again since stays."""
    now = library.now()
    with library.database.write() as connection:
        undone = undoing.undo(connection, user.id, change_id, now, now - UNDO_LASTS)
        if undone is not None:
            settling.refold(connection, user.id, undone.id, now)
    if undone is None:
        raise NotFound("This cannot be undone any more.")
    return undone


def changes(library: Library, user: User, limit: int = 50, entry_id: int | None = None) -> list[Change]:
    """The latest changes, newest first; of one entry where ``entry_id`` is given: why it is read."""
    with library.database.read() as connection:
        return states.changes_of(connection, user.id, limit, entry_id)


def _check(action: str) -> None:
    if action not in states.ACTIONS:
        known = ", ".join(states.ACTIONS)
        raise BadInput(f"Entries cannot be marked {action!r}.", field="action", advice=f"Use {known}.")
