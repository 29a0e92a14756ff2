"""Attention budget: so many entries a day for a folder; loud feeds share, the rest is overflow that can be searched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotFound
from mainstem.library import folders, setting, streams
from mainstem.library.context import Library
from mainstem.reading import Folder, Kind, ReaderEntry, Stream, View
from mainstem.storage import entries
from mainstem.stories.budget import divide

BUDGET = "daily_budget"
MOST_A_DAY = 5_000  # entries of a folder's day; what is beyond is overflow, and not even shared out
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Day:
    """A folder's day. ``overflow`` holds the newest of what did not fit, or of it what a search found;
    ``loud`` counts the overflow of each feed, the loudest first.
    """

    folder: Folder
    budget: int
    within: tuple[ReaderEntry, ...]
    overflow_count: int
    overflow: tuple[ReaderEntry, ...]
    loud: tuple[tuple[int, int], ...]


def budgets(library: Library, user: User) -> dict[int, int]:
    """The daily numbers of the reader's folders, of those that have one."""
    return {
        one.id: int(one.settings[BUDGET])
        for one in folders.every(library, user)
        if isinstance(one.settings.get(BUDGET), int)
    }


def set_budget(library: Library, user: User, folder_id: int, number: int | None) -> None:
    """Give a folder a daily number; None takes it away. Raises BadInput, NotFound."""
    setting.set_folder(library, user, folder_id, {BUDGET: number})


def day(
    library: Library, user: User, folder_id: int, begin: datetime, end: datetime, search: str = ""
) -> Day:
    """What arrived in a folder from ``begin`` to before ``end``, shared out in the order of arrival. Raises NotFound
    where there is no such folder or it has no budget, BadQuery.
    """
    folder = next((one for one in folders.every(library, user) if one.id == folder_id), None)
    number = budgets(library, user).get(folder_id)
    if folder is None or number is None:
        raise NotFound("This folder has no budget.", advice="Give it a daily number first.")
    bounds = {"oldest_id": _first(begin), "newest_id": _first(end) - 1, "limit": MOST_A_DAY}
    whole = View(Stream(Kind.FOLDER, folder_id), **bounds)  # type: ignore[arg-type]
    arrived, _ = streams.ids(library, user, whole.with_(is_ascending=True))
    with library.database.read() as connection:
        feed_of = entries.feeds_of(connection, arrived)
    within, overflow = divide([(one, feed_of[one]) for one in arrived if one in feed_of], number)
    count = streams.count(library, user, whole) - len(within)
    shown = _found(library, user, whole, set(overflow), search) if search else overflow[::-1]
    return Day(
        folder,
        number,
        tuple(streams.some(library, user, within[:MOST_SHOWN], with_content=False)),
        max(count, len(overflow)),
        tuple(streams.some(library, user, shown[:MOST_SHOWN], with_content=False)),
        _loudest(overflow, feed_of),
    )


def _first(moment: datetime) -> int:
    """The first id that an entry could have which arrived then: ids are microseconds of arrival."""
    return int(moment.timestamp()) * 1_000_000


def _found(library: Library, user: User, whole: View, overflow: set[int], search: str) -> list[int]:
    hits, _ = streams.ids(library, user, whole.with_(search=search))
    return [one for one in hits if one in overflow]


def _loudest(overflow: list[int], feed_of: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple(Counter(feed_of[one] for one in overflow).most_common(20))
