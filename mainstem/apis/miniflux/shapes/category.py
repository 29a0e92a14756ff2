"""A category: a folder, or what stands outside all folders.

Every feed of Miniflux has exactly one category. A feed in several folders is shown in the oldest of them,
one in none in the category All, which is always there, can be neither renamed nor deleted, and comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mainstem.accounts.user import User
from mainstem.reading import Folder, Subscription, Visibility

OUTSIDE = 2**31 - 1  # no folder gets there, and 32 bits hold it
_OUTSIDE_NAME = "All"


def category(user: User, folder: Folder | None) -> dict[str, Any]:
    """A folder, or None for what is outside, as a category."""
    return {
        "id": folder.id if folder else OUTSIDE,
        "title": folder.name if folder else _OUTSIDE_NAME,
        "user_id": user.id,
        "hide_globally": False,
    }


def category_id(subscription: Subscription) -> int:
    """The category that a subscription is shown in."""
    return min(subscription.folder_ids, default=OUTSIDE)


def by_id(user: User, folders: Iterable[Folder]) -> dict[int, dict[str, Any]]:
    """All categories by id, All first."""
    return {OUTSIDE: category(user, None), **{one.id: category(user, one) for one in folders}}


def is_hidden(subscription: Subscription) -> bool:
    """Whether a subscription is kept out of the main stream."""
    return subscription.visibility < Visibility.MAIN
