"""The client library libgreader, unmodified but for the addresses that it has Google's in."""

from __future__ import annotations

from typing import Any

import pytest

from mainstem.apis import google_reader
from tests.apis.google_reader.app import READ, STARRED, App
from tests.apis.household import Household
from tests.apis.world import served

libgreader = pytest.importorskip("libgreader", reason="libgreader (PyPI) is optional")


def _reader(url: str, name: str, secret: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    from libgreader.url import ReaderUrl

    for constant, value in vars(ReaderUrl).copy().items():
        if isinstance(value, str) and value.startswith("https://www.google.com"):
            monkeypatch.setattr(ReaderUrl, constant, value.replace("https://www.google.com", url))
    monkeypatch.setattr(libgreader.ClientAuthMethod, "CLIENT_URL", f"{url}/accounts/ClientLogin")
    return libgreader.GoogleReader(libgreader.ClientAuthMethod(name, secret))


def test_libgreader_lists_reads_and_marks(home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    app = App(home)
    with served(google_reader.routes, home.library) as url:
        reader = _reader(url, "ida", home.secret, monkeypatch)
        assert reader.getUserInfo()["userName"] == "ida"
        assert reader.buildSubscriptionList()
        assert {feed.title for feed in reader.getFeeds()} == {feed.feed_url for feed in home.feeds}
        assert {one.label for one in reader.getCategories()} == {"Harbour", "Uncategorized"}
        assert {feed.unread for feed in reader.getFeeds()} == {3}
        feed = next(one for one in reader.getFeeds() if one.title == home.feeds[0].feed_url)
        feed.loadItems()
        items = feed.getItems()
        assert [item.title for item in items] == ["Title 20", "Title 10", "Title 0"]
        assert items[0].markRead()
        assert items[1].star()
        assert items[0].isRead()
        assert app.ids(READ) == [home.ids[6]]
        assert app.ids(STARRED) == [home.ids[3]]
        assert items[0].markUnread()
        assert app.ids(READ) == []
        assert reader.markFeedAsRead(feed)
        assert app.ids(READ) == [home.ids[6], home.ids[3], home.ids[0]]
