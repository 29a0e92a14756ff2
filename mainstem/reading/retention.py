"""Which entries of a feed may go, by the policies of all who read it; counted as FreshRSS counts.

Ages are measured from the time a publisher last listed an entry. What the last document still listed
never goes, nor do the ``keep_least`` latest; of the rest goes what is older than ``keep_for`` or beyond the
``keep_most`` latest. Starred, labelled and noted entries stay, and unread ones where the policy says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Policy:
    """What one reader wants to keep of a feed. None switches a limit off; with neither ``keep_most`` nor
    ``keep_for`` nothing is ever deleted."""

    keep_most: int | None = 200
    keep_for: timedelta | None = timedelta(days=90)
    keep_least: int = 50
    keep_starred: bool = True
    keep_labelled: bool = True
    keep_unread: bool = False

    @property
    def deletes(self) -> bool:
        """Whether this policy ever lets anything go."""
        return self.keep_most is not None or self.keep_for is not None


FOR_EVER = Policy(keep_most=None, keep_for=None)


@dataclass(frozen=True, slots=True)
class Aged:
    """An entry as retention looks at it. The states are those of all its readers, by user id."""

    entry_id: int
    listed_at: datetime
    starred_by: frozenset[int] = frozenset()
    labelled_by: frozenset[int] = frozenset()
    unread_by: frozenset[int] = frozenset()


def expired(
    entries: Sequence[Aged], policies: Mapping[int, Policy], last_listed_at: datetime, now: datetime
) -> tuple[int, ...]:
    """Ids of the entries of one feed that no reader's policy keeps, oldest first.

    ``policies`` holds the policy of every subscriber. What was listed at ``last_listed_at`` or later was in
    the last document. What somebody starred, labelled or noted who follows the feed no longer stays.
    """
    if not all(policy.deletes for policy in policies.values()):
        return ()
    latest = sorted(entries, key=lambda one: (one.listed_at, one.entry_id), reverse=True)
    going = [
        one.entry_id
        for place, one in enumerate(latest)
        if one.listed_at < last_listed_at
        and not _is_strangers(one, policies)
        and not any(_keeps(policy, user_id, one, place, now) for user_id, policy in policies.items())
    ]
    return tuple(reversed(going))


def _is_strangers(one: Aged, policies: Mapping[int, Policy]) -> bool:
    return not (one.starred_by | one.labelled_by) <= policies.keys()


def _keeps(policy: Policy, user_id: int, one: Aged, place: int, now: datetime) -> bool:
    """Whether one reader's policy keeps an entry; ``place`` counts from the latest, which is 0."""
    if policy.keep_starred and user_id in one.starred_by:
        return True
    if policy.keep_labelled and user_id in one.labelled_by:
        return True
    if policy.keep_unread and user_id in one.unread_by:
        return True
    if place < policy.keep_least:
        return True
    is_old = policy.keep_for is not None and one.listed_at < now - policy.keep_for
    is_beyond = policy.keep_most is not None and place >= policy.keep_most
    return not is_old and not is_beyond
