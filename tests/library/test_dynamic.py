"""Folders that follow a list."""

from datetime import datetime, timedelta

import pytest

from mainstem.feeds.errors import BadStatus, NotFound
from mainstem.fetching import FakeInternet, Page
from mainstem.library import dynamic, folders, setting, sidebar
from mainstem.reading import opml
from mainstem.reading.opml import OpmlFeed, OpmlList
from mainstem.storage import Database
from tests.library.world import open_library, reader

LIST = "https://lists.example/news.opml"


def page(*numbers: int) -> Page:
    secret = {"frss:CURLOPT_COOKIE": "x", "mainstem:visibility": "hidden"}
    return Page(
        opml.write(
            OpmlList(
                "L", tuple(OpmlFeed(f"https://{n}.example/f", f"F{n}", settings=secret) for n in numbers)
            )
        )
    )


def test_what_leaves_a_list_is_muted_and_what_comes_back_is_not(database: Database, now: datetime) -> None:
    internet = FakeInternet()
    internet.put(LIST, page(1, 2), page(2, 3), BadStatus(500), page(), page(1, 2, 3))
    library = open_library(database, internet, now)
    ida = reader(library)
    folder = folders.add(library, ida, "News")
    dynamic.set_list(library, ida, folder.id, LIST)
    setting.set_folder(library, ida, folder.id, {"keep_most": 5})

    def muted() -> dict[str, bool]:
        held = sidebar.look(library, ida).in_folder(folder.id)
        return {one.title: one.is_muted for one in held}

    assert [(one.added, one.fault) for one in dynamic.refresh_due(library)] == [(2, "")]
    assert muted() == {"F1": False, "F2": False}
    assert dynamic.refresh_due(library) == []
    assert dynamic.refresh(library, ida, folder.id) == dynamic.Followed(folder.id, 1, 1, 0)
    assert muted() == {"F1": True, "F2": False, "F3": False}
    for _ in range(2):  # an error and an empty list change nothing
        assert dynamic.refresh(library, ida, folder.id).fault
        assert muted() == {"F1": True, "F2": False, "F3": False}
    later = open_library(database, internet, now + timedelta(hours=13))
    assert [(one.added, one.unmuted) for one in dynamic.refresh_due(later)] == [(0, 1)]
    assert muted() == {"F1": False, "F2": False, "F3": False}
    assert {one.visibility for one in sidebar.look(library, ida).subscriptions} == {10}
    dynamic.set_list(library, ida, folder.id, "")
    with pytest.raises(NotFound):
        dynamic.refresh(library, ida, folder.id)
    assert len(muted()) == 3
