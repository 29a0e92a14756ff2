"""Attention budget: so many entries a day for a folder; loud feeds share, quiet ones always get through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def fair_counts(waiting: Mapping[int, int], budget: int) -> dict[int, int]:
    """How many entries of each feed (id to count) fit into a budget, by max-min fairness.

    A feed below the fair share gets all that it has; what it leaves is shared among the louder ones. What
    cannot be divided goes to the feeds with the lowest ids. A budget below zero is none.
    """
    granted: dict[int, int] = {}
    left = max(budget, 0)
    feeds = sorted(waiting, key=lambda feed: (waiting[feed], feed))
    for number, feed in enumerate(feeds):
        granted[feed] = min(waiting[feed], left // (len(feeds) - number))
        left -= granted[feed]
    for feed in sorted(feeds):
        more = min(left, waiting[feed] - granted[feed], 1)
        granted[feed] += more
        left -= more
    return granted


def divide(entries: Sequence[tuple[int, int]], budget: int) -> tuple[list[int], list[int]]:
    """Entries, as (entry id, feed id) in the reader's order, divided into those within the budget and the
    overflow. Both keep the order.
    """
    waiting: dict[int, int] = {}
    for _, feed in entries:
        waiting[feed] = waiting.get(feed, 0) + 1
    granted = fair_counts(waiting, budget)
    within: list[int] = []
    overflow: list[int] = []
    for entry_id, feed in entries:
        if granted[feed] > 0:
            granted[feed] -= 1
            within.append(entry_id)
        else:
            overflow.append(entry_id)
    return within, overflow
