"""Statements that give a feed another address, and make one of two feeds that turn out to be the same."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, literal, select, update

from mainstem.feeds.feed import identity
from mainstem.storage import entries as entry_statements
from mainstem.storage import fulltext
from mainstem.storage.feeds import privacy
from mainstem.storage.schema import (
    entries,
    feeds,
    labelled,
    polls,
    states,
    subscription_folders,
    subscriptions,
    tombstones,
)


def move(connection: Connection, feed_id: int, feed_url: str) -> int:
    """Give a feed its new address; returns the id under which it lives on: another's, where that one has
    the address already and is fetched in the same way. Readers keep their subscriptions and states."""
    row = connection.execute(select(feeds.c.options, feeds.c.recipe).where(feeds.c.id == feed_id)).one()
    key = identity(feed_url, privacy(row.options, row.recipe))
    other = connection.execute(select(feeds.c.id).where(feeds.c.identity == key)).scalar_one_or_none()
    if other is None or other == feed_id:
        moved = update(feeds).where(feeds.c.id == feed_id)
        connection.execute(moved.values(feed_url=feed_url, identity=key))
        return feed_id
    merge(connection, feed_id, other)
    return other


def merge(connection: Connection, source: int, target: int) -> None:
    """Let the feed ``source`` become part of ``target``: entries, states, labels, subscriptions. Nothing that
    a reader did is lost: what was read or starred in either is read or starred."""
    twins = _twins(connection, source, target)
    for old, new in twins:
        _carry_states(connection, old, new, target)
    _carry_entries(connection, source, target, [old for old, _ in twins])
    readers = _carry_subscriptions(connection, source, target)
    for user_id in readers:
        entry_statements.recount(connection, user_id, target)
    connection.execute(update(polls).where(polls.c.feed_id == source).values(feed_id=target))
    connection.execute(delete(feeds).where(feeds.c.id == source))


def _twins(connection: Connection, source: int, target: int) -> Sequence[tuple[int, int]]:
    """Entries that both have: ids in the source and in the target."""
    same = entries.alias("same")
    found = select(entries.c.id, same.c.id).join(same, same.c.guid_key == entries.c.guid_key)
    found = found.where(entries.c.feed_id == source, same.c.feed_id == target)
    return [(old, new) for old, new in connection.execute(found)]


def _carry_states(connection: Connection, old: int, new: int, target: int) -> None:
    mine = select(states.c.user_id).where(states.c.entry_id == new)
    lone = (states.c.entry_id == old) & states.c.user_id.not_in(mine)
    connection.execute(update(states).where(lone).values(entry_id=new, feed_id=target))
    for name in ("is_read", "is_starred"):
        said = select(states.c.user_id).where(states.c.entry_id == old, states.c[name])
        both = (states.c.entry_id == new) & states.c.user_id.in_(said)
        connection.execute(update(states).where(both).values({name: True}))
    _carry_notes(connection, old, new)
    connection.execute(delete(states).where(states.c.entry_id == old))
    has = select(labelled.c.user_id, labelled.c.label_id, literal(new), labelled.c.labelled_at)
    had = select(labelled.c.label_id).where(labelled.c.entry_id == new)
    carried = has.where(labelled.c.entry_id == old, labelled.c.label_id.not_in(had))
    columns = ["user_id", "label_id", "entry_id", "labelled_at"]
    connection.execute(insert(labelled).from_select(columns, carried))
    connection.execute(delete(labelled).where(labelled.c.entry_id == old))


def _carry_notes(connection: Connection, old: int, new: int) -> None:
    """A note on either is a note on what is left; of two, both are kept, one below the other."""
    noted = select(states.c.user_id, states.c.note).where(states.c.entry_id == old, states.c.note.isnot(None))
    for user_id, note in connection.execute(noted).tuples().all():
        mine = (states.c.user_id == user_id) & (states.c.entry_id == new)
        had = connection.execute(select(states.c.note).where(mine)).scalar()
        written = "\n".join(part for part in dict.fromkeys((had, note)) if part)
        connection.execute(update(states).where(mine).values(note=written))


def _carry_entries(connection: Connection, source: int, target: int, twins: Sequence[int]) -> None:
    """What only the source has moves over; its doubles go."""
    for start in range(0, len(twins), 500):
        going = twins[start : start + 500]
        fulltext.remove(connection, fulltext.of_kept(connection, going))
        connection.execute(delete(entries).where(entries.c.id.in_(going)))
    connection.execute(update(entries).where(entries.c.feed_id == source).values(feed_id=target))
    connection.execute(update(states).where(states.c.feed_id == source).values(feed_id=target))
    known = select(tombstones.c.guid_key).where(tombstones.c.feed_id == target)
    lone = (tombstones.c.feed_id == source) & tombstones.c.guid_key.not_in(known)
    connection.execute(update(tombstones).where(lone).values(feed_id=target))


def _carry_subscriptions(connection: Connection, source: int, target: int) -> list[int]:
    """Who follows only the source follows the target now; who follows both keeps the folders of both."""
    both = select(subscriptions.c.user_id).where(subscriptions.c.feed_id == target)
    lone = (subscriptions.c.feed_id == source) & subscriptions.c.user_id.not_in(both)
    connection.execute(update(subscriptions).where(lone).values(feed_id=target))
    kept = subscriptions.alias("kept")
    pairs = select(subscriptions.c.id, kept.c.id).join(kept, kept.c.user_id == subscriptions.c.user_id)
    pairs = pairs.where(subscriptions.c.feed_id == source, kept.c.feed_id == target)
    for old, new in connection.execute(pairs).all():
        _carry_folders(connection, old, new)
        connection.execute(delete(subscriptions).where(subscriptions.c.id == old))
    found = select(subscriptions.c.user_id).where(subscriptions.c.feed_id == target)
    return list(connection.execute(found).scalars())


def _carry_folders(connection: Connection, old: int, new: int) -> None:
    folder = subscription_folders.c.folder_id
    had = select(folder).where(subscription_folders.c.subscription_id == new)
    missing = select(literal(new), folder).where(
        subscription_folders.c.subscription_id == old, folder.not_in(had)
    )
    connection.execute(insert(subscription_folders).from_select(["subscription_id", "folder_id"], missing))
