"""What is set for subscriptions, folders and all of a reader's reading: checked, inherited, in bulk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotFound
from mainstem.library.context import Library
from mainstem.reading import Visibility
from mainstem.reading import settings as declared
from mainstem.reading.folding import SWITCH
from mainstem.storage import Connection, arriving, folding, subscriptions, users

READING = "reading"  # where the reader's own level lies among the preferences


def of_feed(library: Library, user: User, feed_id: int) -> dict[str, Any]:
    """Every setting of a subscription as it takes effect. Raises NotFound."""
    with library.database.read() as connection:
        levels = arriving.settings_of(connection, [feed_id])[feed_id].get(user.id)
    if levels is None:
        raise NotFound("You do not follow this feed.")
    return declared.resolved(levels)


def set_feeds(
    library: Library,
    user: User,
    feed_ids: Sequence[int],
    values: Mapping[str, Any],
    *,
    visibility: Visibility | None = None,
    is_muted: bool | None = None,
) -> int:
    """Change settings of many subscriptions at once, all or none; None inherits again. Returns how many.
    Raises BadInput at the field, NotFound."""
    checked = {name: declared.check(name, value) for name, value in values.items()}
    plain: dict[str, Any] = {} if visibility is None else {"visibility": int(visibility)}
    plain |= {} if is_muted is None else {"is_muted": is_muted}
    with library.database.write() as connection:
        found = subscriptions.some(connection, user.id, feed_ids)
        if len(found) < len(set(feed_ids)):
            raise NotFound("You do not follow one of these feeds.")
        for one in found:
            merged = _merged(one.settings, checked)
            subscriptions.change(connection, one.id, {"settings": merged, **plain})
        if SWITCH in checked or plain:
            folding.refold(connection, user.id, library.now())
    return len(found)


def set_folder(library: Library, user: User, folder_id: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """Change settings of a folder; returns what it says now. Raises BadInput, NotFound."""
    checked = {name: declared.check(name, value, declared.FOLDER) for name, value in values.items()}
    with library.database.write() as connection:
        folder = next(
            (one for one in subscriptions.folders_of(connection, user.id) if one.id == folder_id), None
        )
        if folder is None:
            raise NotFound("There is no such folder.")
        merged = _merged(folder.settings, checked)
        subscriptions.change_folder(connection, folder_id, {"settings": merged})
        if SWITCH in checked:
            folding.refold(connection, user.id, library.now())
    return merged


def set_reading(library: Library, user: User, values: Mapping[str, Any]) -> dict[str, Any]:
    """Change what holds for all of a reader's subscriptions unless they say otherwise. Raises BadInput."""
    checked = {name: declared.check(name, value, declared.FOLDER) for name, value in values.items()}
    with library.database.write() as connection:
        kept = _preferences(connection, user)
        merged = _merged(kept.get(READING, {}), checked)
        users.set_preferences(connection, user.id, {**kept, READING: merged})
        if SWITCH in checked:
            folding.refold(connection, user.id, library.now())
    return merged


def _preferences(connection: Connection, user: User) -> Mapping[str, Any]:
    fresh = users.by_id(connection, user.id)
    return fresh.preferences if fresh else user.preferences


def _merged(said: Mapping[str, Any], checked: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**said, **checked}.items() if value is not None}
