"""Who announces a feed's news: the hub or cloud that a document names is remembered, and distrusted when it fails."""

from __future__ import annotations

import secrets
from datetime import datetime

from mainstem.feeds import hubs
from mainstem.feeds.feed import DueFeed
from mainstem.feeds.parsed import Cloud
from mainstem.fetching import Fetched
from mainstem.refresh.reading import Reading
from mainstem.storage import Connection, pushes
from mainstem.storage.pushes import Push


def note(connection: Connection, due: DueFeed, answer: Fetched, read: Reading, now: datetime) -> None:
    """Remember the hub, or else the cloud, that an answer names. A private feed is told to no hub."""
    if due.options:
        return
    hub = hubs.announced(answer.headers, read.feed, answer.final_url)
    if hub is not None:
        pushes.want(connection, _push(due.id, "websub", hub.url, hub.topic, now))
    elif read.feed.cloud is not None and read.feed.cloud.protocol.lower() == "http-post":
        pushes.want(connection, _push(due.id, "cloud", _cloud_url(read.feed.cloud), due.feed_url, now))


def distrust(connection: Connection, feed_id: int, now: datetime) -> None:
    """A poll found what a push should have brought: for a week the feed is polled as others are."""
    told = {"trouble": "A poll found what was not pushed.", "ask_at": now + hubs.DISTRUST_FOR}
    pushes.change(connection, feed_id, {"lease_until": None, **told})


def _push(feed_id: int, kind: str, hub_url: str, topic: str, now: datetime) -> Push:
    return Push(
        feed_id, kind, hub_url, topic, secrets.token_urlsafe(24), secrets.token_urlsafe(32), ask_at=now
    )


def _cloud_url(cloud: Cloud) -> str:
    scheme = "https" if cloud.port == 443 else "http"
    path = cloud.path if cloud.path.startswith("/") else f"/{cloud.path}"
    return f"{scheme}://{cloud.domain}:{cloud.port}{path}"
