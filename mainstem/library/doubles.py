"""Subscriptions to the same feed under two addresses: found, and made one without losing a state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from urllib.parse import urlsplit

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput
from mainstem.library import discarding, subscribing
from mainstem.library.context import Library
from mainstem.reading import Subscription
from mainstem.storage import Connection, doubles, entries, folding, labels, states, subscriptions
from mainstem.storage.states import Actor

OVERLAP = 0.3  # of the smaller feed's entries in the other: then they say the same
LOOKED_AT = 5_000
MOST_OF_A_SITE = 12  # feeds of one site that are compared with one another
_ACTOR = Actor("page", "two subscriptions made one")


def find(library: Library, user: User) -> list[tuple[Subscription, Subscription]]:
    """Pairs that are one feed: the same address but for scheme, www and trailing slash, or feeds of one site
    that have the same entries. The one with more entries comes first."""
    with library.database.read() as connection:
        held = subscriptions.every(connection, user.id)
        by_address = _grouped(held, lambda one: _address(one.feed.feed_url))
        found = {_pair(*two) for group in by_address for two in combinations(group, 2)}
        for group in _grouped(held, lambda one: _site(one.feed.site_url or one.feed.feed_url)):
            for two in combinations(group[:MOST_OF_A_SITE], 2):
                if _pair(*two) not in found and _is_same(connection, *two):
                    found.add(_pair(*two))
    by_id = {one.feed.id: one for one in held}
    pairs = [(by_id[first], by_id[second]) for first, second in sorted(found)]
    return [pair if pair[0].total_count >= pair[1].total_count else pair[::-1] for pair in pairs]


def merge(library: Library, user: User, keep_id: int, drop_id: int) -> Subscription:
    """Unsubscribe from one feed, and carry its folders and what was done with its entries over to the other's.
    Raises NotFound, BadInput."""
    if keep_id == drop_id:
        raise BadInput("These are not two subscriptions.", field="feed_id")
    kept, dropped = subscribing.one(library, user, keep_id), subscribing.one(library, user, drop_id)
    now = library.now()
    with library.database.write() as connection:
        subscriptions.set_folders(connection, kept.id, [*kept.folder_ids, *dropped.folder_ids])
        twins = doubles.twins(connection, drop_id, keep_id)
        for action, ids in doubles.marked(connection, user.id, drop_id).items():
            carried = [twins[one] for one in ids if one in twins]
            states.mark(connection, action, (user.id, carried), _ACTOR, now)
        _carry_labels(connection, user, twins, library)
        discarding.keep_subscriptions(connection, user, [drop_id], dropped.title, now)
        subscriptions.leave(connection, dropped.id, now)
        folding.refold(connection, user.id, now)
    return subscribing.one(library, user, keep_id)


def _carry_labels(connection: Connection, user: User, twins: dict[int, int], library: Library) -> None:
    labelled: dict[int, list[int]] = {}
    known = {one.id for one in labels.every(connection, user.id)}
    ids = list(twins)
    for start in range(0, len(ids), 500):
        for one in entries.of_reader(connection, user.id, ids[start : start + 500], with_content=False):
            for label_id in known.intersection(one.state.label_ids):
                labelled.setdefault(label_id, []).append(twins[one.entry.id])
    for label_id, wanted in labelled.items():
        states.label(connection, user.id, label_id, wanted, _ACTOR, library.now())


def _is_same(connection: Connection, one: Subscription, other: Subscription) -> bool:
    least = min(doubles.count(connection, each.feed.id, LOOKED_AT) for each in (one, other))
    return least > 2 and len(doubles.twins(connection, one.feed.id, other.feed.id)) >= OVERLAP * least


def _pair(one: Subscription, other: Subscription) -> tuple[int, int]:
    first, second = sorted((one.feed.id, other.feed.id))
    return first, second


def _grouped(held: Sequence[Subscription], key: Callable[[Subscription], str]) -> list[list[Subscription]]:
    groups: dict[str, list[Subscription]] = {}
    for one in held:
        groups.setdefault(key(one), []).append(one)
    return [group for name, group in groups.items() if name and len(group) > 1]


def _address(url: str) -> str:
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return f"{(parts.hostname or '').removeprefix('www.')}{path}?{parts.query}"


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
