"""Deleting what no reader's policy keeps, in batches so small that nobody waits for them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotFound
from mainstem.library import owning, setting
from mainstem.library.context import Library
from mainstem.reading import settings as declared
from mainstem.reading.retention import expired
from mainstem.storage import (
    Connection,
    arriving,
    counting,
    entries,
    folding,
    mended,
    retaining,
    subscriptions,
    users,
)

BATCH = 100  # entries in one transaction: some milliseconds
PAUSE = 0.02  # seconds between transactions, in which others write
FEEDS = 200


def run(
    library: Library,
    rest: Callable[[float], None] = time.sleep,
    is_stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Let go of everything that may go, feed by feed; returns how many entries went. May be stopped at any
    moment and run again."""
    count, last = 0, 0
    while True:
        with library.database.read() as connection:
            some = retaining.feeds_after(connection, last, FEEDS)
        if not some:
            return count
        for feed_id in some:
            if is_stopping():
                return count
            count += retain(library, feed_id, rest)
        last = some[-1]


def retain(library: Library, feed_id: int, rest: Callable[[float], None] = time.sleep) -> int:
    """Let go of what may go of one feed; returns how many entries went."""
    with library.database.read() as connection:
        going = _going(library, connection, feed_id)
    return _remove(library, feed_id, going, rest)


def preview(library: Library, user: User) -> int:
    """How many entries of the reader's feeds would go now."""
    with library.database.read() as connection:
        if not _deletes(connection, user):
            return 0
        followed = [one.feed_id for one in counting.subscriptions_of(connection, user.id)]
        return sum(len(_going(library, connection, feed_id)) for feed_id in followed)


def _deletes(connection: Connection, user: User) -> bool:
    """Whether the reader says anywhere that something may be deleted: most never do, and need not wait."""
    fresh = users.by_id(connection, user.id) or user
    levels = [fresh.preferences.get(setting.READING, {})]
    levels += [one.settings for one in subscriptions.folders_of(connection, user.id)]
    levels += [one.settings for one in subscriptions.every(connection, user.id)]
    return any(said.get("keeps_for_ever") is False for said in levels)


def empty(library: Library, user: User, feed_id: int, rest: Callable[[float], None] = time.sleep) -> int:
    """Delete all entries of a feed that only this reader follows, starred ones too; what the publisher still
    lists comes anew. Raises NotFound, NotAllowed."""
    with library.database.read() as connection:
        owning.check(connection, user, feed_id)
        going = [one.entry_id for one in retaining.aged(connection, feed_id)]
    return _remove(library, feed_id, going, rest, for_good=False)


def delete(library: Library, user: User, entry_id: int) -> None:
    """Delete one entry for good; it does not come back. Raises NotFound, NotAllowed."""
    with library.database.write() as connection:
        found = entries.by_ids(connection, [entry_id])
        if entry_id not in found:
            raise NotFound("There is no such entry here; it may have been deleted.")
        owning.check(connection, user, found[entry_id].feed_id)
        _take(library, connection, found[entry_id].feed_id, [entry_id], for_good=True)


def _going(library: Library, connection: Connection, feed_id: int) -> Sequence[int]:
    levels = arriving.settings_of(connection, [feed_id])[feed_id]
    policies = {user_id: declared.policy(declared.resolved(said)) for user_id, said in levels.items()}
    last = retaining.last_listed_at(connection, feed_id)
    if last is None or not all(policy.deletes for policy in policies.values()):
        return ()
    in_last_document = last - entries.LISTED_EVERY
    return expired(retaining.aged(connection, feed_id), policies, in_last_document, library.now())


def _remove(
    library: Library,
    feed_id: int,
    going: Sequence[int],
    rest: Callable[[float], None],
    *,
    for_good: bool = True,
) -> int:
    count = 0
    for start in range(0, len(going), BATCH):
        with library.database.write() as connection:
            count += _take(library, connection, feed_id, going[start : start + BATCH], for_good=for_good)
        rest(PAUSE)
    return count


def _take(
    library: Library, connection: Connection, feed_id: int, going: Sequence[int], *, for_good: bool
) -> int:
    """Delete entries; copies whose lead went come out at once."""
    told = set(mended.stories_of(connection, going).values())
    count = retaining.remove(connection, feed_id, going, for_good=for_good)
    readers, now = folding.readers(connection), library.now()
    folding.fold(connection, readers, told, now)
    for user_id in mended.menders(connection, readers) if told else ():
        folding.refold(
            connection, user_id, now
        )  # what was said of an entry that went holds its story no more
    return count
