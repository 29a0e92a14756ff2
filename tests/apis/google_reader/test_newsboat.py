"""Newsboat in its FeedHQ mode, the real program."""

from __future__ import annotations

from pathlib import Path

from mainstem.apis import google_reader
from tests.apis import newsboat
from tests.apis.google_reader.app import READ, App
from tests.apis.household import Household
from tests.apis.world import served


def test_newsboat_reads_subscriptions_entries_and_states(home: Household, tmp_path: Path) -> None:
    app = App(home)
    app.edit("edit-tag", i=str(home.ids[0]), a=READ)
    with served(google_reader.routes, home.library) as url:
        found = newsboat.reload(
            tmp_path,
            'urls-source "feedhq"',
            f'feedhq-url "{url}"',
            'feedhq-login "ida"',
            f'feedhq-password "{home.secret}"',
            "feedhq-min-items 20",
        )
    titles = {f"Title {10 * turn + feed}" for turn in range(3) for feed in range(3)}
    assert {title for title, _, _ in found} == titles
    assert {title for title, _, unread in found if not unread} == {"Title 0"}
    assert all(url == f"https://paper.example/{title.removeprefix('Title ')}" for title, url, _ in found)
