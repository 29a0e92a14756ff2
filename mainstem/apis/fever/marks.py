"""What can be written: states of an item, and feeds or groups read up to a moment."""

from __future__ import annotations

from datetime import timedelta

from mainstem.apis.fever import reads
from mainstem.apis.fever.visit import EVERYTHING, UNFILED, Said, Visit
from mainstem.library import marking, sync
from mainstem.reading.sync import Part, Test

_ACTIONS = {"read": "read", "unread": "unread", "saved": "star", "unsaved": "unstar"}
_LATEST = 2**63 - 1
_LONGEST_LIST = 20_000
_SECOND = 1_000_000
_RECENTLY = timedelta(minutes=15)
_MOST_RECENT = 500  # changes


def write(visit: Visit) -> Said:
    """Do what ``mark`` says, and tell the list that it changes; nothing where it says nothing."""
    form = visit.form
    what, state = form.one("mark"), form.one("as")
    if not visit.app.may_write:
        return {}
    if form.one("unread_recently_read") == "1":
        _undo_recent(visit)
        return _unread(visit)
    if what not in ("item", "feed", "group"):
        return {}
    if what == "item" and state in _ACTIONS:
        _mark_item(visit, _ACTIONS[state])
        is_star = state in ("saved", "unsaved")
        return reads.saved_item_ids(visit) if is_star else _unread(visit)
    if what != "item" and state == "read":
        _mark_all(visit, what)
        return _unread(visit)
    return {}  # feeds and groups cannot be unread at once: never take that for read


def _unread(visit: Visit) -> Said:
    """The list that a mark changes, unless it is so long that apps, which send a mark for each item and do
    not look at it, would wait for it each time."""
    if sync.unread_total(visit.library, visit.user) > _LONGEST_LIST:
        return {}
    return reads.unread_item_ids(visit)


def _undo_recent(visit: Visit) -> None:
    """What the reader marked as read in the last minutes is unread again, wherever that was done."""
    recent = visit.library.now() - _RECENTLY
    for change in marking.changes(visit.library, visit.user, _MOST_RECENT):
        by_hand = change.actor.kind in ("api", "page") and change.action == "read"
        if by_hand and change.undone_at is None and change.changed_at >= recent:
            marking.undo(visit.library, visit.user, change.id)


def _mark_item(visit: Visit, action: str) -> None:
    """The state is set, never turned round: a call that comes twice does no harm."""
    serial = visit.form.number("id") or 0
    if 0 < serial < 2**31:
        entry_ids = sync.ids_of_serials(visit.library, [serial])
        sync.mark(visit.library, visit.user, entry_ids, visit.app.actor, [action])


def _mark_all(visit: Visit, what: str) -> None:
    number = visit.form.number("id")
    if number is None:
        return
    within = _within(visit, what, number)
    if within is None:
        return
    before = visit.form.number("before") or 0
    newest_id = before * _SECOND + _SECOND - 1 if before > 0 else _LATEST
    scope = f"{what}/{number}"
    sync.mark_all(visit.library, visit.user, within, min(newest_id, _LATEST), visit.app.actor, scope)


def _within(visit: Visit, what: str, number: int) -> tuple[Part, ...] | None:
    """The streams that a feed's or group's id means; None: nothing."""
    if what == "group" and number == EVERYTHING:
        return (Part(Test.ALL),)
    if not 0 < number < 2**31:
        return None
    if what == "feed":
        return (Part(Test.IN_FEEDS, (number,)),)
    return (
        Part(
            Test.IN_FEEDS,
            sync.feeds_in(visit.library, visit.user, 0 if number == UNFILED else number),
        ),
    )
