"""Order by hand, and feeds from folder to folder."""

from __future__ import annotations

import pytest

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotFound
from mainstem.fetching import FakeInternet
from mainstem.library import Library, arranging, folders, overview, sidebar, subscribing
from mainstem.storage import Database
from tests.library.world import open_library, reader, rss


@pytest.fixture
def world(database: Database) -> tuple[Library, User, list[int]]:
    """Feeds a, b and c."""
    internet = FakeInternet()
    library = open_library(database, internet)
    ida = reader(library)
    ids = []
    for name in "abc":
        internet.put(f"https://{name}.example/", rss("One", title=name))
        ids.append(subscribing.subscribe(library, ida, f"https://{name}.example/").feed.id)
    return library, ida, ids


def test_what_was_put_in_order_comes_first_and_the_rest_by_name(
    world: tuple[Library, User, list[int]],
) -> None:
    library, ida, (a, _b, c) = world
    arranging.feeds(library, ida, [c, a])
    for seen in (
        [one.title for one in overview.look(library, ida).followed],
        [one.title for one in sidebar.look(library, ida).subscriptions],
    ):
        assert seen == ["c", "a", "b"]
    arranging.by_name(library, ida)
    assert [one.title for one in overview.look(library, ida).followed] == ["a", "b", "c"]


def test_folders_and_labels_keep_their_order(world: tuple[Library, User, list[int]]) -> None:
    library, ida, _ = world
    made = [folders.add(library, ida, name).id for name in ("x", "y", "z")]
    arranging.folders(library, ida, made[::-1])
    assert [one.name for one in folders.every(library, ida)] == ["z", "y", "x"]
    labels = [folders.add_label(library, ida, name).id for name in ("p", "q")]
    arranging.labels(library, ida, labels[::-1])
    assert [one.name for one in folders.labels_of(library, ida)] == ["q", "p"]


def test_moving_leaves_the_other_folders_of_a_feed_alone(world: tuple[Library, User, list[int]]) -> None:
    library, ida, (a, *_) = world
    x, y, z = (folders.add(library, ida, name).id for name in ("x", "y", "z"))
    subscribing.change(library, ida, a, folder_ids=[x, y])
    assert set(arranging.move(library, ida, a, x, z).folder_ids) == {y, z}
    assert set(arranging.move(library, ida, a, z, None).folder_ids) == {y}
    with pytest.raises(NotFound):
        arranging.move(library, ida, a, None, 999)


def test_nobody_arranges_what_is_anothers(world: tuple[Library, User, list[int]]) -> None:
    library, ida, (a, b, _c) = world
    ole = reader(library, "ole")
    with pytest.raises(NotFound):
        arranging.feeds(library, ole, [b, a])
    mine = folders.add(library, ida, "x").id
    with pytest.raises(NotFound):
        arranging.folders(library, ole, [mine])
    assert [one.title for one in overview.look(library, ida).followed] == ["a", "b", "c"]
